"""The programme of a trip as rows: its days, its items, who takes part and where everyone sleeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from tripplanner.model.partners import Organisation
from tripplanner.model.places import Place
from tripplanner.model.programme import Day, Item, ItemHost, ItemSubGroup, Night, Question
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegation, Lodging, SubGroup, Trip, Vehicle
from tripplanner.planning.rows import (
    LazyText,
    columns_of,
    counted,
    extended,
    filled,
    grouped_rows,
    pair,
    stored,
)
from tripplanner.planning.trips import TripRow, trip_row
from tripplanner.text import Text

_FROM, _TO = aliased(Place), aliased(Place)


@dataclass(frozen=True, slots=True)
class HostRow:
    """An organisation that receives at an item. ``state``: to_contact, asked, confirmed, refused."""

    organisation_id: int
    name_json: str
    acronym: str
    state: str

    name = LazyText("name_json")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A programme item with all that a grid, a list or a calendar shows of it.

    ``start`` and ``end`` are civil times in their own zones, ``None`` while the item is not placed.
    ``subgroups`` are codes; empty means everyone. ``distance_km`` and ``drive_min`` are the item's own.
    """

    id: int
    uuid: str
    version: int
    trip_id: int
    code: str
    type: str
    status: str
    start: datetime | None
    start_zone: str
    end: datetime | None
    end_zone: str
    duration_min: int | None
    locked: bool
    private: bool
    position: int
    title_json: str
    purpose_json: str
    notes_json: str
    participation_note_json: str
    fallback_json: str
    interpreting: str | None
    passport_needed: bool
    site_id: int | None
    site_name_json: str | None
    place_id: int | None
    place_name_json: str | None
    from_place_id: int | None
    from_name_json: str | None
    to_place_id: int | None
    to_name_json: str | None
    distance_km: float | None
    drive_min: int | None
    vehicle_id: int | None
    vehicle_code: str | None
    sample_key: str | None
    updated_at: datetime
    subgroup_ids: tuple[int, ...] = ()
    subgroups: tuple[str, ...] = ()
    hosts: tuple[HostRow, ...] = ()
    questions: int = 0

    title = LazyText("title_json")
    purpose = LazyText("purpose_json")
    notes = LazyText("notes_json")
    participation_note = LazyText("participation_note_json")
    fallback = LazyText("fallback_json")
    site_name = LazyText("site_name_json")
    place_name = LazyText("place_name_json")
    from_name = LazyText("from_name_json")
    to_name = LazyText("to_name_json")

    @property
    def where(self) -> Text:
        """The site, else the place: what a grid prints under the title."""
        return self.site_name or self.place_name


@dataclass(frozen=True, slots=True)
class NightRow:
    """A lodging after a day; ``subgroup`` is a code, empty for everyone; no lodging: a night on the way."""

    lodging_id: int | None
    name_json: str | None
    place_json: str | None
    subgroup: str

    name = LazyText("name_json")
    place = LazyText("place_json")


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of a trip. ``number`` 1 is the trip's first day."""

    id: int
    uuid: str
    version: int
    date: date
    title_json: str
    bring_json: str
    note_json: str
    number: int
    nights: tuple[NightRow, ...]

    title = LazyText("title_json")
    bring = LazyText("bring_json")
    note = LazyText("note_json")


@dataclass(frozen=True, slots=True)
class SubGroupRow:
    """A sub-group of the trip's delegations."""

    id: int
    uuid: str
    code: str
    name_json: str
    expected_size: int | None

    name = LazyText("name_json")


@dataclass(frozen=True, slots=True)
class Week:
    """A whole programme: placed items in the order they happen, the others beside them."""

    trip: TripRow
    days: tuple[DayRow, ...]
    subgroups: tuple[SubGroupRow, ...]
    items: tuple[ItemRow, ...]
    unplaced: tuple[ItemRow, ...]

    def on(self, day: date) -> tuple[ItemRow, ...]:
        """The items that start on ``day``."""
        return tuple(item for item in self.items if item.start is not None and item.start.date() == day)


def week(session: Session, trip_id: int) -> Week:
    """The programme of one trip; raises :class:`NotFound`."""
    trip = trip_row(session, trip_id)
    items = list_items(session, trip_id)
    return Week(
        trip,
        tuple(list_days(session, trip_id)),
        tuple(list_subgroups(session, trip_id)),
        tuple(item for item in items if item.start is not None),
        tuple(item for item in items if item.start is None),
    )


def item_row(session: Session, item_id: int) -> ItemRow | None:
    """One item, ``None`` when it is gone."""
    rows = _items(session, Item.id == item_id)
    return rows[0] if rows else None


def list_items(session: Session, trip_id: int | None = None) -> list[ItemRow]:
    """The items of a trip (of all trips, when ``None``) by start, then position; unplaced ones last."""
    return _items(session) if trip_id is None else _items(session, Item.trip_id == trip_id)


def _items(session: Session, *conditions: Any) -> list[ItemRow]:
    statement = (
        sa.select(*_ITEM_COLUMNS)
        .outerjoin(Site, Item.site_id == Site.id)
        .outerjoin(Place, Item.place_id == Place.id)
        .outerjoin(_FROM, Item.from_place_id == _FROM.id)
        .outerjoin(_TO, Item.to_place_id == _TO.id)
        .outerjoin(Vehicle, Item.vehicle_id == Vehicle.id)
        .where(*conditions)
        .order_by(Item.trip_id, Item.start.is_(None), Item.start, Item.position, Item.id)
    )
    extras = _Extras(session, conditions)
    return extended(session, ItemRow, statement, lambda row: extras.of(row[0]))


