"""PostgreSQL for :func:`tripplanner.store.dialects.engine_of`; apart, because it takes long to import."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg


class PostgresDialect(PGDialect_psycopg):
    """Equal to every other that speaks to a server of the same version."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PostgresDialect) and self._version() == other._version()

    def __hash__(self) -> int:
        return hash(PostgresDialect)

    def _version(self) -> tuple[int, ...] | None:
        return getattr(self, "server_version_info", None)
