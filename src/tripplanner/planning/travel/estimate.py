"""How long a coach takes where the office has measured nothing: a formula, always marked as an estimate.

The way as the crow flies becomes kilometres of road (``DETOUR``), the road is driven class by class
(``CLASSES``): the first kilometres on local roads, the next on main roads, the rest on motorways. High places
lie on mountain roads. The figures fit the office's measured legs of the sample, which they meet within a quarter
of the time on average (``docs/planner.md``): the whole is a way to plan, not a timetable.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from tripplanner.planning.travel.legs import Travel
from tripplanner.planning.travel.spots import Spot, distance_km

Steps = tuple[tuple[float, float], ...]

DETOUR: Steps = ((30, 1.7), (math.inf, 1.25))  # up to so many km as the crow flies: km of road per km
CLASSES: Steps = ((10, 33), (50, 60), (math.inf, 90))  # so many km of road: km/h of a coach
MOUNTAIN_M = 900  # a place at least as high lies on a mountain road …
MOUNTAIN_KM = 40  # … of which the coach drives so many km …
MOUNTAIN_KMH = 38  # … no faster than this
WINTER, SUMMER = (12, 1, 2, 3), (7, 8)
WINTER_ROAD, WINTER_MOUNTAIN, HOLIDAYS = 1.1, 1.25, 1.1  # times longer
MARGIN_PERCENT = 15
FARTHEST_KM = 1000  # beyond it people fly: no estimate is better than a drive of two days


def estimated(origin: Spot, target: Spot, day: date | None = None) -> Travel | None:
    """The estimate for a coach on ``day`` (outside every season, when ``None``).

    ``None`` when coordinates are unknown or nobody would drive so far: the way is then unverified.
    """
    if origin.same_as(target):
        return Travel(0, 0.0, "estimate")
    if not (origin.located and target.located):
        return None
    straight = distance_km(origin, target)
    if not straight <= FARTHEST_KM:
        return None
    road = sum(part * detour for part, detour in _pieces(straight, DETOUR))
    high = max(origin.altitude_m or 0, target.altitude_m or 0) >= MOUNTAIN_M
    hours = _hours(road, high) * _season(day, high, _southern(origin))
    return Travel(max(1, math.ceil(60 * hours)), round(road, 1), "estimate", MARGIN_PERCENT)


def _hours(road: float, high: bool) -> float:
    hours = sum(part / speed for part, speed in _pieces(road, CLASSES))
    if not high:
        return hours
    below = _hours(min(road, MOUNTAIN_KM), False)
    return hours - below + max(below, min(road, MOUNTAIN_KM) / MOUNTAIN_KMH)


def _pieces(length: float, steps: Steps) -> Iterator[tuple[float, float]]:
    """The parts of a way, each with the figure of its step."""
    for width, figure in steps:
        part = min(length, width)
        yield part, figure
        length -= part


def _season(day: date | None, high: bool, southern: bool) -> float:
    if day is None:
        return 1.0
    month = (day.month + 5) % 12 + 1 if southern else day.month
    if month in WINTER:
        return WINTER_MOUNTAIN if high else WINTER_ROAD
    return HOLIDAYS if month in SUMMER else 1.0


def _southern(spot: Spot) -> bool:
    return (spot.latitude or 0.0) < 0
