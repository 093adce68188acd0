"""Words as they are compared: without case, accents and ligatures, each Chinese character a word of its own."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tripplanner.spelling.hanzi import HAN, syllables, toneless

# Letters that Unicode does not take apart.
_APART = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ı": "i", "ə": "e", "ħ": "h"}
)
_MARKS = re.compile(r"[\u0300-\u036f\u200b-\u200f\u00ad\ufeff]+")
_WORDS = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
_HAN_RUN = re.compile(rf"[{HAN}]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
LONGEST = 60  # letters of a word that are kept


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Small letters without accents; ``Écloserie`` gives ``ecloserie``. Lone surrogates become spaces."""
    if text.isascii():
        return text.lower()
    whole = text.encode("utf-8", "replace").decode("utf-8") if _broken(text) else text
    return _MARKS.sub("", unicodedata.normalize("NFKD", whole.casefold())).translate(_APART)


def words(text: str) -> list[str]:
    """The words of a text, in order, folded."""
    return [word[:LONGEST] for word in _WORDS.findall(folded(text))]


def han_runs(text: str) -> list[str]:
    """The runs of Chinese characters in a text."""
    if text.isascii() or _HAN_RUN.search(text) is None:
        return []
    return _HAN_RUN.findall(unicodedata.normalize("NFKC", text))


def spelt(text: str, *, surname: bool = False) -> list[str]:
    """The syllables of the Chinese characters of a text, without tones; runs are parted by a full stop."""
    found: list[str] = []
    for run in han_runs(text):
        found += filter(None, map(toneless, syllables(run, surname=surname)))
        found.append(".")
    return found


def initials(text: str, *, surname: bool = False) -> list[str]:
    """First letters of the syllables of each run, from each of its characters on: ``bhbc hbc bc``."""
    found: list[str] = []
    for run in han_runs(text):
        letters = "".join(syllable[0] for syllable in syllables(run, surname=surname) if syllable[0].isalpha())[:12]
        found += [letters[start:] for start in range(max(0, len(letters) - 1))]
    return found


def found_by(*texts: str) -> tuple[str, ...]:
    """What a row is found by, to be looked through for letters typed: its texts folded, and the pinyin of their
    Chinese, joined and by initials.
    """
    found: list[str] = []
    for text in filter(None, texts):
        found.append(folded(text))
        read = spelt(text)
        if read:
            found += ["".join(one for one in read if one != "."), *initials(text)]
    return tuple(dict.fromkeys(found))


def _broken(text: str) -> bool:
    return _SURROGATE.search(text) is not None
