"""Takes a proposal over, whole or for some days: one verb, one undo step. Nothing is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import Conflict
from tripplanner.i18n import msg
from tripplanner.model.programme import Break, Day, Item, ItemSubGroup, Night
from tripplanner.model.trips import Vehicle
from tripplanner.planning.archived import open_trip
from tripplanner.planning.arranging import place_site
from tripplanner.planning.arranging.preview import apply_moves, moved, unplaced
from tripplanner.planning.arranging.times import converted
from tripplanner.planning.items import set_item_subgroups
from tripplanner.planning.planner.wishes import Event, Proposal, ProposedDay
from tripplanner.planning.travel.site_places import place_of
from tripplanner.planning.travel.spots import Spot

BREAK_AFTER_MIN, BREAK_MIN = 150, 15
_NEW_TYPES = {"transfer": "transfer", "lunch": "meal", "dinner": "meal", "debrief": "debrief"}


def take_over(
    session: Session, trip_id: int, proposal: Proposal, days: Collection[date] | None = None
) -> tuple[int, ...]:
    """Write a proposal into the programme, for ``days`` only when given. Returns the numbers of the items concerned.

    Items that stay are not touched; an item of the trip that is used elsewhere moves with all that hangs on it;
    what has no place any more waits to be placed. Raises :class:`~tripplanner.errors.Conflict` when an item of
    these days changed since the proposal was made, and ``Archived``.
    """
    trip = open_trip(session, trip_id)
    chosen = [day for day in proposal.days if day.changes and (days is None or day.day in days)]
    items = {item.id: item for item in session.scalars(sa.select(Item).where(Item.trip_id == trip_id))}
    _refuse_changed(items, proposal, chosen)
    writer = _Writer(session, trip_id, trip.zone, proposal, items)
    writer.take_off(chosen)
    for day in chosen:
        for event in day.events:
            writer.write(event)
        writer.sleep(day)
    session.flush()
    return tuple(sorted(writer.touched))


def _refuse_changed(items: dict[int, Item], proposal: Proposal, days: Iterable[ProposedDay]) -> None:
    """A proposal made from another programme would overwrite somebody's work."""
    concerned = {day.day for day in days}
    mine = {event.item_id for day in days for event in day.events if event.item_id}
    mine |= {id for id, day in proposal.off.items() if day in concerned}
    there = {id for id, item in items.items() if item.start and item.start.date() in concerned}
    known = {id for id in there | mine if id in items and proposal.seen.get(id) == items[id].version}
    if known != there | mine:
        raise Conflict(
            msg("The programme changed since this proposal was made."),
            msg("Nothing was changed."),
            msg("Have a new programme proposed."),
        )


