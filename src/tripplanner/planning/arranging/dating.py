"""The dates of a trip: all of them shifted, or its first and last day changed. No item is ever lost."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.i18n import msgn
from tripplanner.model.journeys import Journey
from tripplanner.model.programme import Day
from tripplanner.model.trips import Delegate, Delegation, TripMember
from tripplanner.planning.arranging.preview import Change, Preview, apply_moves, items_of, moved, unplaced
from tripplanner.planning.arranging.rights import open_trip
from tripplanner.planning.trips import edit_trip_fields


def shift_dates_preview(session: Session, trip_id: int, days: int) -> Preview:
    """What :func:`shift_dates` would do."""
    open_trip(session, trip_id)
    by = timedelta(days=days)
    changes = tuple(moved(item, item.start + by) for item in items_of(session, trip_id) if item.start is not None)
    locked = sum(change.locked for change in changes)
    notes = (
        msgn("{n} locked item keeps its time of day but gets another date.",
             "{n} locked items keep their times of day but get other dates.", locked),
    ) if locked else ()  # fmt: skip
    return Preview(changes if days else (), notes)


def shift_dates(session: Session, trip_id: int, days: int) -> Preview:
    """Move a whole trip by ``days``: its first and last day, its items, and when people come and go.

    Times of day stay as they are. Returns what was done.
    """
    found = shift_dates_preview(session, trip_id, days)
    trip, by = open_trip(session, trip_id), timedelta(days=days)
    if days:
        apply_moves(session, found.changes)
        _shift_days(session, trip_id, by)
        _shift_people(session, trip_id, by)
        trip.first_day, trip.last_day = trip.first_day + by, trip.last_day + by
        session.flush()
    return found


def _shift_days(session: Session, trip_id: int, by: timedelta) -> None:
    """One after the other, from the far end: no two days may have one date even for a moment."""
    days = list(session.scalars(select(Day).where(Day.trip_id == trip_id).order_by(Day.date)))
    for day in reversed(days) if by > timedelta(0) else days:
        day.date += by
        session.flush()


def _shift_people(session: Session, trip_id: int, by: timedelta) -> None:
    delegates = select(Delegate).join(Delegation).where(Delegation.trip_id == trip_id)
    for delegate in session.scalars(delegates):
        delegate.arrives_on = delegate.arrives_on and delegate.arrives_on + by
        delegate.leaves_on = delegate.leaves_on and delegate.leaves_on + by
    for member in session.scalars(select(TripMember).where(TripMember.trip_id == trip_id)):
        member.from_day = member.from_day and member.from_day + by
        member.to_day = member.to_day and member.to_day + by
    for journey in session.scalars(select(Journey).where(Journey.trip_id == trip_id)):
        journey.at = journey.at and journey.at + by


def change_dates_preview(session: Session, trip_id: int, first: date, last: date) -> Preview:
    """What :func:`change_dates` would do."""
    open_trip(session, trip_id)
    outside: list[Change] = []
    for item in items_of(session, trip_id):
        if item.start is not None and not first <= item.start.date() <= last:
            outside.append(unplaced(item))
    nights = sum(len(day.nights) for day in _outside(session, trip_id, first, last))
    notes = (
        msgn("{n} night outside the new dates is taken off.",
             "{n} nights outside the new dates are taken off.", nights),
    ) if nights else ()  # fmt: skip
    return Preview(tuple(outside), notes)


def _outside(session: Session, trip_id: int, first: date, last: date) -> list[Day]:
    days = session.scalars(select(Day).where(Day.trip_id == trip_id).order_by(Day.date))
    return [day for day in days if not first <= day.date <= last]


def change_dates(session: Session, trip_id: int, version: int | None, first: date, last: date) -> Preview:
    """Give a trip another first and last day. Items on other days go to those that wait, and keep their length.

    Nights on other days are taken off; a day of which something was written is kept for when the dates come back.
    Returns what was done; raises :class:`TripPlannerError` when the last day lies before the first.
    """
    found = change_dates_preview(session, trip_id, first, last)
    edit_trip_fields(session, trip_id, version, first_day=first, last_day=last)
    apply_moves(session, found.changes)
    for day in _outside(session, trip_id, first, last):
        day.nights = []
        if not (day.title or day.bring or day.note):
            session.delete(day)
    session.flush()
    return found
