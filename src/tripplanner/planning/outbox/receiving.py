"""Who receives what a release says: everybody of the trip, and the organisations it meets, with their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import languages
from tripplanner.model.hosting import TripHost
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.people import Person
from tripplanner.model.programme import Item, ItemHost
from tripplanner.names import PersonName
from tripplanner.planning.participants import list_participants
from tripplanner.planning.receivers import HostOrganisation, list_hosts
from tripplanner.text import EMPTY, Text

Key = tuple[int | None, int | None]
"""A person, or an organisation whoever its contact is: their numbers."""


def key_of(person_id: int | None, organisation_id: int | None) -> Key:
    """The key of a receiver."""
    return (None, organisation_id) if organisation_id is not None else (person_id, None)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who gets mail: a person of the trip, or an organisation that it meets, by its contact where it has one.

    ``uuid`` is that of the person or the organisation. ``name`` is a printed name; ``greeted`` and ``form`` are the
    person’s name and form of address (of an organisation without a contact there are none). ``items``: of an
    organisation, the UUIDs of the items that concern it. ``gone``: an earlier version was sent to them, and they are no
    longer in the trip. ``drives``: they are one of its drivers.
    """

    uuid: str
    name: str
    address: str
    language: str
    person_id: int | None
    organisation_id: int | None = None
    greeted: PersonName | None = None
    form: Text = EMPTY
    items: frozenset[str] = frozenset()
    gone: bool = False
    drives: bool = False

    @property
    def key(self) -> Key:
        """Who they are among messages."""
        return key_of(self.person_id, self.organisation_id)

    @property
    def is_host(self) -> bool:
        """Is it an organisation?"""
        return self.organisation_id is not None


def receivers(session: Session, source: Session, trip_id: int, frozen_id: int) -> list[Receiver]:
    """Those of a version (``source`` and the trip’s number there): delegates by rank, the team, the hosts by code.

    Addresses are those that the office has now. Somebody who was erased or deleted since is not among them.
    """
    people = {person.uuid: person for person in session.scalars(sa.select(Person))}
    found = [
        replace(_person(people[one.uuid], one.language), drives=one.role == "driver")
        for one in list_participants(source, frozen_id)
        if one.uuid in people
    ]  # fmt: skip
    return found + list(_hosts(session, trip_id, list_hosts(source, frozen_id)))


def addressees(session: Session, trip_id: int) -> list[Receiver]:
    """Whoever one may write to about a trip as it is now: delegates by rank, the team, the hosts by code."""
    return receivers(session, session, trip_id, trip_id)


def former(session: Session, known: Mapping[int, str]) -> list[Receiver]:
    """People (by number, with the language of their last message) who have an earlier version and left the trip."""
    wanted = sa.select(Person).where(Person.id.in_(sorted(known))).order_by(Person.id)
    return [_person(one, known[one.id], gone=True) for one in session.scalars(wanted)]


def former_hosts(session: Session, trip_id: int, known: Mapping[int, str]) -> list[Receiver]:
    """Organisations (by number, with the language of their last message) that have an earlier version and are met no
    longer."""
    wanted = sa.select(Organisation).where(Organisation.id.in_(sorted(known))).order_by(Organisation.id)
    return [
        replace(_addressed(one, contact_of(session, trip_id, one), known[one.id], frozenset()),
                language=known[one.id], gone=True)
        for one in session.scalars(wanted)
    ]  # fmt: skip


def _person(person: Person, language: str, *, gone: bool = False) -> Receiver:
    name = PersonName.of(person)
    return Receiver(
        person.uuid,
        name.printed,
        person.email.strip(),
        language,
        person.id,
        greeted=name,
        form=person.address,
        gone=gone,
    )


def _hosts(session: Session, trip_id: int, hosts: Iterable[HostOrganisation]) -> Iterable[Receiver]:
    known = {row.uuid: row for row in session.scalars(sa.select(Organisation))}
    for host in hosts:
        organisation = known.get(host.uuid)
        if organisation is not None:
            yield _host(organisation, contact_of(session, trip_id, organisation), host)


def _host(organisation: Organisation, contact: Contact | None, host: HostOrganisation) -> Receiver:
    return _addressed(organisation, contact, host.language(languages(), "en"), host.items)


def _addressed(
    organisation: Organisation, contact: Contact | None, otherwise: str, items: frozenset[str]
) -> Receiver:  # fmt: skip
    """An organisation by its contact, where it has one; ``otherwise`` is the language of its country."""
    if contact is None:
        name = organisation.name.best(otherwise) or organisation.acronym
        return Receiver(organisation.uuid, name, organisation.email.strip(), otherwise, None, organisation.id,
                        items=items)  # fmt: skip
    person = PersonName.of(contact.person)
    address = contact.email.strip() or contact.person.email.strip() or organisation.email.strip()
    language = _spoken(contact.languages or contact.person.languages, otherwise)
    return Receiver(organisation.uuid, person.printed, address, language, contact.person_id, organisation.id, person,
                    contact.person.address, items)  # fmt: skip


def contact_of(session: Session, trip_id: int, organisation: Organisation) -> Contact | None:
    """Whom one writes to at an organisation for a trip: the trip’s own contact, that of an item, its first with an
    address; ``None`` where it has nobody."""
    of_trip = sa.select(Contact).join(TripHost, TripHost.contact_id == Contact.id)
    of_trip = of_trip.where(TripHost.trip_id == trip_id, TripHost.organisation_id == organisation.id)
    of_item = sa.select(Contact).join(ItemHost, ItemHost.contact_id == Contact.id).join(Item)
    of_item = of_item.where(Item.trip_id == trip_id, ItemHost.organisation_id == organisation.id).order_by(ItemHost.id)
    chosen = session.scalars(of_trip).first() or session.scalars(of_item).first()
    reachable = (one for one in organisation.contacts if one.email or one.person.email)
    return chosen or next(reachable, None) or next(iter(organisation.contacts), None)


def _spoken(codes: Iterable[str] | None, otherwise: str) -> str:
    known = languages()
    return next((code for code in codes or () if code in known), otherwise)
