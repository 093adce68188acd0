"""Everything the database holds about one person, as plain values: what they are given when they ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.files import Blob, File
from tripplanner.model.journal import HistoryEntry
from tripplanner.model.outbox import OutboxAttachment
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.types import JsonColumn, TextColumn, TextsColumn
from tripplanner.model.vault import Reveal
from tripplanner.names import PersonName
from tripplanner.planning.finding import find
from tripplanner.planning.privacy.values import read_values
from tripplanner.store.changes import portions, recorded_tables, stored
from tripplanner.store.erasing.following import FILES, Gone, gone_with, links
from tripplanner.store.erasing.known import PERSON
from tripplanner.store.erasing.mentions import mentions
from tripplanner.store.erasing.person import find as find_all
from tripplanner.store.erasing.pictures import SEEN, hanging
from tripplanner.store.vault.vault import Vault
from tripplanner.text import Text

# Bookkeeping of the program, and ciphertext: the clear values stand in a part of their own.
_LEFT_OUT = frozenset({"id", "version", "sample_key", "value", "key_id", "blind"})
_WHAT = msg("person")
_NAMES = ("title", "name", "term", "code", "acronym", "number")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the person: its name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Gathered:
    """``records`` by table, ``protected`` values by kind, ``mentions`` in other records, ``history``, ``reveals``."""

    name: str
    records: Mapping[str, list[Mapping[str, Any]]]
    protected: Mapping[str, Any]
    mentions: list[Mapping[str, Any]]
    history: list[Mapping[str, Any]]
    reveals: list[Mapping[str, Any]]
    files: tuple[Kept, ...]


def gather(session: Session, uuid: str, vault: Vault) -> Gathered:
    """Everything about the person with this UUID.

    :raises NotFound: nobody has it.
    :raises VaultLocked: there are protected values and the vault is locked: half an answer would be a wrong one.
    """
    number = find(session, Person, uuid, _WHAT)
    connection = session.connection()
    person = session.get_one(Person, number)
    known, needles = find_all(connection, uuid)
    gone = gone_with(connection, {PERSON: [number]})
    theirs = [one.id for one in hanging(connection, gone, needles) if one.why != SEEN and not one.binned]
    return Gathered(
        PersonName.of(person).printed,
        _records(session, gone),
        _protected(session, number, vault),
        [
            {"table": one.table, "uuid": one.uuid, "field": one.column, "value": plain(one.value)}
            for one in mentions(connection, gone, needles)
        ],
        _history(session, known),
        _reveals(session, uuid),
        tuple(_files(session, gone, theirs)),
    )


def plain(value: Any) -> Any:
    """A value as JSON can hold it; a text as its words by language."""
    if isinstance(value, Text):
        return dict(value.words)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}  # pyright: ignore
    return value


def _records(session: Session, gone: Gone) -> dict[str, list[Mapping[str, Any]]]:
    """The rows that are the person's, and those that point to them, with names in the place of numbers."""
    wanted: dict[str, set[int]] = {table: set(ids) for table, ids in gone.rows.items()}
    for (table, _), ids in gone.freed.items():
        wanted.setdefault(table, set()).update(ids)
    return {table: _rows(session, table, ids) for table, ids in sorted(wanted.items()) if ids}


def _rows(session: Session, name: str, ids: set[int]) -> list[Mapping[str, Any]]:
    table = recorded_tables()[name]
    found: list[Mapping[str, Any]] = []
    for portion in portions(sorted(ids)):
        for row in session.execute(sa.select(table).where(table.c.id.in_(portion)).order_by(table.c.id)).mappings():
            values = {c.name: _value(session, c, row[c.name]) for c in table.columns if c.name not in _LEFT_OUT}
            found.append({key: value for key, value in values.items() if value not in (None, "", [], {})})
    return found


def _value(session: Session, column: sa.Column[Any], value: Any) -> Any:
    """A link is told by the name of what it leads to."""
    for key in column.foreign_keys:
        if value is not None:
            return _called(session, key.column.table.name, value)
    return plain(value)


