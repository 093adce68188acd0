"""Where names stand on a map: beside their place, clear of each other, of discs and of the route."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tripplanner.documents.cartography.projection import Point

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pt."""

LEADER = 26.0


@dataclass
class Taken:
    """The parts of the map that are occupied, inside a frame of ``width`` × ``height`` pt."""

    width: float
    height: float
    boxes: list[Box] = field(default_factory=list[Box])
    dots: list[Point] = field(default_factory=list[Point])

    def add(self, box: Box) -> None:
        self.boxes.append(box)

    def add_line(self, points: Sequence[Point], step: float = 3.0) -> None:
        """Points of a line every ``step`` pt are things to keep clear of."""
        for (ax, ay), (bx, by) in pairwise(points):
            count = max(1, int(max(abs(bx - ax), abs(by - ay)) / step))
            self.dots += [(ax + (bx - ax) * i / count, ay + (by - ay) * i / count) for i in range(count + 1)]

    def cost(self, box: Box) -> float:
        """How bad a label would be there: 0 is free, 1,000 and more is on another label or off the map."""
        left, top, right, bottom = box
        if left < 3 or top < 3 or right > self.width - 3 or bottom > self.height - 3:
            return 5000.0
        cost = sum(1000.0 for other in self.boxes if _meets(box, other))
        return cost + sum(6.0 for x, y in self.dots if left - 1 < x < right + 1 and top - 1 < y < bottom + 1)


def _meets(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@dataclass(frozen=True, slots=True)
class Spot:
    """A chosen place for a label: its box, its alignment, and whether a leader joins it to its point."""

    box: Box
    align: str
    leader: bool = False


def place(taken: Taken, at: Point, width: float, height: float, clear: float) -> Spot | None:
    """The best free place for a label of this size around ``at``, ``clear`` pt off it; ``None`` when crowded out."""
    spots = [*_beside(at, width, height, clear), *_led(at, width, height)]
    costs = [(taken.cost(spot.box) + n * 2.0 + (20.0 if spot.leader else 0.0), n) for n, spot in enumerate(spots)]
    best, number = min(costs)
    if best >= 1000.0:
        return None
    taken.add(spots[number].box)
    return spots[number]


def place_free(taken: Taken, around: Point, width: float, height: float, tries: Iterable[Point]) -> Box | None:
    """A place for the name of an area: centred on it, else on one of ``tries``; ``None`` when all are taken."""
    for x, y in (around, *tries):
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if taken.cost(box) < 13.0:
            taken.add(box)
            return box
    return None


def _beside(at: Point, w: float, h: float, clear: float) -> list[Spot]:
    """Right, left, above, below, then the corners."""
    x, y = at
    return [
        Spot((x + clear, y - h / 2, x + clear + w, y + h / 2), "left"),
        Spot((x - clear - w, y - h / 2, x - clear, y + h / 2), "right"),
        Spot((x - w / 2, y - clear - h, x + w / 2, y - clear), "center"),
        Spot((x - w / 2, y + clear, x + w / 2, y + clear + h), "center"),
        Spot((x + clear * 0.7, y - clear * 0.7 - h, x + clear * 0.7 + w, y - clear * 0.7), "left"),
        Spot((x + clear * 0.7, y + clear * 0.7, x + clear * 0.7 + w, y + clear * 0.7 + h), "left"),
        Spot((x - clear * 0.7 - w, y - clear * 0.7 - h, x - clear * 0.7, y - clear * 0.7), "right"),
        Spot((x - clear * 0.7 - w, y + clear * 0.7, x - clear * 0.7, y + clear * 0.7 + h), "right"),
    ]


def _led(at: Point, w: float, h: float) -> list[Spot]:
    """The same farther away, with a leader."""
    x, y = at
    far = LEADER * 0.75
    return [
        Spot((x + far, y - far - h, x + far + w, y - far), "left", leader=True),
        Spot((x - far - w, y - far - h, x - far, y - far), "right", leader=True),
        Spot((x + far, y + far, x + far + w, y + far + h), "left", leader=True),
        Spot((x - far - w, y + far, x - far, y + far + h), "right", leader=True),
        Spot((x - w / 2, y - LEADER - h, x + w / 2, y - LEADER), "center", leader=True),
        Spot((x - w / 2, y + LEADER, x + w / 2, y + LEADER + h), "center", leader=True),
    ]
