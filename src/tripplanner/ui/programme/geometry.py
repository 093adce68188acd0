"""From a plan in minutes and parts of days to pixels, and walking from slot to slot. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from tripplanner.ui.programme.layout import DAY, Piece, Plan

#: Pixels: the strip with the hours, and the gap between a slot and the lines around it.
GUTTER, GAP = 42, 2.0
#: Pixels per hour: what a person may choose, and how far a day shrinks to be seen whole.
LEAST_HOUR, MOST_HOUR, FITTED_HOUR = 40, 96, 34
#: Pixels a plain day is wide at least.
LEAST_DAY = 62


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where a plan stands on a canvas whose origin is the first day's midnight: all 24 hours can be reached.

    ``hour`` is pixels per hour, ``unit`` the width of a plain day, ``lefts`` the left edge per day and, last,
    the right end.
    """

    plan: Plan
    hour: float
    unit: float
    lefts: tuple[float, ...]

    @classmethod
    def fitted(
        cls, plan: Plan, width: float, height: float, hour: float | None = None, letters: float = 1.0
    ) -> Geometry:
        """The plan in a canvas of ``width`` × ``height``; ``hour`` None fits the hours to the height.

        ``letters``: how much larger than usual the letters are; a day and an hour are not smaller than they bear.
        """
        total, least = sum(column.width for column in plan.columns), LEAST_DAY * letters
        unit = max(least, width / total) if total else least
        hours = (plan.hours[1] - plan.hours[0]) / 60
        scale = min(float(MOST_HOUR), max(FITTED_HOUR * letters, height / hours)) if hour is None else hour
        lefts = [0.0]
        for column in plan.columns:
            lefts.append(lefts[-1] + column.width * unit)
        return cls(plan, scale, unit, tuple(lefts))

    @property
    def width(self) -> float:
        return self.lefts[-1]

    @property
    def height(self) -> float:
        return DAY / 60 * self.hour

    @property
    def top(self) -> float:
        """Where the hours begin that hold the programme."""
        return self.y(self.plan.hours[0])

    def y(self, minute: float) -> float:
        """The height of a minute after midnight."""
        return minute / 60 * self.hour

    def box(self, piece: Piece) -> tuple[float, float, float, float]:
        """Left, top, width and height of a rectangle, with its gaps taken off."""
        left, right = self.lefts[piece.day], self.lefts[piece.day + 1]
        wide = right - left
        x = left + wide * piece.left + GAP
        top, bottom = self.y(piece.top), self.y(piece.bottom)
        return x, top + 0.5, max(1.0, wide * (piece.right - piece.left) - 2 * GAP), max(1.0, bottom - top - 1)

    def days_between(self, left: float, right: float) -> range:
        """The days that show between two places across the canvas."""
        return range(self.day_at(left), self.day_at(right) + 1) if self.plan.columns else range(0)

    def day_at(self, x: float) -> int:
        """The day under ``x``, the nearest one outside the canvas."""
        return max(0, min(bisect_right(self.lefts, x) - 1, len(self.plan.columns) - 1))

    def minute_at(self, y: float) -> float:
        """Minutes after midnight at ``y``."""
        return y / self.hour * 60

    def piece_at(self, x: float, y: float) -> Piece | None:
        """The rectangle under a point."""
        for piece in self.plan.by_day.get(self.day_at(x), ()):
            left, top, wide, high = self.box(piece)
            if left <= x < left + wide and top <= y < top + high:
                return piece
        return None


def walk(plan: Plan, key: str, step: str) -> str:
    """The item reached from ``key`` by *up, down, left, right, home, end, first* or *last*; itself at the edge.

    Up and down stay in the day, in the order of time; left and right go to what stands beside, else to the
    item of the day before or after that is nearest in time.
    """
    order = sorted(plan.pieces, key=lambda p: (p.day, p.top, p.left))
    if not order:
        return ""
    here = next((p for p in order if p.key == key and p.first), None)
    if here is None or step in ("first", "last"):
        return order[-1 if step == "last" else 0].key
    day = [p for p in order if p.day == here.day]
    if step in ("home", "end"):
        return day[-1 if step == "end" else 0].key
    if step in ("up", "down"):
        at = day.index(here) + (1 if step == "down" else -1)
        return day[at].key if 0 <= at < len(day) else key
    return _aside(order, here, 1 if step == "right" else -1)


def _aside(order: list[Piece], here: Piece, way: int) -> str:
    beside = [
        p for p in order
        if p.day == here.day and p.key != here.key and (p.left - here.left) * way > 0
        and p.top < here.bottom and here.top < p.bottom
    ]  # fmt: skip
    if beside:
        return min(beside, key=lambda p: (abs(p.left - here.left), abs(p.top - here.top))).key
    days = sorted({p.day for p in order if (p.day - here.day) * way > 0}, reverse=way < 0)
    if not days:
        return here.key
    there = [p for p in order if p.day == days[0]]
    return min(there, key=lambda p: (_distance(p, here), p.left * way)).key


def _distance(one: Piece, other: Piece) -> float:
    """Minutes between two rectangles; overlapping ones are nearest by their starts."""
    apart = max(0, one.top - other.bottom, other.top - one.bottom)
    return apart * 10_000 + abs(one.top - other.top)
