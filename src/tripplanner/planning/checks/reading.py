"""Reads a trip from the database into what the rules see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from tripplanner.model.partners import Contact
from tripplanner.model.people import Person
from tripplanner.model.programme import Day, Item, ItemHost, Night, Participation
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegate, Delegation, Lodging, SubGroup, Trip, Vehicle
from tripplanner.names import PersonName
from tripplanner.planning.checks import frozen, printing
from tripplanner.planning.travel.legs import Travel
from tripplanner.planning.travel.reading import place_spot, read_travel, site_spot
from tripplanner.planning.travel.spots import Spot
from tripplanner.planning.travel.table import TravelTable
from tripplanner.planning.trips import trip_row


def read_trip(session: Session, trip_id: int) -> frozen.CheckedTrip:
    """The trip with everything the rules may ask; raises :class:`tripplanner.errors.NotFound`."""
    trip_row(session, trip_id)
    trip = session.scalars(select(Trip).where(Trip.id == trip_id).options(*_TRIP)).one()
    days = session.scalars(select(Day).where(Day.trip_id == trip_id).options(*_DAY).order_by(Day.date)).all()
    items = session.scalars(select(Item).where(Item.trip_id == trip_id).options(*_ITEM)).unique().all()
    groups = tuple(_groups(trip))
    travel = read_travel(session)
    read = [_item(item, trip, groups, travel) for item in items]
    read.sort(key=lambda item: (item.begins is None, item.begins or _NEVER, item.code))
    return frozen.CheckedTrip(
        trip.id, trip.uuid, trip.code, trip.first_day, trip.last_day,
        tuple(one.language for one in trip.languages), groups, tuple(read),
        sum(member.role == "interpreter" for member in trip.members), _company(trip), _nights(days, groups),
        tuple(printing.texts(trip, days, items)), tuple(_names(trip)), travel,
    )  # fmt: skip


_NEVER = datetime.max.replace(tzinfo=UTC)
_TRIP = (
    selectinload(Trip.languages),
    selectinload(Trip.objectives),
    selectinload(Trip.members),
    selectinload(Trip.lodgings).joinedload(Lodging.place),
    selectinload(Trip.delegations).selectinload(Delegation.subgroups).selectinload(SubGroup.delegate_links),
    selectinload(Trip.delegations).selectinload(Delegation.delegates).joinedload(Delegate.person),
)
_DAY = (selectinload(Day.nights).joinedload(Night.lodging).joinedload(Lodging.place),)
_ITEM = (
    joinedload(Item.place),
    joinedload(Item.from_place),
    joinedload(Item.to_place),
    joinedload(Item.vehicle).joinedload(Vehicle.driver),
    selectinload(Item.site).selectinload(Site.closures),
    selectinload(Item.subgroup_links),
    selectinload(Item.host_links).joinedload(ItemHost.organisation),
    selectinload(Item.host_links).joinedload(ItemHost.contact).joinedload(Contact.person),
    selectinload(Item.participants).joinedload(Participation.person),
    selectinload(Item.questions),
    selectinload(Item.breaks),
)


def _groups(trip: Trip) -> Iterator[frozen.Group]:
    """The sub-groups; the guests of a delegation without any are a group with a negative id and no code."""
    for delegation in trip.delegations:
        people = {delegate.id: delegate.person.uuid for delegate in delegation.delegates}
        for subgroup in delegation.subgroups:
            known = frozenset(people[link.delegate_id] for link in subgroup.delegate_links)
            size = max(len(known), subgroup.expected_size or 0)
            yield frozen.Group(subgroup.id, subgroup.code, size, subgroup.compliance_profile, known)
        if not delegation.subgroups:
            size = max(len(people), delegation.expected_size or 0)
            yield frozen.Group(-delegation.id, "", size, people=frozenset(people.values()))
    if not trip.delegations:
        yield frozen.Group(0, "", 0)


def _company(trip: Trip) -> dict[date, int]:
    """Interpreters, staff and guests with the delegation, per date; drivers wait outside."""
    days = [trip.first_day + timedelta(days=n) for n in range((trip.last_day - trip.first_day).days + 1)]
    return {
        day: sum(
            member.role != "driver" and (member.from_day or day) <= day <= (member.to_day or day)
            for member in trip.members
        )
        for day in days
    }


def _nights(days: Iterable[Day], groups: Iterable[frozen.Group]) -> dict[tuple[date, int], Spot | None]:
    known = {group.id for group in groups}
    return {
        (day.date, night.subgroup_id if night.subgroup_id in known else 0): place_spot(
            night.lodging.place if night.lodging else None
        )
        for day in days
        for night in day.nights
    }


def _item(item: Item, trip: Trip, groups: tuple[frozen.Group, ...], travel: TravelTable) -> frozen.CheckedItem:
    end = item.end or (item.start + timedelta(minutes=item.duration_min or 0) if item.start else None)
    end_zone = item.end_zone if item.end else item.start_zone
    linked = frozenset(link.subgroup_id for link in item.subgroup_links)
    origin, target = place_spot(item.from_place), place_spot(item.to_place)
    way = _way(item, origin, target, travel)
    return frozen.CheckedItem(
        item.id, item.uuid, item.code, item.type, item.status, item.title,
        item.start, end, moment(item.start, item.start_zone or trip.zone), moment(end, end_zone or trip.zone),
        linked or frozenset(group.id for group in groups), tuple(_part(one, item) for one in item.participants),
        tuple(_host(one) for one in item.host_links), item.interpreting, _site(item.site),
        place_spot(item.place) or site_spot(item.site), origin, target,
        _vehicle(item.vehicle), way.minutes if way else None,
        way.margin_percent if way else 0, item.permit_status, item.passport_needed,
        bool(item.fallback) or item.fallback_site_id is not None, len(item.questions),
        tuple((one.start, one.end) for one in item.breaks if one.start and one.end),
        item.drive_min, item.distance_km, item.leg_id,
    )  # fmt: skip


def _way(item: Item, origin: Spot | None, target: Spot | None, travel: TravelTable) -> Travel | None:
    """How long the item drives by its own figures or the office's."""
    if item.drive_min is None and item.leg_id is None and (origin is None or target is None):
        return None
    found = travel.transfer(
        origin, target, item.start.date() if item.start else None,
        drive_min=item.drive_min, distance_km=item.distance_km, leg_id=item.leg_id,
    )  # fmt: skip
    return found if found and found.source != "estimate" else None


