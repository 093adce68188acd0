"""Settling transfers: longer, inserted, with another vehicle, after a rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from tripplanner.i18n import Message, msg
from tripplanner.planning import fixing
from tripplanner.planning.checks.coaches import NONSTOP_MIN, REST_MIN, riders
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Vehicle
from tripplanner.planning.checks.rule import Finding
from tripplanner.planning.checks.transfers import gaps_of, needed_of
from tripplanner.planning.checks.words import clock, lasting, named
from tripplanner.planning.mending.changes import (
    Candidate,
    Move,
    added,
    changed,
    items_of,
    make_room,
    moved,
    new_item,
    pushed,
    rounded_up,
    to,
)
from tripplanner.planning.mending.moving import MENDS as MOVING
from tripplanner.planning.mending.swapping import swapped
from tripplanner.planning.travel.legs import Travel
from tripplanner.planning.travel.spots import Spot

TRANSFER = msg("Transfer")


def _longer(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """A transfer that is too short: leave earlier, arrive later, shorten what comes before or after."""
    for item in items_of(trip, finding)[:1]:
        needed = needed_of(item)
        if needed is None or item.start is None or item.end is None:
            continue
        lack = rounded_up(needed - item.minutes)
        label = msg("Lengthen {item} by {minutes}", item=named(item), minutes=_said(lack))
        yield moved(trip, label, [Move(item, item.start, item.end + lack)])
        yield moved(trip, _earlier(item, item.start - lack), [Move(item, item.start - lack, item.end)])
        label = msg("Lengthen {item} by {minutes}, and move what follows", item=named(item), minutes=_said(lack))
        yield moved(trip, label, pushed(trip, item, item.start, item.end + lack))
        yield from _squeeze(trip, item, lack)


def _squeeze(trip: CheckedTrip, item: CheckedItem, lack: timedelta) -> Iterator[Candidate | None]:
    """Take the time from what comes next, or from what came before."""
    before, after = neighbours(trip, item)
    if after and after.start and after.end and item.start and item.end and _may_shrink(after, lack):
        late = item.end + lack - after.start
        label = msg("Lengthen {item} by {minutes}, and shorten {other}", item=named(item), minutes=_said(lack),
                    other=named(after))  # fmt: skip
        yield moved(trip, label, [Move(item, item.start, item.end + lack), Move(after, after.start + late, after.end)])
    if before and before.start and before.end and item.start and item.end and _may_shrink(before, lack):
        early = before.end - (item.start - lack)
        label = msg("Leave {minutes} earlier ({item}), and shorten {other}", item=named(item), minutes=_said(lack),
                    other=named(before))  # fmt: skip
        yield moved(
            trip, label, [Move(before, before.start, before.end - early), Move(item, item.start - lack, item.end)]
        )


def _may_shrink(item: CheckedItem, lack: timedelta) -> bool:
    return item.type != "transfer" and timedelta(minutes=item.minutes) - lack >= timedelta(minutes=30)


def neighbours(trip: CheckedTrip, item: CheckedItem) -> tuple[CheckedItem | None, CheckedItem | None]:
    """What the groups of an item do that day just before and just after it."""
    day = trip.by_day.get(item.day, ()) if item.day else ()
    others = [one for one in day if one.uuid != item.uuid and one.groups & item.groups and one.type != "lodging"]
    before = [one for one in others if one.ends and item.begins and one.ends <= item.begins]
    after = [one for one in others if one.begins and item.ends and one.begins >= item.ends]
    return (before[-1] if before else None), (after[0] if after else None)


def _said(length: timedelta) -> Message:
    return lasting(int(length / timedelta(minutes=1)))


def _earlier(item: CheckedItem, start: datetime) -> Message:
    return msg("Leave already at {time} ({item})", item=named(item), time=clock(start))


def _insert(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """A missing transfer, as long as the way takes: in the gap there is, or one made by moving or shortening."""
    if finding.day is None:
        return
    for one, other in _gaps(trip, finding, finding.day):
        like = other or one
        ends = _ends(trip, one, other, finding.day)
        way = trip.travel.between(*ends, finding.day) if ends else None
        if like is not None and ends and way is not None:
            yield from _ways(trip, one, other, like, (*ends, way))


def _gaps(trip: CheckedTrip, finding: Finding, day: date) -> list[tuple[CheckedItem | None, CheckedItem | None]]:
    """The gap that the finding is about, with who would go; once."""
    codes = set(finding.groups)
    items = {row.uuid for row in finding.rows}
    for group in trip.groups:
        if codes and group.code not in codes:
            continue
        for gap in gaps_of(trip, group, day):
            if {item.uuid for item in gap if item} == items:
                return [gap]
    return []


def _ends(trip: CheckedTrip, one: CheckedItem | None, other: CheckedItem | None, day: date) -> tuple[Spot, Spot] | None:
    """From where to where the way leads; a lodging where there is no item."""
    like = other or one
    group = next((group for group in trip.groups if group.id in like.groups), None) if like else None
    if group is None:
        return None
    origin = one.after if one else trip.bed_before(day, group)
    target = other.before if other else trip.night(day, group)
    return (origin, target) if origin and target else None


def _ways(
    trip: CheckedTrip, one: CheckedItem | None, other: CheckedItem | None, like: CheckedItem,
    way: tuple[Spot, Spot, Travel],
) -> Iterator[Candidate | None]:  # fmt: skip
    length = rounded_up(way[2].needed)
    label = msg("Insert {minutes} of travel", minutes=_said(length))
    if other and other.start:
        yield _ride(trip, like, way, label, other.start - length, length, [])
    if one and one.end and one.start:
        ride_at = one.end
        room = make_room(trip, _planned(trip, like, way, ride_at, length))
        pushing = msg("Insert {minutes} of travel, and move what follows", minutes=_said(length)) if room else label
        yield _ride(trip, like, way, pushing, ride_at, length, room)
    if one and other:
        yield from _between(trip, one, other, like, way)
    if other and other.start and other.end and not one:
        label = msg("Insert {minutes} of travel, and move what follows", minutes=_said(length))
        yield _ride(
            trip, like, way, label, other.start, length, pushed(trip, other, other.start + length, other.end + length)
        )


def _between(
    trip: CheckedTrip, one: CheckedItem, other: CheckedItem, like: CheckedItem, way: tuple[Spot, Spot, Travel]
) -> Iterator[Candidate | None]:
    """The time for the way taken from what comes before it, or from what comes after."""
    length = rounded_up(way[2].needed)
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return
    lack = one.end + length - other.start
    for item, move, start in (
        (one, Move(one, one.start, one.end - lack), other.start - length),
        (other, Move(other, other.start + lack, other.end), one.end),
    ):
        if _may_shrink(item, lack):
            label = msg("Insert {minutes} of travel, and shorten {item}", minutes=_said(length), item=named(item))
            yield _ride(trip, like, way, label, start, length, [move])


def _ride(
    trip: CheckedTrip, like: CheckedItem, way: tuple[Spot, Spot, Travel], label: Message, start: datetime,
    length: timedelta, moves: list[Move] | None,
) -> Candidate | None:  # fmt: skip
    origin, target, travel = way
    item = _planned(trip, like, way, start, length)
    more = {
        "origin": origin, "target": target,
        "vehicle_id": item.vehicle.id if item.vehicle else None,
        # The drive is left to be computed: an estimate stays one, and follows when the office measures the way.
        "leg_id": travel.leg, "passport_needed": item.passport_needed,
    }  # fmt: skip
    return added(trip, label, item, moves, fixing.move_and_drive, **more)


def _planned(
    trip: CheckedTrip, like: CheckedItem, way: tuple[Spot, Spot, Travel], start: datetime, length: timedelta
) -> CheckedItem:
    origin, target, travel = way
    minutes = int(length / timedelta(minutes=1))
    item = new_item(like, "transfer", TRANSFER, start, minutes, origin=origin, target=target, place=target,
                    drive_min=travel.minutes if travel.source == "office" else None,
                    margin_percent=travel.margin_percent, closed=travel.closed,
                    estimated_min=travel.needed if travel.source == "estimate" else None,
                    passport_needed=bool(origin.country and target.country) and origin.country != target.country,
                    )  # fmt: skip
    return replace(item, vehicle=free_vehicle(trip, item))


def free_vehicle(trip: CheckedTrip, ride: CheckedItem, *, most_seats: int | None = None) -> Vehicle | None:
    """A vehicle of the trip with seats for everybody that nobody else needs then; the smallest that does."""
    taken = {
        item.vehicle.id
        for item in trip.placed
        if item.vehicle and item.uuid != ride.uuid and item.begins and item.ends and ride.begins and ride.ends
        and item.begins < ride.ends and ride.begins < item.ends
    }  # fmt: skip
    fits = [
        one
        for one in trip.vehicles
        if one.id not in taken and one.seats is not None and one.seats >= riders(trip, ride)
        and (most_seats is None or one.seats <= most_seats)
    ]  # fmt: skip
    return min(fits, key=lambda one: (one.seats, one.id), default=None)


def _other_vehicle(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """Another vehicle for one of the transfers, or another time."""
    for item in reversed([one for one in items_of(trip, finding) if one.type == "transfer"]):
        visit = next((one for one in items_of(trip, finding) if one.site), None)
        most = visit.site.max_vehicle_seats if visit and visit.site else None
        vehicle = free_vehicle(trip, item, most_seats=most)
        if vehicle and vehicle != item.vehicle:
            label = msg("Take {vehicle} for {item}", vehicle=vehicle.code, item=named(item))
            yield changed(trip, label, item, {"vehicle_id": vehicle.id}, vehicle=vehicle)
    for item in items_of(trip, finding):
        if item.site:
            yield swapped(trip, item)
    if "overlap" in finding.rule:
        yield from MOVING["time.overlap"](trip, finding)


def _rest(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """A rest of 45 minutes before the drive with which the limit is passed, or an earlier one."""
    items = items_of(trip, finding)
    for before, item in reversed(list(pairwise(items))):
        if before.ends is None or item.begins is None or item.start is None or item.end is None:
            continue
        wait = timedelta(minutes=REST_MIN) - (item.begins - before.ends)
        if wait > timedelta() and all((one.drive_min or 0) <= NONSTOP_MIN for one in items):
            label = msg("Let the driver rest for {rest} before {item}", rest=lasting(REST_MIN), item=named(item))
            yield moved(trip, label, [to(item, item.start + wait)])
            yield moved(trip, label, pushed(trip, item, item.start + wait, item.end + wait))


def _after_landing(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """What follows a landing an hour after it."""
    items = items_of(trip, finding)
    if len(items) == 2 and items[1].start and items[1].end and items[0].begins and items[1].begins:
        landed = items[0].ends if items[0].zone != items[0].end_zone else items[0].begins
        wait = timedelta(minutes=60) - (items[1].begins - (landed or items[0].begins))
        label = msg("Move {item} to {time}, and what follows with it", item=named(items[1]),
                    time=clock(items[1].start + wait))  # fmt: skip
        yield moved(trip, label, pushed(trip, items[1], items[1].start + wait, items[1].end + wait))


MENDS = {
    "time.transfer_too_short": _longer,
    "time.move_missing": _insert,
    "time.vehicle_overlap": _other_vehicle,
    "site.vehicle_too_large": _other_vehicle,
    "people.seats_too_few": _other_vehicle,
    "time.coach_driving": _rest,
    "time.arrival_tight": _after_landing,
}
