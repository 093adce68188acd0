"""How the record of a text is called in a list: by its own name, by the person it is about, by what it belongs to."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from tripplanner.names import PersonName
from tripplanner.planning.rows import stored
from tripplanner.planning.texts.owners import tables

_OWN = ("short_name", "name", "title", "term", "label", "key", "code", "date")
_OWNERS = ("person_id", "item_id", "site_id", "case_id", "leg_id", "trip_id")
_PERSON = (
    "family_name", "given_name", "second_family_name", "native_family", "native_given", "native_script",
    "romanisation", "preferred_latin", "name_order",
)  # fmt: skip


@cache
def naming(table: str) -> tuple[tuple[Any, ...], Any]:
    """The columns that name a record of the table, and the tables to select them from."""
    own = tables()[table]
    if table == "person":
        return _person(own), own
    columns = tuple(stored(own.c[name]) for name in _OWN if name in own.c and name not in ("code", "date"))
    if columns:
        return (*columns, *(own.c[name] for name in ("date", "code") if name in own.c)), own
    for column in (own.c[name] for name in _OWNERS if name in own.c):
        whole = next(iter(column.foreign_keys)).column.table
        named = _person(whole) if whole.name == "person" else naming(whole.name)[0]
        return named, own.outerjoin(whole, column == whole.c.id)
    return (), own


def _person(table: Any) -> tuple[Any, ...]:
    return tuple(table.c[name] for name in _PERSON)


def is_person(table: str) -> bool:
    """Whether a record of this table is called by a person's name."""
    return len(naming(table)[0]) == len(_PERSON)


def name_of(table: str, values: tuple[Any, ...]) -> str:
    """The stored name from the columns of :func:`naming`: a text as JSON, or plain words."""
    if is_person(table):
        parts = dict(zip(_PERSON, (value or "" for value in values), strict=True))
        return PersonName.of(SimpleNamespace(**parts)).printed
    return next((str(value) for value in values if value), "")


@cache
def ordering(table: str) -> tuple[Any, ...]:
    """By what records of the table follow one another."""
    own = tables()[table]
    columns: list[Any] = []
    if "item_id" in own.c and table != "cost":
        columns.append(own.c.item_id)
    columns += [own.c[name] for name in ("date", "start", "position") if name in own.c]
    if not columns and "code" in own.c:
        columns.append(own.c.code)
    return (*(sa.func.coalesce(column, "~") if column.name == "start" else column for column in columns), own.c.id)
