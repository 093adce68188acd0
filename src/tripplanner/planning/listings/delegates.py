"""Delegates of trips: the list, by rank, and its frozen rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person
from tripplanner.model.trips import Delegate, DelegateSubGroup, Delegation, SubGroup, Trip
from tripplanner.names import PersonName
from tripplanner.planning.kinds import SOURCED, Column, Field, ListKind, listed, plain
from tripplanner.planning.people import NAME_COLUMNS
from tripplanner.planning.rows import LazyText, execute, grouped_rows, pair, some, stored
from tripplanner.planning.words import DELEGATE_ROLE

WHAT = msg("delegate")


@dataclass(frozen=True, slots=True)
class DelegateRow:
    """A delegate in a list. ``rank`` 1 is the head; ``subgroups`` are codes."""

    id: int
    uuid: str
    version: int
    trip_id: int
    trip: str
    person_id: int
    person_uuid: str
    rank: int
    role: str
    post_json: str
    organisation_json: str | None
    language: str
    arrives_on: date | None
    leaves_on: date | None
    sample_key: str | None
    person: PersonName
    subgroup_ids: tuple[int, ...] = ()
    subgroups: tuple[str, ...] = ()

    post = LazyText("post_json")
    organisation = LazyText("organisation_json")

    @property
    def name(self) -> str:
        return self.person.printed


_COLUMNS = (
    Delegate.id,
    Delegate.uuid,
    Delegate.version,
    Trip.id,
    Trip.code,
    Person.id,
    Person.uuid,
    Delegate.rank,
    Delegate.role,
    stored(Delegate.post),
    stored(Organisation.name),
    Delegate.language,
    Delegate.arrives_on,
    Delegate.leaves_on,
    Delegate.sample_key,
)


#: The order of protocol, trip by trip.
PROTOCOL = (Trip.id, Delegation.position, Delegation.id, Delegate.rank, Delegate.id)


_DELEGATES = (
    sa.select(*_COLUMNS, *NAME_COLUMNS)
    .join(Person, Delegate.person_id == Person.id)
    .join(Delegation, Delegate.delegation_id == Delegation.id)
    .join(Trip, Delegation.trip_id == Trip.id)
    .outerjoin(Organisation, Delegate.organisation_id == Organisation.id)
    .order_by(*PROTOCOL)
)
_SUBGROUPS = (
    sa.select(DelegateSubGroup.delegate_id, SubGroup.id, SubGroup.code)
    .join(SubGroup, DelegateSubGroup.subgroup_id == SubGroup.id)
    .order_by(DelegateSubGroup.delegate_id, SubGroup.position, SubGroup.id)
)


def list_delegates(session: Session, trip_id: int | None = None, ids: Sequence[int] | None = None) -> list[DelegateRow]:
    """The delegates of a trip (of every trip, when ``None``; those with these numbers, when given), by protocol."""
    statement, values = some(_DELEGATES, Delegate.id, ids)
    if trip_id is not None:
        statement = statement.where(Trip.id == trip_id)
    groups = grouped_rows(session, pair, *some(_SUBGROUPS, DelegateSubGroup.delegate_id, ids))
    return [_row(tuple(row), groups.get(row[0], ())) for row in execute(session, statement, values)]


def _row(values: tuple[object, ...], groups: tuple[tuple[int, str], ...]) -> DelegateRow:
    own, name = values[: len(_COLUMNS)], values[len(_COLUMNS) :]
    ids, codes = tuple(id for id, _ in groups), tuple(code for _, code in groups)
    return DelegateRow(*own, PersonName(*name), ids, codes)  # type: ignore[arg-type]


KIND = ListKind(
    key="delegates",
    title=msg("Delegates"),
    what=WHAT,
    model=Delegate,
    rows=list_delegates,
    columns=(
        Column("id", msg("No.")),
        Column("trip", msg("Trip")),
        Column("rank", msg("Rank")),
        Column("name", msg("Full name")),
        Column("role", msg("Role"), DELEGATE_ROLE),
        Column("post", msg("Post")),
        Column("organisation", msg("Organisation")),
        Column("subgroups", msg("Sub-groups")),
        Column("language", msg("Language")),
    ),
    fields=(
        plain("trip", msg("Trip"), "delegation.trip.title"),
        plain("delegation", msg("Delegation"), "delegation.name"),
        plain("rank", msg("Rank")),
        Field("name", msg("Full name"), lambda delegate: PersonName.of(delegate.person).printed),
        plain("romanisation", msg("Pronunciation"), "person.romanisation"),
        plain("form_of_address", msg("Form of address"), "person.address"),
        plain("role", msg("Role"), words=DELEGATE_ROLE),
        plain("post", msg("Post")),
        plain("organisation", msg("Organisation"), "organisation.name"),
        listed("subgroups", msg("Sub-groups"), "subgroup_links", "subgroup.code"),
        plain("email", msg("E-mail"), "person.email"),
        plain("phone", msg("Telephone"), "person.phone"),
        plain("language", msg("Language")),
        plain("arrives_on", msg("Arrives on")),
        plain("leaves_on", msg("Leaves on")),
        *SOURCED,
    ),
    position=25,
)
