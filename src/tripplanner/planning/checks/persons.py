"""Persons whose days are not those of one sub-group: they can be in two places where no sub-group is.

Nearly everybody does nearly everything with their sub-group, so what is asked of a person is only what they do apart:
the cost follows the parts people have of their own, not persons times items.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Part
from tripplanner.planning.checks.stays import Near, Pair, Stay, clashes, taken

Clash = tuple[str, CheckedItem, CheckedItem]
Own = dict[str, tuple[Stay, Part]]  # what a person has a part of their own in, by the UUID of the item


class _Company:
    """What people do who are in the same sub-groups, and nothing of their own."""

    def __init__(self, groups: frozenset[int], stays: list[Stay], known: Mapping[Pair, set[int]], near: Near) -> None:
        self._groups, self._known, self._near = groups, known, near
        self._stays = [stay for stay in stays if groups & stay.item.groups]
        self._begins = [stay.begins for stay in self._stays]
        self._reach = list(accumulate((stay.ends for stay in self._stays), max))

    @cached_property
    def apart(self) -> list[tuple[Stay, Stay]]:
        """Where sub-groups that somebody is in at once part; none of one sub-group alone, its clashes are known."""
        if len(self._groups) < 2:
            return []
        return [pair for pair in clashes(self._stays, self._near) if self._news(*pair)]

    def with_own(self, own: Own) -> Iterator[tuple[Stay, Stay]]:
        """The clashes of somebody in these sub-groups with parts of their own, beyond those known."""
        yield from (pair for pair in self.apart if own.keys().isdisjoint(stay.item.uuid for stay in pair))
        mine = [stay for whole, part in own.values() if (stay := _stay(whole, part))]
        asked = {stay.item.uuid for stay in mine}
        for one, other in clashes([*self._beside(mine, own), *mine], asked):
            if self._wanted(one, other) and self._news(one, other):
                yield one, other

    def _beside(self, mine: list[Stay], own: Own) -> Iterable[Stay]:
        """What the others do meanwhile, each once."""
        found = {other.item.uuid: other for stay in mine for other in self._during(stay)}
        return (other for uuid, other in found.items() if uuid not in own)

    def _during(self, stay: Stay) -> Iterator[Stay]:
        first, last = bisect_right(self._reach, stay.begins), bisect_left(self._begins, stay.ends)
        return (other for other in self._stays[first:last] if other.ends > stay.begins)

    def _wanted(self, one: Stay, other: Stay) -> bool:
        return self._near is None or one.item.uuid in self._near or other.item.uuid in self._near

    def _news(self, one: Stay, other: Stay) -> bool:
        """Does this clash, of somebody in these sub-groups, go beyond what is known of one of them?"""
        known = self._known.get((one.item, other.item)) or self._known.get((other.item, one.item)) or ()
        return self._groups.isdisjoint(known)


def clashes_of_persons(trip: CheckedTrip, known: Mapping[Pair, set[int]], near: Near = None) -> Iterator[Clash]:
    """The name of a person and two items at which they would be at once, where no sub-group of theirs would.

    ``known`` are the sub-groups that each pair of items claims together. ``near``: only pairs with one of these items.
    """
    stays = sorted((stay for _, stay in taken(trip)), key=lambda stay: stay.begins)
    parts = _own(stays)
    groups = _groups(trip)
    companies: dict[frozenset[int], _Company] = {}
    for person, name in _apart(trip).items():
        theirs = frozenset(groups.get(person, ()))
        if theirs not in companies:
            companies[theirs] = _Company(theirs, stays, known, near)
        for one, other in companies[theirs].with_own(parts.get(person, {})):
            yield name, one.item, other.item


def _own(stays: list[Stay]) -> Mapping[str, Own]:
    """What each person has a part of their own in; the first part counts where somebody has two in one item."""
    found: defaultdict[str, Own] = defaultdict(dict)
    for stay in stays:
        for part in stay.item.parts:
            found[part.person].setdefault(stay.item.uuid, (stay, part))
    return found


def _groups(trip: CheckedTrip) -> Mapping[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for group in trip.groups:
        for person in group.people:
            found[person].add(group.id)
    return found


def _apart(trip: CheckedTrip) -> dict[str, str]:
    """The names of those whose days are not those of one group, by the UUID of the person."""
    counted = Counter(person for group in trip.groups for person in group.people)
    printed = {one.uuid: one.name for one in trip.names}
    several = {person: printed.get(person, "") for person, number in counted.items() if number > 1}
    return several | {part.person: part.name for item in trip.placed for part in item.parts}


def _stay(whole: Stay, part: Part) -> Stay | None:
    """When somebody is there who has a part of their own; ``None`` of somebody who is not."""
    if part.mode == "absent" or (part.mode == "online" and part.begins is None):
        return None
    return Stay(part.begins or whole.begins, part.ends or whole.ends, whole.item)
