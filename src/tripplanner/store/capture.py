"""Sees every row that a session writes, and refuses writes that it could not see.

Images are read from the database itself, before the first write to a row and
once at the end, so they hold what is stored: no default, hook or column type
can make them differ from it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction, object_session

from tripplanner.model.base import Record
from tripplanner.store.changes import Image, Key, RowChange, difference, read_images

# What a statement says apart from its comments, its words in quotes and the locks it asks for.
_ASIDE = re.compile(
    r"/\*.*?\*/|--[^\n]*|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\bFOR\s+(?:NO\s+KEY\s+)?UPDATE\b", re.S | re.I
)
_READS = ("SELECT", "WITH", "VALUES", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK TO")
_WRITES = re.compile(
    r"\b(INSERT|UPDATE|DELETE|MERGE|REPLACE\s+INTO|TRUNCATE|CREATE|ALTER|DROP|COPY|ATTACH|PRAGMA|VACUUM|COMMIT)\b", re.I
)
_RECORDER = "tripplanner.recorder"


@lru_cache(maxsize=512)
def _only_reads(statement: str) -> bool:
    plain = _ASIDE.sub(" ", statement).strip()
    return plain.upper().startswith(_READS) and _WRITES.search(plain) is None


class Unrecorded(RuntimeError):
    """A mistake in a verb: it wrote, committed or rolled back behind the recorder's back."""


class WriteSession(Session):
    """The session a writing verb gets: it flushes and nests, the workspace alone commits."""

    def commit(self) -> None:
        raise Unrecorded("a verb does not commit: the workspace does, once")

    def rollback(self) -> None:
        raise Unrecorded("a verb does not roll back: it raises, and nothing is kept")

    def close(self) -> None:
        if _RECORDER in self.info:
            raise Unrecorded("a verb does not close its session: the workspace does")
        super().close()

    def finish(self) -> None:
        """Commits; for the workspace."""
        super().commit()


class Recorder:
    """Collects what one write session changes."""

    def __init__(self, session: WriteSession) -> None:
        self._session = session
        self._connection = session.connection()
        self._before: dict[Key, Image | None] = {}
        self._open = 0
        self.deleted: set[str] = set()  # UUIDs of what the session deletes
        self._written = self._rows_written()
        session.info[_RECORDER] = self
        self._info = self._connection.info  # kept: a connection that breaks has none any more
        self._info[_RECORDER] = self

    def close(self) -> None:
        """Lets go of the connection, which goes back to the pool."""
        self._info.pop(_RECORDER, None)
        self._session.info.pop(_RECORDER, None)

    @contextmanager
    def own_writes(self) -> Generator[sa.Connection]:
        """Inside, the store itself writes with plain statements (journal, history)."""
        self._open += 1
        try:
            yield self._connection
        finally:
            self._open -= 1
            self._written = self._rows_written()

    @contextmanager
    def replaying(self, keys: Iterable[Key]) -> Generator[sa.Connection]:
        """Inside, the store writes these rows with plain statements; they are recorded all the same."""
        missing = [key for key in keys if key not in self._before]
        images = self._images(missing)
        self._before.update({key: images.get(key) for key in missing})
        with self.own_writes() as connection:
            yield connection

    def changes(self) -> list[RowChange]:
        """What changed since the session began, in the order in which rows were first touched."""
        self._refuse_unseen()
        after = self._images(self._before)
        found = (difference(*key, before, after.get(key)) for key, before in self._before.items())
        return [change for change in found if change is not None]

    def inserted(self, record: Any) -> None:
        """A record was just inserted."""
        self._before.setdefault((record.__table__.name, record.id), None)

    def touched(self, record: Any) -> None:
        """A record is about to be written or deleted: keeps its image if it has none yet."""
        key = (record.__table__.name, record.id)
        if key not in self._before:
            self._before.update(self._images([key]))

    def check(self, statement: str) -> None:
        """Refuses a writing statement that no flush sends."""
        if self._open:
            return
        self._refuse_unseen()
        if not _only_reads(statement):
            raise Unrecorded(f"only changes to mapped objects can be undone, not a statement: {statement.strip()[:80]}")

    def flush_starts(self, session: Session) -> None:
        """Keeps the images of what is about to be written, and lets the flush write."""
        self.deleted |= {r.uuid for r in session.deleted if isinstance(r, Record)}
        seen = [r for r in (*session.dirty, *session.deleted) if isinstance(r, Record)]
        keys: list[Key] = [(r.__table__.name, r.id) for r in seen]  # pyright: ignore
        self._before.update(self._images(key for key in keys if key not in self._before))
        self._open = 1

    def flush_ended(self) -> None:
        """From here on, statements that write are refused again."""
        self._open = 0
        self._written = self._rows_written()

    def _refuse_unseen(self) -> None:
        if not self._open and self._rows_written() != self._written:
            raise Unrecorded("rows were written through the database’s driver: that cannot be undone")

    def _rows_written(self) -> int:
        """SQLite counts what its connection writes, by whichever way; PostgreSQL's driver counts nothing."""
        driver = None if self._connection.closed else self._connection.connection.driver_connection
        return getattr(driver, "total_changes", 0)

    def _images(self, keys: Iterable[Key]) -> dict[Key, Image]:
        by_table: dict[str, list[int]] = defaultdict(list)
        for table, id in keys:
            by_table[table].append(id)
        found: dict[Key, Image] = {}
        for table, ids in by_table.items():
            rows = read_images(self._connection, table, ids)
            found.update({(table, id): image for id, image in rows.items()})
        return found


def watch(engine: sa.Engine) -> None:
    """Makes the recorder see every statement that the engine sends."""
    event.listen(engine, "before_cursor_execute", _check)
    event.listen(engine, "commit", _refuse_commit)


def _check(connection: sa.Connection, cursor: Any, statement: str, *_: Any) -> None:
    recorder: Recorder | None = connection.info.get(_RECORDER)
    if recorder is not None:
        recorder.check(statement)


def _refuse_commit(connection: sa.Connection) -> None:
    if _RECORDER in connection.info:
        connection.connection.rollback()  # SQLAlchemy believes the transaction over and would not end it
        raise Unrecorded("a verb does not commit: the workspace does, once")


def recorder_of(session: Session) -> Recorder:
    """The recorder of a writing verb's session."""
    recorder: Recorder | None = session.info.get(_RECORDER)
    if recorder is None:
        raise Unrecorded("a writing verb is called with do()")
    return recorder


def _recorder(record: Any) -> Recorder | None:
    session = object_session(record)
    return session.info.get(_RECORDER) if session is not None else None


@event.listens_for(WriteSession, "before_flush")
def _flush_starts(session: Session, context: UOWTransaction, instances: Any) -> None:
    if _RECORDER in session.info:
        session.info[_RECORDER].flush_starts(session)


@event.listens_for(WriteSession, "after_flush_postexec")
@event.listens_for(WriteSession, "after_soft_rollback")
def _flush_ended(session: Session, *_: Any) -> None:
    if _RECORDER in session.info:
        session.info[_RECORDER].flush_ended()


@event.listens_for(Record, "after_insert", propagate=True)
def _inserted(mapper: Any, connection: sa.Connection, record: Any) -> None:
    recorder = _recorder(record)
    if recorder is not None:
        recorder.inserted(record)


@event.listens_for(Record, "before_update", propagate=True)
@event.listens_for(Record, "before_delete", propagate=True)
def _touched(mapper: Any, connection: sa.Connection, record: Any) -> None:
    recorder = _recorder(record)
    if recorder is not None:
        recorder.touched(record)
