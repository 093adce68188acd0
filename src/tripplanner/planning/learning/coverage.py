"""The coverage matrix: which visit serves which objective, shows which theme and is illuminated by which case study.

What is frozen here is reckoned with and without visits: nothing is read again to see what dropping one would lose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from tripplanner.text import Text

#: How a visit comes to a subject: named of it, through its site, or through a theme that is akin. The first is closest.
OWN, SITE, THEME = "own", "site", "theme"
WAYS = (OWN, SITE, THEME)


@dataclass(frozen=True, slots=True)
class Visit:
    """An item that is to teach something. The mappings give the way (``OWN`` …) to each subject by its number."""

    id: int
    uuid: str
    code: str
    type: str
    status: str
    title: Text
    start: datetime | None
    site_id: int | None
    questions: int
    objectives: Mapping[int, str] = field(default_factory=dict[int, str])
    themes: Mapping[int, str] = field(default_factory=dict[int, str])
    cases: Mapping[int, str] = field(default_factory=dict[int, str])

    @property
    def day(self) -> date | None:
        return self.start.date() if self.start is not None else None


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective of the trip and the numbers of its themes."""

    id: int
    uuid: str
    name: Text
    themes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme; ``kin`` are itself and the themes above and below it.

    ``wanted``: the trip or one of its objectives is about it. ``has_case``: a case study of the library illuminates
    it or one akin. ``questions`` are those of its bank.
    """

    id: int
    uuid: str
    code: str
    name: Text
    kin: frozenset[int]
    wanted: bool = False
    has_case: bool = False
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A case study that a visit names or whose site one sees, with its own themes."""

    id: int
    uuid: str
    code: str
    name: Text
    themes: frozenset[int] = frozenset()


Subject = Objective | Theme | Case


@dataclass(frozen=True)
class Coverage:
    """The matrix. ``visits`` stand in order of time; a theme nobody asked for is there because a visit shows it."""

    visits: tuple[Visit, ...] = ()
    objectives: tuple[Objective, ...] = ()
    themes: tuple[Theme, ...] = ()
    cases: tuple[Case, ...] = ()

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Every row of the matrix: objectives, themes, case studies."""
        return (*self.objectives, *self.themes, *self.cases)

    def way(self, subject: Subject, visit: Visit) -> str | None:
        """How a visit comes to a subject, or ``None``."""
        return self._ways[subject.uuid].get(visit.id)

    def reaching(self, subject: Subject) -> list[Visit]:
        """The visits that come to a subject, in order; a case that only shares a theme with a visit is not seen."""
        ways = self._ways[subject.uuid]
        return [one for one in self.visits if one.id in ways and _counts(subject, ways[one.id])]

    def without(self, dropped: Iterable[int]) -> Coverage:
        """The same matrix without the visits with these numbers; its rows stay, so that what is lost can be seen."""
        gone = frozenset(dropped)
        return replace(self, visits=tuple(one for one in self.visits if one.id not in gone)) if gone else self

    @cached_property
    def _ways(self) -> Mapping[str, Mapping[int, str]]:
        found: dict[str, dict[int, str]] = {}
        for one in self.subjects:
            ways = {visit.id: self._reckoned(one, visit) for visit in self.visits}
            found[one.uuid] = {id: way for id, way in ways.items() if way is not None}
        return found

    def _reckoned(self, subject: Subject, visit: Visit) -> str | None:
        if isinstance(subject, Theme):
            return visit.themes.get(subject.id) or _akin(subject.kin, visit)
        if isinstance(subject, Case):
            return visit.cases.get(subject.id) or _akin(subject.themes, visit)
        return visit.objectives.get(subject.id) or _akin(self._kin_of(subject.themes), visit)

    def _kin_of(self, themes: frozenset[int]) -> frozenset[int]:
        kin = {one.id: one.kin for one in self.themes if one.id in themes}
        return frozenset[int]().union(themes, *kin.values())


def _akin(kin: frozenset[int], visit: Visit) -> str | None:
    return THEME if not kin.isdisjoint(visit.themes) else None


def _counts(subject: Subject, way: str) -> bool:
    return way != THEME or not isinstance(subject, Case)


@dataclass(frozen=True, slots=True)
class Lost:
    """What dropping visits would cost: subjects without any visit then, and those with one visit left."""

    objectives: tuple[Objective, ...] = ()
    themes: tuple[Theme, ...] = ()
    cases: tuple[Case, ...] = ()
    last: tuple[Subject, ...] = ()

    @property
    def subjects(self) -> tuple[Subject, ...]:
        return (*self.objectives, *self.themes, *self.cases)


def lost(coverage: Coverage, dropped: Iterable[int]) -> Lost:
    """What would have no visit any more, of all that has one now, if these visits were dropped."""
    left = coverage.without(dropped)
    gone = {one.uuid for one in coverage.subjects if coverage.reaching(one) and not left.reaching(one)}
    last = tuple(one for one in coverage.subjects if len(coverage.reaching(one)) > 1 == len(left.reaching(one)))
    return Lost(
        tuple(one for one in coverage.objectives if one.uuid in gone),
        tuple(one for one in coverage.themes if one.uuid in gone),
        tuple(one for one in coverage.cases if one.uuid in gone),
        last,
    )


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a trip leaves open. ``loosely``: objectives no visit is named for, though one shows their theme."""

    objectives: tuple[Objective, ...] = ()
    loosely: tuple[Objective, ...] = ()
    themes: tuple[Theme, ...] = ()
    without_case: tuple[Theme, ...] = ()
    unasked: tuple[Visit, ...] = ()
    aimless: tuple[Visit, ...] = ()
    unlit: tuple[Visit, ...] = ()

    @property
    def count(self) -> int:
        """How many there are; what is only loose is none."""
        missing: Sequence[Sequence[object]] = (self.objectives, self.themes, self.without_case, self.unasked)
        return sum(map(len, (*missing, self.aimless, self.unlit)))


def gaps(coverage: Coverage) -> Gaps:
    """What is missing: objectives and wanted themes without a visit, wanted themes without a case study in the library,
    visits (places that are seen) without a question, a case study, or, once one objective has visits, an objective.
    """
    seen = [one for one in coverage.visits if one.type in ("visit", "meeting")]
    wanted = [one for one in coverage.themes if one.wanted]
    named = any(one.objectives for one in coverage.visits)
    return Gaps(
        tuple(one for one in coverage.objectives if not coverage.reaching(one)),
        tuple(one for one in coverage.objectives if _only_loosely(coverage, one)),
        tuple(one for one in wanted if not coverage.reaching(one)),
        tuple(one for one in wanted if not one.has_case),
        tuple(one for one in seen if not one.questions and one.type == "visit"),
        tuple(one for one in seen if named and not _serves(coverage, one)),
        tuple(one for one in seen if not one.cases),
    )


def _only_loosely(coverage: Coverage, one: Objective) -> bool:
    ways = {coverage.way(one, visit) for visit in coverage.reaching(one)}
    return ways == {THEME}


def _serves(coverage: Coverage, visit: Visit) -> bool:
    return any(coverage.way(one, visit) for one in coverage.objectives)
