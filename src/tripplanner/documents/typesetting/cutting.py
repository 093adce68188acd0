"""Cuts a block that is higher than a page between two of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tripplanner.documents.typesetting.marks import Block, Mark, Rect, Rule, Shape, TextLine

ENOUGH = 0.6
"""The share of a page that a part must fill to end where nothing is crossed."""


class Remainder:
    """What is left of a block after the parts taken from its top, no line of text split.

    Bars, bands and frames are cut through. Marks are placed once, when their part is taken: a text over a hundred
    pages costs a hundred looks through the list of its lines, and not a hundred copies of it.
    """

    def __init__(self, block: Block) -> None:
        self._block = block
        self._at = 0.0
        self._marks = [(*_extent(mark), mark) for mark in _flat(block, 0.0, 0.0)]
        self._spans = sorted((top, bottom) for top, bottom, mark in self._marks if not _cuttable(mark))

    @property
    def height(self) -> float:
        """What is still to be placed, in pt."""
        return max(0.0, self._block.height - self._at)

    def take(self, height: float) -> Block:
        """The next part, at most ``height`` pt high.

        Where even the first line is higher, the cut comes after it: a part is never empty.
        """
        start = self._at
        end, at = self._ends(height)
        marks = tuple(moved(part, 0.0, -start) for entry in self._marks for part in _between(entry, start, end))
        self._at = at
        self._marks = [entry for entry in self._marks if entry[1] > end + 0.01]
        self._spans = [span for span in self._spans if span[1] > end + 0.01]
        return Block(
            self._block.width, end - start, None if start else self._block.baseline, marks, row=self._block.row
        )

    def rest(self) -> Block:
        """All that is left, in one piece."""
        if not self._at:
            return self._block
        marks = tuple(
            moved(part, 0.0, -self._at) for entry in self._marks for part in _between(entry, self._at, entry[1])
        )
        return Block(self._block.width, self.height, None, marks, row=self._block.row)

    def _ends(self, height: float) -> tuple[float, float]:
        """Where the next part ends and where the rest begins.

        Both at a place that crosses nothing, if that leaves little of the page white. Columns whose lines never
        stand level have no such place: then each column goes on with the first line that had no room.
        """
        clean = self._clean(height)
        if clean >= self._at + ENOUGH * height:
            return clean, clean
        end = self._at + height
        if self._spans and not any(bottom <= end + 0.01 for _, bottom in self._spans):
            end = max(self._spans[0][1], self._at + 1.0)
        return end, min((top for top, bottom in self._spans if bottom > end + 0.01), default=end)

    def _clean(self, height: float) -> float:
        """The lowest place at most ``height`` further down that crosses no span."""
        best = reach = self._at
        end = self._at + height
        for top, bottom in self._spans:
            if top >= reach - 0.01 and reach <= end:
                best = reach
            reach = max(reach, bottom)
        return end if reach <= end else best


def _flat(block: Block, x: float, y: float) -> Iterator[Mark]:
    for mark in block.marks:
        yield moved(mark, x, y)
    for dx, dy, child in block.children:
        yield from _flat(child, x + dx, y + dy)


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """``mark`` shifted by ``dx``, ``dy`` pt."""
    if isinstance(mark, TextLine):
        return replace(mark, x=mark.x + dx, baseline=mark.baseline + dy)
    if isinstance(mark, Rule):
        return replace(mark, x=mark.x + dx, x2=mark.x2 + dx, y=mark.y + dy, y2=mark.y2 + dy)
    if isinstance(mark, Shape):
        shifted = tuple(
            (op, tuple(n + (dy if i % 2 else dx) for i, n in enumerate(numbers))) for op, numbers in mark.ops
        )
        return replace(mark, ops=shifted, x=mark.x + dx, y=mark.y + dy)
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


def _extent(mark: Mark) -> tuple[float, float]:
    """Top and bottom of a mark; of a line of text with its accents and descenders."""
    match mark:
        case TextLine():
            return mark.baseline - 0.9 * mark.size, mark.baseline + 0.25 * mark.size
        case Rule():
            return min(mark.y, mark.y2), max(mark.y, mark.y2)
        case _:
            height = getattr(mark, "h", getattr(mark, "size", 0.0))
            return mark.y, mark.y + height


def _cuttable(mark: Mark) -> bool:
    return isinstance(mark, Rect | Rule) and _extent(mark)[1] - _extent(mark)[0] > 20


def _between(entry: tuple[float, float, Mark], start: float, end: float) -> Iterator[Mark]:
    """The mark, or what of it lies between two heights; nothing of what begins below ``end``."""
    top, bottom, mark = entry
    inside = bottom <= end + 0.01
    if not inside and not (top < end and _cuttable(mark)):
        return
    if not _cuttable(mark) or (inside and top >= start):
        yield mark
    elif isinstance(mark, Rule):
        yield replace(mark, y=max(top, start), y2=min(bottom, end))
    else:
        assert isinstance(mark, Rect)
        yield replace(mark, y=max(top, start), h=min(bottom, end) - max(top, start))
