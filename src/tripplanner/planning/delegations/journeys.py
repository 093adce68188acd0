"""How each person comes and goes. A journey sets the day a person arrives or leaves, so that nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.journeys import Journey
from tripplanner.model.places import Place
from tripplanner.model.trips import Delegate, DelegateSubGroup, Delegation, Trip, TripMember
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.archived import open_trip
from tripplanner.planning.delegations.rights import open_subgroup
from tripplanner.text import Text

DIRECTION = {"arrival": msg("Arrival"), "departure": msg("Departure")}
#: The columns that keep the same day: of a delegate, of a member of the team.
_DAYS = {"arrival": ("arrives_on", "from_day"), "departure": ("leaves_on", "to_day")}


@dataclass(frozen=True, slots=True)
class Way:
    """When (civil time at the place), where and by what. ``zone`` empty: that of the place, else of the trip."""

    at: datetime | None = None
    zone: str = ""
    place_id: int | None = None
    where: str = ""
    carrier: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """A journey as lists show it. ``own_zone`` is its zone where that is neither the place’s nor the trip’s."""

    id: int
    person_id: int
    name: str
    direction: str
    at: datetime | None
    zone: str
    place_id: int | None
    place: Text | None
    where: str
    carrier: str
    note: str
    own_zone: str = ""


def journeys(session: Session, trip_id: int, person_id: int | None = None) -> list[JourneyRow]:
    """The journeys of a trip (of one person, where named), arrivals first, by time."""
    statement = sa.select(Journey).where(Journey.trip_id == trip_id)
    if person_id is not None:
        statement = statement.where(Journey.person_id == person_id)
    rows = sorted(session.scalars(statement), key=lambda one: (one.direction, str(one.at or "9"), one.id))
    return [_row(one) for one in rows]


def without_journey(session: Session, trip_id: int, direction: str) -> list[int]:
    """The delegates (numbers of people, by rank) of whom nobody knows yet how they come, or go."""
    known = set(
        session.scalars(sa.select(Journey.person_id).where(Journey.trip_id == trip_id, Journey.direction == direction))
    )
    trip = finding.get(session, Trip, trip_id, msg("trip"))
    people = (one for delegation in trip.delegations for one in delegation.delegates)
    return [one.person_id for one in people if one.person_id not in known]


def people_of_subgroup(session: Session, subgroup_id: int) -> list[int]:
    """The people (numbers) of a sub-group, by rank."""
    group = open_subgroup(session, subgroup_id)
    statement = sa.select(Delegate.person_id).join(DelegateSubGroup, DelegateSubGroup.delegate_id == Delegate.id)
    return list(session.scalars(statement.where(DelegateSubGroup.subgroup_id == group.id).order_by(Delegate.rank)))


def people_of_delegation(session: Session, delegation_id: int) -> list[int]:
    """The people (numbers) of a delegation, by rank."""
    statement = sa.select(Delegate.person_id).where(Delegate.delegation_id == delegation_id)
    return list(session.scalars(statement.order_by(Delegate.rank, Delegate.id)))


def people_of_delegates(session: Session, delegate_ids: Iterable[int]) -> list[int]:
    """The people (numbers) of these delegates, by rank."""
    statement = sa.select(Delegate.person_id).where(Delegate.id.in_(list(delegate_ids)))
    return list(session.scalars(statement.order_by(Delegate.rank, Delegate.id)))


def set_journey(session: Session, trip_id: int, person_ids: Iterable[int], direction: str, way: Way) -> int:
    """Let people of a trip arrive or depart in this way, in place of what was noted; how many people that are.

    The days of their part in the trip follow. Raises :class:`TripPlannerError` for somebody who takes no part, for
    a zone nobody knows, and for an arrival after the departure.
    """
    trip = open_trip(session, trip_id)
    if direction not in DIRECTION:
        raise ValueError(f"no direction {direction!r}")
    zone = _zone(session, trip, way)
    people = list(dict.fromkeys(person_ids))
    for person in people:
        parts = _parts(session, trip_id, person)
        _in_order(session, trip_id, person, direction, way.at)
        journey = _journey(session, trip_id, person, direction)
        journey.at, journey.zone, journey.place_id = way.at, zone, way.place_id
        journey.where, journey.carrier, journey.note = way.where.strip(), way.carrier.strip(), way.note.strip()
        _follow(parts, direction, way.at)
    session.flush()
    return len(people)


def remove_journey(session: Session, journey_id: int) -> None:
    """Forget how somebody comes or goes; the day that followed from it is unknown again."""
    journey = finding.get(session, Journey, journey_id, msg("arrival or departure"))
    trip = open_trip(session, journey.trip_id)
    day = journey.at.date() if journey.at is not None else None
    for part in _parts(session, trip.id, journey.person_id):
        name = _column(part, journey.direction)
        if day is not None and getattr(part, name) == day:
            setattr(part, name, None)
    trip.journeys.remove(journey)
    session.flush()


def _journey(session: Session, trip_id: int, person_id: int, direction: str) -> Journey:
    """The journey that is noted, or a new one."""
    found = _noted(session, trip_id, person_id, direction)
    if found is None:
        found = Journey(trip_id=trip_id, person_id=person_id, direction=direction)
        session.add(found)
    return found


def _noted(session: Session, trip_id: int, person_id: int, direction: str) -> Journey | None:
    wanted = (Journey.trip_id == trip_id, Journey.person_id == person_id, Journey.direction == direction)
    return session.scalars(sa.select(Journey).where(*wanted).order_by(Journey.id).limit(1)).first()


def _zone(session: Session, trip: Trip, way: Way) -> str:
    place = finding.get(session, Place, way.place_id, msg("place")) if way.place_id is not None else None
    zone = way.zone.strip() or (place.zone if place is not None else "") or trip.zone
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _refused(
            msg("“{zone}” is no time zone.", zone=zone), msg("Write one such as {example}.", example="Asia/Shanghai")
        ) from error
    return zone


def _parts(session: Session, trip_id: int, person_id: int) -> Sequence[Delegate | TripMember]:
    """The part or parts a person has in a trip; raises where there is none."""
    delegate = sa.select(Delegate).join(Delegation, Delegate.delegation_id == Delegation.id)
    found: list[Delegate | TripMember] = [
        *session.scalars(delegate.where(Delegation.trip_id == trip_id, Delegate.person_id == person_id)),
        *session.scalars(sa.select(TripMember).where(TripMember.trip_id == trip_id, TripMember.person_id == person_id)),
    ]
    if not found:
        raise _refused(msg("This person takes no part in the trip."), msg("Add them to the trip first."))
    return found


def _in_order(session: Session, trip_id: int, person_id: int, direction: str, at: datetime | None) -> None:
    """Nobody leaves before they come: compared by day, as each time is in a zone of its own."""
    other = _noted(session, trip_id, person_id, "departure" if direction == "arrival" else "arrival")
    if at is None or other is None or other.at is None:
        return
    first, last = (at, other.at) if direction == "arrival" else (other.at, at)
    if first.date() > last.date():
        raise _refused(
            msg("{name} would leave before arriving.", name=PersonName.of(other.person).printed),
            msg("Choose another day, or change the other journey first."),
        )


def _follow(parts: Sequence[Delegate | TripMember], direction: str, at: datetime | None) -> None:
    for part in parts:
        name = _column(part, direction)
        day: date | None = at.date() if at is not None else None
        if day is not None and getattr(part, name) != day:
            setattr(part, name, day)


def _column(part: Delegate | TripMember, direction: str) -> str:
    return _DAYS[direction][0 if isinstance(part, Delegate) else 1]


def _row(one: Journey) -> JourneyRow:
    place = one.place.name if one.place is not None else None
    usual = (one.place.zone if one.place is not None else "") or one.trip.zone
    return JourneyRow(
        one.id, one.person_id, PersonName.of(one.person).printed, one.direction, one.at, one.zone, one.place_id, place,
        one.where, one.carrier, one.note, "" if one.zone == usual else one.zone,
    )  # fmt: skip


def _refused(what: Message, todo: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), todo)
