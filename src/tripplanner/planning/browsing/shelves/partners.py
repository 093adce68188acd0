"""Organisations, and the people who answer for them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from tripplanner.i18n import msg
from tripplanner.model.base import now
from tripplanner.model.hosting import TripHost
from tripplanner.model.partners import Contact, Organisation, OrganisationAlias, OrganisationTheme
from tripplanner.model.people import Consent, Person
from tripplanner.planning.browsing.clauses import (
    by_value,
    no_chinese,
    themed,
    to_verify,
    trusted,
)
from tripplanner.planning.browsing.shapes import Browse, Condition, Grouping, Sort
from tripplanner.planning.listings.contacts import list_contacts
from tripplanner.planning.listings.organisations import list_organisations
from tripplanner.planning.rows import stored
from tripplanner.worldnames import country_name

_PEOPLE = sa.select(sa.func.count(Contact.id)).where(Contact.organisation_id == Organisation.id).scalar_subquery()


def _hosts(trip: int | None) -> Any:
    return sa.exists().where(TripHost.organisation_id == Organisation.id, TripHost.trip_id == (trip or 0))


def _to_thank() -> Any:
    return sa.exists().where(
        TripHost.organisation_id == Organisation.id, TripHost.state == "confirmed", TripHost.thanked_on.is_(None)
    )


def _called(ids: Any) -> Any:
    return sa.select(OrganisationAlias.organisation_id).where(OrganisationAlias.id.in_(ids))


def _contacts() -> Any:
    return (
        sa.select(Contact.id)
        .join(Organisation, Contact.organisation_id == Organisation.id)
        .join(Person, Contact.person_id == Person.id)
    )


def _by_organisation(ids: Any) -> Any:
    return (
        sa.select(Organisation.uuid, sa.func.count(), stored(Organisation.name))
        .select_from(Contact)
        .join(Organisation, Contact.organisation_id == Organisation.id)
        .where(Contact.id.in_(ids))
        .group_by(Organisation.uuid, Organisation.name)
    )


def _at(uuid: str) -> Any:
    return Contact.organisation_id.in_(sa.select(Organisation.id).where(Organisation.uuid == uuid))


def _agreed() -> Any:
    return sa.exists().where(
        Consent.person_id == Contact.person_id, Consent.given_on.is_not(None), Consent.withdrawn_on.is_(None)
    )


def _silent() -> Any:
    """Nobody has written to them for a year."""
    long_ago = now().date() - timedelta(days=365)
    return sa.or_(Contact.last_contacted.is_(None), Contact.last_contacted < long_ago)


BROWSES = (
    Browse(
        "organisations",
        Organisation,
        list_organisations,
        lambda: sa.select(Organisation.id),
        (Organisation.code, Organisation.id),
        {
            "name": Sort(Organisation.id, field="name"),
            "code": Sort(Organisation.code, "words"),
            "acronym": Sort(Organisation.id, field="acronym"),
            "kind": Sort(Organisation.kind, "text"),
            "city": Sort(Organisation.id, field="city"),
            "country": Sort(Organisation.country, "words", country_name),
            "email": Sort(Organisation.email, "words"),
            "contacts": Sort(_PEOPLE),
        },
        (
            by_value("countries", msg("Countries"), Organisation.country, Organisation),
            trusted(Organisation),
            themed(Organisation, OrganisationTheme, OrganisationTheme.organisation_id),
        ),
        (
            to_verify(Organisation),
            Condition("no_contact", msg("No contact"), lambda _: _PEOPLE == 0, suggested=True),
            no_chinese(Organisation.name),
            Condition("to_thank", msg("To thank"), lambda _: _to_thank()),
            Condition("in_trip", msg("In this trip"), _hosts),
            Condition("no_email", msg("No e-mail address"), lambda _: Organisation.email == ""),
        ),
        found_by=(
            ("organisation", lambda ids: Organisation.id.in_(ids)),
            ("organisation_alias", lambda ids: Organisation.id.in_(_called(ids))),
        ),
    ),
    Browse(
        "contacts",
        Contact,
        list_contacts,
        _contacts,
        (Organisation.code, Contact.position, Contact.id),
        {
            "name": Sort(Contact.person_id, field="name", keyed=Person),
            "organisation": Sort(Contact.organisation_id, field="name", keyed=Organisation),
            "post": Sort(Contact.id, field="post"),
            "email": Sort(Contact.email, "words"),
            "phone": Sort(Contact.phone, "words"),
            "last": Sort(Contact.last_contacted, "date"),
        },
        (Grouping("organisations", msg("Organisations"), _by_organisation, _at),),
        (
            Condition("no_email", msg("No e-mail address"), lambda _: Contact.email == "", suggested=True),
            Condition("silent", msg("Not contacted for a year"), lambda _: _silent(), suggested=True),
            Condition("no_consent", msg("Consent missing"), lambda _: sa.not_(_agreed())),
            Condition("no_languages", msg("Languages not known"), lambda _: Contact.languages.is_(None)),
            Condition("unverified", msg("To verify"), lambda _: to_verify(Contact).clause(None)),
        ),
        found_by=(
            ("person", lambda ids: Contact.person_id.in_(ids)),
            ("contact", lambda ids: Contact.id.in_(ids)),
            ("organisation", lambda ids: Contact.organisation_id.in_(ids)),
        ),
    ),
)
