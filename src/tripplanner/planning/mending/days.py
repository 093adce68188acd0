"""Settling the shape of a day: lunch, breaks, a debrief, an end in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from tripplanner.i18n import msg
from tripplanner.planning import fixing
from tripplanner.planning.checks.days import LATEST_DINNER, LONGEST_MIN, STRETCH_MIN, longest_stretch
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.interpreters import interpreters_on
from tripplanner.planning.checks.rule import Finding, Fix
from tripplanner.planning.checks.words import clock, lasting, named
from tripplanner.planning.mending.changes import (
    Candidate,
    Move,
    added,
    free_starts,
    items_of,
    make_room,
    moved,
    new_item,
    pushed,
    rounded_up,
    to,
)
from tripplanner.planning.mending.swapping import swapped
from tripplanner.planning.mending.travelling import neighbours
from tripplanner.planning.travel.spots import Spot

LUNCH, DEBRIEF = msg("Lunch"), msg("Debrief")
LUNCH_STARTS = ("12:00", "12:15", "12:30", "11:45", "11:30", "12:45", "13:00")
PAUSE = timedelta(minutes=15)
DEBRIEF_MIN = 30


def _lunch(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """A meal in a gap, or before or after what fills the hours of lunch, which moves on or ends earlier."""
    for item in items_of(trip, finding)[:1]:
        for minutes in (60, 45):
            for hour in LUNCH_STARTS:
                yield _meal(trip, item, _at(item, hour), minutes, [])
            yield _meal(trip, item, _at(item, "12:00"), minutes, _after_lunch(trip, item, minutes))
            yield from _ended(trip, item, minutes)


def _at(item: CheckedItem, hour: str) -> datetime:
    assert item.start is not None
    return datetime.combine(item.start.date(), time.fromisoformat(hour))


def _meal(
    trip: CheckedTrip, item: CheckedItem, start: datetime, minutes: int, moves: list[Move] | None
) -> Candidate | None:
    if moves is None:
        return None
    place = _where(trip, item, start)
    meal = new_item(item, "meal", LUNCH, start, minutes, place=place)
    if moves:
        label = msg("Add lunch at {time}, and move what follows", time=clock(start))
    else:
        label = msg("Add lunch at {time}", time=clock(start))
    return added(trip, label, meal, moves, fixing.move_and_meet, here=place)


def _where(trip: CheckedTrip, item: CheckedItem, start: datetime) -> Spot | None:
    """Where the groups are when the meal begins: where the item ends, or begins, or what came before it left them."""
    if item.start and item.start < start:
        return item.after
    before, _ = neighbours(trip, item)
    return (before.after if before else None) or item.before


def _after_lunch(trip: CheckedTrip, item: CheckedItem, minutes: int) -> list[Move] | None:
    """What fills the hours of lunch begins after it."""
    start = _at(item, "12:00") + timedelta(minutes=minutes)
    if item.start is None or item.end is None or item.start < _at(item, "11:15"):
        return None
    return pushed(trip, item, start, start + (item.end - item.start))


def _ended(trip: CheckedTrip, item: CheckedItem, minutes: int) -> Iterator[Candidate | None]:
    """What fills the hours of lunch ends at half past twelve or before; never less than half of it."""
    if item.type == "transfer" or item.start is None or item.end is None or item.locked:
        return
    for hour in ("12:00", "12:30", "11:45"):
        end = _at(item, hour)
        if end - item.start >= max(timedelta(minutes=45), (item.end - item.start) / 2) and end < item.end:
            shorter = Move(item, item.start, end)
            place = item.after
            meal = new_item(item, "meal", LUNCH, end, minutes, place=place)
            rest = make_room(trip.with_items(shorter.moved), meal)
            label = msg("End {item} at {time} and add lunch", item=named(item), time=clock(end))
            moves = None if rest is None else [shorter, *rest]
            yield added(trip, label, meal, moves, fixing.move_and_meet, here=place)


def _pause(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """As many breaks of a quarter of an hour as are needed: the one in the middle first."""
    for item in items_of(trip, finding)[:1]:
        if item.start is None or item.end is None:
            continue
        middle = item.start + timedelta(minutes=item.minutes // 2 // 5 * 5) - timedelta(minutes=5)
        for start in (middle, item.start + timedelta(minutes=STRETCH_MIN), middle - PAUSE, middle + PAUSE):
            pauses = (*item.pauses, (start, start + PAUSE))
            after = replace(item, pauses=pauses)
            if item.start < start and start + PAUSE < item.end and longest_stretch(after) < longest_stretch(item):
                label = msg("Add a break at {time} ({item})", item=named(item), time=clock(start))
                fix = Fix(label, fixing.add_break, (item.id, start, start + PAUSE))
                yield Candidate(fix, trip.with_items(after))


def _debrief(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """Half an hour after the last visit or meeting, in the first gap that fits, or by moving on what follows."""
    worked = [item for item in trip.by_day.get(finding.day or date.min, ()) if item.type in ("visit", "meeting")]
    if not worked or finding.day is None:
        return
    like = max(worked, key=lambda item: (len(item.groups), item.ends or item.begins))
    done = max(item.end for item in worked if item.end)
    probe = new_item(like, "debrief", DEBRIEF, done, DEBRIEF_MIN)
    gone = min((one.start for one in trip.by_day[finding.day] if one.type == "departure" and one.start), default=None)
    later = sorted(start for start in free_starts(trip, probe, finding.day) if start >= done)
    later = [start for start in later if gone is None or start < gone]
    for start in later[:4]:
        yield _talk(trip, like, start, [])
    start = like.end
    if start is not None:
        yield _talk(trip, like, start, make_room(trip, new_item(like, "debrief", DEBRIEF, start, DEBRIEF_MIN)))
    for start in [start for start in free_starts(trip, probe, finding.day) if start < done][:3]:
        yield _talk(trip, like, start, [])


def _talk(trip: CheckedTrip, like: CheckedItem, start: datetime, moves: list[Move] | None) -> Candidate | None:
    here = _position(trip, like, start)
    mode = like.interpreting or ("consecutive" if interpreters_on(trip, start.date()) else "none")
    item = new_item(like, "debrief", DEBRIEF, start, DEBRIEF_MIN, place=here, interpreting=mode)
    label = msg("Add a debrief at {time}", time=clock(start))
    if moves:
        label = msg("Add a debrief at {time}, and move what follows", time=clock(start))
    return added(trip, label, item, moves, fixing.move_and_meet, here=here, interpreting=mode)


def _position(trip: CheckedTrip, like: CheckedItem, start: datetime) -> Spot | None:
    """Where the groups of an item are at a time of its day."""
    here = like.after
    for item in trip.by_day.get(start.date(), ()):
        if item.groups & like.groups and item.end and item.end <= start:
            here = item.after or here
    return here


def _shorter_day(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """The last item earlier or shorter, the first later, the evening drawn together."""
    items = items_of(trip, finding)
    if len(items) < 2 or not (items[0].begins and items[-1].ends):
        return
    first, last = items[0], items[-1]
    over = (last.ends - first.begins) - timedelta(minutes=LONGEST_MIN) if last.ends and first.begins else timedelta()
    over = rounded_up(over / timedelta(minutes=1))
    if last.start and last.end and first.start and first.end:
        yield moved(
            trip,
            msg("Move {item} to {time}", item=named(last), time=clock(last.start - over)),
            [to(last, last.start - over)],
        )
        yield _cut_end(trip, last, over)
        yield moved(
            trip,
            msg("Move {item} to {time}", item=named(first), time=clock(first.start + over)),
            [to(first, first.start + over)],
        )
        yield _closer(trip, last, over)
        label = msg("Start the day at {time}, and move what follows", time=clock(first.start + over))
        yield moved(trip, label, pushed(trip, first, first.start + over, first.end + over))


def _cut_end(trip: CheckedTrip, item: CheckedItem, over: timedelta) -> Candidate | None:
    if item.start is None or item.end is None or item.type == "transfer":
        return None
    if item.end - item.start - over < max(timedelta(minutes=45), (item.end - item.start) / 2):
        return None
    label = msg("Shorten {item} by {minutes}", item=named(item), minutes=lasting(int(over / timedelta(minutes=1))))
    return moved(trip, label, [Move(item, item.start, item.end - over)])


def _closer(trip: CheckedTrip, last: CheckedItem, over: timedelta) -> Candidate | None:
    """The evening drawn together: the last item right after what comes before it, and as much shorter as it must be."""
    before, _ = neighbours(trip, last)
    if before is None or before.end is None or last.start is None or last.end is None:
        return None
    end = last.end - over
    start = max(before.end, end - (last.end - last.start))
    if last.type == "transfer" or end - start < max(timedelta(minutes=45), (last.end - last.start) / 2):
        return None
    label = msg("Put {item} at {start}–{end}", item=named(last), start=clock(start), end=clock(end))
    return moved(trip, label, [Move(last, start, end)])


def _earlier_dinner(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """Dinner by half past seven, or as soon as the group is free; what comes before it ends earlier if it must."""
    for item in items_of(trip, finding)[:1]:
        if item.start is None or item.end is None:
            continue
        for hour in (LATEST_DINNER, time(19, 0), time(18, 30), time(18, 0)):
            start = datetime.combine(item.start.date(), hour)
            yield moved(trip, msg("Move {item} to {time}", item=named(item), time=clock(start)), [to(item, start)])
        before, _ = neighbours(trip, item)
        start = datetime.combine(item.start.date(), LATEST_DINNER)
        if before and before.start and before.end and before.type != "transfer" and _enough(before, start):
            label = msg("Move {item} to {time}, and end {other} earlier", item=named(item), time=clock(start),
                        other=named(before))  # fmt: skip
            yield moved(trip, label, [Move(before, before.start, min(before.end, start)), to(item, start)])


def _enough(item: CheckedItem, end: datetime) -> bool:
    """Is at least half of the item left when it ends then, and half an hour?"""
    if item.start is None or item.end is None:
        return False
    return end - item.start >= max(timedelta(minutes=30), (item.end - item.start) / 2)


def _gentler(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """The day of arrival: an evening that ends at eight, or the visit on another day."""
    items = items_of(trip, finding)
    if not items:
        return
    last = items[-1]
    if last.start and last.end and last.end.date() == last.start.date():
        over = last.end - datetime.combine(last.end.date(), time(20, 0))
        if over > timedelta():
            yield _cut_end(trip, last, over)
            yield moved(trip, msg("Move {item} to {time}", item=named(last), time=clock(last.start - over)),
                        [to(last, last.start - over)])  # fmt: skip
            yield _closer(trip, last, over)
    for item in items:
        if item.site and item.site.outdoor:
            yield swapped(trip, item)


def _stretched(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """As long as interpreting makes it."""
    for item in items_of(trip, finding)[:1]:
        if not item.site or not item.site.typical_visit_min or item.start is None:
            continue
        end = item.start + rounded_up(-(-item.site.typical_visit_min * 16 // 10))
        more = lasting(int((end - (item.end or end)) / timedelta(minutes=1)))
        label = msg("Lengthen {item} by {minutes}", item=named(item), minutes=more)
        yield moved(trip, label, [Move(item, item.start, end)])
        label = msg("Lengthen {item} by {minutes}, and move what follows", item=named(item), minutes=more)
        yield moved(trip, label, pushed(trip, item, item.start, end))


MENDS = {
    "time.no_lunch": _lunch,
    "time.no_break": _pause,
    "time.no_debrief": _debrief,
    "time.day_too_long": _shorter_day,
    "time.dinner_late": _earlier_dinner,
    "time.heavy_arrival": _gentler,
    "time.interpreting_stretch": _stretched,
}
