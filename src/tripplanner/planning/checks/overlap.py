"""Nobody and nothing can be in two places at once: guests, single persons, vehicles, drivers, hosts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.persons import clashes_of_persons
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.stays import Near, Pair, Stay, clashes, taken
from tripplanner.planning.checks.words import named


def group_clashes(trip: CheckedTrip, near: Near = None) -> dict[Pair, set[int]]:
    """The groups each pair of items claims together, by their ids."""
    stays: dict[int, list[Stay]] = defaultdict(list)
    for item, stay in taken(trip):
        for group in item.groups:
            stays[group].append(stay)
    found: dict[Pair, set[int]] = defaultdict(set)
    for group, own in stays.items():
        for one, other in clashes(own, near):
            found[one.item, other.item].add(group)
    return found


def _groups(trip: CheckedTrip, known: dict[Pair, set[int]]) -> Iterator[Finding]:
    names = {item.uuid: named(item) for item in {item.uuid: item for pair in known for item in pair}.values()}
    told: dict[frozenset[int], tuple[str, ...]] = {}
    for (one, other), ids in known.items():
        if (together := frozenset(ids)) not in told:
            told[together] = trip.codes(ids)
        codes = told[together]
        if codes and len(ids) < len(trip.groups):
            what = msg("Sub-group {codes} is at {one} and at {other} at the same time.",
                       codes=tuple(codes), one=names[one.uuid], other=names[other.uuid])  # fmt: skip
        else:
            what = msg("Everyone is at {one} and at {other} at the same time.",
                       one=names[one.uuid], other=names[other.uuid])  # fmt: skip
        yield OVERLAP.found(what, (one, other), groups=codes)


def _people(trip: CheckedTrip, known: dict[Pair, set[int]], near: Near) -> Iterator[Finding]:
    for name, one, other in clashes_of_persons(trip, known, near):
        what = msg("{name} is at {one} and at {other} at the same time.",
                   name=name, one=named(one), other=named(other))  # fmt: skip
        yield OVERLAP.found(what, (one, other))


def _overlaps(trip: CheckedTrip, near: Near = None) -> Iterator[Finding]:
    known = group_clashes(trip, near)
    yield from _groups(trip, known)
    yield from _people(trip, known, near)


def _vehicles(trip: CheckedTrip, near: Near = None) -> Iterator[Finding]:
    stays: dict[int, list[Stay]] = defaultdict(list)
    codes: dict[int, str] = {}
    for item, stay in taken(trip):
        if item.vehicle:
            stays[item.vehicle.id].append(stay)
            codes[item.vehicle.id] = item.vehicle.code
    for vehicle, own in stays.items():
        for one, other in clashes(own, near):
            what = msg("The vehicle {vehicle} is needed for {one} and for {other} at the same time.",
                       vehicle=codes[vehicle], one=named(one.item), other=named(other.item))  # fmt: skip
            yield VEHICLE.found(what, (one.item, other.item))


def _drivers(trip: CheckedTrip, near: Near = None) -> Iterator[Finding]:
    stays: dict[str, list[Stay]] = defaultdict(list)
    for item, stay in taken(trip):
        if item.vehicle and item.vehicle.driver:
            stays[item.vehicle.driver].append(stay)
    for own in stays.values():
        for one, other in clashes(own, near):
            if one.item.vehicle != other.item.vehicle:
                what = msg("One driver would drive {one} and {other} at the same time.",
                           one=named(one.item), other=named(other.item))  # fmt: skip
                yield VEHICLE.found(what, (one.item, other.item))


def _hosts(trip: CheckedTrip, near: Near = None) -> Iterator[Finding]:
    stays: dict[str, list[Stay]] = defaultdict(list)
    names: dict[str, str] = {}
    for item, stay in taken(trip):
        for host in item.hosts:
            if host.contact:
                stays[host.contact].append(stay)
                names[host.contact] = host.contact_name
    for contact, own in stays.items():
        for one, other in clashes(own, near):
            what = msg("{name} would receive at {one} and at {other} at the same time.",
                       name=names[contact], one=named(one.item), other=named(other.item))  # fmt: skip
            yield HOST.found(what, (one.item, other.item))


def _transport(trip: CheckedTrip, near: Near = None) -> Iterator[Finding]:
    yield from _vehicles(trip, near)
    yield from _drivers(trip, near)


OVERLAP = Rule(
    "time.overlap", "blocks", msg("Somebody is in two places at once"),
    msg("A person or a sub-group can be at one item only."), _overlaps, "pair", _overlaps,
)  # fmt: skip
VEHICLE = Rule(
    "time.vehicle_overlap", "blocks", msg("A vehicle or a driver is needed twice at once"),
    msg("A vehicle and its driver serve one transfer at a time."), _transport, "pair", _transport,
)  # fmt: skip
HOST = Rule(
    "time.host_overlap", "warns", msg("A host receives twice at once"),
    msg("A contact can receive one sub-group at a time."), _hosts, "pair", _hosts,
)  # fmt: skip
RULES = (OVERLAP, VEHICLE, HOST)
