"""The place that a coach drives to, for a spot that is a site."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.places import Place
from tripplanner.model.sites import Site
from tripplanner.planning.travel.reading import place_spot, site_spot
from tripplanner.planning.travel.spots import Spot


def place_of(session: Session, spot: Spot | None, zone: str) -> int | None:
    """The number of the place of a spot; a site without one gets a place of its own name and coordinates.

    ``None`` for what is no place at all. ``zone`` is that of a place that is made.
    """
    if spot is None or spot.id == 0:
        return None
    return spot.id if spot.id > 0 else _place_of_site(session, session.get_one(Site, -spot.id), zone)


def _far(site: Site) -> bool:
    """Is the place recorded with the site another one: the town it lies in, kilometres away?"""
    here, there = site_spot(site), place_spot(site.place)
    return here is not None and there is not None and here.far_from(there)


def _place_of_site(session: Session, site: Site, zone: str) -> int:
    if site.place is not None and not _far(site):
        return site.place.id
    same = sa.select(Place).where(Place.latitude == site.latitude, Place.longitude == site.longitude)
    place = next((one for one in session.scalars(same.order_by(Place.id)) if one.name == site.name), None)
    if place is None:
        place = Place(
            name=site.name, kind="site", country=site.country, latitude=site.latitude, longitude=site.longitude,
            altitude_m=site.altitude_m, zone=zone,
        )  # fmt: skip
        session.add(place)
        session.flush()
    return place.id
