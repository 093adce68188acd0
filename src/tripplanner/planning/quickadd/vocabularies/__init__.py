"""The words of quick add, a file per language: a module of this folder that has ``WORDS`` joins by being there.

Words are written folded: lower case, no accents, plain punctuation (see :func:`..scan.folded`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from tripplanner.planning.quickadd.vocabularies import scanning


@dataclass(frozen=True, slots=True)
class Words:
    """What one language calls things. Phrases are regular expressions without groups of their own."""

    months: dict[str, int] = field(default_factory=dict[str, int])
    weekdays: dict[str, int] = field(default_factory=dict[str, int])  # 0 is Monday
    loose_weekdays: frozenset[str] = frozenset()  # also ordinary words: only beside a date, a time or an end
    not_after_weekday: tuple[str, ...] = ()
    day_number: tuple[str, ...] = ()  # "jour" in "jour 3"
    at: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    up_to: tuple[str, ...] = ()  # before an end alone: "jusqu'à 16h"
    since: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()  # before a weekday, the next one: "next"
    coming_behind: tuple[str, ...] = ()  # behind it: "prochain"
    next_week: tuple[str, ...] = ()  # before a weekday, that of the week after this: "下周" in "下周三"
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    clock: dict[str, int] = field(default_factory=dict[str, int])  # "midi": 720 minutes
    spoken: dict[str, int] = field(default_factory=dict[str, int])  # of a clock of twelve hours: "half past nine"
    halves: dict[str, int] = field(default_factory=dict[str, int])  # behind a time: "du soir", twelve hours later
    late: tuple[str, ...] = ()  # what happens in the evening: "dinner"
    relative: dict[str, int] = field(default_factory=dict[str, int])  # "demain": a day after today
    counted: tuple[str, ...] = ()  # before numbers that are no hours: "salle"
    counts: tuple[str, ...] = ()  # behind numbers that are no hours: "personnes"
    small: frozenset[str] = frozenset()  # words that may be left out within a name: "de"
    lengths: dict[str, int] = field(default_factory=dict[str, int])  # "une heure": 60 minutes
    types: dict[str, str] = field(default_factory=dict[str, str])
    vehicles: tuple[str, ...] = ()
    way: tuple[str, ...] = ()  # between two places: "to"
    idle: frozenset[str] = frozenset()  # words that name nothing by themselves


@cache
def vocabularies() -> dict[str, Words]:
    """The words of every language there is a file for, by language."""
    return scanning.found(Words)


@cache
def joined(name: str) -> tuple[str, ...]:
    """The words of this kind in all languages, the longest first."""
    words: set[str] = set()
    for vocabulary in vocabularies().values():
        words.update(getattr(vocabulary, name))
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def merged(name: str) -> dict[str, int]:
    """What the words of this kind stand for, in all languages."""
    found: dict[str, int] = {}
    for vocabulary in vocabularies().values():
        found.update(getattr(vocabulary, name))
    return found


@cache
def types() -> dict[str, str]:
    """The type of item that a word tells."""
    return {word: type for vocabulary in vocabularies().values() for word, type in vocabulary.types.items()}
