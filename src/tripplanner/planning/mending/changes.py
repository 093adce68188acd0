"""Changes of a programme, tried on the frozen trip: moves, pushes, gaps, new items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from tripplanner.i18n import Message, languages, say
from tripplanner.planning import fixing
from tripplanner.planning.checks.clock import moment
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, TextOf
from tripplanner.planning.checks.reading_items import driven
from tripplanner.planning.checks.rule import Finding, Fix
from tripplanner.planning.travel.spots import Spot
from tripplanner.text import Text

DAY_BEGINS, DAY_ENDS = time(8, 0), time(20, 30)
STEP = timedelta(minutes=5)
FIXED = ("arrival", "departure")  # nobody moves a flight or a train to settle something else
NEW = "new"  # the identity of an item that does not exist yet


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fix that may be offered, and the trip as it would be after it."""

    fix: Fix
    after: CheckedTrip


@dataclass(frozen=True, slots=True)
class Move:
    """An item at other civil times."""

    item: CheckedItem
    start: datetime
    end: datetime

    @property
    def moved(self) -> CheckedItem:
        """The item as it would be."""
        return self.item.at(self.start, self.end)


def items_of(trip: CheckedTrip, finding: Finding) -> list[CheckedItem]:
    """The items that a finding is about, in its order."""
    return [trip.by_uuid[row.uuid] for row in finding.rows if row.table == "item" and row.uuid in trip.by_uuid]


def moved(trip: CheckedTrip, label: Message, moves: Sequence[Move] | None, *, wrong: bool = False) -> Candidate | None:
    """The candidate that moves these items; ``None`` when one of them is locked or there is nothing to move.

    Arrivals and departures stay where they are, unless their own times are ``wrong``.
    """
    if not moves or any(move.item.locked or move.end < move.start for move in moves):
        return None
    if not wrong and any(move.item.type in FIXED for move in moves):
        return None
    after = trip.with_items(*(redriven(trip, move) for move in moves))
    return Candidate(Fix(label, fixing.move_items, (arguments(moves),)), after)


def redriven(trip: CheckedTrip, move: Move) -> CheckedItem:
    """The moved item; a transfer on another day with what the road takes then: it may be closed, or open again."""
    item, day = move.moved, move.start.date()
    if item.type != "transfer" or item.day == move.item.day:
        return item
    way, closed = driven(trip.travel, item.origin, item.target, day, drive_min=item.own_drive_min,
                         distance_km=item.own_distance_km, leg_id=item.leg_id)  # fmt: skip
    known = way if way and way.source != "estimate" else None
    return replace(
        item, drive_min=known.minutes if known else None, margin_percent=known.margin_percent if known else 0,
        estimated_min=None if known or way is None else way.needed, closed=closed,
    )  # fmt: skip


def arguments(moves: Iterable[Move]) -> fixing.Moves:
    """Moves as the verb takes them."""
    return tuple((move.item.id, move.start, move.end) for move in moves)


def changed(
    trip: CheckedTrip, label: Message, item: CheckedItem, verb_changes: dict[str, Any], **seen: Any
) -> Candidate:
    """The candidate that sets fields of an item; ``seen`` is what the rules see of it where that differs."""
    fix = Fix(label, fixing.set_item_fields, (item.id,), verb_changes)
    return Candidate(fix, trip.with_items(replace(item, **(seen or verb_changes))))


def to(item: CheckedItem, start: datetime) -> Move:
    """The item at ``start``, as long as it is."""
    length = item.end - item.start if item.start and item.end else timedelta()
    return Move(item, start, start + length)


def pushed(trip: CheckedTrip, item: CheckedItem, start: datetime, end: datetime) -> list[Move] | None:
    """The item at new times, and what its groups do later that day moved on as far as it must.

    Gaps are used up. ``None`` when something locked is in the way or the day would go past midnight.
    """
    first = Move(item, start, end)
    rest = make_room(trip, first.moved, item.uuid)
    return None if rest is None else [first, *rest]


def make_room(trip: CheckedTrip, placed: CheckedItem, *without: str) -> list[Move] | None:
    """What must move on so that an item has its place; ``None`` where that cannot be."""
    if placed.day is None or placed.begins is None or placed.ends is None:
        return None
    busy = dict.fromkeys(placed.groups, placed.ends)
    moves: list[Move] = []
    for other in trip.by_day.get(placed.day, ()):
        if other.uuid in without or other.type == "lodging" or other.ends is None or other.begins is None:
            continue
        until = max((busy[group] for group in other.groups if group in busy), default=None)
        if until is None or other.ends <= placed.begins or other.begins >= until:
            continue
        move = _later(other, until)
        if move is None or other.begins < placed.begins:
            return None
        moves.append(move)
        busy |= {group: max(move.moved.ends or until, busy.get(group, until)) for group in other.groups}
    return moves


