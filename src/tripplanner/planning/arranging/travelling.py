"""Putting a transfer before or after an item, as long as the way takes."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, printed
from tripplanner.i18n import say as say_in
from tripplanner.model.programme import Item, ItemSubGroup, Night
from tripplanner.model.trips import Trip
from tripplanner.planning.arranging.preview import everyone, items_of
from tripplanner.planning.arranging.rights import open_item, open_trip
from tripplanner.planning.arranging.times import groups_of, shown_end
from tripplanner.planning.travel.legs import Travel
from tripplanner.planning.travel.reading import place_spot, read_travel, site_spot
from tripplanner.planning.travel.spots import Spot
from tripplanner.text import Text

#: Minutes of a way of which nothing is known, and the step to which one that is known is rounded up.
UNKNOWN, STEP = 30, 5


def insert_travel(session: Session, item_id: int, side: str) -> int:
    """A transfer to an item (*before*), or from it to what comes next (*after*). Returns its number.

    It takes what the office measured for the way, else the estimate, with its margin; its drive is left to be
    computed, so that it follows when the office measures it. The lodging begins and ends a day. On either side
    nothing is moved: where there is too little time the two overlap, and the checks say so.
    """
    item = open_item(session, item_id, None)
    trip = open_trip(session, item.trip_id)
    here, there = _ends(session, item, side)
    origin, target = (there, here) if side == "before" else (here, there)
    day = item.start and item.start.date()
    travel = read_travel(session).between(origin, target, day) if origin and target else None
    length = timedelta(minutes=_rounded(travel))
    start, end = _times(item, side, length)
    made = Item(
        trip_id=item.trip_id, type="transfer", title=_title(trip, target), start=start, end=end,
        start_zone=item.start_zone, end_zone=item.start_zone, duration_min=int(length.total_seconds() // 60),
        from_place_id=_place(origin), to_place_id=_place(target), leg_id=travel.leg if travel else None,
    )  # fmt: skip
    made.subgroup_links = [ItemSubGroup(subgroup_id=link.subgroup_id) for link in item.subgroup_links]
    session.add(made)
    session.flush()
    return made.id


def _times(item: Item, side: str, length: timedelta) -> tuple[datetime | None, datetime | None]:
    if item.start is None:
        return None, None
    if side == "before":
        return item.start - length, item.start
    return shown_end(item), shown_end(item) + length


def _rounded(travel: Travel | None) -> int:
    if travel is None:
        return UNKNOWN
    return max(STEP, -(-travel.needed // STEP) * STEP)


def _ends(session: Session, item: Item, side: str) -> tuple[Spot | None, Spot | None]:
    """Where the item is at that side, and where one comes from or goes to."""
    if side == "before":
        here = place_spot(item.from_place) or _spot(item)
        other = _neighbour(session, item, -1)
        there = (place_spot(other.to_place) or _spot(other)) if other else _lodging(session, item, -1)
        return here, there
    here = place_spot(item.to_place) or _spot(item)
    other = _neighbour(session, item, 1)
    there = (place_spot(other.from_place) or _spot(other)) if other else _lodging(session, item, 0)
    return here, there


def _spot(item: Item) -> Spot | None:
    return place_spot(item.place) or site_spot(item.site)


def _neighbour(session: Session, item: Item, way: int) -> Item | None:
    """What the same people do just before (−1) or after (1) on that day, at a known place."""
    if item.start is None:
        return None
    all_groups = everyone(session, item.trip_id)
    groups, found = groups_of(item, all_groups), None
    for other in items_of(session, item.trip_id):
        if other.start is None or other.id == item.id or other.start.date() != item.start.date():
            continue
        if other.status == "cancelled" or other.type == "lodging" or not groups & groups_of(other, all_groups):
            continue
        if not (_spot(other) or other.from_place or other.to_place):
            continue
        if way < 0 and other.start <= item.start:
            found = other
        if way > 0 and other.start >= item.start:
            return other
    return found


def _lodging(session: Session, item: Item, days: int) -> Spot | None:
    """Where the people of an item sleep on its day (0) or the eve (−1)."""
    if item.start is None:
        return None
    date = item.start.date() + timedelta(days=days)
    nights = session.scalars(sa.select(Night).where(Night.day.has(trip_id=item.trip_id, date=date))).all()
    own = {link.subgroup_id for link in item.subgroup_links}
    fitting = [night for night in nights if night.subgroup_id is None or not own or night.subgroup_id in own]
    return next((place_spot(night.lodging.place) for night in fitting if night.lodging), None)


def _place(spot: Spot | None) -> int | None:
    """The number of the place; a site's is that of the town it lies in."""
    if spot is None:
        return None
    return spot.id if spot.id > 0 else spot.town


def _title(trip: Trip, target: Spot | None) -> Text:
    """``Trajet vers Annecy`` in every language of the trip."""
    languages = [row.language for row in trip.languages] or ["en"]
    words = {language: _words(language, target) for language in languages}
    return Text.of(languages[0], **words)


def _words(language: str, target: Spot | None) -> str:
    name = target.name.best(language) if target else ""
    said: Message = printed("Travel to {place}", place=name) if name else printed("Travel")
    return say_in(said, language)
