"""Deleting records of a list: never what something else still uses, and everything that was theirs with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

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
from tripplanner.planning.using import Use, blocking, links_to, owners, trip_of


class InUse(TripPlannerError):
    """Records that others use are not deleted; ``uses`` says where, by the number of the record that is used."""

    def __init__(self, what: Message, found: Mapping[int, tuple[Use, ...]]) -> None:
        super().__init__(what, msg("Nothing was deleted."), msg("Take it out there first."))
        self.uses = found


def delete_records(session: Session, kind_key: str, ids: Sequence[int]) -> int:
    """Delete these records with their parts; returns how many there were.

    A delegate or a contact takes the person with them who has no other part anywhere; what a trip planned for a
    delegate alone (bed, journey, presence) goes too.

    :raises InUse: something else uses one of them; nothing is deleted then.
    :raises TripPlannerError: the trip of a delegate is archived.
    """
    records = [get(session, kind(kind_key).model, id, kind(kind_key).what) for id in dict.fromkeys(ids)]
    used = {record.id: found for record in records if (found := blocking(session, record))}
    if used:
        places = len({use.uuid for found in used.values() for use in found})
        raise InUse(msgn("It is used in {n} other place.", "It is used in {n} other places.", places), used)
    for record in records:
        _delete(session, record)
    session.flush()
    return len(records)


def _delete(session: Session, record: Any) -> None:
    person = record.person if isinstance(record, Delegate | TripMember | Contact) else None
    trip = trip_of(record)
    if trip is not None:
        refuse_archived(session, trip)
    if isinstance(record, Delegate | TripMember):
        _leave_trip(session, record, trip or 0)
    session.delete(record)
    session.flush()
    drop_files(session, record.uuid)
    if person is not None:
        session.flush()
        if not _has_a_part(session, person):
            session.delete(person)
            session.flush()
            drop_files(session, person.uuid)


def _leave_trip(session: Session, part: Delegate | TripMember, trip: int) -> None:
    """What the trip planned for this person alone, unless they are in it in another part as well."""
    person = part.person_id
    team = sa.select(TripMember).where(TripMember.trip_id == trip, TripMember.person_id == person)
    guests = sa.select(Delegate).join(Delegation, Delegate.delegation_id == Delegation.id)
    guests = guests.where(Delegation.trip_id == trip, Delegate.person_id == person)
    if any(one is not part for one in (*session.scalars(team), *session.scalars(guests))):
        return
    beds = sa.select(RoomGuest).join(Room).join(Lodging, Room.lodging_id == Lodging.id)
    planned: tuple[Any, ...] = (
        beds.where(Lodging.trip_id == trip, RoomGuest.person_id == person),
        sa.select(Journey).where(Journey.trip_id == trip, Journey.person_id == person),
        sa.select(Participation).join(Item).where(Item.trip_id == trip, Participation.person_id == person),
    )
    for statement in planned:
        for row in session.scalars(statement).all():
            session.delete(row)


def _has_a_part(session: Session, person: Person) -> bool:
    """Whether anything but what is the person's own speaks of them."""
    for link in links_to(Person):
        if link.column.name not in owners(link.cls):
            statement = sa.select(link.cls.id).where(link.column == person.id).limit(1)
            if session.scalar(statement) is not None:
                return True
    return False
