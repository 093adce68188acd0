"""Programme items, as a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.programme import Item
from tripplanner.model.trips import Trip
from tripplanner.planning.items import WHAT
from tripplanner.planning.kinds import SOURCED, Column, ListKind, listed, plain
from tripplanner.planning.programme import ItemRow, list_items
from tripplanner.planning.words import INTERPRETING, ITEM_STATUS, ITEM_TYPE, PERMIT
from tripplanner.text import Text


@dataclass(frozen=True, slots=True)
class ItemOfTripRow:
    """An item in the list of all trips."""

    item: ItemRow
    trip: str

    @property
    def id(self) -> int:
        return self.item.id

    @property
    def uuid(self) -> str:
        return self.item.uuid

    @property
    def trip_id(self) -> int:
        return self.item.trip_id

    @property
    def code(self) -> str:
        return self.item.code

    @property
    def start(self) -> datetime | None:
        return self.item.start

    @property
    def end(self) -> datetime | None:
        return self.item.end

    @property
    def type(self) -> str:
        return self.item.type

    @property
    def status(self) -> str:
        return self.item.status

    @property
    def title(self) -> Text:
        return self.item.title

    @property
    def where(self) -> Text:
        return self.item.where

    @property
    def subgroups(self) -> tuple[str, ...]:
        return self.item.subgroups


def list_all_items(session: Session) -> list[ItemOfTripRow]:
    """The items of every trip, trip by trip in the order they happen."""
    codes = {id: code or str(id) for id, code in session.execute(sa.select(Trip.id, Trip.code))}
    return [ItemOfTripRow(item, codes[item.trip_id]) for item in list_items(session)]


KIND = ListKind(
    key="items",
    title=msg("Programme items"),
    what=WHAT,
    model=Item,
    rows=list_all_items,
    columns=(
        Column("id", msg("No.")),
        Column("trip", msg("Trip")),
        Column("code", msg("Code")),
        Column("start", msg("Start")),
        Column("end", msg("End")),
        Column("type", msg("Type"), ITEM_TYPE),
        Column("status", msg("Status"), ITEM_STATUS),
        Column("title", msg("Title")),
        Column("where", msg("Where")),
        Column("subgroups", msg("Sub-groups")),
    ),
    fields=(
        plain("trip", msg("Trip"), "trip.title"),
        plain("code", msg("Code")),
        plain("type", msg("Type"), words=ITEM_TYPE),
        plain("status", msg("Status"), words=ITEM_STATUS),
        plain("start", msg("Start")),
        plain("start_zone", msg("Time zone at the start")),
        plain("end", msg("End")),
        plain("end_zone", msg("Time zone at the end")),
        plain("duration_min", msg("Planned length (min)")),
        plain("title", msg("Title")),
        plain("purpose", msg("Purpose")),
        plain("site", msg("Site"), "site.name"),
        plain("place", msg("Place"), "place.name"),
        plain("from_place", msg("From"), "from_place.name"),
        plain("to_place", msg("To"), "to_place.name"),
        plain("distance_km", msg("Distance (km)")),
        plain("drive_min", msg("Drive (min)")),
        plain("vehicle", msg("Vehicle"), "vehicle.name"),
        listed("hosts", msg("Hosts"), "host_links", "organisation.name"),
        listed("subgroups", msg("Sub-groups"), "subgroup_links", "subgroup.code"),
        plain("participation_note", msg("Who takes part")),
        plain("interpreting", msg("Interpreting"), words=INTERPRETING),
        plain("notes", msg("Notes")),
        plain("team_notes", msg("Notes for the team")),
        plain("internal_notes", msg("Internal notes")),
        plain("fallback", msg("Plan B")),
        listed("questions", msg("Questions to ask"), "questions", "text"),
        listed("cases", msg("Case studies"), "case_links", "case.title"),
        plain("permit_status", msg("Permit"), words=PERMIT),
        plain("passport_needed", msg("Passport needed")),
        plain("private", msg("Private")),
        plain("locked", msg("Locked")),
        *SOURCED,
    ),
    position=20,
)
