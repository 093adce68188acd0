"""Copies: of an item, and of a whole day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.programme import Item
from tripplanner.planning import finding
from tripplanner.planning.arranging.preview import Change, Preview, added, items_of
from tripplanner.planning.arranging.rights import open_item, open_trip
from tripplanner.planning.arranging.times import converted, end_after, end_for, minutes_of, on_day
from tripplanner.planning.items import WHAT, duplicate_item, set_item_subgroups


def copy_item(
    session: Session, item_id: int, start: datetime | None = None, groups: tuple[int, ...] | None = None
) -> int:
    """A copy of an item, as an idea and not locked, at ``start`` (civil time of the trip's zone), else waiting.

    Returns its number.
    """
    item = open_item(session, item_id, None)
    minutes = minutes_of(item)
    if start is None:
        made = twin(session, item, start=None, end=None, duration_min=minutes)
    else:
        here = converted(start, open_trip(session, item.trip_id).zone, item.start_zone)
        end = end_for(item, here) if item.end else end_after(here, item.start_zone, minutes, item.end_zone)
        made = twin(session, item, start=here, end=end)
    if groups is not None:
        set_item_subgroups(session, made, None, groups)
    return made


def twin(session: Session, item: Item, **values: Any) -> int:
    """A copy of ``item`` with other values for some of its columns, unlocked; returns its number."""
    made = finding.get(session, Item, duplicate_item(session, item.id), WHAT)
    for name, value in {"locked": False, **values}.items():
        setattr(made, name, value)
    session.flush()
    return made.id


def copy_day_preview(session: Session, trip_id: int, source: date, target: date) -> Preview:
    """What :func:`copy_day` would do."""
    open_trip(session, trip_id)
    changes: list[Change] = []
    for item in on_day(items_of(session, trip_id), source):
        assert item.start is not None
        start = item.start + (target - source)
        changes.append(added(item, start, end_for(item, start)))
    notes = () if changes else (msg("There is nothing on this day to copy."),)
    return Preview(tuple(changes), notes)


def copy_day(session: Session, trip_id: int, source: date, target: date) -> Preview:
    """Copy everything that begins on ``source`` to the same times of ``target``; what is there stays.

    Copies are ideas and not locked; cancelled items are not copied. Returns what was done.
    """
    found = copy_day_preview(session, trip_id, source, target)
    by_uuid = {item.uuid: item for item in items_of(session, trip_id)}
    for change in found.changes:
        twin(session, by_uuid[change.uuid], start=change.start, end=change.end)
    return found
