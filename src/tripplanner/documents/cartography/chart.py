"""Draws one map as a block: ground, way, stops, towns, names, scale bar."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tripplanner import dates
from tripplanner.documents.cartography.ground import GROUND, ground_marks, visible, way
from tripplanner.documents.cartography.labels import Spot, Taken, place, place_free
from tripplanner.documents.cartography.projection import Point, Projection
from tripplanner.documents.cartography.shapes import line, smooth
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import circle
from tripplanner.documents.typesetting.marks import Block, Mark, Rect, Rule, Shape, TextLine
from tripplanner.documents.typesetting.text import Align, Span, Typesetter
from tripplanner.text import Text

DISC = 14.0
RING = 4.8
APART = 15.0
TOWN = st.Style(8.5, 10.5, 700)
SECOND = st.Style(7.25, 9.0, colour=st.SECONDARY)
NATURE = {"lake": "#1D5F8E", "river": "#1D5F8E", "massif": "#3F6B4B"}
MOST_LABELLED = 40


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a map in pt."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stop:
    """A numbered disc at ``at`` (degrees); ``name`` beside it where set, ``below`` a second line in each language."""

    number: int
    at: Point
    name: Text | None = None
    below: str = ""
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Town:
    """A ring with a name."""

    at: Point
    name: Text


@dataclass(frozen=True, slots=True)
class ChartContent:
    """What a map shows; ``legs`` are pairs of places in degrees."""

    stops: tuple[Stop, ...]
    towns: tuple[Town, ...]
    legs: tuple[tuple[Point, Point], ...]


@dataclass
class Chart:
    """One map while it is drawn."""

    content: ChartContent
    frame: Frame
    ts: Typesetter
    languages: tuple[str, ...]
    margin: float = 28.0
    least_km: float = 18.0

    def block(self) -> Block:
        """The finished map, clipped to its frame."""
        points = [stop.at for stop in self.content.stops] + [town.at for town in self.content.towns]
        window = Projection.around(
            points, self.frame.width, self.frame.height, margin=self.margin, least_km=self.least_km
        )
        taken = Taken(self.frame.width, self.frame.height)
        ground: list[Mark] = [Rect(0, 0, self.frame.width, self.frame.height, GROUND, kind="map")]
        route = self._route(window, taken)
        discs = self._discs(window, taken)
        rings, towns = self._rings(window, taken)
        corner = self._scale(window, taken)
        names = self._stop_names(discs, taken) + self._town_names(towns, taken) + self._nature(window, taken)
        marks = (*ground, *ground_marks(window), *route, *rings)
        children = (*names, *((x - DISC / 2, y - DISC / 2, self._disc(stop)) for stop, (x, y) in discs), *corner)
        map_block = Block(self.frame.width, self.frame.height, None, marks, children, clip=True)
        edge = Rect(0, 0, self.frame.width, self.frame.height, None, st.TERTIARY, 0.6, kind="frame")
        frame = Block(self.frame.width, self.frame.height, None, (edge,))
        return Block(self.frame.width, self.frame.height, None, (), ((0, 0, map_block), (0, 0, frame)))

    # --- way ---------------------------------------------------------------------------------------------

    def _route(self, window: Projection, taken: Taken) -> list[Shape]:
        lines: list[Shape] = []
        for points in dict.fromkeys(_undirected(way(a, b)) for a, b in self.content.legs):
            drawn = [window(point) for point in points]
            taken.add_line(drawn)
            lines.append(line(smooth(drawn), st.INK, 2.0))
        return [replace(shape, stroke=st.WHITE, line=3.8) for shape in lines] + lines

    # --- stops and towns ---------------------------------------------------------------------------------

    def _discs(self, window: Projection, taken: Taken) -> list[tuple[Stop, Point]]:
        places = apart([window(stop.at) for stop in self.content.stops], APART)
        half = DISC / 2 + 1
        for x, y in places:
            taken.add((x - half, y - half, x + half, y + half))
        return list(zip(self.content.stops, places, strict=True))

    def _disc(self, stop: Stop) -> Block:
        r = DISC / 2
        fill, colour = (st.FIR, st.WHITE) if stop.strong else (st.WHITE, st.FIR)
        number = self.ts.label(Span(str(stop.number), st.Style(8, DISC, 700, colour), "en"))
        marks = (circle(r, r, r + 0.5, fill=fill, stroke=st.WHITE if stop.strong else st.FIR, line=1.0),)
        return Block(DISC, DISC, None, marks, (((DISC - number.width) / 2, 0.0, number),))

    def _rings(self, window: Projection, taken: Taken) -> tuple[list[Shape], list[tuple[Town, Point]]]:
        towns = [(town, window(town.at)) for town in self.content.towns]
        shown = [(town, at) for town, at in towns if window.shows(at)]
        r = RING / 2
        for _, (x, y) in shown:
            taken.add((x - r, y - r, x + r, y + r))
        rings = [circle(x, y, r, fill=st.WHITE, stroke=st.INK, line=1.2) for _, (x, y) in shown]
        return rings, shown

    # --- names -------------------------------------------------------------------------------------------

    def _stop_names(self, discs: Sequence[tuple[Stop, Point]], taken: Taken) -> list[tuple[float, float, Block]]:
        found: list[tuple[float, float, Block]] = []
        for stop, at in discs[:MOST_LABELLED]:
            if stop.name:
                found += self._name(stop.name, at, DISC / 2 + 4, taken, stop.below)
        return found

    def _town_names(self, towns: Sequence[tuple[Town, Point]], taken: Taken) -> list[tuple[float, float, Block]]:
        found: list[tuple[float, float, Block]] = []
        for town, at in towns[:MOST_LABELLED]:
            found += self._name(town.name, at, RING / 2 + 3, taken)
        return found

    def _name(
        self, name: Text, at: Point, clear: float, taken: Taken, below: str = ""
    ) -> list[tuple[float, float, Block]]:
        lines = self._lines(name, below)
        if not lines:
            return []
        width, height = max(b.width for b in lines), sum(b.height for b in lines)
        spot = place(taken, at, width, height, clear)
        if spot is None:
            return []
        found = [(spot.box[0], spot.box[1], _aligned(lines, width, spot.align))]
        return [*([_leader(at, spot)] if spot.leader else []), *found]

    def _lines(self, name: Text, below: str) -> list[Block]:
        """The name in the first language, then in the second with what stands below it."""
        said = [(name.get(code), code) for code in self.languages if name.get(code)] or [(name.best(), "en")]
        first, *others = said
        lines = [self.ts.label(Span(first[0], TOWN, first[1]))]
        for words, code in others:
            if words != first[0]:
                lines.append(self.ts.label(Span(words + (f" · {below}" if below else ""), SECOND, code)))
        if below and len(lines) == 1:
            lines.append(self.ts.label(Span(below, SECOND, first[1])))
        return [haloed(block) for block in lines]

    def _nature(self, window: Projection, taken: Taken) -> list[tuple[float, float, Block]]:
        """Names of lakes, massifs and rivers in their middle, where there is room."""
        found: list[tuple[float, float, Block]] = []
        for kind in ("lake", "massif", "river"):
            for feature, points in visible(window):
                if feature.kind != kind or not feature.names:
                    continue
                inside = [point for point in points if window.shows(point, 6)]
                if len(inside) < (3 if kind != "river" else 2):
                    continue
                found += self._area_name(feature.names, kind, inside, taken)
        return found

    def _area_name(
        self, names: object, kind: str, points: Sequence[Point], taken: Taken
    ) -> list[tuple[float, float, Block]]:
        lines: list[Block] = []
        seen: set[str] = set()
        for language in self.languages:
            words = names.get(language, "")  # type: ignore[attr-defined]
            if words and words not in seen:
                seen.add(words)
                size = st.Style(7.5, 9.0, colour=NATURE[kind], italic=True)
                lines.append(haloed(self.ts.label(Span(words, size, language))))
        if not lines:
            return []
        width, height = max(b.width for b in lines), sum(b.height for b in lines)
        middle = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
        tries = [(middle[0] + dx, middle[1] + dy) for dy in (0, -12, 12, -24, 24) for dx in (-16, 0, 16)]
        box = place_free(taken, middle, width, height, tries)
        return [] if box is None else [(box[0], box[1], _aligned(lines, width, "center"))]

    # --- scale -------------------------------------------------------------------------------------------

    def _scale(self, window: Projection, taken: Taken) -> list[tuple[float, float, Block]]:
        """A bar in two parts at a foot that is free, a north arrow at the right top."""
        km = nice_length(window.width / 5 / window.scale)
        length = km * window.scale
        language = self.languages[0]
        words = self.ts.label(Span(f"0 — {dates.distance(km, language)}", st.Style(7.25, 9.0), language))
        wide = max(length, words.width)
        y = window.height - 20
        corners = [(x, taken.cost((x - 3, y - 3, x + wide + 3, window.height - 4))) for x in
                   (window.width - wide - 8, 8.0)]  # fmt: skip
        x = min(corners, key=lambda corner: corner[1])[0]
        bar = (
            Rect(0, 0, length / 2, 2.6, st.INK, st.INK, 0.5, kind="map"),
            Rect(length / 2, 0, length / 2, 2.6, st.WHITE, st.INK, 0.5, kind="map"),
        )
        scale = Block(wide, 14.0, None, bar, ((wide - words.width, 4.0, haloed(words)),))
        taken.add((x - 4, y - 4, x + wide + 8, window.height))
        north = self._north()
        taken.add((window.width - 18, 0, window.width, 30))
        return [(x, y, scale), (window.width - 16, 6.0, north)]

    def _north(self) -> Block:
        ops = (("M", (4.0, 0.0)), ("L", (8.0, 9.0)), ("L", (4.0, 6.8)), ("L", (0.0, 9.0)), ("Z", ()))
        letter = self.ts.label(Span("N", st.Style(7.25, 9.0, 700), "en"))
        arrow = Shape(ops, 0, 0, 8, 9, st.INK, None, 0, (), 1, "map")
        return Block(8, 19, None, (arrow,), (((8 - letter.width) / 2, 10.0, letter),))


def haloed(block: Block) -> Block:
    """Lettering with an edge in the ground's colour, so that lines beneath do not cut it."""
    marks = tuple(replace(m, halo=GROUND) if isinstance(m, TextLine) else m for m in block.marks)
    return replace(block, marks=marks)


