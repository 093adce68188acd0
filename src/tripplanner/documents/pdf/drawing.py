"""The operators of one PDF page from placed blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from tripplanner.documents.pdf.embedding import RESOURCE_NAMES, Embedding, encoded
from tripplanner.documents.pdf.icons import icon_operators
from tripplanner.documents.typesetting.marks import (
    Anchor,
    Block,
    IconMark,
    Mark,
    Page,
    PathOp,
    Picture,
    PlacedRun,
    QrMark,
    Rect,
    Rule,
    Shape,
    TextLine,
)

Area = tuple[float, float, float, float]


@cache
def rgb(colour: str) -> str:
    """``#RRGGBB`` as three PDF numbers."""
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.3f}" for i in (1, 3, 5))


class PageDrawing:
    """Collects the operators of one page; ``y`` of marks is turned into PDF's, which grows upwards.

    :param language: of the document; text in another is marked with its own.
    :param place_picture: registers a photo and returns its resource name and its size in pixels.
    """

    def __init__(
        self, page: Page, language: str, fonts: Embedding, place_picture: Callable[[Picture], tuple[str, int, int]]
    ):
        self.height, self.language, self.fonts, self.place_picture = page.height, language, fonts, place_picture
        self.code: list[str] = []
        self.links: list[tuple[str, Area]] = []
        self._fill = ""
        for x, y, block in page.placed:
            self._block(x, y, block)

    def _block(self, x: float, y: float, block: Block) -> None:
        if block.turned:
            right, top = 2 * x + block.width, 2 * (self.height - y) - block.height
            self.code.append(f"q -1 0 0 -1 {right:.2f} {top:.2f} cm")
            self._fill = ""
            self._contents(x, y, block)
            self.code.append("Q")
            self._fill = ""
        elif block.clip:
            self.code.append(
                f"q {x:.2f} {self.height - y - block.height:.2f} {block.width:.2f} {block.height:.2f} re W n"
            )
            self._contents(x, y, block)
            self.code.append("Q")
            self._fill = ""
        else:
            self._contents(x, y, block)

    def _contents(self, x: float, y: float, block: Block) -> None:
        for mark in block.marks:
            if type(mark) is TextLine:
                self._text(x, y, mark)
            else:
                self._mark(x, y, mark)
        for dx, dy, child in block.children:
            self._block(x + dx, y + dy, child)

    def _mark(self, x: float, y: float, mark: Mark) -> None:
        match mark:
            case TextLine():
                self._text(x, y, mark)
            case Rule():
                self._rule(x, y, mark)
            case Rect():
                self._rect(x + mark.x, self.height - y - mark.y, mark)
            case Shape():
                self._shape(x, self.height - y, mark)
            case IconMark():
                self._icon(x + mark.x, self.height - y - mark.y, mark)
            case Picture():
                self._picture(x + mark.x, self.height - y - mark.y, mark)
            case QrMark():
                self._qr(x + mark.x, self.height - y - mark.y, mark)
            case Anchor():
                pass

    # --- text --------------------------------------------------------------------------------------------

    def _text(self, x: float, y: float, mark: TextLine) -> None:
        runs = mark.runs
        if not runs:
            return
        px, py = x + mark.x, self.height - y - mark.baseline
        used = self.fonts.used
        for _, run, _ in runs:
            used[run.face].add(run.text)
        before, after = _line(mark, self.language)
        if mark.halo:
            halo = f"2 Tr {rgb(mark.halo)} RG {rgb(mark.halo)} rg 2.2 w 1 j 1 J"
            self.code.append(f"q BT {halo} 1 0 0 1 {px:.2f} {py:.2f} Tm {_shown(runs)} ET Q")
        self.code.append(f"{before}{self._filled(mark.colour)}1 0 0 1 {px:.2f} {py:.2f}{after}")
        if mark.strike:
            high = py + 0.27 * mark.size
            self.code.append(f"{rgb(mark.colour)} RG 0.7 w {px:.2f} {high:.2f} m {px + mark.width:.2f} {high:.2f} l S")
        if mark.link:
            self.links.append((mark.link, (px, py - 0.3 * mark.size, px + mark.width, py + mark.size)))

    def _filled(self, colour: str) -> str:
        """The operator that sets the fill colour, nothing where it is set already."""
        if colour == self._fill:
            return ""
        self._fill = colour
        return f"{rgb(colour)} rg "

    # --- lines and areas ---------------------------------------------------------------------------------

    def _rule(self, x: float, y: float, mark: Rule) -> None:
        style = f"{rgb(mark.colour)} RG {mark.line:g} w"
        if mark.dash or mark.cap:
            style = f"q {style} {mark.cap} J [{' '.join(f'{n:g}' for n in mark.dash)}] 0 d"
        y1, y2 = self.height - y - mark.y, self.height - y - mark.y2
        path = f"{style} {x + mark.x:.2f} {y1:.2f} m {x + mark.x2:.2f} {y2:.2f} l S"
        self.code.append(path + (" Q" if mark.dash or mark.cap else ""))

    def _rect(self, px: float, top: float, mark: Rect) -> None:
        bottom = top - mark.h
        if mark.radius:
            path = _rounded(px, bottom, mark.w, mark.h, mark.radius)
        else:
            path = f"{px:.2f} {bottom:.2f} {mark.w:.2f} {mark.h:.2f} re"
        if mark.hatch and mark.stroke:
            self.code.append(_hatched(path, px, bottom, mark))
        else:
            self.code.append(_painted(path, mark.fill, mark.stroke, mark.line, mark.dash, 0))

    def _shape(self, x: float, top: float, mark: Shape) -> None:
        path = operators(mark.ops, x, top)
        self.code.append(_painted(path, mark.fill, mark.stroke, mark.line, mark.dash, mark.cap))

    def _icon(self, px: float, top: float, mark: IconMark) -> None:
        scale = mark.size / 24
        self.code.append(
            f"q {rgb(mark.colour)} RG {scale:.4f} 0 0 {-scale:.4f} {px:.2f} {top:.2f} cm"
            f" 2 w 1 J 1 j {icon_operators(mark.name)} S Q"
        )

    def _qr(self, px: float, top: float, mark: QrMark) -> None:
        from tripplanner.documents.pdf.qr import modules

        count, bars = modules(mark.text)
        scale = mark.size / count
        path = " ".join(f"{x} {y} {w} 1 re" for x, y, w in bars)
        self.code.append(f"q {rgb('#FFFFFF')} rg {px:.2f} {top - mark.size:.2f} {mark.size:.2f} {mark.size:.2f} re f")
        self.code.append(f"{rgb('#16231D')} rg {scale:.4f} 0 0 {-scale:.4f} {px:.2f} {top:.2f} cm {path} f Q")
        self.links.append((mark.text, (px, top - mark.size, px + mark.size, top)))

    def _picture(self, px: float, top: float, mark: Picture) -> None:
        name, wide, high = self.place_picture(mark)
        scale = max(mark.w / wide, mark.h / high)
        w, h = wide * scale, high * scale
        left, bottom = px - (w - mark.w) / 2, top - mark.h - (h - mark.h) / 2
        clip = f"{px:.2f} {top - mark.h:.2f} {mark.w:.2f} {mark.h:.2f} re W n"
        self.code.append(f"q {clip} {w:.2f} 0 0 {h:.2f} {left:.2f} {bottom:.2f} cm /{name} Do Q")


