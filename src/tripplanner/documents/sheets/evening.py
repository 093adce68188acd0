"""Where a table that takes several pages goes on, so that its last page does not hold a row or two alone."""

from __future__ import annotations

from collections.abc import Sequence

NEARLY_EMPTY = 0.4
"""A last page that is filled less than so much is evened out with those before it."""
_STEP = 6.0  # pt


def breaks(heights: Sequence[float], first: float, later: float) -> tuple[int, ...]:
    """The rows that begin a further page, each page filled about equally; none where rows may just be poured.

    ``heights`` of the rows in pt; ``first``: what the first page has room for, ``later`` any other. Rows are poured
    where one page holds them all, where the last page is well filled, or where a row is higher than a page.
    """
    poured = _poured(heights, first, later)
    if not poured or max(heights) > min(first, later):
        return ()
    if sum(heights[poured[-1] :]) > NEARLY_EMPTY * later:
        return ()
    found, white = poured, _STEP
    while white < min(first, later) - max(heights):
        tried = _poured(heights, first - white, later - white)
        if len(tried) > len(poured):
            break
        found, white = tried, white + _STEP
    return found


def _poured(heights: Sequence[float], first: float, later: float) -> tuple[int, ...]:
    """The rows that begin a further page where each is filled before the next."""
    begun: list[int] = []
    room = first
    for number, height in enumerate(heights):
        if height > room + 0.01 and number:
            begun.append(number)
            room = later
        room -= height
    return tuple(begun)
