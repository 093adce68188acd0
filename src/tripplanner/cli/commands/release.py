"""``release TRIP``: freeze a version of a trip; ``--list`` shows those there are."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.releases import Readiness, Version
    from tripplanner.store.workspace import Workspace


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    json_switch(arguments)
    arguments.add("--name", default="", help=msg("what the version is called"))
    arguments.add("--note", default="", help=msg("what is to be remembered of it"))
    arguments.add("--anyway", metavar="REASON", default="", help=msg("why it is released in spite of findings"))
    arguments = arguments.either()
    arguments.add("--approved", action="store_true", help=msg("the version approved for the mission file instead"))
    arguments.add("--snapshot", action="store_true", help=msg("a private snapshot instead: no number is used up"))
    arguments.add("--check", action="store_true", help=msg("say what stands in the way of a release, and make none"))
    arguments.add("--take-over", metavar="N", type=int, help=msg("make the draft what release N was"))
    arguments.add("--list", action="store_true", help=msg("the versions there are"))


def _run(context: Context) -> int:
    if context.get("list"):
        return _list(context)
    if context.get("check"):
        return _check(context)
    with context.writing() as workspace:
        if context.get("take_over") is not None:
            return _take_over(context, workspace)
        return _release(context, workspace)


def _list(context: Context) -> int:
    from tripplanner.planning import releases
    from tripplanner.planning.trips import find_trip

    with context.reading() as workspace:
        trip = workspace.get(find_trip, context.get("trip"))
        found = workspace.get(releases.list_versions, trip)
    _write(context, found)
    return 0


def _check(context: Context) -> int:
    """Exit code 2 where findings block."""
    from tripplanner.cli.secrets import open_silently
    from tripplanner.planning import releases
    from tripplanner.planning.trips import find_trip

    with context.reading() as workspace:
        open_silently(workspace)
        trip = workspace.get(find_trip, context.get("trip"))
        found = workspace.get(releases.readiness, trip, vault=workspace.vault)
    if context.get("json"):
        from tripplanner.cli.output import write_json

        write_json(_ready(context, found), context.out)
    else:
        _tell(context, found)
    return 2 if found.blocking else 0


def _ready(context: Context, found: Readiness) -> dict[str, Any]:
    changed = found.changed.changes if found.changed is not None else None
    return {
        "number": found.number,
        "blocking": [{"rule": finding.rule, "what": context.say(finding.what)} for finding in found.blocking],
        "texts": {
            code: {"missing": count.missing, "stale": count.stale, "draft": count.draft, "reviewed": count.reviewed}
            for code, count in found.texts.items()
        },
        "changed": [{"code": one.item.code, "kinds": list(one.kinds)} for one in changed.items] if changed else [],
        "people": len(changed.people) if changed else 0,
    }


def _tell(context: Context, found: Readiness) -> None:
    from tripplanner.cli.commands.changes import line

    said = [msg("The next release is version {number}.", number=found.number)]
    said += [msg("Blocks: {what}", what=finding.what) for finding in found.blocking]
    said += [
        msg("{language}: {missing} missing, {stale} stale", language=code, missing=count.missing, stale=count.stale)
        for code, count in found.texts.items()
        if count.total
    ]
    for one in said:
        context.out.write(context.say(one) + "\n")
    if found.changed is not None:
        for change in found.changed.changes.items:
            context.out.write(line(change, context.language) + "\n")


def _write(context: Context, found: list[Version]) -> None:
    from tripplanner.cli.output import write_json, write_table
    from tripplanner.dates import clock, dated

    if context.get("json"):
        write_json([_plain(version) for version in found], context.out)
        return
    head = [msg("Version"), msg("Made"), msg("By"), msg("Name"), msg("Note")]
    rows = [
        [context.say(one.title), f"{dated(one.made_at.date(), context.language)} {clock(one.made_at)}", one.made_by,
         one.name, one.note or one.anyway]
        for one in found
    ]  # fmt: skip
    write_table([context.say(title) for title in head], rows, context.out)


def _plain(version: Version) -> dict[str, Any]:
    return {
        "kind": version.kind, "number": version.number, "name": version.name, "note": version.note,
        "anyway": version.anyway, "made_at": version.made_at.isoformat(), "made_by": version.made_by,
        "uuid": version.uuid,
    }  # fmt: skip


def _release(context: Context, workspace: Workspace) -> int:
    from tripplanner.cli.output import tell
    from tripplanner.cli.secrets import open_silently
    from tripplanner.planning import releases
    from tripplanner.planning.trips import find_trip

    open_silently(workspace)
    trip = workspace.get(find_trip, context.get("trip"))
    said = {"by": workspace.actor, "name": context.get("name"), "note": context.get("note")}
    if context.get("approved"):
        made = workspace.do(msg("Approve the programme"), releases.approve, trip, **said)
    elif context.get("snapshot"):
        made = workspace.do(msg("Keep a snapshot"), releases.snapshot, trip, **said)
    else:
        try:
            made = workspace.do(msg("Release the programme"), releases.release, trip, **said,
                                anyway=context.get("anyway"), vault=workspace.vault)  # fmt: skip
        except releases.Blocked as blocked:
            for finding in blocked.findings:
                context.note(finding.what)
            context.note(msg("To release anyway: --anyway “the reason”."))
            tell(blocked.sentence(context.language), sys.stderr)
            return 2
    if context.get("json"):
        _write(context, [made])
    else:
        context.tell(msg("Made: {version}", version=made.title))
    return 0


def _take_over(context: Context, workspace: Workspace) -> int:
    from tripplanner.planning import releases
    from tripplanner.planning.trips import find_trip, trip_identity

    trip = workspace.get(find_trip, context.get("trip"))
    version = workspace.get(releases.version_of, trip, context.get("take_over"))
    label = msg("Take over {version}", version=version.title)
    found = workspace.do(label, releases.take_over, trip, version, scope=workspace.get(trip_identity, trip))
    context.tell(
        msg("The draft is {version} again: {created} came back, {changed} changed, {deleted} went.",
            version=version.title, created=found.created, changed=found.changed, deleted=found.deleted)
    )  # fmt: skip
    if found.left_out:
        context.tell(msg("Left out, because the library no longer has what it needs: {n}.", n=found.left_out))
    return 0


COMMAND = Command(
    "release", msg("freeze a version of a trip: a release, an approval or a snapshot"), _arguments, _run, 72
)
