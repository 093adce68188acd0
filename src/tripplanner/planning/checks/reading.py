"""Reads a trip from the database into what the rules see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.programme import Day, Item, ItemHost, Night, Participation
from tripplanner.model.sites import Site, SiteOrganisation
from tripplanner.model.trips import Delegation, Lodging, Trip, Vehicle
from tripplanner.names import PersonName
from tripplanner.planning.checks import frozen, printing
from tripplanner.planning.checks.clock import zone
from tripplanner.planning.checks.reading_elsewhere import bookings
from tripplanner.planning.checks.reading_guests import Guests, guests
from tripplanner.planning.checks.reading_items import checked_item, indoor_sites, vehicle_of
from tripplanner.planning.checks.reading_promises import promises
from tripplanner.planning.checks.reading_roster import dismissals, glossary, lodgings, members, travellers
from tripplanner.planning.checks.reading_themes import aims, read_themes
from tripplanner.planning.diets import changed_on, told_organisations
from tripplanner.planning.travel.reading import place_spot, read_travel
from tripplanner.planning.travel.spots import Spot
from tripplanner.planning.trips import trip_row
from tripplanner.store.vault.vault import Vault

Today = date | None | Literal["today"]
TODAY: Today = "today"  # the date that calendars show in the trip's zone


def read_trip(session: Session, trip_id: int, today: Today = TODAY, vault: Vault | None = None) -> frozen.CheckedTrip:
    """The trip with everything the rules may ask; raises :class:`tripplanner.errors.NotFound`.

    :param today: the date from which days that are left are counted; ``None`` counts none.
    :param vault: where it is open, rules also see what is protected.
    """
    trip_row(session, trip_id)
    trip = session.scalars(select(Trip).where(Trip.id == trip_id).options(*_TRIP)).one()
    days = session.scalars(select(Day).where(Day.trip_id == trip_id).options(*_DAY).order_by(Day.date)).all()
    items = session.scalars(ITEMS.where(Item.trip_id == trip_id)).unique().all()
    people = guests(session, trip.delegations)
    groups = tuple(_groups(trip, people))
    travel, themes = read_travel(session), read_themes(session)
    read = frozen.in_order(checked_item(item, trip.zone, groups, travel) for item in items)
    checked = frozen.CheckedTrip(
        trip.id, trip.uuid, trip.code, trip.first_day, trip.last_day,
        tuple(one.language for one in trip.languages), groups, read,
        sum(member.role == "interpreter" for member in trip.members), _company(trip), _nights(days, groups),
        tuple(printing.texts(trip, people, days, items)), tuple(_names(trip, people)), travel, trip.zone,
        date_of(trip.zone, today),
        tuple(travellers(session, people, vault)), tuple(members(trip)), tuple(map(vehicle_of, trip.vehicles)),
        tuple(lodgings(session, trip, days)), glossary(session), _homes(trip), indoor_sites(session),
        {own.rule: own.level for own in trip.check_levels}, dismissals(trip), themes, aims(session, trip, themes),
        told_organisations(session, trip_id), changed_on(session, trip_id), promises=promises(session, trip_id),
    )  # fmt: skip
    return with_bookings(session, checked)


def with_bookings(session: Session, trip: frozen.CheckedTrip) -> frozen.CheckedTrip:
    """The trip with what other trips need of whom and what it uses, as of now."""
    return replace(trip, elsewhere=found) if (found := bookings(session, trip)) != trip.elsewhere else trip


def date_of(trip_zone: str, today: Today) -> date | None:
    """The date that days are counted from."""
    return datetime.now(zone(trip_zone)).date() if today == "today" else today


_TRIP = (
    selectinload(Trip.languages),
    selectinload(Trip.objectives),
    selectinload(Trip.members),
    selectinload(Trip.vehicles).joinedload(Vehicle.driver),
    selectinload(Trip.check_levels),
    selectinload(Trip.dismissals),
    selectinload(Trip.lodgings).joinedload(Lodging.place),
    selectinload(Trip.delegations).selectinload(Delegation.subgroups),
)
_DAY = (selectinload(Day.nights).joinedload(Night.lodging).joinedload(Lodging.place),)
_SITE = (
    selectinload(Site.closures),
    selectinload(Site.theme_links),
    selectinload(Site.organisation_links).joinedload(SiteOrganisation.organisation),
)
_ITEM = (
    joinedload(Item.place),
    joinedload(Item.from_place),
    joinedload(Item.to_place),
    joinedload(Item.vehicle).joinedload(Vehicle.driver),
    selectinload(Item.site).options(*_SITE),
    selectinload(Item.fallback_site).options(*_SITE),
    selectinload(Item.subgroup_links),
    selectinload(Item.host_links)
    .joinedload(ItemHost.organisation)
    .selectinload(Organisation.contacts)
    .joinedload(Contact.person),
    selectinload(Item.host_links).joinedload(ItemHost.contact).joinedload(Contact.person),
    selectinload(Item.participants).joinedload(Participation.person),
    selectinload(Item.questions),
    selectinload(Item.theme_links),
    selectinload(Item.breaks),
)
#: Items with what the rules ask of them. In the order of their numbers: moving one does not change that of the texts.
ITEMS = select(Item).options(*_ITEM).order_by(Item.id)


def _groups(trip: Trip, people: Guests) -> Iterator[frozen.Group]:
    """The sub-groups; the guests of a delegation without any are a group with a negative id and no code."""
    for delegation in trip.delegations:
        persons = {guest.id: guest.person_uuid for guest in people.of[delegation.id]}
        for subgroup in delegation.subgroups:
            known = frozenset(persons[guest] for guest in people.within.get(subgroup.id, ()))
            size = max(len(known), subgroup.expected_size or 0)
            yield frozen.Group(subgroup.id, subgroup.code, size, subgroup.compliance_profile, known)
        if not delegation.subgroups:
            size = max(len(persons), delegation.expected_size or 0)
            yield frozen.Group(-delegation.id, "", size, people=frozenset(persons.values()))
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


def _homes(trip: Trip) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.country for one in trip.delegations if one.country))


def _names(trip: Trip, people: Guests) -> Iterator[frozen.NameOf]:
    yield from (frozen.NameOf(guest.person_uuid, guest.name) for guest in people.every())
    for member in trip.members:
        yield frozen.NameOf(member.person.uuid, PersonName.of(member.person))
