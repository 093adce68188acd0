"""Lists in the order of a language: rows are fetched in windows by sort key, not all of them.

Every record has a key for each field and language (:mod:`tripplanner.store.side`), so that the database walks an
index and stops where the window ends, however long the list is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import languages
from tripplanner.spelling.sortkeys import STROKES
from tripplanner.store.side.subjects import NAME, SUBJECTS
from tripplanner.store.side.tables import sort


@dataclass(frozen=True, slots=True)
class Order:
    """By which field (``name``, ``title``, ``post`` …; a column that is sorted, or ``name`` of a person), in which
    language: its code, or :data:`STROKES`: Chinese by strokes instead of pinyin. Records without words come last,
    first when ``descending``.
    """

    field: str = NAME
    language: str = "fr"
    descending: bool = False


#: What a list may be sorted by: the languages of the program, and strokes.
ORDERS = (*languages(), STROKES)


def sortable(table: str) -> tuple[str, ...]:
    """The fields by which records of a table can be ordered."""
    subject = SUBJECTS.get(table)
    if subject is None:
        return ()
    return (*((NAME,) if table == "person" else ()), *subject.sorts)


def ordered(statement: Any, model: Any, order: Order, *, id: Any = None) -> Any:
    """The statement, joined with the sort keys of ``model`` (a mapped class) and ordered by them.

    Rows with equal keys are ordered by number, so that windows neither repeat nor miss one.

    :param id: the column with the record's number where it is not ``model.id``: a delegate is ordered by
        ``ordered(statement, Person, order, id=Delegate.person_id)``.
    """
    key = keys_of(model, order)
    number = model.id if id is None else id
    joined = statement.join(key, key.c.record_id == number)
    return joined.where(*_of(key, model, order)).order_by(*_by(key, order))


def keys_of(model: Any, order: Order) -> Any:
    """The sort keys of :func:`ordered` under their name in its statement; one may be ordered by several fields."""
    return _aliased(model.__tablename__, order.field)


@cache
def _aliased(table: str, field: str) -> Any:
    return sort.alias(f"key_{table}_{field}")


def window(statement: Any, model: Any, order: Order, offset: int, limit: int, *, id: Any = None) -> Any:
    """The rows at places ``offset`` to ``offset + limit`` of all records of ``model``, in order.

    For lists without a filter: the places are counted along the index alone, so that the end of a long list costs
    hardly more than its beginning. ``id`` is as in :func:`ordered`.
    """
    wanted = sa.select(sort.c.key, sort.c.record_id).where(*_of(sort, model, order)).order_by(*_by(sort, order))
    key = wanted.offset(offset).limit(limit).subquery(f"window_{model.__tablename__}")
    return statement.join(key, key.c.record_id == (model.id if id is None else id)).order_by(*_by(key, order))


def numbers(session: Session, model: Any, order: Order, *, offset: int = 0, limit: int = -1) -> Sequence[int]:
    """Row numbers of all records of ``model`` in order, from ``offset`` on: a walk along one index."""
    statement = sa.select(sort.c.record_id).where(*_of(sort, model, order)).order_by(*_by(sort, order)).offset(offset)
    return session.connection().execute(statement.limit(limit) if limit >= 0 else statement).scalars().all()


def after(statement: Any, model: Any, order: Order, last: int) -> Any:
    """Of an :func:`ordered` statement, the rows that follow the record ``last`` (its number)."""
    key = keys_of(model, order)
    own = sort.alias()
    edge = sa.select(own.c.key).where(*_of(own, model, order), own.c.record_id == last).scalar_subquery()
    here, there = sa.tuple_(key.c.key, key.c.record_id), sa.tuple_(edge, sa.literal(last))
    return statement.where(here < there if order.descending else here > there)


def place_of(session: Session, model: Any, order: Order, id: int) -> int:
    """How many records of ``model`` come before the one with this number."""
    own = sort.alias()
    edge = sa.select(own.c.key).where(*_of(own, model, order), own.c.record_id == id).scalar_subquery()
    here, there = sa.tuple_(sort.c.key, sort.c.record_id), sa.tuple_(edge, sa.literal(id))
    before = here > there if order.descending else here < there
    statement = sa.select(sa.func.count()).select_from(sort).where(*_of(sort, model, order), before)
    return session.connection().execute(statement).scalar_one()


def _of(key: Any, model: Any, order: Order) -> tuple[Any, ...]:
    return (key.c.table_name == model.__tablename__, key.c.field == order.field, key.c.language == order.language)


def _by(key: Any, order: Order) -> tuple[Any, ...]:
    columns = (key.c.key, key.c.record_id)
    return tuple(column.desc() for column in columns) if order.descending else columns
