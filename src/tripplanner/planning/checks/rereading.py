"""Reads again only the items that changed: most edits move one item of a programme, and a check follows each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.model.programme import Break, Item, Participation
from tripplanner.model.types import TextColumn
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.reading import ITEMS, TODAY, Today, date_of, with_bookings
from tripplanner.planning.checks.reading_items import checked_item
from tripplanner.planning.rows import execute
from tripplanner.store.changes import Changes

# What of an item is in other parts of the trip than the item: what the documents print, and of which trip it is.
_FELT = frozenset({"id", "uuid", "trip_id", "code", "private", "site_id", "place_id", "from_place_id", "to_place_id"})
# The parts of an item whose own hours move along with it.
_HOURS = {Break: frozenset({"start", "end"}), Participation: frozenset({"from_time", "to_time"})}

Rows = frozenset[tuple[str, str]]  # table and UUID


@cache
def _own_columns() -> frozenset[tuple[str, str]]:
    """The columns that only the rules' view of an item depends on."""
    columns = Item.__table__.columns
    found = {(Item.__tablename__, c.name) for c in columns if not isinstance(c.type, TextColumn)}
    parts = {(part.__tablename__, name) for part, names in _HOURS.items() for name in names}
    return frozenset(found - {(Item.__tablename__, name) for name in _FELT} | parts)


def rows_to_read(changes: Changes) -> Rows | None:
    """The rows that are all there is to read again after these changes; ``None``: the whole trip."""
    if changes.columns is None or not changes.columns <= _own_columns():
        return None
    return changes.rows


def read_again(session: Session, before: CheckedTrip, rows: Rows, today: Today = TODAY) -> CheckedTrip:
    """The trip as :func:`~tripplanner.planning.checks.reading.read_trip` would read it now.

    :param before: the trip as it was read before.
    :param rows: those that :func:`rows_to_read` gave for everything that changed since.
    """
    now = date_of(before.zone, today)
    uuids = {uuid for table, uuid in rows if table == Item.__tablename__} | set(_wholes(session, rows))
    own = uuids & before.by_uuid.keys()
    if not own:
        return with_bookings(session, replace(before, today=now))
    items = session.scalars(ITEMS.where(Item.uuid.in_(own))).unique()
    read = [checked_item(item, before.zone, before.groups, before.travel) for item in items]
    return with_bookings(session, replace(before.with_items(*read), today=now))


def _wholes(session: Session, rows: Rows) -> Iterator[str]:
    """The UUIDs of the items whose parts these are."""
    for part in _HOURS:
        uuids = [uuid for table, uuid in rows if table == part.__tablename__]
        if uuids:
            wanted = select(Item.uuid).join(part, part.item_id == Item.id).where(part.uuid.in_(uuids))
            yield from (uuid for (uuid,) in execute(session, wanted))
