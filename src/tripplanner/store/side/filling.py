"""Fills the side tables: after each edit what it touched, and everything when they are made anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from tripplanner.i18n import msg
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store.changes import RowChange, portions, stored
from tripplanner.store.prepared import Prepared
from tripplanner.store.side import tables
from tripplanner.store.side.docs import BEGIN, END, PART, Doc, doc_of
from tripplanner.store.side.subjects import SUBJECTS

_PORTION = 500
_dirty, _sort, _text = tables.dirty, tables.sort, tables.text


def _one_or_many(statement: Any, table: sa.Table) -> tuple[Prepared, Any]:
    """The statement for one record and for several: the usual edit is of one, and lists of parameters cost."""
    here = statement.where(table.c.table_name == sa.bindparam("of"))
    several = here.where(table.c.record_id.in_(sa.bindparam("ids", expanding=True)))
    return Prepared(here.where(table.c.record_id == sa.bindparam("id"))), several


_READ = _one_or_many(sa.select(_text), _text)
_READ_KEYS = _one_or_many(sa.select(_sort), _sort)
_DROP = _one_or_many(sa.delete(_text), _text)
_CLEAN = _one_or_many(sa.delete(_dirty), _dirty)
_ADD_KEYS = Prepared(sa.insert(_sort), _sort.c.keys())
_DROP_KEY = Prepared(sa.delete(_sort).where(*(column == sa.bindparam(f"of_{column.name}") for column in _sort.c)))
_CHANGE = Prepared(sa.update(_text).where(_text.c.id == sa.bindparam("of_id")), ("of_id", *tables.WORDS))
_SQLITE_COLUMNS = ", ".join(("rowid", *tables.WORDS))
_SQLITE_MARKS = ", ".join("?" * (len(tables.WORDS) + 1))
_UNFIND = f"INSERT INTO side_words (side_words, {_SQLITE_COLUMNS}) VALUES ('delete', {_SQLITE_MARKS})"
_FIND = f"INSERT INTO side_words ({_SQLITE_COLUMNS}) VALUES ({_SQLITE_MARKS})"
_WEIGH = sa.text("UPDATE side_text SET words = CAST(:words AS tsvector) WHERE id = :id")


def follow(connection: sa.Connection, changes: Iterable[RowChange]) -> None:
    """Brings the side tables up to what an edit changed, in the edit's own transaction."""
    touched: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        subject = SUBJECTS.get(change.table)
        if subject is not None and (change.action != "changed" or not set(subject.columns).isdisjoint(change.after)):  # type: ignore[arg-type]
            touched[change.table].add(change.id)
    for table, ids in touched.items():
        refresh(connection, table, ids)


def refresh(connection: sa.Connection, table: str, ids: Iterable[int]) -> None:
    """Makes the side tables agree with these records, which may be gone."""
    for portion in portions(sorted(ids), _PORTION):
        docs = {row["id"]: doc_of(table, row) for row in _rows(connection, table, portion)}
        _put_keys(connection, table, portion, docs)
        _put_words(connection, table, portion, docs)
        _delete(connection, _CLEAN, table, portion)


def forget(connection: sa.Connection, table: str, ids: Iterable[int]) -> None:
    """Removes records from the side tables, whether or not they still exist, and their words from the index.

    In an SQLite file the words are then on freed pages only, which ``secure_delete`` overwrites and VACUUM drops.
    """
    for portion in portions(sorted(ids), _PORTION):
        _put_keys(connection, table, portion, {})
        _put_words(connection, table, portion, {})
        _delete(connection, _CLEAN, table, portion)
    scrub(connection)


def scrub(connection: sa.Connection) -> None:
    """Makes the index anew from the words that are left: deleted ones linger in it otherwise."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO side_words (side_words) VALUES ('rebuild')")


def mend(connection: sa.Connection, progress: Progress = NO_PROGRESS) -> int:
    """Takes in what was written past the workspace; returns how many records that were."""
    noted: dict[str, list[int]] = defaultdict(list)
    for table, id in connection.execute(sa.select(_dirty.c.table_name, _dirty.c.record_id).distinct()):
        noted[table].append(id)
    total, done = sum(map(len, noted.values())), 0
    for table, ids in noted.items():
        for portion in portions(sorted(ids), _PORTION):
            progress.check()
            progress.step(done, total, msg("Preparing the search"))
            refresh(connection, table, portion)
            done += len(portion)
    return total


def is_dirty(connection: sa.Connection) -> bool:
    """Whether something was written past the workspace since."""
    return connection.execute(sa.select(_dirty.c.id).limit(1)).first() is not None


def rebuild(connection: sa.Connection, progress: Progress = NO_PROGRESS) -> None:
    """Makes the side tables and fills them from the records, in the caller's transaction."""
    tables.drop(connection)
    tables.create(connection)
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("LOCK TABLE side_text, side_sort IN EXCLUSIVE MODE")
    for number, table in enumerate(SUBJECTS):
        progress.check()
        progress.step(number, len(SUBJECTS), msg("Preparing the search"))
        ids = list(connection.execute(sa.select(stored(table).c.id).order_by(stored(table).c.id)).scalars())
        for portion in portions(ids, _PORTION):
            docs = {row["id"]: doc_of(table, row) for row in _rows(connection, table, portion)}
            _add_keys(connection, table, [(id, *key) for id, doc in docs.items() for key in doc.keys])
            _add_words(connection, table, docs)


