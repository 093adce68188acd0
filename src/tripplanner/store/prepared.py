"""Statements that every edit sends: ready in the words of the database, so that sending them costs next to nothing.

Around each statement SQLAlchemy does much that these never need, and it took a third of the time of an edit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine

Values = Mapping[str, Any]
_Converter = Callable[[Any], Any] | None
_DIALECT = sqlite.dialect(paramstyle="named")


class Prepared:
    """One statement. In an SQLite transaction the driver gets it as it is; otherwise SQLAlchemy sends it as usual.

    The recorder does not see it: it is for what the store itself asks and writes.

    :param statement: a SELECT, INSERT, UPDATE or DELETE of SQLAlchemy; its values are of its columns’ own types.
    :param columns: those that an INSERT or UPDATE gives.
    """

    def __init__(self, statement: Any, columns: Sequence[str] = ()) -> None:
        self._statement, self._columns = statement, columns

    def rows(self, connection: sa.Connection, values: Values) -> list[Mapping[str, Any]]:
        """The rows of a SELECT, by the names of their columns."""
        driver = _driver(connection)
        if driver is None:
            return [dict(row) for row in connection.execute(self._statement, values).mappings()]
        return [
            {name: value if made is None else made(value) for (name, made), value in zip(self._made, row, strict=True)}
            for row in driver.execute(self._words, self._stored(values))
        ]

    def run(self, connection: sa.Connection, values: Values) -> None:
        """Sends it once."""
        driver = _driver(connection)
        if driver is None:
            connection.execute(self._statement, values)
        else:
            driver.execute(self._words, self._stored(values))

    def run_each(self, connection: sa.Connection, values: Sequence[Values]) -> None:
        """Sends it with each of these values; with none not at all."""
        driver = _driver(connection) if values else None
        if driver is not None:
            driver.executemany(self._words, [self._stored(one) for one in values])
        elif values:
            connection.execute(self._statement, values)

    def insert(self, connection: sa.Connection, values: Values) -> int:
        """Sends an INSERT and returns the number of the new row."""
        driver = _driver(connection)
        if driver is not None:
            return driver.execute(self._words, self._stored(values)).lastrowid
        key: Any = connection.execute(self._statement, values).inserted_primary_key
        return key[0]

    @cached_property
    def _compiled(self) -> Any:
        return self._statement.compile(dialect=_DIALECT, column_keys=list(self._columns) or None)

    @cached_property
    def _words(self) -> str:
        return str(self._compiled)

    @cached_property
    def _kept(self) -> dict[str, _Converter]:
        """How the values of each parameter are stored."""
        return {name: _bound(parameter.type) for name, parameter in self._compiled.binds.items()}

    @cached_property
    def _made(self) -> list[tuple[str, _Converter]]:
        """The columns of a SELECT, and what is made of their values."""
        return [(column.name, _read(column.type)) for column in self._statement.selected_columns]

    @cached_property
    def _fixed(self) -> dict[str, Any]:
        """What the statement itself says, such as a limit."""
        return {name: value for name, value in self._compiled.params.items() if value is not None}

    def _stored(self, values: Values) -> dict[str, Any]:
        given = {name: value if (kept := self._kept[name]) is None else kept(value) for name, value in values.items()}
        return self._fixed | given


def _driver(connection: sa.Connection) -> Any:
    """SQLite's own connection, where a transaction is under way that SQLAlchemy began."""
    if connection.dialect.name != "sqlite" or not connection.in_transaction():
        return None
    return connection.connection.driver_connection


def _bound(kind: TypeEngine[Any]) -> _Converter:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _read(kind: TypeEngine[Any]) -> _Converter:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