def _aligned(lines: Sequence[Block], width: float, align: Align | str) -> Block:
    y, children = 0.0, []
    for block in lines:
        x = {"left": 0.0, "right": width - block.width}.get(align, (width - block.width) / 2)
        children.append((x, y, block))
        y += block.height
    return Block(width, y, None, (), tuple(children))


def _leader(at: Point, spot: Spot) -> tuple[float, float, Block]:
    """A fine line from the place to the nearest edge of its name."""
    left, top, right, bottom = spot.box
    x = min(max(at[0], left), right)
    y = min(max(at[1], top), bottom)
    return (0.0, 0.0, Block(0, 0, None, (Rule(at[0], at[1], x, y, 0.5, st.INK, kind="map"),)))


def _undirected(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return min(points, points[::-1])


def nice_length(km: float) -> float:
    """1, 2 or 5 times a power of ten, not above ``km``."""
    power = 10.0 ** math.floor(math.log10(max(km, 0.01)))
    return max(step * power for step in (1, 2, 5) if step * power <= km * 1.001)


def apart(points: Sequence[Point], least: float, rounds: int = 60) -> list[Point]:
    """The points moved until none is closer than ``least`` to another; deterministic."""
    moved = [(x + 0.01 * n, y) for n, (x, y) in enumerate(points)]
    for _ in range(rounds):
        still = True
        for i, j in itertools.combinations(range(len(moved)), 2):
            (ax, ay), (bx, by) = moved[i], moved[j]
            gap = math.hypot(bx - ax, by - ay)
            if gap < least:
                still = False
                push = (least - gap) / 2 + 0.01
                ux, uy = ((bx - ax) / gap, (by - ay) / gap) if gap > 0.001 else (1.0, 0.0)
                moved[i], moved[j] = (ax - ux * push, ay - uy * push), (bx + ux * push, by + uy * push)
        if still:
            break
    return moved
