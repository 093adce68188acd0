"""Where names go on a map: right, left, above, below their place, then at the end of a short leader."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tripplanner.documents.typesetting.geo import Point, centre, contains

LONGEST_LEADER = 26.0
_GAP = 2.5
_TRIED = (14.0, 20.0, LONGEST_LEADER)
_WHITE = 2.0
"""Between the name of an area and whatever else is there."""
_NEAR = 4.0
"""So close to its shore the name of a lake may stand beside it."""
_RINGS = tuple(
    (dx * ring / 5, dy * ring / 3)
    for ring in range(7)
    for dx, dy in ((0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (-1, 1), (1, 1), (-1, -1))[: 8 if ring else 1]
)
"""Where the middle of an area's name is tried, from the area's middle outwards, in widths and heights of the name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that wants a name of ``width`` × ``height`` pt; ``radius`` of its sign."""

    x: float
    y: float
    radius: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Found:
    """Top left corner of a name, how its lines stand (left, right, center), and where a leader ends (or None)."""

    x: float
    y: float
    align: str
    leader: Point | None = None


Area = tuple[float, float, float, float]


class Labeller:
    """Places names one after the other (the important ones first) in a frame of ``width`` × ``height`` pt."""

    def __init__(self, width: float, height: float, lines: Sequence[Sequence[Point]] = ()):
        self._width, self._height = width, height
        self._taken: list[Area] = []
        inside = (point for line in lines for point in _dense(line) if 0 < point[0] < width and 0 < point[1] < height)
        self._points = sorted(inside)

    def block(self, x: float, y: float, w: float, h: float) -> None:
        """Keep an area free of names."""
        self._taken.append((x, y, x + w, y + h))

    def place(self, spot: Spot) -> Found | None:
        """A free place for a name, clear of lines where that can be, else across few; None where there is none."""
        best, least = None, math.inf
        for found in self._candidates(spot):
            if self._free(found, spot) and (cost := self._cost(found, spot)) < least:
                best, least = found, cost
                if not cost:
                    break  # none is better, and of equals the first counts
        if best:
            self.block(best.x, best.y, spot.width, spot.height)
        return best

    def place_in(self, area: Sequence[Point], width: float, height: float, *, beside: bool = False) -> Found | None:
        """A place for the name of an area in (``beside``: or along) what is seen of it.

        Clear of lines, signs and names by a little white; None where there is none: such a name is rather left
        out than read across a road.
        """
        x, y, size = centre(area)
        if size < width * height * (0.2 if beside else 0.7):
            return None
        for dx, dy in _RINGS:
            found = Found(x + (dx - 0.5) * width, y + (dy - 0.5) * height, "center")
            if self._clear(found, width, height) and _belongs(area, found, width, height, beside=beside):
                self.block(found.x, found.y, width, height)
                return found
        return None

    def _cost(self, found: Found, spot: Spot) -> int:
        """How much of the lines runs through a name there; a leader through a line costs as much as a few points."""
        crossed = self.crossings(found.x, found.y, spot.width, spot.height)
        if found.leader is None:
            return crossed
        # Past the sign, where roads meet, and up to the words.
        (x, y), parts = found.leader, (0.6, 0.8, 1.0)
        dots = [(spot.x + (x - spot.x) * part, spot.y + (y - spot.y) * part) for part in parts]
        return crossed + 3 * sum(self.crossings(at - 1.6, level - 1.6, 3.2, 3.2) > 0 for at, level in dots)

    def _clear(self, found: Found, width: float, height: float) -> bool:
        left, top, wide, high = found.x - _WHITE, found.y - _WHITE, width + 2 * _WHITE, height + 2 * _WHITE
        return self._unused(left, top, left + wide, top + high) and not self.crossings(left, top, wide, high)

    def _free(self, found: Found, spot: Spot) -> bool:
        return self._unused(found.x, found.y, found.x + spot.width, found.y + spot.height)

    def _unused(self, left: float, top: float, right: float, bottom: float) -> bool:
        if left < 2 or top < 2 or right > self._width - 2 or bottom > self._height - 2:
            return False
        return not any(left < x2 and x1 < right and top < y2 and y1 < bottom for x1, y1, x2, y2 in self._taken)

    def crossings(self, x: float, y: float, w: float, h: float) -> int:
        """How much of the lines runs through an area: points every 3 pt."""
        first, last = bisect_right(self._points, (x,)), bisect_left(self._points, (x + w,))
        return sum(y < dot < y + h for _, dot in self._points[first:last])

    def _candidates(self, spot: Spot) -> Iterator[Found]:
        x, y, w, h = spot.x, spot.y, spot.width, spot.height
        away = spot.radius + _GAP
        yield Found(x + away, y - h / 2, "left")
        yield Found(x - away - w, y - h / 2, "right")
        for level in (y - away - h, y + away):
            yield self._held(Found(x - w / 2, level, "center"), w)
        corner = away * 0.75
        for level in (y - corner - h, y + corner):
            yield Found(x + corner, level, "left")
            yield Found(x - corner - w, level, "right")
        for distance in _TRIED:
            for step in range(8):
                yield self._held(_at_leader(spot, distance, step * math.pi / 4 - math.pi / 4), w)

    def _held(self, found: Found, width: float) -> Found:
        """A name above or below its place, moved sideways so far that the frame holds it."""
        if found.align != "center":
            return found
        most = self._width - 2.0 - width
        if found.x < 2.0:
            return replace(found, x=2.0, align="left")
        return replace(found, x=most, align="right") if found.x > most else found


def _at_leader(spot: Spot, distance: float, angle: float) -> Found:
    end = (spot.x + distance * math.cos(angle), spot.y + distance * math.sin(angle))
    w, h = spot.width, spot.height
    if abs(math.cos(angle)) < 0.1:
        return Found(end[0] - w / 2, end[1] - (h if end[1] < spot.y else 0.0), "center", end)
    if end[0] > spot.x:
        return Found(end[0] + 1.5, end[1] - h / 2, "left", end)
    return Found(end[0] - 1.5 - w, end[1] - h / 2, "right", end)


def _dense(line: Sequence[Point], step: float = 3.0) -> list[Point]:
    """Points every ``step`` pt along a line."""
    points: list[Point] = []
    for (ax, ay), (bx, by) in pairwise(line):
        count = max(1, math.ceil(math.dist((ax, ay), (bx, by)) / step))
        points += [(ax + (bx - ax) * i / count, ay + (by - ay) * i / count) for i in range(count)]
    return points


def _belongs(area: Sequence[Point], found: Found, width: float, height: float, *, beside: bool) -> bool:
    """Whether a name there is read as the area's: its middle lies inside, or it stands along the outline."""
    if contains(area, found.x + width / 2, found.y + height / 2):
        return True
    left, top, right, bottom = found.x - _NEAR, found.y - _NEAR, found.x + width + _NEAR, found.y + height + _NEAR
    return beside and any(left < x < right and top < y < bottom for x, y in _dense([*area, *area[:1]], 6.0))
