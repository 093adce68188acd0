"""Where words stand on the pages of a PDF file: the page and the lines they fill."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tripplanner.ui.theme.fonts import has_han

#: Signs that a typesetter adds or takes away at the end of a line, and those that stand for them in the file.
_LOOSE = frozenset("-\u00ad\u2010\u2011\ufffe\ufffd")
#: Letters that are enough to know a passage by, where it goes on over the page.
_ENOUGH = 24
#: How wide signs are beside the height that a file gives them.
_HAN, _LETTER = 1.13, 0.6
#: Left, top, right and bottom of a sign in points, and its usual width in heights.
_Box = tuple[float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words on a page (from 0): a box per line, left, top, right and bottom in points from the upper left corner."""

    page: int
    lines: tuple[tuple[float, float, float, float], ...]


def find_passage(file: Any, words: str, lock: threading.Lock) -> Passage | None:
    """The first place where the words stand, whatever their line breaks; their beginning, where they go on elsewhere.

    :param file: an open pypdfium2 document; ``lock`` guards it.
    """
    wanted = squeezed(words)
    needles = dict.fromkeys((wanted, wanted[:_ENOUGH], wanted[-_ENOUGH:]))
    with lock:
        pages = [_squeezed_page(file, number) for number in range(len(file))]
        for needle in needles:
            for number, text in enumerate(pages):
                if needle and needle in text:
                    return Passage(number, _lines(file, number, needle))
    return None


def squeezed(words: str) -> str:
    """Words without spaces and hyphens, in small letters: what setting them on paper does not change."""
    return "".join(sign for sign in words.casefold() if not sign.isspace() and sign not in _LOOSE)


def _squeezed_page(file: Any, number: int) -> str:
    page = file[number]
    text = page.get_textpage()
    try:
        return squeezed(text.get_text_range())
    finally:
        text.close()
        page.close()


def _lines(file: Any, number: int, needle: str) -> tuple[tuple[float, float, float, float], ...]:
    """The boxes of the lines that the needle fills."""
    page = file[number]
    text = page.get_textpage()
    try:
        height = page.get_height()
        boxes: list[_Box] = []
        for at, sign in _where(text, needle):
            left, bottom, right, top = text.get_charbox(at, loose=True)
            boxes.append((left, height - top, right, height - bottom, _HAN if has_han(sign) else _LETTER))
        return tuple(box[:4] for box in _merged(boxes, page.get_width() - boxes[0][0] if boxes else 0.0))
    finally:
        text.close()
        page.close()


def _where(text: Any, needle: str) -> Sequence[tuple[int, str]]:
    """The file's characters that make up the needle, each with its place."""
    import pypdfium2.raw as raw  # pyright: ignore[reportMissingTypeStubs]

    signs: list[str] = []
    places: list[tuple[int, str]] = []
    for at in range(text.count_chars()):
        for sign in squeezed(chr(raw.FPDFText_GetUnicode(text, at))):
            signs.append(sign)
            places.append((at, sign))
    found = "".join(signs).find(needle)
    return tuple(dict.fromkeys(places[found : found + len(needle)])) if found >= 0 else ()


def _merged(boxes: Sequence[_Box], room: float) -> tuple[_Box, ...]:
    """The boxes of signs that lie on one line as one.

    A line of several scripts is one span with its words beside it, which readers share out over no width at all: there
    the width is reckoned.
    """
    found: list[list[_Box]] = []
    for box in boxes:
        middle = (box[1] + box[3]) / 2
        if found and found[-1][0][1] < middle < found[-1][0][3]:
            found[-1].append(box)
        else:
            found.append([box])
    return tuple(_line(signs, room) for signs in found)


def _line(signs: Sequence[_Box], room: float) -> _Box:
    left, top = min(box[0] for box in signs), min(box[1] for box in signs)
    right, bottom = max(box[2] for box in signs), max(box[3] for box in signs)
    least = sum(box[4] for box in signs) * (bottom - top)
    return left, top, min(max(right, left + least), room) if right - left < least / 2 else right, bottom, 0.0
