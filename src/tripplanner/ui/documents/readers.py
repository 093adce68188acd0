"""Whom copies of a document can be made for: the people and the hosts of the draft, or of a release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tripplanner.documents.editions import edition
from tripplanner.documents.registry import Kept
from tripplanner.planning.listings.delegates import list_delegates
from tripplanner.planning.listings.members import list_members
from tripplanner.planning.receivers import HostOrganisation, list_hosts


@dataclass(frozen=True, slots=True)
class Readers:
    """Delegates by rank and the rest of the team, as (UUID, name), and hosts.

    ``roles`` are the parts of the team’s, ``latin`` names files, ``gone`` are no longer in the trip.
    """

    people: Sequence[tuple[str, str]]
    team: Sequence[tuple[str, str]]
    roles: Mapping[str, str]
    hosts: Sequence[HostOrganisation]
    latin: Mapping[str, str]
    gone: frozenset[str]


def readers_of(session: Session, trip_id: int, release: int | Kept | None) -> Readers:
    """Those of the draft, or of a version as it was frozen; raises :class:`NotFound`."""
    now = {row.person_uuid for row in (*list_delegates(session, trip_id), *list_members(session, trip_id))}
    with edition(session, trip_id, release) as (source, id):
        rows, members, hosts = list_delegates(source, id), list_members(source, id), list_hosts(source, id)
    guests = {row.person_uuid for row in rows}
    members = [row for row in members if row.person_uuid not in guests]
    everybody = (*rows, *members)
    latin = {row.person_uuid: row.person.latin or row.person.native for row in everybody}
    latin |= {host.uuid: host.short for host in hosts}
    return Readers(
        [(row.person_uuid, row.name) for row in rows],
        list({row.person_uuid: row.name for row in members}.items()),
        {row.person_uuid: row.role for row in reversed(members)},
        hosts,
        latin,
        frozenset(row.person_uuid for row in everybody) - now,
    )
