"""Reads when other trips need the people and vehicles of a trip: of those trips only what that takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from tripplanner.model.partners import Contact
from tripplanner.model.people import Person
from tripplanner.model.programme import Item, ItemHost, Participation
from tripplanner.model.trips import Trip, TripMember, Vehicle
from tripplanner.planning.checks.clock import moment
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.roster import Booking, person_key, vehicle_key
from tripplanner.planning.rows import decoded, execute, stored

DAY = timedelta(days=1)  # civil times of two zones are less than that apart
ALL_DAY = ("staff", "interpreter")  # who is at whatever happens; a driver is where the vehicle is


class _Other(NamedTuple):
    id: int
    uuid: str
    code: str
    title: str


class _Held(NamedTuple):
    """An item of another trip."""

    id: int
    trip: int
    code: str
    title: str
    start: datetime
    start_zone: str
    end: datetime | None
    end_zone: str
    minutes: int | None
    vehicle: int | None


@dataclass(slots=True)
class _Needs:
    """What the other trips need: people all day by trip, keys by vehicle and by item, people who are away by item."""

    members: dict[int, list[tuple[str, date | None, date | None]]] = field(default_factory=lambda: defaultdict(list))
    vehicles: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    hosts: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    away: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])

    def of(self, item: _Held) -> Iterator[str]:
        """The keys of whom and what an item takes, each once."""
        day = item.start.date()
        there = [key for key, first, last in self.members.get(item.trip, ()) if (first or day) <= day <= (last or day)]
        taken = dict.fromkeys((*there, *self.vehicles.get(item.vehicle or 0, ()), *self.hosts.get(item.id, ())))
        return (key for key in taken if (item.id, key) not in self.away)


def bookings(session: Session, trip: CheckedTrip) -> tuple[Booking, ...]:
    """When trips that are not archived need whom and what this one needs; none for a trip that is archived itself."""
    times = [moment for item in trip.placed for moment in (item.start, item.end) if moment]
    if not times:
        return ()
    span = min(times).date() - DAY, max(times).date() + DAY
    if not (others := _others(session, trip.id, *span)):
        return ()
    people, vehicles = _people(session, trip), _vehicles(trip)
    if not people and not vehicles:
        return ()
    needs = _needs(session, others, people, vehicles)
    held = _held(session, needs, *span)
    needs.away = _away(session, held, people)
    return tuple(booking for item in held for booking in _booked(others[item.trip], item, needs.of(item)))


def _others(session: Session, trip_id: int, first: date, last: date) -> Mapping[int, _Other]:
    own = aliased(Trip)
    columns = (Trip.id, Trip.uuid, Trip.code, stored(Trip.title))
    rows = execute(session, select(*columns).join(own, own.id == trip_id).where(
        Trip.id != trip_id, Trip.stage != "archived", own.stage != "archived",
        Trip.first_day <= last, Trip.last_day >= first,
    ).order_by(Trip.first_day, Trip.id))  # fmt: skip
    return {row[0]: _Other(*row) for row in rows}


def _people(session: Session, trip: CheckedTrip) -> Mapping[int, str]:
    """The keys of the team and of those who receive, by the number of the person."""
    known = {member.person_id: person_key(member.uuid) for member in trip.members if member.role != "guest"}
    receiving = {host.contact for item in trip.placed for host in item.hosts if host.contact}
    if receiving:
        rows = execute(session, select(Person.id, Person.uuid).where(Person.uuid.in_(receiving)))
        known |= {id: person_key(uuid) for id, uuid in rows}
    return known


def _vehicles(trip: CheckedTrip) -> frozenset[str]:
    return frozenset(filter(None, (vehicle_key(one.company, one.code) for one in trip.vehicles)))


def _needs(session: Session, others: Iterable[int], people: Mapping[int, str], vehicles: frozenset[str]) -> _Needs:
    found = _Needs()
    member = select(TripMember.trip_id, TripMember.person_id, TripMember.from_day, TripMember.to_day).where(
        TripMember.trip_id.in_(others), TripMember.person_id.in_(people), TripMember.role.in_(ALL_DAY)
    )
    for trip, person, first, last in execute(session, member):
        found.members[trip].append((people[person], first, last))
    driven = select(Vehicle.id, Vehicle.company_id, Vehicle.code, TripMember.person_id)
    driven = driven.outerjoin(TripMember, TripMember.id == Vehicle.driver_id).where(Vehicle.trip_id.in_(others))
    for id, company, code, driver in execute(session, driven):
        known = {vehicle_key(company, code)} & vehicles
        if known := (*known, *([people[driver]] if driver in people else ())):
            found.vehicles[id] += known
    received = select(ItemHost.item_id, Contact.person_id).join(Contact, Contact.id == ItemHost.contact_id)
    received = received.join(Item, Item.id == ItemHost.item_id).where(
        Item.trip_id.in_(others), Contact.person_id.in_(people)
    )
    for item, person in execute(session, received):
        found.hosts[item].append(people[person])
    return found


def _held(session: Session, needs: _Needs, first: date, last: date) -> list[_Held]:
    """The items that take somebody or something of these between two dates."""
    begins, ends = (datetime.combine(day, datetime.min.time()) for day in (first, last + DAY))
    columns = (Item.id, Item.trip_id, Item.code, stored(Item.title), Item.start, Item.start_zone, Item.end,
               Item.end_zone, Item.duration_min, Item.vehicle_id)  # fmt: skip
    asked = or_(Item.trip_id.in_(needs.members), Item.vehicle_id.in_(needs.vehicles), Item.id.in_(needs.hosts))
    rows = execute(session, select(*columns).where(
        asked, Item.status != "cancelled", Item.type != "lodging",
        Item.start < ends, or_(Item.end > begins, Item.start > begins - DAY),
    ).order_by(Item.start, Item.id))  # fmt: skip
    return [_Held(*row) for row in rows]


def _away(session: Session, held: Iterable[_Held], people: Mapping[int, str]) -> set[tuple[int, str]]:
    """Who takes no part in what, by item and key."""
    apart = select(Participation.item_id, Participation.person_id).where(
        Participation.item_id.in_([item.id for item in held]), Participation.person_id.in_(people),
        Participation.mode != "present",
    )  # fmt: skip
    return {(item, people[person]) for item, person in execute(session, apart)}


def _booked(trip: _Other, item: _Held, keys: Iterable[str]) -> Iterator[Booking]:
    zone = item.start_zone
    end = item.end or item.start + timedelta(minutes=item.minutes or 0)
    begins, ends = moment(item.start, zone), moment(end, item.end_zone if item.end else zone)
    if begins and ends and begins < ends:
        for key in keys:
            yield Booking(
                key, trip.uuid, trip.code, decoded(trip.title or ""), item.code, decoded(item.title or ""), begins, ends
            )
