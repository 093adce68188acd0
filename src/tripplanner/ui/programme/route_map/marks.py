"""Where stops, names and ways stand at one scale: combined where they would cover each other. No Qt.

Everything is in pixels of the sheet (see :mod:`.camera`), so that moving the map changes nothing here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tripplanner.ui.programme.route_map.camera import Camera, Point
from tripplanner.ui.programme.route_map.content import Stop, Way

#: Stops nearer than this are drawn as one; fanned out they stand as far apart as this.
NEAR, APART = 26.0, 36.0
#: How many fanned stops the first ring takes, and how far out it lies at least.
FIRST_RING, RING = 8, 34.0
#: Between the lines of groups that go the same way.
LANE = 5.0

Box = tuple[float, float, float, float]
"""Left, top, width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several stops as one sign at ``x``, ``y``; ``home`` is where they are, if the sign stands beside it.

    ``days`` and ``numbers`` are those of its stops, in order.
    """

    keys: tuple[str, ...]
    x: float
    y: float
    days: tuple[int, ...]
    numbers: tuple[int, ...]
    home: Point | None = None

    @property
    def one_day(self) -> bool:
        return len(set(self.days)) == 1


def marks(stops: Sequence[Stop], camera: Camera, chosen: str = "") -> list[Mark]:
    """The signs at the camera's scale; those that share their sign with the ``chosen`` stop are fanned out."""
    found: list[Mark] = []
    for at, together in _heaps(stops, camera):
        if len(together) > 1 and any(stop.key == chosen for stop in together):
            found += _fanned(at, together)
        else:
            found.append(_mark(at, together))
    return found