_LINES: dict[tuple[int, str], tuple[TextLine, tuple[str, str]]] = {}
_MOST_LINES = 60_000


def _line(mark: TextLine, language: str) -> tuple[str, str]:
    """The operators before and after the place of a line.

    They are found again by which line it is, not by what it says: lines that documents share are the same, and to
    compare all runs of a line takes longer than to write them.
    """
    key = (id(mark), language)
    found = _LINES.get(key)
    if found is None:
        if len(_LINES) >= _MOST_LINES:
            _LINES.clear()
        said = _said(mark, language)
        shown = f" Tm {_shown(mark.runs)} ET"
        lines = (f"/Span <<{said}>> BDC BT ", f"{shown} EMC") if said else ("BT ", shown)
        found = _LINES[key] = mark, lines
    return found[1]


def _said(mark: TextLine, language: str) -> str:
    """The language of a line that is not the document's; its words where kerns would be read as spaces."""
    entries = f"/Lang({mark.language})" if mark.language and mark.language != language else ""
    if len(mark.runs) > 1 and _has_kern(mark.runs):
        entries += f"/ActualText<{_said_hex(mark.runs)}>"
    return entries


def _shown(runs: tuple[PlacedRun, ...]) -> str:
    """The operators that show runs from their line's start."""
    parts: list[str] = []
    at = 0.0
    for dx, run, size in runs:
        move = f"{dx - at:.3f} 0 Td " if abs(dx - at) > 0.0005 else ""
        parts.append(f"{move}/{RESOURCE_NAMES[run.face]} {size:g} Tf <{encoded(run.face, run.text)}> Tj")
        at = dx if move else at
    return " ".join(parts)


