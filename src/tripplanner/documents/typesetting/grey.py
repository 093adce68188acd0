"""Pages in black and white: every colour as a grey that an office laser prints legibly.

Colour only repeats what a shape, an icon or a word says already, so nothing is lost. Words and lines become dark
enough to be read, pale tints white; what lies between keeps its lightness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tripplanner.documents.typesetting.marks import (
    Block,
    IconMark,
    Mark,
    Page,
    Picture,
    Placed,
    Rect,
    Rule,
    Shape,
    TextLine,
)

DARKEST_WORDS = 0x55
"""The palest grey of words: 7:1 on white."""
DARKEST_LINES = 0x8C
"""The palest grey of lines: a laser still draws them whole."""
WHITE_FROM = 0xF0
"""Tints paler than this are left white."""
PALE = 0xB0
"""Words paler than this stand on something dark."""


class _Greys:
    """Turns blocks grey, each once: the same block stands in many places."""

    def __init__(self) -> None:
        self._done: dict[Block, Block] = {}

    def block(self, block: Block) -> Block:
        found = self._done.get(block)
        if found is None:
            marks = tuple(map(_mark, block.marks))
            children = tuple((x, y, self.block(child)) for x, y, child in block.children)
            found = self._done[block] = replace(block, marks=marks, children=children)
        return found


def in_grey(pages: Sequence[Page]) -> list[Page]:
    """The same pages without colour."""
    greys = _Greys()
    return [
        replace(page, placed=tuple(Placed(x, y, greys.block(block)) for x, y, block in page.placed)) for page in pages
    ]


def _mark(mark: Mark) -> Mark:
    match mark:
        case TextLine():
            return replace(mark, colour=words_grey(mark.colour), halo=mark.halo and area_grey(mark.halo))
        case Rule():
            return replace(mark, colour=line_grey(mark.colour))
        case Rect() | Shape():
            fill, stroke = mark.fill and area_grey(mark.fill), mark.stroke and line_grey(mark.stroke)
            return replace(mark, fill=fill, stroke=stroke)
        case IconMark():
            return replace(mark, colour=words_grey(mark.colour))
        case Picture():
            return replace(mark, grey=True)
        case _:
            return mark


@cache
def lightness(colour: str) -> int:
    """The grey (0 to 255) that is as light as ``#RRGGBB``."""
    linear = [_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def words_grey(colour: str) -> str:
    """Dark on paper, white on what is dark."""
    light = lightness(colour)
    return _grey(0xFF if light >= PALE else min(light, DARKEST_WORDS))


def line_grey(colour: str) -> str:
    """A grey that shows as a line; white stays white."""
    light = lightness(colour)
    return _grey(light if light >= WHITE_FROM else min(light, DARKEST_LINES))


def area_grey(colour: str) -> str:
    """A grey as light as the colour; a dark one dark enough for white words; pale tints are white."""
    light = lightness(colour)
    if light >= WHITE_FROM:
        return "#FFFFFF"
    return _grey(min(light, DARKEST_WORDS) if light < 0x80 else light)


def _grey(light: int) -> str:
    return f"#{light:02X}{light:02X}{light:02X}"
