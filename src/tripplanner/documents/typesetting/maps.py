"""Maps drawn from polylines: ground, water, borders, route, stops, towns, names, scale bar.

Everything is given in degrees (longitude, latitude) and comes out as one
clipped block of vector shapes, north up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import circle, disc
from tripplanner.documents.typesetting.geo import (
    Bounds,
    Point,
    Projection,
    clipped,
    scale_length,
    smooth,
    spread,
    straight,
    thinned,
    within,
)
from tripplanner.documents.typesetting.labels import Found, Labeller, Spot
from tripplanner.documents.typesetting.marks import Block, Mark, PathOp, Rect, Rule, Shape, TextLine
from tripplanner.documents.typesetting.text import Span, Typesetter

GROUND = "#FAFCF9"
LAKE_FILL = "#D3E6F1"
WATER_LINE = "#6FA6C9"
MASSIF_FILL = "#E6EEE3"
_BORDER_BAND = "#D9CBD2"
_STOP, _TOWN = 14.0, 4.8
_TOWN_NAME = st.Style(8.5, 10.5, 700)
_SECOND_NAME = st.Style(7.5, 9.0, 400, st.SECONDARY)
_WATER_NAME = st.Style(7.5, 9.0, 400, st.LAKE, italic=True)
_MASSIF_NAME = st.Style(7.5, 9.0, 400, "#3F6B50", italic=True)
_COUNTRY_NAME = st.Style(7.5, 10.5, 600, st.BORDER)

LineKind = Literal["river", "border", "coast", "route", "walk"]
Names = tuple[tuple[str, str], ...]
"""``(text, language)`` for one or two languages, in reading order."""


@dataclass(frozen=True, slots=True)
class MapLine:
    kind: LineKind
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class MapArea:
    """A lake or a massif; its outline is drawn as a smooth closed curve."""

    kind: Literal["lake", "massif"]
    points: tuple[Point, ...]
    names: Names = ()


@dataclass(frozen=True, slots=True)
class MapStop:
    """A numbered stop at its meeting point; ``names`` only where the map should name it."""

    number: str
    at: Point
    names: Names = ()
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class MapTown:
    """A town; ``night`` for those slept in, which are named before others."""

    at: Point
    names: Names
    night: bool = False


@dataclass(frozen=True, slots=True)
class MapContent:
    """What a map shows; ``countries`` are names at places."""

    bounds: Bounds
    lines: tuple[MapLine, ...] = ()
    areas: tuple[MapArea, ...] = ()
    stops: tuple[MapStop, ...] = ()
    towns: tuple[MapTown, ...] = ()
    countries: tuple[tuple[Point, Names], ...] = ()


def draw_map(
    ts: Typesetter,
    content: MapContent,
    width: float,
    height: float,
    *,
    scale_unit: Names = (("km", "fr"),),
    north: bool = True,
) -> Block:
    """The map as a clipped block of ``width`` × ``height`` pt with a frame, a scale bar and a north arrow."""

    def drawn() -> Block:
        drawing = _Drawing(ts, content, width, height)
        drawing.ground()
        drawing.scale_bar(scale_unit)
        if north:
            drawing.north_arrow()
        drawing.signs()
        drawing.names()
        return drawing.block()

    return ts.kept(("map", content, width, height, scale_unit, north), drawn)


class _Drawing:
    def __init__(self, ts: Typesetter, content: MapContent, width: float, height: float):
        self.ts, self.content, self.width, self.height = ts, content, width, height
        self.project = Projection.fit(content.bounds, width, height)
        self.under: list[Mark] = [Rect(0, 0, width, height, GROUND, kind="map")]
        self.over: list[tuple[float, float, Block]] = []
        self.labels: list[tuple[float, float, Block]] = []
        routes = [self.project.line(line.points) for line in content.lines if line.kind in ("route", "walk")]
        self.labeller = Labeller(width, height, routes)
        at = [self.project(*stop.at) for stop in content.stops]
        self.stops = spread(at, 15.0, width, height, _STOP / 2 + 2)

    # --- shapes ------------------------------------------------------------------------------------------

    def ground(self) -> None:
        for kind in ("massif", "lake"):
            for area in self.content.areas:
                if area.kind == kind:
                    self._area(area)
        for kind in ("river", "coast", "border"):
            for line in self._lines(kind):
                self._stroke(kind, line)
        self._route()

    def _lines(self, kind: str) -> Iterable[list[Point]]:
        for line in self.content.lines:
            if line.kind == kind:
                yield from within(thinned(self.project.line(line.points)), self.width, self.height)

    def _area(self, area: MapArea) -> None:
        ops = smooth(self.project.line(area.points), closed=True)
        if area.kind == "lake":
            self.under.append(_shape(ops, fill=LAKE_FILL, stroke=WATER_LINE, line=0.5))
        else:
            self.under.append(_shape(ops, fill=MASSIF_FILL))

    def _stroke(self, kind: str, points: list[Point]) -> None:
        if kind == "river":
            self.under.append(_shape(smooth(points), stroke=WATER_LINE, line=0.7))
        elif kind == "coast":
            self.under.append(_shape(straight(points), stroke=WATER_LINE, line=0.5))
        else:
            self.under.append(_shape(straight(points), stroke=_BORDER_BAND, line=3.0))
            self.under.append(_shape(straight(points), stroke=st.BORDER, line=0.6, dash=(5.0, 2.0, 0.8, 2.0), cap=0))

    def _route(self) -> None:
        """Casings first, so that no casing cuts another stretch of the road."""
        casings = [_shape(smooth(line), stroke=st.WHITE, line=3.8) for line in self._lines("route")]
        self.under += casings
        self.under += [replace(casing, stroke=st.INK, line=2.0) for casing in casings]
        for line in self._lines("walk"):
            self.under.append(_shape(smooth(line), stroke=st.INK, line=1.2, dash=(0.0, 2.6)))

    # --- signs and names ---------------------------------------------------------------------------------

    def signs(self) -> None:
        for town in self.content.towns:
            x, y = self.project(*town.at)
            if self._inside(x, y):
                self.under.append(circle(x, y, _TOWN / 2, fill=st.WHITE, stroke=st.INK, line=1.1))
                self.labeller.block(x - _TOWN / 2 - 1, y - _TOWN / 2 - 1, _TOWN + 2, _TOWN + 2)
        for stop, (x, y) in zip(self.content.stops, self.stops, strict=True):
            fill, colour = (st.WHITE, st.INK) if stop.hollow else (st.FIR, st.WHITE)
            sign = disc(self.ts, stop.number, _STOP, fill=fill, colour=colour)
            ring = circle(_STOP / 2, _STOP / 2, _STOP / 2 + 1, fill=st.WHITE)
            outline = (circle(_STOP / 2, _STOP / 2, _STOP / 2, stroke=st.FIR, line=1.0),) if stop.hollow else ()
            under = Block(_STOP, _STOP, marks=(ring,))
            whole = Block(
                _STOP, _STOP, children=((0, 0, under), (0, 0, sign), (0, 0, Block(_STOP, _STOP, marks=outline)))
            )
            self.over.append((x - _STOP / 2, y - _STOP / 2, whole))
            self.labeller.block(x - _STOP / 2 - 1, y - _STOP / 2 - 1, _STOP + 2, _STOP + 2)

    def _inside(self, x: float, y: float) -> bool:
        return 3 <= x <= self.width - 3 and 3 <= y <= self.height - 3

    def names(self) -> None:
        """Stops, nights, towns, lakes, massifs, countries: in that order the crowded lose theirs."""
        for stop, (x, y) in zip(self.content.stops, self.stops, strict=True):
            self._name(stop.names, _TOWN_NAME, x, y, _STOP / 2)
        for town in sorted(self.content.towns, key=lambda town: not town.night):
            x, y = self.project(*town.at)
            if self._inside(x, y):
                self._name(town.names, _TOWN_NAME, x, y, _TOWN / 2)
        for kind, style in (("lake", _WATER_NAME), ("massif", _MASSIF_NAME)):
            for area in self.content.areas:
                if area.kind == kind and area.names:
                    self._area_name(area, style)
        for at, names in self.content.countries:
            x, y = self.project(*at)
            self._name(names, _COUNTRY_NAME, x, y, 0.0)

    def _area_name(self, area: MapArea, style: st.Style) -> None:
        """In what the frame shows of the area, or nowhere."""
        seen = clipped(self.project.line(area.points), self.width, self.height)
        if seen:
            lines, width, height = self._lines_of(area.names, style)
            found = self.labeller.place_in(seen, width, height, beside=area.kind == "lake")
            if found:
                self._put(lines, found, width)

    def _name(self, names: Names, style: st.Style, x: float, y: float, radius: float) -> None:
        if not names or not self._inside(x, y):
            return
        lines, width, height = self._lines_of(names, style)
        found = self.labeller.place(Spot(x, y, radius, width, height))
        if found is None:
            return
        if found.leader:
            self.under.append(_leader((x, y), found.leader, radius))
        self._put(lines, found, width)

    def _lines_of(self, names: Names, style: st.Style) -> tuple[list[Block], float, float]:
        """A name as lines below each other, and their width and height."""
        lines = [
            self.ts.label(Span(text, _name_style(style, n, language), language))
            for n, (text, language) in enumerate(names)
        ]
        return lines, max(line.width for line in lines), sum(line.height for line in lines)

    def _put(self, lines: Sequence[Block], found: Found, width: float) -> None:
        y = found.y
        for line in lines:
            slack = width - line.width
            dx = {"left": 0.0, "right": slack, "center": slack / 2}[found.align]
            self.labels.append((found.x + dx, y, _with_halo(line)))
            y += line.height

    # --- furniture ---------------------------------------------------------------------------------------

    def scale_bar(self, unit: Names) -> None:
        km = scale_length(self.width / self.project.pt_per_km)
        length = km * self.project.pt_per_km
        words: list[Span] = []
        for n, (text, language) in enumerate(unit):
            words.append(Span((f"0 — {km:g} " if not n else " ") + text, st.Style(7.5, 9.0), language))
        label = self.ts.label(words)
        wide = max(length, label.width)
        top = self.height - 18.0
        corners = (self.width - 8.0 - wide, 8.0)
        left = min(corners, key=lambda x: self.labeller.crossings(x - 3, top - 3, wide + 6, 18.0))
        x = left + wide - length
        marks: list[Mark] = [
            Rect(x, top, length / 2, 3.0, st.INK, st.INK, 0.5, kind="scale"),
            Rect(x + length / 2, top, length / 2, 3.0, st.WHITE, st.INK, 0.5, kind="scale"),
        ]
        self.over.append((0.0, 0.0, Block(self.width, self.height, marks=tuple(marks))))
        self.labels.append((left + wide - label.width, top + 4.5, _with_halo(label)))
        self.labeller.block(left - 4, top - 4, wide + 12, 22)

    def north_arrow(self) -> None:
        x, y = self._calm_corner(), 8.0
        ops: tuple[PathOp, ...] = (
            ("M", (x, y)),
            ("L", (x + 3.6, y + 10)),
            ("L", (x, y + 7.6)),
            ("L", (x - 3.6, y + 10)),
            ("Z", ()),
        )
        letter = self.ts.label(Span("N", st.Style(7.5, 9.0, 700), "en"))
        arrow = Block(self.width, self.height, marks=(_shape(ops, fill=st.INK),))
        self.over.append((0.0, 0.0, arrow))
        self.labels.append((x - letter.width / 2, y + 9.5, _with_halo(letter)))
        self.labeller.block(x - 7, y - 3, 14, 24)

    def _calm_corner(self) -> float:
        """Where the arrow stands: at the right, unless a place there wants the room for its name more than the left."""
        places = [*self.stops, *(self.project(*town.at) for town in self.content.towns)]
        high = [x for x, y in places if -5.0 < y < 50.0]
        right, left = any(self.width - 95.0 < x < self.width for x in high), any(0.0 < x < 95.0 for x in high)
        return 15.0 if right and not left else self.width - 15.0

    def block(self) -> Block:
        frame = Rect(0, 0, self.width, self.height, None, st.INK, 0.6, kind="frame")
        ground = Block(self.width, self.height, marks=tuple(self.under))
        inside = Block(self.width, self.height, children=((0, 0, ground), *self.over, *self.labels), clip=True)
        return Block(
            self.width, self.height, children=((0, 0, inside), (0, 0, Block(self.width, self.height, marks=(frame,))))
        )


def _name_style(style: st.Style, n: int, language: str) -> st.Style:
    """The second name is smaller and lighter; Han is always upright."""
    if n == 0:
        return style
    colour = style.colour if style.italic else _SECOND_NAME.colour
    return replace(_SECOND_NAME, colour=colour, italic=style.italic and language != "zh")


def _with_halo(block: Block) -> Block:
    """The words of ``block`` with a halo in the colour of the ground."""
    marks = tuple(replace(mark, halo=GROUND) if isinstance(mark, TextLine) else mark for mark in block.marks)
    return replace(block, marks=marks)


def _leader(at: Point, end: Point, radius: float) -> Rule:
    length = ((end[0] - at[0]) ** 2 + (end[1] - at[1]) ** 2) ** 0.5 or 1.0
    start = (at[0] + (end[0] - at[0]) * radius / length, at[1] + (end[1] - at[1]) * radius / length)
    return Rule(*start, *end, 0.5, st.INK, kind="leader")


def _shape(ops: tuple[PathOp, ...], *, fill: str | None = None, stroke: str | None = None, line: float = 0.0,
           dash: tuple[float, ...] = (), cap: int = 1) -> Shape:  # fmt: skip
    """A shape with the box of its points."""
    xs = [n for _, numbers in ops for n in numbers[::2]]
    ys = [n for _, numbers in ops for n in numbers[1::2]]
    x, y = min(xs, default=0.0), min(ys, default=0.0)
    return Shape(ops, x, y, max(xs, default=0.0) - x, max(ys, default=0.0) - y, fill, stroke, line, dash, cap, "map")
