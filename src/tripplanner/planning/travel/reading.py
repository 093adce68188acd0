"""Reads what the office measured from the database."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.places import Leg, LegClosure, Place
from tripplanner.model.sites import Site
from tripplanner.planning.rows import decoded, execute, grouped_rows, stored
from tripplanner.planning.travel.legs import Closed, MeasuredLeg
from tripplanner.planning.travel.spots import Spot
from tripplanner.planning.travel.table import TravelTable


def read_travel(session: Session) -> TravelTable:
    """All legs of the office with the places they join; use it again until ``leg`` or ``place`` rows change."""
    closures = grouped_rows(session, _closed, sa.select(*_CLOSURE).order_by(LegClosure.leg_id, LegClosure.id))
    legs = [
        MeasuredLeg(id, start, end, minutes, km, margin or 0, both_ways, closures.get(id, ()))
        for id, start, end, minutes, km, margin, both_ways in execute(session, sa.select(*_LEG).order_by(Leg.id))
    ]
    ends = sa.select(Leg.from_place_id).union(sa.select(Leg.to_place_id))
    return TravelTable(legs, _places(session, Place.id.in_(ends)))


def read_spots(session: Session, place_ids: Iterable[int] = (), site_ids: Iterable[int] = ()) -> dict[int, Spot]:
    """The places and sites with these numbers, a site under minus its number."""
    found = {spot.id: spot for spot in _places(session, Place.id.in_(set(place_ids)))}
    rows = execute(session, sa.select(*_SITE).where(Site.id.in_(set(site_ids))))
    return found | {-row[0]: _spot((-row[0], *row[1:])) for row in rows}


def place_spot(place: Place | None) -> Spot | None:
    """A mapped place as a spot."""
    if place is None:
        return None
    return Spot(
        place.id, place.name, place.country, place.latitude, place.longitude, place.altitude_m, place.parent_id,
        place.kind,
    )  # fmt: skip


def site_spot(site: Site | None) -> Spot | None:
    """A mapped site as a spot."""
    if site is None:
        return None
    return Spot(-site.id, site.name, site.country, site.latitude, site.longitude, site.altitude_m, site.place_id)


_LEG = (
    Leg.id, Leg.from_place_id, Leg.to_place_id, Leg.drive_min, Leg.distance_km, Leg.margin_percent, Leg.both_ways,
)  # fmt: skip
_CLOSURE = (
    LegClosure.leg_id, LegClosure.first_day, LegClosure.last_day, stored(LegClosure.reason),
    LegClosure.detour_km, LegClosure.detour_min,
)  # fmt: skip
_PLACE = (
    Place.id, stored(Place.name), Place.country, Place.latitude, Place.longitude, Place.altitude_m, Place.parent_id,
    Place.kind,
)  # fmt: skip
_SITE = (
    Site.id, stored(Site.name), Site.country, Site.latitude, Site.longitude, Site.altitude_m, Site.place_id,
)  # fmt: skip


def _closed(first_day: object, last_day: object, reason: str, km: float | None, minutes: int | None) -> Closed:
    return Closed(first_day, last_day, decoded(reason or ""), km, minutes)  # type: ignore[arg-type]


def _places(session: Session, condition: sa.ColumnElement[bool]) -> list[Spot]:
    return [_spot(row) for row in execute(session, sa.select(*_PLACE).where(condition).order_by(Place.id))]


def _spot(row: Iterable[object]) -> Spot:
    id, name, *rest = row
    return Spot(id, decoded(str(name or "")), *rest)  # type: ignore[arg-type]
