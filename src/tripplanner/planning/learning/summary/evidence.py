"""What a summary rests on, frozen: visits, what was said of them, objectives and how well they were mastered, cases."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tripplanner.names import PersonName
from tripplanner.text import EMPTY, Text, Texts


@dataclass(frozen=True, slots=True)
class ThemeOf:
    """A theme by its UUID; ``chosen`` where the trip or one of its objectives names it."""

    uuid: str
    name: Text
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class VisitOf:
    """An item that shows something or is talked about; ``name`` is that of its site, else its title.

    ``themes``, ``objectives`` and ``cases`` are UUIDs; ``number`` is that of its day, from 1, 0 where it has none.
    """

    uuid: str
    name: Text
    title: Text
    type: str
    day: date | None
    number: int
    themes: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """An observation. ``voice`` tells one voice from another and names nobody; empty where it is unknown.

    ``named``: the name to print, only of whoever agreed to it. ``visit`` is a UUID or empty; ``group`` the code of a
    sub-group; ``cases`` holds pairs of UUIDs, of a case and of one of its building blocks or nothing.
    """

    uuid: str
    kind: str
    text: Text
    voice: str = ""
    visit: str = ""
    day: date | None = None
    rating: int | None = None
    group: str = ""
    named: str = ""
    themes: tuple[str, ...] = ()
    cases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Assessed:
    """How well one voice masters an objective: 1 to 5."""

    voice: str
    value: int


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective of the trip with what people said of themselves before and after."""

    uuid: str
    text: Text
    themes: tuple[str, ...] = ()
    before: tuple[Assessed, ...] = ()
    after: tuple[Assessed, ...] = ()


@dataclass(frozen=True, slots=True)
class Practice:
    """A building block of a case, with the conditions under which it works."""

    uuid: str
    title: Text
    conditions: Texts = ()
    lessons: Texts = ()


@dataclass(frozen=True, slots=True)
class CaseOf:
    """A case study that a visit or an observation leads to.

    ``also`` is what else it tells: no draft says it, and whoever wrote about the case by hand is told that it changed.
    """

    uuid: str
    code: str
    title: Text
    lessons: Texts = ()
    transferability: Text = EMPTY
    results: Texts = ()
    practices: tuple[Practice, ...] = ()
    also: Texts = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment; its owner is a person, an organisation, or both."""

    uuid: str
    text: Text
    status: str
    due: date | None = None
    person: PersonName | None = None
    organisation: Text | str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A delegation: how many came (or were expected, where no names are known)."""

    uuid: str
    name: Text
    size: int


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day of the programme with what was done on it, in order: titles of what is neither a way nor a meal."""

    uuid: str
    date: date
    number: int
    title: Text
    items: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Spent:
    """A cost; amounts in the smallest unit of the currency."""

    uuid: str
    category: str
    minor: int
    currency: str
    actual: bool


@dataclass(frozen=True)
class Evidence:
    """All that a summary of a trip can rest on. ``says`` digests what each record says, by its UUID.

    ``photos`` counts the pictures attached to an item or an observation, by UUID of that record.
    """

    trip: str
    title: Text
    first_day: date
    last_day: date
    languages: tuple[str, ...]
    office: Text = EMPTY
    groups: tuple[Group, ...] = ()
    hosts: tuple[tuple[str, Text], ...] = ()
    days: tuple[DayOf, ...] = ()
    themes: tuple[ThemeOf, ...] = ()
    visits: tuple[VisitOf, ...] = ()
    said: tuple[Said, ...] = ()
    aims: tuple[Aim, ...] = ()
    cases: tuple[CaseOf, ...] = ()
    promises: tuple[Promise, ...] = ()
    spent: tuple[Spent, ...] = ()
    photos: Mapping[str, int] = field(default_factory=dict[str, int])
    says: Mapping[str, str] = field(default_factory=dict[str, str])

    @cached_property
    def visit(self) -> Mapping[str, VisitOf]:
        """The visits by UUID."""
        return {one.uuid: one for one in self.visits}

    @cached_property
    def theme(self) -> Mapping[str, ThemeOf]:
        """The themes by UUID."""
        return {one.uuid: one for one in self.themes}

    @cached_property
    def case(self) -> Mapping[str, CaseOf]:
        """The cases by UUID."""
        return {one.uuid: one for one in self.cases}

    @cached_property
    def observation(self) -> Mapping[str, Said]:
        """The observations by UUID."""
        return {one.uuid: one for one in self.said}

    @cached_property
    def by_theme(self) -> Mapping[str, tuple[Said, ...]]:
        """The observations of each theme by its UUID; under ``""`` those that no theme is known of.

        Here as by case a rating without words is left out: it tells of its visit alone.
        """
        return _grouped((theme, one) for one in self.said if one.text for theme in self.themes_of(one) or ("",))

    @cached_property
    def by_visit(self) -> Mapping[str, tuple[Said, ...]]:
        """The observations of each visit by its UUID; under ``""`` those of no visit that is still known."""
        return _grouped((one.visit if one.visit in self.visit else "", one) for one in self.said)

    @cached_property
    def by_case(self) -> Mapping[str, tuple[Said, ...]]:
        """The observations that bear on each case, by its UUID."""
        worded = (one for one in self.said if one.text)
        return _grouped((case, one) for one in worded for case in dict.fromkeys(pair[0] for pair in one.cases))

    def themes_of(self, one: Said) -> tuple[str, ...]:
        """The themes that somebody gave an observation, else the theme of its visit, where that has one alone."""
        if one.themes:
            return one.themes
        visit = self.visit.get(one.visit)
        return visit.themes if visit is not None and len(visit.themes) == 1 else ()

    def digest(self, uuids: Iterable[str]) -> str:
        """What these records say, as 64 hexadecimal digits; a record that is gone says nothing."""
        said = sorted((uuid, self.says.get(uuid, "")) for uuid in set(uuids))
        return hashlib.sha256(repr(said).encode()).hexdigest()


def _grouped(pairs: Iterable[tuple[str, Said]]) -> Mapping[str, tuple[Said, ...]]:
    found: dict[str, list[Said]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return {key: tuple(ones) for key, ones in found.items()}
