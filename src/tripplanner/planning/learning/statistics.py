"""What all trips together show: by theme, by site and by host, and what gaps in preparation cost.

Reckoned from few statements over the whole database; a visit that was cancelled, or is no more than an idea, counts
nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from tripplanner.model.aims import ItemObjective, ItemTheme, ObjectiveTheme
from tripplanner.model.cases import CaseTheme
from tripplanner.model.costs import Cost
from tripplanner.model.feedback import SelfAssessment
from tripplanner.model.observations import Observation, ObservationTheme
from tripplanner.model.partners import Organisation
from tripplanner.model.programme import Item, ItemHost, Question
from tripplanner.model.sites import Site, SiteTheme
from tripplanner.model.themes import Theme
from tripplanner.planning.learning.fewest import may_tell
from tripplanner.planning.rows import execute
from tripplanner.text import Text

TEACHING = ("visit", "meeting")
_Number = sa.ColumnElement[int] | InstrumentedAttribute[int] | InstrumentedAttribute[int | None]
Grade = tuple[int, bool]  # and whether it is that of somebody who answered, not of an evening for all
_COUNTED = ("requested", "confirmed", "done")
YEAR = timedelta(days=365)
TIRING = 3  # trips received within a year: from here on a host is spared


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of so many values; none: unknown, or not told because of how few people it would speak."""

    value: float | None
    n: int

    @classmethod
    def of(cls, values: Iterable[float]) -> Mean:
        """The mean of what there is."""
        found = list(values)
        return cls(sum(found) / len(found) if found else None, len(found))

    @classmethod
    def told(cls, grades: Iterable[Grade]) -> Mean:
        """The mean of grades, where it may be told (:func:`may_tell`)."""
        found = list(grades)
        value = cls.of(grade for grade, _ in found).value
        return cls(value if may_tell(len(found), sum(own for _, own in found)) else None, len(found))


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """A theme: visits that show it, on how many trips, its cases, what was said, the rating of those visits, and how
    people placed themselves before and after on objectives that are about it."""

    id: int
    name: Text
    visits: int
    trips: int
    cases: int
    observations: int
    rating: Mean
    before: Mean
    after: Mean


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """A site: visits, trips, the last day, its rating, and by how much visits took longer than planned (minutes)."""

    id: int
    name: Text
    visits: int
    trips: int
    last: date | None
    rating: Mean
    longer_min: Mean


@dataclass(frozen=True, slots=True)
class HostFigures:
    """An organisation: visits it received, on how many trips, how often it refused, when last, and how many trips it
    received within the year before the day asked about. ``tired``: so many that the next request should wait."""

    id: int
    name: Text
    visits: int
    trips: int
    refused: int
    last: date | None
    within_year: int

    @property
    def tired(self) -> bool:
        return self.within_year >= TIRING


@dataclass(frozen=True, slots=True)
class Gap:
    """Visits that lack something, how long they take together, and what they cost by currency (smallest units)."""

    visits: int = 0
    minutes: int = 0
    money: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class Statistics:
    """``gaps`` by what is lacking: *objective*, *question*, *theme*, *observation* (of visits that are over)."""

    visits: int
    trips: int
    themes: tuple[ThemeFigures, ...]
    sites: tuple[SiteFigures, ...]
    hosts: tuple[HostFigures, ...]
    gaps: Mapping[str, Gap]


@dataclass(frozen=True, slots=True)
class _Visit:
    id: int
    trip: int
    site: int | None
    day: date | None
    planned: int | None
    actual: int | None


def statistics(session: Session, today: date) -> Statistics:
    """Everything at once, as of a day."""
    visits = _visits(session)
    ratings = _ratings(session)
    own, of_sites = (
        _sets(session, ItemTheme.item_id, ItemTheme.theme_id),
        _sets(session, SiteTheme.site_id, SiteTheme.theme_id),
    )
    themes = {
        one.id: own.get(one.id, frozenset()) | of_sites.get(one.site or 0, frozenset()) for one in visits.values()
    }
    return Statistics(
        len(visits), len({one.trip for one in visits.values()}), _by_theme(session, visits, themes, ratings),
        _by_site(session, visits, ratings), _by_host(session, visits, today), _gaps(session, visits, themes, today),
    )  # fmt: skip


def _visits(session: Session) -> dict[int, _Visit]:
    wanted = sa.select(Item.id, Item.trip_id, Item.site_id, Item.start, Item.end, Item.duration_min, Item.actual_min,
                       Item.start_zone, Item.end_zone).where(
        Item.type.in_(TEACHING), Item.status.in_(_COUNTED))  # fmt: skip
    found: dict[int, _Visit] = {}
    for number, trip, site, start, end, duration, actual, zone, other in execute(session, wanted):
        if start is not None and end is not None and zone == other:
            duration = round((end - start).total_seconds() / 60)
        found[number] = _Visit(number, trip, site, start.date() if start else None, duration, actual)
    return found


def _ratings(session: Session) -> Mapping[int, list[Grade]]:
    """The ratings by item."""
    found: dict[int, list[Grade]] = defaultdict(list)
    own = Observation.person_id.is_not(None) | Observation.answer_id.is_not(None)
    wanted = sa.select(Observation.item_id, Observation.rating, own).where(
        Observation.item_id.is_not(None), Observation.rating.is_not(None)
    )
    for item, rating, answered in execute(session, wanted):
        found[item].append((rating, bool(answered)))
    return found


