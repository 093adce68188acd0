"""Engines that share one memory of the statements they have made.

SQLAlchemy remembers statements per engine: what the connections that read have
compiled, the one that writes compiles again, and so does every database opened
later. Dialects of one kind compile alike, so they count as equal here, and one
memory serves all.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_REMEMBERED = 1_000  # statements: several times what the window makes in a day
_made: LRUCache[Any, Any] = LRUCache(_REMEMBERED)


class SqliteDialect(SQLiteDialect_pysqlite):
    """Equal to every other of its kind."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SqliteDialect)

    def __hash__(self) -> int:
        return hash(SqliteDialect)


registry.register("sqlite.shared", __name__, "SqliteDialect")
registry.register("postgresql.shared", "tripplanner.store.postgres_dialect", "PostgresDialect")


def engine_of(url: sa.URL, **options: Any) -> sa.Engine:
    """An engine for ``url``, whose kind of database decides the dialect; ``options`` as for ``create_engine``."""
    shared = url.set(drivername=f"{url.get_backend_name()}+shared")
    return sa.create_engine(shared, execution_options={"compiled_cache": _made}, **options)
