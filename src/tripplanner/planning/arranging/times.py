"""How long an item lasts, when it ends once it begins elsewhere, and what it shares with others. No database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from tripplanner.dates import zone

if TYPE_CHECKING:
    from tripplanner.model.programme import Item
    from tripplanner.planning.trip_rows import ItemRow

#: Minutes of an item of which nobody has said how long it takes.
USUAL = 60


def moment(civil: datetime, name: str) -> datetime:
    """The instant (UTC) of a civil time in the IANA zone ``name``."""
    return civil.replace(tzinfo=zone(name)).astimezone(UTC)


def civil(instant: datetime, name: str) -> datetime:
    """What clocks of the IANA zone ``name`` show at an instant."""
    return instant.astimezone(zone(name)).replace(tzinfo=None)


def converted(time: datetime, here: str, there: str) -> datetime:
    """A civil time of zone ``here`` as the clocks of ``there`` show it."""
    return time if here == there else civil(moment(time, here), there)


def minutes_of(item: Item | ItemRow) -> int:
    """Minutes an item lasts; its noted duration, else an hour, where its times do not say (none, or end first)."""
    if item.start is not None and item.end is not None:
        if item.start_zone == item.end_zone:
            length = item.end - item.start
        else:
            length = moment(item.end, item.end_zone) - moment(item.start, item.start_zone)
        if length > timedelta(0):
            return int(length.total_seconds() // 60)
    return item.duration_min or USUAL


def end_for(item: Item, start: datetime) -> datetime | None:
    """When ``item`` ends if it begins at ``start`` (civil time of its start zone): it keeps its length.

    A placed item without an end stays without one, and one whose end comes first keeps that to be put right.
    """
    if item.start is not None:
        return None if item.end is None else item.end + (start - item.start)
    return end_after(start, item.start_zone, minutes_of(item), item.end_zone)


def end_after(start: datetime, start_zone: str, minutes: int, end_zone: str) -> datetime:
    """The civil time in ``end_zone`` that is ``minutes`` after ``start``; within one zone by the clock."""
    if start_zone == end_zone:
        return start + timedelta(minutes=minutes)
    return civil(moment(start, start_zone) + timedelta(minutes=minutes), end_zone)


def shown_end(item: Item | ItemRow) -> datetime:
    """The end of a placed item on the clocks of its start zone; where there is none, after its duration."""
    assert item.start is not None
    if item.end is None:
        return item.start + timedelta(minutes=minutes_of(item))
    end = converted(item.end, item.end_zone, item.start_zone)
    return end if end > item.start else item.start + timedelta(minutes=minutes_of(item))


def groups_of(item: Item, everyone: frozenset[int]) -> frozenset[int]:
    """The sub-groups that take part: no link means everyone. Without sub-groups everyone is the group 0."""
    return frozenset(link.subgroup_id for link in item.subgroup_links) or everyone or frozenset({0})


def on_day(items: Iterable[Item], day: date) -> list[Item]:
    """The items that start on ``day`` and take place, in order of time."""
    placed = ((one.start, one.position, one.id, one) for one in items if one.start and one.status != "cancelled")
    return [found[-1] for found in sorted(placed, key=lambda one: one[:3]) if found[0].date() == day]
