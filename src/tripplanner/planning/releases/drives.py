"""The drives that lead to items: a calendar shows how long they take with what they lead to, not only by themselves."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime, timedelta

from tripplanner.planning.checks.clock import moment
from tripplanner.planning.releases.facts import Facts, ItemFacts

_WITHIN = timedelta(hours=1)
"""From the end of a transfer to the item it leads to."""

Drive = tuple[int, frozenset[str], frozenset[tuple[str, str]]]


def drives(facts: Facts) -> dict[str, frozenset[Drive]]:
    """For each item by UUID what its readers may be told of the way there: minutes, for whom, who takes another."""
    rides = [
        (end, ride) for ride in facts.items.values() if _is_ride(ride) and (end := moment(ride.end, ride.end_zone))
    ]
    return {uuid: frozenset(_drive(ride) for ride in _leading(item, rides)) for uuid, item in facts.items.items()}


def leads(wait: timedelta, riding: Set[object], going: Set[object]) -> bool:
    """Whether a ride leads to what begins so long after its end, by the sub-groups of both; none are all."""
    return timedelta() <= wait <= _WITHIN and (not riding or not going or bool(riding & going))


def _is_ride(item: ItemFacts) -> bool:
    return item.type == "transfer" and not item.cancelled and bool(item.travel[1])


def _leading(item: ItemFacts, rides: list[tuple[datetime, ItemFacts]]) -> list[ItemFacts]:
    if item.type == "transfer" or item.travel[1]:
        return []
    start = moment(item.start, item.start_zone)
    return [ride for end, ride in rides if start and leads(start - end, ride.groups, item.groups)]


def _drive(ride: ItemFacts) -> Drive:
    apart = frozenset((person, part.mode) for person, part in ride.presences.items())
    return ride.travel[1] or 0, ride.groups, apart
