"""A list on A4: sections under a rule, header rows repeated, two languages below each other in a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from tripplanner import glyphs
from tripplanner.documents.margins import margins
from tripplanner.documents.setter import behind, typesetter
from tripplanner.documents.sheets.content import (
    Cell,
    Column,
    Line,
    LongTable,
    RoundTable,
    Section,
    Sheet,
    Words,
    spoken,
    trip_line,
)
from tripplanner.documents.sheets.evening import breaks
from tripplanner.documents.sheets.tables import KEY, long_table, name_width, round_table, white
from tripplanner.documents.spelt import forms
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import (
    beside,
    kicker,
    kicker_spans,
    pad,
    rule,
    space,
    stack,
    table_head,
    table_row,
)
from tripplanner.documents.typesetting.flow import Flow, decorate
from tripplanner.documents.typesetting.marks import Block, Page, Placed, Rect, Source
from tripplanner.documents.typesetting.text import Align, Span, Typesetter
from tripplanner.i18n import printed, say
from tripplanner.names import PersonName

WIDE = replace(st.A4, name="A4 wide", width=st.A4.height, height=st.A4.width)
_A3 = {False: replace(st.A4, name="A3", width=st.A4.height, height=2 * st.A4.width),
       True: replace(st.A4, name="A3 wide", width=2 * st.A4.width, height=st.A4.height)}  # fmt: skip
_GAP = 9.0
_DRAFT_ROOM = 9.0
_AIRY, _TIGHT = 4.5, 1.5  # white above and below a row
_SHORT = 6  # rows of a list that stays on one page
_TICK = 9.0
_HAND = 21.0  # room for a line written by hand
_HEAD = st.Style(7.5, 10.5, 700)
_ROW = st.BODY_A4
_QUIET = st.DETAIL_A4


def laid_out(sheet: Sheet) -> list[Page]:
    """The finished pages."""
    return _Setting(sheet).pages()


def paper_of(sheet: Sheet) -> st.PageSpec:
    """The paper that a list is printed on."""
    if sheet.large:
        return _A3[sheet.wide]
    return WIDE if sheet.wide else st.A4


def title_of(sheet: Sheet) -> str:
    """What the file calls itself."""
    return f"{say(sheet.title, sheet.languages[0])} – {sheet.trip.heading.best(*sheet.languages)}"


class _Setting:
    """Sets one list."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._spec = paper_of(sheet)
        # The usual typesetter remembers the words it has set.
        self._ts = Typesetter(glyphs.face) if sheet.protected else typesetter()

    def pages(self) -> list[Page]:
        sheet = self._sheet
        flow = Flow(self._spec, top=_DRAFT_ROOM if sheet.trip.edition.draft else 0.0)
        flow.add(self._title(), keep=1)
        for number, section in enumerate(sheet.sections, 1):
            self._add(flow, section, number)
        if not sheet.sections:
            flow.add(self._nothing(), gap=6.0)
        return decorate(flow.pages(), self._margins)

    # --- words -------------------------------------------------------------------------------------------

    def _spoken(self, words: Words) -> list[tuple[str, str]]:
        return spoken(words, self._sheet.languages)

    def _lines(self, line: Line) -> Iterator[list[Span]]:
        """The spans of each paragraph: the first language in its style, the other small below it."""
        style = _QUIET if line.quiet else _ROW
        first = style.bold() if line.bold else style
        if isinstance(line.words, PersonName):
            yield list(name_spans(line.words, style, line.source))
            return
        for n, (words, language) in enumerate(self._spoken(line.words)):
            yield [Span(words, first if n == 0 else _QUIET, language, line.source)]

    def _paragraphs(self, words: Words, style: st.Style, width: float) -> list[Block]:
        return [self._ts.paragraph(Span(said, style, code), width) for said, code in self._spoken(words)]

    def _cell(self, cell: Cell, width: float, align: Align) -> Block:
        if cell.tick:
            return Block(_TICK, 12.0, 9.5, (Rect(0, 1.5, _TICK, _TICK, None, st.INK, 0.8, kind="tick"),))
        if cell.write:
            return space(_HAND, width)
        return self._aligned(cell, width, align)

    def _aligned(self, cell: Cell, width: float, align: Align) -> Block:
        spans = [paragraph for line in cell.lines for paragraph in self._lines(line)]
        return stack([self._ts.paragraph(paragraph, width, align=align) for paragraph in spans])

    # --- parts -------------------------------------------------------------------------------------------

    def _title(self) -> Block:
        sheet, width = self._sheet, self._spec.text_width
        lines = [
            self._ts.paragraph(Span(words, st.A4_TITLE if n == 0 else st.A4_TITLE_LONG, code), width, title=True)
            for n, (words, code) in enumerate(self._spoken(sheet.title))
        ]
        for n, (words, code) in enumerate(self._spoken(partial(trip_line, sheet))):
            style = _ROW if n == 0 else _QUIET
            lines.append(self._ts.paragraph(Span(words, style.in_(st.SECONDARY), code), width))
        for words in sheet.intro:
            lines += self._paragraphs(words, _ROW, width)
        if sheet.warning is not None:
            lines += self._paragraphs(sheet.warning, _ROW.bold().in_(st.ERROR), width)
        return stack([*lines, space(4.5), rule(width, 1.2), space(3.0)]).named("heading sheet")

    def _add(self, flow: Flow, section: Section, number: int) -> None:
        if section.own_page:
            flow.new_page()
        opening = self._opening(section, number)
        if opening:
            # A round table stays with the list of those who sit at it, and so do the rows of a short list.
            # It keeps no more than those: else one short section after another would have to stand on the same page.
            short = section.table is None and 0 < len(section.rows) <= _SHORT
            drawn = isinstance(section.table, RoundTable)
            flow.add(opening, gap=15.0, keep=1 + drawn + len(section.rows) if short or drawn else 2)
        if not section.rows:
            flow.add(self._nothing(), gap=6.0)
        elif isinstance(section.table, LongTable):
            self._facing(flow, section, section.table, number, self._free(number, opening))
        else:
            self._rows(flow, section, number, self._free(number, opening))
        flow.repeat(None)

    def _nothing(self) -> Block:
        return stack(self._paragraphs(self._sheet.nothing, _QUIET, self._spec.text_width))

    def _free(self, number: int, opening: Block | None) -> float:
        """The height (pt) below the heading of a section that begins a page."""
        above = [opening.height + 15.0] if opening else []
        above += [self._title().height] if number == 1 else []
        return self._spec.text_height - _DRAFT_ROOM - sum(above) - 6.0

    def _rows(self, flow: Flow, section: Section, number: int, free: float) -> None:
        """The table; one that has its page to itself is set tighter where that keeps it on the page."""
        width = self._spec.text_width
        edges = list(_edges(section.columns, width))
        head = table_head([(x, self._head(column, w)) for column, (x, w) in zip(section.columns, edges, strict=True)],
                          width)  # fmt: skip
        if isinstance(section.table, RoundTable):
            drawn = round_table(self._ts, section.table, width, self._aligned)
            flow.add(drawn.named(f"row {number}.table"), keep=2)
        flow.add(head.named(f"heading columns {number}"), gap=6.0, keep=1)
        rows = [[(x, self._cell(cell, w, column.align))
                 for cell, column, (x, w) in zip(row, section.columns, edges, strict=True)]
                for row in section.rows]  # fmt: skip
        padding, turns = self._spread([beside(cells, width).height + 0.5 for cells in rows], section, head, free,
                                      alone=self._alone(number))  # fmt: skip
        above: Cell | None = None
        for n, (row, cells) in enumerate(zip(section.rows, rows, strict=True)):
            again = self._again(section, head, above if section.grouped and not row[0].lines else None)
            if n in turns:
                flow.new_page()
                flow.add(again, keep=1)
            flow.repeat(again)
            above = row[0] if row[0].lines else above
            flow.add(table_row(cells, width, padding).named(f"row {number}.{n}"))

    def _spread(
        self, heights: Sequence[float], section: Section, head: Block, free: float, *, alone: bool
    ) -> tuple[float, tuple[int, ...]]:  # fmt: skip
        """The white above and below each row (pt), and the rows that begin a page: of a section with pages of its own.

        It is set tighter where that keeps it on one page, else its pages are filled evenly.
        """
        if not alone:
            return _AIRY, ()
        padding = white(heights, free - head.height, _AIRY, _TIGHT)
        high = [height + 2 * padding for height in heights]
        later = self._spec.text_height - _DRAFT_ROOM - self._again(section, head, None).height
        return padding, breaks(high, free - head.height, later)

    def _alone(self, number: int) -> bool:
        """Whether a section begins a page and none follows it there."""
        sections = self._sheet.sections
        begins = number == 1 or sections[number - 1].own_page
        return begins and (number == len(sections) or sections[number].own_page)

    def _facing(self, flow: Flow, section: Section, table: LongTable, number: int, free: float) -> None:
        """A long table with the two sides; their headings return where it goes on over the page."""
        width = self._spec.text_width
        room = name_width(width)
        _, left, _, right = section.columns
        heads = [(0.0, self._head(replace(left, align="right"), room)), (width - room, self._head(right, room))]
        head = pad(beside(heads, width), bottom=4.5)
        flow.add(head, gap=6.0, keep=2)
        flow.repeat(self._again(section, head, None))
        for n, row in enumerate(long_table(self._ts, table, width, free - head.height - 6.0, self._aligned)):
            flow.add(row.named(f"row {number}.{n}"))

    def _again(self, section: Section, head: Block, above: Cell | None) -> Block:
        """What opens a page on which a table goes on: of which section, and of which day, these rows are."""
        said = [*section.heading[:1], *(line.words for line in (above.lines[:1] if above else ()))]
        if not said:
            return head
        parts = [(words, code) for one in said for words, code in self._spoken(one)[:1]]
        spans = [Span((" · " if n else "") + words, st.KICKER, code) for n, (words, code) in enumerate(parts)]
        going_on = [Span(behind(words, code) if n == 0 else f"\u00a0\u00a0{words}", _QUIET, code)
                    for n, (words, code) in enumerate(self._spoken(printed("continued")))]  # fmt: skip
        words = self._ts.paragraph([*spans, *going_on], self._spec.text_width)
        return stack([words, space(4.5), head]).named("repeat section")

    def _opening(self, section: Section, number: int) -> Block | None:
        """The heading over its rule, with the notes below."""
        if not section.heading:
            return None
        pairs = [pair for words in section.heading for pair in self._spoken(words)]
        blocks = [kicker(self._ts, kicker_spans(pairs), self._spec.text_width)]
        for words in (*section.notes, *((KEY,) if section.table else ())):
            blocks += self._paragraphs(words, _QUIET, self._spec.text_width)
        return stack(blocks).named(f"heading section {number}")

    def _head(self, column: Column, width: float) -> Block:
        pairs = self._spoken(column.title)
        side = "right" if column.align == "right" else "left"
        spans = [Span(words, _HEAD if n == 0 else _QUIET, code) for n, (words, code) in enumerate(pairs)]
        return stack([self._ts.paragraph(span, width, align=side) for span in spans])

    def _margins(self, page: Page, total: int) -> Sequence[Placed]:
        return margins(self._ts, page, total, self._sheet.title, self._sheet.trip, self._sheet.languages)


def _edges(columns: Sequence[Column], width: float) -> Iterator[tuple[float, float]]:
    """Left edge and width in pt of each column, by their shares."""
    room = width - _GAP * (len(columns) - 1)
    whole = sum(column.share for column in columns)
    x = 0.0
    for column in columns:
        own = room * column.share / whole
        yield x, own
        x += own + _GAP


def name_spans(name: PersonName, style: st.Style, source: Source | None = None) -> Iterator[Span]:
    """``李娜 LI Na``: the native form in bold first, then the Latin one; bold itself where it stands alone.

    A script that needs shaping is left to its Latin form.
    """
    native, latin = forms(name)
    if native:
        yield Span(native, style.bold(), "zh", source, verbatim=True)
    if latin or not native:
        yield Span(f" {latin}" if native else latin or "–", style if native else style.bold(), "en", source,
                   verbatim=True)  # fmt: skip
