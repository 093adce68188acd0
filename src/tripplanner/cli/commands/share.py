"""``share TRIP``: the calendars of a release as feeds, to a folder, WebDAV or CalDAV."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import Message, msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.documents.calendars.sharing import Shared


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    arguments.add("--to", metavar="NAME", default="", help=msg("the place, as “sharing” names it"))
    arguments.add("--release", metavar="N", type=int, help=msg("a release other than the latest"))
    arguments.add("--for", metavar="PERSON", dest="whom", help=msg("only the calendar of this person"))
    arguments.add("--take-back", action="store_true", help=msg("take away what was published there"))
    arguments.add("--addresses", action="store_true", help=msg("only say where people subscribe; publish nothing"))
    json_switch(arguments)


def _run(context: Context) -> int:
    if context.get("addresses"):
        return _say_addresses(context)
    from tripplanner.documents.calendars.sharing import share, take_back
    from tripplanner.exchange.sharing.targets import find_target
    from tripplanner.planning.trips import find_trip

    target = find_target(context.settings, context.get("to"))
    with context.writing() as workspace:
        trip = workspace.get(find_trip, context.get("trip"))
        whom = workspace.get(_persons, trip, context.get("whom"))
        if context.get("take_back"):
            gone = take_back(workspace, trip, target, whom=whom, progress=context.progress())
            _tell_gone(context, gone, target.address)
            return 0
        shared = share(workspace, trip, target, release=context.get("release"), whom=whom, progress=context.progress())
    _report(context, shared)
    return 0


def _persons(session: Any, trip: int, key: str | None) -> list[str]:
    from tripplanner.planning.participants import find_participant

    return [] if key is None else [find_participant(session, trip, key).uuid]


def _report(context: Context, shared: list[Shared]) -> None:
    rows = [_row(one.reader, one.address) for one in shared]
    if context.get("json"):
        context.out.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    _tell_rows(context, rows)
    context.tell(msgn("{n} calendar published.", "{n} calendars published.", len(shared)))
    if not any(one.outcome.put for one in shared):
        context.tell(msg("Nothing had changed since the last publication."))
    regained = sum(len(one.outcome.regained) for one in shared)
    if regained:
        context.tell(_regained(regained))


def _tell_gone(context: Context, gone: int, address: str) -> None:
    if context.get("json"):
        context.out.write(json.dumps({"taken_away": gone, "address": address}, ensure_ascii=False, indent=1) + "\n")
        return
    context.tell(msgn("{n} file taken away from {path}", "{n} files taken away from {path}", gone, path=address))


def _regained(n: int) -> Message:
    return msgn(
        "{n} file there had been changed by somebody else and is as released again.",
        "{n} files there had been changed by somebody else and are as released again.",
        n,
    )


def _say_addresses(context: Context) -> int:
    from tripplanner.planning.trips import find_trip

    with context.reading() as workspace:
        rows = workspace.get(_known, workspace.get(find_trip, context.get("trip")), context.get("whom"))
    if context.get("json"):
        context.out.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        _tell_rows(context, rows)
        if not rows:
            context.tell(msg("No calendar of this trip is published under an address."))
    return 0


def _known(session: Any, trip: int, key: str | None) -> list[dict[str, str | None]]:
    from tripplanner.planning.feeds import subscribe_address
    from tripplanner.planning.participants import list_participants

    wanted = set(_persons(session, trip, key))
    readers = [None] * (not wanted) + [
        one for one in list_participants(session, trip) if one.uuid in wanted or not wanted
    ]
    rows = (_row(one, subscribe_address(session, trip, one.person_id if one else None)) for one in readers)
    return [row for row in rows if row["address"]]


def _row(reader: Any, address: str) -> dict[str, str | None]:
    return {
        "person": reader.uuid if reader else None,
        "name": reader.name.printed if reader else "",
        "address": address,
    }


def _tell_rows(context: Context, rows: list[dict[str, str | None]]) -> None:
    for row in rows:
        if row["address"]:
            name = row["name"] or context.say(msg("the whole trip, for the office"))
            context.tell(msg("{name}: {address}", name=name, address=row["address"]))


COMMAND = Command("share", msg("publish calendars that people subscribe to"), _arguments, _run, 82)
