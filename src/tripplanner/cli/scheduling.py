"""``outbox`` with moments: giving messages one, taking it back, and sending what is due now, for a scheduler."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments
from tripplanner.cli.outgoing import chosen, mine
from tripplanner.dates import moment_here
from tripplanner.i18n import Message, msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.outbox import Appointment, MessageRow
    from tripplanner.store.workspace import Workspace

WRITES = ("schedule", "unschedule", "send_due")
_LATE = 60  # minutes


def add_arguments(arguments: Arguments) -> None:
    """Those of moments."""
    hours = msg("when what is ready leaves by itself: “2027-06-12 18:00”, hours of this computer")
    arguments.add("--schedule", metavar="MOMENT", help=hours)
    arguments.add("--unschedule", metavar="M", type=int, nargs="+", help=msg("these wait for somebody to send them"))
    arguments.add("--send-due", action="store_true", help=msg("send what is due now; for a scheduler"))
    arguments.add("--late", metavar="MINUTES", type=int, default=_LATE,
                  help=msg("how late it may still leave, 60 by default; what is later is named"))  # fmt: skip


def change(context: Context, workspace: Workspace, trip: int) -> None:
    """Gives moments and takes them back, as was asked."""
    from tripplanner.planning import outbox

    if context.get("unschedule"):
        ids = mine(workspace, trip, context.get("unschedule"))
        count = workspace.do(msg("take moments back"), outbox.unschedule, ids)
        context.note(msgn("{n} message has no moment any more.", "{n} messages have no moment any more.", count))
    if context.get("schedule") is not None:
        at = moment_of(context.get("schedule"))
        ids = [row.id for row in chosen(context, workspace, trip, "ready") if context.get("only") or not row.waits]
        count = workspace.do(msg("schedule messages"), outbox.schedule, ids, at, workspace.station)
        context.note(msgn("{n} message leaves at {moment}.", "{n} messages leave at {moment}.", count,
                          moment=moment_here(at, context.language)))  # fmt: skip


def moment_of(text: str) -> datetime:
    """A moment in UTC; without a zone the hours are those of this computer. Raises :class:`TripPlannerError`."""
    from tripplanner.errors import TripPlannerError

    try:
        found = datetime.fromisoformat(text.strip())
        return found.astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise TripPlannerError(
            msg("“{text}” is no moment.", text=text), msg("Nothing was scheduled."),
            msg("Write day and hour: 2027-06-12 18:00"),
        ) from error  # fmt: skip


def state_of(context: Context, row: MessageRow) -> Message:
    """Where it stands; of what is scheduled, when it leaves."""
    from tripplanner.planning import outbox

    if row.waits and row.scheduled_at is not None:
        return msg("leaves {moment}", moment=moment_here(row.scheduled_at, context.language))
    return outbox.STATES[row.state]


def due_now(context: Context, workspace: Workspace, trip: int) -> tuple[list[int], bool]:
    """The messages of a trip whose moment has come, and whether others missed theirs: those are named, not sent."""
    from tripplanner.planning import outbox

    found = workspace.get(outbox.appointments, trip_id=trip)
    at, grace = datetime.now(UTC), timedelta(minutes=max(0, context.get("late")))
    stands = outbox.standing(found, at, datetime.min.replace(tzinfo=UTC), grace)
    for one in stands.asked:
        context.note(_missed(context, one))
    return [one.message_id for one in stands.due], bool(stands.asked)


def _missed(context: Context, one: Appointment) -> Message:
    if one.overtaken:
        return msg("{number}, {name}: a later version was released since. Not sent.", number=one.message_id,
                   name=one.name)  # fmt: skip
    return msg("{number}, {name}: should have left at {moment}. Not sent: --unschedule, then --send.",
               number=one.message_id, name=one.name, moment=moment_here(one.at, context.language))  # fmt: skip
