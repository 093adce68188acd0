"""Where names go on a map: right, left, above, below their place, then at the end of a short leader."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tripplanner.documents.typesetting.geo import Point

LONGEST_LEADER = 26.0
_GAP = 2.5
_TRIED = (14.0, 20.0, LONGEST_LEADER)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that wants a name of ``width`` × ``height`` pt; ``radius`` of its sign; ``inside``: centred on it."""

    x: float
    y: float
    radius: float
    width: float
    height: float
    inside: bool = False


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
        """A free place for a name, clear of lines where that can be; None where there is none."""
        candidates = [found for found in _candidates(spot) if self._free(found, spot)]
        if not candidates:
            return None
        clear = next((found for found in candidates if not self._crossed(found, spot)), None)
        best = clear or next((found for found in candidates if found.leader is None), candidates[0])
        self.block(best.x, best.y, spot.width, spot.height)
        return best

    def _free(self, found: Found, spot: Spot) -> bool:
        left, top, right, bottom = found.x, found.y, found.x + spot.width, found.y + spot.height
        if left < 2 or top < 2 or right > self._width - 2 or bottom > self._height - 2:
            return False
        return not any(left < x2 and x1 < right and top < y2 and y1 < bottom for x1, y1, x2, y2 in self._taken)

    def _crossed(self, found: Found, spot: Spot) -> bool:
        return self.crossings(found.x, found.y, spot.width, spot.height) > 0

    def crossings(self, x: float, y: float, w: float, h: float) -> int:
        """How much of the lines runs through an area: points every 3 pt."""
        first, last = bisect_right(self._points, (x,)), bisect_left(self._points, (x + w,))
        return sum(y < dot < y + h for _, dot in self._points[first:last])


def _candidates(spot: Spot) -> Iterator[Found]:
    x, y, w, h = spot.x, spot.y, spot.width, spot.height
    away = spot.radius + _GAP
    if spot.inside:
        for dy in (0.0, -h, h, -2 * h, 2 * h):
            for dx in (0.0, w / 2, -w / 2):
                yield Found(x - w / 2 + dx, y - h / 2 + dy, "center")
        return
    yield Found(x + away, y - h / 2, "left")
    yield Found(x - away - w, y - h / 2, "right")
    yield Found(x - w / 2, y - away - h, "center")
    yield Found(x - w / 2, y + away, "center")
    for distance in _TRIED:
        for step in range(8):
            yield _at_leader(spot, distance, step * math.pi / 4 - math.pi / 4)


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
