"""Cuts a block that is higher than a page between two of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tripplanner.documents.typesetting.marks import Block, Mark, Rect, Rule, Shape, TextLine


def cut(block: Block, height: float) -> tuple[Block, Block]:
    """``block`` as an upper part of at most ``height`` pt and the rest, no line of text split.

    Bars, bands and frames are cut through. Where even the first line is higher
    than ``height``, the cut comes after it: a part is never empty.
    """
    marks = list(_flat(block, 0.0, 0.0))
    spans = sorted(_extent(mark) for mark in marks if not _cuttable(mark))
    at = _cut_at(spans, height)
    upper = [part for mark in marks for part in _upper(mark, at)]
    lower = [part for mark in marks for part in _lower(mark, at)]
    return (
        Block(block.width, at, block.baseline, tuple(upper), row=block.row),
        Block(block.width, max(0.0, block.height - at), None, tuple(lower), row=block.row),
    )


def _cut_at(spans: list[tuple[float, float]], height: float) -> float:
    """The lowest place at or above ``height`` that crosses no span."""
    best, reach = 0.0, 0.0
    for top, bottom in spans:
        if top >= reach - 0.01 and reach <= height:
            best = reach
        reach = max(reach, bottom)
    if reach <= height:
        best = height
    first = spans[0][1] if spans else height
    return best if best > 0 else max(first, 1.0)


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


def _upper(mark: Mark, at: float) -> Iterator[Mark]:
    top, bottom = _extent(mark)
    if bottom <= at + 0.01:
        yield mark
    elif top < at and _cuttable(mark):
        yield _between(mark, top, at)


def _lower(mark: Mark, at: float) -> Iterator[Mark]:
    top, bottom = _extent(mark)
    if bottom <= at + 0.01:
        return
    if top < at and _cuttable(mark):
        mark = _between(mark, at, bottom)
    yield moved(mark, 0.0, -at)


def _between(mark: Mark, top: float, bottom: float) -> Mark:
    if isinstance(mark, Rule):
        return replace(mark, y=top, y2=bottom)
    assert isinstance(mark, Rect)
    return replace(mark, y=top, h=bottom - top)
