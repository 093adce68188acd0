"""The access rules of visited sites: how many may come, with what permit, in which vehicle, and plan B."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, SiteRules
from tripplanner.planning.checks.rule import Finding, RowRef, Rule
from tripplanner.planning.checks.words import named


def visited(trip: CheckedTrip) -> Iterator[tuple[CheckedItem, SiteRules]]:
    """The placed items that go to a site."""
    for item in trip.placed:
        if item.site:
            yield item, item.site


def site_row(site: SiteRules) -> tuple[RowRef, ...]:
    """The site as a record a finding concerns."""
    return (RowRef("site", site.uuid, site.code),)


def _cap(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        people = trip.head_count(item)
        if site.group_cap is not None and people > site.group_cap:
            what = msg("{people} people with interpreter and staff at {item}; the site takes {cap}.",
                       people=people, item=named(item), cap=site.group_cap)  # fmt: skip
            yield CAP.found(what, (item,), day=item.day, rows=site_row(site))


def _permit(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        if site.permit_needed and item.permit_status is None:
            what = msg("{site} asks for an agreement, a permit or a booking; {item} records none.",
                       site=site.name, item=named(item))  # fmt: skip
            yield PERMIT.found(what, (item,), day=item.day, rows=site_row(site))


def _fallback(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        if item.type == "visit" and site.outdoor and not item.fallback and not site.fallback:
            what = msg("{item} is outdoors and has no plan for bad weather.", item=named(item))
            yield FALLBACK.found(what, (item,), day=item.day, rows=site_row(site))


def _seats(trip: CheckedTrip) -> Iterator[Finding]:
    """The vehicle that brings a group to a site, where the site says how large it may be."""
    for item, site in visited(trip):
        ride = _ride_to(trip, item) if site.max_vehicle_seats is not None else None
        if not ride or not ride.vehicle:
            continue
        if ride.vehicle.seats is None:
            what = msg("{site} takes vehicles of {limit} seats; how many {vehicle} has is unverified.",
                       site=site.name, limit=site.max_vehicle_seats, vehicle=ride.vehicle.code)  # fmt: skip
            yield SEATS.found(what, (ride, item), level="warns", day=item.day, rows=site_row(site))
        elif ride.vehicle.seats > (site.max_vehicle_seats or 0):
            what = msg("{site} takes vehicles of {limit} seats; {vehicle} has {seats}.", site=site.name,
                       limit=site.max_vehicle_seats, vehicle=ride.vehicle.code, seats=ride.vehicle.seats)  # fmt: skip
            yield SEATS.found(what, (ride, item), day=item.day, rows=site_row(site))


def _ride_to(trip: CheckedTrip, visit: CheckedItem) -> CheckedItem | None:
    rides = [
        item
        for item in (trip.by_day.get(visit.day, ()) if visit.day else ())
        if item.type == "transfer" and item.groups & visit.groups and _before(item, visit)
    ]
    return rides[-1] if rides else None


def _before(one: CheckedItem, other: CheckedItem) -> bool:
    return one.ends is not None and other.begins is not None and one.ends <= other.begins


CAP = Rule("site.group_above_cap", "blocks", msg("More people than the site takes"),
           msg("Managers of sites limit groups; staff and interpreter count."), _cap, scope="item")  # fmt: skip
PERMIT = Rule("site.permit_missing", "blocks", msg("A permit or booking is missing"),
              msg("Without the agreement of its manager the site cannot be visited."), _permit,
              scope="item")  # fmt: skip
FALLBACK = Rule("site.no_fallback", "warns", msg("No plan for bad weather"),
                msg("An outdoor visit needs somewhere to go when it rains."), _fallback, scope="item")  # fmt: skip
SEATS = Rule("site.vehicle_too_large", "blocks", msg("The coach is too large for the road"),
             msg("Narrow roads and turning places limit the coaches that can come."), _seats, scope="day")  # fmt: skip
RULES = (CAP, PERMIT, FALLBACK, SEATS)
