"""Transfers: long enough for the road, present where people must move, within the limits of a coach driver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import lasting, named
from tripplanner.planning.travel.legs import needed_minutes
from tripplanner.planning.travel.spots import APART_KM, Spot

NONSTOP_MIN, REST_MIN, DAY_MIN = 270, 45, 540  # 4 h 30, 45 min, 9 h


def _too_short(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.type != "transfer" or item.drive_min is None:
            continue
        needed = needed_minutes(item.drive_min, item.margin_percent)
        if item.minutes < needed:
            what = msg(
                "{item} is planned to take {planned}; the drive of {drive} with a margin of {margin} % needs {needed}.",
                item=named(item), planned=lasting(item.minutes), drive=lasting(item.drive_min),
                margin=item.margin_percent, needed=lasting(needed),
            )  # fmt: skip
            yield TOO_SHORT.found(what, (item,), day=item.day)


def _missing(trip: CheckedTrip) -> Iterator[Finding]:
    """Places too far apart to walk, in one sub-group's day, with no transfer between."""
    for day in trip.dates():
        gaps: dict[tuple[CheckedItem, ...], set[int]] = defaultdict(set)
        for group in trip.groups:
            for gap in _gaps(trip, group, day):
                gaps[gap].add(group.id)
        for items, ids in gaps.items():
            yield _move(trip, items, ids, day)


def _move(trip: CheckedTrip, items: tuple[CheckedItem, ...], ids: set[int], day: date) -> Finding:
    if len(items) == 1:
        what = msg("No transfer leads from the lodging to {item}.", item=named(items[0]))
    else:
        what = msg("No transfer leads from {one} to {other}.", one=named(items[0]), other=named(items[1]))
    return MISSING.found(what, items, day=day, groups=trip.codes(ids))


def _gaps(trip: CheckedTrip, group: Group, day: date) -> Iterator[tuple[CheckedItem, ...]]:
    """The items between which the group would have to move; one alone is reached from the lodging."""
    eve = day - timedelta(days=1)
    here: Spot | None = trip.nights.get((eve, group.id)) or trip.nights.get((eve, 0))
    last: CheckedItem | None = None
    for item in trip.of(group):
        if item.day != day or item.type == "lodging":
            continue
        there = item.before
        if here and there and here.far_from(there, APART_KM):
            yield (item,) if last is None else (last, item)
        here, last = item.after or here, item


def _driving(trip: CheckedTrip) -> Iterator[Finding]:
    drives: dict[tuple[int, date], list[CheckedItem]] = defaultdict(list)
    for item in trip.placed:
        if item.vehicle and item.drive_min and item.day:
            drives[item.vehicle.id, item.day].append(item)
    for (_, day), items in drives.items():
        total = sum(item.drive_min or 0 for item in items)
        if total > DAY_MIN:
            what = msg("The driver would drive {total} in the day; the limit is {limit}.",
                       total=lasting(total), limit=lasting(DAY_MIN))  # fmt: skip
            yield DRIVING.found(what, items, day=day)
        yield from _nonstop(items, day)


def _nonstop(items: list[CheckedItem], day: date) -> Iterator[Finding]:
    """Driving that goes on for too long without a rest of 45 minutes in one piece."""
    run: list[CheckedItem] = []
    until: datetime | None = None
    for item in items:
        if until and item.begins and item.begins - until >= timedelta(minutes=REST_MIN):
            run = []
        run.append(item)
        until = item.ends
        driven = sum(one.drive_min or 0 for one in run)
        if driven > NONSTOP_MIN:
            what = msg("The driver would drive {driven} without a rest of {rest}; the limit is {limit}.",
                       driven=lasting(driven), rest=lasting(REST_MIN), limit=lasting(NONSTOP_MIN))  # fmt: skip
            yield DRIVING.found(what, run, day=day)
            run = []


TOO_SHORT = Rule(
    "time.transfer_too_short", "blocks", msg("A transfer is shorter than its drive"),
    msg("Coaches need the time measured by the office, and a margin on mountain roads."), _too_short, scope="item"
)  # fmt: skip
MISSING = Rule(
    "time.move_missing", "warns", msg("A transfer is missing"),
    msg("Between places more than 2 km apart, and from the lodging, somebody has to drive."), _missing, scope="day"
)  # fmt: skip
DRIVING = Rule(
    "time.coach_driving", "blocks", msg("A coach driver would drive for too long"),
    msg("European rules: 4 h 30 of driving, then 45 min of rest; 9 h of driving a day."), _driving, scope="day"
)  # fmt: skip
RULES = (TOO_SHORT, MISSING, DRIVING)
