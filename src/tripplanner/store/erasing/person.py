"""Erasing one person from an open database, in one transaction: what it would take, and doing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.model.base import now
from tripplanner.model.journal import BinEntry
from tripplanner.model.vault import Tombstone
from tripplanner.store import blobs, side
from tripplanner.store.changes import RowChange, from_json, stored
from tripplanner.store.erasing.following import Gone, delete, gone_with
from tripplanner.store.erasing.mentions import Mention, mentions, take_out
from tripplanner.store.erasing.traces import PERSON, Traces, follow_bin, scrub
from tripplanner.store.erasing.wording import Needles

NO_TRACES = Traces()
_tombstones: Any = Tombstone.__table__


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing takes, or took: rows by table, mentions in texts of others, traces in what the store keeps."""

    person: str
    rows: Mapping[str, int]
    mentions: tuple[Mention, ...]
    traces: Traces = NO_TRACES
    changes: tuple[RowChange, ...] = field(default=(), repr=False)


def look(connection: sa.Connection, uuid: str) -> Erasure:
    """What :func:`erase` would take; writes nothing.

    :raises NotFound: neither the database nor its bin holds the person.
    """
    gone, needles = _found(connection, uuid)
    return Erasure(uuid, gone.counts(), tuple(mentions(connection, gone, needles)))


def erase(connection: sa.Connection, uuid: str, *, actor: str = "", texts: bool = True) -> Erasure:
    """Erases the person with this UUID: rows, links, files, traces, and (``texts``) mentions in other records.

    A tombstone keeps the UUIDs, nothing else, so that a restored backup erases them again.

    :raises NotFound: neither the database nor its bin holds the person.
    """
    gone, needles = _found(connection, uuid)
    counts = gone.counts()
    named = mentions(connection, gone, needles)
    if texts:
        take_out(connection, named)
    changes = _changes(connection, gone, named if texts else [])
    traces = scrub(connection, gone, needles)
    delete(connection, gone)
    forget_words(connection, gone, named if texts else [])
    _remember(connection, uuid, gone, actor)
    blobs.collect_unused(connection)
    return Erasure(uuid, counts, tuple(named), traces, tuple(changes))


def _found(connection: sa.Connection, uuid: str) -> tuple[Gone, Needles]:
    """The rows that go and the words to look for: of a person who is there, or lies in the bin."""
    table = stored(PERSON)
    image = connection.execute(sa.select(table).where(table.c.uuid == uuid)).mappings().first()
    if image is not None:
        gone = gone_with(connection, {PERSON: [image["id"]]})
        follow_bin(connection, gone)
        return gone, Needles(dict(image))
    binned = _in_bin(connection, uuid)
    if binned is None:
        raise NotFound(
            msg("Nobody with this identity is in the database."), None, msg("Choose the person in a list again.")
        )
    gone = Gone()
    gone.add(PERSON, [(binned["id"], uuid)])
    follow_bin(connection, gone)
    return gone, Needles(binned)


def _in_bin(connection: sa.Connection, uuid: str) -> dict[str, Any] | None:
    wanted = sa.select(BinEntry.images).where(BinEntry.images.contains(uuid)).order_by(BinEntry.id.desc())
    for images in connection.scalars(wanted):
        for change in from_json(images):
            if change.table == PERSON and change.uuid == uuid and change.before is not None:
                return dict(change.before)
    return None


def forget_words(connection: sa.Connection, gone: Gone, named: Sequence[Mention] = ()) -> None:
    """The sort keys and the search let go of the rows that went, and read the others again."""
    if not side.is_current(connection):
        return  # of another version: made anew when the database is next opened
    again: dict[str, set[int]] = defaultdict(set)
    for one in named:
        again[one.table].add(one.id)
    for (table, _), ids in gone.freed.items():
        again[table].update(ids)
    for table, ids in again.items():
        if table in side.SUBJECTS:
            side.refresh(connection, table, ids)
    for table, ids in gone.rows.items():
        if table in side.SUBJECTS and ids:
            side.forget(connection, table, ids)
    side.scrub(connection)


def _changes(connection: sa.Connection, gone: Gone, named: list[Mention]) -> list[RowChange]:
    """For the history and the screens: which rows go, lose a link or a name; never what they held."""
    found: list[RowChange] = []
    for name, ids in gone.rows.items():
        columns = stored(name).c
        rows = connection.execute(sa.select(columns.id, columns.uuid).where(columns.id.in_(sorted(ids))))
        found += [RowChange(name, row[0], row[1], {}, None) for row in rows]
    for (name, _), ids in gone.freed.items():
        columns = stored(name).c
        rows = connection.execute(sa.select(columns.id, columns.uuid).where(columns.id.in_(sorted(ids))))
        found += [RowChange(name, row[0], row[1], {}, {}) for row in rows]
    return found + [RowChange(one.table, one.id, one.uuid, {}, {}) for one in named]


def _remember(connection: sa.Connection, uuid: str, gone: Gone, actor: str) -> None:
    known = connection.execute(sa.select(_tombstones.c.id).where(_tombstones.c.person == uuid)).scalar()
    if known is None:
        values = {"at": now(), "actor": actor, "person": uuid, "records": sorted(gone.uuids)}
        connection.execute(sa.insert(_tombstones).values(values))
