"""What a page is made of: marks inside blocks, blocks placed on pages, and the boxes that record them.

A :class:`Block` is a rectangle of known size holding marks and smaller
blocks, measured from its own top left corner (y grows downwards, pt). It is
frozen: placing it somewhere never copies it. :func:`boxes` flattens pages to
:class:`Box` rows, by which tests measure every page and the window finds the
record behind a line of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from tripplanner.documents.typesetting.runs import Run

ASCENT, DESCENT = 0.76, 0.22
"""What a line of text occupies above and below its baseline, in em (capitals and descenders)."""


class Source(NamedTuple):
    """The record a printed text comes from."""

    table: str
    uuid: str
    field: str


class PlacedRun(NamedTuple):
    """A run ``dx`` pt right of its line's start, at ``size`` pt."""

    dx: float
    run: Run
    size: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words of one style on one line; ``link`` is an address (``https:…``) or ``#anchor``."""

    x: float
    baseline: float
    width: float
    size: float
    runs: tuple[PlacedRun, ...]
    text: str
    language: str
    colour: str
    strike: bool = False
    link: str | None = None
    source: Source | None = None
    halo: str | None = None
    """Colour of an outline 2.2 pt wide under the words (on maps)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; ``dash`` is a PDF dash array; ``cap`` 0 butt, 1 round."""

    x: float
    y: float
    x2: float
    y2: float
    line: float
    colour: str
    dash: tuple[float, ...] = ()
    cap: int = 0
    kind: str = "rule"


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle: filled, outlined or both. ``hatch`` = distance of 45° lines drawn inside in ``stroke``."""

    x: float
    y: float
    w: float
    h: float
    fill: str | None = None
    stroke: str | None = None
    line: float = 0.0
    dash: tuple[float, ...] = ()
    radius: float = 0.0
    hatch: float = 0.0
    kind: str = "box"


PathOp = tuple[str, tuple[float, ...]]
"""("M", (x, y)) · ("L", (x, y)) · ("C", (x1, y1, x2, y2, x, y)) · ("Z", ())."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A path of straight lines and Bézier curves; ``x y w h`` is its bounding box."""

    ops: tuple[PathOp, ...]
    x: float
    y: float
    w: float
    h: float
    fill: str | None = None
    stroke: str | None = None
    line: float = 0.0
    dash: tuple[float, ...] = ()
    cap: int = 1
    kind: str = "shape"


@dataclass(frozen=True, slots=True)
class IconMark:
    """An icon of ``resources/icons`` drawn as vector paths in a square of ``size`` pt."""

    name: str
    x: float
    y: float
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo, as the bytes of its file, scaled to fill ``w`` × ``h`` and cropped to it; ``grey``: without colour."""

    data: bytes
    x: float
    y: float
    w: float
    h: float
    text: str = ""
    grey: bool = False


@dataclass(frozen=True, slots=True)
class QrMark:
    """A QR code of ``size`` pt, quiet zone included; also a link to what it says."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links, the outline and page numbers can refer to."""

    key: str
    x: float = 0.0
    y: float = 0.0


Mark = TextLine | Rule | Rect | Shape | IconMark | Picture | QrMark | Anchor


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A measured rectangle. ``baseline`` is the first baseline of its text (None without text).

    ``row`` names what must stay together and what it is; ``clip`` hides what lies outside; ``turned`` draws it upside
    down in its place, for paper that is folded.
    """

    width: float
    height: float
    baseline: float | None = None
    marks: tuple[Mark, ...] = ()
    children: tuple[tuple[float, float, Block], ...] = ()
    row: str | None = None
    clip: bool = False
    turned: bool = False

    def named(self, row: str) -> Block:
        return self._with(self.marks, row)

    def anchored(self, key: str) -> Block:
        """The same with an anchor at its top."""
        return self._with((*self.marks, Anchor(key)), self.row)

    def _with(self, marks: tuple[Mark, ...], row: str | None) -> Block:
        """What ``replace`` gives, in a third of its time: a booklet asks for thousands."""
        return Block(self.width, self.height, self.baseline, marks, self.children, row, self.clip, self.turned)


class Placed(NamedTuple):
    x: float
    y: float
    block: Block


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page, numbered from 1. ``text_area`` = (x, y, w, h) that running content keeps to."""

    number: int
    width: float
    height: float
    placed: tuple[Placed, ...]
    text_area: tuple[float, float, float, float]

    def with_more(self, *placed: Placed) -> Page:
        return replace(self, placed=(*self.placed, *placed))


