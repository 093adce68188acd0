"""Who has to give way to an item that is put elsewhere: pure, so that a drag can ask at each movement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tripplanner.planning.arranging.times import minutes_of, shown_end

if TYPE_CHECKING:
    from tripplanner.model.programme import Item
    from tripplanner.planning.trip_rows import ItemRow


@dataclass(frozen=True, slots=True)
class Later:
    """An item as far as pushing asks: ``start`` in its own zone (``None``: it waits), ``length`` as drawn.

    ``order`` decides among items with the same start; one that does not take place is never pushed.
    """

    uuid: str
    start: datetime | None
    length: timedelta
    groups: frozenset[int]
    locked: bool
    takes_place: bool
    order: tuple[int, int]


def later_of(item: Item | ItemRow, groups: frozenset[int]) -> Later:
    """An item of the database or of a list; ``groups`` are those that take part, everyone's where none is named."""
    length = shown_end(item) - item.start if item.start is not None else timedelta(minutes=minutes_of(item))
    places = item.status != "cancelled"
    return Later(item.uuid, item.start, length, groups, item.locked, places, (item.position, item.id))


def pushes(item: Later, here: datetime, others: Iterable[Later]) -> Iterator[tuple[Later, datetime | None]]:
    """The items pushed when ``item`` begins at ``here``, each with its new start, in order of time.

    They are pushed only as far as needed and keep their order; what concerns other sub-groups stays unsaid. Locked
    ones that are in the way stay and come with ``None``.
    """
    same_day = item.start is not None and item.start.date() == here.date()
    since = min(item.start, here) if item.start is not None and same_day else here
    free_from = dict.fromkeys(item.groups, here + item.length)
    for other, begins in _after(others, since):
        earliest = max((free_from[group] for group in other.groups if group in free_from), default=begins)
        if earliest <= begins:
            continue
        if other.locked:
            yield other, None
            continue
        free_from.update(dict.fromkeys(other.groups, earliest + other.length))
        yield other, earliest


def _after(others: Iterable[Later], since: datetime) -> list[tuple[Later, datetime]]:
    """Those that start on that day at ``since`` or later and take place, in order of time."""
    found = [(one, one.start) for one in others if one.start is not None and one.takes_place and one.start >= since]
    on_day = [(one, start) for one, start in found if start.date() == since.date()]
    return sorted(on_day, key=lambda pair: (pair[1], pair[0].order))
