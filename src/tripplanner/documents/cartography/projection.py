"""Degrees to points: north up, the same scale both ways at the middle of the map."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]
"""Longitude and latitude in degrees, or x and y in points."""

KM_PER_DEGREE = 111.32


@dataclass(frozen=True, slots=True)
class Projection:
    """A window of ``width`` × ``height`` pt centred on ``middle`` (degrees), ``scale`` pt per kilometre."""

    width: float
    height: float
    middle: Point
    scale: float

    @classmethod
    def around(
        cls, points: Iterable[Point], width: float, height: float, *, margin: float, least_km: float
    ) -> Projection:
        """The window that holds ``points`` with ``margin`` pt to spare, at least ``least_km`` wide."""
        places = list(points)
        west, east = min(x for x, _ in places), max(x for x, _ in places)
        south, north = min(y for _, y in places), max(y for _, y in places)
        middle = ((west + east) / 2, (south + north) / 2)
        wide = max((east - west) * KM_PER_DEGREE * math.cos(math.radians(middle[1])), 0.001)
        high = max((north - south) * KM_PER_DEGREE, 0.001)
        scale = min((width - 2 * margin) / wide, (height - 2 * margin) / high, width / least_km)
        return cls(width, height, middle, scale)

    def __call__(self, point: Point) -> Point:
        """A place in degrees as x, y in pt from the window's top left corner."""
        x = (point[0] - self.middle[0]) * KM_PER_DEGREE * math.cos(math.radians(self.middle[1]))
        y = (point[1] - self.middle[1]) * KM_PER_DEGREE
        return self.width / 2 + x * self.scale, self.height / 2 - y * self.scale

    def shows(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a point in pt lies in the window, ``margin`` pt inside its edge."""
        x, y = point
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


def distance_km(a: Point, b: Point) -> float:
    """The distance of two places in degrees, flat: good to a per cent within a region."""
    middle = math.radians((a[1] + b[1]) / 2)
    return math.hypot((b[0] - a[0]) * math.cos(middle), b[1] - a[1]) * KM_PER_DEGREE
