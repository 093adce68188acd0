"""The rows of a programme as itinerary and booklet print them: day headers, items, transfers, forks.

Times stand free on the left, then the icon, then the first language, then the
second on the same baselines. Colour only repeats what icon, bar and words say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import (
    BarStyle,
    beside,
    framed,
    icon,
    pad,
    rule,
    ruled,
    space,
    stack,
    with_bar,
)
from tripplanner.documents.typesetting.marks import Block, Rule
from tripplanner.documents.typesetting.text import Span, Typesetter

BAR_INDENT = 7.5
"""How far the words of a row with a bar stand from its column's edge."""
BAND_INDENT = 4.0


@dataclass(frozen=True, slots=True)
class ProgrammeLook:
    """The sizes of one page format. ``body`` for titles, ``detail`` beneath, ``transfer`` in bands."""

    spec: st.PageSpec
    body: st.Style
    detail: st.Style
    transfer: st.Style
    numeral: st.Style
    padding: float
    icon_size: float = 12.0

    @property
    def width(self) -> float:
        return self.spec.text_width


A5_LOOK = ProgrammeLook(st.A5, st.BODY, st.DETAIL, st.TRANSFER, st.DAY_NUMERAL, 5.25)
A4_LOOK = ProgrammeLook(st.A4, st.BODY_A4, st.DETAIL_A4, st.TRANSFER_A4, st.DAY_NUMERAL_A4, 5.25)


def cell_box(look: ProgrammeLook, column: int, languages: int, *, bar: bool = False) -> tuple[float, float]:
    """(x, width) of the first (0) or second (1) language's column, beside its bar if there is one."""
    columns = look.spec.columns
    x, width = columns.alone if languages == 1 else (columns.first, columns.second)[column]
    shift = BAR_INDENT if bar and column == 0 else 0.0
    return x + shift, width - shift


def times(
    ts: Typesetter, look: ProgrammeLook, start: str, end: str, *, tentative: bool = False, struck: bool = False
) -> Block:
    """Start over end; a tentative start is Regular, cancelled times are struck."""
    first = look.body if tentative else look.body.bold()
    last = st.Style(8.0, look.detail.leading, colour=st.TERTIARY)
    if struck:
        first, last = first.struck(), last.struck()
    width = look.spec.columns.time[1]
    lines = [ts.paragraph(Span(start, first, "en"), width)]
    if end:
        lines.append(ts.paragraph(Span(end, last, "en"), width))
    return stack(lines)


def item_row(
    ts: Typesetter,
    look: ProgrammeLook,
    when: Block,
    kind_icon: str,
    colour: str,
    cells: Sequence[tuple[float, Block]],
    *,
    bar: BarStyle | None = None,
    line: bool = True,
) -> Block:
    """One item: ``when`` from :func:`times`, ``cells`` from :func:`cell_box` places; ``line``: a hairline below."""
    columns = look.spec.columns
    sign = icon(kind_icon, look.icon_size, colour)
    row = pad(beside([(0.0, when), (columns.icon[0], sign), *cells], look.width), top=look.padding, bottom=look.padding)
    if bar:
        row = with_bar(row, columns.first[0], colour, bar)
    return ruled(row) if line else row


def band_row(
    ts: Typesetter,
    look: ProgrammeLook,
    start: str,
    kind_icon: str,
    cells: Sequence[tuple[float, Block]],
    *,
    struck: bool = False,
) -> Block:
    """A transfer: a grey band without a bar, in regular weight."""
    columns = look.spec.columns
    style = st.Style(look.transfer.size, look.transfer.leading, 600, st.SECONDARY)
    when = ts.paragraph(Span(start, style.struck() if struck else style, "en"), columns.time[1])
    sign = icon(kind_icon, look.icon_size - 1, st.KIND_COLOURS["transfer"])
    row = beside([(BAND_INDENT, when), (columns.icon[0], sign), *cells], look.width)
    return framed(pad(row, top=3.0, bottom=3.0), fill=st.BAND, width=look.width)


def day_header(
    ts: Typesetter, look: ProgrammeLook, number: str, cells: Sequence[tuple[float, float, Span, Span | None]]
) -> Block:
    """The day's number, and for each language ``(x, width, title, line beneath)``, over a strong rule."""
    titles = [(x, ts.paragraph(title, width, title=True)) for x, width, title, _ in cells]
    below = [(x, ts.paragraph(sub, width)) for x, width, _, sub in cells if sub]
    words = [beside(titles, look.width)] + ([beside(below, look.width)] if below else [])
    text = stack(words)
    numeral = _numeral(ts, look, number)
    last = text.height - words[-1].height + (words[-1].baseline or 0.0)
    rise = last - (numeral.baseline or 0.0)
    lift = max(0.0, -(rise + (numeral.baseline or 0.0) - 0.76 * look.numeral.size))
    body = Block(look.width, text.height + lift, (text.baseline or 0.0) + lift,
                 children=((0.0, rise + lift, numeral), (0.0, lift, text)))  # fmt: skip
    return stack([body, space(5.25), rule(look.width, 1.2)])


def _numeral(ts: Typesetter, look: ProgrammeLook, number: str) -> Block:
    """The day's number, smaller where three digits would touch the words beside it."""
    room = look.spec.columns.first[0] - 4.0
    numeral = ts.label(Span(number, look.numeral, "en"))
    if numeral.width <= room:
        return numeral
    return ts.label(Span(number, replace(look.numeral, size=look.numeral.size * room / numeral.width), "en"))


def fork_rule(look: ProgrammeLook) -> Block:
    """The 1 pt rule that opens and closes a fork into sub-groups."""
    return rule(look.width, 1.0)


def fork_opening(ts: Typesetter, look: ProgrammeLook, start: str, cells: Sequence[tuple[float, Block]]) -> Block:
    """The row that says the group parts: time and words in bold under a 1 pt rule."""
    when = ts.paragraph(Span(start, look.body.bold(), "en"), look.spec.columns.time[1])
    row = pad(beside([(0.0, when), *cells], look.width), top=4.5, bottom=3.0)
    return Block(look.width, row.height, row.baseline, (Rule(0, 0, look.width, 0, 1.0, st.INK),), ((0, 0, row),))
