"""Times that no clock shows, or that lie where the trip does not."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.checks.clock import oddity
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import clock, named


def _changes(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        for civil, zone in ((item.start, item.zone), (item.end, item.end_zone)):
            odd = oddity(civil, zone) if civil else None
            if odd == "skipped":
                what = msg("{item}: {clock} does not exist in {zone}; clocks are put on that night.",
                           item=named(item), clock=clock(civil), zone=zone)  # fmt: skip
                yield CHANGE.found(what, (item,), level="blocks", day=item.day)
            elif odd == "repeated":
                what = msg("{item}: {clock} comes twice in {zone}; clocks are put back that night.",
                           item=named(item), clock=clock(civil), zone=zone)  # fmt: skip
                yield CHANGE.found(what, (item,), day=item.day)


def _backwards(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.begins and item.ends and item.ends < item.begins:
            what = msg("{item} ends ({end}) before it starts ({start}).", item=named(item),
                       start=clock(item.start), end=clock(item.end))  # fmt: skip
            yield BACKWARDS.found(what, (item,), day=item.day)


def _outside(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if not _within(item, trip):
            what = msg("{item} lies on {day}, outside the days of the trip.", item=named(item), day=item.day)
            yield OUTSIDE.found(what, (item,), day=item.day)


def _within(item: CheckedItem, trip: CheckedTrip) -> bool:
    return item.day is not None and trip.first_day <= item.day <= trip.last_day


CHANGE = Rule("time.clock_change", "warns", msg("A time that clocks skip or repeat"),
              msg("In the night in which clocks change, an hour does not exist or comes twice."), _changes,
              scope="item")  # fmt: skip
BACKWARDS = Rule("time.ends_before_start", "blocks", msg("An item ends before it starts"),
                 msg("Calendars refuse it, and nobody knows which of its times is wrong."), _backwards,
                 scope="item")  # fmt: skip
OUTSIDE = Rule("time.outside_trip", "warns", msg("An item lies outside the trip"),
               msg("It would be missing in documents that go from the first to the last day."), _outside,
               scope="item")  # fmt: skip
RULES = (CHANGE, BACKWARDS, OUTSIDE)
