"""QR codes as rows of rectangles."""

from __future__ import annotations

from functools import lru_cache

QUIET_ZONE = 4
LARGEST_VERSION = 6
MASK = 3
"""One pattern for all codes: trying all eight and scoring them costs more than setting the page around it."""


@lru_cache(maxsize=256)
def modules(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """(modules on a side with the quiet zone, (x, y, length) of each dark bar) of ``text`` at level M.

    A text too long for version 6 at level M is tried at level L, then in a larger version.
    """
    import segno
    from segno.encoder import DataOverflowError

    for error, version in (("m", LARGEST_VERSION), ("l", LARGEST_VERSION), ("m", None)):
        try:
            code = segno.make_qr(text, error=error, boost_error=False, mask=MASK)
        except DataOverflowError:
            continue
        if version is None or int(code.version) <= version:
            break
    rows = [list(row) for row in code.matrix]  # pyright: ignore[reportPossiblyUnboundVariable] - the last try raises
    bars = tuple(bar for y, row in enumerate(rows) for bar in _bars(row, y))
    return len(rows) + 2 * QUIET_ZONE, bars


def _bars(row: list[int], y: int) -> list[tuple[int, int, int]]:
    bars: list[tuple[int, int, int]] = []
    x = 0
    while x < len(row):
        length = 0
        while x + length < len(row) and row[x + length]:
            length += 1
        if length:
            bars.append((x + QUIET_ZONE, y + QUIET_ZONE, length))
        x += max(1, length)
    return bars
