"""Settling clashes and wrong hours: move, shorten, push on, go to another day, go elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from tripplanner.i18n import msg
from tripplanner.planning import fixing
from tripplanner.planning.checks.clock import jump, oddity
from tripplanner.planning.checks.daylight import light, located
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import Finding, Fix
from tripplanner.planning.checks.words import clock, lasting, named
from tripplanner.planning.mending.changes import (
    STEP,
    Candidate,
    Move,
    free_starts,
    items_of,
    moved,
    other_days,
    pushed,
    to,
)
from tripplanner.planning.mending.swapping import fewer, swapped

SHORTEST = timedelta(minutes=30)
PER_DAY = 2  # starts tried on each other day


def _apart(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """Two items at once: the second after the first, into a gap, the first shorter, another day."""
    items = items_of(trip, finding)
    if len(items) < 2:
        return
    one, other = items[-2:]
    yield from into_gap(trip, other, 2)
    if one.end and other.start and other.end and one.ends and other.begins:
        start = other.start + (one.ends - other.begins)
        label = msg("Move {item} to {time}, and what follows with it", item=named(other), time=clock(start))
        yield moved(trip, label, pushed(trip, other, start, start + (other.end - other.start)))
    yield from into_gap(trip, one, 2)
    yield _cut(trip, one, other)
    yield from elsewhen(trip, other)
    yield from elsewhen(trip, one)


def _fewer_at_once(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """Items that are too many together are parted; one alone gets smaller."""
    yield from (_apart if len(items_of(trip, finding)) > 1 else fewer)(trip, finding)


def into_gap(trip: CheckedTrip, item: CheckedItem, most: int) -> Iterator[Candidate | None]:
    """Up to so many gaps of the same day, the nearest first."""
    for start in list(free_starts(trip, item, item.day, None) if item.day else ())[:most]:
        yield _at(trip, item, start)


def _at(trip: CheckedTrip, item: CheckedItem, start: datetime, *, wrong: bool = False) -> Candidate | None:
    if start == item.start:
        return None
    if item.day == start.date():
        label = msg("Move {item} to {time}", item=named(item), time=clock(start))
    else:
        label = msg("Move {item} to {day}, {time}", item=named(item), day=start.date(), time=clock(start))
    return moved(trip, label, [to(item, start)], wrong=wrong)


def _cut(trip: CheckedTrip, one: CheckedItem, other: CheckedItem) -> Candidate | None:
    """The first shorter, so that it ends when the second begins; never less than half of it."""
    if one.type == "transfer" or one.start is None or one.end is None or other.begins is None or one.ends is None:
        return None
    end = one.end - (one.ends - other.begins)
    if end - one.start < max(SHORTEST, (one.end - one.start) / 2):
        return None
    minutes = int((one.end - end) / timedelta(minutes=1))
    label = msg("Shorten {item} by {minutes}", item=named(one), minutes=lasting(minutes))
    return moved(trip, label, [Move(one, one.start, end)])


def elsewhen(trip: CheckedTrip, item: CheckedItem) -> Iterator[Candidate | None]:
    """Into a gap of another day; a transfer belongs to its day."""
    if item.type in ("transfer", "arrival", "departure"):
        return
    for day in list(other_days(trip, item))[:4]:
        for start in list(free_starts(trip, item, day))[:PER_DAY]:
            yield _at(trip, item, start)


def _open(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """A closed site: within its hours, on another day, or the site kept for bad weather."""
    for item in items_of(trip, finding)[:1]:
        yield from _within_hours(trip, item)
        yield from into_gap(trip, item, 3)
        yield from elsewhen(trip, item)
        for day in list(other_days(trip, item))[:3]:
            yield from _within_hours(trip, item, day - item.day if item.day else timedelta())
        yield swapped(trip, item)


def _within_hours(trip: CheckedTrip, item: CheckedItem, shift: timedelta = timedelta()) -> Iterator[Candidate | None]:
    """At the beginning and at the end of each of the opening hours, pushing on what follows; shorter if it must be."""
    if not item.site or item.start is None or item.end is None:
        return
    for opens, closes in item.site.open_hours or ():
        begins, ends = (_on(item.start + shift, one) for one in (opens, closes))
        for start in (begins, ends - (item.end - item.start)):
            end = min(start + (item.end - item.start), ends)
            if start >= begins and end - start >= SHORTEST:
                label = msg("Move {item} to {day}, {time}, and what follows with it", item=named(item),
                            day=start.date(), time=clock(start))  # fmt: skip
                if not shift:
                    label = msg("Move {item} to {time}, and what follows with it", item=named(item), time=clock(start))
                yield moved(trip, label, pushed(trip, item, start, end))


def _on(day: datetime, hour: str) -> datetime:
    hours, _, minutes = hour.partition(":")
    whole = int(hours) * 60 + int(minutes or 0)
    return datetime.combine(day.date(), time()) + timedelta(minutes=whole)


def _another_day(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    for item in items_of(trip, finding)[:1]:
        yield from elsewhen(trip, item)
        yield swapped(trip, item)


def _by_day(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """In the dark: into the light of the same day, another day, or under a roof."""
    for item in items_of(trip, finding)[:1]:
        spot = located(item)
        sun = light(spot, item.day, item.zone) if spot and item.day else None
        if sun and item.start and item.begins and item.ends:
            late, early = item.ends - sun[1], sun[0] - item.begins
            shift = early if early > timedelta() else -late
            yield _at(trip, item, _stepped(item.start + shift, up=early > timedelta()))
        yield from into_gap(trip, item, 3)
        yield from elsewhen(trip, item)
        yield swapped(trip, item)


def _stepped(moment: datetime, *, up: bool) -> datetime:
    """The next step of five minutes, later or earlier."""
    past = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return moment - past + (STEP if up and past else timedelta())


def _clocks(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """Out of the hour that clocks skip or repeat: later or earlier by as much as they are changed."""
    for item in items_of(trip, finding)[:1]:
        odd = next((one for one in (item.start, item.end) if one and oddity(one, item.zone)), None)
        if odd is None or item.start is None or item.end is None:
            continue
        change = jump(odd, item.zone) or timedelta(hours=1)
        for shift in (change, -change, 2 * change, -2 * change, timedelta(hours=5)):
            yield _at(trip, item, item.start + shift, wrong=True)


def _backwards(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """The two times the other way round, the end on the next day, or an hour from the start."""
    for item in items_of(trip, finding)[:1]:
        if item.start is None or item.end is None:
            continue
        night = item.end + timedelta(days=1)
        if night - item.start <= timedelta(hours=12):
            label = msg("Let {item} end at {time} on the next day", item=named(item), time=clock(night))
            yield moved(trip, label, [Move(item, item.start, night)], wrong=True)
        label = msg("Exchange the start and the end of {item}", item=named(item))
        yield moved(trip, label, [Move(item, item.end, item.start)], wrong=True)
        label = msg("Let {item} last an hour", item=named(item))
        yield moved(trip, label, [Move(item, item.start, item.start + timedelta(hours=1))], wrong=True)


def _into_trip(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """Outside the trip: to its nearest day, or the trip longer."""
    for item in items_of(trip, finding)[:1]:
        if item.day is None or item.start is None:
            continue
        nearest = trip.first_day if item.day < trip.first_day else trip.last_day
        yield _at(trip, item, datetime.combine(nearest, item.start.time()))
        for start in list(free_starts(trip, item, nearest))[:3]:
            yield _at(trip, item, start)
        yield _longer(trip, item)


def _longer(trip: CheckedTrip, item: CheckedItem) -> Candidate | None:
    if item.day is None:
        return None
    first, last = min(trip.first_day, item.day), max(trip.last_day, item.day)
    if (last - first).days > 60:
        return None
    label = msg("Make the trip longer, so that it has {day}", day=item.day)
    fix = Fix(label, fixing.extend_trip, (trip.id, item.day))
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    with_guests = [one for one in trip.members if one.role != "driver"]
    company = {day: sum(one.there(day) for one in with_guests) for day in days}
    return Candidate(fix, replace(trip, first_day=first, last_day=last, company={**company, **trip.company}))


MENDS = {
    "time.overlap": _apart,
    "time.host_overlap": _apart,
    "site.group_above_cap": _fewer_at_once,
    "site.closed": _open,
    "site.weekday_doubtful": _another_day,
    "site.public_holiday": _another_day,
    "time.daylight": _by_day,
    "time.clock_change": _clocks,
    "time.ends_before_start": _backwards,
    "time.outside_trip": _into_trip,
}