def _has_kern(runs: tuple[PlacedRun, ...]) -> bool:
    """Whether runs are parted by more than the end of a glyph."""
    return any(b.dx - (a.dx + a.run.em * a.size) > 0.1 for a, b in pairwise(runs))


def _said_hex(runs: tuple[PlacedRun, ...]) -> str:
    return "feff" + "".join(run.text for _, run, _ in runs).encode("utf-16-be", "replace").hex()


def operators(ops: Sequence[PathOp], x: float, top: float) -> str:
    """A path as PDF operators, its origin at (x, top), its y turned over."""
    letters = {"M": "m", "L": "l", "C": "c", "Z": "h"}
    parts: list[str] = []
    for op, numbers in ops:
        parts += [f"{top - n:.2f}" if i % 2 else f"{x + n:.2f}" for i, n in enumerate(numbers)]
        parts.append(letters[op])
    return " ".join(parts)


def _painted(path: str, fill: str | None, stroke: str | None, line: float, dash: tuple[float, ...], cap: int) -> str:
    """A path filled, stroked or both; the graphics state is left as it was."""
    if not fill and not stroke:
        return ""
    parts = ["q"]
    if fill:
        parts.append(f"{rgb(fill)} rg")
    if stroke:
        dashes = " ".join(f"{n:g}" for n in dash)
        parts.append(f"{rgb(stroke)} RG {line:g} w {cap} J 1 j [{dashes}] 0 d")
    parts += [path, "B" if fill and stroke else "f" if fill else "S", "Q"]
    return " ".join(parts)


def _rounded(x: float, y: float, w: float, h: float, r: float) -> str:
    r = min(r, w / 2, h / 2)
    k = 0.4477 * r
    right, top = x + w, y + h
    corners = (
        (x + r, y, "m"), (right - r, y, "l"), (right - k, y, right, y + k, right, y + r, "c"), (right, top - r, "l"),
        (right, top - k, right - k, top, right - r, top, "c"), (x + r, top, "l"),
        (x + k, top, x, top - k, x, top - r, "c"), (x, y + r, "l"), (x, y + k, x + k, y, x + r, y, "c"),
    )  # fmt: skip
    return " ".join(" ".join(f"{n:.2f}" if isinstance(n, float | int) else n for n in c) for c in corners) + " h"


@lru_cache(maxsize=64)
def _hatched(path: str, x: float, y: float, mark: Rect) -> str:
    """45° lines at ``mark.hatch`` pt inside a path."""
    lines: list[str] = []
    at = x - mark.h
    while at < x + mark.w:
        lines.append(f"{at:.2f} {y:.2f} m {at + mark.h:.2f} {y + mark.h:.2f} l")
        at += mark.hatch * 1.4142
    fill = f"q {rgb(mark.fill)} rg {path} f Q " if mark.fill else ""
    return (
        f"{fill}q {path} W n {rgb(mark.stroke or '#000000')} RG {max(mark.line, 0.5) * 0.6:.2f} w {' '.join(lines)} S Q"
    )
