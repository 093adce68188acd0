"""Roads and coaches: roads that are closed, seats for everybody, and what a driver may do in a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import lasting, named

NONSTOP_MIN, REST_MIN, DAY_MIN = 270, 45, 540  # 4 h 30, 45 min, 9 h
DUTY_MIN, LONGEST_DUTY_MIN = 12 * 60, 14 * 60


def _rides(trip: CheckedTrip) -> Iterator[tuple[date, list[CheckedItem]]]:
    """What each driver drives on each date; a vehicle whose driver is unknown has one of its own."""
    rides: dict[tuple[str, date], list[CheckedItem]] = defaultdict(list)
    for item in trip.placed:
        if item.vehicle and item.day:
            rides[item.vehicle.driver or f"vehicle {item.vehicle.id}", item.day].append(item)
    for (_, day), items in rides.items():
        yield day, items


def _driving(trip: CheckedTrip) -> Iterator[Finding]:
    for day, items in _rides(trip):
        drives = [item for item in items if item.drive_min]
        total = sum(item.drive_min or 0 for item in drives)
        if total > DAY_MIN:
            what = msg("The driver would drive {total} in the day; the limit is {limit}.",
                       total=lasting(total), limit=lasting(DAY_MIN))  # fmt: skip
            yield DRIVING.found(what, drives, day=day)
        yield from _nonstop(drives, day)


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


def _duty(trip: CheckedTrip) -> Iterator[Finding]:
    """From the first drive of a day to the end of the last."""
    for day, items in _rides(trip):
        minutes = on_duty(items)
        if minutes > DUTY_MIN:
            what = msg("The driver would be on duty for {duty}; {usual} are usual, and {limit} the limit.",
                       duty=lasting(minutes), usual=lasting(DUTY_MIN), limit=lasting(LONGEST_DUTY_MIN))  # fmt: skip
            level = "blocks" if minutes > LONGEST_DUTY_MIN else "warns"
            yield DUTY.found(what, (items[0], items[-1]), level=level, day=day)


def on_duty(items: Sequence[CheckedItem]) -> int:
    """Minutes from the first drive to the end of the last."""
    begins = [item.begins for item in items if item.begins]
    ends = [item.ends for item in items if item.ends]
    return int((max(ends) - min(begins)) / timedelta(minutes=1)) if begins and ends else 0


def _road(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if not item.closed or item.type != "transfer":
            continue
        if item.closed.detour_min is None:
            what = msg("The road of {item} is closed that day, and the way round is unverified.", item=named(item))
            yield ROAD.found(what, (item,), level="blocks", day=item.day)
        else:
            what = msg("The road of {item} is closed that day; the way round takes {detour}.", item=named(item),
                       detour=lasting(item.closed.detour_min))  # fmt: skip
            yield ROAD.found(what, (item,), day=item.day)


def riders(trip: CheckedTrip, item: CheckedItem) -> int:
    """Who needs a seat: the guests, and those who are with them where everyone goes."""
    if item.everyone:
        return trip.head_count(item)
    return sum(group.size for group in trip.groups if group.id in item.groups)


def _seats(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.type == "transfer" and item.vehicle and item.vehicle.seats is not None:
            people = riders(trip, item)
            if people > item.vehicle.seats:
                what = msg("{vehicle} has {seats} seats; {people} people go with it ({item}).", people=people,
                           vehicle=item.vehicle.code, seats=item.vehicle.seats, item=named(item))  # fmt: skip
                yield SEATS.found(what, (item,), day=item.day)


DRIVING = Rule(
    "time.coach_driving", "blocks", msg("A coach driver would drive for too long"),
    msg("European rules: 4 h 30 of driving, then 45 min of rest; 9 h of driving a day."), _driving, scope="day",
)  # fmt: skip
DUTY = Rule(
    "time.coach_duty", "warns", msg("A coach driver would be on duty for too long"),
    msg("Between two rests of 11 h a driver works 12 h, with exceptions 14 h, waiting included."), _duty, scope="day",
)  # fmt: skip
ROAD = Rule(
    "time.road_closed", "warns", msg("A road is closed"),
    msg("Tunnels and passes close on known days; the way round takes its time."), _road, scope="item",
)  # fmt: skip
SEATS = Rule(
    "people.seats_too_few", "blocks", msg("The vehicle has too few seats"),
    msg("Nobody stands in a coach."), _seats, scope="item",
)  # fmt: skip
RULES = (DRIVING, DUTY, ROAD, SEATS)
