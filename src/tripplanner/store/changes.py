"""What one transaction changed: images of rows as they lie in the database, and the notice for screens."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, TypeEngine

from tripplanner.model import Base
from tripplanner.model.base import Record
from tripplanner.store.prepared import Prepared

Image = Mapping[str, Any]
Key = tuple[str, int]

# Replaying an edit is itself an edit: these two are never compared and never put back.
LIVE = frozenset({"version", "updated_at"})
_PORTION = 500  # SQLite before 3.32 takes 999 parameters


@dataclass(frozen=True, slots=True)
class Changes:
    """A notice: these rows, as (table, UUID), and tables changed. ``local`` is false for another client's commit.

    ``rows`` may be empty while ``tables`` is not: everything in those tables may have changed. ``columns`` are those
    written, as (table, column), all of a row that came or went; ``None`` where it is not known which.
    """

    rows: frozenset[tuple[str, str]]
    tables: frozenset[str]
    local: bool = True
    columns: frozenset[tuple[str, str]] | None = None

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str]], *, local: bool = True) -> Changes:
        """The notice for these rows."""
        found = frozenset(rows)
        return cls(found, frozenset(table for table, _ in found), local)

    @classmethod
    def made(cls, changes: Sequence[RowChange]) -> Changes:
        """The notice of what was changed here; a row whose images are not given may have changed anywhere."""
        told = cls.of((change.table, change.uuid) for change in changes)
        if not all(change.before or change.after for change in changes):
            return told
        images = ((change.table, image) for change in changes for image in (change.before, change.after) if image)
        return replace(told, columns=frozenset((table, column) for table, image in images for column in image))


#: The key of ``session.info`` under which lies what :func:`tell` was called for.
TOLD = "told"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after. ``None`` stands for a row that is not there.

    An insertion or a deletion has the whole row, an update only the columns that differ.
    """

    table: str
    id: int
    uuid: str
    before: Image | None
    after: Image | None

    def reversed(self) -> RowChange:
        """The change that takes this one back."""
        return RowChange(self.table, self.id, self.uuid, self.after, self.before)

    @property
    def action(self) -> str:
        """*created*, *changed* or *deleted*."""
        if self.before is None:
            return "created"
        return "deleted" if self.after is None else "changed"


def tell(session: Any, table: str, uuid: str) -> None:
    """Has the notice and the history of this transaction name a row that is kept for good, as a release is.

    Rows of records are found by themselves; no step of undo holds these.
    """
    session.info.setdefault(TOLD, []).append(RowChange(table, 0, uuid, None, {}))


@cache
def recorded_tables() -> Mapping[str, sa.Table]:
    """The tables whose rows can be undone, by name: those of the records."""
    found: dict[str, sa.Table] = {}
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Record):
            table = mapper.local_table
            assert isinstance(table, sa.Table)
            found[table.name] = table
    return found


def can_undo(change: RowChange) -> bool:
    """Whether a change is part of an undo step.

    Rows of *lasting* records say what did happen: only their deletion, with what they belonged to, and where they lead
    can be taken back.
    """
    table = recorded_tables()[change.table]
    if not _lasts(change.table) or change.action == "deleted":
        return True
    return change.action == "changed" and any(table.c[name].foreign_keys for name in change.after or {})


@cache
def _lasts(table: str) -> bool:
    return any(
        mapper.class_.lasting
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Record) and mapper.class_.__tablename__ == table  # type: ignore[attr-defined]
    )


@cache
def stored(table: str) -> sa.Table:
    """The table ``table`` with plain column types: values go in and out as they lie in the database."""
    mapped = Base.metadata.tables[table]
    columns = [sa.Column(c.name, plain_type(c.type), primary_key=c.primary_key) for c in mapped.columns]
    return sa.Table(table, sa.MetaData(), *columns)


def plain_type(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """The database type under our own column types."""
    while isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    return kind


def read_images(
    connection: sa.Connection, table: str, ids: Iterable[int], *, lock: bool = False
) -> dict[int, dict[str, Any]]:
    """The rows with these numbers as they lie in the database; ``lock`` keeps other writers off (PostgreSQL)."""
    wanted = sorted(ids)
    one, many = _selects(table, lock)
    if len(wanted) == 1:
        return {row["id"]: dict(row) for row in one.rows(connection, {"id": wanted[0]})}
    images: dict[int, dict[str, Any]] = {}
    for portion in portions(wanted):
        for row in connection.execute(many, {"ids": portion}).mappings():
            images[row["id"]] = dict(row)
    return images


@cache
def _selects(table: str, lock: bool) -> tuple[Prepared, Any]:
    """Statements for one row and for many; built once, because building costs more than asking."""
    target = stored(table)
    select = sa.select(target).with_for_update() if lock else sa.select(target)
    many = select.where(target.c.id.in_(sa.bindparam("ids", expanding=True)))
    return Prepared(select.where(target.c.id == sa.bindparam("id"))), many


def portions(values: list[Any], size: int = _PORTION) -> Iterator[list[Any]]:
    """The list cut into pieces that fit a statement's parameters."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def difference(table: str, id: int, before: Image | None, after: Image | None) -> RowChange | None:
    """The change between two images of a row, or ``None`` where nothing but its version differs."""
    if before is None and after is None:
        return None
    if before is None or after is None:
        whole = before if after is None else after
        assert whole is not None
        return RowChange(table, id, whole["uuid"], before, after)
    columns = [name for name in after if name not in LIVE and after[name] != before.get(name)]
    if not columns:
        return None
    picked = {name: before.get(name) for name in columns}, {name: after[name] for name in columns}
    return RowChange(table, id, after["uuid"], *picked)


def to_json(changes: Iterable[RowChange]) -> str:
    """The changes as one string; see :func:`from_json`."""
    rows = [[c.table, c.id, c.uuid, c.before, c.after] for c in changes]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def from_json(raw: str) -> list[RowChange]:
    """The opposite of :func:`to_json`."""
    return [RowChange(*row) for row in json.loads(raw)]


def merged(first: Iterable[RowChange], second: Iterable[RowChange]) -> list[RowChange]:
    """Two successive edits as one; a row that is back where it started drops out."""
    rows: dict[Key, RowChange] = {(c.table, c.id): c for c in first}
    for change in second:
        key = (change.table, change.id)
        rows[key] = _chained(rows[key], change) if key in rows else change
    return [c for c in rows.values() if c.before != c.after]


def _chained(old: RowChange, new: RowChange) -> RowChange:
    before, after = old.before, new.after
    if new.action == "changed" and old.after is not None:
        after = {**old.after, **(new.after or {})}
    if old.action == "changed" and before is not None and new.before is not None:
        before = {**new.before, **before}
    if before is not None and after is not None:
        same = [name for name in after if after[name] == before.get(name)]
        before = {k: v for k, v in before.items() if k not in same and k not in LIVE}
        after = {k: v for k, v in after.items() if k not in same and k not in LIVE}
    return RowChange(new.table, new.id, new.uuid, before, after)
