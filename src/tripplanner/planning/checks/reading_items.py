"""Reads programme items, with the sites, legs, hosts and vehicles they use, into what the rules see."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.model.partners import Contact
from tripplanner.model.programme import Item, ItemHost, Participation
from tripplanner.model.sites import Site, SiteOrganisation
from tripplanner.model.trips import Vehicle
from tripplanner.names import PersonName
from tripplanner.planning.checks import frozen
from tripplanner.planning.checks.clock import moment
from tripplanner.planning.rows import decoded, execute, stored
from tripplanner.planning.travel.legs import Closed, Travel
from tripplanner.planning.travel.reading import place_spot, site_spot
from tripplanner.planning.travel.spots import Spot
from tripplanner.planning.travel.table import TravelTable


def checked_item(
    item: Item, trip_zone: str, groups: tuple[frozen.Group, ...], travel: TravelTable
) -> frozen.CheckedItem:
    """One item; without an end it lasts its planned time."""
    end = item.end or (item.start + timedelta(minutes=item.duration_min or 0) if item.start else None)
    zone = item.start_zone or trip_zone
    end_zone = (item.end_zone or trip_zone) if item.end else zone
    linked = frozenset(link.subgroup_id for link in item.subgroup_links)
    origin, target = place_spot(item.from_place), place_spot(item.to_place)
    way, closed = driven(travel, origin, target, item.start.date() if item.start else None, drive_min=item.drive_min,
                         distance_km=item.distance_km, leg_id=item.leg_id)  # fmt: skip
    known = way if way and way.source != "estimate" else None
    return frozen.CheckedItem(
        item.id, item.uuid, item.code, item.type, item.status, item.title,
        item.start, end, moment(item.start, zone), moment(end, end_zone),
        linked or frozenset(group.id for group in groups), tuple(_part(one, zone) for one in item.participants),
        tuple(_host(one) for one in item.host_links), item.interpreting, _rules(item.site),
        place_spot(item.place) or site_spot(item.site), origin, target,
        vehicle_of(item.vehicle) if item.vehicle else None, known.minutes if known else None,
        known.margin_percent if known else 0, item.permit_status, item.passport_needed,
        bool(item.fallback) or item.fallback_site_id is not None, len(item.questions),
        tuple((one.start, one.end) for one in item.breaks if one.start and one.end),
        item.drive_min, item.distance_km, item.leg_id,
        zone, end_zone, item.locked, not linked, closed, _rules(item.fallback_site),
        tuple(filter(None, (item.title, item.purpose, item.notes, item.team_notes, item.participation_note))),
        None if known or way is None else way.needed, frozenset(link.theme_id for link in item.theme_links),
    )  # fmt: skip


def driven(
    travel: TravelTable, origin: Spot | None, target: Spot | None, day: date | None, *,
    drive_min: int | None, distance_km: float | None, leg_id: int | None,
) -> tuple[Travel | None, Closed | None]:  # fmt: skip
    """How long a transfer drives on a day, and what closes the office's road then."""
    if drive_min is None and leg_id is None and (origin is None or target is None):
        return None, None
    found = travel.transfer(origin, target, day, drive_min=drive_min, distance_km=distance_km, leg_id=leg_id)
    closed = found.closed if found else None
    if closed is None and origin and target and day:
        closed = travel.closed(origin, target, day)
    return found, closed


def _part(part: Participation, zone: str) -> frozen.Part:
    begins, ends = moment(part.from_time, zone), moment(part.to_time, zone)
    return frozen.Part(part.person.uuid, PersonName.of(part.person).printed, part.mode, begins, ends)


def _host(host: ItemHost) -> frozen.Host:
    person = host.contact.person if host.contact else None
    people = tuple(_receiver(one) for one in host.organisation.contacts if one is not host.contact)
    if person is None:
        return frozen.Host(host.organisation.name, state=host.state, link=host.id, people=people)
    return frozen.Host(host.organisation.name, person.uuid, PersonName.of(person).printed, host.state, host.id, people)


def _receiver(contact: Contact) -> frozen.Receiver:
    return frozen.Receiver(contact.id, contact.person.uuid, PersonName.of(contact.person).printed)


def vehicle_of(vehicle: Vehicle) -> frozen.Vehicle:
    """A vehicle with its driver."""
    driver = f"{vehicle.driver.person_id}" if vehicle.driver else ""
    return frozen.Vehicle(vehicle.id, vehicle.code, vehicle.seats, driver, vehicle.company_id)


def _rules(site: Site | None) -> frozen.SiteRules | None:
    return None if site is None else site_rules(site)


def site_rules(site: Site) -> frozen.SiteRules:
    """A site with its access rules."""
    return frozen.SiteRules(
        site.id, site.uuid, site.code, site.name, _known(site.open_months), _known(site.open_weekdays),
        None if site.open_hours is None else tuple((span[0], span[1]) for span in site.open_hours),
        site.group_cap, site.permit_needed, site.outdoor, site.max_vehicle_seats, bool(site.fallback),
        site.typical_visit_min, tuple((one.first_day, one.last_day) for one in site.closures), site.season_note,
        site.access_note, site.walk_min, site.ascent_m, site.step_free, site.lead_days, site_spot(site),
        tuple(one.organisation.name for one in hosts_of(site)), frozenset(link.theme_id for link in site.theme_links),
    )  # fmt: skip


def hosts_of(site: Site) -> list[SiteOrganisation]:
    """Who receives at a site: the organisations that are its hosts, else the first one tied to it; each once."""
    links = [link for link in site.organisation_links if link.role == "host"] or site.organisation_links[:1]
    return list({link.organisation_id: link for link in links}.values())


def _known(values: list[int] | None) -> tuple[int, ...] | None:
    return None if values is None else tuple(values)


def indoor_sites(session: Session) -> tuple[frozen.SiteRules, ...]:
    """Sites under a roof, where a group can go when it rains."""
    statement = select(
        Site.id, Site.uuid, Site.code, stored(Site.name), Site.country, Site.latitude, Site.longitude,
        Site.open_months, Site.open_weekdays, Site.group_cap,
    ).where(Site.outdoor.is_(False)).order_by(Site.id)  # fmt: skip
    found: list[frozen.SiteRules] = []
    for id, uuid, code, name, country, latitude, longitude, months, weekdays, cap in execute(session, statement):
        spot = Spot(-id, decoded(name), country, latitude, longitude)
        found.append(
            frozen.SiteRules(
                id, uuid, code, decoded(name), _known(months), _known(weekdays), None, cap, outdoor=False, spot=spot
            )
        )
    return tuple(found)
