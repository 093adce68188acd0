"""Going elsewhere: the site kept for bad weather, and one to keep for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tripplanner.i18n import msg, msgn
from tripplanner.planning import fixing
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Part, SiteRules
from tripplanner.planning.checks.roster import Member
from tripplanner.planning.checks.rule import Finding, Fix
from tripplanner.planning.checks.words import named
from tripplanner.planning.mending.changes import Candidate, changed, items_of, written
from tripplanner.planning.opening_hours import open_on
from tripplanner.planning.travel.spots import distance_km

NEAR_KM = 30.0
INDOOR_PLAN = msg("In bad weather: a talk with pictures, indoors at the host’s, at the same hours.")


def swapped(trip: CheckedTrip, item: CheckedItem) -> Candidate | None:
    """The visit goes to the site that is kept for bad weather."""
    other = item.fallback_site
    if other is None:
        return None
    label = msg("Go to {site} instead ({item})", site=other.name, item=named(item))
    place = other.spot if item.place is None or item.place.id < 0 else item.place
    after = trip.with_items(replace(item, site=other, fallback_site=item.site, place=place))
    return Candidate(Fix(label, fixing.swap_to_fallback, (item.id,)), after)


def _swap(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    for item in items_of(trip, finding)[:1]:
        yield swapped(trip, item)


def _fallback(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """A site under a roof nearby, or a talk at the host's."""
    for item in items_of(trip, finding)[:1]:
        for site in _indoor(trip, item)[:2]:
            label = msg("Keep {site} for bad weather ({item})", site=site.name, item=named(item))
            yield changed(trip, label, item, {"fallback_site_id": site.id}, fallback=True, fallback_site=site)
        label = msg("Plan a talk indoors for bad weather ({item})", item=named(item))
        yield changed(trip, label, item, {"fallback": written(INDOOR_PLAN)}, fallback=True)


def _indoor(trip: CheckedTrip, item: CheckedItem) -> list[SiteRules]:
    """Sites under a roof within reach, open that day as far as one knows, with room for everybody; nearest first."""
    here = (item.site.spot if item.site else None) or item.place
    if here is None or not here.located or item.day is None:
        return []
    people, day = trip.head_count(item), item.day
    found = [
        (distance_km(here, site.spot), site.id, site)
        for site in trip.indoor
        if site.spot and site.spot.located and (item.site is None or site.id != item.site.id)
        and (site.open_months is None or day.month in site.open_months) and open_on(site, day)
        and (site.group_cap is None or site.group_cap >= people)
    ]  # fmt: skip
    return [site for km, _, site in sorted(found, key=lambda one: one[:2]) if km <= NEAR_KM]


def fewer(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """As many of the staff wait outside as are too many, but never the interpreter; or the visit goes elsewhere."""
    for item in items_of(trip, finding)[:1]:
        cap = item.site.group_cap if item.site else None
        many = trip.head_count(item) - cap if cap is not None else 0
        own = {part.person for part in item.parts}
        staff = [one for one in trip.members if one.role == "staff" and item.day and one.there(item.day)]
        waiting = [one for one in reversed(staff) if one.uuid not in own][:many]
        if 0 < many == len(waiting):
            yield _waits(trip, item, waiting)
        yield swapped(trip, item)


def _waits(trip: CheckedTrip, item: CheckedItem, staff: Sequence[Member]) -> Candidate:
    parts = tuple(Part(one.uuid, one.name.printed, "absent") for one in staff)
    label = msgn("Let {n} of the staff wait outside: {item}", "Let {n} of the staff wait outside: {item}", len(staff),
                 item=named(item))  # fmt: skip
    fix = Fix(label, fixing.wait_outside, (item.id, tuple(one.person_id for one in staff)))
    return Candidate(fix, trip.with_items(replace(item, parts=(*item.parts, *parts))))


MENDS = {
    "site.no_fallback": _fallback,
    "site.walk_unverified": _swap,
    "site.not_step_free": _swap,
    "site.forbidden_action": _swap,
}
