"""Blocks poured onto pages, with rules of what stays together.

A row never splits unless it is higher than a page; then it is cut between two
of its lines, so that nothing is ever clipped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tripplanner.documents.typesetting.cutting import Remainder
from tripplanner.documents.typesetting.marks import Block, Page, Placed
from tripplanner.documents.typesetting.style import PageSpec

Side = Literal["any", "left", "right", "late"]
LEAST_PART = 60.0
"""A row that must be cut anyway begins on a page with so much room (pt)."""
BALANCED = 0.4
"""A last page that is filled less than so much is evened out with those before it, where that is asked."""
LEAST_KEPT = 24.0
"""So much is enough below a heading that would stand alone."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of the flow: ``keep`` following rows stay on its page; ``start`` begins a page (of that side)."""

    block: Block
    gap: float
    keep: int
    start: Side | None
    head: Block | None
    foot: bool


class Flow:
    """Pours blocks onto pages of ``spec``, the first one numbered ``first``.

    :param top: white kept free at the top of the text area of every page (pt).
    :param blank: makes the content of a page left empty to reach a left or right page.
    """

    def __init__(self, spec: PageSpec, first: int = 1, *, top: float = 0.0, blank: Callable[[], Block] | None = None):
        self.spec, self._first, self._top, self._blank = spec, first, top, blank
        self._entries: list[_Entry] = []
        self._start: Side | None = None
        self._head: Block | None = None

    def add(self, block: Block, *, gap: float = 0.0, keep: int = 0) -> None:
        """``block`` below what came before with ``gap`` pt between them (none at the top of a page).

        ``keep``: so many of the following rows stay on the same page with it.
        """
        self._entries.append(_Entry(block, gap, keep, self._start, self._head, False))
        self._start = None

    def new_page(self, side: Side = "any") -> None:
        """What follows begins a page; "left" an even one, "right" an odd one.

        "late" begins one only where more than half of the present page is filled.
        """
        self._start = side

    def repeat(self, head: Block | None) -> None:
        """``head`` opens every page on which rows added from now on continue (None: no more)."""
        self._head = head

    def foot(self, block: Block) -> None:
        """``block`` at the very foot of the text area, on this page or the next where it has no room."""
        self._entries.append(_Entry(block, 0.0, 0, self._start, None, True))
        self._start = None

    def pages(self, *, balanced: bool = False) -> list[Page]:
        """All pages, without their running heads and feet (see :func:`decorate`).

        ``balanced``: where the last page would stay nearly white, all are filled about equally.
        """
        pages = self._poured(0.0)
        if not balanced or len(pages) < 2 or used(pages[-1]) > BALANCED * self.spec.text_height:
            return pages
        least = max(entry.block.height + entry.gap for entry in self._entries)
        low, high = 0.0, max(0.0, self.spec.text_height - self._top - least)
        while high - low > 6.0:
            white = (low + high) / 2
            tried = self._poured(white)
            if len(tried) == len(pages):
                pages, low = tried, white
            else:
                high = white
        return pages

    def _poured(self, white: float) -> list[Page]:
        """The pages with ``white`` pt left free at the foot of each."""
        pouring = _Pouring(self.spec, self._first, self._top, self._blank, white)
        entries = self._entries
        i = 0
        while i < len(entries):
            end = self._group_end(i)
            pouring.pour(entries[i:end])
            i = end
        return pouring.finish()

    def _group_end(self, i: int) -> int:
        """The first entry after those that stay with entry ``i``."""
        last = i
        k = i
        while k <= last and k < len(self._entries):
            last = max(last, k + self._entries[k].keep)
            k += 1
        return min(last + 1, len(self._entries))


