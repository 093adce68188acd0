"""Takes the evidence of a trip from the database: a fixed number of questions, whatever was noted."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.aims import ItemObjective, ItemTheme, ObjectiveTheme, TripTheme
from tripplanner.model.cases import BuildingBlock, CaseResult, CaseStudy
from tripplanner.model.commitments import Commitment
from tripplanner.model.costs import Cost
from tripplanner.model.feedback import FeedbackAnswer, SelfAssessment
from tripplanner.model.files import Attachment
from tripplanner.model.observations import Observation, ObservationCase, ObservationTheme
from tripplanner.model.offices import Office
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person
from tripplanner.model.programme import Day, Item, ItemCase, ItemHost
from tripplanner.model.sites import Site, SiteTheme
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Delegate, Delegation, Objective, SubGroup, TripLanguage
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.learning.summary.evidence import (
    Aim,
    Assessed,
    CaseOf,
    DayOf,
    Evidence,
    Group,
    Practice,
    Promise,
    Said,
    Spent,
    ThemeOf,
    VisitOf,
)
from tripplanner.planning.rows import execute
from tripplanner.planning.trips import WHAT
from tripplanner.text import EMPTY, Text

SHOWING = ("visit", "meeting", "ceremony", "debrief")
"""Items that show or tell something: of ways, meals and nights nothing is summed up."""
_TOLD = (*SHOWING, "arrival", "departure")


def read_evidence(session: Session, trip_id: int) -> Evidence:
    """All that a summary of the trip can rest on; raises :class:`NotFound`."""
    from tripplanner.model.trips import Trip

    trip = finding.get(session, Trip, trip_id, WHAT)
    reading = _Reading(session, trip_id, trip.first_day)
    visits, days = reading.programme()
    said, aims = reading.said(), reading.aims()
    linked = {case for one in said for case, _ in one.cases}
    cases = reading.cases(linked.union(*(visit.cases for visit in visits)))
    found = Evidence(
        trip.uuid, trip.short_title or trip.title, trip.first_day, trip.last_day, reading.languages(), reading.office(),
        reading.groups(), reading.hosts, days, reading.themes(visits, said, aims), visits, said, aims, cases,
        reading.promises(), reading.spent(), reading.photos(visits, said),
    )  # fmt: skip
    return replace(found, says=_says(found))


@dataclass
class _Reading:
    """One trip; links between records become UUIDs as soon as they are read."""

    session: Session
    trip: int
    first_day: date
    hosts: tuple[tuple[str, Text], ...] = ()

    def rows(self, *columns: Any, where: Any, order: Sequence[Any] = ()) -> list[Any]:
        return execute(self.session, sa.select(*columns).where(where).order_by(*order))

    def pairs(self, link: Any, owner: Any, of: Any, uuid: Any, where: Any) -> Mapping[Any, tuple[str, ...]]:
        """For each owner (by number) the UUIDs of what it is linked to, in the order of the links."""
        found: dict[Any, list[str]] = defaultdict(list)
        statement = sa.select(owner, uuid).join_from(link, of).where(where)
        for one, linked in execute(self.session, statement.order_by(link.position, link.id)):
            found[one].append(linked)
        return {one: tuple(dict.fromkeys(linked)) for one, linked in found.items()}

    def languages(self) -> tuple[str, ...]:
        order = (TripLanguage.position, TripLanguage.id)
        return tuple(row[0] for row in self.rows(TripLanguage.language, where=TripLanguage.trip_id == self.trip,
                                                 order=order))  # fmt: skip

    def office(self) -> Text:
        name = execute(self.session, sa.select(Office.name).order_by(Office.id).limit(1))
        return name[0][0] if name else EMPTY

    # --- the programme -----------------------------------------------------------------------------------

    def programme(self) -> tuple[tuple[VisitOf, ...], tuple[DayOf, ...]]:
        """What was shown, and what was done day by day; what was called off is neither."""
        columns = (Item.id, Item.uuid, Item.type, Item.start, Item.title, Site.name, Item.site_id)
        statement = sa.select(*columns).outerjoin(Site, Item.site_id == Site.id)
        kept = (Item.trip_id == self.trip, Item.status != "cancelled", Item.private.is_(False), Item.type.in_(_TOLD))
        items = execute(self.session, statement.where(*kept).order_by(Item.start, Item.position, Item.id))
        shown = [row for row in items if row.type in SHOWING]
        self._hosts(shown)
        return self._visits(shown), self._days(items)

    def _visits(self, shown: Sequence[Any]) -> tuple[VisitOf, ...]:
        here = Item.trip_id == self.trip
        own = self.pairs(ItemTheme, ItemTheme.item_id, Theme, Theme.uuid, ItemTheme.item_id.in_(_of(shown)))
        of_site = self.pairs(SiteTheme, SiteTheme.site_id, Theme, Theme.uuid,
                             SiteTheme.site_id.in_({row.site_id for row in shown}))  # fmt: skip
        cases = self.pairs(ItemCase, ItemCase.item_id, CaseStudy, CaseStudy.uuid, ItemCase.item_id.in_(_of(shown)))
        aims = self.pairs(ItemObjective, ItemObjective.item_id, Objective, Objective.uuid,
                          ItemObjective.item_id.in_(sa.select(Item.id).where(here)))  # fmt: skip
        twice = Counter(row.site_id for row in shown)
        return tuple(
            VisitOf(
                row.uuid, row.name if row.site_id and twice[row.site_id] == 1 else row.title, row.title, row.type,
                row.start.date() if row.start else None, self._number(row.start),
                tuple(dict.fromkeys((*own.get(row.id, ()), *of_site.get(row.site_id, ())))),
                aims.get(row.id, ()), cases.get(row.id, ()),
            )
            for row in shown
        )  # fmt: skip

    def _number(self, start: Any) -> int:
        return (start.date() - self.first_day).days + 1 if start else 0

    def _hosts(self, shown: Sequence[Any]) -> None:
        columns = (Organisation.uuid, Organisation.acronym, Organisation.name)
        statement = sa.select(*columns).join_from(ItemHost, Organisation).join(Item, ItemHost.item_id == Item.id)
        wanted = statement.where(ItemHost.item_id.in_(_of(shown))).order_by(Item.start, Item.id, ItemHost.position)
        found = {uuid: _once(acronym) or name for uuid, acronym, name in execute(self.session, wanted)}
        self.hosts = tuple(found.items())

    def _days(self, items: Sequence[Any]) -> tuple[DayOf, ...]:
        done: dict[date, list[tuple[str, Text]]] = defaultdict(list)
        for row in items:
            if row.start:
                done[row.start.date()].append((row.uuid, row.title))
        rows = self.rows(Day.uuid, Day.date, Day.title, where=Day.trip_id == self.trip, order=(Day.date,))
        return tuple(DayOf(uuid, day, (day - self.first_day).days + 1, title, tuple(done.get(day, ())))
                     for uuid, day, title in rows)  # fmt: skip

    # --- what was said -----------------------------------------------------------------------------------

    def said(self) -> tuple[Said, ...]:
        """The observations, by day and number."""
        one, answer = Observation, FeedbackAnswer
        columns = (one.id, one.uuid, one.kind, one.text, one.day, one.rating, one.named, Item.uuid.label("visit"),
                   Person.uuid.label("person"), SubGroup.code, answer.respondent, answer.person_id)  # fmt: skip
        statement = (
            sa.select(*columns).outerjoin(Item, one.item_id == Item.id).outerjoin(Person, one.person_id == Person.id)
            .outerjoin(SubGroup, one.subgroup_id == SubGroup.id).outerjoin(answer, one.answer_id == answer.id)
            .where(one.trip_id == self.trip).order_by(one.day, one.id)
        )  # fmt: skip
        rows = execute(self.session, statement)
        here = sa.select(one.id).where(one.trip_id == self.trip)
        themes = self.pairs(ObservationTheme, ObservationTheme.observation_id, Theme, Theme.uuid,
                            ObservationTheme.observation_id.in_(here))  # fmt: skip
        cases, names = self._case_links(here), self._named(rows)
        return tuple(
            Said(
                row.uuid, row.kind, row.text, _voice(row.person, row.respondent, row.code), row.visit or "", row.day,
                row.rating, row.code or "", names.get(row.person, "") if row.named else "", themes.get(row.id, ()),
                cases.get(row.id, ()),
            )
            for row in rows
        )  # fmt: skip

    def _case_links(self, here: Any) -> Mapping[int, tuple[tuple[str, str], ...]]:
        link = ObservationCase
        statement = sa.select(link.observation_id, CaseStudy.uuid, BuildingBlock.uuid).join_from(link, CaseStudy)
        statement = statement.outerjoin(BuildingBlock, link.block_id == BuildingBlock.id)
        found: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for id, case, block in execute(self.session, statement.where(link.observation_id.in_(here)).order_by(link.id)):
            found[id].append((case, block or ""))
        return {id: tuple(dict.fromkeys(links)) for id, links in found.items()}

    def _named(self, rows: Iterable[Any]) -> Mapping[str, str]:
        """The names of those alone who agreed to be named."""
        agreed = {row.person for row in rows if row.named and row.person}
        people = self.session.scalars(sa.select(Person).where(Person.uuid.in_(agreed))).all() if agreed else ()
        return {person.uuid: PersonName.of(person).printed for person in people}

    def aims(self) -> tuple[Aim, ...]:
        """The objectives in their order."""
        here = Objective.trip_id == self.trip
        rows = self.rows(Objective.id, Objective.uuid, Objective.text, where=here,
                         order=(Objective.position, Objective.id))  # fmt: skip
        themes = self.pairs(ObjectiveTheme, ObjectiveTheme.objective_id, Theme, Theme.uuid,
                            ObjectiveTheme.objective_id.in_(_of(rows)))  # fmt: skip
        answers = self._assessments(_of(rows))
        return tuple(
            Aim(uuid, text, themes.get(id, ()), answers.get((id, "before"), ()), answers.get((id, "after"), ()))
            for id, uuid, text in rows
        )

    def _assessments(self, ids: Iterable[int]) -> Mapping[tuple[int, str], tuple[Assessed, ...]]:
        one, answer = SelfAssessment, FeedbackAnswer
        columns = (one.objective_id, one.moment, one.value, Person.uuid, one.respondent, answer.respondent)
        statement = (
            sa.select(*columns).outerjoin(Person, one.person_id == Person.id)
            .outerjoin(answer, one.answer_id == answer.id).where(one.objective_id.in_(ids)).order_by(one.id)
        )  # fmt: skip
        found: dict[tuple[int, str], list[Assessed]] = defaultdict(list)
        for objective, moment, value, person, own, other in execute(self.session, statement):
            found[objective, moment].append(Assessed(_voice(person, own or other, ""), value))
        return {key: tuple(ones) for key, ones in found.items()}

    # --- the rest ----------------------------------------------------------------------------------------

    def themes(self, visits: Sequence[VisitOf], said: Sequence[Said], aims: Sequence[Aim]) -> tuple[ThemeOf, ...]:
        """The themes that the trip chose, in its order, then those of objectives, visits and observations."""
        here = TripTheme.trip_id == self.trip
        own = self.pairs(TripTheme, TripTheme.trip_id, Theme, Theme.uuid, here).get(self.trip, ())
        chosen = dict.fromkeys((*own, *(theme for aim in aims for theme in aim.themes)))
        others = (theme for one in (*visits, *said) for theme in one.themes)
        names = dict(execute(self.session, sa.select(Theme.uuid, Theme.name).order_by(Theme.position, Theme.id)))
        wanted = {*chosen, *others}
        order = [*chosen, *(uuid for uuid in names if uuid in wanted and uuid not in chosen)]
        return tuple(ThemeOf(uuid, names[uuid], uuid in chosen) for uuid in order)

    def cases(self, wanted: Iterable[str]) -> tuple[CaseOf, ...]:
        """The cases with their blocks and results, by their codes."""
        case = CaseStudy
        told = (case.context, case.challenge, case.governance, case.actions, case.failures, case.trade_offs)
        columns = (case.id, case.uuid, case.code, case.title, case.lessons, case.transferability, *told)
        rows = self.rows(*columns, where=case.uuid.in_(set(wanted)), order=(case.code, case.id))
        practices: dict[int, list[Practice]] = defaultdict(list)
        block = BuildingBlock
        for id, *parts in self.rows(block.case_id, block.uuid, block.title, block.enabling_factors, block.lessons,
                                     where=block.case_id.in_(_of(rows)), order=(block.position, block.id)):  # fmt: skip
            practices[id].append(Practice(*parts))
        results: dict[int, list[Text]] = defaultdict(list)
        for id, text in self.rows(CaseResult.case_id, CaseResult.text, where=CaseResult.case_id.in_(_of(rows)),
                                  order=(CaseResult.position, CaseResult.id)):  # fmt: skip
            results[id].append(text)
        return tuple(
            CaseOf(uuid, code, title, lessons, carried, tuple(results.get(id, ())), tuple(practices.get(id, ())),
                   (*single, *actions, *failures, *given_up))
            for id, uuid, code, title, lessons, carried, *single, actions, failures, given_up in rows
        )  # fmt: skip

    def promises(self) -> tuple[Promise, ...]:
        """The commitments in their order."""
        one = Commitment
        columns = (one.uuid, one.text, one.status, one.due, Person, Organisation.acronym, Organisation.name)
        statement = (
            sa.select(*columns).outerjoin(Person, one.person_id == Person.id)
            .outerjoin(Organisation, one.organisation_id == Organisation.id)
            .where(one.trip_id == self.trip).order_by(one.position, one.id)
        )  # fmt: skip
        return tuple(
            Promise(uuid, text, status, due, PersonName.of(person) if person else None, acronym or name or "")
            for uuid, text, status, due, person, acronym, name in self.session.execute(statement)
        )

    def groups(self) -> tuple[Group, ...]:
        """The delegations with how many came."""
        counted = sa.select(Delegate.delegation_id, sa.func.count()).group_by(Delegate.delegation_id)
        known = dict(execute(self.session, counted))
        rows = self.rows(Delegation.id, Delegation.uuid, Delegation.name, Delegation.expected_size,
                         where=Delegation.trip_id == self.trip, order=(Delegation.position, Delegation.id))  # fmt: skip
        return tuple(Group(uuid, name, known.get(id) or size or 0) for id, uuid, name, size in rows)

    def spent(self) -> tuple[Spent, ...]:
        """What was noted of costs, as it was noted."""
        columns = (Cost.uuid, Cost.category, Cost.amount_minor, Cost.currency, Cost.actual)
        return tuple(Spent(*row) for row in self.rows(*columns, where=Cost.trip_id == self.trip, order=(Cost.id,)))

    def photos(self, visits: Sequence[VisitOf], said: Sequence[Said]) -> Mapping[str, int]:
        """How many pictures each visit and observation has."""
        owners = {visit.uuid for visit in visits} | {one.uuid for one in said}
        counted = sa.select(Attachment.owner_uuid, sa.func.count()).where(Attachment.role == "photo")
        rows = execute(self.session, counted.group_by(Attachment.owner_uuid))
        return {owner: count for owner, count in rows if owner in owners}


def _of(rows: Iterable[Any]) -> list[int]:
    return [row.id for row in rows]


def _voice(person: str | None, respondent: str | None, group: str | None) -> str:
    """What tells one voice from another; empty where nobody knows whose it is."""
    return person or (f"r:{respondent}" if respondent else "") or (f"g:{group}" if group else "")


def _once(acronym: str) -> Text:
    """An acronym is the same in every language."""
    return Text.of("en", en=acronym) if acronym else EMPTY


def _says(evidence: Evidence) -> Mapping[str, str]:
    """For each record what it says, digested: equal records give equal digests in every process."""
    found: dict[str, str] = {evidence.trip: _digest(evidence.title, evidence.first_day, evidence.last_day)}
    parts = (*evidence.groups, *evidence.days, *evidence.themes, *evidence.visits, *evidence.said, *evidence.aims,
             *evidence.cases, *evidence.promises, *evidence.spent)  # fmt: skip
    found |= {one.uuid: _digest(one) for one in parts}
    found |= {uuid: _digest(name) for uuid, name in evidence.hosts}
    return found


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps([_plain(part) for part in parts], sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    """A part of a record as JSON takes it; whether somebody has reviewed a translation does not change what it says."""
    if isinstance(value, Text):
        return [dict(value.words), dict(value.made_from)]
    if isinstance(value, PersonName):
        return value.printed
    if isinstance(value, tuple):
        return [_plain(one) for one in cast("tuple[object, ...]", value)]
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return value.isoformat() if isinstance(value, date) else value
