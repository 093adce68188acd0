"""``check TRIP``: what the rules say of a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.checks import Finding

_BLOCKED = 2
LEVELS = {"blocks": msg("blocks"), "warns": msg("warns"), "informs": msg("informs")}


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    arguments.add("--json", action="store_true", help=msg("for programs: JSON"))


def _run(context: Context) -> int:
    from tripplanner.cli.output import write_json

    with context.reading() as workspace:
        found = workspace.get(_findings, context.get("trip"))
    if context.get("json"):
        write_json([_json(finding, context) for finding in found], context.out)
    else:
        _write(found, context)
    return _BLOCKED if any(finding.level == "blocks" for finding in found) else 0


def _findings(session: Any, key: str) -> tuple[Finding, ...]:
    from tripplanner.planning.checks import check_trip
    from tripplanner.planning.trips import find_trip

    return check_trip(session, find_trip(session, key))


def _json(finding: Finding, context: Context) -> dict[str, Any]:
    rows = [{"table": row.table, "uuid": row.uuid, "code": row.code} for row in finding.rows]
    return {
        "rule": finding.rule,
        "level": finding.level,
        "what": context.say(finding.what),
        "day": finding.day.isoformat() if finding.day else None,
        "groups": list(finding.groups),
        "rows": rows,
    }


def _write(found: tuple[Finding, ...], context: Context) -> None:
    from tripplanner.cli.output import padded, width

    wide = max(width(context.say(level)) for level in LEVELS.values())
    for finding in found:
        level = padded(context.say(LEVELS[finding.level]), wide)
        context.out.write(f"{level}  {context.say(finding.what)}  [{finding.rule}]\n")
    blocking = sum(finding.level == "blocks" for finding in found)
    if not found:
        context.tell(msg("Nothing to report."))
    elif blocking:
        context.tell(msgn("{n} finding blocks a release.", "{n} findings block a release.", blocking))
    else:
        context.tell(msg("Nothing blocks a release."))


COMMAND = Command("check", msg("check a programme; exit code 2 when something blocks a release"), _arguments, _run, 50)
