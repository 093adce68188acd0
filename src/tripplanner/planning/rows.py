"""Frozen rows: what screens, commands and documents read, without the ORM behind them.

A row is a frozen slotted dataclass filled from plain columns. A text stays the string that lies in the
database until somebody looks at it: a list of thousands shows forty.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from itertools import starmap
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.planning.lazytext import LazyText as LazyText
from tripplanner.planning.lazytext import decoded as decoded

R = TypeVar("R")
#: Rows that are held at once by whoever keeps less of each: a thousand sites with all their words are ten megabytes.
_PORTION = 100


def stored(column: Any) -> Any:
    """The column as the string that lies in the database."""
    return sa.type_coerce(column, sa.Text()).label(None)


def execute(session: Session, statement: Any, values: Mapping[str, Any] | None = None) -> list[Any]:
    """Plain rows of columns, on the session's connection: the ORM's loading would cost as much again.

    ``values`` are those of the parameters that the statement names.
    """
    if session.new or session.dirty or session.deleted:
        session.flush()
    result: Any = session.connection().execute(statement, values)
    return result.all()


def streamed(session: Session, statement: Any) -> Iterator[Any]:
    """The same rows a portion at a time, for whoever keeps less of each than was read."""
    if session.new or session.dirty or session.deleted:
        session.flush()
    for portion in session.connection().execute(statement).partitions(_PORTION):
        yield from portion


def execute_numbers(session: Session, statement: Any) -> list[int]:
    """The numbers of a statement's only column, in its order.

    SQLite hands them over as one string, which it makes without giving up the order of the select inside: twenty
    thousand rows one by one cost more than finding them.
    """
    if session.get_bind().dialect.name != "sqlite":
        return [row[0] for row in execute(session, statement)]
    inner = statement.subquery()
    together: str | None = execute(session, sa.select(sa.func.group_concat(inner.c[0])))[0][0]
    return json.loads(f"[{together}]") if together else []


def columns_of(row_type: type, **columns: Any) -> list[Any]:
    """The columns in the order of the row's fields, so that no row is filled crosswise.

    Fields without a column must come last: they are added to each row afterwards.
    """
    names = [field.name for field in fields(row_type)]
    if names[: len(columns)] != [name for name in names if name in columns]:
        raise TypeError(f"{row_type.__name__}: fields without a column must come last, and every column needs a field")
    return [columns[name] for name in names[: len(columns)]]


def filled(session: Session, row_type: type[R], statement: Any, values: Mapping[str, Any] | None = None) -> list[R]:
    """One row per result; the statement's columns are in the order of the fields."""
    return list(starmap(row_type, execute(session, statement, values)))


def extended(
    session: Session,
    row_type: Callable[..., R],
    statement: Any,
    extra: Callable[[Any], tuple[Any, ...]],
    values: Mapping[str, Any] | None = None,
) -> list[R]:
    """One row per result; ``extra(result)`` gives the fields that follow the columns."""
    return [row_type(*row, *extra(row)) for row in execute(session, statement, values)]


def grouped(session: Session, statement: Any, values: Mapping[str, Any] | None = None) -> Mapping[int, tuple[Any, ...]]:
    """Values per owner: the statement gives pairs ``(owner id, value)`` in the order wanted."""
    found: dict[int, list[Any]] = defaultdict(list)
    for owner, value in execute(session, statement, values):
        found[owner].append(value)
    return {owner: tuple(values) for owner, values in found.items()}


def grouped_rows(
    session: Session, row_type: Callable[..., R], statement: Any, values: Mapping[str, Any] | None = None
) -> Mapping[int, tuple[R, ...]]:
    """Rows per owner: the first column is the owner's number, the others fill ``row_type``."""
    found: dict[int, list[R]] = defaultdict(list)
    for owner, *parts in execute(session, statement, values):
        found[owner].append(row_type(*parts))
    return {owner: tuple(rows) for owner, rows in found.items()}


def pair(first: Any, second: Any) -> tuple[Any, Any]:
    """Two columns as they are, for :func:`grouped_rows`."""
    return first, second


def among(statement: Any, column: Any, ids: Sequence[int] | None) -> Any:
    """The statement for rows whose ``column`` is among ``ids``; for all, when ``None``."""
    return statement if ids is None else statement.where(column.in_(ids))


def some(statement: Any, column: Any, ids: Sequence[int] | None) -> tuple[Any, Mapping[str, Any] | None]:
    """The same with a statement that a module keeps: it is put together once, and its numbers given apart."""
    return (statement, None) if ids is None else (_some(statement, column), {"ids": list(ids)})


@cache
def _some(statement: Any, column: Any) -> Any:
    return statement.where(column.in_(sa.bindparam("ids", expanding=True)))


def counted(session: Session, owner: Any, *conditions: Any) -> Mapping[int, int]:
    """How many rows there are per value of the column ``owner``."""
    statement = sa.select(owner, sa.func.count()).where(*conditions).group_by(owner)
    return dict(execute(session, statement))
