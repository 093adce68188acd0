"""Where the texts of other records name a person, and taking the name out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from tripplanner.model.types import JsonColumn, TextColumn, TextsColumn
from tripplanner.store.changes import recorded_tables
from tripplanner.store.erasing.following import Gone
from tripplanner.store.erasing.wording import Needles

_SHORTEST = 9  # a shorter column holds a code of the program’s own
# Values that are no words: a namesake keeps their own name, ciphertext and hashes name nobody.
_NOT_THERE = frozenset({"person", "sensitive_value", "import_mark"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A field of another record that names the person; ``value`` as it is, ``cleaned`` as it would be."""

    table: str
    id: int
    uuid: str
    column: str
    value: Any
    cleaned: Any


def mentions(connection: sa.Connection, gone: Gone, needles: Needles, *, hold: bool = False) -> list[Mention]:
    """Every mention, but those in rows that go; ``hold`` keeps others from writing them (PostgreSQL)."""
    found: list[Mention] = []
    for table in recorded_tables().values():
        if table.name not in _NOT_THERE:
            found.extend(_in_table(connection, table, gone, needles, hold))
    return found


def take_out(connection: sa.Connection, found: list[Mention]) -> None:
    """Writes the fields without the name."""
    tables = recorded_tables()
    for mention in found:
        table = tables[mention.table]
        values = {mention.column: mention.cleaned, "version": table.c.version + 1}
        connection.execute(sa.update(table).where(table.c.id == mention.id).values(values))


def _in_table(
    connection: sa.Connection, table: sa.Table, gone: Gone, needles: Needles, hold: bool
) -> Iterator[Mention]:
    columns = [column for column in table.columns if _holds_words(column)]
    if not columns:
        return
    wanted = sa.select(table.c.id, table.c.uuid, *columns).where(needles.likely(connection, *columns))
    for row in connection.execute(wanted.with_for_update() if hold else wanted).mappings():
        if not gone.has(table.name, row["id"]):
            for column in columns:
                value = row[column.name]
                cleaned = needles.near(row["uuid"]).taken_out_of(value)
                if cleaned != value:
                    yield Mention(table.name, row["id"], row["uuid"], column.name, value, cleaned)


def _holds_words(column: sa.Column[Any]) -> bool:
    if isinstance(column.type, TextColumn | TextsColumn | JsonColumn):
        return True
    kind = column.type
    return isinstance(kind, sa.String) and (kind.length is None or kind.length > _SHORTEST)
