"""Verbs of programme items: adding, editing, moving, taking out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.base import new_uuid, now
from tripplanner.model.costs import Cost
from tripplanner.model.programme import ITEM_STATUSES, ITEM_TYPES, Item, ItemCase, ItemHost, ItemSubGroup, Question
from tripplanner.planning import finding
from tripplanner.planning.archived import open_trip, refuse_archived
from tripplanner.planning.attachments import drop_files
from tripplanner.planning.edits import current, edit
from tripplanner.text import EMPTY, Text

WHAT = msg("programme item")


def find_item(session: Session, key: str, trip_id: int | None = None) -> int:
    """The number of an item named by number, code or UUID, within a trip when given."""
    return finding.find(session, Item, key, WHAT, scope=None if trip_id is None else Item.trip_id == trip_id)


def add_item(
    session: Session,
    trip_id: int,
    *,
    title: Text = EMPTY,
    type: str = "visit",
    start: datetime | None = None,
    end: datetime | None = None,
    subgroup_ids: tuple[int, ...] = (),
    **fields: Any,
) -> int:
    """A new item, in the trip's zone unless said otherwise; without ``start`` it waits to be placed.

    Returns its number.
    """
    trip = open_trip(session, trip_id)
    _check(type=type, start=start, end=end, **fields)
    zones = {"start_zone": trip.zone, "end_zone": fields.get("start_zone", trip.zone)}
    item = Item(trip_id=trip_id, title=title, type=type, start=start, end=end, **{**zones, **fields})
    item.subgroup_links = [ItemSubGroup(subgroup_id=id) for id in subgroup_ids]
    session.add(item)
    session.flush()
    return item.id


def edit_item_fields(session: Session, item_id: int, version: int | None, **changes: Any) -> None:
    """Set fields of an item that still has ``version``; times are refused that make it end before it starts.

    An item that came in like that can still be edited.
    """
    _check(**{key: value for key, value in changes.items() if key in ("type", "status")})
    item = _current(session, item_id, version)
    was = item.start
    edit(session, Item, item_id, version, WHAT, **changes)
    carry_notes(item, was)
    session.flush()
    if changes.keys() & {"start", "end", "start_zone", "end_zone"}:
        _check(start=item.start, end=item.end, start_zone=item.start_zone, end_zone=item.end_zone)


def move_item(
    session: Session, item_id: int, version: int | None, start: datetime, end: datetime | None = None
) -> None:
    """Put an item at ``start`` (civil time), with what happens inside it; its length stays unless ``end`` is given."""
    item = _current(session, item_id, version)
    ends = end or start + _length(item)
    if ends != item.end:  # where one edge alone moves, what happens inside stays
        carry_inside(item, start)
    edit_item_fields(session, item_id, version, start=start, end=ends)


def carry_inside(item: Item, start: datetime | None) -> None:
    """Let what happens inside an item (breaks, partial presence) move along to its new ``start``."""
    if item.start is None or start is None:
        return
    by = start - item.start
    for part in item.participants:
        part.from_time = part.from_time + by if part.from_time else None
        part.to_time = part.to_time + by if part.to_time else None
    for pause in item.breaks:
        pause.start = pause.start + by if pause.start else None
        pause.end = pause.end + by if pause.end else None


def carry_notes(item: Item, was: datetime | None) -> None:
    """Let notes of the day on which an item was move to the day on which it is.

    What is said of a visit is listed on the day of the visit. One that was noted on another evening keeps that day.
    """
    if was is None or item.start is None or was.date() == item.start.date():
        return
    for note in item.observations:
        if note.day == was.date():
            note.day = item.start.date()


def unplace_item(session: Session, item_id: int, version: int | None) -> None:
    """Take an item off the programme; it keeps its length and waits to be placed."""
    item = _current(session, item_id, version)
    minutes = int(_length(item).total_seconds() // 60)
    edit(session, Item, item_id, version, WHAT, start=None, end=None, duration_min=minutes)


def set_item_status(session: Session, item_id: int, version: int | None, status: str) -> None:
    """Give an item one of ``ITEM_STATUSES``."""
    edit_item_fields(session, item_id, version, status=status)


def set_item_subgroups(session: Session, item_id: int, version: int | None, subgroup_ids: tuple[int, ...]) -> None:
    """Who takes part: none named means everyone. A link that goes leaves no trace of when: the item keeps it."""
    item = _current(session, item_id, version)
    known = {link.subgroup_id: link for link in item.subgroup_links}
    if known.keys() - set(subgroup_ids):
        item.updated_at = now()
    item.subgroup_links = [known.get(id) or ItemSubGroup(subgroup_id=id) for id in dict.fromkeys(subgroup_ids)]
    session.flush()


def duplicate_item(session: Session, item_id: int) -> int:
    """A copy with a new identity, as an idea, beside the original. Returns its number."""
    item = _current(session, item_id, None)
    copied = {c.key: getattr(item, c.key) for c in Item.__mapper__.column_attrs if c.key not in _NOT_COPIED}
    twin = Item(**copied, uuid=new_uuid(), status="idea", code="")
    twin.subgroup_links = [ItemSubGroup(subgroup_id=link.subgroup_id) for link in item.subgroup_links]
    twin.host_links = [
        ItemHost(organisation_id=host.organisation_id, contact_id=host.contact_id, position=host.position)
        for host in item.host_links
    ]
    twin.questions = [Question(position=question.position, text=question.text) for question in item.questions]
    twin.case_links = [ItemCase(case_id=link.case_id, position=link.position) for link in item.case_links]
    session.add(twin)
    session.flush()
    return twin.id


_NOT_COPIED = {"id", "uuid", "version", "created_at", "updated_at", "sample_key", "status", "code"}


def delete_item(session: Session, item_id: int, version: int | None) -> None:
    """Delete an item and all that hangs on it, photos too; its costs stay with the trip."""
    item = _current(session, item_id, version)
    drop_files(session, item.uuid)
    for cost in session.scalars(sa.select(Cost).where(Cost.item_id == item_id)):
        cost.item_id = None
    session.flush()
    session.delete(item)
    session.flush()


def _current(session: Session, item_id: int, version: int | None) -> Item:
    """The item, if it still has ``version`` and its trip is not archived."""
    item = current(session, Item, item_id, version, WHAT)
    refuse_archived(session, item.trip_id)
    return item


def _length(item: Item) -> timedelta:
    """The clock length of an item; one hour where nothing says otherwise."""
    if item.start is not None and item.end is not None and item.start_zone == item.end_zone:
        return item.end - item.start
    return timedelta(minutes=item.duration_min or 60)


def _check(**fields: Any) -> None:
    """Refuse what no calendar could show."""
    if fields.get("type", "visit") not in ITEM_TYPES or fields.get("status", "idea") not in ITEM_STATUSES:
        raise ValueError(f"unknown type or status: {fields}")
    start, end = fields.get("start"), fields.get("end")
    same_zone = fields.get("start_zone") == fields.get("end_zone")
    if start is not None and end is not None and same_zone and end < start:
        raise TripPlannerError(
            msg("An item cannot end before it starts."), msg("Nothing was changed."), msg("Check its times.")
        )
