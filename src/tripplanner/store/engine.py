"""Connections to SQLite and PostgreSQL, with the settings that keep data whole."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from tripplanner.store.capture import watch
from tripplanner.store.dialects import engine_of

BUSY_MILLISECONDS = 5_000
# Each one was measured or is there for a reason given in docs/data-safety.md.
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
)


def sqlite_writer(path: Path) -> sa.Engine:
    """The one connection that writes; every transaction takes the write lock at its start."""
    engine = _sqlite(path, pool_size=1, max_overflow=0)

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.execute("PRAGMA journal_mode = WAL")

    _begin_with(engine, "BEGIN IMMEDIATE")
    watch(engine)
    return engine


def sqlite_reader(path: Path) -> sa.Engine:
    """Connections that cannot write; each transaction sees the database as it was at its first statement."""
    engine = _sqlite(path, pool_size=4, max_overflow=12)

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.execute("PRAGMA query_only = ON")

    _begin_with(engine, "BEGIN")
    return engine


def postgres_writer(url: sa.URL) -> sa.Engine:
    """Connections that write; the version column refuses what READ COMMITTED would let be lost."""
    _quiet()
    engine = engine_of(url, pool_pre_ping=True, pool_size=2, connect_args=_manners(url))
    watch(engine)
    return engine


def postgres_reader(url: sa.URL) -> sa.Engine:
    """Connections that cannot write; each transaction sees one state of the database."""
    engine = engine_of(url, pool_pre_ping=True, pool_size=4, connect_args=_manners(url))
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _quiet() -> None:
    """A failing statement raises; that the driver then gives up its pipeline is no second piece of news."""
    logging.getLogger("psycopg").setLevel(logging.ERROR)


def _manners(url: sa.URL) -> dict[str, Any]:
    """Ten seconds to answer, unless the address says otherwise; texts in UTF-8, whatever the environment says."""
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": 10}
    return {**patience, "client_encoding": "utf8"}


def _sqlite(path: Path, **pool: Any) -> sa.Engine:
    url = sa.URL.create("sqlite+pysqlite", database=str(path))
    engine = engine_of(url, poolclass=QueuePool, connect_args={"check_same_thread": False}, **pool)

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.isolation_level = None  # the driver would begin transactions when it sees fit
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    return engine


def _begin_with(engine: sa.Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.exec_driver_sql(statement)
