"""Delegations, sub-groups, delegates by rank, staff, interpreters, drivers and guests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tripplanner.documents.content import DelegationContent, PersonLine, SubGroup, VehicleLine
from tripplanner.documents.reading.audience import DUTY_ROLES
from tripplanner.documents.reading.desk import Desk
from tripplanner.names import PersonName
from tripplanner.text import EMPTY


@dataclass(frozen=True, slots=True)
class _Links:
    """What belongs to the delegations, by their numbers, and who the delegates are."""

    subgroups: Mapping[int, Sequence[Any]]
    delegates: Mapping[int, Sequence[Any]]
    of_delegates: Mapping[int, Sequence[Any]]
    persons: Mapping[int, Any]
    marks: Mapping[int, str]


def read_delegations(desk: Desk, trip_id: int) -> tuple[tuple[DelegationContent, ...], dict[int, str]]:
    """The delegations of a trip, and the mark of each sub-group by its row number."""
    rows = desk.of(trip_id, "delegation", "trip_id")
    ids = [row.id for row in rows]
    subgroups = desk.by_owner("subgroup", "delegation_id", ids)
    delegates = desk.by_owner("delegate", "delegation_id", ids, ("rank", "id"))
    everyone = [delegate for row in rows for delegate in delegates[row.id]]
    groups = [group for row in rows for group in subgroups[row.id]]
    desk.read_organisations(r.organisation_id for r in (*rows, *everyone, *groups))
    marks = subgroup_marks(groups)
    memberships = desk.by_owner("delegate_subgroup", "delegate_id", (row.id for row in everyone), ("id",))
    persons = desk.numbered("person", (row.person_id for row in everyone))
    links = _Links(subgroups, delegates, memberships, persons, marks)
    return tuple(_delegation(desk, row, links) for row in rows), marks


def subgroup_marks(groups: Sequence[Any]) -> dict[int, str]:
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


def _delegation(desk: Desk, row: Any, links: _Links) -> DelegationContent:
    organisation = desk.organisation(row.organisation_id)
    delegates = links.delegates[row.id]
    return DelegationContent(
        desk.ref(row),
        row.name,
        row.note,
        row.country,
        organisation.ref if organisation else None,
        max(len(delegates), row.expected_size or 0) or None,
        tuple(_subgroup(desk, group, links.marks) for group in links.subgroups[row.id]),
        tuple(_delegate(desk, delegate, links) for delegate in delegates) if desk.policy.names else (),
    )


def _subgroup(desk: Desk, row: Any, marks: Mapping[int, str]) -> SubGroup:
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


def _delegate(desk: Desk, row: Any, links: _Links) -> PersonLine:
    marks = links.marks
    groups = sorted(marks[link.subgroup_id] for link in links.of_delegates[row.id] if link.subgroup_id in marks)
    return PersonLine(
        **_person(desk, row, links.persons[row.person_id], desk.policy.private_contacts),
        role=row.role,
        rank=row.rank,
        language=row.language,
        subgroups=tuple(groups),
        first_day=row.arrives_on,
        last_day=row.leaves_on,
    )


def _person(desk: Desk, row: Any, person: Any, reachable: bool) -> dict[str, Any]:
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


def read_members(desk: Desk, trip_id: int) -> tuple[PersonLine, ...]:
    """Staff, interpreters, drivers and guests, in the order of the trip."""
    if not desk.policy.names:
        return ()
    rows = desk.of(trip_id, "trip_member", "trip_id")
    desk.read_organisations(row.organisation_id for row in rows)
    persons = desk.numbered("person", (row.person_id for row in rows))
    return tuple(_member(desk, row, persons[row.person_id]) for row in rows)


def _member(desk: Desk, row: Any, person: Any) -> PersonLine:
    on_duty = desk.policy.duty_phones and row.role in DUTY_ROLES
    return PersonLine(
        **_person(desk, row, person, on_duty or desk.policy.private_contacts),
        role=row.role,
        rank=row.position,
        language="",
        working_languages=tuple(row.working_languages or ()),
        first_day=row.from_day,
        last_day=row.to_day,
    )


def read_vehicles(desk: Desk, trip_id: int) -> dict[int, VehicleLine]:
    """The vehicles of a trip by their row number."""
    rows = desk.of(trip_id, "vehicle", "trip_id", ("code", "id"))
    desk.read_organisations(row.company_id for row in rows)
    drivers = desk.numbered("trip_member", (row.driver_id for row in rows if desk.policy.names))
    persons = desk.numbered("person", (driver.person_id for driver in drivers.values()))
    names = {id: PersonName.of(persons[driver.person_id]) for id, driver in drivers.items()}
    return {row.id: _vehicle(desk, row, names.get(row.driver_id, PersonName())) for row in rows}


def _vehicle(desk: Desk, row: Any, driver: PersonName) -> VehicleLine:
    company = desk.organisation(row.company_id)
    return VehicleLine(desk.ref(row), row.code, row.name, row.seats, company.name if company else EMPTY, driver)
