"""The programme of a trip as rows: its days, its items, who takes part and where everyone sleeps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from tripplanner.model.partners import Organisation
from tripplanner.model.places import Place
from tripplanner.model.programme import Day, Item, ItemHost, ItemSubGroup, Night, Question
from tripplanner.model.sites import Site, SiteTheme
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Delegation, Lodging, SubGroup, Trip, Vehicle
from tripplanner.planning.rows import (
    columns_of,
    counted,
    execute,
    extended,
    filled,
    grouped_rows,
    pair,
    stored,
)
from tripplanner.planning.trip_rows import DayRow, HostRow, ItemRow, NightRow, SubGroupRow, Week
from tripplanner.planning.trips import trip_row

_FROM, _TO = aliased(Place), aliased(Place)


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


def site_colours(session: Session) -> dict[int, str]:
    """The colour of each site's first theme, by the site's number."""
    statement = (
        sa.select(SiteTheme.site_id, Theme.colour)
        .join(Theme, SiteTheme.theme_id == Theme.id)
        .order_by(SiteTheme.site_id, SiteTheme.position.desc(), SiteTheme.id.desc())
    )
    return dict(execute(session, statement))


def duration(item: ItemRow) -> timedelta | None:
    """How long an item lasts by its clock times (same zone) or by its instants (two zones)."""
    from zoneinfo import ZoneInfo

    if item.start is None or item.end is None:
        return None if item.duration_min is None else timedelta(minutes=item.duration_min)
    start = item.start.replace(tzinfo=ZoneInfo(item.start_zone))
    end = item.end.replace(tzinfo=ZoneInfo(item.end_zone))
    return timedelta(seconds=end.timestamp() - start.timestamp())
