"""Contacts of organisations: the list and its frozen rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.people import Person
from tripplanner.names import PersonName
from tripplanner.planning.kinds import SOURCED, Column, Field, ListKind, plain
from tripplanner.planning.people import NAME_COLUMNS, named
from tripplanner.planning.rows import LazyText, among, stored

WHAT = msg("contact")


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact in a list."""

    id: int
    uuid: str
    version: int
    organisation_id: int
    organisation_json: str
    post_json: str
    email: str
    phone: str
    last_contacted: date | None
    person: PersonName

    organisation = LazyText("organisation_json")
    post = LazyText("post_json")

    @property
    def name(self) -> str:
        return self.person.printed


def list_contacts(session: Session, ids: Sequence[int] | None = None) -> list[ContactRow]:
    """Every contact (those with these numbers, when given), organisation by organisation."""
    own = (Contact.id, Contact.uuid, Contact.version, Contact.organisation_id, stored(Organisation.name))
    reach = (stored(Contact.post), Contact.email, Contact.phone, Contact.last_contacted)
    statement = (
        sa.select(*own, *reach, *NAME_COLUMNS)
        .join(Organisation, Contact.organisation_id == Organisation.id)
        .join(Person, Contact.person_id == Person.id)
        .order_by(Organisation.code, Contact.position, Contact.id)
    )
    return named(session, ContactRow, among(statement, Contact.id, ids), len((*own, *reach)))


KIND = ListKind(
    key="contacts",
    title=msg("Contacts"),
    what=WHAT,
    model=Contact,
    rows=list_contacts,
    columns=(
        Column("id", msg("No.")),
        Column("name", msg("Full name")),
        Column("post", msg("Post")),
        Column("organisation", msg("Organisation")),
        Column("email", msg("E-mail")),
        Column("phone", msg("Telephone")),
        Column("last_contacted", msg("Last contact")),
    ),
    fields=(
        Field("name", msg("Full name"), lambda contact: PersonName.of(contact.person).printed),
        plain("form_of_address", msg("Form of address"), "person.address"),
        plain("post", msg("Post")),
        plain("organisation", msg("Organisation"), "organisation.name"),
        plain("email", msg("E-mail")),
        plain("phone", msg("Telephone")),
        plain("languages", msg("Languages")),
        plain("availability", msg("Availability")),
        plain("last_contacted", msg("Last contact")),
        plain("notes", msg("Internal notes")),
        *SOURCED,
    ),
    position=50,
)
