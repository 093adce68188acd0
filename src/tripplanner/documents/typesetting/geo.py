"""From degrees to points on paper: projection, smooth curves, bounds. Pure geometry."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tripplanner.documents.typesetting.marks import PathOp

Point = tuple[float, float]
KM_PER_DEGREE = 111.32


@dataclass(frozen=True, slots=True)
class Bounds:
    """West, south, east, north in degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Iterable[Point], margin_km: float = 8.0, least_km: float = 12.0) -> Bounds:
        """The bounds of ``(longitude, latitude)`` points with a margin, at least ``least_km`` wide and high."""
        found = list(points)
        if not found:
            raise ValueError("no points to bound")
        longitudes, latitudes = zip(*found, strict=True)
        middle = (min(latitudes) + max(latitudes)) / 2
        cos = max(0.05, math.cos(math.radians(middle)))
        x, y = (min(longitudes) + max(longitudes)) / 2, middle
        half_y = max((max(latitudes) - min(latitudes)) / 2 + margin_km / KM_PER_DEGREE, least_km / 2 / KM_PER_DEGREE)
        wide = (max(longitudes) - min(longitudes)) / 2 + margin_km / KM_PER_DEGREE / cos
        half_x = max(wide, least_km / 2 / KM_PER_DEGREE / cos)
        return cls(x - half_x, y - half_y, x + half_x, y + half_y)


@dataclass(frozen=True, slots=True)
class Projection:
    """Local equirectangular, north up: one scale in both directions at the middle latitude of the frame."""

    longitude: float
    latitude: float
    pt_per_km: float
    width: float
    height: float

    @classmethod
    def fit(cls, bounds: Bounds, width: float, height: float) -> Projection:
        """The largest scale at which ``bounds`` lie inside a frame of ``width`` × ``height`` pt, centred."""
        latitude = (bounds.south + bounds.north) / 2
        wide = (bounds.east - bounds.west) * KM_PER_DEGREE * math.cos(math.radians(latitude))
        high = (bounds.north - bounds.south) * KM_PER_DEGREE
        scale = min(width / wide, height / high)
        return cls((bounds.west + bounds.east) / 2, latitude, scale, width, height)

    def __call__(self, longitude: float, latitude: float) -> Point:
        """Degrees to pt from the frame's top left corner."""
        per_degree = KM_PER_DEGREE * self.pt_per_km
        x = (longitude - self.longitude) * per_degree * math.cos(math.radians(self.latitude))
        return self.width / 2 + x, self.height / 2 - (latitude - self.latitude) * per_degree

    def line(self, points: Iterable[Point]) -> list[Point]:
        down = KM_PER_DEGREE * self.pt_per_km
        across = down * math.cos(math.radians(self.latitude))
        x, y = self.width / 2 - self.longitude * across, self.height / 2 + self.latitude * down
        return [(x + longitude * across, y - latitude * down) for longitude, latitude in points]


def thinned(points: Sequence[Point], least: float = 0.7) -> list[Point]:
    """Points closer than ``least`` pt to the one before left out, the last one kept."""
    kept = list(points[:1])
    for point in points[1:]:
        if math.dist(point, kept[-1]) >= least:
            kept.append(point)
    if len(points) > 1 and kept[-1] != points[-1]:
        kept.append(points[-1])
    return kept


def within(points: Sequence[Point], width: float, height: float, slack: float = 40.0) -> list[list[Point]]:
    """The stretches of a line that come near a frame: segments wholly to one side of it are dropped."""
    parts: list[list[Point]] = []
    current: list[Point] = []
    sides = [_sides(x, y, -slack, width + slack, height + slack) for x, y in points]
    for n, (a, b) in enumerate(pairwise(points)):
        if sides[n] & sides[n + 1]:
            if current:
                parts.append(current)
            current = []
        elif current:
            current.append(b)
        else:
            current = [a, b]
    return [*parts, current] if current else parts


def _sides(x: float, y: float, least: float, right: float, bottom: float) -> int:
    """On which sides of a frame a point lies, one bit each."""
    across = 1 if x < least else 2 if x > right else 0
    return across + (4 if y < least else 8 if y > bottom else 0)


