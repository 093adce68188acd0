"""Lodgings of trips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.places import Place
from tripplanner.model.trips import Lodging, Trip
from tripplanner.planning.kinds import SOURCED, Column, ListKind, plain
from tripplanner.planning.rows import LazyText, among, filled, stored

WHAT = msg("lodging")


@dataclass(frozen=True, slots=True)
class LodgingRow:
    """A lodging in a list."""

    id: int
    uuid: str
    version: int
    trip_id: int
    trip: str
    name_json: str
    place_json: str | None
    address: str
    phone: str

    name = LazyText("name_json")
    place = LazyText("place_json")


#: The order of lodgings, trip by trip.
ORDER = (Trip.id, Lodging.position, Lodging.id)


def list_lodgings(session: Session, trip_id: int | None = None, ids: Sequence[int] | None = None) -> list[LodgingRow]:
    """The lodgings of a trip (of every trip, when ``None``; those with these numbers, when given), in order."""
    own = (Lodging.id, Lodging.uuid, Lodging.version, Trip.id, Trip.code, stored(Lodging.name))
    statement = (
        sa.select(*own, stored(Place.name), Lodging.address, Lodging.phone)
        .join(Trip, Lodging.trip_id == Trip.id)
        .outerjoin(Place, Lodging.place_id == Place.id)
        .order_by(*ORDER)
    )
    if trip_id is not None:
        statement = statement.where(Trip.id == trip_id)
    return filled(session, LodgingRow, among(statement, Lodging.id, ids))


KIND = ListKind(
    key="lodgings",
    title=msg("Lodgings"),
    what=WHAT,
    model=Lodging,
    rows=list_lodgings,
    columns=(
        Column("id", msg("No.")),
        Column("trip", msg("Trip")),
        Column("name", msg("Name")),
        Column("place", msg("Place")),
        Column("phone", msg("Telephone")),
    ),
    fields=(
        plain("trip", msg("Trip"), "trip.title"),
        plain("name", msg("Name")),
        plain("place", msg("Place"), "place.name"),
        plain("address", msg("Address")),
        plain("phone", msg("Telephone")),
        plain("note", msg("Note")),
        *SOURCED,
    ),
    position=28,
)