def _read(
    connection: sa.Connection, statements: tuple[Prepared, Any], table: str, ids: Sequence[int]
) -> Sequence[Mapping[Any, Any]]:
    if len(ids) == 1:
        return statements[0].rows(connection, {"of": table, "id": ids[0]})
    return connection.execute(statements[1], {"of": table, "ids": ids}).mappings().all()


def _delete(connection: sa.Connection, statements: tuple[Prepared, Any], table: str, ids: Sequence[int]) -> None:
    if len(ids) == 1:
        statements[0].run(connection, {"of": table, "id": ids[0]})
    else:
        connection.execute(statements[1], {"of": table, "ids": ids})


@cache
def _select(table: str) -> tuple[Prepared, Any]:
    source = stored(table)
    wanted = sa.select(source.c.id, *(source.c[name] for name in SUBJECTS[table].columns))
    several = wanted.where(source.c.id.in_(sa.bindparam("ids", expanding=True)))
    return Prepared(wanted.where(source.c.id == sa.bindparam("id"))), several


def _rows(connection: sa.Connection, table: str, ids: Sequence[int]) -> Sequence[Mapping[Any, Any]]:
    one, many = _select(table)
    if len(ids) == 1:
        return one.rows(connection, {"id": ids[0]})
    return connection.execute(many, {"ids": ids}).mappings().all()


def _put_keys(connection: sa.Connection, table: str, ids: Sequence[int], docs: Mapping[int, Doc]) -> None:
    wanted = {(id, *key) for id, doc in docs.items() for key in doc.keys}
    rows = _read(connection, _READ_KEYS, table, ids)
    present = {(row["record_id"], row["field"], row["language"], row["key"]) for row in rows}
    gone = [
        {"of_table_name": table, "of_record_id": id, "of_field": field, "of_language": language, "of_key": key}
        for id, field, language, key in present - wanted
    ]
    _DROP_KEY.run_each(connection, gone)
    _add_keys(connection, table, sorted(wanted - present))


def _add_keys(connection: sa.Connection, table: str, keys: Sequence[tuple[int, str, str, str]]) -> None:
    _ADD_KEYS.run_each(
        connection,
        [
            {"table_name": table, "record_id": id, "field": field, "language": language, "key": key}
            for id, field, language, key in keys
        ],
    )


def _put_words(connection: sa.Connection, table: str, ids: Sequence[int], docs: Mapping[int, Doc]) -> None:
    present = {row["record_id"]: row for row in _read(connection, _READ, table, ids)}
    indexed = {id: tuple(row[name] for name in tables.WORDS) for id, row in present.items()}
    changed = {id: doc for id, doc in docs.items() if id in present and _values(doc) != indexed[id]}
    gone = present.keys() - docs.keys()
    if connection.dialect.name == "sqlite":
        for id in (*gone, *changed):
            connection.exec_driver_sql(_UNFIND, (present[id]["id"], *indexed[id]))
    if gone:
        _delete(connection, _DROP, table, sorted(gone))
    for id, doc in changed.items():
        values = dict(zip(tables.WORDS, _values(doc), strict=True))
        _CHANGE.run(connection, {"of_id": present[id]["id"], **values})
        _index(connection, [(present[id]["id"], doc)])
    _add_words(connection, table, {id: doc for id, doc in docs.items() if id not in present})


def _add_words(connection: sa.Connection, table: str, docs: Mapping[int, Doc]) -> None:
    if not docs:
        return
    rows = [
        {"table_name": table, "record_id": id, **dict(zip(tables.WORDS, _values(doc), strict=True))}
        for id, doc in docs.items()
    ]
    made = connection.execute(sa.insert(_text).returning(_text.c.id, _text.c.record_id), rows)
    _index(connection, [(row.id, docs[row.record_id]) for row in made])


def _index(connection: sa.Connection, docs: Sequence[tuple[int, Doc]]) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_FIND, [(id, *_values(doc)) for id, doc in docs])
    else:
        connection.execute(_WEIGH, [{"id": id, "words": vector(_values(doc))} for id, doc in docs])


def _values(doc: Doc) -> tuple[str, ...]:
    return (doc.name, doc.spelt, doc.body, doc.body_spelt, doc.scope)


_WEIGHTS = ("A", "B", "C", "D", "D")  # by column, which is how a query names a column on PostgreSQL
_LAST_POSITION, _GAP = 16_383, 16
_POSITIONS = 255  # of one word


def vector(columns: Sequence[str]) -> str:
    """The words of the columns with their places, as PostgreSQL writes a ``tsvector``."""
    places: dict[str, list[str]] = defaultdict(list)
    at = 0
    for words, weight in zip(columns, _WEIGHTS, strict=True):
        for word in words.split(" ") if words else ():
            at += 1
            if len(places[word]) < _POSITIONS:
                places[word].append(f"{min(at, _LAST_POSITION)}{weight}")
        at += _GAP
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


assert {BEGIN, END, PART}.isdisjoint("'\\ ")
