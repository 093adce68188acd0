"""Who is planned for, and where sub-groups go their own ways: a proposal never puts one of them at two places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.clock import zone
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group
from tripplanner.planning.checks.mission import NOWHERE
from tripplanner.planning.checks.words import clock
from tripplanner.planning.planner.wishes import Wishes

Groups = frozenset[int]
#: From when to when a sub-group is there, in UTC; ``None`` where nothing says so.
Stay = tuple[datetime | None, datetime | None]


def planned(trip: CheckedTrip, wishes: Wishes) -> Groups:
    """The numbers of the groups that are planned for: those wished, else all."""
    every = frozenset(group.id for group in trip.groups)
    return (wishes.groups & every) or every


def lead(trip: CheckedTrip, groups: Groups) -> Group | None:
    """The largest of the groups: while they are apart, the ways are reckoned from where it is."""
    return max((one for one in trip.groups if one.id in groups), key=lambda one: one.size, default=None)


def presence(trip: CheckedTrip, groups: Groups) -> Mapping[int, Stay]:
    """When each group arrives and leaves by an arrival or a departure, or by a transfer before or after the others."""
    return {group.id: _stay(trip, group, groups) for group in trip.groups if group.id in groups}


def _stay(trip: CheckedTrip, group: Group, groups: Groups) -> Stay:
    items = [item for item in trip.of(group) if item.type != "lodging" and item.begins and item.ends]
    if not items:
        return None, None
    first, last = items[0], max(items, key=lambda item: item.ends or NOWHERE)
    others = [item for item in trip.placed if item.groups & groups - {group.id} and item.type != "lodging"]
    came = gone = None
    if not groups <= first.groups and (first.type == "arrival" or _alone(first, last, others, before=True)):
        came = first.ends
    if not groups <= last.groups and (last.type == "departure" or _alone(last, first, others, before=False)):
        gone = last.begins
    return came, gone


def _alone(way: CheckedItem, other: CheckedItem, others: list[CheckedItem], *, before: bool) -> bool:
    """Is it a transfer that brings a group after the others began, or takes it away before they end?"""
    if way.type != "transfer" or way is other or way.begins is None or way.ends is None:
        return False
    if before:
        return any(one.begins and one.begins < way.begins for one in others)
    return any(one.ends and one.ends > way.ends for one in others)


def there(known: Mapping[int, Stay], begins: datetime, ends: datetime) -> Groups:
    """The groups that are there all the time between two moments."""
    return frozenset(
        id
        for id, (came, gone) in known.items()
        if (came is None or came <= begins) and (gone is None or ends <= gone)
    )  # fmt: skip


def notes(trip: CheckedTrip, wishes: Wishes) -> Iterator[Message]:
    """What the planner treats as one, said once for each day, and who has left or is still to come."""
    groups = planned(trip, wishes)
    first, known = lead(trip, groups), presence(trip, groups)
    for day, items in trip.by_day.items():
        own = [item for item in items if _apart(item, groups, known)]
        if own and first is not None and (wishes.days is None or day in wishes.days):
            codes = trip.codes(frozenset[int]().union(*(item.groups for item in own)) & groups)
            yield msg("{day}, {start}–{end}: something of their own for {groups}. Nothing is planned for anybody "
                      "meanwhile, and the ways are reckoned from where {lead} is.", day=day, groups=codes,
                      start=clock(min(item.start for item in own if item.start)), lead=first.code or "1",
                      end=clock(max(item.end for item in own if item.end)))  # fmt: skip
    here = zone(trip.zone)
    for id, (came, gone) in known.items():
        (code,) = trip.codes(frozenset({id})) or ("",)
        if came is not None:
            yield msg("{group} arrives on {day} at {time}: what is new before that is for the others.", group=code,
                      day=came.astimezone(here).date(), time=clock(came.astimezone(here)))  # fmt: skip
        if gone is not None and any(other is None or other > gone for _, other in known.values()):
            yield msg("{group} leaves on {day} at {time}: what is new after that is for the others.", group=code,
                      day=gone.astimezone(here).date(), time=clock(gone.astimezone(here)))  # fmt: skip


def _apart(item: CheckedItem, groups: Groups, known: Mapping[int, Stay]) -> bool:
    """Does an item concern some of those who are planned for and are there, and not all?"""
    if item.type == "lodging" or item.begins is None or item.ends is None or not item.groups & groups:
        return False
    return not there(known, item.begins, item.ends) <= item.groups
