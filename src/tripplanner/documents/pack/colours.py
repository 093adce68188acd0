"""The office’s own colour on the page of a field pack, by day and by night, always to be read."""

from __future__ import annotations

import re
from functools import cache

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LEAST = 4.5
"""Contrast of text (WCAG 2, AA)."""
_PAPER, _NIGHT = "#FFFFFF", "#1A231F"
_INK, _PALE = "#06231A", "#FFFFFF"
_SOFT = 0.14
"""How much of the colour is in the ground of a frame."""
Rgb = tuple[float, float, float]


@cache
def own_colours(accent: str) -> str:
    """The style that puts ``accent`` (``#rrggbb``) in the place of our green; empty where it is no colour."""
    if not _COLOUR.fullmatch(accent):
        return ""
    day, night = _on(accent, _PAPER, 0.0), _on(accent, _NIGHT, 1.0)
    return f":root {{ {day} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {night} }} }}\n"


def _on(accent: str, ground: str, towards: float) -> str:
    """The three colours on a ground: of words, of frames, of words on the colour itself.

    The colour goes ``towards`` black (0) or white (1) until words in it can be read, on the ground and in a frame.
    """
    ours, behind = _parts(accent), _parts(ground)
    soft = _mixed(behind, ours, _SOFT)
    while min(_contrast(ours, behind), _contrast(ours, soft)) < _LEAST:
        ours = _mixed(ours, (towards, towards, towards), 0.05)
        soft = _mixed(behind, ours, _SOFT)
    upon = max((_INK, _PALE), key=lambda one: _contrast(_parts(one), ours))
    return f"--fir: {_written(ours)}; --on-fir: {upon}; --fir-soft: {_written(soft)};"


def _contrast(one: Rgb, other: Rgb) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _light(colour: Rgb) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (a + (b - a) * share for a, b in zip(colour, other, strict=True))
    return red, green, blue


def _parts(colour: str) -> Rgb:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _written(colour: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)
