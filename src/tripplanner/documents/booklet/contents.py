"""The table of contents: each day with its sites, then what comes after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tripplanner import dates
from tripplanner.documents.booklet.day import day_anchor, day_number
from tripplanner.documents.content import DayContent, SiteSheet
from tripplanner.documents.setter import Setter, shortened
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, disc, pad, page_title, ruled, stack
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Page
from tripplanner.documents.typesetting.text import Span
from tripplanner.i18n import Message, printed, say

LONGEST = 120
"""Characters of a title that a line of the contents tells."""
_LOOKS = ((False, 3.75), (False, 2.25), (True, 3.75), (True, 2.25), (True, 0.75))
"""From airy to tight: the date beside the title or beneath, the white above and below a day (pt)."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the booklet after the days: its name and the anchor it begins at."""

    title: Message
    anchor: str


def contents_pages(setter: Setter, chapters: Sequence[Chapter], numbers: Mapping[str, int], first: int) -> list[Page]:
    """The pages; ``numbers`` are pages by anchor (missing ones are left blank in a first reckoning)."""
    setter.place = printed("Contents")
    flow = Flow(setter.spec, first)
    columns = setter.columns((0.0, 196.0), (204.0, 110.0))
    cells = [(x, width, Span(say(printed("Contents"), code), st.PAGE_TITLE, code))
             for (x, width), code in zip(columns, setter.languages, strict=True)]  # fmt: skip
    flow.add(page_title(setter.ts, cells, setter.width).anchored("contents").named("heading contents"), keep=1)
    days, tight = _fitting(setter, chapters, numbers)
    for block in days:
        flow.add(block)
    for number, block in enumerate(_chapters(setter, chapters, numbers, tight=tight)):
        flow.add(block, gap=4.5 if number == 0 else 0.0)
    return flow.pages()


def _fitting(setter: Setter, chapters: Sequence[Chapter], numbers: Mapping[str, int]) -> tuple[list[Block], bool]:
    """The rows of the days as airy as one page allows, and whether they had to be set tight."""
    days: list[Block] = []
    for tight, padding in _LOOKS:
        days = [_day(setter, day, numbers, tight=tight, padding=padding) for day in setter.content.trip.days]
        after = 12.0 * (len(chapters) + 1) // 2 if tight else 12.0 * len(chapters)
        if sum(block.height for block in days) + after + 36.0 <= setter.spec.text_height:
            return days, tight
    return days, True


def _day(
    setter: Setter, day: DayContent, numbers: Mapping[str, int], *, tight: bool = False, padding: float = 3.75
) -> Block:
    """Disc, title and date; beneath, the sites first visited that day."""
    anchor = day_anchor(day)
    title = _cells(setter, day, tight=tight)
    sign = disc(setter.ts, day_number(day), 15.0)
    page = _page_number(setter, numbers.get(anchor), st.BODY.bold())
    head = beside([(0.0, sign), *title, (setter.width - page.width, page)], setter.width)
    sheets = sites_of(setter.content.trip.sites, day) if "sites" in setter.content.sections else []
    lines = [_site(setter, sheet, numbers, tight=tight) for sheet in sheets]
    return setter.row(ruled(pad(stack([head, *lines]), top=padding, bottom=padding)), f"contents {day.date}")


def _cells(setter: Setter, day: DayContent, *, tight: bool) -> list[tuple[float, Block]]:
    columns = setter.columns((28.0, 168.0), (204.0, 110.0))
    cells: list[tuple[float, Block]] = []
    if tight and day.title:
        return _dated_cells(setter, day, columns)
    named = (
        setter.cells(day.title, day.ref, "title", columns, st.BODY.bold(), title=True, longest=LONGEST)
        if day.title
        else []
    )
    for n, ((x, width), code) in enumerate(zip(columns, setter.languages, strict=True)):
        link = f"#{day_anchor(day)}"
        date = setter.ts.paragraph(
            Span(dates.short_date(day.date, code), st.DETAIL if named else st.BODY.bold(), code, link=link), width
        )
        cells.append((x, stack([named[n][1], date]) if named else date))
    return cells


