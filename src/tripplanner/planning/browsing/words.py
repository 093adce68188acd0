"""Records that hold the words a person types into the filter of a list: accents ignored, Chinese also by pinyin.

Asked of the index of searched words (:mod:`tripplanner.planning.searching`), inside the statement of the list itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.planning.rows import execute_numbers
from tripplanner.planning.searching.index import Phrase
from tripplanner.planning.searching.question import Chunk, parse
from tripplanner.store.side.docs import scope_of

#: How the records of a table that hold a word lead to those of a list: a select of numbers in, a condition out.
Way = Callable[[Any], Any]
_SQLITE = (
    "SELECT side_text.record_id FROM side_words "
    "JOIN side_text INDEXED BY ix_side_text_found ON side_text.id = side_words.rowid WHERE side_words MATCH :{name}"
)
_SERVER = "SELECT record_id FROM side_text WHERE side_text.words @@ CAST(:{name} AS tsquery)"
_WRITTEN, _READ = ("name", "body"), ("spelt", "body_spelt")


def holding(session: Session, ways: Sequence[tuple[str, Way]], typed: str) -> Any:
    """SQL: the record, or one that it is found by, holds each of the words that were typed."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    clauses = [
        sa.or_(*(way(_numbers(table, chunk, f"w{number}_{table}", sqlite)) for table, way in ways))
        for number, chunk in enumerate(parse(typed).chunks)
    ]
    return sa.and_(sa.true(), *clauses)


def found(
    session: Session, model: Any, ways: Sequence[tuple[str, Way]], typed: str, among: Collection[int]
) -> set[int]:
    """Those of these records of ``model`` for which :func:`holding` is true.

    Each way is asked by itself, which takes half the time of one statement with all of them, and no further one where
    nothing is left to be found: a letter that is in the name of everybody's organisation need not be looked for in
    twenty thousand posts.
    """
    left = set(among)
    for chunk in parse(typed).chunks:
        held: set[int] = set()
        for table, way in ways:
            if left <= held:
                break
            held.update(_by_way(session, model, table, way, chunk))
        left &= held
    return left


def _by_way(session: Session, model: Any, table: str, way: Way, chunk: Chunk) -> list[int]:
    """The records that one table's words lead to."""
    ids = _numbers(table, chunk, "words", session.get_bind().dialect.name == "sqlite")
    own = table == model.__tablename__
    return execute_numbers(session, ids if own else sa.select(model.id).where(way(ids)))


def _numbers(table: str, chunk: Chunk, name: str, sqlite: bool) -> Any:
    """A select of the numbers of the rows of a table that hold a chunk of the question."""
    inside, phrases = Phrase(("scope",), (scope_of(table),)), _phrases(chunk)
    if sqlite:
        written = f"({' OR '.join(one.sqlite() for one in phrases)}) AND {inside.sqlite()}"
    else:
        written = f"({' | '.join(f'({one.server()})' for one in phrases)}) & {inside.server()}"
    statement = sa.text((_SQLITE if sqlite else _SERVER).format(name=name)).bindparams(sa.bindparam(name, written))
    return statement.columns(sa.column("record_id", sa.Integer))


def _phrases(chunk: Chunk) -> list[Phrase]:
    """The chunk as it is written; read as pinyin, of Chinese characters or of a name in Latin letters; as initials."""
    found = [Phrase(_WRITTEN, chunk.words, begun=True)]
    for way in chunk.ways:
        found.append(Phrase(_READ, way, begun=True))
        if len(way) > 1:
            found.append(Phrase(_WRITTEN, way, begun=True))
    if len(chunk.words) == 1:
        found.append(Phrase(("spelt",), chunk.words, begun=True))
    return found
