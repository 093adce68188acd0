"""A question as typed: its prefix and its words, and whether a text answers it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tripplanner.spelling.folding import folded, han_runs, initials, spelt, words
from tripplanner.spelling.hanzi import HAN, spellings, syllables, toneless

#: What the first character of the question may restrict it to.
PREFIXES = {">": "do", "@": "people", "#": "themes", ":": "dates"}
_LONGEST, _MOST = 200, 8  # characters and words of a question that count
_HAN = re.compile(rf"[{HAN}]")
_UMLAUT = str.maketrans({"ü": "v", "ǖ": "v", "ǘ": "v", "ǚ": "v", "ǜ": "v", "Ü": "v"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """What stands between two spaces of a question: words that follow each other, the last of which is begun.

    ``ways`` are its readings as pinyin, where it can be read so.
    """

    words: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]

    def fits(self, text: str) -> bool:
        """Whether the text holds it, by its letters, its characters or their reading."""
        there = words(text)
        if _holds(there, self.words) or any(_holds(there, way) for way in self.ways):
            return True
        return bool(han_runs(text)) and self._read_in(text)

    def _read_in(self, text: str) -> bool:
        return any(_holds(spelt(text), way) for way in self.ways) or _holds(initials(text), self.words)


@dataclass(frozen=True, slots=True)
class Question:
    """``kind`` is what a prefix restricts it to, or nothing; ``text`` is what follows the prefix."""

    kind: str
    text: str
    chunks: tuple[Chunk, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All words in order."""
        return tuple(word for chunk in self.chunks for word in chunk.words)

    def __bool__(self) -> bool:
        return bool(self.chunks)

    def fits(self, *texts: str) -> bool:
        """Whether each of its chunks is in one of the texts."""
        return all(any(chunk.fits(text) for text in texts) for chunk in self.chunks)


@lru_cache(maxsize=64)
def parse(typed: str) -> Question:
    """Reads a question; anything may be typed."""
    text = typed.strip()[:_LONGEST]
    kind = PREFIXES.get(text[:1], "")
    text = text[1:].strip() if kind else text
    chunks = (_chunk(part) for part in text.split())
    return Question(kind, text, tuple(chunk for chunk in chunks if chunk.words)[:_MOST])


def _chunk(part: str) -> Chunk:
    found = tuple(words(part))[:_MOST]
    letters = "".join(words(part.translate(_UMLAUT)))
    return Chunk(found, () if _HAN.search(part) else spellings(letters))


def _holds(there: list[str], wanted: tuple[str, ...]) -> bool:
    return f" {' '.join(wanted)}" in f" {' '.join(there)}" if wanted else False


@lru_cache(maxsize=2048)
def marks(text: str, question: Question) -> tuple[tuple[int, int], ...]:
    """Where the text answers the question: ranges of characters, in order and apart. Characters found by their
    reading are among them.
    """
    tokens = _tokens(text)
    hit: set[int] = set()
    for chunk in question.chunks:
        for start in range(len(tokens)):
            hit |= _letters_at(tokens, start, chunk.words) or _reading_at(tokens, start, chunk)
    hit |= {place for place, character in enumerate(text) if place - 1 in hit and unicodedata.combining(character)}
    return _ranges(hit)


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    reading: str  # without tone, of a Chinese character
    places: tuple[int, ...]  # in the text, by letter of the word


@lru_cache(maxsize=2048)
def _tokens(text: str) -> tuple[_Token, ...]:
    """The words of a text with the places of their letters."""
    letters = [(letter, place) for place, character in enumerate(text) for letter in folded(character)]
    plain = "".join(letter for letter, _ in letters)
    found: list[_Token] = []
    for match in re.finditer(rf"[{HAN}]+|[^\W_{HAN}]+", plain):
        places = [letters[at][1] for at in range(*match.span())]
        if _HAN.match(match.group()):
            read = map(toneless, syllables(match.group()))
            found += [_Token(c, r, (p,)) for c, r, p in zip(match.group(), read, places, strict=True)]
        else:
            found.append(_Token(match.group(), "", tuple(places)))
    return tuple(found)


def _letters_at(tokens: tuple[_Token, ...], start: int, wanted: tuple[str, ...]) -> set[int]:
    found: set[int] = set()
    for at, word in enumerate(wanted, start):
        last = at == start + len(wanted) - 1
        if at >= len(tokens) or not (tokens[at].word.startswith(word) if last else tokens[at].word == word):
            return set()
        found |= set(tokens[at].places[: len(word)])
    return found


def _reading_at(tokens: tuple[_Token, ...], start: int, chunk: Chunk) -> set[int]:
    for way in chunk.ways:
        part = tokens[start : start + len(way)]
        read = [token.reading or token.word for token in part]
        if len(part) == len(way) and read[:-1] == list(way[:-1]) and read[-1].startswith(way[-1]):
            return {place for token in part for place in token.places[: None if token.reading else len(way[-1])]}
    letters = "".join(chunk.words)
    part = tokens[start : start + len(letters)]
    if len(letters) > 1 and [token.reading[:1] for token in part] == list(letters):
        return {place for token in part for place in token.places}
    return set()


def _ranges(places: set[int]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for place in sorted(places):
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return tuple(found)
