"""Numbers that a workbook shows with the zeros and signs of their format: 612345678 as ``06 12 34 56 78``.

Such a format says that the number is none but a telephone or a code, of which what one sees is the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*](?P<filler>.)|(?P<colour>\[[A-Za-z]{3,9}\])|(?P<digit>[0#])|'
    r"(?P<bare>[ ()+-])|(?P<other>.)",
    re.S,
)
_LONGEST = 200  # characters of a format
DIGIT, ZERO = "#", "0"
Shape = tuple[tuple[str, str], ...]
"""The parts of a format: a place for a digit (``0`` or ``#``) or words."""


def shape(code: str) -> Shape | None:
    """The parts of a format that pads with zeros or puts a sign before; ``None`` for all others."""
    parts: list[tuple[str, str]] = []
    for match in _TOKENS.finditer(code[:_LONGEST].partition(";")[0]):
        kind = match.lastgroup
        if kind == "other":  # a decimal point, a percentage, a date, *General*
            return None
        if kind == "digit":
            parts.append((match[0], ""))
        elif kind in ("quoted", "escaped", "bare"):
            parts.append(("", match[kind]))
    places = [place for place, _ in parts if place]
    padded = ZERO in places and len(places) - places.index(ZERO) > 1
    signed = bool(places) and any("+" in words for _, words in parts)
    return tuple(parts) if padded or signed else None


def shown(number: Any, parts: Shape) -> Any:
    """A whole number as one sees it; whatever its format does not change stays a number."""
    if isinstance(number, bool) or not isinstance(number, int | float) or number < 0 or number != int(number):
        return number
    digits = list(str(int(number)))
    first_zero = next((n for n, (place, _) in enumerate(parts) if place == ZERO), len(parts))
    first_place = next(n for n, (place, _) in enumerate(parts) if place)
    found: list[str] = []
    for n in range(len(parts) - 1, -1, -1):
        place, words = parts[n]
        if not place:
            found.append(words)
        elif n == first_place:
            found.append("".join(digits) or (ZERO if n >= first_zero else ""))
        else:
            found.append(digits.pop() if digits else ZERO if n >= first_zero else "")
    text = "".join(reversed(found)).strip()
    return number if text == str(int(number)) else text


def shapes(formats: Sequence[str]) -> dict[int, Shape]:
    """The padding ones among the formats of a workbook, by their number."""
    return {number: parts for number, code in enumerate(formats) if (parts := shape(code)) is not None}
