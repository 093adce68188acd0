"""The names that a line may hold: sites, organisations, places, people, themes, items of the trip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Literal

from tripplanner.planning.quickadd.scan import folded
from tripplanner.planning.quickadd.vocabularies import joined, types

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
    """What a line is read against.

    ``day`` is the day being looked at; ``first`` and ``last`` bound the trip. ``today`` is what *tomorrow* counts from.
    """

    first: date | None = None
    last: date | None = None
    day: date | None = None
    places: tuple[Name, ...] = ()
    people: tuple[Name, ...] = ()
    themes: tuple[Name, ...] = ()
    items: tuple[Name, ...] = ()
    today: date | None = None
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


@dataclass(frozen=True, slots=True)
class Tail:
    """The words of a name from one of them on. ``head``: from the first; ``proper``: that word may stand for the
    name alone, being the first or written with a capital."""

    words: tuple[str, ...]
    name: Name
    head: bool
    proper: bool


_WORD = re.compile(r"[a-z0-9]+(?:'(?=[a-z]))?|[^\W_a-z0-9]")


class Index:
    """Names by their words."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._by_first: dict[str, list[Tail]] = {}
        for name in names:
            for text in dict.fromkeys(text for text in (*name.names, name.label) if text):
                found = list(_WORD.finditer(folded(text)))
                words = tuple(match.group() for match in found)
                for at, match in enumerate(found):
                    tail = Tail(words[at:], name, at == 0, at == 0 or not text[match.start()].islower())
                    self._by_first.setdefault(words[at], []).append(tail)

    def at(self, text: str, start: int, *, loose: bool = False) -> Iterator[Hit]:
        """Names that begin at ``start`` of the folded ``text``, the longest stretch first; whole names before parts.

        ``loose``: the beginning of a word is enough, as behind ``@`` and ``#``.
        """
        here = list(_pieces(text, start))
        found: dict[tuple[int, bool], list[Name]] = {}
        for tail in self._beginning(here[0][0], loose) if here else ():
            shared, reached = _shared(tail.words, here, loose)
            if shared and (tail.proper or shared > 1 or loose):
                whole = tail.head and reached == len(tail.words)
                found.setdefault((shared, whole), []).append(tail.name)
        for shared, whole in sorted(found, reverse=True):
            names = tuple({(name.kind, name.id): name for name in found[shared, whole]}.values())
            if whole or loose or _telling([word for word, _, _ in here[:shared]], names):
                yield Hit(start, here[shared - 1][2], names[:MOST])

    def _beginning(self, word: str, loose: bool) -> Iterable[Tail]:
        if not loose:
            return self._by_first.get(word, ())
        return (entry for known, entries in self._by_first.items() if known.startswith(word) for entry in entries)

    def exactly(self, text: str) -> tuple[Name, ...]:
        """The names that ``text`` fits, from its beginning to its end."""
        words = folded(text)
        for begin in starts(words):
            for hit in self.at(words, begin):
                if not words[hit.end :].strip():
                    return hit.names
            break
        return ()


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


def _shared(words: tuple[str, ...], here: list[tuple[str, int, int]], loose: bool) -> tuple[int, int]:
    """How many words of the line are the name's from here, and how many of the name that makes.

    Small words of the name may be left out: ``écopont Viry``. Loosely, the last may be a beginning.
    """
    count = reached = 0
    for word in words:
        if count == len(here):
            break
        typed = here[count][0]
        if word == typed:
            count, reached = count + 1, reached + 1
        elif count > 0 and word.rstrip("'") in _small():
            reached += 1
        else:
            begun = loose and word.startswith(typed)
            return count + begun, reached + begun
    return count, reached


@cache
def _small() -> frozenset[str]:
    return frozenset(joined("small"))


def _telling(words: list[str], names: tuple[Name, ...]) -> bool:
    """Whether a part of a name is enough to name it."""
    if len(names) > MOST:
        return False
    han = "".join(word for word in words if not word.isascii())
    if han:
        return len(han) >= 2 and han not in joined("idle") and han not in types()
    return any(len(word) >= 4 and word not in joined("idle") for word in words)