class _Pouring:
    def __init__(self, spec: PageSpec, first: int, top: float, blank: Callable[[], Block] | None, white: float = 0.0):
        self.spec, self.number, self.top, self.blank, self.white = spec, first, top, blank, white
        self.done: list[Page] = []
        self.placed: list[Placed] = []
        self.y = 0.0
        self.reserved = 0.0
        self.only_heads = True  # nothing yet on the page but rows that keep others with them
        self.room = spec.text_height - top - white

    def pour(self, group: Sequence[_Entry]) -> None:
        if group[0].start:
            self._turn_to(group[0].start)
        if not self._fits(group) and self.placed:
            self._next(group[0].head)
        if self._fits(group):
            for entry in group:
                self._put(entry)
            return
        for entry in group:
            self._put_alone(entry)

    def _fits(self, group: Sequence[_Entry]) -> bool:
        height = sum(entry.gap + entry.block.height for entry in group) - group[0].gap
        return self._has_room(height, group[0].gap)

    def _has_room(self, height: float, gap: float) -> bool:
        """Whether something so high fits here, ``gap`` pt below what stands there already."""
        height += gap if self.placed else 0.0
        return self.y + height <= self.room - self.reserved + 0.01

    def _put(self, entry: _Entry) -> None:
        if entry.foot:
            self._put_foot(entry.block)
            return
        self.y += entry.gap if self.placed else 0.0
        self.only_heads = self.only_heads and entry.keep > 0
        self._place(entry.block, self.y)
        self.y += entry.block.height

    def _put_foot(self, block: Block) -> None:
        self.reserved += block.height
        self._place(block, self.room - self.reserved)

    def _place(self, block: Block, y: float) -> None:
        self.placed.append(Placed(self.spec.left(self.number), self.spec.top + self.top + y, block))

    def _put_alone(self, entry: _Entry) -> None:
        """One row of a group that no page holds: on the next page, or cut where it is higher than that.

        A row that must be cut begins where it stands; so does one below nothing but headings: they are not
        left alone. The parts of a cut row are named ``long …``.
        """
        free = self.room - self.reserved - self.y - entry.gap
        too_high = entry.block.height > self.room - self.reserved
        kept = bool(self.placed) and self.only_heads
        must_cut = (kept and free > LEAST_KEPT) or (too_high and free > LEAST_PART)
        if not self._fits([entry]) and self.placed and not must_cut:
            self._next(entry.head)
        if self._fits([entry]):
            self._put(entry)
            return
        row = entry.block.row or ""
        left = Remainder(entry.block if row.startswith("long") else entry.block.named(f"long {row}"))
        while not self._has_room(left.height, entry.gap):
            gap = entry.gap if self.placed else 0.0
            self._put(replace(entry, block=left.take(self.room - self.reserved - self.y - gap)))
            self._next(entry.head)
        self._put(replace(entry, block=left.rest()))

    def _next(self, head: Block | None = None) -> None:
        self._close()
        if head:
            self._place(head, 0.0)
            self.y = head.height

    def _close(self) -> None:
        spec, number = self.spec, self.number
        area = (spec.left(number), spec.top + self.top, spec.text_width, self.room + self.white)
        self.done.append(Page(number, spec.width, spec.height, tuple(self.placed), area))
        self.number, self.placed, self.y, self.reserved = number + 1, [], 0.0, 0.0
        self.only_heads = True

    def _turn_to(self, side: Side) -> None:
        if side == "late" and self.y <= self.room / 2:
            return
        if self.placed:
            self._close()
        if side in ("left", "right") and (self.number % 2 == 0) != (side == "left"):
            if self.blank:
                self._place(self.blank(), 0.0)
            self._close()

    def finish(self) -> list[Page]:
        if self.placed:
            self._close()
        return self.done


def used(page: Page) -> float:
    """How far down a page is filled, in pt from the top of its text area."""
    return max((entry.y + entry.block.height for entry in page.placed), default=page.text_area[1]) - page.text_area[1]


def decorate(pages: Sequence[Page], make: Callable[[Page, int], Sequence[Placed]]) -> list[Page]:
    """``pages`` with what ``make(page, total pages)`` adds: running heads, feet, day tabs."""
    total = len(pages)
    return [page.with_more(*make(page, total)) for page in pages]
