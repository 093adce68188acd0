"""Delegations, sub-groups, delegates by rank, staff, interpreters, drivers and guests."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tripplanner.documents.content import DelegationContent, PersonLine, SubGroup, VehicleLine
from tripplanner.documents.reading.audience import DUTY_ROLES
from tripplanner.documents.reading.desk import Desk
from tripplanner.model.trips import Delegate, Delegation, Trip, TripMember, Vehicle
from tripplanner.model.trips import SubGroup as SubGroupRow
from tripplanner.names import PersonName
from tripplanner.text import EMPTY


def read_delegations(desk: Desk, trip: Trip) -> tuple[tuple[DelegationContent, ...], dict[int, str]]:
    """The delegations of a trip, and the mark of each sub-group by its row number."""
    rows = list(desk.session.scalars(_delegations(trip.id)))
    delegates = [delegate for row in rows for delegate in row.delegates]
    groups = [group for row in rows for group in row.subgroups]
    desk.read_organisations(r.organisation_id for r in (*rows, *delegates, *groups))
    marks = subgroup_marks(groups)
    return tuple(_delegation(desk, row, marks) for row in rows), marks


def _delegations(trip_id: int) -> Any:
    delegates = selectinload(Delegation.delegates)
    return (
        select(Delegation)
        .where(Delegation.trip_id == trip_id)
        .order_by(Delegation.position, Delegation.id)
        .options(
            selectinload(Delegation.subgroups),
            delegates.joinedload(Delegate.person),
            delegates.selectinload(Delegate.subgroup_links),
        )
    )


def subgroup_marks(groups: list[SubGroupRow]) -> dict[int, str]:
    """What stands on each badge: the code where it is short and unique, else the next free letter."""
    codes = [group.code.strip() for group in groups]
    taken = {code for code in codes if codes.count(code) == 1 and 0 < len(code) <= 3}
    letters = (letter for letter in map(_letters, range(len(groups) * 2 + 1)) if letter not in taken)
    return {g.id: code if code in taken else next(letters) for g, code in zip(groups, codes, strict=True)}


def _letters(number: int) -> str:
    """A … Z, AA, AB …: a label for every sub-group, however many."""
    word = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        word = chr(ord("A") + rest) + word
    return word


def _delegation(desk: Desk, row: Delegation, marks: dict[int, str]) -> DelegationContent:
    organisation = desk.organisation(row.organisation_id)
    named = len(row.delegates)
    delegates = sorted(row.delegates, key=lambda delegate: (delegate.rank, delegate.id))
    return DelegationContent(
        desk.ref(row),
        row.name,
        row.note,
        row.country,
        organisation.ref if organisation else None,
        max(named, row.expected_size or 0) or None,
        tuple(_subgroup(desk, group, marks) for group in row.subgroups),
        tuple(_delegate(desk, delegate, marks) for delegate in delegates) if desk.policy.names else (),
    )


def _subgroup(desk: Desk, row: SubGroupRow, marks: dict[int, str]) -> SubGroup:
    organisation = desk.organisation(row.organisation_id)
    return SubGroup(
        desk.ref(row),
        marks[row.id],
        row.name,
        row.origin,
        organisation.ref if organisation else None,
        row.expected_size,
        row.compliance_profile,
    )


def _delegate(desk: Desk, row: Delegate, marks: dict[int, str]) -> PersonLine:
    groups = sorted(marks[link.subgroup_id] for link in row.subgroup_links if link.subgroup_id in marks)
    return PersonLine(
        **_person(desk, row, desk.policy.private_contacts),
        role=row.role,
        rank=row.rank,
        language=row.language,
        subgroups=tuple(groups),
        first_day=row.arrives_on,
        last_day=row.leaves_on,
    )


def _person(desk: Desk, row: Delegate | TripMember, reachable: bool) -> dict[str, Any]:
    person = row.person
    organisation = desk.organisation(row.organisation_id)
    desk.note(person.updated_at)
    return {
        "ref": desk.ref(row),
        "person": person.uuid,
        "name": PersonName.of(person),
        "post": row.post,
        "organisation": organisation.ref if organisation else None,
        "organisation_name": organisation.name if organisation else EMPTY,
        "address": person.address,
        "gender": person.gender,
        "nationality": person.nationality,
        "phone": person.phone if reachable else "",
        "email": person.email if reachable and desk.policy.private_contacts else "",
    }


def read_members(desk: Desk, trip: Trip) -> tuple[PersonLine, ...]:
    """Staff, interpreters, drivers and guests, in the order of the trip."""
    query = (
        select(TripMember)
        .where(TripMember.trip_id == trip.id)
        .order_by(TripMember.position, TripMember.id)
        .options(joinedload(TripMember.person))
    )
    if not desk.policy.names:
        return ()
    rows = list(desk.session.scalars(query))
    desk.read_organisations(row.organisation_id for row in rows)
    return tuple(_member(desk, row) for row in rows)


def _member(desk: Desk, row: TripMember) -> PersonLine:
    on_duty = desk.policy.duty_phones and row.role in DUTY_ROLES
    return PersonLine(
        **_person(desk, row, on_duty or desk.policy.private_contacts),
        role=row.role,
        rank=row.position,
        language="",
        working_languages=tuple(row.working_languages or ()),
        first_day=row.from_day,
        last_day=row.to_day,
    )


def read_vehicles(desk: Desk, trip: Trip) -> dict[int, VehicleLine]:
    """The vehicles of a trip by their row number."""
    query = (
        select(Vehicle)
        .where(Vehicle.trip_id == trip.id)
        .order_by(Vehicle.code, Vehicle.id)
        .options(joinedload(Vehicle.driver).joinedload(TripMember.person))
    )
    rows = list(desk.session.scalars(query))
    desk.read_organisations(row.company_id for row in rows)
    return {row.id: _vehicle(desk, row) for row in rows}


def _vehicle(desk: Desk, row: Vehicle) -> VehicleLine:
    company = desk.organisation(row.company_id)
    driver = PersonName.of(row.driver.person) if row.driver and desk.policy.names else PersonName()
    return VehicleLine(desk.ref(row), row.code, row.name, row.seats, company.name if company else EMPTY, driver)
