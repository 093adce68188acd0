"""A moment at which messages leave by themselves: giving it, taking it back, and what is due now.

Only the computer where it was given sends them, while the program runs there. What should have left while nothing ran
is *late*: nobody sends it without a word, somebody is asked. The same holds where a newer version was released since.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.base import now
from tripplanner.model.outbox import OutboxMessage
from tripplanner.model.releases import Release
from tripplanner.model.trips import Trip
from tripplanner.planning.archived import open_trip
from tripplanner.planning.finding import get
from tripplanner.planning.outbox.words import STATES, WHAT

#: How late a message may leave without anybody being asked: a computer that was busy, a network that came back.
GRACE = timedelta(minutes=5)
#: The farthest moment that can be meant: a year with a slip of the pen is none.
FARTHEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A message that is to leave ``at`` a moment (UTC). ``overtaken``: a later version than the one it tells of was
    released since."""

    message_id: int
    trip_id: int
    name: str
    at: datetime
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What is due now, what is late or overtaken, so that somebody has to be asked, and what comes later."""

    due: tuple[Appointment, ...] = ()
    asked: tuple[Appointment, ...] = ()
    later: tuple[Appointment, ...] = ()


def schedule(session: Session, message_ids: Iterable[int], at: datetime, station: str) -> int:
    """These messages, reviewed and ready, leave ``at`` a moment (UTC) from ``station``; returns how many.

    Raises :class:`TripPlannerError` for a moment that is past or too far away, and for messages that are not ready:
    none gets a moment then; :class:`~tripplanner.planning.archived.Archived`.
    """
    _check_moment(at)
    count = 0
    for id in dict.fromkeys(message_ids):
        message = get(session, OutboxMessage, id, WHAT)
        open_trip(session, message.trip_id)
        if message.state != "ready":
            raise TripPlannerError(
                msg("The message to {name} is not ready: it is “{state}”.", name=message.name,
                    state=STATES[message.state]),
                msg("Nothing was scheduled."), msg("Review it first."),
            )  # fmt: skip
        message.scheduled_at, message.station = at, station
        count += 1
    session.flush()
    return count


def unschedule(session: Session, message_ids: Iterable[int]) -> int:
    """These messages wait for somebody to send them, as ready ones do; returns how many had a moment."""
    count = 0
    for id in dict.fromkeys(message_ids):
        message = get(session, OutboxMessage, id, WHAT)
        if message.state == "ready" and message.scheduled_at is not None:
            message.scheduled_at, message.station = None, ""
            count += 1
    session.flush()
    return count


def appointments(session: Session, *, station: str | None = None, trip_id: int | None = None) -> list[Appointment]:
    """What is to leave from ``station``, or of a trip, the earliest first."""
    last = (
        sa.select(Trip.id.label("trip_id"), sa.func.max(Release.number).label("number"))
        .join(Release, Release.trip_uuid == Trip.uuid).where(Release.kind == "release").group_by(Trip.id).subquery()
    )  # fmt: skip
    wanted = (
        sa.select(OutboxMessage.id, OutboxMessage.trip_id, OutboxMessage.name, OutboxMessage.scheduled_at,
                  OutboxMessage.release_number < last.c.number)
        .outerjoin(last, last.c.trip_id == OutboxMessage.trip_id)
        .where(OutboxMessage.state == "ready", OutboxMessage.scheduled_at.is_not(None))
    )  # fmt: skip
    if station is not None:
        wanted = wanted.where(OutboxMessage.station == station)
    if trip_id is not None:
        wanted = wanted.where(OutboxMessage.trip_id == trip_id)
    rows = session.execute(wanted.order_by(OutboxMessage.scheduled_at, OutboxMessage.id))
    return [Appointment(id, trip, name, at, bool(overtaken)) for id, trip, name, at, overtaken in rows if at]


def standing(found: Sequence[Appointment], at: datetime, since: datetime, grace: timedelta = GRACE) -> Standing:
    """Sorts appointments at the moment ``at``; ``since`` is when the program began to run. Pure."""
    due: list[Appointment] = []
    asked: list[Appointment] = []
    later: list[Appointment] = []
    for one in found:
        if one.at > at:
            later.append(one)
        elif one.overtaken or one.at < since or at - one.at > grace:
            asked.append(one)
        else:
            due.append(one)
    return Standing(tuple(due), tuple(asked), tuple(later))


def _check_moment(at: datetime) -> None:
    current = now()
    if at <= current:
        raise TripPlannerError(
            msg("This moment is past."), msg("Nothing was scheduled."), msg("Choose a later one, or send now.")
        )
    if at - current > FARTHEST:
        raise TripPlannerError(
            msg("This moment is more than a year away."), msg("Nothing was scheduled."), msg("Look at the year.")
        )
