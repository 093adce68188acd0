"""Partner organisations: the list and its frozen rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.partners import Contact, Organisation, OrganisationTheme
from tripplanner.model.themes import Theme
from tripplanner.planning.kinds import SOURCED, Column, ListKind, listed, plain
from tripplanner.planning.rows import LazyText, among, columns_of, counted, extended, grouped, stored

WHAT = msg("organisation")


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation in a list. ``themes`` are codes."""

    id: int
    uuid: str
    version: int
    code: str
    acronym: str
    name_json: str
    kind_json: str
    role_json: str
    country: str
    city: str
    website: str
    email: str
    phone: str
    sample_key: str | None
    updated_at: datetime
    themes: tuple[str, ...] = ()
    contacts: int = 0

    name = LazyText("name_json")
    kind = LazyText("kind_json")
    role = LazyText("role_json")


_COLUMNS = columns_of(
    OrganisationRow,
    id=Organisation.id,
    uuid=Organisation.uuid,
    version=Organisation.version,
    code=Organisation.code,
    acronym=Organisation.acronym,
    name_json=stored(Organisation.name),
    kind_json=stored(Organisation.kind),
    role_json=stored(Organisation.role),
    country=Organisation.country,
    city=Organisation.city,
    website=Organisation.website,
    email=Organisation.email,
    phone=Organisation.phone,
    sample_key=Organisation.sample_key,
    updated_at=Organisation.updated_at,
)


def list_organisations(session: Session, ids: Sequence[int] | None = None) -> list[OrganisationRow]:
    """Every organisation (those with these numbers, when given), by code."""
    pairs = sa.select(OrganisationTheme.organisation_id, Theme.code).join(Theme, OrganisationTheme.theme_id == Theme.id)
    pairs = among(pairs, OrganisationTheme.organisation_id, ids)
    themes = grouped(session, pairs.order_by(OrganisationTheme.organisation_id, OrganisationTheme.position))
    chosen = () if ids is None else (Contact.organisation_id.in_(ids),)
    contacts = counted(session, Contact.organisation_id, *chosen)
    statement = among(sa.select(*_COLUMNS), Organisation.id, ids).order_by(Organisation.code, Organisation.id)
    return extended(session, OrganisationRow, statement, lambda row: (themes.get(row[0], ()), contacts.get(row[0], 0)))


KIND = ListKind(
    key="organisations",
    title=msg("Organisations"),
    what=WHAT,
    model=Organisation,
    rows=list_organisations,
    columns=(
        Column("id", msg("No.")),
        Column("code", msg("Code")),
        Column("acronym", msg("Acronym")),
        Column("name", msg("Name")),
        Column("country", msg("Country")),
        Column("city", msg("Town")),
        Column("contacts", msg("Contacts")),
        Column("themes", msg("Themes")),
    ),
    fields=(
        plain("code", msg("Code")),
        plain("acronym", msg("Acronym")),
        plain("name", msg("Name")),
        listed("aliases", msg("Also called"), "aliases", "name"),
        plain("kind", msg("Kind of organisation")),
        plain("role", msg("Part in study trips")),
        plain("country", msg("Country")),
        plain("city", msg("Town")),
        plain("address", msg("Address")),
        plain("website", msg("Website")),
        plain("email", msg("E-mail")),
        plain("phone", msg("Telephone")),
        listed("themes", msg("Themes"), "theme_links", "theme.name"),
        plain("notes", msg("Internal notes")),
        *SOURCED,
    ),
    position=40,
)
