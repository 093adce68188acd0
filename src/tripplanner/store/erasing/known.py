"""What a person was ever known by: names before corrections, records that were made one with theirs, addresses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from tripplanner.model import Base
from tripplanner.model.journal import BinEntry, HistoryEntry, UndoStep
from tripplanner.model.vault import Tombstone
from tripplanner.store.changes import RowChange, from_json, portions, stored
from tripplanner.store.erasing.alone import surroundings
from tripplanner.store.erasing.following import Gone
from tripplanner.store.erasing.spelt import plain, words_of
from tripplanner.store.erasing.wording import Needles
from tripplanner.store.journal import BARRIER, KEPT, MERGE

PERSON, CONTACT = "person", "contact"
_REACH = ("email", "phone")
_NAMES = ("family_name", "native_family")
_history: Any = HistoryEntry.__table__
Image = Mapping[str, Any]


def needles_of(connection: sa.Connection, gone: Gone, image: Image | None) -> Needles:
    """The words to look for; ``image`` is the person's row, where there is one, and ``gone`` what goes with it."""
    own = frozenset(gone.people)
    images = [image] if image is not None else []
    images += [dict(was) for was in remembered(connection, own)]
    images += _corrected(connection, own, images)
    images += [{name: row[name] for name in _REACH} for row in _contacts(connection, gone)]
    return Needles(*images, shared=_shared(connection, gone), namesakes=_namesakes(connection, own),
                   around=surroundings(connection, gone))  # fmt: skip


def merged_into(connection: sa.Connection, uuids: Iterable[str]) -> set[str]:
    """The UUIDs of people whose records were made one with theirs, and with those in turn."""
    known, found = set(uuids), set[str]()
    deleted = sa.select(_history.c.change, _history.c.record, HistoryEntry.label).where(
        _history.c.table_name == PERSON, _history.c.action == "deleted",
        sa.cast(_history.c.label, sa.Text).contains(json.dumps(MERGE.id, ensure_ascii=False), autoescape=True),
    )  # fmt: skip
    merges = [(change, record, label["params"].get(KEPT)) for change, record, label in connection.execute(deleted)]
    fresh = known
    while fresh:
        touched = _changes_with(connection, fresh) if merges else set[str]()
        fresh = {gone for change, gone, kept in merges if change in touched or kept in fresh} - known - found
        found |= fresh
    return found - _living(connection, found)


def remembered(connection: sa.Connection, uuids: frozenset[str]) -> Iterator[Image]:
    """Whole images of these people in the bin and in undo steps."""
    for change in _images_with(connection, uuids):
        if change.table == PERSON and change.uuid in uuids:
            yield from (one for one in (change.before, change.after) if one is not None and "uuid" in one)


def people_remembered(connection: sa.Connection) -> Iterator[Image]:
    """Whole images of everybody in the bin and in undo steps."""
    for table in (BinEntry.__table__, UndoStep.__table__):
        images = table.c["images"]
        for raw in connection.scalars(
            sa.select(images).where(images.contains('"person"')).order_by(table.c["id"].desc())
        ):
            changes = (change for change in from_json(raw) if change.table == PERSON)
            yield from (one for change in changes for one in (change.before, change.after) if one and "uuid" in one)


def numbers(connection: sa.Connection, uuids: frozenset[str]) -> set[tuple[int, str]]:
    """The row numbers that these people had, as the bin and undo steps say."""
    return {(one.id, one.uuid) for one in _images_with(connection, uuids) if one.table == PERSON and one.uuid in uuids}


def is_remembered(connection: sa.Connection, uuid: str) -> bool:
    """Whether undo steps or the history still say something of a person who is neither here nor in the bin."""
    own = (_history.c.record == uuid) & (_history.c.table_name == PERSON)
    erased = sa.exists().where(Tombstone.person == uuid)
    told = sa.select(_history.c.id).where(own, _history.c.fields.is_not(None) | ~erased)
    other = sa.exists().where(_history.c.record == uuid, _history.c.table_name != PERSON)
    step = sa.select(UndoStep.id).where(UndoStep.images.contains(uuid, autoescape=True), ~other)
    return any(connection.execute(question.limit(1)).first() is not None for question in (told, step))


def _images_with(connection: sa.Connection, uuids: frozenset[str]) -> Iterator[RowChange]:
    for table in (BinEntry.__table__, UndoStep.__table__):
        images = table.c["images"]
        for portion in portions(sorted(uuids), 20):
            held = sa.or_(*(images.contains(uuid, autoescape=True) for uuid in portion))
            for raw in connection.scalars(sa.select(images).where(held, images != BARRIER)):
                yield from from_json(raw)


def _corrected(connection: sa.Connection, uuids: frozenset[str], images: list[Any]) -> list[Image]:
    """The person as each line of the history found them, from the latest back."""
    found: list[Image] = []
    for uuid in sorted(uuids):
        none: dict[str, Any] = {}
        last: dict[str, Any] = next((one for one in images if one.get("uuid") == uuid), none)
        image: dict[str, Any] = {**last}
        query = sa.select(HistoryEntry.fields).where(HistoryEntry.record == uuid, HistoryEntry.table == PERSON)
        for fields in connection.scalars(query.order_by(HistoryEntry.id.desc())):
            if fields:
                image = {**image, **{name: pair[0] for name, pair in fields.items()}}
                found.append(image)
    return found


def _changes_with(connection: sa.Connection, uuids: set[str]) -> set[str]:
    """The transactions that touched one of these people or what is theirs, by identity."""
    found: set[str] = set()
    for portion in portions(sorted(uuids)):
        found.update(connection.scalars(sa.select(_history.c.change).where(_history.c.record.in_(portion))))
    return found


def _living(connection: sa.Connection, uuids: set[str]) -> set[str]:
    """Those who are there: they were made one, and that was taken back."""
    here = stored(PERSON).c.uuid
    found: set[str] = set()
    for portion in portions(sorted(uuids)):
        found.update(connection.scalars(sa.select(here).where(here.in_(portion))))
    return found


def _contacts(connection: sa.Connection, gone: Gone) -> Iterator[Image]:
    table = stored(CONTACT)
    for portion in portions(sorted(gone.rows.get(CONTACT, ()))):
        yield from map(dict, connection.execute(sa.select(table).where(table.c.id.in_(portion))).mappings())


def _shared(connection: sa.Connection, gone: Gone) -> frozenset[str]:
    """Addresses and numbers that somebody or something else has as well."""
    found: set[str] = set()
    for table in Base.metadata.tables.values():
        columns = [table.c[name] for name in _REACH if name in table.c]
        for column in columns:
            rows = connection.execute(sa.select(table.c["id"], column).where(column != ""))
            found.update(str(value).casefold() for id, value in rows if not gone.has(table.name, id))
    return frozenset(found)


def _namesakes(connection: sa.Connection, uuids: frozenset[str]) -> frozenset[str]:
    """The family names of everybody else, plain."""
    table = stored(PERSON)
    rows = connection.execute(sa.select(table.c.uuid, *(table.c[name] for name in _NAMES)))
    return frozenset(
        "".join(map(plain, words_of(name))) for uuid, *names in rows if uuid not in uuids for name in names
    )
