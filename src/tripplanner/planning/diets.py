"""Diets passed on to those who cook: to whom, when, and whether a diet has changed since. What the diets are stays in
the vault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.hosting import Exchange
from tripplanner.model.partners import Organisation
from tripplanner.model.people import SensitiveValue
from tripplanner.model.places import Place
from tripplanner.model.programme import Item
from tripplanner.model.trips import Delegate, Delegation
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.exchanges import add_exchange
from tripplanner.planning.rows import execute, stored
from tripplanner.planning.shelving.making import create_record

#: The way of an exchange that tells an organisation the diets of a trip.
WAY = "diets"


@dataclass(frozen=True, slots=True)
class Told:
    """That an organisation knows the diets: since which day, who there was told (a printed name, or nothing)."""

    day: date
    contact: str
    contact_id: int | None
    exchange_id: int


def told(session: Session, trip_id: int, organisation_id: int) -> Told | None:
    """When an organisation was last told the diets of a trip."""
    known = sa.select(Exchange).where(Exchange.trip_id == trip_id, Exchange.organisation_id == organisation_id)
    known = known.where(Exchange.way == WAY, Exchange.day.is_not(None))
    one = session.scalars(known.order_by(Exchange.day.desc(), Exchange.id.desc()).limit(1)).first()
    if one is None or one.day is None:
        return None
    who = PersonName.of(one.contact.person).printed if one.contact is not None else ""
    return Told(one.day, who, one.contact_id, one.id)


def tell(
    session: Session, trip_id: int, organisation_id: int, day: date, words: str, contact_id: int | None = None
) -> int:
    """Note that the diets of a trip were passed on; ``words`` is the line of the timeline, which names no diet."""
    finding.get(session, Organisation, organisation_id, msg("organisation"))
    return add_exchange(session, organisation_id, day, WAY, words, contact_id=contact_id, trip_id=trip_id)


def told_place(session: Session, trip_id: int, place_id: int) -> Told | None:
    """When a caterer of which only the place is recorded was last told the diets of a trip."""
    organisation = _caterer(session, finding.get(session, Place, place_id, msg("place")))
    return told(session, trip_id, organisation.id) if organisation is not None else None


def tell_place(session: Session, trip_id: int, place_id: int, day: date, words: str) -> int:
    """As :func:`tell`, to a caterer of which only the place is recorded: they become a partner of that name."""
    place = finding.get(session, Place, place_id, msg("place"))
    organisation = _caterer(session, place)
    if organisation is None:
        organisation = session.get_one(Organisation, create_record(session, "organisations", place.name))
        organisation.address, organisation.country, organisation.phone = place.address, place.country, place.phone
        session.flush()
    return tell(session, trip_id, organisation.id, day, words)


def feeds(session: Session, trip_id: int, place_id: int) -> bool:
    """Whether the trip eats at a place where no item names a host: nobody but the place can be told."""
    meals = sa.select(Item.id).where(Item.trip_id == trip_id, Item.place_id == place_id)
    meals = meals.where(Item.type.in_(("meal", "ceremony")), ~Item.host_links.any())
    return session.scalar(meals.limit(1)) is not None


def _caterer(session: Session, place: Place) -> Organisation | None:
    """The organisation of the same name: by it the check of diets knows whom they were passed on to."""
    same = sa.select(Organisation).where(stored(Organisation.name) == place.name.to_json())
    return session.scalars(same.order_by(Organisation.id).limit(1)).first() if place.name else None


def told_organisations(session: Session, trip_id: int) -> Mapping[str, date]:
    """The organisations that know the diets of a trip, by their stored names, with the last day they were told."""
    statement = (
        sa.select(stored(Organisation.name), sa.func.max(Exchange.day))
        .join(Exchange, Exchange.organisation_id == Organisation.id)
        .where(Exchange.trip_id == trip_id, Exchange.way == WAY, Exchange.day.is_not(None))
        .group_by(stored(Organisation.name))
    )
    days = ((name, day) for name, day in execute(session, statement) if day)
    return {name: day if isinstance(day, date) else date.fromisoformat(day) for name, day in days}


def changed_on(session: Session, trip_id: int) -> date | None:
    """The day on which a diet of a delegate was last written; ``None`` where none is noted."""
    people = sa.select(Delegate.person_id).join(Delegation, Delegate.delegation_id == Delegation.id)
    latest = sa.select(sa.func.max(SensitiveValue.updated_at)).where(
        SensitiveValue.kind == "diet", SensitiveValue.person_id.in_(people.where(Delegation.trip_id == trip_id))
    )
    moment = session.scalar(latest)
    return moment.astimezone().date() if moment is not None else None
