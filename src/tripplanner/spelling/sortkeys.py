"""Keys by which names are sorted in a language, compared character by character.

Letters without accents and case decide first, then accents; numbers count as numbers (``2`` before ``10``);
other scripts follow the Latin one, Chinese last: by reading, tone and strokes, or by strokes alone. Nothing
comes after everything.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tripplanner.spelling.folding import folded
from tripplanner.spelling.hanzi import HAN, strokes, syllables

STROKES = "strokes"  # the order that is not a language
LAST = "\U0010fffd"  # of a record without words
_LENGTH = 80  # characters of a name that count
_HAN_LETTER = "\ue000"  # sorts after the letters of other scripts
_PARTS = re.compile(rf"(?P<number>[0-9]+)|(?P<han>[{HAN}]+)|(?P<letters>[^\W_0-9{HAN}]+)|(?P<gap>[\W_]+)")
_MANY = 99  # strokes of a character whose number is not known


def sort_key(words: str, order: str, surname: bool = False) -> str:
    """The key of a name in an order: a language's code, or :data:`STROKES`; ``surname``: it begins with one."""
    return _key(words, order == STROKES, surname)


@lru_cache(maxsize=8192)
def _key(words: str, by_strokes: bool, surname: bool) -> str:
    text = unicodedata.normalize("NFC", words).strip()[:_LENGTH]
    plain = folded(text)
    first = "".join(
        _part(match, by_strokes, surname and match.start() == 0) for match in _PARTS.finditer(plain)
    ).strip()
    if not first:
        return LAST
    return f"{first}\x01{_accents(text)}" if not text.isascii() or text != plain else first


def _part(match: re.Match[str], by_strokes: bool, surname: bool) -> str:
    part = match.group()
    if match.lastgroup == "number":
        digits = part.lstrip("0")
        return f"{len(digits):02d}{digits}"
    if match.lastgroup == "han":
        return _by_strokes(part) if by_strokes else _by_reading(part, surname)
    return part if match.lastgroup == "letters" else " "


def _by_strokes(run: str) -> str:
    counts = strokes()
    return "".join(f"{_HAN_LETTER}{counts.get(character, _MANY):02d}{character}" for character in run)


def _by_reading(run: str, surname: bool) -> str:
    counts, spelt = strokes(), syllables(run, surname=surname)
    return "".join(
        f"{_HAN_LETTER}{syllable}{counts.get(character, _MANY):02d}{character}"
        for character, syllable in zip(run, spelt, strict=True)
    )


def _accents(text: str) -> str:
    """What tells two names apart whose letters are the same: accents, and then small letters first."""
    return unicodedata.normalize("NFD", text.encode("utf-8", "replace").decode("utf-8")).swapcase().replace("\x00", "")