def _dated_cells(setter: Setter, day: DayContent, columns: Sequence[tuple[float, float]]) -> list[tuple[float, Block]]:
    """The date before the title on one line: for a long table."""
    cells: list[tuple[float, Block]] = []
    for voice, (x, width) in zip(setter.voices(day.title, day.ref, "title"), columns, strict=True):
        voice = replace(voice, words=shortened(voice.words, LONGEST))
        short = dates.short_date(day.date, voice.column)
        date = Span(short + " ", st.DETAIL, voice.column, link=f"#{day_anchor(day)}")
        cells.append((x, setter.voice(voice, width, st.BODY.bold(), before=[date])))
    return cells


def _site(setter: Setter, sheet: SiteSheet, numbers: Mapping[str, int], *, tight: bool) -> Block:
    anchor = f"site-{sheet.ref.uuid}"
    style = st.Style(7.5, 9.75, colour=st.SECONDARY) if tight else st.Style(8, 12, colour=st.SECONDARY)
    columns = setter.columns((28.0, 168.0), (204.0, 110.0))
    number = setter.ts.label(Span(str(sheet.number), style.bold(), "en"))
    cells = setter.cells(sheet.name, sheet.ref, "name", columns, style, link=f"#{anchor}", longest=LONGEST)
    page = _page_number(setter, numbers.get(anchor), style)
    return beside([(22.0 - number.width, number), *cells, (setter.width - page.width, page)], setter.width)


def _chapters(setter: Setter, chapters: Sequence[Chapter], numbers: Mapping[str, int], *, tight: bool) -> list[Block]:
    """What comes after the days: a row each; two in a row, in small, where the table is long."""
    if not tight:
        return [_chapter(setter, chapter, numbers) for chapter in chapters]
    half = (setter.width - 28.0 - 16.0) / 2
    cells = [_small_chapter(setter, chapter, numbers, half) for chapter in chapters]
    places = [(28.0, cells[0::2]), (28.0 + half + 16.0, cells[1::2])]
    rows = range(max(len(column) for _, column in places))
    return [beside([(x, column[n]) for x, column in places if n < len(column)], setter.width) for n in rows]


def _small_chapter(setter: Setter, chapter: Chapter, numbers: Mapping[str, int], width: float) -> Block:
    link = f"#{chapter.anchor}"
    words = [
        Span(("\u00a0\u00a0" if n else "") + said, st.DETAIL if n else st.DETAIL.in_(st.INK), code, link=link)
        for n, (said, code) in enumerate(setter.both(chapter.title))
    ]
    page = _page_number(setter, numbers.get(chapter.anchor), st.DETAIL)
    return beside([(0.0, setter.ts.paragraph(words, width - 24.0)), (width - page.width, page)], width)


def _chapter(setter: Setter, chapter: Chapter, numbers: Mapping[str, int]) -> Block:
    columns = setter.columns((28.0, 168.0), (204.0, 110.0))
    cells = [
        (x, setter.ts.paragraph(Span(say(chapter.title, code), st.BODY, code, link=f"#{chapter.anchor}"), width))
        for (x, width), code in zip(columns, setter.languages, strict=True)
    ]
    page = _page_number(setter, numbers.get(chapter.anchor), st.BODY)
    return beside([*cells, (setter.width - page.width, page)], setter.width).named(f"chapter {chapter.anchor}")


def _page_number(setter: Setter, number: int | None, style: st.Style) -> Block:
    return setter.ts.label(Span("" if number is None else str(number), style, "en"))


def sites_of(sheets: Sequence[SiteSheet], day: DayContent) -> list[SiteSheet]:
    """The sheets that follow a day: of the sites first visited on it."""
    return [sheet for sheet in sheets if sheet.days and sheet.days[0] == day.number]
