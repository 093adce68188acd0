"""Where in a day something fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from tripplanner.planning.arranging.preview import everyone, items_of
from tripplanner.planning.arranging.rights import open_trip
from tripplanner.planning.arranging.times import converted, groups_of, shown_end

#: When a day of a programme usually begins and ends: gaps are looked for in between.
BEGINS, ENDS = time(9), time(20)
STEP = 15

Span = tuple[datetime, datetime]


def gap_in_day(
    busy: Iterable[Span],
    day: date,
    minutes: int,
    allowed: Callable[[datetime, datetime], bool] | None = None,
) -> datetime:
    """The first time of ``day``, on a quarter of an hour, from which ``minutes`` are free.

    Times for which ``allowed`` is false (a site is closed) are taken only when no other gap is left. In a full day
    it is the end of what is last, so that there is always an answer.
    """
    taken = sorted(span for span in busy if span[0] < span[1])
    found = [start for start in _quarters(day) if _free(taken, start, start + timedelta(minutes=minutes))]
    open_ = (start for start in found if allowed is None or allowed(start, start + timedelta(minutes=minutes)))
    return next(open_, found[0] if found else _after(taken, day))


def _quarters(day: date) -> Iterable[datetime]:
    at, last = datetime.combine(day, BEGINS), datetime.combine(day, ENDS)
    while at < last:
        yield at
        at += timedelta(minutes=STEP)


def _free(taken: list[Span], start: datetime, end: datetime) -> bool:
    fits = end <= datetime.combine(start.date(), ENDS)
    return fits and not any(begins < end and start < ends for begins, ends in taken)


def _after(taken: list[Span], day: date) -> datetime:
    """The quarter after the last end of a day that is full, the last quarter of the day at the latest."""
    ends = [end for start, end in taken if start.date() == day]
    last = max([*ends, datetime.combine(day, BEGINS)])
    quarter = last + timedelta(minutes=-last.minute % STEP)
    return min(quarter, datetime.combine(day, time(23, 60 - STEP)))


def first_gap(
    session: Session,
    trip_id: int,
    day: date,
    minutes: int,
    groups: tuple[int, ...] = (),
    without: int | None = None,
    allowed: Callable[[datetime, datetime], bool] | None = None,
) -> datetime:
    """The first time of a day, in the trip's zone, at which all of ``groups`` (none: everyone) are free.

    :param without: the number of an item that is about to move and therefore takes no time.
    """
    trip = open_trip(session, trip_id)
    all_groups = everyone(session, trip_id)
    wanted = frozenset(groups) or all_groups or frozenset({0})
    busy: list[Span] = []
    for item in items_of(session, trip_id):
        if item.start is None or item.id == without or item.status == "cancelled" or item.type == "lodging":
            continue
        if groups_of(item, all_groups) & wanted:
            start, end = item.start, shown_end(item)
            busy.append((converted(start, item.start_zone, trip.zone), converted(end, item.start_zone, trip.zone)))
    return gap_in_day(busy, day, minutes, allowed)