class _Extras:
    """What hangs on items, read in one statement per table."""

    def __init__(self, session: Session, conditions: tuple[Any, ...]) -> None:
        groups = (
            sa.select(ItemSubGroup.item_id, ItemSubGroup.subgroup_id, SubGroup.code)
            .join(SubGroup, ItemSubGroup.subgroup_id == SubGroup.id)
            .order_by(ItemSubGroup.item_id, SubGroup.position, SubGroup.id)
        )
        hosts = (
            sa.select(
                ItemHost.item_id, Organisation.id, stored(Organisation.name), Organisation.acronym, ItemHost.state
            )
            .join(Organisation, ItemHost.organisation_id == Organisation.id)
            .order_by(ItemHost.item_id, ItemHost.position, ItemHost.id)
        )
        if conditions:
            groups = groups.join(Item, ItemSubGroup.item_id == Item.id).where(*conditions)
            hosts = hosts.join(Item, ItemHost.item_id == Item.id).where(*conditions)
        self._groups = grouped_rows(session, pair, groups)
        self._hosts = grouped_rows(session, HostRow, hosts)
        asked = (Question.item_id == Item.id, *conditions) if conditions else ()
        self._questions = counted(session, Question.item_id, *asked)

    def of(self, item_id: int) -> tuple[Any, ...]:
        groups = self._groups.get(item_id, ())
        ids, codes = tuple(pair[0] for pair in groups), tuple(pair[1] for pair in groups)
        return ids, codes, self._hosts.get(item_id, ()), self._questions.get(item_id, 0)


_ITEM_COLUMNS = columns_of(
    ItemRow,
    id=Item.id,
    uuid=Item.uuid,
    version=Item.version,
    trip_id=Item.trip_id,
    code=Item.code,
    type=Item.type,
    status=Item.status,
    start=Item.start,
    start_zone=Item.start_zone,
    end=Item.end,
    end_zone=Item.end_zone,
    duration_min=Item.duration_min,
    locked=Item.locked,
    private=Item.private,
    position=Item.position,
    title_json=stored(Item.title),
    purpose_json=stored(Item.purpose),
    notes_json=stored(Item.notes),
    participation_note_json=stored(Item.participation_note),
    fallback_json=stored(Item.fallback),
    interpreting=Item.interpreting,
    passport_needed=Item.passport_needed,
    site_id=Item.site_id,
    site_name_json=stored(Site.name),
    place_id=Item.place_id,
    place_name_json=stored(Place.name),
    from_place_id=Item.from_place_id,
    from_name_json=stored(_FROM.name),
    to_place_id=Item.to_place_id,
    to_name_json=stored(_TO.name),
    distance_km=Item.distance_km,
    drive_min=Item.drive_min,
    vehicle_id=Item.vehicle_id,
    vehicle_code=Vehicle.code,
    sample_key=Item.sample_key,
    updated_at=Item.updated_at,
)


def list_days(session: Session, trip_id: int) -> list[DayRow]:
    """The days of a trip with their nights."""
    first = session.scalar(sa.select(Trip.first_day).where(Trip.id == trip_id))
    statement = (
        sa.select(Day.id, Day.uuid, Day.version, Day.date, stored(Day.title), stored(Day.bring), stored(Day.note))
        .where(Day.trip_id == trip_id)
        .order_by(Day.date)
    )
    nights = _nights(session, trip_id)
    start = first or date.min
    return extended(session, DayRow, statement, lambda row: ((row[3] - start).days + 1, nights.get(row[0], ())))


def _nights(session: Session, trip_id: int) -> Any:
    statement = (
        sa.select(
            Night.day_id,
            Night.lodging_id,
            stored(Lodging.name),
            stored(Place.name),
            sa.func.coalesce(SubGroup.code, ""),
        )
        .join(Day, Night.day_id == Day.id)
        .outerjoin(Lodging, Night.lodging_id == Lodging.id)
        .outerjoin(Place, Lodging.place_id == Place.id)
        .outerjoin(SubGroup, Night.subgroup_id == SubGroup.id)
        .where(Day.trip_id == trip_id)
        .order_by(Night.day_id, SubGroup.position, Night.id)
    )
    return grouped_rows(session, NightRow, statement)


def list_subgroups(session: Session, trip_id: int) -> list[SubGroupRow]:
    """The sub-groups of a trip's delegations, in order."""
    statement = (
        sa.select(SubGroup.id, SubGroup.uuid, SubGroup.code, stored(SubGroup.name), SubGroup.expected_size)
        .join(Delegation, SubGroup.delegation_id == Delegation.id)
        .where(Delegation.trip_id == trip_id)
        .order_by(Delegation.position, SubGroup.position, SubGroup.id)
    )
    return filled(session, SubGroupRow, statement)


def duration(item: ItemRow) -> timedelta | None:
    """How long an item lasts by its clock times (same zone) or by its instants (two zones)."""
    from zoneinfo import ZoneInfo

    if item.start is None or item.end is None:
        return None if item.duration_min is None else timedelta(minutes=item.duration_min)
    start = item.start.replace(tzinfo=ZoneInfo(item.start_zone))
    end = item.end.replace(tzinfo=ZoneInfo(item.end_zone))
    return timedelta(seconds=end.timestamp() - start.timestamp())
