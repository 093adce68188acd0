"""Settling the last hours: enough time to check in, and the ways to the airport as much earlier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.arrivals import CHECK_IN_MIN
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import Finding
from tripplanner.planning.checks.words import clock, lasting, named
from tripplanner.planning.mending.changes import Candidate, Move, items_of, moved, to
from tripplanner.planning.mending.travelling import neighbours

LEAST = timedelta(minutes=30)  # of what ends earlier


def _check_in(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """At the airport in time: in a gap, with the ride there as much earlier, or with what comes before it shorter."""
    for item in items_of(trip, finding)[:1]:
        if item.start is None or item.end is None:
            continue
        start = item.end - timedelta(minutes=CHECK_IN_MIN)
        moves = [Move(item, start, item.end)]
        yield moved(trip, _label(item, start), moves, wrong=True)
        ride, _ = neighbours(trip, item)
        if ride is None or ride.type != "transfer" or ride.start is None or ride.end is None or ride.end <= start:
            continue
        earlier = to(ride, ride.start - (ride.end - start))
        moves = [earlier, *moves]
        yield moved(trip, _label(item, start), moves, wrong=True)
        before, _ = neighbours(trip, ride)
        if before and before.start and before.end and before.type not in ("transfer", "arrival", "departure"):
            length = earlier.start - before.start
            if earlier.start < before.end and length >= max(LEAST, (before.end - before.start) / 2):
                label = msg("Check in at {time} ({item}), and shorten {other} by {minutes}", time=clock(start),
                            item=named(item), other=named(before),
                            minutes=lasting(int((before.end - earlier.start) / timedelta(minutes=1))))  # fmt: skip
                yield moved(trip, label, [Move(before, before.start, earlier.start), *moves], wrong=True)


def _label(item: CheckedItem, start: datetime) -> Message:
    return msg("Check in at {time} ({item})", time=clock(start), item=named(item))


MENDS = {"time.departure_tight": _check_in}
