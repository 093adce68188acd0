"""The office’s own colour on paper: it takes the place of our green and its tint, dark enough to be read."""

from __future__ import annotations

import re
from functools import cache

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LEAST_CONTRAST = 4.5
"""Of text on white paper (WCAG 2, AA)."""
_TINT = 0.12
"""How much of the colour is in its tint."""


@cache
def readable(accent: str) -> str:
    """The colour ``#rrggbb``, darkened until text in it can be read on white; empty where it is no colour."""
    if not _COLOUR.fullmatch(accent):
        return ""
    parts = _parts(accent)
    while contrast(_written(parts)) < _LEAST_CONTRAST:
        parts = [part * 0.95 for part in parts]
    return _written(parts)


def contrast(colour: str) -> float:
    """Of a colour ``#rrggbb`` on white, 1 to 21."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def tinted(colour: str) -> str:
    """A colour ``#rrggbb`` as pale as the ground of a frame."""
    return _written([1 - _TINT * (1 - part) for part in _parts(colour)])


def _parts(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def _written(parts: list[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)
