"""The access rules of visited sites: how many may come, with what permit, in which vehicle, and plan B."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Part, SiteRules
from tripplanner.planning.checks.rule import Finding, RowRef, Rule
from tripplanner.planning.checks.stays import Stay
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
    yield from _together(trip)


def _together(trip: CheckedTrip) -> Iterator[Finding]:
    """Items at one site at once, each within its limit and above it together."""
    there: dict[tuple[int, date | None], list[CheckedItem]] = defaultdict(list)
    for item, site in visited(trip):
        if site.group_cap is not None and trip.head_count(item) <= site.group_cap:
            there[site.id, item.day].append(item)
    for items in there.values():
        for crowd in _crowds(items):
            site = crowd[0].site
            if site and (people := trip.head_count(_met(trip, crowd))) > (site.group_cap or 0):
                what = msg("{people} people with interpreter and staff, at {one} and at {other}, are at {site} at the "
                           "same time; it takes {cap}.", people=people, one=named(crowd[-2]), other=named(crowd[-1]),
                           site=site.name, cap=site.group_cap)  # fmt: skip
                yield CAP.found(what, crowd, day=crowd[0].day, rows=site_row(site))


def _crowds(items: Sequence[CheckedItem]) -> Iterator[tuple[CheckedItem, ...]]:
    """The items that share the moment at which one of them begins, where they are several."""
    running: list[Stay] = []
    stays = [Stay(one.begins, one.ends, one) for one in items if one.begins and one.ends and one.begins < one.ends]
    for stay in sorted(stays, key=lambda one: (one.begins, one.ends)) if len(stays) > 1 else ():
        running = [*(one for one in running if one.ends > stay.begins), stay]
        if len(running) > 1:
            yield tuple(one.item for one in running)


def _met(trip: CheckedTrip, crowd: Sequence[CheckedItem]) -> CheckedItem:
    """Items that happen at once as one: the sub-groups of all; away is who is away from all they would be at."""
    parts: dict[str, Part] = {}
    for item in crowd:
        for part in item.parts:
            if part.mode == "present" or all(_away(one, part.person) for one in crowd if _expected(trip, one, part)):
                parts[part.person] = part
    return replace(crowd[0], groups=frozenset(id for item in crowd for id in item.groups), parts=tuple(parts.values()))


def _away(item: CheckedItem, person: str) -> bool:
    return any(part.person == person and part.mode != "present" for part in item.parts)


def _expected(trip: CheckedTrip, item: CheckedItem, part: Part) -> bool:
    """Would somebody be at an item if it said nothing of them?"""
    return any(part.person in group.people for group in trip.groups if group.id in item.groups) or any(
        part.person == member.uuid for member in trip.members
    )


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
           msg("Managers of sites limit groups; staff and interpreter count."), _cap, scope="day")  # fmt: skip
PERMIT = Rule("site.permit_missing", "blocks", msg("A permit or booking is missing"),
              msg("Without the agreement of its manager the site cannot be visited."), _permit,
              scope="item")  # fmt: skip
FALLBACK = Rule("site.no_fallback", "warns", msg("No plan for bad weather"),
                msg("An outdoor visit needs somewhere to go when it rains."), _fallback, scope="item")  # fmt: skip
SEATS = Rule("site.vehicle_too_large", "blocks", msg("The coach is too large for the road"),
             msg("Narrow roads and turning places limit the coaches that can come."), _seats, scope="day")  # fmt: skip
RULES = (CAP, PERMIT, FALLBACK, SEATS)
