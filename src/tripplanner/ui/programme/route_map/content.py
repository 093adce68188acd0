"""What the map of a programme shows, in degrees: stops, ways, and what is not on it with the reason. No Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.frozen import CheckedItem
from tripplanner.planning.travel.bands import Band, bands
from tripplanner.planning.travel.spots import Spot
from tripplanner.text import Text
from tripplanner.ui.programme.ground import Ground
from tripplanner.ui.programme.route_map.camera import KM_PER_DEGREE, LATITUDE, Point

Words = Callable[[Text], str]
#: No drive is longer.
LONGEST_KM = 500.0


@dataclass(frozen=True, slots=True)
class Stop:
    """An item at its place: the ``number``-th stop of its day (by the day's number). ``groups`` empty: everyone."""

    key: str
    date: date
    day: int
    number: int
    at: Point
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """From one place to another on a day; ``key`` is its transfer's, empty where none is planned.

    ``estimate``: no leg of the office says how long it takes. ``groups`` empty: everyone.
    """

    key: str
    date: date
    start: Point
    end: Point
    groups: tuple[str, ...] = ()
    estimate: bool = False

    @property
    def kilometres(self) -> float:
        """As the crow flies, roughly."""
        across = math.cos(math.radians((self.start[1] + self.end[1]) / 2))
        return math.hypot((self.end[0] - self.start[0]) * across, self.end[1] - self.start[1]) * KM_PER_DEGREE


@dataclass(frozen=True, slots=True)
class Absent:
    """An item that is not on the map, and why; ``date`` is its day, if it has one."""

    key: str
    reason: Message
    date: date | None = None


@dataclass(frozen=True)
class Chart:
    """Everything of a trip or of one of its days; ``keys`` are the items on the map, in the order they happen."""

    stops: tuple[Stop, ...] = ()
    ways: tuple[Way, ...] = ()
    absent: tuple[Absent, ...] = ()
    keys: tuple[str, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Stop]:
        return {stop.key: stop for stop in self.stops}

    def on(self, day: date | None) -> Chart:
        """That day alone with what is missing of it; everything, without a day."""
        if day is None:
            return self
        stops = tuple(stop for stop in self.stops if stop.date == day)
        ways = tuple(way for way in self.ways if way.date == day)
        here = {stop.key for stop in stops} | {way.key for way in ways}
        absent = tuple(one for one in self.absent if one.date == day)
        return Chart(stops, ways, absent, tuple(key for key in self.keys if key in here))

    def points(self) -> list[Point]:
        """What a map must show whole: the stops and the ways, without flights, which would leave a region a dot."""
        ends = [at for way in self.ways if way.kilometres < LONGEST_KM for at in (way.start, way.end)]
        return [stop.at for stop in self.stops] + ends or [at for way in self.ways for at in (way.start, way.end)]

    def places(self) -> Mapping[str, Point]:
        """Where each item on the map is: a way in its middle."""
        ways = {way.key: _middle(way) for way in self.ways if way.key}
        return ways | {stop.key: stop.at for stop in self.stops}


def chart(ground: Ground, words: Words) -> Chart:
    """The map of a programme; ``words`` say a text in the language of the content."""
    codes = {group.id: group.code for group in ground.trip.groups}
    ways = tuple(way for band in bands(ground.trip, ground.table) if (way := _way(band, codes)))
    stops: list[Stop] = []
    absent: list[Absent] = []
    driven = {way.key for way in ways}
    numbers: dict[date, int] = {}
    for item in ground.trip.items:
        reason = _reason(item, words)
        at = located(spot_of(item))
        if item.uuid in driven and not reason:
            continue
        if reason or at is None or item.start is None:
            absent.append(Absent(item.uuid, reason or msg("no place on the map"), _date(item)))
            continue
        day = item.start.date()
        numbers[day] = numbers.get(day, 0) + 1
        groups = () if item.everyone else _codes(item.groups, codes)
        stops.append(Stop(item.uuid, day, (day - ground.trip.first_day).days + 1, numbers[day], at, groups))
    shown = driven | {stop.key for stop in stops}
    keys = tuple(item.uuid for item in ground.trip.items if item.uuid in shown)
    return Chart(tuple(stops), ways, tuple(absent), keys)


def spot_of(item: CheckedItem) -> Spot | None:
    """Where an item takes place: at its own place, else at its site; one that arrives, where it arrives."""
    site = item.site.spot if item.site else None
    known = [spot for spot in (item.place, site, *_ends(item)) if spot is not None]
    return next((spot for spot in known if located(spot)), known[0] if known else None)


def _ends(item: CheckedItem) -> tuple[Spot | None, ...]:
    return (item.target, item.origin) if item.type == "arrival" else (item.origin, item.target)


def located(spot: Spot | None) -> Point | None:
    """Longitude and latitude, where they are known and possible."""
    if spot is None or spot.longitude is None or spot.latitude is None:
        return None
    possible = abs(spot.latitude) <= LATITUDE and abs(spot.longitude) <= 180
    return (spot.longitude, spot.latitude) if possible else None


def _reason(item: CheckedItem, words: Words) -> Message | None:
    """Why an item cannot be on the map; ``None`` when it can."""
    if item.status == "cancelled":
        return msg("cancelled")
    if item.start is None:
        return msg("not placed yet")
    if item.type == "transfer":
        return _lost([item.origin, item.target], words) or (None if item.placed else msg("its times are not possible"))
    return _lost([spot_of(item)], words)


def _lost(spots: list[Spot | None], words: Words) -> Message | None:
    if any(spot is None for spot in spots):
        return msg("no place is given")
    lost = next((spot for spot in spots if spot is not None and located(spot) is None), None)
    return None if lost is None else msg("without coordinates: {place}", place=words(lost.name))


def _way(band: Band, codes: Mapping[int, str]) -> Way | None:
    start, end = located(band.origin), located(band.target)
    if start is None or end is None or start == end:
        return None
    estimate = band.travel is None or band.travel.source == "estimate"
    key = band.item.uuid if band.item is not None else ""
    return Way(key, band.day, start, end, _codes(band.groups, codes), estimate)


def _codes(groups: frozenset[int], codes: Mapping[int, str]) -> tuple[str, ...]:
    """The codes of some sub-groups; nothing for all of them."""
    return () if groups >= codes.keys() else tuple(code for id, code in codes.items() if id in groups)


def _date(item: CheckedItem) -> date | None:
    return item.start.date() if item.start is not None else None


def _middle(way: Way) -> Point:
    return (way.start[0] + way.end[0]) / 2, (way.start[1] + way.end[1]) / 2
