"""What it would mean to put something at a time: opening, the way there and on, who would be in two places.

Pure, and cheap enough for every movement of a mouse.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tripplanner.planning.arranging.times import converted, moment
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, SiteRules
from tripplanner.planning.opening_hours import Opening, opening
from tripplanner.planning.travel.legs import Travel
from tripplanner.planning.travel.spots import Spot
from tripplanner.planning.travel.table import TravelTable

Who = str | tuple[str, ...]
"""The codes of sub-groups, or the name of somebody or something; nothing where it is everyone."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What is tried: an item of the trip (``item``), or a site of the library (``site``, ``spot``).

    ``groups`` are the sub-groups that take part; ``zone`` is that of its start, ``trip_zone`` that of the grid.
    """

    minutes: int
    zone: str
    trip_zone: str
    item: CheckedItem | None = None
    site: SiteRules | None = None
    spot: Spot | None = None

    @property
    def origin(self) -> Spot | None:
        """Where one must be for it to begin."""
        return self.item.before if self.item else self.spot

    @property
    def target(self) -> Spot | None:
        """Where one is when it ends."""
        return self.item.after if self.item else self.spot


@dataclass(frozen=True, slots=True)
class Verdict:
    """What it would mean.

    ``opening`` is empty where there is no site. ``before`` and ``after`` are the ways to it and on from it, where
    somebody has to drive and no transfer is planned; ``unverified`` counts ways of which nothing is known.
    ``short`` says that the time for one of them is too short. ``taken`` are the items with which somebody (a
    sub-group, a host, a vehicle, the interpreters) would be double-booked, with what is.
    """

    opening: Opening | None = None
    before: Travel | None = None
    after: Travel | None = None
    unverified: int = 0
    short: bool = False
    taken: tuple[tuple[Who, CheckedItem], ...] = ()


class Trial:
    """Answers for one thing and many times."""

    def __init__(self, trip: CheckedTrip, table: TravelTable, tried: Tried) -> None:
        self._trip, self._table, self._tried = trip, table, tried
        own = tried.item.uuid if tried.item else ""
        self._others = [one for one in trip.placed if one.uuid != own and one.type != "lodging"]
        self._everyone = frozenset(group.id for group in trip.groups)

    def at(self, start: datetime, minutes: int | None = None, groups: frozenset[int] | None = None) -> Verdict:
        """What it means to begin at ``start`` (civil time of the trip's zone) and last ``minutes``."""
        tried = self._tried
        length = timedelta(minutes=tried.minutes if minutes is None else minutes)
        begins = moment(start, tried.trip_zone)
        ends = begins + length
        here = converted(start, tried.trip_zone, tried.zone)
        present = groups or (tried.item.groups if tried.item else None) or self._everyone
        site = tried.site or (tried.item.site if tried.item else None)
        day = [one for one in self._others if one.day == here.date() and one.groups & present]
        before, after = self._ways(day, present, here, begins, ends)
        return Verdict(
            opening(site, here, here + length) if site else None,
            _worth(before[0]), _worth(after[0]), (before[1]) + (after[1]), before[2] or after[2],
            tuple(self._taken(present, begins, ends)),
        )  # fmt: skip

    def _ways(
        self, day: list[CheckedItem], present: frozenset[int], here: datetime, begins: datetime, ends: datetime
    ) -> tuple[_Way, _Way]:
        previous = max((one for one in day if one.begins and one.begins < begins), key=_begins, default=None)
        following = min((one for one in day if one.begins and one.begins >= begins), key=_begins, default=None)
        came = previous.after if previous else self._lodging(here - timedelta(days=1), present)
        goes = following.before if following else self._lodging(here, present)
        free_before = begins - previous.ends if previous and previous.ends else None
        free_after = following.begins - ends if following and following.begins else None
        return (
            self._way(came, self._tried.origin, here, free_before),
            self._way(self._tried.target, goes, here, free_after),
        )

    def _way(self, one: Spot | None, other: Spot | None, day: datetime, free: timedelta | None) -> _Way:
        if one is None or other is None or one.same_as(other):
            return None, 0, False
        if one.located and other.located and not one.far_from(other):
            return None, 0, False
        found = self._table.between(one, other, day.date())
        if found is None:
            return None, 1, False
        return found, 0, free is not None and free < timedelta(minutes=found.needed)

    def _lodging(self, day: datetime, present: frozenset[int]) -> Spot | None:
        nights = self._trip.nights
        own = (nights.get((day.date(), group)) for group in sorted(present))
        return next((spot for spot in own if spot is not None), None) or nights.get((day.date(), 0))

    def _taken(self, present: frozenset[int], begins: datetime, ends: datetime) -> Iterable[tuple[Who, CheckedItem]]:
        item = self._tried.item
        if item is not None and item.type == "lodging":
            return
        for other in self._others:
            if other.begins is None or other.ends is None or not (other.begins < ends and begins < other.ends):
                continue
            shared = present & other.groups
            if shared:
                codes = self._trip.codes(shared)
                yield (codes if len(shared) < len(self._everyone) else ""), other
            elif item is not None:
                yield from self._things(item, other)

    def _things(self, item: CheckedItem, other: CheckedItem) -> Iterable[tuple[Who, CheckedItem]]:
        """Hosts and vehicles that two items need at once."""
        contacts = {host.contact: host.contact_name for host in item.hosts if host.contact}
        for host in other.hosts:
            if host.contact in contacts:
                yield contacts[host.contact], other
        if item.vehicle and other.vehicle and item.vehicle.id == other.vehicle.id:
            yield item.vehicle.code, other


_Way = tuple[Travel | None, int, bool]


def _begins(item: CheckedItem) -> datetime:
    assert item.begins is not None
    return item.begins


def _worth(travel: Travel | None) -> Travel | None:
    """Ways of no length are not worth a word."""
    return travel if travel is not None and travel.minutes > 0 else None
