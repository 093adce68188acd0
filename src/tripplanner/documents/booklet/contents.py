"""The table of contents: each day with its sites, then what comes after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tripplanner import dates
from tripplanner.documents.booklet.day import day_anchor, day_number
from tripplanner.documents.content import DayContent, SiteSheet
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, disc, pad, page_title, ruled, space, stack
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Page
from tripplanner.documents.typesetting.text import Span
from tripplanner.i18n import Message, printed, say

LONGEST = 120
"""Characters of a title that a line of the contents tells."""
_PADDINGS = (3.75, 2.25)
"""White above and below a day (pt): the first with which one page holds everything …"""
_AIRY = 5.25
"""… and where none does, the contents take more pages, airy and about equally filled."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the booklet: its name and the anchor it begins at; ``before_days`` it is listed above them."""

    title: Message
    anchor: str
    before_days: bool = False


def contents_pages(setter: Setter, chapters: Sequence[Chapter], numbers: Mapping[str, int], first: int) -> list[Page]:
    """The pages; ``numbers`` are pages by anchor (missing ones are left blank in a first reckoning)."""
    setter.place = printed("Contents")
    flow = Flow(setter.spec, first)
    columns = setter.columns((0.0, 196.0), (204.0, 110.0))
    cells = [(x, width, Span(say(printed("Contents"), code), st.PAGE_TITLE, code))
             for (x, width), code in zip(columns, setter.languages, strict=True)]  # fmt: skip
    flow.add(page_title(setter.ts, cells, setter.width).anchored("contents").named("heading contents"), keep=1)
    before = [_chapter(setter, chapter, numbers) for chapter in chapters if chapter.before_days]
    after = [_chapter(setter, chapter, numbers) for chapter in chapters if not chapter.before_days]
    for block in before:
        flow.add(block)
    for block in _fitting(setter, numbers, 36.0 + sum(block.height for block in (*before, *after))):
        flow.add(block)
    for number, block in enumerate(after):
        flow.add(block, gap=4.5 if number == 0 else 0.0, keep=len(after) - 1 if number == 0 else 0)
    return flow.pages(balanced=True)


def _fitting(setter: Setter, numbers: Mapping[str, int], taken: float) -> list[Block]:
    """The rows of the days on one page of which ``taken`` pt are used, or airy on several."""
    if numbers and not any(day_anchor(day) in numbers for day in setter.content.trip.days):
        return []
    days, room = setter.content.trip.days, setter.spec.text_height - taken
    rows: list[Block] = []
    for padding in (*_PADDINGS, _AIRY):
        less = 2 * (_PADDINGS[0] - padding) * len(days)
        if not rows or padding == _AIRY or sum(block.height for block in rows) - less <= room:
            rows = [_day(setter, day, numbers, padding) for day in days]
        if sum(block.height for block in rows) <= room:
            break
    return rows


def _day(setter: Setter, day: DayContent, numbers: Mapping[str, int], padding: float) -> Block:
    """Disc, title and date; beneath, the sites first visited that day."""
    anchor = day_anchor(day)
    sign = disc(setter.ts, day_number(day), 15.0)
    page = _page_number(setter, numbers.get(anchor), st.BODY.bold())
    head = beside([(0.0, sign), *_cells(setter, day), (setter.width - page.width, page)], setter.width)
    sheets = sites_of(setter.content.trip.sites, day) if "sites" in setter.content.sections else []
    lines = [_site(setter, sheet, numbers) for sheet in sheets]
    between = [space(1.5)] if lines and padding == _AIRY else []
    whole = stack([head, *between, *lines])
    return setter.row(ruled(pad(whole, top=padding, bottom=padding)), f"contents {day.date}")


def _cells(setter: Setter, day: DayContent) -> list[tuple[float, Block]]:
    columns = setter.columns((28.0, 168.0), (204.0, 110.0))
    cells: list[tuple[float, Block]] = []
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


def _site(setter: Setter, sheet: SiteSheet, numbers: Mapping[str, int]) -> Block:
    anchor = f"site-{sheet.ref.uuid}"
    style = st.Style(8, 12, colour=st.SECONDARY)
    columns = setter.columns((28.0, 168.0), (204.0, 110.0))
    number = setter.ts.label(Span(str(sheet.number), style.bold(), "en"))
    cells = setter.cells(sheet.name, sheet.ref, "name", columns, style, link=f"#{anchor}", longest=LONGEST)
    page = _page_number(setter, numbers.get(anchor), style)
    return beside([(22.0 - number.width, number), *cells, (setter.width - page.width, page)], setter.width)


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
