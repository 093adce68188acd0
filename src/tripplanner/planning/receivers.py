"""Whose own copy of a trip's documents may be asked for: a person who takes part, or an organisation that hosts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.partners import Organisation, OrganisationAlias
from tripplanner.model.programme import Item, ItemHost
from tripplanner.model.sites import SiteOrganisation
from tripplanner.planning.participants import Participant, find_participant, list_participants
from tripplanner.text import Text

SPOKEN = {
    "FR": "fr", "CH": "fr", "BE": "fr", "LU": "fr", "MC": "fr", "CN": "zh", "TW": "zh", "HK": "zh", "MO": "zh",
    "SG": "en", "GB": "en", "IE": "en", "US": "en", "ES": "es", "DE": "de", "AT": "de", "LI": "de", "IT": "it",
    "PT": "pt", "NL": "nl",
}  # fmt: skip
"""The language in which one writes to an organisation of a country when nothing else is known of it."""


@dataclass(frozen=True, slots=True)
class HostOrganisation:
    """An organisation that a trip meets. ``items`` are the UUIDs of those it hosts and of those at its sites;
    ``names`` whatever it is called, folded to small letters; ``country`` two capitals, or nothing.
    """

    id: int
    uuid: str
    code: str
    name: Text
    acronym: str
    names: frozenset[str]
    items: frozenset[str]
    country: str = ""

    @property
    def short(self) -> str:
        """What stands in the name of a file for it."""
        return self.acronym or self.code or self.name.best("en")

    def language(self, known: Iterable[str], otherwise: str) -> str:
        """The language to write to it in: that of its country, where it is one of ``known``."""
        spoken = SPOKEN.get(self.country, "")
        return spoken if spoken in known else otherwise


def list_hosts(session: Session, trip_id: int) -> list[HostOrganisation]:
    """The organisations that a trip meets, by code."""
    items: dict[int, set[str]] = {}
    for organisation, item in (*_hosting(session, trip_id), *_at_sites(session, trip_id)):
        items.setdefault(organisation, set()).add(item)
    aliases: dict[int, set[str]] = {}
    for organisation, alias in session.execute(sa.select(OrganisationAlias.organisation_id, OrganisationAlias.name)):
        aliases.setdefault(organisation, set()).add(alias)
    rows = session.scalars(sa.select(Organisation).where(Organisation.id.in_(items)).order_by(Organisation.code))
    return [_host(row, aliases.get(row.id, set()), items[row.id]) for row in rows]


def find_host(session: Session, trip_id: int, uuid: str) -> HostOrganisation:
    """The organisation with this UUID; raises :class:`NotFound` when the trip does not meet it."""
    return host_among(list_hosts(session, trip_id), uuid)


def host_among(hosts: Iterable[HostOrganisation], uuid: str) -> HostOrganisation:
    """As :func:`find_host`, of organisations that were read before."""
    for host in hosts:
        if host.uuid == uuid:
            return host
    raise NotFound(
        msg("The trip does not meet this organisation."), None, msg("Choose an organisation that hosts an item.")
    )


def find_receiver(session: Session, trip_id: int, key: str) -> Participant | HostOrganisation:
    """The organisation named by code, UUID, acronym or whole name, else the person, else the one organisation whose
    name holds ``key``.

    Raises :class:`NotFound`, and :class:`TripPlannerError` when several fit.
    """
    hosts = list_hosts(session, trip_id)
    wanted = _folded(key)
    exact = [host for host in hosts if wanted and wanted in host.names]
    if len(exact) == 1:
        return exact[0]
    try:
        return find_participant(session, trip_id, key)
    except NotFound as error:
        fitting = exact or [host for host in hosts if wanted and any(wanted in name for name in host.names)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise _several(key, fitting) from error
        people = [person.name.printed for person in list_participants(session, trip_id)]
        known = (*people, *(host.code for host in hosts))
        raise NotFound(error.what, None, msg("Known: {keys}.", keys=known) if known else error.todo) from error


def _hosting(session: Session, trip_id: int) -> list[tuple[int, str]]:
    statement = sa.select(ItemHost.organisation_id, Item.uuid).join(Item, ItemHost.item_id == Item.id)
    return [(row[0], row[1]) for row in session.execute(statement.where(Item.trip_id == trip_id))]


def _at_sites(session: Session, trip_id: int) -> list[tuple[int, str]]:
    at = SiteOrganisation.site_id == Item.site_id
    statement = sa.select(SiteOrganisation.organisation_id, Item.uuid).join(Item, at)
    return [(row[0], row[1]) for row in session.execute(statement.where(Item.trip_id == trip_id))]


def _host(row: Organisation, aliases: set[str], items: set[str]) -> HostOrganisation:
    called = (row.code or "", row.uuid, row.acronym, *row.name.words.values(), *aliases)
    names = frozenset(_folded(name) for name in called if name)
    return HostOrganisation(
        row.id, row.uuid, row.code or "", row.name, row.acronym, names, frozenset(items), row.country
    )


def _several(key: str, hosts: list[HostOrganisation]) -> TripPlannerError:
    return TripPlannerError(
        msg("Several organisations of the trip fit “{key}”: {names}.", key=key, names=tuple(h.code for h in hosts)),
        None,
        msg("Use the code that “list organisations” shows."),
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