def _called(session: Session, name: str, number: int) -> Any:
    table = recorded_tables()[name]
    columns = [table.c[key] for key in _NAMES if key in table.c]
    if name == PERSON:
        person = session.get_one(Person, number)
        return PersonName.of(person).printed
    row = session.execute(sa.select(table.c.uuid, *columns).where(table.c.id == number)).first()
    return next((plain(part) for part in row[1:] if part), row[0]) if row is not None else None


def _protected(session: Session, number: int, vault: Vault) -> dict[str, Any]:
    has = session.scalar(sa.select(sa.func.count()).where(SensitiveValue.person_id == number))
    if not has:
        return {}
    kinds = list(session.scalars(sa.select(SensitiveValue.kind).where(SensitiveValue.person_id == number)))
    found = read_values(session, vault, [number], kinds)
    return {kind: plain(asdict(cast("Any", content))) for kind, content in found.get(number, {}).items()}


def _history(session: Session, gone: Gone) -> list[Mapping[str, Any]]:
    """Who did what to the records, and when."""
    found: list[Mapping[str, Any]] = []
    for portion in portions(sorted(gone.uuids)):
        query = sa.select(HistoryEntry).where(HistoryEntry.record.in_(portion)).order_by(HistoryEntry.id)
        found += [
            {"at": plain(one.at), "by": one.actor, "action": one.action, "table": one.table, "record": one.record,
             "changes": _changed(one)}
            for one in session.scalars(query)
        ]  # fmt: skip
    return sorted(found, key=lambda one: one["at"])


def _changed(one: HistoryEntry) -> Mapping[str, Any]:
    """What stood in each field before and after; columns of texts are stored as JSON."""
    table = recorded_tables().get(one.table)
    kept = {name: pair for name, pair in (one.fields or {}).items() if name not in _LEFT_OUT}
    return {name: [_read(table, name, value) for value in pair] for name, pair in kept.items()}


def _read(table: sa.Table | None, name: str, value: Any) -> Any:
    kind = table.c[name].type if table is not None and name in table.c else None
    if isinstance(kind, TextColumn | TextsColumn | JsonColumn) and isinstance(value, str):
        return plain(kind.process_result_value(value, DefaultDialect()))
    return plain(value)


def _reveals(session: Session, uuid: str) -> list[Mapping[str, Any]]:
    query = sa.select(Reveal).where(Reveal.person == uuid).order_by(Reveal.id)
    return [
        {"at": plain(one.at), "by": one.actor, "kind": one.kind, "purpose": one.purpose}
        for one in session.scalars(query)
    ]


def _files(session: Session, gone: Gone, more: Iterable[int]) -> list[Kept]:
    """What their rows point to, also where something else points to the same file; and ``more`` files."""
    wanted = {*gone.rows[FILES], *more}
    for link in links():
        if link.target == FILES:
            columns = stored(link.table).c
            for portion in portions(sorted(gone.rows.get(link.table, ()))):
                query = sa.select(columns[link.column]).where(columns.id.in_(portion))
                wanted.update(number for number in session.scalars(query) if number is not None)
    found = sa.select(File.name, Blob.data).join(Blob, Blob.sha256 == File.sha256).where(File.id.in_(wanted))
    files = [Kept(name, data) for name, data in session.execute(found.order_by(File.id))]
    return files + _enclosed(session, gone)


def _enclosed(session: Session, gone: Gone) -> list[Kept]:
    """What went with the messages to them."""
    kept: list[Kept] = []
    for portion in portions(sorted(gone.rows.get("outbox_attachment", ()))):
        found = sa.select(OutboxAttachment.name, Blob.data).join(Blob, Blob.sha256 == OutboxAttachment.sha256)
        rows = session.execute(found.where(OutboxAttachment.id.in_(portion)).order_by(OutboxAttachment.id))
        kept += [Kept(row.name, row.data) for row in rows]
    return kept
