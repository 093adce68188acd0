"""Rain: a day's outdoor items change places with their fallbacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.places import Place
from tripplanner.model.programme import Item
from tripplanner.planning.archived import open_trip
from tripplanner.planning.planner.titles import coach_to
from tripplanner.planning.travel.reading import place_spot, site_spot


@dataclass(frozen=True, slots=True)
class Rain:
    """What became of a day: the items that changed places with their fallback, and those that have none."""

    swapped: tuple[int, ...]
    without: tuple[int, ...]


def outdoor_items(session: Session, trip_id: int, day: date) -> tuple[tuple[Item, bool], ...]:
    """The outdoor items of a day in order, each with whether it has a fallback."""
    items = session.scalars(
        sa.select(Item)
        .where(Item.trip_id == trip_id, Item.start.is_not(None), Item.status.not_in(("cancelled", "done")))
        .order_by(Item.start, Item.id)
    )
    outdoors = (one for one in items if one.start and one.start.date() == day and one.site and one.site.outdoor)
    return tuple((one, bool(one.fallback) or one.fallback_site_id is not None) for one in outdoors)


def swap_for_rain(session: Session, trip_id: int, day: date) -> Rain:
    """Swap the outdoor items of a day for their fallbacks: one undo step.

    The time stays, locked or not; the title, the site and the place become those of the fallback, and the visit
    that was planned becomes the fallback. Transfers that led to it lead to the fallback's place, to be reckoned
    anew. Raises :class:`~tripplanner.errors.NotFound` and ``Archived``.
    """
    trip = open_trip(session, trip_id)
    found = outdoor_items(session, trip_id, day)
    languages = tuple(one.language for one in trip.languages)
    for item, has in found:
        if has:
            _swap(session, item, languages)
    session.flush()
    return Rain(tuple(item.id for item, has in found if has), tuple(item.id for item, has in found if not has))


def _swap(session: Session, item: Item, languages: tuple[str, ...]) -> None:
    planned, instead = item.site, item.fallback_site
    title = item.fallback or (instead.name if instead else item.title)
    item.title, item.fallback = title, item.title
    item.site, item.fallback_site = instead, planned
    before = item.place or (planned.place if planned else None)
    if instead is not None and instead.place is not None:
        item.place = instead.place
        _redirect(session, item, before, instead.place, languages)
    elif instead is not None and _elsewhere(item):
        item.place = None


def _elsewhere(item: Item) -> bool:
    """Does the fallback lie too far from the place of the item to walk there?"""
    here, there = place_spot(item.place), site_spot(item.site)
    return here is not None and there is not None and here.far_from(there)


def _redirect(session: Session, item: Item, before: Place | None, after: Place, languages: tuple[str, ...]) -> None:
    """The transfers next to the item lead to its new place."""
    if before is None or before.id == after.id or item.start is None:
        return
    same_day = session.scalars(
        sa.select(Item).where(Item.trip_id == item.trip_id, Item.type == "transfer", Item.start.is_not(None))
    )
    for transfer in same_day:
        if transfer.start is None or transfer.start.date() != item.start.date():
            continue
        if transfer.to_place_id == before.id and transfer.start <= item.start:
            transfer.to_place, transfer.title = after, coach_to(after.name, languages)
        elif transfer.from_place_id == before.id and transfer.start >= item.start:
            transfer.from_place = after
        else:
            continue
        transfer.leg_id = transfer.drive_min = transfer.distance_km = None
