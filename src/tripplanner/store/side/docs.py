"""What lies in the side tables for one record: a pure function of its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from tripplanner.i18n import languages
from tripplanner.model import Base
from tripplanner.model.types import JsonColumn, TextColumn, TextsColumn
from tripplanner.spelling.folding import initials, spelt, words
from tripplanner.spelling.sortkeys import STROKES, sort_key
from tripplanner.store.records import decode_json, decode_text
from tripplanner.store.side.subjects import NAME, PERSON, SUBJECTS, Subject
from tripplanner.text import Text, texts_from_json

BEGIN, END, PART = "⟦", "⟧", "·"  # around each name, so that a whole one can be asked for; between sentences
MOST = 120_000  # characters of a column of words that are searched
SortKeys = frozenset[tuple[str, str, str]]  # field, language, key


@dataclass(frozen=True, slots=True)
class Doc:
    """The words of a record, as searched, and its sort keys."""

    name: str
    spelt: str
    body: str
    body_spelt: str
    scope: str
    keys: SortKeys


def doc_of(table: str, row: Mapping[str, Any]) -> Doc:
    """The document of a record from its row, as it lies in the database."""
    subject = SUBJECTS[table]
    names = [one for column in subject.names for one in _words_of(table, column, row)]
    if table == PERSON:
        names = [*_person_names(row), *names]
    names = list(dict.fromkeys(filter(None, names)))
    body = [one for column in subject.body for one in _words_of(table, column, row)]
    reading: list[str] = []
    for name in names:
        one = table == PERSON
        read = spelt(name, surname=one)
        reading += [BEGIN, *read, *initials(name, surname=one)] if read else []
    return Doc(
        _cut(" ".join(f"{BEGIN} {' '.join(found)} {END}" for name in names if (found := words(name)))),
        _cut(_parted(reading)),
        _cut(f" {PART} ".join(" ".join(words(text)) for text in body)),
        _cut(_parted([one for text in body for one in spelt(text)])),
        _scope(subject, row),
        frozenset(_keys(subject, row)),
    )


def scope_of(table: str) -> str:
    """The word by which all records of a table are found."""
    return f"§{table}"


def scope_of_trip(trip_id: int) -> str:
    """The word by which all that belongs to a trip is found."""
    return f"§trip{trip_id}"


def texts_of(table: str, column: str, value: Any) -> tuple[Text | str, ...]:
    """What a column holds, decoded: texts, or plain words."""
    if not value:
        return ()
    kind = Base.metadata.tables[table].c[column].type
    if isinstance(kind, TextColumn):
        return (decode_text(value),)
    if isinstance(kind, TextsColumn):
        return texts_from_json(value)
    if isinstance(kind, JsonColumn):
        return tuple(_strings(decode_json(value)))
    return (str(value),)


def _words_of(table: str, column: str, row: Mapping[str, Any]) -> Iterator[str]:
    for one in texts_of(table, column, row.get(column)):
        if isinstance(one, Text):
            yield from one.words.values()
        else:
            yield one


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in cast("Mapping[str, Any]", value).values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in cast("list[Any]", value):
            yield from _strings(inner)


def _person_names(row: Mapping[str, Any]) -> list[str]:
    """Whole names in both orders, so that ``li na`` and ``na li`` are each the name itself."""
    family = " ".join(filter(None, (row["family_name"], row["second_family_name"])))
    given, native = row["given_name"], (row["native_family"] or "") + (row["native_given"] or "")
    return [native, f"{family} {given}".strip(), f"{given} {family}".strip()]


def _scope(subject: Subject, row: Mapping[str, Any]) -> str:
    trip = row.get(subject.trip) if subject.trip else None
    return " ".join((scope_of(subject.table), *((scope_of_trip(trip),) if trip else ())))


def _keys(subject: Subject, row: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    orders = (*languages(), STROKES)
    for column in subject.sorts:
        found = texts_of(subject.table, column, row.get(column))
        first = found[0] if found else ""
        for order in orders:
            yield column, order, sort_key(_shown(first, "zh" if order == STROKES else order), order)
    if subject.table == PERSON:
        for order in orders:
            yield NAME, order, _person_key(row, order)


def _shown(value: Text | str, language: str) -> str:
    return value.best(language) if isinstance(value, Text) else value


def _person_key(row: Mapping[str, Any], order: str) -> str:
    """By the family name, whatever comes first in print; in Chinese by the characters, elsewhere by the letters."""
    parts = (row["family_name"], row["second_family_name"], row["given_name"])
    latin = " ".join(filter(None, parts)) or row["preferred_latin"] or row["romanisation"] or ""
    native = (row["native_family"] or "") + (row["native_given"] or "")
    if order in ("zh", STROKES):
        return sort_key(native or latin, order, surname=True)
    return sort_key(latin or native, order, surname=True)


def _parted(found: list[str]) -> str:
    return " ".join(PART if one == "." else one for one in found)


def _cut(found: str) -> str:
    return found if len(found) <= MOST else found[:MOST].rpartition(" ")[0]
