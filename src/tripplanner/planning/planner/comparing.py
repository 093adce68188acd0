"""A proposal beside the present programme, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tripplanner.planning.planner.wishes import Event, Proposal, ProposedDay
from tripplanner.planning.trip_rows import ItemRow, Week
from tripplanner.text import Text

State = Literal["stays", "moves", "new", "off"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as it is, or as it is proposed: what happens to it, when, and what it is (a type of the domain).

    ``groups`` are the sub-groups it is for, where it is not for all who are planned for.
    """

    state: State
    start: datetime
    end: datetime
    title: Text
    type: str
    item_id: int | None = None
    estimate: bool = False
    unverified: bool = False
    groups: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ComparedDay:
    """A day as it is and as it is proposed. ``changes``: would taking it over change anything?"""

    day: date
    present: tuple[Entry, ...]
    proposed: tuple[Entry, ...]
    changes: bool
    lodging: Text

    @property
    def visits(self) -> tuple[int, int]:
        """The visits as it is and as it is proposed."""
        return tuple(sum(one.type == "visit" for one in side) for side in (self.present, self.proposed))  # type: ignore[return-value]

    @property
    def driving(self) -> int:
        """Minutes of the proposed transfers."""
        return sum(int((one.end - one.start).total_seconds() // 60) for one in self.proposed if one.type == "transfer")


def compare(present: Week, proposal: Proposal) -> tuple[ComparedDay, ...]:
    """Every day of the proposal beside the same day of the programme as it was read."""
    items = {item.id: item for item in (*present.items, *present.unplaced)}
    placed = {event.item_id: event for day in proposal.days if day.changes for event in day.events if event.item_id}
    return tuple(
        ComparedDay(
            day.day, tuple(_present(present, proposal, day.day, placed)), tuple(_proposed(day, items)), day.changes,
            day.lodging,
        )
        for day in proposal.days
    )  # fmt: skip


def _present(week: Week, proposal: Proposal, day: date, placed: dict[int, Event]) -> Iterator[Entry]:
    for item in week.on(day):
        if item.start is None or item.type == "lodging" or item.status == "cancelled":
            continue
        event = placed.get(item.id)
        state: State = "stays"
        if item.id in proposal.off:
            state = "off"
        elif event and not _same(item, event):
            state = "moves"
        yield Entry(state, item.start, item.end or item.start, item.title or item.where, item.type, item.id)


_TYPES = {"visit": "visit", "transfer": "transfer", "lunch": "meal", "dinner": "meal", "debrief": "debrief"}


def _proposed(day: ProposedDay, items: dict[int, ItemRow]) -> Iterator[Entry]:
    for event in day.events:
        item = items.get(event.item_id or 0)
        state: State = "new" if item is None else "stays" if _same(item, event) else "moves"
        type = item.type if item else _TYPES.get(event.kind, "visit")
        estimate = event.travel is not None and event.travel.source == "estimate"
        yield Entry(
            state, event.start, event.end, event.title, type, event.item_id, estimate, event.unverified, event.groups
        )


def _same(item: ItemRow, event: Event) -> bool:
    return item.start == event.start and (item.end or item.start) == event.end
