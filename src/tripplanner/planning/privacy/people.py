"""Whose a record is: delegates, members and contacts each lead to a person."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.partners import Contact
from tripplanner.model.trips import Delegate, TripMember
from tripplanner.planning.finding import get

#: The kinds of record that are a person’s.
OF_PEOPLE = {"delegates": Delegate, "members": TripMember, "contacts": Contact}


def person_of(session: Session, kind: str, record_id: int) -> tuple[int, str]:
    """The number and the UUID of the person that a record of one of :data:`OF_PEOPLE` is about."""
    person = get(session, OF_PEOPLE[kind], record_id, msg("person")).person
    return person.id, person.uuid
