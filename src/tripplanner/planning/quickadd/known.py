"""The names that a line may hold: sites, organisations, places, people, themes, items of the trip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from tripplanner.planning.quickadd.scan import folded
from tripplanner.planning.quickadd.vocabularies import joined

NameKind = Literal["site", "organisation", "place", "contact", "person", "theme", "item", "word"]
MOST = 5  # more names than this that share a word: the word names none of them


@dataclass(frozen=True, slots=True)
class Name:
    """Something that is called by one of ``names``; ``label`` is how it is shown.

    ``minutes`` is a site's usual length; ``starts`` and ``ends`` are an item's civil times. A *word* is a
    name nobody bears (``id`` 0).
    """

    kind: NameKind
    id: int
    label: str
    names: tuple[str, ...] = ()
    minutes: int | None = None
    starts: datetime | None = None
    ends: datetime | None = None

    @classmethod
    def unknown(cls, words: str) -> Name:
        """A name nobody bears."""
        return cls("word", 0, words, (words,))


@dataclass(frozen=True, slots=True)
class Known:
    """What a line is read against. ``day`` is the day being looked at; ``first`` and ``last`` bound the trip."""

    first: date | None = None
    last: date | None = None
    day: date | None = None
    places: tuple[Name, ...] = ()
    people: tuple[Name, ...] = ()
    themes: tuple[Name, ...] = ()
    items: tuple[Name, ...] = ()
    index: dict[str, Index] = field(default_factory=dict[str, "Index"], compare=False, repr=False)

    def among(self, which: str) -> Index:
        """The index of *places*, *people*, *themes* or *items*; made when it is first asked for."""
        if which not in self.index:
            self.index[which] = Index(getattr(self, which))
        return self.index[which]


@dataclass(frozen=True, slots=True)
class Hit:
    """Names found at a place of the line, the likeliest first."""

    start: int
    end: int
    names: tuple[Name, ...]


_WORD = re.compile(r"[a-z0-9]+(?:'(?=[a-z]))?|[^\W_a-z0-9]")


class Index:
    """Names by their words."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Name, bool]]] = {}
        for name in names:
            for words in dict.fromkeys(tuple(split(folded(text))) for text in (*name.names, name.label) if text):
                for at in range(len(words)):
                    self._by_first.setdefault(words[at], []).append((words[at:], name, at == 0))

    def at(self, text: str, start: int) -> Iterator[Hit]:
        """Names that begin at ``start`` of the folded ``text``, the longest stretch first; whole names before parts."""
        here = list(_pieces(text, start))
        found: dict[tuple[int, bool], list[Name]] = {}
        for words, name, from_head in self._by_first.get(here[0][0], ()) if here else ():
            shared = _shared(words, here)
            if shared:
                whole = from_head and shared == len(words)
                found.setdefault((shared, whole), []).append(name)
        for shared, whole in sorted(found, reverse=True):
            names = tuple({(name.kind, name.id): name for name in found[shared, whole]}.values())
            if whole or _telling([word for word, _, _ in here[:shared]], names):
                yield Hit(start, here[shared - 1][2], names[:MOST])

    def best(self, text: str) -> Hit | None:
        """The longest name in the folded ``text``; the first of equals."""
        hits = [hit for start in starts(text) for hit in self.at(text, start)]
        return max(hits, key=lambda hit: (hit.end - hit.start, -hit.start), default=None)

    def exactly(self, text: str) -> tuple[Name, ...]:
        """The names that ``text`` fits, from its beginning to its end."""
        words = folded(text)
        for begin in starts(words):
            for hit in self.at(words, begin):
                if not words[hit.end :].strip():
                    return hit.names
            break
        return ()


def split(text: str) -> list[str]:
    """The words of a folded text; a Han character is a word."""
    return _WORD.findall(text)


def starts(text: str) -> Iterable[int]:
    """Where words begin."""
    return (match.start() for match in _WORD.finditer(text))


def _pieces(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """The words that follow each other from ``start``; a hole or a comma ends them."""
    place = start
    for match in _WORD.finditer(text, start):
        if text[place : match.start()].strip(" -'()/·") or match.start() - place > 4:
            return
        yield match.group(), match.start(), match.end()
        place = match.end()


def _shared(words: tuple[str, ...], here: list[tuple[str, int, int]]) -> int:
    """How many words the name and the line have in common from here."""
    count = 0
    for word, (typed, _, _) in zip(words, here, strict=False):
        if word != typed:
            break
        count += 1
    return count


def _telling(words: list[str], names: tuple[Name, ...]) -> bool:
    """Whether a part of a name is enough to name it."""
    if len(names) > MOST:
        return False
    han = "".join(word for word in words if not word.isascii())
    if han:
        return len(han) >= 2 and han not in joined("idle")
    return any(len(word) >= 4 and word not in joined("idle") for word in words)
