"""Places with coordinates: the list and its frozen rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.places import Place
from tripplanner.planning.kinds import SOURCED, Column, Field, ListKind, plain
from tripplanner.planning.rows import LazyText, among, columns_of, filled, stored

WHAT = msg("place")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in a list; degrees in WGS 84."""

    id: int
    uuid: str
    version: int
    code: str
    name_json: str
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    altitude_m: int | None
    parent_id: int | None
    sample_key: str | None

    name = LazyText("name_json")


_COLUMNS = columns_of(
    PlaceRow,
    id=Place.id,
    uuid=Place.uuid,
    version=Place.version,
    code=Place.code,
    name_json=stored(Place.name),
    kind=Place.kind,
    country=Place.country,
    latitude=Place.latitude,
    longitude=Place.longitude,
    altitude_m=Place.altitude_m,
    parent_id=Place.parent_id,
    sample_key=Place.sample_key,
)


def list_places(session: Session, ids: Sequence[int] | None = None) -> list[PlaceRow]:
    """Every place (those with these numbers, when given), by code."""
    return filled(session, PlaceRow, among(sa.select(*_COLUMNS), Place.id, ids).order_by(Place.code, Place.id))


KIND = ListKind(
    key="places",
    title=msg("Places"),
    what=WHAT,
    model=Place,
    rows=list_places,
    columns=(
        Column("id", msg("No.")),
        Column("code", msg("Code")),
        Column("name", msg("Name")),
        Column("kind", msg("Kind of place")),
        Column("country", msg("Country")),
        Column("latitude", msg("Latitude")),
        Column("longitude", msg("Longitude")),
        Column("altitude_m", msg("Altitude (m)")),
    ),
    fields=(
        plain("code", msg("Code")),
        plain("name", msg("Name")),
        plain("kind", msg("Kind of place")),
        plain("country", msg("Country")),
        plain("latitude", msg("Latitude")),
        plain("longitude", msg("Longitude")),
        plain("altitude_m", msg("Altitude (m)")),
        plain("zone", msg("Time zone")),
        plain("address", msg("Address")),
        plain("phone", msg("Telephone")),
        Field("parent", msg("Part of"), lambda place: place.parent.name if place.parent else ""),
        *SOURCED,
    ),
    position=90,
)
