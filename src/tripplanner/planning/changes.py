"""The history of a record in words: which fields were changed, from what to what. Protected values are never told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message
from tripplanner.model.journal import HistoryEntry
from tripplanner.model.types import CivilDate, CivilTime, JsonColumn, TextColumn, TextsColumn
from tripplanner.planning.kinds import kinds
from tripplanner.planning.merging.comparing import PERSON
from tripplanner.planning.owning import class_of
from tripplanner.planning.using import name_of
from tripplanner.text import Text, texts_from_json

MOST = 100
#: Tables whose values are told nowhere.
_PROTECTED = frozenset({"sensitive_value", "wrapped_key"})
_OWN = frozenset({"id", "uuid", "version", "created_at", "updated_at", "sample_key", "position", "provenance"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after; of a text, in one language."""

    column: str
    title: Message
    before: object
    after: object
    language: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What one step did to a record. ``action``: *created*, *changed* or *deleted*."""

    change: str
    at: datetime
    actor: str
    station: str
    label: Message
    action: str
    fields: tuple[FieldChange, ...]


def changes_of(session: Session, *uuids: str, most: int = MOST) -> list[ChangeRow]:
    """The latest changes of the records with these UUIDs, the last one first; one row per step and record."""
    statement = (
        sa.select(HistoryEntry)
        .where(HistoryEntry.record.in_(uuids), HistoryEntry.table.not_in(_PROTECTED))
        .order_by(HistoryEntry.id.desc())
        .limit(most)
    )
    return [_row(session, entry) for entry in session.scalars(statement)]


def _row(session: Session, entry: HistoryEntry) -> ChangeRow:
    fields = tuple(_fields(session, entry.table, entry.fields or {})) if entry.action == "changed" else ()
    return ChangeRow(
        entry.change, entry.at, entry.actor, entry.station, Message.from_json(entry.label), entry.action, fields
    )


def _fields(session: Session, table: str, changed: Mapping[str, Any]) -> Iterator[FieldChange]:
    try:
        model = class_of(table)
    except KeyError:  # a table of a later program
        return
    columns: Any = {column.name: column for column in model.__table__.columns}  # type: ignore[attr-defined]
    for name in sorted(changed, key=lambda one: list(columns).index(one) if one in columns else len(columns)):
        if name in _OWN or name not in columns:
            continue
        pair: tuple[Any, Any] = tuple(changed[name])
        title = _titles(model).get(name, Message(name.removesuffix("_id").replace("_", " ")))
        yield from _told(session, columns[name], title, pair[0], pair[1])


def _told(session: Session, column: Any, title: Message, before: Any, after: Any) -> Iterator[FieldChange]:
    if isinstance(column.type, TextColumn):
        one, other = Text.from_json(before), Text.from_json(after)
        for language in dict.fromkeys((*one.words, *other.words)):
            if one.get(language) != other.get(language):
                yield FieldChange(column.name, title, one.get(language), other.get(language), language)
        return
    yield FieldChange(column.name, title, _value(session, column, before), _value(session, column, after))


def _value(session: Session, column: Any, stored: Any) -> object:
    """A stored value as lists show it; a link as the name of what it leads to."""
    if stored is None or stored == "":
        return None
    if column.foreign_keys:
        return _name(session, column, stored)
    if isinstance(column.type, TextsColumn):
        return texts_from_json(stored)
    if isinstance(column.type, JsonColumn):
        return json.loads(stored) if isinstance(stored, str) else stored
    if isinstance(column.type, CivilDate | CivilTime):
        return date.fromisoformat(stored) if len(stored) == 10 else datetime.fromisoformat(stored)
    return bool(stored) if isinstance(column.type, sa.Boolean) else stored


def _name(session: Session, column: Any, id: Any) -> object:
    target = next(iter(column.foreign_keys)).column.table.name
    other: Any = session.get(class_of(target), id)
    return name_of(other) if other is not None else "–"


def _titles(model: Any) -> Mapping[str, Message]:
    """The words for the columns of a class, as its card has them."""
    if model.__tablename__ == "person":
        return PERSON
    kind = next((one for one in kinds().values() if one.model is model), None)
    if kind is None:
        return {}
    own = {(field.path or field.key).split(".")[0]: field.title for field in kind.fields if "person" not in field.path}
    return {**own, **{f"{name}_id": title for name, title in own.items()}}
