"""Asks the index of searched words, on either database: which records, best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.planning.searching.question import Chunk, Question
from tripplanner.store.side.docs import BEGIN, END, scope_of, scope_of_trip

EXACT, PREFIX, NAMED, BODY = range(4)  # how well a record answers: its name, its name's beginning, in it, elsewhere
_LABELS = {"name": "A", "spelt": "B", "body": "C", "body_spelt": "D", "scope": "D"}
_SQLITE = sa.text(
    "SELECT t.table_name, t.record_id FROM (SELECT rowid AS id FROM side_words WHERE side_words MATCH :question "
    "ORDER BY rowid DESC LIMIT :most) AS found JOIN side_text AS t ON t.id = found.id ORDER BY t.id DESC"
)
_SERVER = sa.text(
    "SELECT table_name, record_id FROM side_text WHERE words @@ CAST(:question AS tsquery) ORDER BY id DESC LIMIT :most"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A record whose words answer, and how well (:data:`EXACT` … :data:`BODY`)."""

    table: str
    id: int
    rank: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other in one of the columns; ``begun``: the last may go on."""

    columns: tuple[str, ...]
    words: tuple[str, ...]
    begun: bool = False

    def sqlite(self) -> str:
        """As FTS5 reads it."""
        return f'{{{" ".join(self.columns)}}} : "{" ".join(self.words)}"{" *" if self.begun else ""}'

    def server(self) -> str:
        """As ``tsquery`` reads it."""
        labels = "".join(dict.fromkeys(_LABELS[column] for column in self.columns))
        parts = [f"'{word}':{labels}" for word in self.words[:-1]]
        parts.append(f"'{self.words[-1]}':{'*' if self.begun else ''}{labels}")
        return " <-> ".join(parts)


Any_ = Sequence[Phrase]  # one of them
All = Sequence[Any_]  # each of them


def find(session: Session, question: Question, tables: Sequence[str], trip_id: int | None, most: int) -> list[Found]:
    """Records that answer, the best first and the latest first among equals; those of the trip before others."""
    found: dict[tuple[str, int], Found] = {}
    inside = [[Phrase(("scope",), (scope_of(table),)) for table in tables]] if tables else []
    for rank, wanted in _tiers(question):
        for scope in ([[Phrase(("scope",), (scope_of_trip(trip_id),))]] if trip_id else [], []):
            for table, id in _ask(session, [*wanted, *scope, *inside], most):
                found.setdefault((table, id), Found(table, id, rank))
        if len(found) >= most and rank >= NAMED:
            break
    return list(found.values())


def _tiers(question: Question) -> Iterator[tuple[int, All]]:
    every = question.words
    yield EXACT, [[Phrase(("name",), (BEGIN, *every, END))]]
    begun = [Phrase(("name",), (BEGIN, *every), begun=True)]
    if len(question.chunks) == 1:
        begun += [Phrase(("spelt",), (BEGIN, *way), begun=True) for way in question.chunks[0].ways]
    yield PREFIX, [begun]
    if len(every) > 1:
        yield NAMED, [[Phrase(("name",), every, begun=True)]]
    yield NAMED, [_in_columns(chunk, ("name",), ("spelt",)) for chunk in question.chunks]
    yield BODY, [_in_columns(chunk, ("name", "body"), ("spelt", "body_spelt")) for chunk in question.chunks]


def _in_columns(chunk: Chunk, written: tuple[str, ...], read: tuple[str, ...]) -> Any_:
    """The chunk as words, as pinyin of characters (also of names in Latin letters), as initials."""
    found = [Phrase(written, chunk.words, begun=True)]
    for way in chunk.ways:
        found.append(Phrase(read, way, begun=True))
        if len(way) > 1:
            found.append(Phrase(written, way, begun=True))
    if chunk.ways or len(chunk.words) == 1:
        found.append(Phrase(("spelt",), chunk.words, begun=True))
    return found


def _ask(session: Session, wanted: All, most: int) -> list[tuple[str, int]]:
    sqlite = session.get_bind().dialect.name == "sqlite"
    if sqlite:
        written = " AND ".join(f"({' OR '.join(p.sqlite() for p in one)})" for one in wanted)
    else:
        written = " & ".join(f"({' | '.join(f'({p.server()})' for p in one)})" for one in wanted)
    rows: Any = session.connection().execute(_SQLITE if sqlite else _SERVER, {"question": written, "most": most})
    return [(row[0], row[1]) for row in rows]
