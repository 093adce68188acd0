"""Arriving and leaving by air: landing, border and luggage take their time, and so does checking in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import lasting, named

LANDED_MIN = 60  # border and luggage, from landing to the coach
CHECK_IN_MIN = 120  # before the flight home


def _landing(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        after = _next(trip, item) if item.type == "arrival" and by_air(item) else None
        landed = _landed(item)
        if after is None or landed is None or after.begins is None:
            continue
        minutes = int((after.begins - landed) / timedelta(minutes=1))
        if minutes < LANDED_MIN:
            what = msg("{after} begins {minutes} after landing ({item}); border and luggage take {needed}.",
                       after=named(after), item=named(item), minutes=lasting(max(minutes, 0)),
                       needed=lasting(LANDED_MIN))  # fmt: skip
            yield LANDING.found(what, (item, after), day=item.day)


def _landed(item: CheckedItem) -> datetime | None:
    """The moment of landing: the end of a flight that is an item, else the start of the arrival."""
    return item.ends if item.zone != item.end_zone else item.begins


def by_air(item: CheckedItem) -> bool:
    """Is it at an airport, or a flight between two zones?"""
    spots = (item.place, item.origin, item.target)
    return item.zone != item.end_zone or any(spot is not None and spot.kind == "airport" for spot in spots)


def _next(trip: CheckedTrip, item: CheckedItem) -> CheckedItem | None:
    later = (
        other
        for other in trip.placed
        if other is not item and other.groups & item.groups and other.begins and item.begins
        and other.begins > item.begins and other.type != "lodging"
    )  # fmt: skip
    return next(later, None)


def _leaving(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.type == "departure" and by_air(item) and item.zone == item.end_zone and item.minutes < CHECK_IN_MIN:
            what = msg("{item} leaves {minutes} for checking in; flights home ask for {needed}.", item=named(item),
                       minutes=lasting(max(item.minutes, 0)), needed=lasting(CHECK_IN_MIN))  # fmt: skip
            yield LEAVING.found(what, (item,), day=item.day)


LANDING = Rule("time.arrival_tight", "warns", msg("Little time after landing"),
               msg("Border control and luggage take an hour before anybody sits in the coach."), _landing)  # fmt: skip
LEAVING = Rule("time.departure_tight", "warns", msg("Little time before the flight"),
               msg("Airlines ask for two hours before a long flight."), _leaving, scope="item")  # fmt: skip
RULES = (LANDING, LEAVING)
