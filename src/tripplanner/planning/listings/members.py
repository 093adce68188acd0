"""Staff, interpreters, drivers and guests of trips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.model.trips import Trip, TripMember
from tripplanner.names import PersonName
from tripplanner.planning.kinds import SOURCED, Column, Field, ListKind, plain
from tripplanner.planning.people import NAME_COLUMNS, named
from tripplanner.planning.rows import LazyText, among, stored
from tripplanner.planning.words import MEMBER_ROLE

WHAT = msg("member of the team")


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of a trip's team in a list."""

    id: int
    uuid: str
    version: int
    trip_id: int
    trip: str
    person_id: int
    person_uuid: str
    role: str
    post_json: str
    from_day: date | None
    to_day: date | None
    person: PersonName

    post = LazyText("post_json")

    @property
    def name(self) -> str:
        return self.person.printed


_COLUMNS = (
    TripMember.id,
    TripMember.uuid,
    TripMember.version,
    Trip.id,
    Trip.code,
    Person.id,
    Person.uuid,
    TripMember.role,
    stored(TripMember.post),
    TripMember.from_day,
    TripMember.to_day,
)


#: The order of the team, trip by trip.
ORDER = (Trip.id, TripMember.position, TripMember.id)


def list_members(session: Session, trip_id: int | None = None, ids: Sequence[int] | None = None) -> list[MemberRow]:
    """The team of a trip (of every trip, when ``None``; those with these numbers, when given), in its order."""
    statement = (
        sa.select(*_COLUMNS, *NAME_COLUMNS)
        .join(Person, TripMember.person_id == Person.id)
        .join(Trip, TripMember.trip_id == Trip.id)
        .order_by(*ORDER)
    )
    if trip_id is not None:
        statement = statement.where(Trip.id == trip_id)
    return named(session, MemberRow, among(statement, TripMember.id, ids), len(_COLUMNS))


KIND = ListKind(
    key="members",
    title=msg("Team"),
    what=WHAT,
    model=TripMember,
    rows=list_members,
    columns=(
        Column("id", msg("No.")),
        Column("trip", msg("Trip")),
        Column("role", msg("Role"), MEMBER_ROLE),
        Column("name", msg("Full name")),
        Column("post", msg("Post")),
    ),
    fields=(
        plain("trip", msg("Trip"), "trip.title"),
        plain("role", msg("Role"), words=MEMBER_ROLE),
        Field("name", msg("Full name"), lambda member: PersonName.of(member.person).printed),
        plain("form_of_address", msg("Form of address"), "person.address"),
        plain("post", msg("Post")),
        plain("organisation", msg("Organisation"), "organisation.name"),
        plain("working_languages", msg("Languages")),
        plain("phone", msg("Telephone"), "person.phone"),
        plain("email", msg("E-mail"), "person.email"),
        plain("from_day", msg("From day")),
        plain("to_day", msg("To day")),
        *SOURCED,
    ),
    position=26,
)