@cache
def _zone(name: str) -> Any:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def moment(civil: datetime | None, zone: str) -> datetime | None:
    """The instant of a civil time; of an hour that comes twice the first, a skipped one as clocks are put on."""
    return civil.replace(tzinfo=_zone(zone)).astimezone(UTC) if civil else None


def _part(part: Participation, item: Item) -> frozen.Part:
    begins, ends = moment(part.from_time, item.start_zone), moment(part.to_time, item.start_zone)
    return frozen.Part(part.person.uuid, PersonName.of(part.person).printed, part.mode, begins, ends)


def _host(host: ItemHost) -> frozen.Host:
    person = host.contact.person if host.contact else None
    if person is None:
        return frozen.Host(host.organisation.name)
    return frozen.Host(host.organisation.name, person.uuid, PersonName.of(person).printed)


def _vehicle(vehicle: Vehicle | None) -> frozen.Vehicle | None:
    if vehicle is None:
        return None
    driver = f"{vehicle.driver.person_id}" if vehicle.driver else ""
    return frozen.Vehicle(vehicle.id, vehicle.code, vehicle.seats, driver)


def _site(site: Site | None) -> frozen.SiteRules | None:
    if site is None:
        return None
    return frozen.SiteRules(
        site.id, site.uuid, site.code, site.name, _known(site.open_months), _known(site.open_weekdays),
        None if site.open_hours is None else tuple((span[0], span[1]) for span in site.open_hours),
        site.group_cap, site.permit_needed, site.outdoor, site.max_vehicle_seats, bool(site.fallback),
        site.typical_visit_min, tuple((one.first_day, one.last_day) for one in site.closures), site.season_note,
    )  # fmt: skip


def _known(values: list[int] | None) -> tuple[int, ...] | None:
    return None if values is None else tuple(values)


def _names(trip: Trip) -> Iterator[frozen.NameOf]:
    people: list[Person] = [delegate.person for one in trip.delegations for delegate in one.delegates]
    people += [member.person for member in trip.members]
    for person in people:
        yield frozen.NameOf(person.uuid, PersonName.of(person).printed)
