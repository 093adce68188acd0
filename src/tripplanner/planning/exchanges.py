"""What was said and written between the office and its partners: a timeline. The last contact follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.hosting import Exchange
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.trips import Trip
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.archived import open_trip
from tripplanner.text import Text

WAYS: Mapping[str, Message] = {
    "mail": msg("e-mail"),
    "phone": msg("telephone call"),
    "meeting": msg("meeting"),
    "letter": msg("letter"),
    "other": msg("other"),
    "diets": msg("diets passed on"),
}
WHAT = msg("exchange")


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """A line of the timeline. ``contact`` is a printed name, ``trip`` the title of the trip it was about."""

    id: int
    day: date | None
    way: str
    summary: str
    contact_id: int | None
    contact: str
    trip_id: int | None
    trip: Text | None


def timeline(session: Session, organisation_id: int, contact_id: int | None = None) -> list[ExchangeRow]:
    """The exchanges with an organisation (with one contact, where named), the latest first."""
    statement = sa.select(Exchange).where(Exchange.organisation_id == organisation_id)
    if contact_id is not None:
        statement = statement.where(Exchange.contact_id == contact_id)
    rows = session.scalars(statement.order_by(sa.func.coalesce(Exchange.day, "").desc(), Exchange.id.desc()))
    return [_row(one) for one in rows]


def add_exchange(
    session: Session,
    organisation_id: int,
    day: date,
    way: str,
    summary: str,
    *,
    contact_id: int | None = None,
    trip_id: int | None = None,
) -> int:
    """A line of the timeline; the contact's last contact follows. Raises for words that are missing."""
    finding.get(session, Organisation, organisation_id, msg("organisation"))
    if way not in WAYS:
        raise ValueError(f"no way {way!r}")
    made = Exchange(organisation_id=organisation_id, day=day, way=way, summary=_said(summary), trip_id=trip_id)
    if trip_id is not None:
        open_trip(session, trip_id)
    _with(session, made, contact_id)
    session.add(made)
    session.flush()
    _last(session, contact_id)
    return made.id


def edit_exchange(session: Session, exchange_id: int, **changes: object) -> None:
    """Another *day*, *way*, *summary*, *contact_id* or *trip_id* of a line."""
    exchange = _open(session, exchange_id)
    former = exchange.contact_id
    if "contact_id" in changes:
        contact = changes.pop("contact_id")
        _with(session, exchange, contact if isinstance(contact, int) else None)
    for name, value in changes.items():
        if name not in ("day", "way", "summary", "trip_id"):
            raise AttributeError(f"an exchange has no field {name!r} to edit")
        setattr(exchange, name, _said(str(value)) if name == "summary" else value)
    session.flush()
    for contact_id in {former, exchange.contact_id}:
        _last(session, contact_id)


def remove_exchange(session: Session, exchange_id: int) -> None:
    """Take a line off the timeline."""
    exchange = _open(session, exchange_id)
    contact_id = exchange.contact_id
    exchange.organisation.exchanges.remove(exchange)
    session.flush()
    _last(session, contact_id)


def _open(session: Session, exchange_id: int) -> Exchange:
    exchange = finding.get(session, Exchange, exchange_id, WHAT)
    if exchange.trip_id is not None and session.get(Trip, exchange.trip_id) is not None:
        open_trip(session, exchange.trip_id)
    return exchange


def _last(session: Session, contact_id: int | None) -> None:
    """A contact was last spoken to on the day of the latest exchange; a later day noted by hand stays."""
    contact = session.get(Contact, contact_id) if contact_id is not None else None
    if contact is None:
        return
    latest = session.scalar(sa.select(sa.func.max(Exchange.day)).where(Exchange.contact_id == contact.id))
    if latest is not None and (contact.last_contacted is None or contact.last_contacted < latest):
        contact.last_contacted = latest
        session.flush()


def _with(session: Session, exchange: Exchange, contact_id: int | None) -> None:
    if contact_id is not None:
        contact = finding.get(session, Contact, contact_id, msg("contact"))
        if contact.organisation_id != exchange.organisation_id:
            raise TripPlannerError(
                msg("This person does not work at the organisation."),
                msg("Nothing was changed."),
                msg("Choose one of its contacts."),
            )
    exchange.contact_id = contact_id


def _said(summary: str) -> str:
    words = summary.strip()
    if not words:
        raise TripPlannerError(
            msg("There is nothing to note."), msg("Nothing was changed."), msg("Write what was said or sent.")
        )
    return words


def _row(one: Exchange) -> ExchangeRow:
    contact = PersonName.of(one.contact.person).printed if one.contact is not None else ""
    trip = one.trip.title if one.trip is not None else None
    return ExchangeRow(one.id, one.day, one.way, one.summary, one.contact_id, contact, one.trip_id, trip)
