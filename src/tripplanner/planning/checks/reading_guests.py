"""Reads who travels, as plain rows: mapping twenty thousand delegates with their persons took a hundred megabytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.model.people import Person
from tripplanner.model.trips import Delegate, DelegateSubGroup, Delegation, SubGroup
from tripplanner.names import PersonName
from tripplanner.planning.rows import LazyText, execute, stored


@dataclass(frozen=True, slots=True)
class Guest:
    """A delegate with what the rules ask of the person; ``post`` is decoded when it is asked for."""

    __tablename__: ClassVar[str] = Delegate.__tablename__
    post: ClassVar[LazyText] = LazyText("stored_post")

    id: int
    uuid: str
    delegation_id: int
    person_id: int
    role: str
    arrives_on: date | None
    leaves_on: date | None
    language: str
    stored_post: str
    person_uuid: str
    gender: str
    name: PersonName


@dataclass(frozen=True, slots=True)
class Guests:
    """The delegates of each delegation by rank, and the numbers of those of each sub-group."""

    of: Mapping[int, tuple[Guest, ...]]
    within: Mapping[int, frozenset[int]]

    def every(self) -> Iterable[Guest]:
        """All of them, one delegation after the other."""
        return (guest for guests in self.of.values() for guest in guests)

    def groups(self) -> Mapping[int, set[int]]:
        """The sub-groups by the number of the delegate."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        for group, guests in self.within.items():
            for guest in guests:
                found[guest].add(group)
        return found


_DELEGATE = (Delegate.id, Delegate.uuid, Delegate.delegation_id, Delegate.person_id, Delegate.role,
             Delegate.arrives_on, Delegate.leaves_on, Delegate.language)  # fmt: skip
# In the order of PersonName.
_NAME = (Person.family_name, Person.given_name, Person.second_family_name, Person.native_family, Person.native_given,
         Person.native_script, Person.romanisation, Person.preferred_latin, Person.name_order)  # fmt: skip


def guests(session: Session, delegations: Iterable[Delegation]) -> Guests:
    """The delegates of these delegations."""
    ids = [delegation.id for delegation in delegations]
    columns = (*_DELEGATE, stored(Delegate.post), Person.uuid, Person.gender, *_NAME)
    found: dict[int, list[Guest]] = {id: [] for id in ids}
    wanted = select(*columns).join(Person, Person.id == Delegate.person_id).where(Delegate.delegation_id.in_(ids))
    own, person = len(_DELEGATE), len(_DELEGATE) + 1
    shared: dict[Any, Any] = {}  # SQLite makes anew what thousands have in common: scripts, roles, dates, family names
    for read in execute(session, wanted.order_by(Delegate.rank)):
        row = tuple(shared.setdefault(value, value) if type(value) in (str, date) else value for value in read)
        values: list[Any] = [*row[:own], row[own] or "", *row[person : person + 2], PersonName(*row[person + 2 :])]
        guest = Guest(*values)
        found[guest.delegation_id].append(guest)
    return Guests({id: tuple(own) for id, own in found.items()}, _within(session, ids))


def _within(session: Session, ids: list[int]) -> Mapping[int, frozenset[int]]:
    links = select(DelegateSubGroup.subgroup_id, DelegateSubGroup.delegate_id).join(
        SubGroup, SubGroup.id == DelegateSubGroup.subgroup_id
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for group, delegate in execute(session, links.where(SubGroup.delegation_id.in_(ids))):
        found[group].add(delegate)
    return {group: frozenset(delegates) for group, delegates in found.items()}
