"""Reads the drawing elements of an SVG icon as path operations (moves, lines, Bézier curves, closes).

Only what stroke icons hold: ``path circle ellipse rect line polyline polygon``
without transforms. Coordinates stay those of the file (y downwards).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from tripplanner.documents.typesetting.marks import PathOp

# Our own icons are plain enough for this; an XML parser would cost more time than all the drawing.
_ELEMENT = re.compile(r"<([a-z]+)\b([^<>]*)>")
_ATTRIBUTE = re.compile(r'([a-z0-9-]+)\s*=\s*"([^"]*)"')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TOKEN = re.compile(r"([A-Za-z])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_ARC_FLAGS = re.compile(r"\s*,?\s*([01])\s*,?\s*([01])")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
Point = tuple[float, float]


def icon_paths(svg: str) -> tuple[PathOp, ...]:
    """All drawing elements of an icon as one list of path operations."""
    ops: list[PathOp] = []
    for name, attributes in _ELEMENT.findall(_COMMENT.sub("", svg)):
        reader = _READERS.get(name)
        if reader:
            ops += reader(dict(_ATTRIBUTE.findall(attributes)))
    return tuple(ops)


def path(data: str) -> list[PathOp]:
    """The ``d`` attribute of a path."""
    return list(_Pen().draw(data))


class _Pen:
    """Follows the commands of a path; remembers what the relative and smooth ones refer to."""

    def __init__(self) -> None:
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.control: Point | None = None
        self.smooth = ""

    def draw(self, data: str) -> Iterator[PathOp]:
        for command, numbers in _commands(data):
            upper = command.upper()
            if command.islower():
                numbers = self._absolute(upper, numbers)
            yield from getattr(self, f"_{upper.lower()}")(*numbers)
            if upper not in "CSQT":
                self.control = None
            self.smooth = upper

    def _absolute(self, upper: str, numbers: list[float]) -> list[float]:
        if upper == "H":
            return [numbers[0] + self.x]
        if upper == "V":
            return [numbers[0] + self.y]
        if upper == "A":
            return [*numbers[:5], numbers[5] + self.x, numbers[6] + self.y]
        return [n + (self.y if i % 2 else self.x) for i, n in enumerate(numbers)]

    def _to(self, x: float, y: float) -> None:
        self.x, self.y = x, y

    def _m(self, x: float, y: float) -> Iterator[PathOp]:
        self.start_x, self.start_y = x, y
        self._to(x, y)
        yield "M", (x, y)

    def _l(self, x: float, y: float) -> Iterator[PathOp]:
        self._to(x, y)
        yield "L", (x, y)

    def _h(self, x: float) -> Iterator[PathOp]:
        yield from self._l(x, self.y)

    def _v(self, y: float) -> Iterator[PathOp]:
        yield from self._l(self.x, y)

    def _z(self) -> Iterator[PathOp]:
        self._to(self.start_x, self.start_y)
        yield "Z", ()

    def _c(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> Iterator[PathOp]:
        yield "C", (x1, y1, x2, y2, x, y)
        self.control = (x2, y2)
        self._to(x, y)

    def _s(self, x2: float, y2: float, x: float, y: float) -> Iterator[PathOp]:
        x1, y1 = self._mirrored("CS")
        yield from self._c(x1, y1, x2, y2, x, y)

    def _q(self, x1: float, y1: float, x: float, y: float) -> Iterator[PathOp]:
        first = (self.x + 2 / 3 * (x1 - self.x), self.y + 2 / 3 * (y1 - self.y))
        second = (x + 2 / 3 * (x1 - x), y + 2 / 3 * (y1 - y))
        yield "C", (*first, *second, x, y)
        self.control = (x1, y1)
        self._to(x, y)

    def _t(self, x: float, y: float) -> Iterator[PathOp]:
        x1, y1 = self._mirrored("QT")
        yield from self._q(x1, y1, x, y)

    def _mirrored(self, after: str) -> Point:
        if self.control is None or self.smooth not in after:
            return self.x, self.y
        return 2 * self.x - self.control[0], 2 * self.y - self.control[1]

    def _a(self, rx: float, ry: float, turn: float, large: float, sweep: float, x: float, y: float) -> Iterator[PathOp]:
        start = (self.x, self.y)
        self._to(x, y)
        yield from arc(start, (x, y), (abs(rx), abs(ry)), math.radians(turn), bool(large), bool(sweep))


def arc(start: Point, end: Point, radii: Point, turn: float, large: bool, sweep: bool) -> Iterator[PathOp]:
    """An elliptical arc as curves (the conversion of SVG 1.1, appendix F.6). ``turn`` in radians."""
    (x1, y1), (x2, y2), (rx, ry) = start, end, radii
    if start == end:
        return
    if not rx or not ry:
        yield "L", end
        return
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (x1 - x2) / 2, (y1 - y2) / 2
    px, py = cos * dx + sin * dy, -sin * dx + cos * dy
    grow = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    square = (rx * ry) ** 2 / ((rx * py) ** 2 + (ry * px) ** 2) - 1
    factor = math.sqrt(max(0.0, square)) * (-1 if large == sweep else 1)
    qx, qy = factor * rx * py / ry, -factor * ry * px / rx
    cx, cy = cos * qx - sin * qy + (x1 + x2) / 2, sin * qx + cos * qy + (y1 + y2) / 2
    first = math.atan2((py - qy) / ry, (px - qx) / rx)
    swept = math.atan2((-py - qy) / ry, (-px - qx) / rx) - first
    if sweep and swept < 0:
        swept += 2 * math.pi
    elif not sweep and swept > 0:
        swept -= 2 * math.pi
    yield from _arc_curves((cx, cy), (rx, ry), (cos, sin), first, swept, end)


def _arc_curves(centre: Point, radii: Point, turn: Point, first: float, swept: float, end: Point) -> Iterator[PathOp]:
    (cx, cy), (rx, ry), (cos, sin) = centre, radii, turn
    pieces = max(1, math.ceil(abs(swept) / (math.pi / 2) - 1e-9))
    step = swept / pieces
    k = 4 / 3 * math.tan(step / 4)

    def at(ux: float, uy: float) -> Point:
        return cx + cos * rx * ux - sin * ry * uy, cy + sin * rx * ux + cos * ry * uy

    for n in range(pieces):
        a, b = first + n * step, first + (n + 1) * step
        one = at(math.cos(a) - k * math.sin(a), math.sin(a) + k * math.cos(a))
        two = at(math.cos(b) + k * math.sin(b), math.sin(b) - k * math.cos(b))
        last = end if n == pieces - 1 else at(math.cos(b), math.sin(b))
        yield "C", (*one, *two, *last)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """(command letter, its numbers), repeated arguments as commands of their own."""
    at, command = 0, ""
    while match := _TOKEN.search(data, at):
        if match.group(1):
            command, at = match.group(1), match.end()
        elif not command or command in "Zz":
            raise ValueError(f"a number without a command in path {data!r}")
        if command in "Zz":
            yield command, []
            continue
        numbers, at = _numbers(data, at, command)
        yield command, numbers
        command = {"M": "L", "m": "l"}.get(command, command)


def _numbers(data: str, at: int, command: str) -> tuple[list[float], int]:
    numbers: list[float] = []
    while len(numbers) < _ARGUMENTS[command.upper()]:
        if command in "Aa" and len(numbers) == 3:
            flags = _ARC_FLAGS.match(data, at)
            if not flags:
                raise ValueError(f"arc flags expected in path {data!r}")
            numbers += [float(flags.group(1)), float(flags.group(2))]
            at = flags.end()
            continue
        match = _TOKEN.search(data, at)
        if not match or match.group(1):
            raise ValueError(f"a number expected in path {data!r}")
        numbers.append(float(match.group(2)))
        at = match.end()
    return numbers, at


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> list[PathOp]:
    right, left = (cx + rx, cy), (cx - rx, cy)
    halves = [*arc(right, left, (rx, ry), 0, False, True), *arc(left, right, (rx, ry), 0, False, True)]
    return [("M", right), *halves, ("Z", ())]


def _rect(attributes: dict[str, str]) -> list[PathOp]:
    x, y, w, h = (float(attributes.get(key, 0)) for key in ("x", "y", "width", "height"))
    rx = min(float(attributes.get("rx", attributes.get("ry", 0))), w / 2)
    ry = min(float(attributes.get("ry", attributes.get("rx", 0))), h / 2)
    if not rx or not ry:
        return [("M", (x, y)), ("L", (x + w, y)), ("L", (x + w, y + h)), ("L", (x, y + h)), ("Z", ())]
    r = (rx, ry)
    return [
        ("M", (x + rx, y)), ("L", (x + w - rx, y)), *arc((x + w - rx, y), (x + w, y + ry), r, 0, False, True),
        ("L", (x + w, y + h - ry)), *arc((x + w, y + h - ry), (x + w - rx, y + h), r, 0, False, True),
        ("L", (x + rx, y + h)), *arc((x + rx, y + h), (x, y + h - ry), r, 0, False, True),
        ("L", (x, y + ry)), *arc((x, y + ry), (x + rx, y), r, 0, False, True), ("Z", ()),
    ]  # fmt: skip


def _points(attributes: dict[str, str], close: bool) -> list[PathOp]:
    numbers = [float(n) for n in re.findall(r"[-+]?(?:\d+\.?\d*|\.\d+)", attributes.get("points", ""))]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    ops: list[PathOp] = [("L" if n else "M", pair) for n, pair in enumerate(pairs)]
    return [*ops, ("Z", ())] if close else ops


def _line(attributes: dict[str, str]) -> list[PathOp]:
    x1, y1, x2, y2 = (float(attributes.get(key, 0)) for key in ("x1", "y1", "x2", "y2"))
    return [("M", (x1, y1)), ("L", (x2, y2))]


def _number(attributes: dict[str, str], *keys: str) -> list[float]:
    return [float(attributes.get(key, 0)) for key in keys]


_READERS: dict[str, Callable[[dict[str, str]], list[PathOp]]] = {
    "path": lambda a: path(a.get("d", "")),
    "circle": lambda a: _ellipse(*_number(a, "cx", "cy", "r", "r")),
    "ellipse": lambda a: _ellipse(*_number(a, "cx", "cy", "rx", "ry")),
    "rect": _rect,
    "line": _line,
    "polyline": lambda a: _points(a, close=False),
    "polygon": lambda a: _points(a, close=True),
}
