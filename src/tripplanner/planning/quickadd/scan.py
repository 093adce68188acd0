"""A line of text from which pieces are taken, one after the other, without losing where they stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

GONE = "\0"
_PLAIN = {"’": "'", "‘": "'", "′": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"',
          "–": "-", "—": "-", "−": "-", "～": "~", "〜": "~", "、": ",", "。": "."}  # fmt: skip


@cache
def _plain(character: str) -> str:
    """One character for one: lower case, no accent, half width."""
    if character in _PLAIN:
        return _PLAIN[character]
    if character.isspace():
        return " "
    if character.isdecimal():  # of any script: patterns of digits match them all
        return str(unicodedata.decimal(character))
    wide = unicodedata.normalize("NFKC", character)
    base = unicodedata.normalize("NFD", wide if len(wide) == 1 else character)[0].lower()
    return base if len(base) == 1 and base != GONE else " "


def folded(text: str) -> str:
    """``text`` without accents, capitals and wide forms; each character stays at its place."""
    return "".join(map(_plain, text))


class Scan:
    """The line, and what of it nobody has taken yet."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = folded(text)
        self.left = self.folded  #: the folded line with a hole at each place that was taken

    def take(self, start: int, end: int) -> None:
        """These characters are understood."""
        self.left = self.left[:start] + GONE * (end - start) + self.left[end:]

    def each(self, pattern: str) -> Iterator[re.Match[str]]:
        """Matches in what is left; those taken meanwhile are passed over."""
        for match in compiled(pattern).finditer(self.left):
            if GONE not in self.left[match.start() : match.end()]:
                yield match

    def words(self, start: int, end: int) -> str:
        """The line as it was typed, between two places."""
        return self.text[start:end]

    def rest(self) -> list[tuple[int, int]]:
        """The stretches that nobody took."""
        return [match.span() for match in compiled(f"[^{GONE}]+").finditer(self.left)]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of folded text."""
    return re.compile(pattern)


@cache
def one_of(words: tuple[str, ...]) -> str:
    """A pattern of any of these words, each whole where it is written in Latin letters."""
    if not words:
        return "(?!)"
    return "(?:" + "|".join(_whole(word) for word in words) + ")"


def _whole(word: str) -> str:
    head = r"(?<![a-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    tail = r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return head + re.escape(word).replace(r"\ ", r"\s+") + tail
