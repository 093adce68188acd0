"""Everybody has a bed where the group sleeps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tripplanner.i18n import msg, msgn
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.roster import Lodging, Traveller
from tripplanner.planning.checks.rule import Finding, RowRef, Rule

SOON_DAYS = 14  # before the trip, by when hotels want the list


def _beds(trip: CheckedTrip) -> Iterator[Finding]:
    for lodging in trip.lodgings:
        people_without = without_bed(trip, lodging)
        if not people_without or not (lodging.rooms or _soon(trip)):
            continue
        what = msgn("{lodging}: {n} guest has no room.", "{lodging}: {n} guests have no room.",
                    len(people_without), lodging=lodging.name)  # fmt: skip
        yield BEDS.found(what, rows=(RowRef("lodging", lodging.uuid),))


def without_bed(trip: CheckedTrip, lodging: Lodging) -> list[Traveller]:
    """Who sleeps there and has no bed, by rank."""
    return [one for one in trip.travellers if one.person_id not in lodging.guests and _sleeps(one, lodging)]


def _sleeps(person: Traveller, lodging: Lodging) -> bool:
    return any((not group or group in person.groups) and _there(person, day) for day, group in lodging.nights)


def _there(person: Traveller, day: date) -> bool:
    """Do they sleep there after this day? Who leaves on a day does not."""
    return (person.first is None or person.first <= day) and (person.last is None or day < person.last)


def _soon(trip: CheckedTrip) -> bool:
    return trip.today is not None and 0 <= (trip.first_day - trip.today).days <= SOON_DAYS


BEDS = Rule("people.rooming_incomplete", "warns", msg("The rooming list is incomplete"),
            msg("Hotels ask for the list a fortnight before; nobody looks for a bed at midnight."), _beds,
            scope="frame")  # fmt: skip
RULES = (BEDS,)
