"""Erasing one person from an open database, in one transaction: what it would take, and doing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.model.base import now
from tripplanner.model.vault import Tombstone
from tripplanner.store import blobs, side
from tripplanner.store.changes import RowChange, stored
from tripplanner.store.erasing.enclosed import let_go
from tripplanner.store.erasing.following import Gone, delete, gone_with
from tripplanner.store.erasing.known import PERSON, is_remembered, merged_into, needles_of, numbers
from tripplanner.store.erasing.mentions import Mention, mentions, take_out
from tripplanner.store.erasing.pictures import Hanging, choose, hanging, put_next_first, take
from tripplanner.store.erasing.traces import Traces, follow_bin, scrub
from tripplanner.store.erasing.wording import Needles

NO_TRACES = Traces()
_tombstones: Any = Tombstone.__table__


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing takes, or took: rows by table, mentions in texts of others, traces in what the store keeps.

    ``pictures`` are the photos and files of others’ records that may show the person: before, all of them; after, those
    that are left for a human to look at.
    """

    person: str
    rows: Mapping[str, int]
    mentions: tuple[Mention, ...]
    traces: Traces = NO_TRACES
    changes: tuple[RowChange, ...] = field(default=(), repr=False)
    pictures: tuple[Hanging, ...] = ()
    needles: Needles = field(
        default=Needles(), repr=False, compare=False
    )  # the words to take out of what lies beside the database


def look(connection: sa.Connection, uuid: str) -> Erasure:
    """What :func:`erase` would take; writes nothing.

    :raises NotFound: neither the database nor its bin holds the person.
    """
    gone, needles = find(connection, uuid)
    named = tuple(mentions(connection, gone, needles))
    return Erasure(uuid, gone.counts(), named, pictures=hanging(connection, gone, needles))


def erase(
    connection: sa.Connection,
    uuid: str,
    *,
    actor: str = "",
    texts: bool = True,
    pictures: Collection[str] | None = None,
) -> Erasure:
    """Erases the person with this UUID: rows, links, files, traces, and (``texts``) mentions in other records.

    ``pictures`` are the UUIDs of files of others’ records that go as well; ``None``: those that name the person in
    their caption or file name, unless their texts stay. A tombstone keeps the UUIDs, nothing else, so that a restored
    backup erases them again.

    :raises NotFound: neither the database nor its bin holds the person.
    """
    _hold(connection, uuid)
    gone, needles = find(connection, uuid)
    shown = hanging(connection, gone, needles)
    going = choose(shown, pictures if texts or pictures is not None else ())
    take(connection, gone, going, pictures or ())
    counts = gone.counts()
    named = mentions(connection, gone, needles, hold=texts)
    if texts:
        take_out(connection, named)
    changes = _changes(connection, gone, named if texts else [])
    let_go(connection, gone, needles)
    traces = scrub(connection, gone, needles)
    delete(connection, gone)
    put_next_first(connection, gone)
    forget_words(connection, gone, named if texts else [])
    _remember(connection, uuid, gone, actor)
    blobs.collect_unused(connection)
    left = tuple(one for one in shown if one not in going)
    return Erasure(uuid, counts, tuple(named), traces, tuple(changes), left, needles)


def find(connection: sa.Connection, uuid: str) -> tuple[Gone, Needles]:
    """The rows that go and the words to look for: of a person who is there, in the bin, or remembered only.

    :raises NotFound: nothing is known of the person.
    """
    table = stored(PERSON)
    query = sa.select(table).where(table.c.uuid == uuid)
    image = connection.execute(query).mappings().first()
    gone = gone_with(connection, {PERSON: [image["id"]]}) if image is not None else Gone()
    gone.people.add(uuid)
    gone.uuids.add(uuid)
    follow_bin(connection, gone)
    merged = merged_into(connection, gone.uuids)
    gone.people |= merged  # they lie in the bin as somebody else
    gone.uuids |= merged
    gone.add(PERSON, numbers(connection, frozenset(gone.people)))
    follow_bin(connection, gone)
    if image is None and not any(map(gone.rows.get, gone.rows)) and not is_remembered(connection, uuid):
        raise NotFound(
            msg("Nobody with this identity is in the database."), None, msg("Choose the person in a list again.")
        )
    return gone, needles_of(connection, gone, dict(image) if image is not None else None)


def _hold(connection: sa.Connection, uuid: str) -> None:
    """On a server nobody adds to the person meanwhile: whoever points to them waits, and is then refused."""
    if connection.dialect.name == "postgresql":
        table = stored(PERSON)
        connection.execute(sa.select(table.c.id).where(table.c.uuid == uuid).with_for_update())


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
    """Who was made one with the person has a stone of their own: a backup may still hold both."""
    for one in sorted(gone.people):
        known = connection.execute(sa.select(_tombstones.c.id).where(_tombstones.c.person == one)).scalar()
        if known is None:
            values = {
                "at": now(),
                "actor": actor,
                "person": one,
                "records": sorted(gone.uuids if one == uuid else [one]),
            }
            connection.execute(sa.insert(_tombstones).values(values))