class Box(NamedTuple):
    """One placed thing: where it is on which page, and what it is."""

    page: int
    x: float
    y: float
    w: float
    h: float
    kind: str
    text: str
    language: str
    row: str | None
    source: Source | None


def boxes(pages: Iterable[Page]) -> tuple[Box, ...]:
    """Every placed thing of ``pages``, in drawing order."""
    return tuple(
        box for page in pages for x, y, block in page.placed for box in _of_block(page.number, x, y, block, None, None)
    )


Area = tuple[float, float, float, float]


def _of_block(page: int, x: float, y: float, block: Block, row: str | None, clip: Area | None) -> Iterator[Box]:
    row = block.row or row
    if block.turned:
        for box in _of_block(page, x, y, replace(block, turned=False), row, clip):
            yield box._replace(x=2 * x + block.width - box.x - box.w, y=2 * y + block.height - box.y - box.h)
        return
    if block.clip:
        clip = (x, y, x + block.width, y + block.height)
    for mark in block.marks:
        box = _of_mark(page, x, y, mark, row)
        if box and clip:
            box = _clipped(box, clip)
        if box:
            yield box
    for dx, dy, child in block.children:
        yield from _of_block(page, x + dx, y + dy, child, row, clip)


def _clipped(box: Box, clip: Area) -> Box | None:
    """What shows of a box inside a clip; words are never shortened, so that measuring finds those cut off."""
    if box.kind == "text":
        return box
    left, top = max(box.x, clip[0]), max(box.y, clip[1])
    right, bottom = min(box.x + box.w, clip[2]), min(box.y + box.h, clip[3])
    return box._replace(x=left, y=top, w=right - left, h=bottom - top) if right >= left and bottom >= top else None


def _of_mark(page: int, x: float, y: float, mark: Mark, row: str | None) -> Box | None:
    match mark:
        case TextLine():
            top, height = mark.baseline - ASCENT * mark.size, (ASCENT + DESCENT) * mark.size
            return Box(
                page, x + mark.x, y + top, mark.width, height, "text", mark.text, mark.language, row, mark.source
            )
        case Rule():
            left, top = min(mark.x, mark.x2), min(mark.y, mark.y2)
            w, h = abs(mark.x2 - mark.x), abs(mark.y2 - mark.y)
            return Box(page, x + left, y + top, w, h, mark.kind, "", "", row, None)
        case Rect() | Shape():
            return Box(page, x + mark.x, y + mark.y, mark.w, mark.h, mark.kind, "", "", row, None)
        case IconMark():
            return Box(page, x + mark.x, y + mark.y, mark.size, mark.size, "icon", mark.name, "", row, None)
        case QrMark():
            return Box(page, x + mark.x, y + mark.y, mark.size, mark.size, "qr", mark.text, "", row, None)
        case Picture():
            return Box(page, x + mark.x, y + mark.y, mark.w, mark.h, "picture", mark.text, "", row, None)
        case Anchor():
            return None


def anchors(pages: Iterable[Page]) -> dict[str, tuple[int, float, float]]:
    """Anchor key -> (page number, x, y from the top); the first of a key counts."""
    found: dict[str, tuple[int, float, float]] = {}
    for page in pages:
        waiting: list[tuple[float, float, Block]] = list(reversed(page.placed))
        while waiting:
            x, y, block = waiting.pop()
            for mark in block.marks:
                if type(mark) is Anchor:
                    found.setdefault(mark.key, (page.number, x + mark.x, y + mark.y))
            if block.children:
                waiting += [(x + dx, y + dy, child) for dx, dy, child in reversed(block.children)]
    return found
