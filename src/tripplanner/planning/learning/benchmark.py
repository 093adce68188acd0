"""The benchmark matrix: every case with its five axes and themes, filtered, counted and sorted without the database.

Which cases have a value is one integer, a bit for each case: a filter is a few *and* and *or*, and the number beside a
value is how many bits are left. Two thousand cases are filtered and counted in a few milliseconds.
:mod:`tripplanner.planning.learning.matrix` reads it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

from tripplanner.i18n import Message, say
from tripplanner.planning.lazytext import LazyText
from tripplanner.planning.learning.vocabulary import DIMENSIONS, NONE
from tripplanner.spelling.sortkeys import LAST, sort_key
from tripplanner.text import Text

Label = Text | Message | str
_EMPTY: Mapping[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """A case in the matrix. ``values`` has the codes of each dimension, in the order of the case."""

    id: int
    uuid: str
    code: str
    title_json: str
    blocks: int
    results: int
    values: Mapping[str, tuple[str, ...]]

    title = LazyText("title_json")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a dimension in its words; ``parent`` is the code of the theme above it."""

    code: str
    label: Label
    parent: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What is asked of the matrix: any of the values chosen in a dimension, all of the dimensions; words; an order.

    ``sort`` is a dimension, *title*, *code*, *blocks* or *results*; empty: by code. ``language`` is that of the order.
    """

    words: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=lambda: _EMPTY)
    sort: str = ""
    descending: bool = False
    language: str = "fr"

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.words.strip()) or any(self.chosen.values())

    def toggled(self, dimension: str, code: str) -> View:
        """The same with a value chosen, or no longer."""
        return replace(self, chosen={**self.chosen, dimension: self.chosen.get(dimension, frozenset()) ^ {code}})


SORTS = ("code", "title", *DIMENSIONS, "blocks", "results")


class Matrix:
    """All cases and the values they can be told apart by; it never changes."""

    def __init__(self, lines: Sequence[Line], values: Mapping[str, Sequence[Value]]) -> None:
        self.lines = tuple(lines)
        self.values = {dimension: tuple(values.get(dimension, ())) for dimension in DIMENSIONS}
        self._everything = (1 << len(self.lines)) - 1
        self._masks = _masks(self.lines, self.values)
        self._labels = {(name, one.code): one.label for name, found in self.values.items() for one in found}
        self._keys: dict[tuple[str, str], list[Any]] = {}

    def label(self, dimension: str, code: str) -> Label:
        """The words of a value; a code that no vocabulary knows stands for itself."""
        return self._labels.get((dimension, code), code)

    def shown(self, view: View, held: Collection[int] | None = None) -> list[Line]:
        """The cases that answer, in order. ``held``: the numbers of those that hold the words (:func:`holding`)."""
        left = self._left(view, held)
        places = [place for place in range(len(self.lines)) if left >> place & 1]
        return [self.lines[place] for place in self._in_order(places, view)]

    def counts(self, view: View, held: Collection[int] | None = None) -> dict[str, dict[str, int]]:
        """How many cases each value of each dimension would show, with what is chosen in the *other* dimensions."""
        by_words = self._of(held)
        kept = {name: self._any(name, view) for name in DIMENSIONS}
        found: dict[str, dict[str, int]] = {}
        for name in DIMENSIONS:
            others = reduce(int.__and__, (mask for other, mask in kept.items() if other != name), by_words)
            found[name] = {code: (mask & others).bit_count() for code, mask in self._masks[name].items()}
        return found

    def _left(self, view: View, held: Collection[int] | None) -> int:
        return reduce(int.__and__, (self._any(name, view) for name in DIMENSIONS), self._of(held))

    def _any(self, dimension: str, view: View) -> int:
        """The cases with any of the values that are chosen; all, where none is. A code nobody knows has no case."""
        chosen = view.chosen.get(dimension)
        if not chosen:
            return self._everything
        masks = self._masks[dimension]
        return reduce(int.__or__, (masks.get(code, 0) for code in chosen))

    def _of(self, held: Collection[int] | None) -> int:
        if held is None:
            return self._everything
        bits = ("1" if line.id in held else "0" for line in reversed(self.lines))
        return int("".join(bits) or "0", 2)

    # -- order

    def _in_order(self, places: list[int], view: View) -> list[int]:
        """Cases without a value come last in either direction."""
        keys = self._sort_keys(view.sort or "code", view.language)
        full = [place for place in places if keys[place] != (LAST,)]
        full.sort(key=keys.__getitem__, reverse=view.descending)
        return full + [place for place in places if keys[place] == (LAST,)]

    def _sort_keys(self, sort: str, language: str) -> list[Any]:
        found = self._keys.get((sort, language))
        if found is None:
            found = self._keys[sort, language] = [self._key(line, sort, language) for line in self.lines]
        return found

    def _key(self, line: Line, sort: str, language: str) -> tuple[Any, ...]:
        if sort in ("blocks", "results"):
            return (getattr(line, sort),)
        if sort in ("code", "title"):
            return (sort_key(line.code if sort == "code" else line.title.best(language), language),)
        codes = (code for code in line.values[sort] if code != NONE)
        return tuple(sort_key(in_words(self.label(sort, code), language), language) for code in codes) or (LAST,)


def in_words(label: Label, language: str) -> str:
    """The words of a value in a language."""
    if isinstance(label, Text):
        return label.best(language)
    return say(label, language) if isinstance(label, Message) else label


def _masks(lines: Sequence[Line], values: Mapping[str, Sequence[Value]]) -> dict[str, dict[str, int]]:
    """The cases of each value: a theme has those of its sub-themes too."""
    found: dict[str, dict[str, int]] = {}
    for name in DIMENSIONS:
        places: dict[str, int] = defaultdict(int)
        for place, line in enumerate(lines):
            for code in line.values[name]:
                places[code] |= 1 << place
        found[name] = {one.code: _with_parts(one.code, values[name], places) for one in values[name]}
    return found


def _with_parts(code: str, values: Sequence[Value], places: Mapping[str, int]) -> int:
    """The cases of a value and of what is below it; themes that lie in each other are gone round once."""
    seen, new = {code}, {code}
    while new:
        new = {one.code for one in values if one.parent in new} - seen
        seen |= new
    return reduce(int.__or__, (places.get(one, 0) for one in seen))
