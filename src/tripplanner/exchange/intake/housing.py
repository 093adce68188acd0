"""Which lodging of a trip the room numbers of a roster are of, where its rows do not say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from tripplanner.errors import NotFound
from tripplanner.exchange.intake import linked
from tripplanner.exchange.intake.subjects import Target
from tripplanner.i18n import Message, msg, msgn
from tripplanner.model.programme import Day, Night
from tripplanner.model.trips import Lodging
from tripplanner.planning.rows import execute

NOTES = 0
"""In the place of a lodging: room numbers go into the notes."""


@dataclass(frozen=True, slots=True)
class House:
    """A lodging of a trip, by number and name, and how many nights of the programme are spent there."""

    id: int
    name: str
    nights: int


def lodgings_of(session: Session, trip_id: int | None) -> Sequence[Lodging]:
    """The lodgings of a trip, in their order."""
    query = sa.select(Lodging).where(Lodging.trip_id == trip_id).options(joinedload(Lodging.place))
    return session.scalars(query.order_by(Lodging.position, Lodging.id)).all()


def lodging_names(session: Session, trip_id: int | None) -> linked.Lookup:
    """The lodgings of a trip by their names and those of the places they are at."""
    found = lodgings_of(session, trip_id)
    return linked.Lookup((one.id, (one.name, *((one.place.name,) if one.place is not None else ()))) for one in found)


def houses(session: Session, trip_id: int | None) -> tuple[House, ...]:
    """The lodgings of a trip with their nights, in their order."""
    names, nights = lodging_names(session, trip_id), dict[int, set[int]]()
    query = sa.select(Night.lodging_id, Night.day_id).join(Day, Night.day_id == Day.id).where(Day.trip_id == trip_id)
    for lodging, day in execute(session, query.where(Night.lodging_id.is_not(None))):
        nights.setdefault(lodging, set()).add(day)
    found = lodgings_of(session, trip_id)
    return tuple(House(one.id, names.name(one.id), len(nights.get(one.id, ()))) for one in found)


def likely(found: Sequence[House]) -> House | None:
    """The one that room numbers are of if nobody says so: the only one, else where most nights are spent."""
    if len(found) == 1:
        return found[0]
    best = max(found, key=lambda one: one.nights, default=None)
    return best if best is not None and best.nights else None


def meant(session: Session, target: Target) -> House | None:
    """The lodging that the person chose for room numbers, else the likely one; ``None``: they are notes."""
    found = houses(session, target.trip_id)
    if target.lodging is None:
        return likely(found)
    return next((one for one in found if one.id == target.lodging), None)


def guessed(session: Session, target: Target) -> Message | None:
    """What is said where a lodging was guessed; nothing where the person chose, or nothing else could be meant."""
    found = houses(session, target.trip_id)
    one = likely(found) if target.lodging is None and len(found) > 1 else None
    if one is None:
        return None
    return msgn(
        "Rooms are taken for those of “{name}”, where {n} night is spent.",
        "Rooms are taken for those of “{name}”, where {n} nights are spent.",
        one.nights,
        name=one.name,
    )


def lodging_called(session: Session, trip_id: int | None, name: str) -> int:
    """The number of a lodging of a trip by its name or that of its place; raises :class:`NotFound`."""
    found = lodging_names(session, trip_id).find(name)
    if found is None:
        names = tuple(one.name for one in houses(session, trip_id))
        raise NotFound(
            msg("No lodging of this trip is called “{name}”.", name=name), None,
            msg("Choose one of: {kinds}.", kinds=names or "–"),
        )  # fmt: skip
    return found
