"""Places, and the legs between them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from tripplanner.i18n import msg
from tripplanner.model.places import Leg, LegClosure, Place
from tripplanner.planning.browsing.clauses import by_value, no_chinese, to_verify, trusted
from tripplanner.planning.browsing.shapes import Browse, Condition, Sort
from tripplanner.planning.listings.legs import list_legs
from tripplanner.planning.listings.places import list_places
from tripplanner.worldnames import country_name


def _between(ids: Any) -> Any:
    """The legs that begin or end at one of these places."""
    return sa.or_(Leg.from_place_id.in_(ids), Leg.to_place_id.in_(ids))


def _no_leg() -> Any:
    return sa.not_(sa.exists().where(sa.or_(Leg.from_place_id == Place.id, Leg.to_place_id == Place.id)))


_CLOSED = sa.exists().where(LegClosure.leg_id == Leg.id)
BROWSES = (
    Browse(
        "places",
        Place,
        list_places,
        lambda: sa.select(Place.id),
        (Place.code, Place.id),
        {
            "name": Sort(Place.id, field="name"),
            "kind": Sort(Place.kind, "words"),
            "country": Sort(Place.country, "words", country_name),
            "code": Sort(Place.code, "words"),
        },
        (
            by_value("kinds", msg("Kinds of place"), Place.kind, Place),
            by_value("countries", msg("Countries"), Place.country, Place),
            trusted(Place),
        ),
        (
            to_verify(Place),
            Condition("no_coordinates", msg("No coordinates"), lambda _: Place.latitude.is_(None), suggested=True),
            no_chinese(Place.name),
            Condition("no_leg", msg("No leg"), lambda _: _no_leg()),
        ),
        found_by=(("place", lambda ids: Place.id.in_(ids)),),
    ),
    Browse(
        "legs",
        Leg,
        list_legs,
        lambda: sa.select(Leg.id),
        (Leg.code, Leg.id),
        {
            "from": Sort(Leg.from_place_id, field="name", keyed=Place),
            "to": Sort(Leg.to_place_id, field="name", keyed=Place),
            "distance": Sort(Leg.distance_km),
            "drive": Sort(Leg.drive_min),
            "margin": Sort(Leg.margin_percent),
            "code": Sort(Leg.code, "words"),
        },
        (trusted(Leg),),
        (
            to_verify(Leg),
            Condition("no_time", msg("No driving time"), lambda _: Leg.drive_min.is_(None), suggested=True),
            Condition("closed", msg("Closed on some days"), lambda _: _CLOSED, suggested=True),
            Condition("one_way", msg("One way only"), lambda _: Leg.both_ways.is_(False)),
        ),
        found_by=(("place", _between), ("leg", lambda ids: Leg.id.in_(ids))),
    ),
)
