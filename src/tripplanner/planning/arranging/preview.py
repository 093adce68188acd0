"""What a verb would change, as plain values: a sheet shows them, and the verb then does exactly that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tripplanner.i18n import Message
from tripplanner.model.programme import Item
from tripplanner.model.trips import Delegation, SubGroup
from tripplanner.planning.arranging.times import end_for, minutes_of
from tripplanner.planning.items import carry_inside, carry_notes
from tripplanner.text import Text

Kind = Literal["moved", "unplaced", "added", "changed", "stays"]


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one item. Times are civil; ``start`` is ``None`` where it is or will be unplaced.

    ``uuid`` is that of the item (for *added*: of the one it is made from). ``stays`` marks a locked item that is
    passed over. ``groups`` are the sub-groups it is for (by number), where that is what changes.
    """

    kind: Kind
    uuid: str
    title: Text
    type: str
    before: datetime | None
    start: datetime | None
    end: datetime | None
    locked: bool = False
    groups: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Preview:
    """All changes in order of time, and what else there is to know."""

    changes: tuple[Change, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def changed(self) -> tuple[Change, ...]:
        """Without what stays."""
        return tuple(change for change in self.changes if change.kind != "stays")


def title_of(item: Item) -> Text:
    """What an item is called: its title, else its site or place."""
    return item.title or (item.site.name if item.site else item.place.name if item.place else item.title)


def moved(item: Item, start: datetime) -> Change:
    """The item begins at ``start`` and keeps its length."""
    return Change("moved", item.uuid, title_of(item), item.type, item.start, start, end_for(item, start), item.locked)


def unplaced(item: Item) -> Change:
    """The item waits to be placed."""
    return Change("unplaced", item.uuid, title_of(item), item.type, item.start, None, None, item.locked)


def stays(item: Item) -> Change:
    """The item is locked and stays."""
    return Change("stays", item.uuid, title_of(item), item.type, item.start, item.start, item.end, True)


def added(item: Item, start: datetime | None, end: datetime | None) -> Change:
    """A new item made from ``item``."""
    return Change("added", item.uuid, title_of(item), item.type, None, start, end)


def apply_moves(session: Session, changes: Sequence[Change]) -> None:
    """Carry out *moved* and *unplaced* changes."""
    wanted = {change.uuid: change for change in changes if change.kind in ("moved", "unplaced")}
    for item in session.scalars(select(Item).where(Item.uuid.in_(list(wanted)))):
        change = wanted[item.uuid]
        if change.kind == "unplaced":
            item.duration_min = minutes_of(item)
        carry_inside(item, change.start)
        was = item.start
        item.start, item.end = change.start, change.end
        carry_notes(item, was)
    session.flush()


def items_of(session: Session, trip_id: int) -> list[Item]:
    """All items of a trip with their groups, in order of time."""
    statement = select(Item).where(Item.trip_id == trip_id).options(selectinload(Item.subgroup_links))
    return list(session.scalars(statement.order_by(Item.start.is_(None), Item.start, Item.position, Item.id)))


def everyone(session: Session, trip_id: int) -> frozenset[int]:
    """The numbers of all sub-groups of a trip."""
    statement = select(SubGroup.id).join(Delegation, SubGroup.delegation_id == Delegation.id)
    return frozenset(session.scalars(statement.where(Delegation.trip_id == trip_id)))


def only_moves(session: Session, preview: Preview) -> Preview:
    """Carry out a preview that moves and unplaces, and return it."""
    apply_moves(session, preview.changes)
    return preview
