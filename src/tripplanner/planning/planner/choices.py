"""What there is to choose from before a programme is proposed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.sites import Site, SiteTheme
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Lodging
from tripplanner.planning.checks.reading import read_trip
from tripplanner.planning.lazytext import LazyText
from tripplanner.planning.programme import ItemRow, SubGroupRow, Week, week
from tripplanner.planning.rows import execute, filled, grouped, stored
from tripplanner.text import EMPTY, Text

STAYING = ("arrival", "departure", "ceremony", "debrief", "lodging")
EVENING_HOUR, LUNCH_HOURS = 17, (11, 14)


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """A site that can be chosen; ``minutes`` of its usual visit, ``None`` while unknown; ``here``: in the trip."""

    id: int
    code: str
    name_json: str
    country: str
    minutes: int | None
    outdoor: bool | None
    themes: tuple[int, ...]
    here: bool

    name = LazyText("name_json")


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """A placed item that may stay where it is; ``stays``: does it by default; ``locked``: it does in any case.

    ``groups`` are the sub-groups it concerns, none: everyone.
    """

    id: int
    title: Text
    type: str
    start: datetime
    end: datetime
    locked: bool
    stays: bool
    groups: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """A theme to cover."""

    id: int
    code: str
    name_json: str
    colour: str
    parent_id: int | None

    name = LazyText("name_json")


@dataclass(frozen=True, slots=True)
class LodgingChoice:
    """A lodging of the trip in which a night can be spent."""

    id: int
    name: Text


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything the sheet of the planner offers."""

    trip_id: int
    first_day: date
    last_day: date
    sites: tuple[SiteChoice, ...]
    items: tuple[ItemChoice, ...]
    themes: tuple[ThemeChoice, ...]
    groups: tuple[SubGroupRow, ...]
    lodgings: tuple[LodgingChoice, ...] = ()

    def may_move(self, item: ItemChoice, groups: Collection[int]) -> bool:
        """May an item move where these sub-groups (none: all) are planned for? It must concern them and nobody else."""
        every = frozenset(one.id for one in self.groups)
        return not item.locked and (item.groups or every) == (frozenset(groups) or every)

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the trip."""
        return tuple(self.first_day + timedelta(days=n) for n in range((self.last_day - self.first_day).days + 1))


def read_choices(session: Session, trip_id: int) -> Choices:
    """What can be chosen for a trip; raises :class:`~tripplanner.errors.NotFound`."""
    programme = week(session, trip_id)
    here = {item.site_id for item in (*programme.items, *programme.unplaced)}
    themes = grouped(session, sa.select(SiteTheme.site_id, SiteTheme.theme_id).order_by(SiteTheme.position))
    rows = execute(session, sa.select(*_SITE).order_by(Site.code, Site.id))
    sites = tuple(
        SiteChoice(id, code, name, country, minutes, outdoor, themes.get(id, ()), id in here)
        for id, code, name, country, minutes, outdoor in rows
    )
    trip = programme.trip
    found = filled(session, ThemeChoice, sa.select(*_THEME).order_by(Theme.position, Theme.id))
    items = tuple(_items(programme))
    return Choices(trip_id, trip.first_day, trip.last_day, sites, items, tuple(found), programme.subgroups,
                   tuple(_lodgings(session, trip_id)))  # fmt: skip


def _lodgings(session: Session, trip_id: int) -> Iterator[LodgingChoice]:
    """Those of which one knows where they are."""
    where = Lodging.trip_id == trip_id, Lodging.place_id.is_not(None)
    for one in session.scalars(sa.select(Lodging).where(*where).order_by(Lodging.position, Lodging.id)):
        yield LodgingChoice(one.id, one.name or (one.place.name if one.place else EMPTY))


_SITE = (Site.id, Site.code, stored(Site.name), Site.country, Site.typical_visit_min, Site.outdoor)
_THEME = (Theme.id, Theme.code, stored(Theme.name), Theme.colour, Theme.parent_id)


def _items(programme: Week) -> list[ItemChoice]:
    return [
        ItemChoice(
            item.id,
            item.title or item.where,
            item.type,
            item.start,
            item.end or item.start,
            item.locked,
            stays(item),
            frozenset(item.subgroup_ids),
        )
        for item in programme.items
        if item.start is not None and item.status != "cancelled" and item.type != "lodging"
    ]


def stays(item: ItemRow) -> bool:
    """Does an item stay where it is unless somebody says otherwise?

    What is locked or done does, and what concerns some sub-groups only; so do arrivals, departures, ceremonies,
    debriefs, evenings, meetings at no site, and visits and meals that are confirmed. Transfers make room, as do
    other visits, lunches and free time.
    """
    if item.locked or item.status == "done" or item.subgroup_ids or item.type in STAYING:
        return True
    if item.type == "transfer":
        return False
    if item.status == "confirmed":
        return True
    if item.type == "meeting":
        return item.site_id is None
    return item.type == "meal" and item.start is not None and not is_lunch(item.start)


def is_lunch(start: datetime) -> bool:
    """Does a meal that starts then count as lunch?"""
    return LUNCH_HOURS[0] <= start.hour < LUNCH_HOURS[1]


def chosen_days(days: Collection[date] | None, first: date, last: date) -> frozenset[date]:
    """Those of the chosen days that the trip has; all of them, when none was chosen."""
    every = frozenset(first + timedelta(days=n) for n in range((last - first).days + 1))
    return every if days is None else every & frozenset(days)


def head_count(session: Session, trip_id: int, groups: Collection[int] = ()) -> int:
    """The guests of a trip, or of some sub-groups, with those who accompany them on the fullest day."""
    trip = read_trip(session, trip_id, today=None)
    guests = sum(group.size for group in trip.groups if not groups or group.id in groups)
    return guests + max(trip.company.values(), default=0)
