"""Partners: the organisations, and the people who answer for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.dates import short_date
from tripplanner.i18n import msg
from tripplanner.model.partners import Contact
from tripplanner.names import PersonName
from tripplanner.planning.finding import get
from tripplanner.planning.kinds import Shown
from tripplanner.planning.listings.contacts import ContactRow
from tripplanner.planning.listings.organisations import OrganisationRow
from tripplanner.ui.library.people import NAMELESS, NAMES, names_of
from tripplanner.ui.library.shelf import Shelf
from tripplanner.ui.records.jump import Jump
from tripplanner.ui.tables import Column


class OrganisationShelf(Shelf):
    kind = "organisations"
    title = msg("Organisations")
    item = msg("Organisation")
    nothing = msg("No organisation yet")
    empty = msg("Those who manage sites and receive delegations are kept here once for all trips.")
    search = msg("Filter the organisations…")
    leading = ("acronym", "name", "aliases", "people", "role", "kind", "to_verify", "themes")
    hidden = ("code",)
    new = msg("New organisation")
    cells: ClassVar[Mapping[str, str]] = {
        "name": "name", "acronym": "acronym", "city": "city", "country": "country", "kind": "kind", "email": "email",
    }  # fmt: skip
    together = ("country", "city", "kind", "role", "website")

    def columns(self) -> Sequence[Column[OrganisationRow]]:
        words, second = self.tongue.words, self.tongue.second_words
        return (
            Column(
                "name",
                msg("Organisation"),
                lambda row: words(row.name),
                lambda row: second(row.name),
                width=300,
                middle=True,
            ),
            Column("acronym", msg("Acronym"), lambda row: row.acronym, width=90, spare=1),
            Column("city", msg("Town"), lambda row: row.city, width=90),
            Column("country", msg("Country"), lambda row: self.tongue.country(row.country), width=80),
            Column(
                "contacts",
                msg("Contacts"),
                lambda row: row.contacts or "–",
                sort=lambda row: row.contacts,
                width=80,
                right=True,
                spare=2,
            ),
            Column("kind", msg("Kind of organisation"), lambda row: words(row.kind), width=150, extra=True),
            Column("email", msg("E-mail"), lambda row: row.email, width=170, extra=True),
            Column("code", msg("Code"), lambda row: row.code, width=70, extra=True),
        )

    def headline(self, row: OrganisationRow) -> tuple[str, str]:
        return self.tongue.words(row.name), self.tongue.second_words(row.name)

    def extra(self, session: Session, row: OrganisationRow) -> Sequence[Shown]:
        found = session.scalars(
            sa.select(Contact).where(Contact.organisation_id == row.id).order_by(Contact.position, Contact.id)
        )
        people = tuple(self._person(contact) for contact in found)
        return (Shown("people", msg("Contacts"), people),)

    def _person(self, contact: Contact) -> Jump:
        parts = (PersonName.of(contact.person).printed, self.tongue.words(contact.post), contact.email, contact.phone)
        return Jump(" · ".join(part for part in parts if part), "partners", contact.uuid)


class ContactShelf(Shelf):
    kind = "contacts"
    title = msg("Contacts")
    item = msg("Contact")
    nothing = msg("No contact yet")
    empty = msg("The people one writes to, with their languages and their organisation, are kept here.")
    search = msg("Filter the contacts…")
    leading = ("form_of_address", *NAMES, "post", "organisation", "email", "phone", "languages", "last_contacted")
    hidden = ("name",)
    new = msg("New contact")
    cells: ClassVar[Mapping[str, str]] = {"email": "email", "phone": "phone", "last": "last_contacted"}
    together = ("post", "languages", "last_contacted")

    def columns(self) -> Sequence[Column[ContactRow]]:
        words, second = self.tongue.words, self.tongue.second_words
        return (
            Column("name", msg("Full name"), lambda row: row.name or NAMELESS, lambda row: words(row.post), width=220),
            Column(
                "organisation",
                msg("Organisation"),
                lambda row: words(row.organisation),
                lambda row: second(row.organisation),
                width=240,
            ),
            Column("email", msg("E-mail"), lambda row: row.email, width=180, spare=1),
            Column("phone", msg("Telephone"), lambda row: row.phone, width=120, spare=2),
            Column(
                "last",
                msg("Last contact"),
                self._last,
                sort=lambda row: row.last_contacted and row.last_contacted.isoformat(),
                width=110,
                spare=3,
            ),
        )

    def headline(self, row: ContactRow) -> tuple[str, str]:
        return row.name or self.tongue.say(NAMELESS), self.tongue.words(row.post)

    def extra(self, session: Session, row: ContactRow) -> Sequence[Shown]:
        return names_of(get(session, Contact, row.id, self.item).person)

    def _last(self, row: ContactRow) -> str:
        return short_date(row.last_contacted, self.tongue.language) if row.last_contacted else "–"
