"""Nobody and nothing can be in two places at once: guests, single persons, vehicles, drivers, hosts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import datetime

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import listed, named

Near = Set[str] | None


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody or something is taken from ``begins`` to ``ends`` (UTC, the end not included)."""

    begins: datetime
    ends: datetime
    item: CheckedItem


def clashes(stays: Iterable[Stay], near: Near = None) -> Iterator[tuple[Stay, Stay]]:
    """Every pair of stays that share a moment, each once, by one sweep in order of time.

    ``near``: only those of which one is of an item with one of these UUIDs.
    """
    running: list[Stay] = []
    others: list[Stay] = []
    for stay in sorted(stays, key=lambda one: (one.begins, one.ends)):
        if stay.begins >= stay.ends:
            continue
        running = [other for other in running if other.ends > stay.begins]
        yield from ((other, stay) for other in running if other.item.id != stay.item.id)
        if near is not None and stay.item.uuid not in near:
            others.append(stay)
            continue
        others = [other for other in others if other.ends > stay.begins]
        yield from ((other, stay) for other in others if other.item.id != stay.item.id)
        running.append(stay)


def taken(trip: CheckedTrip) -> Iterator[tuple[CheckedItem, Stay]]:
    """What takes people: everything placed but the nights themselves."""
    for item in trip.placed:
        if item.type != "lodging" and item.begins and item.ends:
            yield item, Stay(item.begins, item.ends, item)


Pair = tuple[CheckedItem, CheckedItem]


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
    names = {item.uuid: named(item) for pair in known for item in pair}
    for (one, other), ids in known.items():
        codes = trip.codes(ids)
        if codes and len(ids) < len(trip.groups):
            what = msg("Sub-group {codes} is at {one} and at {other} at the same time.",
                       codes=listed(codes), one=names[one.uuid], other=names[other.uuid])  # fmt: skip
        else:
            what = msg("Everyone is at {one} and at {other} at the same time.",
                       one=names[one.uuid], other=names[other.uuid])  # fmt: skip
        yield OVERLAP.found(what, (one, other), groups=codes)


def _people(trip: CheckedTrip, known: dict[Pair, set[int]], near: Near) -> Iterator[Finding]:
    """Persons with a part of their own, or in several groups: they can clash where no group does."""
    names = _apart(trip)
    groups = {person: {group.id for group in trip.groups if person in group.people} for person in names}
    for person, name in names.items():
        stays = [own for item, stay in taken(trip) if (own := _stay(item, stay, person, groups[person]))]
        for one, other in clashes(stays, near):
            if not known.get((one.item, other.item), set()) & groups[person]:
                what = msg("{name} is at {one} and at {other} at the same time.",
                           name=name, one=named(one.item), other=named(other.item))  # fmt: skip
                yield OVERLAP.found(what, (one.item, other.item))


def _apart(trip: CheckedTrip) -> dict[str, str]:
    """The names of those whose days are not those of one group, by the UUID of the person."""
    counted = Counter(person for group in trip.groups for person in group.people)
    printed = {one.uuid: one.name for one in trip.names}
    several = {person: printed.get(person, "") for person, number in counted.items() if number > 1}
    return several | {part.person: part.name for item in trip.placed for part in item.parts}


def _stay(item: CheckedItem, whole: Stay, person: str, groups: set[int]) -> Stay | None:
    part = next((part for part in item.parts if part.person == person), None)
    if part is None:
        return whole if groups & item.groups else None
    if part.mode == "absent" or (part.mode == "online" and part.begins is None):
        return None
    return Stay(part.begins or whole.begins, part.ends or whole.ends, item)


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
