"""What a programme plans for the way, beside what the way needs: between items, from and to the lodging.

Pure: a frozen trip and a table in, bands out, for the grid to draw and the checks to judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group
from tripplanner.planning.travel.legs import Travel
from tripplanner.planning.travel.spots import Spot
from tripplanner.planning.travel.table import TravelTable


@dataclass(frozen=True, slots=True)
class Band:
    """A way in the day of some sub-groups (by number).

    ``item`` is the transfer that is planned for it; without one the way is a gap that no transfer fills, between
    ``before`` and ``after`` (the lodging, where ``None``). ``travel`` is what the way takes, ``None`` while that
    is unverified. ``start`` and ``end`` are civil times: those of the transfer, else the time that is free for
    the way; at the lodging's side they are ``None``.
    """

    day: date
    groups: frozenset[int]
    origin: Spot
    target: Spot
    travel: Travel | None
    item: CheckedItem | None = None
    before: CheckedItem | None = None
    after: CheckedItem | None = None

    @property
    def start(self) -> datetime | None:
        """From when there is time for the way; ``None`` in the morning at the lodging."""
        return self.item.start if self.item else (self.before.end if self.before else None)

    @property
    def end(self) -> datetime | None:
        """Until when; ``None`` in the evening to the lodging."""
        return self.item.end if self.item else (self.after.start if self.after else None)

    @property
    def planned(self) -> int:
        """Minutes that a transfer plans; 0 for a gap."""
        return self.item.minutes if self.item else 0

    @property
    def free(self) -> int | None:
        """Minutes there are: the transfer's, or between two items; ``None`` at the lodging's side of the day."""
        if self.item:
            return self.item.minutes
        if self.before is None or self.after is None:
            return None
        return _minutes(self.before.ends, self.after.begins)

    @property
    def needed(self) -> int | None:
        """Minutes the way takes with its margin; ``None`` while unverified."""
        return self.travel.needed if self.travel else None

    @property
    def short_by(self) -> int:
        """Minutes that are missing; 0 while unverified, and where the day is open to the lodging's side."""
        if self.needed is None or self.free is None:
            return 0
        return max(0, self.needed - self.free)


def bands(trip: CheckedTrip, table: TravelTable) -> tuple[Band, ...]:
    """Every way of the trip, by day and time; groups that go together share one band."""
    found: dict[tuple[object, ...], Band] = {}
    for group in trip.groups:
        for band in _of_group(trip, group, table):
            key = (band.day, _id(band.item), _id(band.before), _id(band.after), band.origin.id, band.target.id)
            known = found.get(key)
            found[key] = replace(known, groups=known.groups | band.groups) if known else band
    return tuple(sorted(found.values(), key=_moment))


def _of_group(trip: CheckedTrip, group: Group, table: TravelTable) -> Iterator[Band]:
    by_day: dict[date, list[CheckedItem]] = {}
    for item in trip.of(group):
        if item.type != "lodging" and item.day:
            by_day.setdefault(item.day, []).append(item)
    for day, items in by_day.items():
        yield from _of_day(trip, group, day, items, table)


def _of_day(trip: CheckedTrip, group: Group, day: date, items: list[CheckedItem], table: TravelTable) -> Iterator[Band]:
    here, last = _lodging(trip, group, day - timedelta(days=1)), None
    only = frozenset({group.id})
    for item in items:
        there = item.before
        if here and there and _apart(here, there):
            yield Band(day, only, here, there, table.between(here, there, day), None, last, item)
        if item.type == "transfer" and item.origin and item.target:
            yield Band(day, only, item.origin, item.target, travel_of(item, table), item)
        here, last = item.after or here, item
    night = _lodging(trip, group, day)
    if last and last.type != "departure" and here and night and _apart(here, night):
        yield Band(day, only, here, night, table.between(here, night, day), None, last, None)


def travel_of(item: CheckedItem, table: TravelTable) -> Travel | None:
    """What a transfer takes: its own figures win, else the office's leg, else an estimate."""
    return table.transfer(
        item.origin, item.target, item.day, drive_min=item.own_drive_min, distance_km=item.own_distance_km,
        leg_id=item.leg_id,
    )  # fmt: skip


def _lodging(trip: CheckedTrip, group: Group, day: date) -> Spot | None:
    return trip.nights.get((day, group.id)) or trip.nights.get((day, 0))


def _apart(one: Spot, other: Spot) -> bool:
    """Must somebody drive? Where a place is unknown nobody can say that it is near."""
    if one.same_as(other) or ((one.town or one.id) == (other.town or other.id) and not one.far_from(other)):
        return False
    return one.far_from(other) or not (one.located and other.located)


def _minutes(begins: datetime | None, ends: datetime | None) -> int:
    return max(0, int((ends - begins) / timedelta(minutes=1))) if begins and ends else 0


def _id(item: CheckedItem | None) -> int:
    return item.id if item else 0


def _moment(band: Band) -> tuple[object, ...]:
    if band.item:
        begins = band.item.begins
    else:
        begins = band.before.ends if band.before else band.after.begins if band.after else None
    return (band.day, begins, sorted(band.groups), band.origin.id, band.target.id)
