"""QR codes as rows of rectangles."""

from __future__ import annotations

import importlib
import sys
from functools import lru_cache
from importlib.util import find_spec
from types import ModuleType
from typing import Any

QUIET_ZONE = 4
LARGEST_VERSION = 6
MASK = 3
"""One pattern for all codes: trying all eight and scoring them costs more than setting the page around it."""


@lru_cache(maxsize=256)
def modules(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """(modules on a side with the quiet zone, (x, y, length) of each dark bar) of ``text`` at level M.

    A text too long for version 6 at level M is tried at level L, then in a larger version.
    """
    encoder = _encoder()
    for error, version in (("m", LARGEST_VERSION), ("l", LARGEST_VERSION), ("m", None)):
        try:
            code = encoder.encode(text, error=error, boost_error=False, mask=MASK, micro=False)
        except encoder.DataOverflowError:
            continue
        if version is None or code.version <= version:
            break
    rows = [list(row) for row in code.matrix]  # pyright: ignore[reportPossiblyUnboundVariable] - the last try raises
    bars = tuple(bar for y, row in enumerate(rows) for bar in _bars(row, y))
    return len(rows) + 2 * QUIET_ZONE, bars


_BARE = f"{__name__}_segno"


@lru_cache(maxsize=1)
def _encoder() -> Any:
    """The encoder of segno alone: its package also loads writers of pictures, and with them HTTP, TLS and mail.

    The modules are found under a name of ours, so that whoever imports segno gets all of it.
    """
    if "segno" in sys.modules:
        from segno import encoder

        return encoder
    found = find_spec("segno")
    if found is None or found.submodule_search_locations is None:
        raise ModuleNotFoundError(name="segno")
    package = ModuleType(_BARE)
    package.__path__ = list(found.submodule_search_locations)
    sys.modules[_BARE] = package
    return importlib.import_module(f"{_BARE}.encoder")


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
