"""Reads the coverage matrix of a trip: one statement per table, whatever the size of the trip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.aims import ItemObjective, ItemTheme, ObjectiveTheme, ThemeQuestion, TripTheme
from tripplanner.model.cases import CaseSite, CaseStudy, CaseTheme
from tripplanner.model.programme import Item, ItemCase, Question
from tripplanner.model.sites import SiteTheme
from tripplanner.model.themes import Theme as ThemeRecord
from tripplanner.model.trips import Objective as ObjectiveRecord
from tripplanner.model.trips import Trip
from tripplanner.planning import finding
from tripplanner.planning.checks.frozen import ThemeOf
from tripplanner.planning.checks.reading_themes import read_themes
from tripplanner.planning.learning.coverage import OWN, SITE, Case, Coverage, Objective, Theme, Visit
from tripplanner.planning.rows import decoded, execute, stored
from tripplanner.planning.trips import WHAT

Pairs = Mapping[int, list[int]]
#: Items that are to teach something even where nothing is linked to them.
TAUGHT = ("visit", "meeting")
#: Numbers in one statement: SQLite takes a limited count of parameters.
_MANY = 500


def read_coverage(session: Session, trip_id: int) -> Coverage:
    """The matrix of a trip: its visits and meetings, and whatever else serves an objective or names a theme or case.

    Cancelled and private items are left out. Raises :class:`NotFound`.
    """
    finding.get(session, Trip, trip_id, WHAT)
    visits = _visits(session, trip_id)
    objectives = _objectives(session, trip_id)
    kept = read_themes(session)
    wanted = _wanted(session, trip_id, objectives)
    shown = frozenset(theme for visit in visits for theme in visit.themes)
    themes = _themes(session, kept, wanted, shown)
    cases = _cases(session, frozenset(case for visit in visits for case in visit.cases))
    return Coverage(visits, objectives, themes, cases)


def _visits(session: Session, trip_id: int) -> tuple[Visit, ...]:
    own = (Item.trip_id == trip_id, Item.status != "cancelled", Item.private.is_(False))
    columns = (Item.id, Item.uuid, Item.code, Item.type, Item.status, stored(Item.title), Item.start, Item.site_id)
    rows = execute(session, sa.select(*columns).where(*own).order_by(Item.start.is_(None), Item.start, Item.position))
    links = {
        model: _pairs(session, sa.select(model.item_id, to).join(Item, Item.id == model.item_id).where(*own))
        for model, to in (
            (ItemObjective, ItemObjective.objective_id), (ItemTheme, ItemTheme.theme_id), (ItemCase, ItemCase.case_id),
            (Question, Question.id),
        )
    }  # fmt: skip
    sites = {row[7] for row in rows if row[7] is not None}
    through = (_of_sites(session, SiteTheme, SiteTheme.theme_id, sites),
               _of_sites(session, CaseSite, CaseSite.case_id, sites))  # fmt: skip
    visits = (_visit(row, links, through) for row in rows)
    return tuple(one for one in visits if one.type in TAUGHT or one.objectives or _named(one))


def _named(visit: Visit) -> bool:
    return OWN in visit.themes.values() or OWN in visit.cases.values()


def _visit(row: Any, links: Mapping[Any, Pairs], through: tuple[Pairs, Pairs]) -> Visit:
    id, uuid, code, type_, status, title, start, site = row
    themes, cases = (_ways(of_site.get(site, ()), links[own].get(id, ()))
                     for of_site, own in zip(through, (ItemTheme, ItemCase), strict=True))  # fmt: skip
    objectives = dict.fromkeys(links[ItemObjective].get(id, ()), OWN)
    begins: datetime | None = start
    asked = len(links[Question].get(id, ()))
    return Visit(id, uuid, code, type_, status, decoded(title), begins, site, asked, objectives, themes, cases)


def _ways(of_site: Iterable[int], own: Iterable[int]) -> dict[int, str]:
    return {**dict.fromkeys(own, OWN), **{one: SITE for one in of_site if one not in own}}


def _pairs(session: Session, statement: Any) -> Pairs:
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in execute(session, statement):
        found[one].append(other)
    return found


def _of_sites(session: Session, model: Any, to: Any, sites: Iterable[int]) -> Pairs:
    found: dict[int, list[int]] = {}
    for some in _portions(sites):
        found |= _pairs(session, sa.select(model.site_id, to).where(model.site_id.in_(some)).order_by(model.position))
    return found


def _portions(numbers: Iterable[int]) -> Iterable[list[int]]:
    every = sorted(numbers)
    return (every[at : at + _MANY] for at in range(0, len(every), _MANY))


def _objectives(session: Session, trip_id: int) -> tuple[Objective, ...]:
    own = ObjectiveRecord.trip_id == trip_id
    linked = sa.select(ObjectiveTheme.objective_id, ObjectiveTheme.theme_id).join(
        ObjectiveRecord, ObjectiveRecord.id == ObjectiveTheme.objective_id
    )
    themes = _pairs(session, linked.where(own))
    rows = sa.select(ObjectiveRecord.id, ObjectiveRecord.uuid, stored(ObjectiveRecord.text)).where(own)
    found = execute(session, rows.order_by(ObjectiveRecord.position, ObjectiveRecord.id))
    return tuple(Objective(id, uuid, decoded(text), frozenset(themes.get(id, ()))) for id, uuid, text in found)


def _wanted(session: Session, trip_id: int, objectives: Iterable[Objective]) -> list[int]:
    """The themes of the trip in their order, then those that only an objective has."""
    own = sa.select(TripTheme.theme_id).where(TripTheme.trip_id == trip_id).order_by(TripTheme.position, TripTheme.id)
    named = [theme for (theme,) in execute(session, own)]
    return list(dict.fromkeys((*named, *(theme for one in objectives for theme in sorted(one.themes)))))


def _themes(
    session: Session, kept: Mapping[int, ThemeOf], wanted: list[int], shown: frozenset[int]
) -> tuple[Theme, ...]:
    """What the trip is about first, then what its visits show beside it, in the order of the library."""
    order = [id for (id,) in execute(session, sa.select(ThemeRecord.id).order_by(ThemeRecord.position, ThemeRecord.id))]
    numbers = [*wanted, *(id for id in order if id in shown and id not in wanted)]
    bank = sa.select(ThemeQuestion.theme_id, sa.func.count()).group_by(ThemeQuestion.theme_id)
    asked = dict[int, int](tuple(row) for row in execute(session, bank))
    lit = frozenset(id for id, one in kept.items() if one.has_case)
    return tuple(
        Theme(id, kept[id].uuid, kept[id].code, kept[id].name, kept[id].kin, id in wanted,
              not lit.isdisjoint(kept[id].kin), asked.get(id, 0))
        for id in numbers
    )  # fmt: skip


def _cases(session: Session, numbers: frozenset[int]) -> tuple[Case, ...]:
    found: list[Case] = []
    for some in _portions(numbers):
        themes = _pairs(session, sa.select(CaseTheme.case_id, CaseTheme.theme_id).where(CaseTheme.case_id.in_(some)))
        rows = sa.select(CaseStudy.id, CaseStudy.uuid, CaseStudy.code, stored(CaseStudy.title))
        for id, uuid, code, title in execute(session, rows.where(CaseStudy.id.in_(some))):
            found.append(Case(id, uuid, code, decoded(title), frozenset(themes.get(id, ()))))
    return tuple(sorted(found, key=lambda one: (one.code, one.id)))
