"""Every text of a trip, of what it uses, or of the library, as frozen rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.util import find_tables

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.planning.lazytext import decoded, decoded_once
from tripplanner.planning.rows import execute, stored, streamed
from tripplanner.planning.texts import naming
from tripplanner.planning.texts.fields import TextField, text_fields
from tripplanner.planning.texts.owners import EVERYWHERE, own_tables, tables, uses
from tripplanner.planning.texts.states import apart, state, states
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.text import State, Text

# A trip's own texts; those and what it uses of the library; the library; everything there is.
Scope = Literal["trip", "used", "library", "all"]
_CHUNK = 5000
_MARKS = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class TextRow:
    """One text. ``number`` is its place in a list of texts; ``name`` what its record is called, as stored.

    ``trip`` is the trip that the record belongs to, ``None`` in the library; ``locked`` when that trip is archived.
    """

    field: TextField
    uuid: str
    number: int
    stored: str
    name: str
    trip: int | None = None
    locked: bool = False

    @property
    def key(self) -> str:
        """What identifies the text for good: record, field and place."""
        return f"{self.uuid}.{self.field.attribute}.{self.number}"

    @property
    def text(self) -> Text:
        """The text with all its languages."""
        return decoded(self.stored)

    @property
    def source(self) -> str:
        """The language it was first written in."""
        return states(self.stored)[0]

    def state(self, language: str) -> State:
        """How the translation into the language stands."""
        return state(self.stored, language)

    def title(self, language: str) -> str:
        """What the record is called, for a reader of the language."""
        return decoded(self.name).best(language) if self.name.startswith('{"') else self.name

    def holds(self, words: str, target: str) -> bool:
        """Whether the text or the name of its record has these words (folded, see ``search_text``)."""
        return words in search_text(self, target)


def search_text(row: TextRow, target: str) -> str:
    """What a filter looks at: the words of the text and of its record's name, small and without accents."""
    return "\n".join(next(search_texts([row], target)))


def search_texts(rows: Iterable[TextRow], target: str) -> Iterator[tuple[str, str]]:
    """The same of each row, text and name apart; a name that several rows in turn share is read once, none is kept."""
    name, called = "", ""
    for row in rows:
        if row.name != name:
            name, called = row.name, folded(_names(row.name))
        text = decoded_once(row.stored)
        yield f"{folded(text.get(text.source))}\n{folded(text.get(target))}", called


def _names(stored: str) -> str:
    return "\n".join(decoded_once(stored).words.values()) if stored.startswith('{"') else stored


def folded(words: str) -> str:
    """Small letters without accents; text that has none costs nothing."""
    if words.isascii():
        return words.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", words.casefold()))


def read_texts(
    session: Session, scope: Scope, trip_id: int | None = None, progress: Progress = NO_PROGRESS
) -> list[TextRow]:
    """The texts of a scope that have words in some language, trip first, then the library by kind of record.

    ``trip_id`` is needed for *trip* and *used*. Texts of private items stay with the office and are left out.
    """
    return list(each_text(session, scope, trip_id, progress))


def each_text(
    session: Session, scope: Scope, trip_id: int | None = None, progress: Progress = NO_PROGRESS
) -> Iterator[TextRow]:
    """The same one by one, for whoever keeps less of each: those of one record follow one another."""
    plan = list(_plan(session, scope, trip_id))
    for done, (table, wanted) in enumerate(plan):
        progress.step(done, len(plan))
        yield from texts_of(session, table, wanted)


def _plan(session: Session, scope: Scope, trip_id: int | None) -> Iterator[tuple[str, Mapping[int, object] | None]]:
    """Which tables are read, and which of their records: ``None`` for all."""
    if scope in ("trip", "used") and trip_id is None:
        raise NotFound(msg("No trip was named."), None, msg("Choose a trip, or the texts of the library."))
    found = uses(session, [trip_id]) if trip_id is not None and scope in ("trip", "used") else None
    for table in text_fields():
        if table in own_tables():
            if scope != "library":
                yield table, found.own[table] if found else None
        elif scope != "trip":
            yield table, None if found is None or table in EVERYWHERE else found.used.get(table, {})


def read_again(session: Session, table: str, uuids: Iterable[str]) -> list[TextRow]:
    """The texts of these records as they are now."""
    own = tables()[table]
    ids = execute(session, sa.select(own.c.id).where(own.c.uuid.in_(list(uuids))))
    return list(texts_of(session, table, {id: None for (id,) in ids}))


def texts_of(session: Session, table: str, wanted: Mapping[int, object] | None) -> Iterator[TextRow]:
    """The texts of the records of a table with these numbers; of all (``None``)."""
    fields = text_fields()[table]
    for record in records(session, table, wanted):
        name = naming.name_of(table, tuple(record)[5 : -len(fields)])
        for field, held in zip(fields, record[-len(fields) :], strict=True):
            for number, one in enumerate(apart(held) if field.many else (held,) if held else ()):
                yield TextRow(field, record.uuid, number, one, name, record.trip, bool(record.archived))


def records(session: Session, table: str, wanted: Mapping[int, object] | None) -> Iterator[Any]:
    """Plain rows: ``id uuid trip archived private``, what names the record, and its texts as stored.

    Records without a text are left out, and those of private items, which stay with the office.
    """
    if wanted is not None and not wanted:
        return
    statement = _statement(table)
    some = wanted is not None and len(wanted) <= _CHUNK
    if wanted is not None and some:
        statement = statement.where(tables()[table].c.id.in_(wanted))
    texts = len(text_fields()[table])
    for record in streamed(session, statement):
        if not record.private and any(record[-texts:]) and (wanted is None or some or record.id in wanted):
            yield record


@cache
def _statement(table: str) -> Any:
    own = tables()[table]
    names, source = naming.naming(table)
    source, way = _to_trip(table, source)
    known = {"trip": sa.null(), "archived": sa.false(), "private": sa.false()}
    if "trip" in way:
        known |= {"trip": tables()["trip"].c.id, "archived": tables()["trip"].c.stage == "archived"}
    if "item" in way:
        known["private"] = tables()["item"].c.private
    texts = [stored(field.column) for field in text_fields()[table]]
    named = [column.label(name) for name, column in known.items()]
    statement = sa.select(own.c.id, own.c.uuid, *named, *(name.label(None) for name in names), *texts)
    return statement.select_from(source).order_by(*naming.ordering(table))


def _to_trip(table: str, source: Any) -> tuple[Any, set[str]]:
    """The tables joined with those that lead to the trip, and the names of the tables on the way."""
    present = {one.name for one in find_tables(source, include_joins=False)}
    way, here = {table}, table
    while (owner := own_tables().get(here)) is not None:
        column, whole = owner
        if whole not in present:
            source = source.join(tables()[whole], column == tables()[whole].c.id)
        here = whole
        way.add(whole)
    return source, way
