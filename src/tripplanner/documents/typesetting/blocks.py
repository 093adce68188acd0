"""Blocks put together: above each other, beside each other, framed; and the small parts every page uses.

Nothing here measures text by itself: parts with words take the
:class:`~tripplanner.documents.typesetting.text.Typesetter`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.marks import Block, IconMark, Mark, QrMark, Rect, Rule, Shape
from tripplanner.documents.typesetting.text import Piece, Span, Typesetter

BarStyle = Literal["solid", "dashed", "dotted"]


# --- putting together ------------------------------------------------------------------------------------
def space(height: float, width: float = 0.0) -> Block:
    """White of a height."""
    return Block(width, height)


def stack(blocks: Sequence[Block], gap: float = 0.0) -> Block:
    """Blocks below each other; the first baseline is that of the first block."""
    y = 0.0
    children: list[tuple[float, float, Block]] = []
    for block in blocks:
        children.append((0.0, y, block))
        y += block.height + gap
    width = max((block.width for block in blocks), default=0.0)
    baseline = blocks[0].baseline if blocks else None
    return Block(width, max(0.0, y - gap), baseline, children=tuple(children))


def beside(cells: Iterable[tuple[float, Block]], width: float) -> Block:
    """``(x, block)`` cells of one row: first baselines aligned, as high as its tallest cell."""
    placed = list(cells)
    baseline = max((block.baseline for _, block in placed if block.baseline is not None), default=None)
    children: list[tuple[float, float, Block]] = []
    for x, block in placed:
        dy = baseline - block.baseline if baseline is not None and block.baseline is not None else 0.0
        children.append((x, dy, block))
    height = max((dy + block.height for _, dy, block in children), default=0.0)
    return Block(width, height, baseline, children=tuple(children))


def pad(block: Block, top: float = 0.0, right: float = 0.0, bottom: float = 0.0, left: float = 0.0) -> Block:
    """``block`` with white around it."""
    baseline = None if block.baseline is None else block.baseline + top
    size = (block.width + left + right, block.height + top + bottom)
    return Block(*size, baseline, children=((left, top, block),), row=block.row)


def over(block: Block, *marks: Mark) -> Block:
    """``block`` with ``marks`` drawn under it (same origin, same size)."""
    return replace(block, marks=(), children=((0.0, 0.0, Block(block.width, block.height, marks=marks)),
                                              (0.0, 0.0, replace(block, row=None))))  # fmt: skip


def framed(
    block: Block,
    *,
    fill: str | None = None,
    stroke: str | None = None,
    line: float = 0.8,
    radius: float = 0.0,
    bar: str | None = None,
    width: float | None = None,
) -> Block:
    """``block`` on a rectangle of its own size (``width`` wider if given); ``bar`` = colour of a 4 pt left bar."""
    wide = replace(block, width=width or block.width)
    kind = "band" if fill and not stroke else "frame"
    marks: list[Mark] = [
        Rect(0, 0, wide.width, wide.height, fill, stroke, line if stroke else 0.0, radius=radius, kind=kind)
    ]
    if bar:
        marks.append(Rect(0, 0, 4, wide.height, bar, kind="bar"))
    return over(wide, *marks)


def ruled(block: Block, colour: str = st.HAIRLINE, line: float = 0.4) -> Block:
    """``block`` with a rule along its foot."""
    return replace(block, marks=(*block.marks, Rule(0, block.height, block.width, block.height, line, colour)))


def rule(width: float, line: float, colour: str = st.INK) -> Block:
    """A horizontal rule; it takes its own thickness."""
    return Block(width, line, marks=(Rule(0, line / 2, width, line / 2, line, colour),))


def with_bar(block: Block, x: float, colour: str, how: BarStyle = "solid", line: float = 2.0) -> Block:
    """``block`` with a vertical bar of its height at ``x``."""
    dash: tuple[float, ...] = {"solid": (), "dashed": (3.0, 2.0), "dotted": (0.0, 3.2)}[how]
    width = 1.6 if how == "dotted" else line
    cap = 1 if how == "dotted" else 0
    bar = Rule(x, 0.0, x, block.height, width, colour, dash, cap, kind="bar")
    return replace(block, marks=(*block.marks, bar))


# --- small parts -----------------------------------------------------------------------------------------
def icon(name: str, size: float = 12.0, colour: str = st.SECONDARY) -> Block:
    """An icon that stands in a line of text: its square is centred on the capitals."""
    return Block(size, size, size * 0.5 + 3.2, (IconMark(name, 0.0, 0.0, size, colour),))


def tag(ts: Typesetter, pieces: Sequence[Span], colour: str, *, dashed: bool = False) -> Block:
    """Words in a small frame that stands in the line; ``dashed`` for what is still open."""
    words = ts.label(pieces)
    height, side = 10.5, 3.75
    rise = (height + 0.714 * 7) / 2
    dash = (2.2, 1.6) if dashed else ()
    frame = Rect(0, 0, words.width + 2 * side, height, None, colour, 0.8, dash, 1.5, kind="tag")
    baseline = words.baseline or 0.0
    return Block(words.width + 2 * side, height, rise, (frame,), ((side, rise - baseline, words),))


def tag_spans(words: Iterable[tuple[str, str]], colour: str) -> list[Span]:
    """``(text, language)`` pairs as the spans of a tag."""
    style = st.TAG.in_(colour)
    return [Span((" " if n else "") + text, style, language) for n, (text, language) in enumerate(words)]


_CIRCLE = 0.5523


def circle(
    cx: float, cy: float, r: float, *, fill: str | None = None, stroke: str | None = None, line: float = 0.0
) -> Shape:
    """A circle as four curves."""
    k = _CIRCLE * r
    ops = (
        ("M", (cx + r, cy)),
        ("C", (cx + r, cy + k, cx + k, cy + r, cx, cy + r)),
        ("C", (cx - k, cy + r, cx - r, cy + k, cx - r, cy)),
        ("C", (cx - r, cy - k, cx - k, cy - r, cx, cy - r)),
        ("C", (cx + k, cy - r, cx + r, cy - k, cx + r, cy)),
        ("Z", ()),
    )
    return Shape(ops, cx - r, cy - r, 2 * r, 2 * r, fill, stroke, line)


def disc(ts: Typesetter, text: str, diameter: float = 14.0, *, fill: str = st.FIR, colour: str = st.WHITE) -> Block:
    """A filled disc with a number or letter in its middle."""
    size = 8.0 if diameter <= 15 else diameter * 0.5
    letter = _centred(ts, text, diameter, st.Style(size, diameter, 700, colour))
    r = diameter / 2
    return Block(diameter, diameter, letter.baseline, (circle(r, r, r, fill=fill, stroke=None),), ((0.0, 0.0, letter),))


def badge(ts: Typesetter, code: str, order: int, size: float = 9.5) -> Block:
    """The sign of a sub-group: ``order`` 0 a disc, 1 a square, 2 an outlined triangle, then discs of other tone."""
    scale = size / 9.5
    style = st.Style(6.5 * scale, size, 700, st.WHITE if order == 0 else st.INK)
    if order == 1:
        mark: Mark = Rect(0.4, 0.4, size - 0.8, size - 0.8, None, st.INK, 0.9, kind="badge")
    elif order == 2:
        ops = (("M", (size / 2, 0.0)), ("L", (size, size)), ("L", (0.0, size)), ("Z", ()))
        mark = Shape(ops, 0, 0, size, size, None, st.INK, 0.9, kind="badge")
        style = st.Style(5.5 * scale, size + 2.5 * scale, 700, st.INK)
    else:
        mark = circle(
            size / 2,
            size / 2,
            size / 2 - 0.4,
            fill=st.FIR if order == 0 else None,
            stroke=st.INK if order else None,
            line=0.9,
        )
    letter = _centred(ts, code, size, style)
    return Block(size, size, size / 2 + 3.1 * scale, (mark,), ((0.0, 0.0, letter),))


def _centred(ts: Typesetter, text: str, width: float, style: st.Style) -> Block:
    letter = ts.label(Span(text, style, "en"))
    if letter.width > width - 1.5:
        letter = ts.label(Span(text, replace(style, size=style.size * (width - 1.5) / letter.width), "en"))
    return Block(width, letter.height, letter.baseline, children=(((width - letter.width) / 2, 0.0, letter),))


def note_lines(width: float, count: int, first: float = 19.5, pitch: float = 20.5) -> Block:
    """Room to write: ``count`` lines, the first ``first`` pt below the top."""
    ys = [first + n * pitch for n in range(count)]
    marks = tuple(Rule(0, y, width, y, 0.4, st.NOTE_LINE, kind="note") for y in ys)
    return Block(width, first + (count - 1) * pitch if count else 0.0, None, marks)


def qr(text: str, size: float = 20 * st.MM) -> Block:
    """A QR code with its quiet zone; clicking it opens ``text``."""
    return Block(size, size, None, (QrMark(text, 0.0, 0.0, size),))


# --- headings --------------------------------------------------------------------------------------------
def kicker(ts: Typesetter, pieces: Sequence[Piece], width: float, *, line: float = 0.75) -> Block:
    """A small fir heading over a rule (3 pt between them, 4.5 pt below)."""
    words = ts.paragraph(pieces, width)
    return stack([words, space(3.0), rule(width, line), space(4.5)])


def kicker_spans(words: Iterable[tuple[str, str]]) -> list[Span]:
    """``(text, language)`` pairs as the words of a kicker: the second language after an en space."""
    return [Span(("\u00a0\u00a0" if n else "") + text, st.KICKER, language) for n, (text, language) in enumerate(words)]


def page_title(ts: Typesetter, cells: Sequence[tuple[float, float, Span]], width: float) -> Block:
    """``(x, width, words)`` cells on one baseline over a strong rule."""
    row = beside([(x, ts.paragraph(words, w, title=True)) for x, w, words in cells], width)
    return stack([row, space(4.5), rule(width, 1.2), space(6.0)])


# --- tables ----------------------------------------------------------------------------------------------
def table_row(cells: Sequence[tuple[float, Block]], width: float, padding: float = 5.25) -> Block:
    """Cells over a hairline with white above and below."""
    return ruled(pad(beside(cells, width), top=padding, bottom=padding))


def table_head(cells: Sequence[tuple[float, Block]], width: float) -> Block:
    """Header cells over a 0.75 rule; give it to the flow as a header to repeat."""
    return ruled(pad(beside(cells, width), bottom=3.0), st.INK, 0.75)
