"""Travel times between any two places: what the office measured, else an estimate."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from tripplanner.planning.travel.estimate import estimated
from tripplanner.planning.travel.legs import Closed, MeasuredLeg, Travel
from tripplanner.planning.travel.spots import APART_KM, Spot, distance_km

TOWN_KM = 10.0  # a place recorded as lying in a town does not lie farther from it
NEAR_DEGREES = APART_KM / 111.0  # of latitude


class TravelTable:
    """Answers for any two spots; reads nothing, keeps what it found, and may be shared by threads that only read.

    A leg between two places also serves what lies in them: a spot recorded as belonging to the town (a hotel,
    an office), or one within 2 km of the leg's end. Where two legs lead the same way the one recorded first
    counts.
    """

    def __init__(self, legs: Iterable[MeasuredLeg] = (), ends: Iterable[Spot] = ()) -> None:
        self._legs: dict[int, MeasuredLeg] = {}
        self._ways: dict[tuple[int, int], list[MeasuredLeg]] = defaultdict(list)
        self._ends: dict[int, Spot] = {spot.id: spot for spot in ends}
        self._from_south = sorted((spot for spot in self._ends.values() if spot.located), key=_latitude)
        self._near: dict[tuple[object, ...], tuple[int, ...]] = {}
        for leg in legs:
            self._add(leg)
        self._shut = [leg for leg in self._legs.values() if leg.closures]

    def _add(self, leg: MeasuredLeg) -> None:
        self._legs[leg.id] = leg
        if leg.drive_min is not None and leg.drive_min >= 0:
            self._ways[leg.origin, leg.target].append(leg)
            if leg.both_ways and leg.origin != leg.target:
                self._ways[leg.target, leg.origin].append(leg)

    def between(self, origin: Spot, target: Spot, day: date | None = None) -> Travel | None:
        """The way by coach on ``day``, or ``None``: unverified.

        That is so where coordinates are unknown and the office has no leg, and where its leg is closed that day
        and nobody recorded the way round.
        """
        if origin.same_as(target):
            return Travel(0, 0.0, "estimate")
        leg = self.leg(origin, target)
        return estimated(origin, target, day) if leg is None else measured(leg, day)

    def transfer(
        self,
        origin: Spot | None,
        target: Spot | None,
        day: date | None = None,
        *,
        drive_min: int | None = None,
        distance_km: float | None = None,
        leg_id: int | None = None,
    ) -> Travel | None:
        """The way of a transfer: its own figures win, then the leg it names, then the way between its places."""
        leg = self._legs.get(leg_id or 0) or (self.leg(origin, target) if origin and target else None)
        if leg is None:
            found = self.between(origin, target, day) if origin and target else None
        else:
            found = measured(leg, day)
            if drive_min == leg.drive_min:
                drive_min = None  # copied from the leg: what closes the leg holds for it too
        if drive_min is None:
            return found if found is None or found.closed or distance_km is None else replace(found, km=distance_km)
        km = distance_km if distance_km is not None or found is None else found.km
        return Travel(max(0, drive_min), km, "own", leg.margin_percent if leg else 0, leg.id if leg else None)

    def leg(self, origin: Spot, target: Spot) -> MeasuredLeg | None:
        """The office's leg from one spot to another, in that direction."""
        ways = ((one, other) for one in self._stands_for(origin) for other in self._stands_for(target))
        return next((self._ways[way][0] for way in ways if way in self._ways), None)

    def closed(self, origin: Spot, target: Spot, day: date) -> Closed | None:
        """What closes the office's leg on ``day``, if anything does."""
        leg = self.leg(origin, target)
        return leg.closed_on(day) if leg else None

    def closed_legs(self, day: date) -> frozenset[int]:
        """The numbers of the legs that are closed on ``day``."""
        return frozenset(leg.id for leg in self._shut if leg.closed_on(day))

    def _stands_for(self, spot: Spot) -> tuple[int, ...]:
        """The ends of legs at which one is, being at a spot: itself, its town, then the nearest one."""
        key = (spot.id, spot.town, spot.latitude, spot.longitude)
        if key not in self._near:
            self._near[key] = tuple(dict.fromkeys(self._search(spot)))
        return self._near[key]

    def _search(self, spot: Spot) -> Iterator[int]:
        if spot.id in self._ends:
            yield spot.id
        town = self._ends.get(spot.town or 0)
        if town and not spot.far_from(town, TOWN_KM):
            yield town.id
        yield from (id for _, id in sorted(self._around(spot)))

    def _around(self, spot: Spot) -> Iterator[tuple[float, int]]:
        if spot.latitude is None:
            return
        south = bisect_left(self._from_south, spot.latitude - NEAR_DEGREES, key=_latitude)
        for end in islice(self._from_south, south, None):
            if _latitude(end) > spot.latitude + NEAR_DEGREES:
                return
            if spot.located and (km := distance_km(spot, end)) <= APART_KM:
                yield km, end.id


def _latitude(spot: Spot) -> float:
    return spot.latitude or 0.0


def measured(leg: MeasuredLeg, day: date | None = None) -> Travel | None:
    """The way by the office's leg, round about where it is closed on ``day``; ``None`` where that is unknown."""
    closed = leg.closed_on(day)
    if closed is not None:
        if closed.detour_min is None:
            return None
        return Travel(max(0, closed.detour_min), closed.detour_km, "office", leg.margin_percent, leg.id, closed)
    if leg.drive_min is None:
        return None
    return Travel(max(0, leg.drive_min), leg.distance_km, "office", leg.margin_percent, leg.id)
