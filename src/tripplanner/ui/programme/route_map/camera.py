"""From degrees to the pixels of a map one can move and zoom. Pure geometry, no Qt.

North is up and one scale holds in both directions, at a latitude that stays the same while one moves: moving a
map is then a shift of what was drawn. A *sheet* is the whole world at one scale; a *view* the part of it on screen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

Point = tuple[float, float]
"""Longitude and latitude in degrees (WGS 84), or x and y in pixels."""

KM_PER_DEGREE = 111.32
#: Pixels per degree of latitude: the world in a small window, and four kilometres across a large one.
FARTHEST, NEAREST = 2.5, 400 * KM_PER_DEGREE
#: What a fitted map shows at least, in kilometres, and its margin in pixels: names need room.
LEAST_KM, MARGIN = 8.0, 56.0
LATITUDE = 85.0


@dataclass(frozen=True, slots=True)
class Camera:
    """``across`` is the cosine of the latitude of reference, ``scale`` pixels per degree of latitude.

    ``x`` and ``y`` are the sheet's pixels in the middle of a view of ``width`` × ``height``.
    """

    across: float = 0.7
    scale: float = 60.0
    x: float = 0.0
    y: float = 0.0
    width: float = 1.0
    height: float = 1.0

    @classmethod
    def fit(cls, points: Iterable[Point], width: float, height: float) -> Camera:
        """The nearest look that shows all points; the Alps, of which there is a ground, where there are none."""
        found = list(points) or [(5.0, 44.7), (7.8, 46.7)]
        longitudes, latitudes = zip(*found, strict=True)
        west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
        across = max(0.05, math.cos(math.radians((south + north) / 2)))
        least = LEAST_KM / KM_PER_DEGREE
        wide, high = max((east - west) * across, least), max(north - south, least)
        scale = min(max(1.0, width - 2 * MARGIN) / wide, max(1.0, height - 2 * MARGIN) / high)
        scale = max(FARTHEST, min(NEAREST, scale))
        x, y = (west + east) / 2 * across * scale, -(south + north) / 2 * scale
        return cls(across, scale, x, y, width, height)

    @property
    def pixels_per_km(self) -> float:
        return self.scale / KM_PER_DEGREE

    def sheet(self, point: Point) -> Point:
        """A place in the pixels of the sheet."""
        return point[0] * self.across * self.scale, -point[1] * self.scale

    def view(self, point: Point) -> Point:
        """A place in the pixels of the view."""
        return self.shown(self.sheet(point))

    def shown(self, at: Point) -> Point:
        """Pixels of the sheet as pixels of the view."""
        return at[0] - self.x + self.width / 2, at[1] - self.y + self.height / 2

    def line(self, points: Iterable[Point]) -> list[Point]:
        """Places in the pixels of the view."""
        right, down = self.across * self.scale, self.scale
        left, top = self.width / 2 - self.x, self.height / 2 - self.y
        return [(left + longitude * right, top - latitude * down) for longitude, latitude in points]

    def degrees(self, x: float, y: float) -> Point:
        """The place at a pixel of the view."""
        across, down = x + self.x - self.width / 2, y + self.y - self.height / 2
        return across / self.across / self.scale, -down / self.scale

    def moved(self, right: float, down: float) -> Camera:
        """The view shifted by pixels over the sheet; the middle stays on the earth."""
        return self._at(self.x + right, self.y + down)

    def zoomed(self, factor: float, x: float | None = None, y: float | None = None) -> Camera:
        """Nearer (``factor`` above 1) or farther; what is at a pixel of the view (its middle) stays there."""
        x, y = self.width / 2 if x is None else x, self.height / 2 if y is None else y
        scale = max(FARTHEST, min(NEAREST, self.scale * factor))
        held = self.degrees(x, y)
        nearer = replace(self, scale=scale)
        now_x, now_y = nearer.view(held)
        return nearer.moved(now_x - x, now_y - y)

    def resized(self, width: float, height: float) -> Camera:
        """Another size of the view, with the same middle."""
        return replace(self, width=width, height=height)

    def showing(self, at: Point, margin: float = MARGIN) -> Camera:
        """Moved as little as brings pixels of the sheet into the view."""
        x, y = self.shown(at)
        room_x, room_y = min(margin, self.width / 2), min(margin, self.height / 2)
        return self.moved(_beyond(x, room_x, self.width - room_x), _beyond(y, room_y, self.height - room_y))

    def _at(self, x: float, y: float) -> Camera:
        wide, high = 180 * self.across * self.scale, LATITUDE * self.scale
        return replace(self, x=max(-wide, min(wide, x)), y=max(-high, min(high, y)))


def _beyond(value: float, least: float, most: float) -> float:
    """How far a value lies outside of a range."""
    return value - least if value < least else max(0.0, value - most)
