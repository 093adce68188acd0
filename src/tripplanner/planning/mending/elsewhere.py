"""Settling what another trip needs at the same time: somebody else, another vehicle, another time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tripplanner.i18n import msg
from tripplanner.planning import fixing
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Part
from tripplanner.planning.checks.roster import Member
from tripplanner.planning.checks.rule import Finding, Fix
from tripplanner.planning.checks.words import named
from tripplanner.planning.mending.changes import Candidate, changed, items_of
from tripplanner.planning.mending.moving import elsewhen, into_gap
from tripplanner.planning.mending.settling import received_by
from tripplanner.planning.mending.travelling import free_vehicle


def _free(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    items = items_of(trip, finding)
    person = next((row.uuid for row in finding.rows if row.table == "person"), "")
    staff = next((one for one in trip.members if one.uuid == person and one.role == "staff"), None)
    if staff:
        yield _without(trip, items, staff)
    if len(items) != 1:
        return
    (item,) = items
    for host in item.hosts:
        if person and host.contact == person:
            yield from received_by(trip, item, host)
    yield _driven_by_another(trip, item)
    yield from into_gap(trip, item, 3)
    yield from elsewhen(trip, item)


def _without(trip: CheckedTrip, items: Sequence[CheckedItem], staff: Member) -> Candidate:
    """Somebody of the staff is left to the other trip meanwhile."""
    label = msg("Let {name} be with the other trip during {items}", name=staff.name.printed, items=_listed(items))
    part = Part(staff.uuid, staff.name.printed, "absent")
    after = [replace(item, parts=(*(one for one in item.parts if one.person != staff.uuid), part)) for item in items]
    fix = Fix(label, fixing.leave_to_others, (tuple(item.id for item in items), staff.person_id))
    return Candidate(fix, trip.with_items(*after))


def _listed(items: Sequence[CheckedItem]) -> tuple[str, ...]:
    return tuple(item.code or item.uuid[:8] for item in items)


def _driven_by_another(trip: CheckedTrip, item: CheckedItem) -> Candidate | None:
    vehicle = free_vehicle(trip, item) if item.vehicle else None
    if vehicle is None or vehicle == item.vehicle:
        return None
    label = msg("Take {vehicle} for {item}", vehicle=vehicle.code, item=named(item))
    return changed(trip, label, item, {"vehicle_id": vehicle.id}, vehicle=vehicle)


MENDS = {"time.booked_elsewhere": _free}
