"""The hosts of a trip, item by item: how far one has come with each, and for how long one has been waiting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from tripplanner.i18n import Message, languages, msg, msgn
from tripplanner.model.hosting import TripHost
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.programme import Item, ItemHost
from tripplanner.model.trips import Trip
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.receivers import SPOKEN
from tripplanner.planning.words import HOST_STATE
from tripplanner.text import Text

PATIENCE = 7
"""After so many days without an answer one asks again."""
ANSWER: Mapping[str, Message] = {
    "accepted": msg("accepted"),
    "tentative": msg("accepted provisionally"),
    "declined": msg("declined"),
    "counter": msg("proposes another time"),
}
_FURTHEST = ("refused", *(state for state in HOST_STATE if state != "refused"))
"""States from the furthest from settled: who refused has to be replaced."""
_WHAT = msg("trip")


@dataclass(frozen=True, slots=True)
class HostRequest:
    """A host of one item, and whom one writes to there.

    ``id`` is the number of the link. ``state`` is one of ``HOST_STATE``, ``since`` the day it became so. ``answer`` is
    one of ``ANSWER`` or empty. ``name`` (printed), ``person_id`` and ``contact_id`` are of the contact, empty where one
    writes to the organisation itself; ``address`` is empty where no e-mail address is known. ``status`` is the item's.
    """

    id: int
    item_id: int
    item_uuid: str
    title: Text
    start: datetime | None
    status: str
    private: bool
    organisation_id: int
    organisation_uuid: str
    organisation: Text
    contact_id: int | None
    person_id: int | None
    name: str
    form: Text | None
    gender: str
    address: str
    language: str
    state: str
    since: date | None
    answer: str
    answer_at: datetime | None
    answer_sequence: int | None
    answer_note: str

    @property
    def planned(self) -> bool:
        """Whether it is to take place: with a time, no idea, neither private nor cancelled."""
        return self.start is not None and not self.private and self.status not in ("idea", "cancelled")

    def waiting(self, today: date) -> int | None:
        """For how many days one has been waiting for an answer; ``None`` where one is not, or nobody knows."""
        if self.state != "asked" or self.since is None:
            return None
        return max((today - self.since).days, 0)

    def overdue(self, today: date) -> bool:
        """Whether one should ask again: no answer for a week, or the visit is a week away."""
        if self.state != "asked" or not self.planned or self.start is None:
            return False
        soon = (self.start.date() - today).days <= PATIENCE
        return soon or (self.waiting(today) or 0) >= PATIENCE

    def sentence(self, today: date) -> Message:
        """How it stands, with its age: *asked 6 days ago, no answer*."""
        if self.state == "to_contact":
            return msg("not asked yet")
        if self.state != "asked":
            return _settled(self.state, self.since)
        days = self.waiting(today)
        if self.answer in ("tentative", "counter"):
            return _half_answered(self.answer, days)
        if days is None:
            return msg("asked, no answer")
        if days == 0:
            return msg("asked today")
        return msgn("asked {n} day ago, no answer", "asked {n} days ago, no answer", days)


def _settled(state: str, since: date | None) -> Message:
    if since is None:
        return HOST_STATE[state]
    return msg("confirmed on {day}", day=since) if state == "confirmed" else msg("refused on {day}", day=since)


def _half_answered(answer: str, days: int | None) -> Message:
    if not days:
        return ANSWER[answer]
    if answer == "counter":
        return msgn("proposes another time, asked {n} day ago", "proposes another time, asked {n} days ago", days)
    return msgn("accepted provisionally, asked {n} day ago", "accepted provisionally, asked {n} days ago", days)


def list_requests(session: Session, trip_id: int) -> list[HostRequest]:
    """Every host of every item of a trip, those furthest from settled first, then by time. Raises :class:`NotFound`."""
    trip = finding.get(session, Trip, trip_id, _WHAT)
    own = [one.language for one in trip.languages]
    contacts = _contacts_of_trip(session, trip_id)
    found = [_row(link, contacts.get(link.organisation_id), own) for link in _links(session, trip_id)]
    return sorted(found, key=lambda one: (_FURTHEST.index(one.state), one.start is None, str(one.start), one.id))


def _links(session: Session, trip_id: int) -> Iterable[ItemHost]:
    people = joinedload(Organisation.contacts).joinedload(Contact.person)
    statement = (
        sa.select(ItemHost)
        .join(Item, ItemHost.item_id == Item.id)
        .where(Item.trip_id == trip_id)
        .options(joinedload(ItemHost.item), joinedload(ItemHost.organisation).options(people))
    )
    return session.scalars(statement).unique().all()


def _contacts_of_trip(session: Session, trip_id: int) -> dict[int, int | None]:
    rows = session.execute(sa.select(TripHost.organisation_id, TripHost.contact_id).where(TripHost.trip_id == trip_id))
    return {row[0]: row[1] for row in rows}


def _row(link: ItemHost, of_trip: int | None, own: list[str]) -> HostRequest:
    item, organisation = link.item, link.organisation
    contact = contact_for(organisation, link.contact_id, of_trip)
    person = contact.person if contact is not None else None
    return HostRequest(
        link.id, item.id, item.uuid, item.title, item.start, item.status, item.private, organisation.id,
        organisation.uuid, organisation.name, contact.id if contact else None, person.id if person else None,
        PersonName.of(person).printed if person else "", person.address if person else None,
        person.gender if person else "", address_of(organisation, contact),
        language_of(organisation, contact, own), link.state, link.since, link.answer, link.answer_at,
        link.answer_sequence, link.answer_note,
    )  # fmt: skip


def contact_for(organisation: Organisation, *chosen: int | None) -> Contact | None:
    """Whom one writes to: the first of those chosen who works there, else the first who has an address."""
    known = {one.id: one for one in organisation.contacts}
    named = next((known[id] for id in chosen if id in known), None)
    reachable = (one for one in organisation.contacts if one.email or one.person.email)
    return named or next(reachable, None)


def address_of(organisation: Organisation, contact: Contact | None) -> str:
    """The e-mail address: at work, else the person’s, else that of the organisation."""
    own = (contact.email or contact.person.email) if contact is not None else ""
    return (own or organisation.email).strip()


def language_of(organisation: Organisation, contact: Contact | None, own: Iterable[str]) -> str:
    """The language to write in: the contact’s, else that of the country, else the first of the trip (``own``)."""
    known = languages()
    spoken = [*(contact.languages or ()), *(contact.person.languages or ())] if contact is not None else []
    wanted = (*spoken, SPOKEN.get(organisation.country, ""), *own)
    return next((code for code in wanted if code in known), "en")
