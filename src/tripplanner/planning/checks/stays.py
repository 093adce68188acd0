"""When people and things are taken, and which of these times share a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import datetime

from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip

Pair = tuple[CheckedItem, CheckedItem]
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