def _heaps(stops: Sequence[Stop], camera: Camera) -> list[tuple[Point, list[Stop]]]:
    """Stops that would cover each other, around the first of them; cells keep the search short."""
    heaps: list[tuple[Point, list[Stop]]] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for stop in stops:
        x, y = at = camera.sheet(stop.at)
        column, line = math.floor(x / NEAR), math.floor(y / NEAR)
        around = ((column + i, line + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        near = [n for cell in around for n in cells.get(cell, ()) if math.dist(heaps[n][0], at) < NEAR]
        if near:
            heaps[min(near, key=lambda n: math.dist(heaps[n][0], at))][1].append(stop)
        else:
            cells.setdefault((column, line), []).append(len(heaps))
            heaps.append((at, [stop]))
    return heaps


def _mark(at: Point, stops: Sequence[Stop], home: Point | None = None) -> Mark:
    keys = tuple(stop.key for stop in stops)
    return Mark(keys, *at, tuple(stop.day for stop in stops), tuple(stop.number for stop in stops), home)


def _fanned(at: Point, stops: Sequence[Stop]) -> list[Mark]:
    offsets = fan(len(stops))
    return [_mark((at[0] + dx, at[1] + dy), [stop], at) for stop, (dx, dy) in zip(stops, offsets, strict=True)]


def fan(count: int) -> list[Point]:
    """Offsets for signs around one place, clockwise from the top, in rings as many as they need."""
    places: list[Point] = []
    first = min(count, FIRST_RING)
    radius = max(RING, APART / (2 * math.sin(math.pi / first))) if first > 1 else RING
    while len(places) < count:
        room = first if not places else int(math.pi / math.asin(APART / 2 / radius))
        here = min(room, count - len(places))
        angles = [2 * math.pi * n / here - math.pi / 2 for n in range(here)]
        places += [(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]
        radius += APART
    return places


def runs(numbers: Iterable[int]) -> str:
    """``3``, ``3–5``, ``1·3–5``; more than two runs are told by their ends: ``1…9``."""
    ordered = sorted(set(numbers))
    found: list[list[int]] = []
    for number in ordered:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    if len(found) > 2:
        return f"{ordered[0]}…{ordered[-1]}"
    return "·".join(_run(run) for run in found)


def _run(run: Sequence[int]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}{'–' if len(run) > 2 else '·'}{run[-1]}"


def label(mark: Mark, whole: bool, days: Callable[[str], str]) -> str:
    """What stands in a sign: the stop of the day; on a map of the whole trip the day before it, ``3.2``.

    :param days: says which days of the trip are meant: ``D1–3``.
    """
    if not whole:
        return runs(mark.numbers)
    if not mark.one_day:
        return days(runs(mark.days))
    return f"{mark.days[0]}.{runs(mark.numbers)}"


# --- ways ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lane:
    """Ways drawn as one line, ``shift`` pixels beside the way itself where several groups take it."""

    keys: tuple[str, ...]
    start: Point
    end: Point
    groups: tuple[str, ...]
    estimate: bool
    shift: float = 0.0


@dataclass
class _Road:
    ends: tuple[Point, Point]
    users: dict[tuple[tuple[str, ...], bool], list[str]] = field(default_factory=dict)


def lanes(ways: Sequence[Way]) -> list[Lane]:
    """Each stretch once for those who take it, whatever the direction and the day; groups side by side."""
    roads: dict[tuple[Point, Point], _Road] = {}
    for way in ways:
        ends = (min(way.start, way.end), max(way.start, way.end))
        users = roads.setdefault(ends, _Road(ends)).users
        users.setdefault((way.groups, way.estimate), []).append(way.key)
    return [lane for road in roads.values() for lane in _side_by_side(road)]


def _side_by_side(road: _Road) -> Iterable[Lane]:
    parties = list(dict.fromkeys(groups for groups, _estimate in road.users))
    for (groups, estimate), keys in road.users.items():
        shift = (parties.index(groups) - (len(parties) - 1) / 2) * LANE
        yield Lane(tuple(key for key in keys if key), *road.ends, groups, estimate, shift)


def shifted(points: Sequence[Point], by: float) -> list[Point]:
    """A line beside a line, ``by`` pixels to its left (screen coordinates, y down)."""
    if not by or len(points) < 2:
        return list(points)
    slopes = [_normal(a, b) for a, b in pairwise(points)]
    at_points = [slopes[0], *((_mean(a, b)) for a, b in pairwise(slopes)), slopes[-1]]
    return [(x + nx * by, y + ny * by) for (x, y), (nx, ny) in zip(points, at_points, strict=True)]


def _normal(a: Point, b: Point) -> Point:
    length = math.dist(a, b) or 1.0
    return (b[1] - a[1]) / length, (a[0] - b[0]) / length


def _mean(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def part_way(points: Sequence[Point], part: float) -> Point:
    """The place after a part (0 to 1) of a line's length."""
    left = part * sum(math.dist(a, b) for a, b in pairwise(points))
    for a, b in pairwise(points):
        length = math.dist(a, b)
        if length and left <= length:
            return a[0] + (b[0] - a[0]) * left / length, a[1] + (b[1] - a[1]) * left / length
        left -= length
    return points[-1]


def distance_to(at: Point, points: Sequence[Point]) -> float:
    """How far a pixel is from a line."""
    return min((_to_segment(at, a, b) for a, b in pairwise(points)), default=math.inf)


def _to_segment(at: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    part = 0.0 if not length else max(0.0, min(1.0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length))
    return math.dist(at, (a[0] + part * dx, a[1] + part * dy))


# --- names -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words of ``width`` × ``height`` for something at ``at`` that reaches ``reach`` pixels around it.

    ``centred``: over the place itself (a lake), else beside it.
    """

    at: Point
    width: float
    height: float
    reach: float = 0.0
    centred: bool = False


def placed(wanted: Sequence[Wanted], taken: Iterable[Box]) -> list[Box | None]:
    """Where each name stands, the first named first: beside its place, over no sign and no other name.

    ``None`` where it finds no room.
    """
    full = _Full()
    for box in taken:
        full.add(box)
    found: list[Box | None] = []
    for name in wanted:
        free = next((box for box in _candidates(name) if not full.meets(box)), None)
        if free is not None:
            full.add(free)
        found.append(free)
    return found


def _candidates(name: Wanted) -> Iterable[Box]:
    x, y = name.at
    wide, high, gap = name.width, name.height, name.reach + 3
    if name.centred:
        yield x - wide / 2, y - high / 2, wide, high
        return
    yield x + gap, y - high / 2, wide, high
    yield x - gap - wide, y - high / 2, wide, high
    yield x - wide / 2, y - gap - high, wide, high
    yield x - wide / 2, y + gap, wide, high


class _Full:
    """Boxes that are taken, in cells: asking costs the same however many there are."""

    CELL = 96.0

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for cell in self._over(box):
            self._cells.setdefault(cell, []).append(box)

    def meets(self, box: Box) -> bool:
        left, top, wide, high = box
        return any(
            left < x + w and x < left + wide and top < y + h and y < top + high
            for cell in self._over(box)
            for x, y, w, h in self._cells.get(cell, ())
        )

    def _over(self, box: Box) -> Iterable[tuple[int, int]]:
        left, top, wide, high = box
        columns = range(math.floor(left / self.CELL), math.floor((left + wide) / self.CELL) + 1)
        lines = range(math.floor(top / self.CELL), math.floor((top + high) / self.CELL) + 1)
        return ((column, line) for column in columns for line in lines)
