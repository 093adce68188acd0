"""Partners: the organisations, and the people who answer for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.dates import short_date
from tripplanner.i18n import msg
from tripplanner.model.partners import Contact
from tripplanner.names import PersonName
from tripplanner.planning.finding import get
from tripplanner.planning.kinds import Shown
from tripplanner.planning.listings.contacts import ContactRow, list_contacts
from tripplanner.planning.listings.organisations import OrganisationRow, list_organisations
from tripplanner.planning.listings.themes import list_themes
from tripplanner.planning.provenance import trust
from tripplanner.ui.library.people import NAMES, names_of
from tripplanner.ui.library.shelf import Read, Section, Shelf
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

    def load(self, session: Session, trip: int | None) -> Read:
        del trip
        return Read(list_organisations(session), trust(session), {theme.code: theme for theme in list_themes(session)})

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
        )

    def headline(self, row: OrganisationRow) -> tuple[str, str]:
        return self.tongue.words(row.name), self.tongue.second_words(row.name)

    def searched(self, row: OrganisationRow) -> Iterable[str]:
        country = self.tongue.country(row.country)
        return (*row.name.words.values(), row.acronym, row.code, row.city, country, self.tongue.words(row.kind))

    def sections(self) -> Sequence[Section]:
        themes = self.read.more
        return (
            self.by(msg("Countries"), lambda row: (row.country,), self.tongue.country),
            self.trusted(),
            self.by(msg("Themes"), self._tops, lambda code: self.tongue.words(themes[code].name)),
        )

    def _tops(self, row: OrganisationRow) -> tuple[str, ...]:
        themes = self.read.more
        return tuple(themes[code].parent or code for code in row.themes if code in themes)

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

    def load(self, session: Session, trip: int | None) -> Read:
        del trip
        return Read(list_contacts(session), trust(session))

    def columns(self) -> Sequence[Column[ContactRow]]:
        words, second = self.tongue.words, self.tongue.second_words
        return (
            Column("name", msg("Name"), lambda row: row.name, lambda row: words(row.post), width=220),
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
        return row.name, self.tongue.words(row.post)

    def searched(self, row: ContactRow) -> Iterable[str]:
        return (row.name, *row.post.words.values(), *row.organisation.words.values(), row.email)

    def sections(self) -> Sequence[Section]:
        return (self.by(msg("Organisations"), lambda row: (self.tongue.words(row.organisation),), str),)

    def extra(self, session: Session, row: ContactRow) -> Sequence[Shown]:
        return names_of(get(session, Contact, row.id, self.item).person)

    def _last(self, row: ContactRow) -> str:
        return short_date(row.last_contacted, self.tongue.language) if row.last_contacted else "–"
