"""Moving several items of a day together: what is locked stays, and what concerns nobody involved stays too."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tripplanner.model.programme import Item
from tripplanner.planning.arranging.preview import Change, Preview, everyone, items_of, moved, only_moves, stays
from tripplanner.planning.arranging.pushes import Later, later_of, pushes
from tripplanner.planning.arranging.rights import movable_item, open_item, open_trip
from tripplanner.planning.arranging.times import converted, groups_of, on_day


def shift_rest_preview(session: Session, item_id: int, minutes: int) -> Preview:
    """What :func:`shift_rest` would do."""
    first = open_item(session, item_id, None)
    if first.start is None:
        return Preview()
    all_groups = everyone(session, first.trip_id)
    with_us = set(groups_of(first, all_groups))
    changes: list[Change] = []
    for item in on_day(items_of(session, first.trip_id), first.start.date()):
        groups = groups_of(item, all_groups)
        if item.start is None or _key(item) < _key(first) or not groups & with_us:
            continue
        if item.locked:
            changes.append(stays(item))
            continue
        with_us |= groups
        changes.append(moved(item, item.start + timedelta(minutes=minutes)))
    return Preview(tuple(changes))


def shift_rest(session: Session, item_id: int, minutes: int) -> Preview:
    """Shift an item and what comes after it on its day by ``minutes`` (earlier when negative).

    Locked items stay. Only items of the sub-groups involved move: who shares a shifted item is involved from then
    on. Returns what was done.
    """
    return only_moves(session, shift_rest_preview(session, item_id, minutes))


def _key(item: Item) -> tuple[bool, datetime, int, int]:
    """Items by start, those without one last."""
    return item.start is None, item.start or item.updated_at.replace(tzinfo=None), item.position, item.id


def move_pushing_preview(session: Session, item_id: int, version: int | None, start: datetime) -> Preview:
    """What :func:`move_pushing` would do."""
    item = movable_item(session, item_id, version)
    here = converted(start, open_trip(session, item.trip_id).zone, item.start_zone)
    all_groups = everyone(session, item.trip_id)
    others = [one for one in items_of(session, item.trip_id) if one.id != item.id]
    later = {one.uuid: one for one in others}
    pushed = pushes(_later(item, all_groups), here, [_later(one, all_groups) for one in others])
    changes = [stays(later[one.uuid]) if start is None else moved(later[one.uuid], start) for one, start in pushed]
    return Preview((moved(item, here), *changes))


def _later(item: Item, all_groups: frozenset[int]) -> Later:
    return later_of(item, groups_of(item, all_groups))


def move_pushing(session: Session, item_id: int, version: int | None, start: datetime) -> Preview:
    """Begin an item at ``start`` (civil time of the trip's zone) and push later items of that day out of its way.

    They are pushed only as far as needed and keep their order; locked items stay, and so does what concerns other
    sub-groups. Returns what was done.
    """
    return only_moves(session, move_pushing_preview(session, item_id, version, start))
