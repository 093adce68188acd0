"""``check TRIP``: what the rules say of a programme, and what is decided about it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.cli.context import Context
    from tripplanner.planning.checks import Checking, Finding, Fix
    from tripplanner.store.vault.vault import Vault
    from tripplanner.store.workspace import Workspace

_BLOCKED = 2
LEVELS = {"blocks": msg("blocks"), "warns": msg("warns"), "informs": msg("informs")}


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    json_switch(arguments)
    arguments.add("--on", metavar="DATE", help=msg("count the days that are left from this date (2027-06-06)"))
    arguments.add("--fixes", action="store_true", help=msg("say what would settle each finding"))
    arguments.add("--fix", metavar="N[.K]", help=msg("apply the first fix of finding N, or its fix K"))
    arguments.add("--dismiss", metavar="N", type=int, help=msg("nothing is to be done about finding N"))
    arguments.add("--reason", metavar="TEXT", default="", help=msg("why it is dismissed"))
    arguments.add("--restore", metavar="N", type=int, help=msg("finding N counts again"))
    arguments.add("--level", metavar="RULE=LEVEL",
                  help=msg("the level of a rule in this trip: blocks, warns, informs, or usual"))  # fmt: skip


def _run(context: Context) -> int:
    from tripplanner.cli.secrets import open_silently

    today = _today(context.get("on"))
    if _decides(context):
        with context.writing() as workspace:
            return _decide(context, workspace, today)
    with context.reading() as workspace:
        open_silently(workspace)
        found = workspace.get(_checking, workspace.vault, context.get("trip"), today)
    if context.get("json"):
        _write_json(found, context)
    else:
        _write(found, context)
    blocked = any(finding.level == "blocks" and not finding.dismissed for finding in found.findings)
    return _BLOCKED if blocked else 0


def _today(given: str | None) -> Any:
    from tripplanner.planning.checks.reading import TODAY

    if given is None:
        return TODAY
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise TripPlannerError(
            msg("“{value}” is not a date.", value=given), None, msg("Write it as 2027-06-06.")
        ) from None


def _checking(session: Session, vault: Vault, key: str, today: Any) -> Checking:
    from tripplanner.planning.checks import checking, read_trip
    from tripplanner.planning.trips import find_trip

    return checking(read_trip(session, find_trip(session, key), today, vault))


def _decides(context: Context) -> bool:
    return any(context.get(name) is not None for name in ("fix", "dismiss", "restore", "level"))


def _decide(context: Context, workspace: Workspace, today: Any) -> int:
    """Apply a fix, dismiss, restore or set a level: one undo step of the trip."""
    from tripplanner.cli.secrets import open_silently
    from tripplanner.planning import decisions
    from tripplanner.planning.checks import rule

    open_silently(workspace)
    found = workspace.get(_checking, workspace.vault, context.get("trip"), today)
    trip, scope = found.trip.id, found.trip.uuid
    if context.get("level") is not None:
        key, _, level = str(context.get("level")).partition("=")
        own = _level(level)
        label = msg("Change the level of “{rule}”", rule=rule(key).title)
        workspace.do(label, decisions.set_check_level, trip, key, own, scope=scope)
    elif context.get("fix") is not None:
        fix = _fix(found, str(context.get("fix")))
        label = fix.label
        workspace.do(label, fix.verb, *fix.args, scope=scope, **fix.kwargs)
    elif context.get("dismiss") is not None:
        finding = _numbered(found, context.get("dismiss"))
        label = msg("Dismiss the finding “{rule}”", rule=rule(finding.rule).title)
        workspace.do(label, decisions.dismiss_finding, trip, finding.rule, finding.about, context.get("reason"),
                     workspace.actor, scope=scope)  # fmt: skip
    else:
        finding = _numbered(found, context.get("restore"))
        label = msg("Count the finding “{rule}” again", rule=rule(finding.rule).title)
        workspace.do(label, decisions.restore_finding, trip, finding.about, scope=scope)
    context.tell(msg("Done: {what}", what=label))
    return 0


def _level(given: str) -> str | None:
    if given in ("", "usual"):
        return None
    if given not in LEVELS:
        raise TripPlannerError(
            msg("There is no level “{level}”.", level=given),
            None,
            msg("Choose one of: {kinds}.", kinds=tuple(LEVELS)),
        )
    return given


def _fix(found: Checking, given: str) -> Fix:
    from tripplanner.planning.mending import fixes

    number, _, choice = given.partition(".")
    offered = fixes(found, _numbered(found, int(number) if number.isdigit() else 0))
    at = int(choice or 1) - 1 if (choice or "1").isdigit() else -1
    if not 0 <= at < len(offered):
        raise TripPlannerError(
            msg("Finding {number} has no such fix.", number=given), msg("Nothing was changed."),
            msg("“check TRIP --fixes” lists the fixes."),
        )  # fmt: skip
    return offered[at]


def _numbered(found: Checking, number: int) -> Finding:
    if not 0 < number <= len(found.findings):
        raise TripPlannerError(
            msg("There is no finding {number}.", number=number), msg("Nothing was changed."),
            msg("“check TRIP” numbers them."),
        )  # fmt: skip
    return found.findings[number - 1]


def _write_json(found: Checking, context: Context) -> None:
    from tripplanner.cli.output import write_json

    write_json([_json(finding, found, context) for finding in found.findings], context.out)


def _json(finding: Finding, found: Checking, context: Context) -> dict[str, Any]:
    rows = [{"table": row.table, "uuid": row.uuid, "code": row.code} for row in finding.rows]
    why = finding.dismissed
    plain: dict[str, Any] = {
        "rule": finding.rule,
        "level": finding.level,
        "what": context.say(finding.what),
        "day": finding.day.isoformat() if finding.day else None,
        "groups": list(finding.groups),
        "rows": rows,
        "dismissed": {"reason": why.reason, "by": why.by} if why else None,
    }
    if context.get("fixes"):
        plain["fixes"] = [context.say(label) for label in _labels(found, finding)]
    return plain


def _labels(found: Checking, finding: Finding) -> list[Message]:
    from tripplanner.planning.mending import fixes

    return [fix.label for fix in fixes(found, finding)]


def _write(found: Checking, context: Context) -> None:
    from tripplanner.cli.output import padded, width

    wide = max(width(context.say(level)) for level in LEVELS.values())
    for number, finding in enumerate(found.findings, 1):
        level = padded(context.say(LEVELS[finding.level]), wide)
        context.out.write(f"{number:>3}  {level}  {context.say(finding.what)}  [{finding.rule}]\n")
        if finding.dismissed:
            why = msg("dismissed: {reason}", reason=finding.dismissed.reason)
            context.out.write(f"     {padded('', wide)}  ({context.say(why)})\n")
        for label in _labels(found, finding) if context.get("fixes") else ():
            context.out.write(f"     {padded('', wide)}  → {context.say(label)}\n")
    _conclude(found.findings, context)


def _conclude(findings: tuple[Finding, ...], context: Context) -> None:
    blocking = sum(finding.level == "blocks" and not finding.dismissed for finding in findings)
    dismissed = sum(finding.dismissed is not None for finding in findings)
    if dismissed:
        context.tell(msgn("{n} finding is dismissed.", "{n} findings are dismissed.", dismissed))
    if not findings:
        context.tell(msg("Nothing to report."))
    elif blocking:
        context.tell(msgn("{n} finding blocks a release.", "{n} findings block a release.", blocking))
    else:
        context.tell(msg("Nothing blocks a release."))


COMMAND = Command("check", msg("check a programme; exit code 2 when something blocks a release"), _arguments, _run, 50)
