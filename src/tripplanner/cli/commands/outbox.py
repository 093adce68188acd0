"""``outbox TRIP``: what would go to whom and why; preparing, reviewing, sending it, or writing .eml files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli import outgoing, scheduling
from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.cli.outgoing import chosen, mine
from tripplanner.i18n import Message, msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.outbox import Due, MailServer, MessageRow
    from tripplanner.store.workspace import Workspace


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    arguments.add("--list", action="store_true", help=msg("the messages there are, and who is still to be told what"))
    arguments.add("--prepare", action="store_true", help=msg("prepare a message to everybody it concerns"))
    arguments.add("--release", metavar="N", type=int, help=msg("a release; otherwise the last one"))
    arguments.add("--attach", metavar="KIND", nargs="+", help=msg("what people get instead of the usual documents"))
    arguments.add("--review", action="store_true", help=msg("make the files, and ready what needs no human"))
    arguments.add("--looked-at", metavar="M", type=int, nargs="+", help=msg("a human looked at these: ready, too"))
    arguments.add("--eml", metavar="FOLDER", help=msg("write what is ready as drafts for a mail program"))
    arguments.add("--to-myself", action="store_true", help=msg("send test copies to the office’s own address"))
    arguments.add("--send", action="store_true", help=msg("send what is ready"))
    arguments.add("--only", metavar="M", type=int, nargs="+", help=msg("these messages alone, by their numbers"))
    arguments.add("--handed-over", metavar="M", type=int, nargs="+", help=msg("these reached their people otherwise"))
    arguments.add("--arrived", metavar="M", type=int, nargs="+", help=msg("these doubtful ones did arrive"))
    arguments.add("--not-arrived", metavar="M", type=int, nargs="+", help=msg("these doubtful ones did not"))
    arguments.add("--set-aside", metavar="M", type=int, nargs="+", help=msg("these do not leave"))
    outgoing.add_arguments(arguments)
    scheduling.add_arguments(arguments)
    json_switch(arguments)


_WRITES = (
    "prepare", "review", "looked_at", "eml", "to_myself", "send", "handed_over", "arrived", "not_arrived", "set_aside",
    *outgoing.WRITES, *scheduling.WRITES,
)  # fmt: skip


def _run(context: Context) -> int:
    """Exit code 1 where something that should have left did not."""
    if not any(context.get(name) for name in _WRITES):
        with context.reading() as workspace:
            _list(context, workspace, _trip(context, workspace))
        return 0
    with context.writing() as workspace:
        trip = _trip(context, workspace)
        _prepare(context, workspace, trip)
        outgoing.change(context, workspace, trip)
        _decide(context, workspace, trip)
        scheduling.change(context, workspace, trip)
        code = _leave(context, workspace, trip)
        if context.get("list") or context.get("json"):
            _list(context, workspace, trip)
    return code


def _trip(context: Context, workspace: Workspace) -> int:
    from tripplanner.planning.trips import find_trip

    return workspace.get(find_trip, context.get("trip"))


def _prepare(context: Context, workspace: Workspace, trip: int) -> None:
    from tripplanner.documents import outbox as compose
    from tripplanner.documents import registry

    if not context.get("prepare"):
        return
    for key in context.get("attach") or ():  # also where every message is prepared already, and none is made
        registry.kind(key)
    made = workspace.do(msg("Prepare messages"), compose.prepare, trip, context.get("release"),
                        people=context.get("attach"))  # fmt: skip
    number = made.round.version.number
    if made.added or not made.again:
        context.note(msgn("{n} message about version {number} was prepared.",
                          "{n} messages about version {number} were prepared.",
                          len(made.added), number=number))  # fmt: skip
    if made.again:
        context.note(msgn("{n} was prepared before.", "{n} were prepared before.", made.again))
    if made.refilled:
        context.note(msgn("{n} of them has other files now.", "{n} of them have other files now.", len(made.refilled)))
    if made.round.unchanged:
        context.note(
            msgn("For {n} person nothing changed.", "For {n} people nothing changed.", len(made.round.unchanged))
        )
    if made.replaced:
        context.note(msgn("{n} message of an earlier version was set aside.",
                          "{n} messages of earlier versions were set aside.", made.replaced))  # fmt: skip
    for one in made.round.unreachable:
        context.note(msg("{name}: {why} Hand the files over otherwise: --eml writes them.",
                         name=one.receiver.name, why=one.unreachable))  # fmt: skip


def _decide(context: Context, workspace: Workspace, trip: int) -> None:
    """What was reviewed, handed over, set aside."""
    from tripplanner.documents import outbox as compose
    from tripplanner.planning import outbox

    _settle(context, workspace, trip)
    if context.get("set_aside"):
        aside = mine(workspace, trip, context.get("set_aside"))
        workspace.do(msg("Set messages aside"), outbox.set_aside, aside)
        context.note(msgn("{n} message was set aside.", "{n} messages were set aside.", len(aside)))
    if context.get("handed_over"):
        given = mine(workspace, trip, context.get("handed_over"))
        workspace.do(msg("Hand messages over"), outbox.hand_over, given)
        context.note(msgn("{n} message counts as handed over.", "{n} messages count as handed over.", len(given)))
    looked_at = mine(workspace, trip, context.get("looked_at") or [])
    kept = compose.review(workspace, looked_at, looked_at=True, progress=context.progress()) if looked_at else {}
    if looked_at:
        ready = len(set(looked_at) - kept.keys())
        context.note(msgn("{n} message is ready.", "{n} messages are ready.", ready))
    if context.get("review"):
        waiting = [row.id for row in chosen(context, workspace, trip, "review", "failed")]
        kept |= compose.review(workspace, [id for id in waiting if id not in kept], progress=context.progress())
    for id, error in kept.items():
        context.note(msg("{number}: {what}", number=id, what=error.what))


def _settle(context: Context, workspace: Workspace, trip: int) -> None:
    """Of what was being sent when the program ended, or the line broke, somebody says whether it arrived."""
    from tripplanner.exchange.mailing.alone import somebody_sends
    from tripplanner.planning import outbox

    for name, arrived in (("arrived", True), ("not_arrived", False)):
        numbers = list(dict.fromkeys(mine(workspace, trip, context.get(name) or [])))
        if numbers and not somebody_sends(workspace):
            workspace.do(msg("Send messages"), outbox.interrupted, workspace.station)
        if numbers:
            workspace.do(msg("Note what was sent"), outbox.settle, *numbers, arrived=arrived)
            context.note(_settled(len(numbers), arrived))


def _settled(count: int, arrived: bool) -> Message:
    if arrived:
        return msgn("{n} message arrived: it counts as sent.", "{n} messages arrived: they count as sent.", count)
    return msgn("{n} message did not arrive: it is to be reviewed again.",
                "{n} messages did not arrive: they are to be reviewed again.", count)  # fmt: skip


def _leave(context: Context, workspace: Workspace, trip: int) -> int:
    code = 0
    if context.get("eml"):
        _write(context, workspace, trip)
    if context.get("to_myself"):
        _test(context, workspace, trip)
    if context.get("send"):
        _drop_outdated(context, workspace, trip)
        rows = chosen(context, workspace, trip, "ready")
        code = _send(context, workspace, [row.id for row in rows if not row.waits])
    if context.get("send_due"):
        _drop_outdated(context, workspace, trip)
        ids, missed = scheduling.due_now(context, workspace, trip)
        code = max(code, _send(context, workspace, ids) if ids else 0, int(missed))
    return code


def _write(context: Context, workspace: Workspace, trip: int) -> None:
    """What is ready, and what no mail can bring to its receiver."""
    from tripplanner.cli.making import folder
    from tripplanner.documents import outbox as compose
    from tripplanner.exchange.mailing import write_eml
    from tripplanner.planning import outbox

    _drop_outdated(context, workspace, trip)
    rows = chosen(context, workspace, trip, "ready", "review")
    rows = [row for row in rows if row.state == "ready" or outbox.problem_of(row.address) is not None]
    compose.freeze(workspace, rows, context.progress())
    target = folder(context.get("eml"))
    server = workspace.get(outbox.mail_server, context.settings)
    files = write_eml(workspace, [row.id for row in rows], target, server, context.progress())
    context.tell(msgn("{n} file written to {path}", "{n} files written to {path}", len(files), path=str(target)))


def _test(context: Context, workspace: Workspace, trip: int) -> None:
    from tripplanner.documents import outbox as compose
    from tripplanner.exchange.mailing import to_myself

    server = _server(context, workspace)
    rows = chosen(context, workspace, trip, "ready", "review")
    compose.freeze(workspace, rows, context.progress())
    for row in rows:
        to_myself(workspace, row.id, server)
    context.tell(msgn("{n} test copy sent to {address}", "{n} test copies sent to {address}", len(rows),
                      address=server.own_address))  # fmt: skip


def _drop_outdated(context: Context, workspace: Workspace, trip: int) -> None:
    """A visit may have moved since its invitation was reviewed."""
    from tripplanner.documents.invitations import drop_outdated
    from tripplanner.model.base import now
    from tripplanner.planning import outbox

    ready = workspace.get(outbox.list_messages, trip, "ready")
    if any(row.purpose in ("request", "cancel") for row in ready):
        dropped = workspace.do(msg("Set messages aside"), drop_outdated, trip, now())
        if dropped:
            context.note(msgn("{n} invitation said what is no longer so: it was set aside.",
                              "{n} invitations said what is no longer so: they were set aside.", dropped))  # fmt: skip


def _send(context: Context, workspace: Workspace, ids: list[int]) -> int:
    from tripplanner.exchange.mailing import send
    from tripplanner.planning import outbox

    report = send(workspace, ids, _server(context, workspace), progress=context.progress())
    context.tell(msgn("{n} message sent", "{n} messages sent", len(report.sent)))
    for id in report.later:
        row = workspace.get(outbox.message_row, id)
        context.note(msg("{name}: {what} It stays ready.", name=row.name, what=row.problem[0] if row.problem else ""))
    for id in (*report.failed, *report.doubtful):
        name = workspace.get(outbox.message_row, id).name
        context.note(msg("{name}: not sent, or not surely; --list says why.", name=name))
    if report.stopped is not None:
        raise report.stopped
    return 1 if report.failed or report.doubtful or report.later else 0


def _server(context: Context, workspace: Workspace) -> MailServer:
    from tripplanner.errors import TripPlannerError
    from tripplanner.planning import outbox

    found = workspace.get(outbox.mail_server, context.settings)
    if found is None:
        raise TripPlannerError(
            msg("No mail server is known."), msg("Nothing was sent."),
            msg("Name one with “mailserver”, or write .eml files with --eml."),
        )  # fmt: skip
    return found


def _list(context: Context, workspace: Workspace, trip: int) -> None:
    from tripplanner.planning import outbox

    rows = workspace.get(outbox.list_messages, trip)
    found = workspace.get(outbox.due, trip, context.get("release"))
    waiting = [one for one in found.due if one.message_id is None] if found is not None else []
    if context.get("json"):
        from tripplanner.cli.output import write_json

        write_json({"messages": [_plain(context, row) for row in rows],
                    "due": [_plain_due(context, one) for one in waiting]}, context.out)  # fmt: skip
        return
    _table(context, rows)
    for one in waiting:
        context.tell(msg("Not prepared yet: {name} ({language}): {why}", name=one.receiver.name,
                         language=one.receiver.language, why=_joined(context, one.why)))  # fmt: skip


def _table(context: Context, rows: list[MessageRow]) -> None:
    from tripplanner.cli.output import write_table

    head = [msg("No."), msg("State"), msg("Receiver"), msg("Language"), msg("Subject"), msg("Why")]
    cells = [
        [str(row.id), context.say(scheduling.state_of(context, row)), row.name, row.language, row.subject,
         _joined(context, (*row.problem, *row.doubts, *row.why))]
        for row in rows
    ]  # fmt: skip
    write_table([context.say(title) for title in head], cells, context.out)


def _joined(context: Context, messages: tuple[Message, ...]) -> str:
    return " · ".join(map(context.say, messages))


def _plain(context: Context, row: MessageRow) -> dict[str, Any]:
    return {
        "number": row.id, "state": row.state, "purpose": row.purpose, "name": row.name, "address": row.address,
        "language": row.language, "release": row.release_number, "subject": row.subject, "body": row.body,
        "why": [context.say(one) for one in row.why], "needs_human": [context.say(one) for one in row.doubts],
        "problem": [context.say(one) for one in row.problem],
        "leaves": row.scheduled_at.isoformat() if row.waits and row.scheduled_at else None,
        "attachments": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in row.attachments],
    }  # fmt: skip


def _plain_due(context: Context, one: Due) -> dict[str, Any]:
    return {
        "name": one.receiver.name, "address": one.receiver.address, "language": one.receiver.language,
        "since": one.since, "why": [context.say(each) for each in one.why],
        "needs_human": [context.say(each) for each in one.doubts],
        "unreachable": context.say(one.unreachable) if one.unreachable is not None else None,
    }  # fmt: skip


COMMAND = Command("outbox", msg("what goes to whom by mail, and why: prepare, review, send"), _arguments, _run, 84)
