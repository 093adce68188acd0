"""Debriefs: what was said of each day and visit, who said it, how long a visit really took.

Noting itself is :func:`tripplanner.planning.visits.add_observation`; here is what an evening needs beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.files import Attachment
from tripplanner.model.observations import Observation, ObservationCase, ObservationTheme
from tripplanner.model.people import Person
from tripplanner.model.programme import Item
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Delegation, SubGroup, Trip
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.archived import open_trip
from tripplanner.planning.arranging.rights import open_item
from tripplanner.planning.checks.reading_themes import names_theme, read_themes
from tripplanner.planning.listings.delegates import list_delegates
from tripplanner.planning.rows import decoded, execute, stored
from tripplanner.planning.trips import WHAT as TRIP
from tripplanner.planning.visits import WHAT, add_observation
from tripplanner.text import Text

#: Items an evening speaks of; others come where something was said of them.
TOLD = ("visit", "meeting", "ceremony", "debrief")
_DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class Told:
    """An item that can be spoken of. ``planned_min`` is ``None`` where its hours are not known."""

    id: int
    uuid: str
    code: str
    type: str
    title: Text
    day: date | None
    planned_min: int | None
    actual_min: int | None
    themes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who may have said something: a sub-group (its number), or a person."""

    name: Text | str
    person_id: int | None = None
    subgroup_id: int | None = None


@dataclass(frozen=True, slots=True)
class SaidRow:
    """An observation as the list of an evening shows it; ``photos`` and ``cases`` are counts."""

    id: int
    uuid: str
    item_id: int | None
    day: date | None
    kind: str
    text: Text
    rating: int | None
    named: bool
    person_id: int | None
    subgroup_id: int | None
    themes: tuple[int, ...]
    cases: int
    photos: int


@dataclass(frozen=True, slots=True)
class Debrief:
    """What the evenings of a trip need: its days, its items, its voices, and what was said, in order of time."""

    days: tuple[date, ...]
    items: tuple[Told, ...]
    voices: tuple[Voice, ...]
    said: tuple[SaidRow, ...]

    def of_day(self, day: date | None) -> tuple[Told, ...]:
        """The items of a day."""
        return tuple(one for one in self.items if one.day == day)

    def visit_of(self, row: SaidRow) -> Told | None:
        """The item of which something was said."""
        return next((one for one in self.items if one.id == row.item_id), None)

    def on_another_day(self, row: SaidRow) -> date | None:
        """The day of the visit where something was noted of it on another one; else nothing."""
        visit = self.visit_of(row)
        day = visit.day if visit is not None else None
        return day if row.day is not None and day != row.day else None

    def voice(self, row: SaidRow) -> Text | str:
        """Who said something, or nothing."""
        found = (one for one in self.voices if one.person_id == row.person_id and one.subgroup_id == row.subgroup_id)
        return next((one.name for one in found), "") if row.person_id or row.subgroup_id else ""


def read_debrief(session: Session, trip_id: int) -> Debrief:
    """Everything an evening needs; raises :class:`NotFound`."""
    trip = finding.get(session, Trip, trip_id, TRIP)
    days = tuple(trip.first_day + timedelta(days=n) for n in range((trip.last_day - trip.first_day).days + 1))
    said = _said(session, trip_id)
    return Debrief(days, _items(session, trip_id, {row.item_id for row in said}), _voices(session, trip_id, said), said)


def note(
    session: Session, trip_id: int, language: str, words: str, *, themes: Sequence[int] | None = None,
    named: bool = False, **about: Any,
) -> int:  # fmt: skip
    """What somebody said (:func:`~tripplanner.planning.visits.add_observation`); its number.

    ``themes`` are given by hand; ``None``: those whose names stand in the words, in any language, and that the visit
    or the trip is about.
    """
    made = add_observation(session, trip_id, language, words, **about)
    one = session.get_one(Observation, made)
    one.named = named
    _set_themes(session, one, suggested(session, one) if themes is None else themes)
    return made


def edit_said(
    session: Session, observation_id: int, *, item_id: int | None, day: date | None, person_id: int | None,
    subgroup_id: int | None, named: bool,
) -> None:  # fmt: skip
    """Of which visit and day something was said, by whom, and whether they agreed to be named.

    Raises for a visit of another trip.
    """
    one = _open(session, observation_id)
    if item_id is not None and item_id != one.item_id:
        item = finding.get(session, Item, item_id, msg("programme item"))
        if item.trip_id != one.trip_id:
            raise _refused(msg("The visit belongs to another trip."), msg("Choose a visit of this trip."))
        one.site_id = item.site_id
    elif item_id is None and one.item_id is not None:
        one.site_id = None  # of the day, no longer of what the visit showed
    one.item_id, one.day = item_id, day
    one.person_id, one.subgroup_id, one.named = person_id, subgroup_id, named
    session.flush()


def set_themes(session: Session, observation_id: int, themes: Sequence[int]) -> None:
    """What an observation is about: these themes, in this order."""
    _set_themes(session, _open(session, observation_id), themes)


def set_actual(session: Session, item_id: int, minutes: int | None) -> None:
    """How long an item really took, in minutes; ``None``: nobody knows. Raises for nothing or more than a day."""
    item = open_item(session, item_id, None)
    if minutes is not None and not 0 < minutes <= _DAY_MIN:
        raise _refused(msg("A visit takes between a minute and a day."), msg("Write how many minutes it took."))
    item.actual_min = minutes
    session.flush()


