"""Which rows go with a row: found by the foreign keys, so that a table added later is followed too.

A row that must point to one that goes, goes with it; a row that may point to it loses the link. References, marks and
attachments go with the record whose UUID they bear; a file goes when nothing else points to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import sqlalchemy as sa

from tripplanner.model.base import GOES_ALONG
from tripplanner.store.changes import Image, portions, recorded_tables, stored
from tripplanner.store.replay import moment

OWNER = "owner_uuid"
FILES = "file"


@dataclass(frozen=True, slots=True)
class Link:
    """The column of ``table`` that points to ``target``; ``firm`` ones cannot be empty, or take the row along."""

    table: str
    column: str
    target: str
    firm: bool


@dataclass
class Gone:
    """Rows that go, by table, with their UUIDs; and the links that others lose: (table, column) to row numbers."""

    rows: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    uuids: set[str] = field(default_factory=set[str])
    freed: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    files: set[int] = field(default_factory=set[int])  # that rows in the bin pointed to
    people: set[str] = field(default_factory=set[str])  # who: their UUIDs, with those of records made one with theirs

    def has(self, table: str, id: object) -> bool:
        """Whether this row goes."""
        return table in self.rows and id in self.rows[table]

    def add(self, table: str, found: Iterable[tuple[int, str]]) -> list[int]:
        """Notes rows and returns the numbers of those that were not known yet."""
        fresh = [(id, uuid) for id, uuid in found if id not in self.rows[table]]
        self.rows[table].update(id for id, _ in fresh)
        self.uuids.update(uuid for _, uuid in fresh)
        return [id for id, _ in fresh]

    def counts(self) -> Mapping[str, int]:
        """How many rows of each table go."""
        return {table: len(ids) for table, ids in self.rows.items() if ids}


@cache
def links() -> tuple[Link, ...]:
    """Every link between records."""
    return tuple(
        Link(table.name, column.name, key.column.table.name, not column.nullable or column.info.get(GOES_ALONG, False))
        for table in recorded_tables().values()
        for column in table.columns
        for key in column.foreign_keys
    )


def gone_with(connection: sa.Connection, roots: Mapping[str, Collection[int]]) -> Gone:
    """What goes with the rows ``roots`` (numbers by table), those included."""
    gone = Gone()
    follow(connection, gone, roots)
    return gone


def follow(connection: sa.Connection, gone: Gone, roots: Mapping[str, Collection[int]]) -> None:
    """Adds the rows ``roots`` and what goes with them."""
    waiting = [(table, gone.add(table, _named(connection, table, ids))) for table, ids in roots.items()]
    while waiting:
        table, ids = waiting.pop()
        waiting += _followers(connection, gone, table, ids)
    _free_files(connection, gone)


def settle(connection: sa.Connection, gone: Gone) -> None:
    """Follows what was found in the bin: rows that its records own, files that they alone pointed to."""
    _add_owned(connection, gone, sorted(gone.uuids))
    _free_files(connection, gone)


def note_files(gone: Gone, table: str, image: Image) -> None:
    """Notes the files that an image of a row that goes points to."""
    numbers = (image.get(link.column) for link in _links_of(table) if link.target == FILES)
    gone.files.update(number for number in numbers if number is not None)


def delete(connection: sa.Connection, gone: Gone) -> None:
    """Frees the links, then deletes the rows, children first."""
    for (name, column), ids in gone.freed.items():
        table = stored(name)
        values = {column: None, "version": table.c.version + 1, "updated_at": moment()}
        for portion in portions(sorted(ids - gone.rows.get(name, set()))):
            connection.execute(sa.update(table).where(table.c.id.in_(portion)).values(values))
    for name in _children_first():
        table = stored(name)
        for portion in portions(sorted(gone.rows.get(name, ()))):
            connection.execute(sa.delete(table).where(table.c.id.in_(portion)))


def goes(gone: Gone, table: str, image: Image) -> bool:
    """Whether a row seen in an image goes: it is one that goes, or must point to one."""
    if gone.has(table, image.get("id")) or image.get(OWNER) in gone.uuids:
        return True
    return any(link.firm and gone.has(link.target, image.get(link.column)) for link in _links_of(table))


def points_to(gone: Gone, table: str, image: Image) -> list[str]:
    """The columns of an image whose links lead to rows that go."""
    return [link.column for link in _links_of(table) if gone.has(link.target, image.get(link.column))]


@cache
def _links_of(table: str) -> tuple[Link, ...]:
    return tuple(link for link in links() if link.table == table)


@cache
def _children_first() -> tuple[str, ...]:
    tables = recorded_tables()
    first = next(iter(tables.values()))
    return tuple(table.name for table in reversed(first.metadata.sorted_tables) if table.name in tables)


def _named(connection: sa.Connection, table: str, ids: Collection[int]) -> Iterator[tuple[int, str]]:
    columns = stored(table).c
    for portion in portions(sorted(ids)):
        yield from map(tuple, connection.execute(sa.select(columns.id, columns.uuid).where(columns.id.in_(portion))))


def _followers(connection: sa.Connection, gone: Gone, table: str, ids: list[int]) -> list[tuple[str, list[int]]]:
    found: list[tuple[str, list[int]]] = []
    for link in links():
        if link.target != table or not ids:
            continue
        columns = stored(link.table).c
        for portion in portions(ids):
            wanted = sa.select(columns.id, columns.uuid).where(columns[link.column].in_(portion))
            rows = [(row[0], row[1]) for row in connection.execute(wanted)]
            if link.firm:
                found.append((link.table, gone.add(link.table, rows)))
            else:
                gone.freed[link.table, link.column].update(id for id, _ in rows)
    return found + _owned(connection, gone, table, ids)


def _owned(connection: sa.Connection, gone: Gone, table: str, ids: list[int]) -> list[tuple[str, list[int]]]:
    """References, marks and attachments, which know their owner by its UUID."""
    return _add_owned(connection, gone, [uuid for _, uuid in _named(connection, table, ids)])


def _add_owned(connection: sa.Connection, gone: Gone, uuids: list[str]) -> list[tuple[str, list[int]]]:
    found: list[tuple[str, list[int]]] = []
    for name, mapped in recorded_tables().items():
        if OWNER in mapped.c:
            columns = stored(name).c
            for portion in portions(uuids):
                rows = connection.execute(sa.select(columns.id, columns.uuid).where(columns[OWNER].in_(portion)))
                found.append((name, gone.add(name, [(row[0], row[1]) for row in rows])))
    return found


def _free_files(connection: sa.Connection, gone: Gone) -> None:
    """The files that only rows that go point to go as well."""
    wanted = set(gone.files)
    kept: set[int] = set()
    for link in links():
        if link.target == FILES:
            columns = stored(link.table).c
            rows = connection.execute(
                sa.select(columns.id, columns[link.column]).where(columns[link.column].is_not(None))
            )
            for id, file in rows:
                (wanted if gone.has(link.table, id) else kept).add(file)
    gone.add(FILES, _named(connection, FILES, wanted - kept))
