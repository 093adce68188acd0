"""Deleting records of a list: never what something else still uses, and everything that was theirs with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.model.journeys import Journey
from tripplanner.model.partners import Contact
from tripplanner.model.people import Person
from tripplanner.model.programme import Item, Participation
from tripplanner.model.trips import Delegate, Delegation, Lodging, Room, RoomGuest, TripMember
from tripplanner.planning.archived import refuse_archived
from tripplanner.planning.attachments import drop_files
from tripplanner.planning.finding import get
from tripplanner.planning.kinds import kind
from tripplanner.planning.using import Use, blocking, links_to, owners, perhaps_used, trip_of
from tripplanner.store.changes import portions

#: Uses of one sort that are told of.
_MOST = 200


class InUse(TripPlannerError):
    """Records that others use are not deleted; ``uses`` says where, by the number of the record that is used."""

    def __init__(self, what: Message, found: Mapping[int, tuple[Use, ...]]) -> None:
        super().__init__(what, msg("Nothing was deleted."), msg("Take it out there first."))
        self.uses = found


def delete_records(session: Session, kind_key: str, ids: Sequence[int]) -> int:
    """Delete these records with their parts; returns how many there were. Those that use others of them go first.

    A delegate or a contact takes the person with them who has no other part anywhere; what a trip planned for a
    delegate alone (bed, journey, presence) goes too.

    :raises InUse: something that is not deleted with them uses one of them; nothing is deleted then.
    :raises TripPlannerError: the trip of a delegate is archived.
    """
    model, what = kind(kind_key).model, kind(kind_key).what
    wanted = list(dict.fromkeys(ids))
    loaded = {record.id: record for record in _with_parts(session, model, wanted)}
    records = [loaded.get(id) or get(session, model, id, what) for id in wanted]
    doubtful = perhaps_used(session, model, wanted)
    every = len(wanted) + _MOST
    used = {one.id: found for one in records if one.id in doubtful and (found := blocking(session, one, every))}
    refused = _used_by_what_stays(used, kind_key, wanted)
    if refused:
        places = len({use.uuid for found in refused.values() for use in found})
        raise InUse(msgn("It is used in {n} other place.", "It is used in {n} other places.", places), refused)
    for layer in _users_first(wanted, {id: {use.id for use in found} for id, found in used.items()}):
        _delete(session, [record for record in records if record.id in layer])
    return len(records)


_Used = Mapping[int, tuple[Use, ...]]


def _used_by_what_stays(used: _Used, kind_key: str, wanted: Iterable[int]) -> _Used:
    """Of the records that something uses those that have to stay: for others, or for one of them that has to."""
    going, staying = set(wanted), dict[int, tuple[Use, ...]]()
    while True:
        for id in going & used.keys():
            others = tuple(use for use in used[id] if use.kind != kind_key or use.id not in going)
            if others:
                staying[id] = others
        if not staying.keys() & going:
            return staying
        going -= staying.keys()


def _users_first(ids: Sequence[int], users: Mapping[int, set[int]]) -> Iterator[set[int]]:
    """The records in portions that nothing among what is left uses. ``users`` gives by what each is used."""
    left = set(ids)
    while left:
        free = {id for id in left if not users.get(id, set()) & (left - {id})}
        yield free or left
        left -= free or left


def _delete(session: Session, records: Sequence[Any]) -> None:
    """All of them with a few statements, however many they are."""
    for trip in {trip for record in records if (trip := trip_of(record)) is not None}:
        refuse_archived(session, trip)
    parts = [record for record in records if isinstance(record, Delegate | TripMember)]
    people = {record.person_id for record in records if isinstance(record, Delegate | TripMember | Contact)}
    _leave_trips(session, parts)
    _take(session, records)
    alone = people - _with_a_part(session, people)
    _take(session, list(_with_parts(session, Person, sorted(alone))))


def _take(session: Session, records: Sequence[Any]) -> None:
    uuids = [record.uuid for record in records]
    for record in records:
        session.delete(record)
    session.flush()
    drop_files(session, *uuids)


def _with_parts(session: Session, model: Any, ids: Sequence[int]) -> Iterator[Any]:
    """The records with what goes with them: read here, the unit of work need not ask for it record by record."""
    below = [one.class_attribute for one in model.__mapper__.relationships if one.uselist and not one.viewonly]
    for portion in portions(list(ids)):
        statement = sa.select(model).where(model.id.in_(portion)).options(*(selectinload(one) for one in below))
        yield from session.scalars(statement)


def _leave_trips(session: Session, parts: Sequence[Delegate | TripMember]) -> None:
    """What trips planned for these people alone, unless they are in the same trip in another part as well."""
    leaving: dict[int, set[int]] = {}
    for part in parts:
        leaving.setdefault(trip_of(part) or 0, set()).add(part.person_id)
    for trip, people in leaving.items():
        for row in _planned(session, trip, people - _staying(session, trip, parts)):
            session.delete(row)


def _staying(session: Session, trip: int, parts: Sequence[Delegate | TripMember]) -> set[int]:
    """People who have a part in the trip that is not one of these."""
    team = sa.select(TripMember.id, TripMember.person_id).where(TripMember.trip_id == trip)
    guests = sa.select(Delegate.id, Delegate.person_id).join(Delegation, Delegate.delegation_id == Delegation.id)
    guests = guests.where(Delegation.trip_id == trip)
    gone = {(type(part), part.id) for part in parts}
    queries = ((TripMember, team), (Delegate, guests))
    found = ((model, row) for model, query in queries for row in session.execute(query))
    return {person for model, (id, person) in found if (model, id) not in gone}


def _planned(session: Session, trip: int, people: Iterable[int]) -> Iterator[Any]:
    """Beds, journeys and presences of these people in a trip."""
    beds = sa.select(RoomGuest).join(Room).join(Lodging, Room.lodging_id == Lodging.id)
    for some in portions(sorted(people)):
        yield from session.scalars(beds.where(Lodging.trip_id == trip, RoomGuest.person_id.in_(some)))
        yield from session.scalars(sa.select(Journey).where(Journey.trip_id == trip, Journey.person_id.in_(some)))
        present = sa.select(Participation).join(Item).where(Item.trip_id == trip)
        yield from session.scalars(present.where(Participation.person_id.in_(some)))


def _with_a_part(session: Session, people: Iterable[int]) -> set[int]:
    """Those of whom anything speaks but what is the person's own."""
    found: set[int] = set()
    for link in links_to(Person):
        if link.column.name not in owners(link.cls):
            for some in portions(sorted(people)):
                found.update(session.scalars(sa.select(link.column).where(link.column.in_(some)).distinct()))
    return found