class _Writer:
    """Writes events into a trip."""

    def __init__(self, session: Session, trip_id: int, zone: str, proposal: Proposal, items: dict[int, Item]) -> None:
        self.session, self.trip_id, self.zone, self.proposal, self.items = session, trip_id, zone, proposal, items
        self.touched: set[int] = set()
        self.places: dict[int, int | None] = {}

    def take_off(self, days: Collection[ProposedDay]) -> None:
        """What these days have no place for waits; so does what they lose to days that are not taken over."""
        chosen = {day.day for day in days}
        gone = {id for id, day in self.proposal.off.items() if day in chosen}
        kept = {event.item_id for day in days for event in day.events}
        for day in self.proposal.days:
            if day.day not in chosen:
                moving = {event.item_id for event in day.events if event.item_id and event.kind != "stays"}
                gone |= {id for id in moving - kept if self._stands_on(id, chosen)}
        waiting = [self.items[id] for id in sorted(gone) if id in self.items and self.items[id].start is not None]
        apply_moves(self.session, [unplaced(item) for item in waiting])
        self.touched |= {item.id for item in waiting}

    def _stands_on(self, item_id: int, days: Collection[date]) -> bool:
        start = self.items[item_id].start
        return start is not None and start.date() in days

    def write(self, event: Event) -> None:
        """One event: nothing, a move, or a new item."""
        item = self.items.get(event.item_id or 0)
        if item is None:
            self.touched.add(self._add(event))
        elif event.kind != "stays" and (item.start, item.end) != (event.start, event.end):
            self._move(item, event)
            self.touched.add(item.id)

    def _move(self, item: Item, event: Event) -> None:
        start = converted(event.start, self.zone, item.start_zone)
        if item.start is None:
            item.start, item.end = start, None
        else:
            apply_moves(self.session, [moved(item, start)])
        item.end = end = converted(event.end, self.zone, item.end_zone)
        for pause in [pause for pause in item.breaks if pause.end and pause.end > end]:
            item.breaks.remove(pause)  # the visit is shorter now
        self.session.flush()
        if event.groups:
            set_item_subgroups(self.session, item.id, None, tuple(sorted(event.groups)))

    def _add(self, event: Event) -> int:
        minutes = int((event.end - event.start) / timedelta(minutes=1))
        groups = tuple(sorted(group for group in event.groups or self.proposal.groups if group > 0))
        if event.kind == "visit" and event.site_id is not None:
            id = place_site(self.session, self.trip_id, event.site_id, event.start, minutes, groups)
            self._pause(self.session.get_one(Item, id), minutes)
            return id
        item = Item(
            trip_id=self.trip_id, type=_NEW_TYPES[event.kind], title=event.title, start=event.start, end=event.end,
            start_zone=self.zone, end_zone=self.zone, duration_min=minutes,
        )  # fmt: skip
        if event.kind == "transfer":
            item.vehicle_id = self._vehicle()
            item.from_place_id, item.to_place_id = self._place(event.origin), self._place(event.target)
            if event.travel is not None and event.travel.source == "office":
                item.leg_id = event.travel.leg
        item.subgroup_links = [ItemSubGroup(subgroup_id=group) for group in groups]
        self.session.add(item)
        self.session.flush()
        return item.id

    def _vehicle(self) -> int | None:
        """The vehicle that most transfers of the trip use, else its only one."""
        used = Counter(item.vehicle_id for item in self.items.values() if item.vehicle_id and item.type == "transfer")
        if used:
            return min(used, key=lambda id: (-used[id], id))
        there = self.session.scalars(sa.select(Vehicle.id).where(Vehicle.trip_id == self.trip_id)).all()
        return there[0] if len(there) == 1 else None

    def _pause(self, item: Item, minutes: int) -> None:
        """A long visit has a break in its middle, to the quarter of an hour."""
        if minutes <= BREAK_AFTER_MIN or item.start is None:
            return
        middle = item.start + timedelta(minutes=(minutes - BREAK_MIN) // 2 // 15 * 15)
        item.breaks.append(Break(start=middle, end=middle + timedelta(minutes=BREAK_MIN)))
        self.session.flush()

    def _place(self, spot: Spot | None) -> int | None:
        """The place of a spot; a site without one gets a place of its own name, so that a coach can go there."""
        if spot is None:
            return None
        if spot.id not in self.places:
            self.places[spot.id] = place_of(self.session, spot, self.zone)
        return self.places[spot.id]

    def sleep(self, day: ProposedDay) -> None:
        """Set the night after a day, where the proposal chose a lodging."""
        if day.lodging_id is None:
            return
        row = self.session.scalars(sa.select(Day).where(Day.trip_id == self.trip_id, Day.date == day.day)).first()
        if row is None:
            row = Day(trip_id=self.trip_id, date=day.day)
            self.session.add(row)
        shared = [night for night in row.nights if night.subgroup_id is None]
        groups = [group for group in self.proposal.groups if group > 0]
        if any(night.lodging_id == day.lodging_id for night in shared) or (groups and row.nights):
            return
        if shared:
            shared[0].lodging_id = day.lodging_id
        elif not row.nights:
            row.nights.append(Night(lodging_id=day.lodging_id))