def _later(item: CheckedItem, until: datetime) -> Move | None:
    if item.locked or item.type in FIXED or item.start is None or item.begins is None:
        return None
    move = to(item, item.start + (until - item.begins))
    return None if move.end.date() > item.start.date() else move


def free_starts(trip: CheckedTrip, item: CheckedItem, day: date, minutes: int | None = None) -> Iterator[datetime]:
    """When the item could start on a day without touching what its groups do then, the nearest times first."""
    length = timedelta(minutes=minutes or item.minutes)
    low, high = datetime.combine(day, DAY_BEGINS), datetime.combine(day, DAY_ENDS)
    others = [one for one in trip.by_day.get(day, ()) if one.uuid != item.uuid and one.type != "lodging"]
    busy = [(one.start, one.end) for one in others if one.groups & item.groups and one.start and one.end]
    edges = {low, high - length, *(end for _, end in busy), *(start - length for start, _ in busy)}
    wished = datetime.combine(day, item.start.time()) if item.start else low
    edges.add(wished)
    for start in sorted(edges, key=lambda edge: (abs(edge - wished), edge)):
        inside = low <= start and start + length <= high
        if inside and all(start + length <= begins or start >= ends for begins, ends in busy):
            yield start


def other_days(trip: CheckedTrip, item: CheckedItem) -> Iterator[date]:
    """The other days of the trip, the nearest first."""
    span = min((trip.last_day - trip.first_day).days + 1, 100)
    days = (trip.first_day + timedelta(days=n) for n in range(span))
    if item.day:
        here = item.day
        yield from sorted((day for day in days if day != here), key=lambda day: (abs(day - here), day))


def new_item(like: CheckedItem, type: str, title: Message, start: datetime, minutes: int, **fields: Any) -> CheckedItem:
    """An item that does not exist yet, for the groups of another one."""
    end = start + timedelta(minutes=minutes)
    begins, ends = moment(start, like.zone), moment(end, like.zone)
    made = CheckedItem(0, NEW, "", type, "idea", written(title), start, end, begins, ends, like.groups)
    return replace(made, everyone=like.everyone, zone=like.zone, end_zone=like.zone, **fields)


def added(
    trip: CheckedTrip, label: Message, item: CheckedItem, moves: Sequence[Move] | None,
    verb: Callable[..., int] = fixing.move_and_add, /, **more: Any,
) -> Candidate | None:  # fmt: skip
    """The candidate that adds an item and moves others; ``None`` in a trip whose language nobody writes here."""
    if moves is None or any(move.item.locked or move.end < move.start for move in moves):
        return None
    if not set(trip.languages) <= set(languages()):
        return None
    fields = {
        "title": item.title, "type": item.type, "start": item.start, "end": item.end, "start_zone": item.zone,
        "end_zone": item.zone, "subgroup_ids": () if item.everyone else tuple(sorted(item.groups)),
    }  # fmt: skip
    fix = Fix(label, verb, (trip.id, arguments(moves)), {**fields, **more})
    after = trip.with_items(item, *(move.moved for move in moves))
    return Candidate(fix, _with_places(after, more.values()))


def _with_places(trip: CheckedTrip, used: Iterable[object]) -> CheckedTrip:
    """The trip with the places that are made of sites, where their names lack a language that is printed."""
    sites = {spot.id: spot for spot in used if isinstance(spot, Spot) and spot.id < 0}
    names = [
        TextOf("place", f"{NEW}{spot.id}", "", spot.name, "name", spot.name)
        for spot in sites.values()
        if any(spot.name.state(language) in ("missing", "stale") for language in trip.languages)
    ]
    return replace(trip, texts=(*trip.texts, *names)) if names else trip


def written(message: Message) -> Text:
    """A message as a text in every language there is, English being its source."""
    return Text.of("en", **{language: say(message, language) for language in languages()})


def rounded_up(minutes: float) -> timedelta:
    """Whole steps of five minutes that hold so many minutes."""
    return STEP * max(0, -(-int(minutes * 1) // 5))
