"""``hosts TRIP``: how the hosts of each item stand and for how long; asking those who were not asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.requests import HostRequest
    from tripplanner.store.workspace import Workspace


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    arguments.add("--ask", action="store_true", help=msg("prepare the invitations that are due, to be reviewed"))
    json_switch(arguments)


def _run(context: Context) -> int:
    from tripplanner.planning.requests import list_requests
    from tripplanner.planning.trips import find_trip

    with context.writing() if context.get("ask") else context.reading() as workspace:
        trip = workspace.get(find_trip, context.get("trip"))
        if context.get("ask"):
            _ask(context, workspace, trip)
        rows = workspace.get(list_requests, trip)
    _write(context, rows)
    return 0


def _ask(context: Context, workspace: Workspace, trip: int) -> None:
    from tripplanner.documents.invitations import prepare_invitations
    from tripplanner.planning.trips import trip_identity

    scope = workspace.get(trip_identity, trip)
    made = workspace.do(msg("Ask the hosts"), prepare_invitations, trip, datetime.now(UTC), scope=scope)
    if made.messages:
        context.note(msgn("{n} invitation to review.", "{n} invitations to review.", len(made.messages)))
    else:
        context.note(msg("Nothing new is to be asked of the hosts."))
    if made.unreachable:
        context.note(msg("No address is known of: {names}.", names=tuple(made.unreachable)))


def _write(context: Context, rows: list[HostRequest]) -> None:
    from tripplanner.cli.output import write_json, write_table

    today = date.today()  # noqa: DTZ011 - the person's own day
    if context.get("json"):
        write_json([_plain(row, today) for row in rows], context.out)
        return
    if not rows:
        context.tell(msg("No visit of this trip has a host."))
        return
    titles = [context.say(title) for title in (msg("State"), msg("When"), msg("Visit"), msg("Host"), msg("E-mail"))]
    language = context.language
    cells = [
        (
            context.say(row.sentence(today)), f"{row.start:%Y-%m-%d %H:%M}" if row.start else "",
            row.title.best(language), row.organisation.best(language), row.address,
        )
        for row in rows
    ]  # fmt: skip
    write_table(titles, cells, context.out)


def _plain(row: HostRequest, today: date) -> dict[str, Any]:
    return {
        "item": row.item_uuid, "organisation": row.organisation_uuid, "state": row.state,
        "since": row.since.isoformat() if row.since else None, "waiting_days": row.waiting(today),
        "overdue": row.overdue(today), "answer": row.answer, "note": row.answer_note, "name": row.name,
        "address": row.address, "language": row.language,
    }  # fmt: skip


COMMAND = Command("hosts", msg("how the hosts of a trip stand, and asking them"), _arguments, _run, 77)
