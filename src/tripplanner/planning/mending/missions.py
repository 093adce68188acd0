"""Settling a mission that is too long: those whose days are counted leave on an earlier day, where that can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning import fixing
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group
from tripplanner.planning.checks.mission import NOWHERE
from tripplanner.planning.checks.roster import Traveller
from tripplanner.planning.checks.rule import Finding, Fix
from tripplanner.planning.mending.changes import Candidate, Move, arguments, redriven, to

LEAVING = ("departure", "transfer", "lodging")  # what a last day may hold that moves with those who leave
MOST_DAYS = 3  # earlier


def _sooner(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """The shortest step first: a day less, then two."""
    group = next((one for one in trip.groups if one.code in finding.groups), None)
    items = [item for item in trip.of(group) if item.type != "lodging"] if group else []
    if group is None or not items:
        return
    last = max(items, key=lambda item: item.ends or NOWHERE)
    for days in range(1, MOST_DAYS + 1):
        yield _leave(trip, group, items, last, days)


def _leave(
    trip: CheckedTrip, group: Group, items: Sequence[CheckedItem], last: CheckedItem, days: int
) -> Candidate | None:
    """Their way home so many days earlier, at the same hours; what goes on after it goes on without them.

    ``None`` where it is not theirs alone, where something is locked or kept by them only, and where the day is none
    of theirs.
    """
    home = _way_home(items, last)
    if not home or any(item.locked or item.groups != frozenset({group.id}) for item in home):
        return None
    moves = [to(item, item.start - timedelta(days=days)) for item in home if item.start]
    begins = moves[0].moved.begins
    if begins is None or moves[0].start.date() <= (items[0].day or date.max):
        return None
    missed = [item for item in items if item not in home and item.ends and item.ends > begins]
    if any(item.locked or item.groups <= {group.id} or item.status == "done" for item in missed):
        return None
    return _candidate(trip, group, moves, missed)


def _way_home(items: Sequence[CheckedItem], last: CheckedItem) -> list[CheckedItem]:
    """The transfers and the departure with which the last day ends, in order."""
    found: list[CheckedItem] = []
    for item in reversed([one for one in items if one.day == last.day]):
        if item.type not in LEAVING:
            break
        found.insert(0, item)
    return found


def _candidate(trip: CheckedTrip, group: Group, moves: list[Move], missed: list[CheckedItem]) -> Candidate:
    day = moves[0].start.date()
    without = [replace(item, groups=item.groups - {group.id}, everyone=False) for item in missed]
    after = trip.with_items(*(redriven(trip, move) for move in moves), *without)
    stay = tuple((item.id, tuple(sorted(item.groups))) for item in without)
    verb = fixing.leave_sooner
    fix = Fix(_label(group, day, len(missed)), verb, (arguments(moves), stay, group.id, day))
    return Candidate(fix, replace(after, travellers=tuple(_gone(one, group, day) for one in trip.travellers)))


def _label(group: Group, day: date, missed: int) -> Message:
    if not missed:
        return msg("Let {group} leave on {day}", group=group.code, day=day)
    return msgn("Let {group} leave on {day}, without taking part in {n} item",
                "Let {group} leave on {day}, without taking part in {n} items", missed,
                group=group.code, day=day)  # fmt: skip


def _gone(person: Traveller, group: Group, day: date) -> Traveller:
    if group.id in person.groups and person.last is not None and person.last > day:
        return replace(person, last=day)
    return person


MENDS = {"mission.days_at_limit": _sooner}
