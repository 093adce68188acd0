"""Settling the rooming list: a bed for everybody, in a room that is free or with somebody of the same gender."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tripplanner.i18n import Message, msgn
from tripplanner.planning import fixing
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.rooming import without_bed
from tripplanner.planning.checks.roster import FreeBeds, Lodging, Traveller
from tripplanner.planning.checks.rule import Finding, Fix
from tripplanner.planning.mending.changes import Candidate

Beds = tuple[tuple[int, int], ...]


def _beds(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """The beds that are free, by rank; where they do not suffice, a room more for each of the others."""
    for lodging in trip.lodgings:
        if any(row.uuid == lodging.uuid for row in finding.rows):
            people = without_bed(trip, lodging)
            placed = shared_out(lodging.free, people)
            housed = {person for _, person in placed}
            rest = tuple(one.person_id for one in people if one.person_id not in housed)
            label = _label(lodging, len(placed), len(rest))
            guests = lodging.guests | {one.person_id for one in people}
            after = replace(lodging, guests=guests, rooms=lodging.rooms + len(rest), free=())
            lodgings = tuple(after if one is lodging else one for one in trip.lodgings)
            fix = Fix(label, fixing.give_beds, (lodging.id, placed, rest))
            yield Candidate(fix, replace(trip, lodgings=lodgings))


def _label(lodging: Lodging, placed: int, rest: int) -> Message:
    if not rest:
        return msgn("Give {n} guest a free bed ({lodging})", "Give {n} guests a free bed ({lodging})", placed,
                    lodging=lodging.name)  # fmt: skip
    if not placed:
        return msgn("Plan {n} single room, still to be booked ({lodging})",
                    "Plan {n} single rooms, still to be booked ({lodging})", rest, lodging=lodging.name)  # fmt: skip
    return msgn("Share out the free beds and plan {n} single room, still to be booked ({lodging})",
                "Share out the free beds and plan {n} single rooms, still to be booked ({lodging})",
                rest, lodging=lodging.name)  # fmt: skip


def shared_out(rooms: Sequence[FreeBeds], people: Sequence[Traveller]) -> Beds:
    """Who gets which room, as pairs of a room and a person; nobody shares with another gender or an unknown one."""
    left = list(rooms)
    found: list[tuple[int, int]] = []
    for person in people:
        fits = [room for room in left if not room.genders or _alike(room, person)]
        if not fits:
            continue
        room = min(fits, key=_preference)
        left[left.index(room)] = replace(room, beds=room.beds - 1, genders=room.genders | {person.gender})
        left = [one for one in left if one.beds > 0]
        found.append((room.room_id, person.person_id))
    return tuple(found)


def _alike(room: FreeBeds, person: Traveller) -> bool:
    return bool(person.gender) and room.genders == frozenset({person.gender})


def _preference(room: FreeBeds) -> tuple[bool, bool, int]:
    """A single room, then a bed with somebody, then the smallest room."""
    return room.beds != 1 or bool(room.genders), not room.genders, room.beds


MENDS = {"people.rooming_incomplete": _beds}
