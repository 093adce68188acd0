"""A day on facing pages: the first language on the left, the second on the right, every row at the same height."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from tripplanner.documents.booklet.content import BookletContent
from tripplanner.documents.booklet.day import (
    HEADER_GAP,
    continued,
    day_anchor,
    day_heading,
    facing_parts,
    legend_of,
    nothing_planned,
)
from tripplanner.documents.booklet.rows import Row, RowSetter
from tripplanner.documents.content import DayContent, Ref
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Page
from tripplanner.i18n import printed


def facing_day_pages(setter: Setter, day: DayContent, sites: Mapping[Ref, int], first: int) -> list[Page]:
    """The pages of a day, ``first`` a left page: left and right alternate and break at the same rows."""
    setter.place = day.title or printed("Day {number}", number=day.number)
    content = cast("BookletContent", setter.content)
    alone = [replace(setter, content=replace(content, languages=(code,))) for code in setter.languages]
    poured = [_Column(one, day, sites) for one in alone]
    left, right = poured
    heights = [max(a.height, b.height) for a, b in zip(left.blocks(), right.blocks(), strict=True)]
    columns = [column.pages(heights, first + side) for side, column in enumerate(poured)]
    return [page for pair in _paired(*columns) for page in pair]


def _paired(left: list[Page], right: list[Page]) -> Iterator[tuple[Page, Page]]:
    """Left with right pages. Texts longer than a page may take more pages in one language: the other stays white."""
    for n in range(max(len(left), len(right))):
        for side in (left, right):
            if n == len(side):
                side.append(replace(side[-1], number=side[-1].number + 2, placed=()))
        yield left[n], right[n]


class _Column:
    """One language of a day."""

    def __init__(self, setter: Setter, day: DayContent, sites: Mapping[Ref, int]) -> None:
        self.setter, self.day = setter, day
        self.head = day_heading(setter, day)
        self.rows = RowSetter(setter, day, sites).rows() or [Row(nothing_planned(setter, day))]
        self.below = facing_parts(setter, day, 0, alone=False)
        self.legend = legend_of(setter, day)

    def blocks(self) -> list[Block]:
        """Everything that must have the same height on both sides."""
        extra = [self.legend] if self.legend else []
        return [self.head, *(row.block for row in self.rows), *(part.block for part in self.below), *extra]

    def pages(self, heights: list[float], first: int) -> list[Page]:
        """Its pages, numbered ``first``, ``first + 2`` …; every block stretched to ``heights``."""
        flow = Flow(self.setter.spec, first)
        levelled = iter(heights)
        language = self.setter.languages[0]
        head = _stretched(self.head, next(levelled))
        if first % 2 == 0:
            head = head.anchored(day_anchor(self.day))
        flow.add(head.named(f"heading day {self.day.date} {language}"), keep=2)
        flow.repeat(continued(self.setter, self.day))
        for number, row in enumerate(self.rows):
            block = self.setter.row(_stretched(row.block, next(levelled)), f"{_name(row)} {language}")
            flow.add(block, gap=HEADER_GAP if number == 0 else row.gap, keep=row.keep)
        flow.repeat(None)
        for number, part in enumerate(self.below):
            block = _stretched(part.block, next(levelled))
            flow.add(self.setter.row(block, f"part {self.day.date} {number} {language}"), gap=part.gap, keep=part.keep)
        if self.legend:
            flow.add(_stretched(self.legend, next(levelled)).named(f"legend {self.day.date} {language}"), gap=9.0)
        return [_moved(page, first + 2 * n, self.setter) for n, page in enumerate(flow.pages())]


def _name(row: Row) -> str:
    return (row.block.row or "row").removeprefix("long ")


def _stretched(block: Block, height: float) -> Block:
    return replace(block, height=max(height, block.height))


def _moved(page: Page, number: int, setter: Setter) -> Page:
    """The page under another number, its text at that side's margin."""
    spec = setter.spec
    shift = spec.left(number) - page.text_area[0]
    placed = tuple(entry._replace(x=entry.x + shift) for entry in page.placed)
    return replace(page, number=number, placed=placed, text_area=(spec.left(number), *page.text_area[1:]))
