"""Column types: how values of the domain lie in a database.

All of them store plain strings, so SQLite and PostgreSQL hold the same bytes
and a row image is JSON as it stands.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from tripplanner.text import EMPTY, Text, Texts, texts_from_json, texts_to_json


@lru_cache(maxsize=8192)
def _decoded(stored: str) -> Text:
    """Texts are immutable: equal strings share one, which then compares at a glance."""
    return Text.from_json(stored)


class TextColumn(TypeDecorator[Text]):
    """A :class:`tripplanner.text.Text`; never NULL, ``""`` when empty."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Text | None, dialect: Dialect) -> str:
        return value.to_json() if value is not None else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> Text:
        return _decoded(value) if value else EMPTY


class TextsColumn(TypeDecorator[Texts]):
    """A tuple of texts, in order; ``""`` when there are none."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Texts | None, dialect: Dialect) -> str:
        return texts_to_json(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> Texts:
        return texts_from_json(value)


class JsonColumn(TypeDecorator[Any]):
    """A JSON value with sorted keys; ``None`` (unknown) is NULL. Assign a new value: changes inside are not seen."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; aware in Python, ``2027-06-13T04:45:00.000000Z`` in the database."""

    impl = sa.String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class CivilTime(TypeDecorator[datetime]):
    """A civil date and time without zone (the zone has a column of its own): ``2027-06-13T06:45``."""

    impl = sa.String(16)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is not None:
            raise ValueError("a civil time has no zone")
        return value.isoformat(timespec="minutes")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class CivilDate(TypeDecorator[date]):
    """A civil date: ``2027-06-13``."""

    impl = sa.String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()[:10]

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)