def clipped(points: Sequence[Point], width: float, height: float) -> list[Point]:
    """What a frame shows of an area (Sutherland–Hodgman); empty when that is nothing."""
    area = list(points)
    for axis, edge, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        kept: list[Point] = []
        for a, b in zip([*area[-1:], *area[:-1]], area, strict=True):
            start, end = sign * (a[axis] - edge), sign * (b[axis] - edge)
            if (start < 0) != (end < 0):
                part = start / (start - end)
                kept.append((a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part))
            if end >= 0:
                kept.append(b)
        area = kept
    return area


def centre(area: Sequence[Point]) -> tuple[float, float, float]:
    """The centre of gravity of an area, and its size in pt²; (0, 0, 0) of one without any."""
    twice = x = y = 0.0
    for (ax, ay), (bx, by) in zip(area, [*area[1:], *area[:1]], strict=True):
        cross = ax * by - bx * ay
        twice, x, y = twice + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return (x / (3 * twice), y / (3 * twice), abs(twice) / 2) if twice else (0.0, 0.0, 0.0)


def contains(area: Sequence[Point], x: float, y: float) -> bool:
    """Whether a point lies in an area."""
    inside = False
    for (ax, ay), (bx, by) in zip(area, [*area[1:], *area[:1]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def smooth(points: Sequence[Point], *, closed: bool = False) -> tuple[PathOp, ...]:
    """A curve through ``points`` (Catmull–Rom as Bézier curves)."""
    nodes = list(points)
    if closed and len(nodes) > 1 and nodes[0] == nodes[-1]:
        nodes.pop()
    if len(nodes) < 3:
        return straight(nodes)
    ops: list[PathOp] = [("M", nodes[0])]
    around = [nodes[-1], *nodes, *nodes[:2]] if closed else [nodes[0], *nodes, nodes[-1]]
    for (px, py), (ax, ay), (bx, by), (nx, ny) in zip(around, around[1:], around[2:], around[3:], strict=False):
        one = (ax + (bx - px) / 6, ay + (by - py) / 6)
        two = (bx - (nx - ax) / 6, by - (ny - ay) / 6)
        ops.append(("C", (*one, *two, bx, by)))
    if closed:
        ops.append(("Z", ()))
    return tuple(ops)


def straight(points: Sequence[Point]) -> tuple[PathOp, ...]:
    """Straight lines through ``points``."""
    return tuple(("L" if i else "M", point) for i, point in enumerate(points))


def spread(points: Sequence[Point], least: float, width: float, height: float, edge: float) -> list[Point]:
    """Points pushed apart until none is closer than ``least`` pt to another, kept ``edge`` pt inside the frame."""
    places = [list(_inside(point, width, height, edge)) for point in points]
    for _ in range(200):
        moved = False
        for i in range(len(places)):
            for j in range(i):
                moved |= _push(places[i], places[j], least, i + j)
        for place in places:
            place[0], place[1] = _inside((place[0], place[1]), width, height, edge)
        if not moved:
            break
    return [(x, y) for x, y in places]


def _inside(point: Point, width: float, height: float, edge: float) -> Point:
    return min(max(point[0], edge), max(edge, width - edge)), min(max(point[1], edge), max(edge, height - edge))


def _push(a: list[float], b: list[float], least: float, seed: int) -> bool:
    """Move two places apart along the line between them; True when they were too close."""
    dx, dy = a[0] - b[0], a[1] - b[1]
    distance = math.hypot(dx, dy)
    if distance >= least - 0.01:
        return False
    if distance < 0.01:
        dx, dy, distance = math.cos(seed), math.sin(seed), 1.0
        gap = least / 2
    else:
        gap = (least - distance) / 2 + 0.02
    for place, sign in ((a, 1), (b, -1)):
        place[0] += sign * dx / distance * gap
        place[1] += sign * dy / distance * gap
    return True


def scale_length(km_across: float) -> float:
    """A round length (1, 2, 5 × 10ⁿ km) for a scale bar of about a seventh of the frame."""
    target = km_across / 7
    power = 10 ** math.floor(math.log10(target))
    return max(step * power for step in (1, 2, 5) if step * power <= target * 1.001)