def _sets(session: Session, key: _Number, value: _Number) -> Mapping[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in execute(session, sa.select(key, value)):
        found[one].add(other)
    return {one: frozenset(others) for one, others in found.items()}


def _counts(session: Session, key: _Number) -> Mapping[int, int]:
    return dict(execute(session, sa.select(key, sa.func.count()).where(key.is_not(None)).group_by(key)))


def _by_theme(
    session: Session,
    visits: Mapping[int, _Visit],
    themes: Mapping[int, frozenset[int]],
    ratings: Mapping[int, list[Grade]],
) -> tuple[ThemeFigures, ...]:
    shown: dict[int, list[_Visit]] = defaultdict(list)
    for number, numbers in themes.items():
        for theme in numbers:
            shown[theme].append(visits[number])
    cases, said = _counts(session, CaseTheme.theme_id), _counts(session, ObservationTheme.theme_id)
    before, after = _assessed(session, "before"), _assessed(session, "after")
    names = execute(session, sa.select(Theme.id, Theme.name).order_by(Theme.position, Theme.id))
    return tuple(
        ThemeFigures(
            number, name, len(own := shown.get(number, [])), len({one.trip for one in own}), cases.get(number, 0),
            said.get(number, 0), Mean.told(rating for one in own for rating in ratings.get(one.id, ())),
            Mean.told(before.get(number, ())), Mean.told(after.get(number, ())),
        )
        for number, name in names
    )  # fmt: skip


def _assessed(session: Session, moment: str) -> Mapping[int, list[Grade]]:
    """The self-assessments by the themes of their objectives."""
    wanted = sa.select(ObjectiveTheme.theme_id, SelfAssessment.value).join(
        SelfAssessment, SelfAssessment.objective_id == ObjectiveTheme.objective_id
    )
    found: dict[int, list[Grade]] = defaultdict(list)
    for theme, value in execute(session, wanted.where(SelfAssessment.moment == moment)):
        found[theme].append((value, True))
    return found


def _by_site(
    session: Session, visits: Mapping[int, _Visit], ratings: Mapping[int, list[Grade]]
) -> tuple[SiteFigures, ...]:
    seen: dict[int, list[_Visit]] = defaultdict(list)
    for one in visits.values():
        if one.site is not None:
            seen[one.site].append(one)
    figures = [
        SiteFigures(
            number, name, len(own := seen[number]), len({one.trip for one in own}), _latest(own),
            Mean.told(rating for one in own for rating in ratings.get(one.id, ())),
            Mean.of(one.actual - one.planned for one in own if one.actual is not None and one.planned is not None),
        )
        for number, name in execute(session, sa.select(Site.id, Site.name))
        if number in seen
    ]  # fmt: skip
    return tuple(sorted(figures, key=lambda one: (-one.visits, one.id)))


def _by_host(session: Session, visits: Mapping[int, _Visit], today: date) -> tuple[HostFigures, ...]:
    received: dict[int, list[_Visit]] = defaultdict(list)
    refused: dict[int, int] = defaultdict(int)
    for organisation, item, state in execute(
        session, sa.select(ItemHost.organisation_id, ItemHost.item_id, ItemHost.state)
    ):
        if state == "refused":
            refused[organisation] += 1
        elif item in visits:
            received[organisation].append(visits[item])
    figures = [
        HostFigures(
            number, name, len(own := received.get(number, [])), len({one.trip for one in own}), refused.get(number, 0),
            _latest(own), _trips_within_year(own, today),
        )
        for number, name in execute(session, sa.select(Organisation.id, Organisation.name))
        if number in received or number in refused
    ]  # fmt: skip
    return tuple(sorted(figures, key=lambda one: (-one.within_year, -one.visits, one.id)))


def _trips_within_year(visits: Sequence[_Visit], today: date) -> int:
    return len({one.trip for one in visits if one.day is not None and today - YEAR < one.day <= today})


def _latest(visits: Sequence[_Visit]) -> date | None:
    return max((one.day for one in visits if one.day is not None), default=None)


def _gaps(
    session: Session, visits: Mapping[int, _Visit], themes: Mapping[int, frozenset[int]], today: date
) -> Mapping[str, Gap]:
    served, asked = _counts(session, ItemObjective.item_id), _counts(session, Question.item_id)
    said = _counts(session, Observation.item_id)
    money: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for item, currency, amount in execute(
        session, sa.select(Cost.item_id, Cost.currency, Cost.amount_minor).where(Cost.item_id.is_not(None))
    ):
        money[item][currency] += amount
    over = [one for one in visits.values() if one.day is not None and one.day < today]
    lacking = {
        "objective": [one for one in visits.values() if one.id not in served],
        "question": [one for one in visits.values() if one.id not in asked],
        "theme": [one for one in visits.values() if not themes[one.id]],
        "observation": [one for one in over if one.id not in said],
    }
    return {what: _gap(own, money) for what, own in lacking.items()}


def _gap(visits: Sequence[_Visit], money: Mapping[int, Mapping[str, int]]) -> Gap:
    total: dict[str, int] = defaultdict(int)
    for one in visits:
        for currency, amount in money.get(one.id, {}).items():
            total[currency] += amount
    return Gap(len(visits), sum(one.planned or 0 for one in visits), dict(sorted(total.items())))