def suggested(session: Session, one: Observation) -> list[int]:
    """Themes whose whole name stands in the words, in any language: those of its visit first."""
    kept = read_themes(session)
    own = _themes_of(one.item) if one.item is not None else []
    found = [id for id in kept if names_theme(one.text, kept[id].name)]
    return sorted(found, key=lambda id: (own.index(id) if id in own else len(own), id))


def _themes_of(item: Item) -> list[int]:
    site = item.site.theme_links if item.site is not None else []
    return [link.theme_id for link in (*item.theme_links, *site)]


def _set_themes(session: Session, one: Observation, themes: Sequence[int]) -> None:
    wanted = list(dict.fromkeys(themes))
    for link in [link for link in one.theme_links if link.theme_id not in wanted]:
        one.theme_links.remove(link)
    session.flush()
    known = {link.theme_id: link for link in one.theme_links}
    for position, theme in enumerate(wanted):
        if theme in known:
            known[theme].position = position
        else:
            finding.get(session, Theme, theme, msg("theme"))
            one.theme_links.append(ObservationTheme(theme_id=theme, position=position))
    session.flush()


# -- reading


def _said(session: Session, trip_id: int) -> tuple[SaidRow, ...]:
    own = Observation.trip_id == trip_id
    rows = execute(session, sa.select(
        Observation.id, Observation.uuid, Observation.item_id, Observation.day, Observation.kind,
        stored(Observation.text), Observation.rating, Observation.named, Observation.person_id,
        Observation.subgroup_id,
    ).where(own).order_by(Observation.day.is_(None), Observation.day, Observation.id))  # fmt: skip
    themes: dict[int, list[int]] = {}
    linked = sa.select(ObservationTheme.observation_id, ObservationTheme.theme_id).join(Observation).where(own)
    for id, theme in execute(session, linked.order_by(ObservationTheme.position, ObservationTheme.id)):
        themes.setdefault(id, []).append(theme)
    cases = _counts(session, sa.select(ObservationCase.observation_id, sa.func.count()).join(Observation).where(own)
                    .group_by(ObservationCase.observation_id))  # fmt: skip
    photos = _counts(session, sa.select(Observation.id, sa.func.count()).where(own)
                     .join(Attachment, Attachment.owner_uuid == Observation.uuid).group_by(Observation.id))  # fmt: skip
    return tuple(
        SaidRow(id, uuid, item, day, kind, decoded(text), rating, bool(named), person, group,
                tuple(themes.get(id, ())), cases.get(id, 0), photos.get(id, 0))
        for id, uuid, item, day, kind, text, rating, named, person, group in rows
    )  # fmt: skip


def _counts(session: Session, statement: Any) -> Mapping[int, int]:
    return {row[0]: row[1] for row in execute(session, statement)}


def _items(session: Session, trip_id: int, spoken: Iterable[int | None]) -> tuple[Told, ...]:
    known = [id for id in spoken if id is not None]
    wanted = sa.and_(Item.status != "cancelled", Item.private.is_(False), Item.type.in_(TOLD))
    chosen = sa.select(Item).where(Item.trip_id == trip_id, sa.or_(wanted, Item.id.in_(known)))
    items = session.scalars(chosen.order_by(Item.start.is_(None), Item.start, Item.position))
    return tuple(
        Told(one.id, one.uuid, one.code, one.type, one.title, one.start.date() if one.start is not None else None,
             planned(one), one.actual_min, tuple(_themes_of(one)))
        for one in items
    )  # fmt: skip


def planned(item: Item) -> int | None:
    """How long an item is planned to take, in minutes, where that can be said."""
    start: datetime | None = item.start
    if start is not None and item.end is not None and item.start_zone == item.end_zone:
        return round((item.end - start).total_seconds() / 60)
    return item.duration_min


def _voices(session: Session, trip_id: int, said: Sequence[SaidRow]) -> tuple[Voice, ...]:
    """The sub-groups, the delegates by rank, then whoever else said something."""
    groups = session.scalars(
        sa.select(SubGroup).join(Delegation).where(Delegation.trip_id == trip_id).order_by(SubGroup.position)
    )
    found = [Voice(one.name or one.code, None, one.id) for one in groups]
    delegates = list_delegates(session, trip_id)
    found += [Voice(one.person.printed, one.person_id) for one in delegates]
    others = {row.person_id for row in said if row.person_id} - {one.person_id for one in delegates}
    for person in session.scalars(sa.select(Person).where(Person.id.in_(others)).order_by(Person.id)):
        found.append(Voice(PersonName.of(person).printed, person.id))
    return tuple(found)


def _open(session: Session, observation_id: int) -> Observation:
    one = finding.get(session, Observation, observation_id, WHAT)
    open_trip(session, one.trip_id)
    return one


def _refused(what: Message, todo: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), todo)


def subgroups(session: Session, trip_id: int) -> dict[str, int]:
    """The numbers of the sub-groups of a trip by their codes."""
    own = sa.select(SubGroup.code, SubGroup.id).join(Delegation).where(Delegation.trip_id == trip_id)
    rows = execute(session, own.order_by(SubGroup.position))
    return {row[0]: row[1] for row in rows}
