"""A name as people write it: with and without accents, hyphens and capitals, parted by whatever space was at hand.

Everything here is a piece of a regular expression that Python and PostgreSQL read alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from tripplanner.spelling.hanzi import UNREAD, simplified, syllables, toneless, variants

HAN = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# What parts the words of a name in texts, file names and addresses; in JSON a new line is two characters.
_BETWEEN = "(?:[ \t\r\n\u00a0\u2000-\u200d\u202f\u3000_.,'’ʼ·•・，、/\u2010-\u2015-]|\\\\[nrt])"
_MARKS = "[\u0300-\u036f]*"
_PARTED = re.compile(r"[\s_.,'’ʼ·•・，、/()（）\u200b-\u200d\u2010-\u2015-]+")
_IS_HAN = re.compile(f"[{HAN}]")
_SPELT = {"ß": "(?:ß|ss|SS)", "æ": "(?:[æÆ]|ae|AE|Ae)", "œ": "(?:[œŒ]|oe|OE|Oe)", "þ": "(?:[þÞ]|th|TH|Th)"}
_ALL_MARKS = re.compile("[\u0300-\u036f]+")
_APART = str.maketrans(
    {"œ": "oe", "æ": "ae", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ə": "e", "u": "v"}
)
_ALIKE = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ə": "e"}


def is_han(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return _IS_HAN.search(text) is not None


def words_of(name: str) -> list[str]:
    """The words of a part of a name: ``Jean-Pierre`` has two."""
    return [word for word in _PARTED.split(unicodedata.normalize("NFC", name)) if word]


def syllables_of(latin: str, native: str, *, surname: bool) -> list[str]:
    """The words of a part in Latin letters; one that is read off Chinese characters by its syllables.

    Without ``latin`` it is what the characters are read as.
    """
    if not is_han(native):
        return words_of(latin)
    read = [toneless(one) for one in syllables(native.strip(), surname=surname) if one != UNREAD]
    if not latin.strip() or "".join(map(plain, words_of(latin))).replace("u", "v") == "".join(read).replace("u", "v"):
        return read
    return words_of(latin)


@lru_cache(maxsize=2048)
def plain(word: str) -> str:
    """Small letters without accents, simplified characters."""
    apart = unicodedata.normalize("NFKD", word.casefold()).translate(simplified())
    return "".join(_ALIKE.get(c, c) for c in apart if not unicodedata.combining(c))


def word(own: str) -> str:
    """One word, whatever its case and accents, in traditional as in simplified characters."""
    if is_han(own):
        return "".join(map(_character, own))
    return "".join(map(_letter, plain(own)))


def part(words: Sequence[str]) -> str:
    """The words of one part of a name: written together, apart or with hyphens."""
    return f"{_BETWEEN}{{0,2}}".join(map(word, words))


def sequence(*parts: Sequence[str]) -> str:
    """Parts of a name, one after the other. Short ones must be parted: ``Li Na`` is not in ``Lina``."""
    letters = sum(len(one) for words in parts for one in words)
    least = 0 if letters >= 8 or all(is_han("".join(words)) for words in parts) else 1
    return f"{_BETWEEN}{{{least},3}}".join(map(part, parts))


def run(pattern: str) -> str:
    """The same person named twice in a row, as ``李娜 LI Na``, is one mention."""
    return f"(?:{pattern})(?:{_BETWEEN}{{0,2}}(?:{pattern}))*"


def bounded(pattern: str, *, han: bool) -> str:
    """A whole word; Chinese has no boundaries, and needs none beside Latin letters."""
    if han:
        return pattern
    return f"(?<![^\\W\\d_{HAN}]){pattern}(?![^\\W\\d_{HAN}]|[\u0300-\u036f])"


def digits_of(number: str) -> str:
    """The digits by which a telephone number is known, whatever its prefix; empty for what is none."""
    digits = "".join(c for c in number if c in "0123456789")
    if len(digits) < 7:
        return ""
    return digits[-9:] if len(digits) >= 10 else digits


def telephone(own: str) -> str:
    """A telephone number by its :func:`digits_of`, with whatever prefix and signs between the digits."""
    between = "[ .()/\u00a0\u202f\u2010-\u2015-]{0,3}"
    return f"(?:[+]|00)?(?:[(]?[0-9]{between}){{0,4}}" + between.join(own)


def compared(text: str) -> str:
    """A text for a first look: as :func:`plain`, ligatures apart, ``u`` as ``v``: pinyin is typed either way;
    simplified characters.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return _ALL_MARKS.sub("", apart).translate(_folded())


@cache
def _folded() -> Mapping[int, str]:
    return {**simplified(), **_APART}


def _character(own: str) -> str:
    ways = variants(own)
    return re.escape(own) if len(ways) == 1 else f"[{ways}]"


def _letter(letter: str) -> str:
    if letter in _SPELT:
        return _SPELT[letter]
    alike = _variants().get(letter)
    if alike is None:
        return re.escape(letter)
    found = f"[{letter}{letter.upper()}{alike}]{_MARKS}" if len(letter.upper()) == 1 else f"[{letter}{alike}]{_MARKS}"
    if letter == "u":
        return f"(?:{found}|v|V)"  # nü is typed nv
    return f"(?:{found}|[uUüÜ]{_MARKS})" if letter == "v" else found


@cache
def _variants() -> Mapping[str, str]:
    """The accented letters, small and capital, of every plain one; a plain one without any has an empty string."""
    found: dict[str, list[str]] = defaultdict(list)
    for block in (range(0x41, 0x530), range(0x1E00, 0x2000)):
        for letter in map(chr, block):
            base = plain(letter) if letter.isalpha() else ""
            if len(base) == 1 and base.isalpha():
                found[base] += [letter] if letter not in (base, base.upper()) else []
    return {base: "".join(letters) for base, letters in found.items()}
