"""Lines through points as smooth curves."""

from __future__ import annotations

from collections.abc import Sequence

from tripplanner.documents.cartography.projection import Point
from tripplanner.documents.typesetting.marks import PathOp, Shape


def smooth(points: Sequence[Point], *, closed: bool = False) -> tuple[PathOp, ...]:
    """A curve through ``points`` (Catmull–Rom as Béziers); closed for an area."""
    if len(points) < 3:
        return straight(points)
    if closed and points[0] == points[-1]:
        points = points[:-1]
    count = len(points)
    ops: list[PathOp] = [("M", points[0])]
    for i in range(count if closed else count - 1):
        before, start, end, after = (_at(points, i + step, closed) for step in (-1, 0, 1, 2))
        one = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        two = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        ops.append(("C", (*one, *two, *end)))
    return (*ops, ("Z", ())) if closed else tuple(ops)


def straight(points: Sequence[Point]) -> tuple[PathOp, ...]:
    """The same without smoothing: surveyed lines have points enough."""
    return tuple(("L" if n else "M", point) for n, point in enumerate(points))


def _at(points: Sequence[Point], i: int, closed: bool) -> Point:
    return points[i % len(points)] if closed else points[min(max(i, 0), len(points) - 1)]


def line(
    ops: tuple[PathOp, ...], colour: str, width: float, *, dash: tuple[float, ...] = (), kind: str = "map"
) -> Shape:
    """A stroked path."""
    return Shape(ops, 0, 0, 0, 0, None, colour, width, dash, 1, kind)


def area(ops: tuple[PathOp, ...], fill: str, stroke: str | None = None, width: float = 0.0) -> Shape:
    """A filled path."""
    return Shape(ops, 0, 0, 0, 0, fill, stroke, width, (), 1, "map")
