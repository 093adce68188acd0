"""Records of the people of a trip that may be changed: those of an archived trip may not."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model.base import Record
from tripplanner.model.trips import Delegate, Delegation, Lodging, Room, SubGroup, TripMember
from tripplanner.planning import finding
from tripplanner.planning.archived import open_trip

M = TypeVar("M", bound=Record)


def open_delegation(session: Session, id: int) -> Delegation:
    """The delegation, if its trip is not archived; raises :class:`NotFound`, as all of these do."""
    found = finding.get(session, Delegation, id, msg("delegation"))
    open_trip(session, found.trip_id)
    return found


def open_delegate(session: Session, id: int) -> Delegate:
    """The delegate, if the trip is not archived."""
    found = finding.get(session, Delegate, id, msg("delegate"))
    open_trip(session, found.delegation.trip_id)
    return found


def open_member(session: Session, id: int) -> TripMember:
    """The member of the team, if the trip is not archived."""
    return _of_trip(session, TripMember, id, msg("member of the team"))


def open_lodging(session: Session, id: int) -> Lodging:
    """The lodging, if its trip is not archived."""
    return _of_trip(session, Lodging, id, msg("lodging"))


def open_room(session: Session, id: int) -> Room:
    """The room, if its trip is not archived."""
    found = finding.get(session, Room, id, msg("room"))
    open_trip(session, found.lodging.trip_id)
    return found


def open_subgroup(session: Session, id: int) -> SubGroup:
    """The sub-group, if its trip is not archived."""
    found = finding.get(session, SubGroup, id, msg("sub-group"))
    open_trip(session, found.delegation.trip_id)
    return found


def _of_trip(session: Session, model: type[M], id: int, what: Message) -> M:
    found = finding.get(session, model, id, what)
    open_trip(session, found.trip_id)  # type: ignore[attr-defined]
    return found
