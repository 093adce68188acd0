"""Records that hold the words a person types into the filter of a list: accents ignored, Chinese also by pinyin.

Asked of the index of searched words (:mod:`tripplanner.store.side`), inside the statement of the list itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.store.side.docs import scope_of
from tripplanner.store.side.folding import words
from tripplanner.store.side.hanzi import spellings

#: How the records of a table that hold a word lead to those of a list: a select of numbers in, a condition out.
Way = Callable[[Any], Any]
_MOST = 8  # words of a question that count
_SQLITE = (
    "SELECT side_text.record_id FROM side_words JOIN side_text ON side_text.id = side_words.rowid "
    "WHERE side_words MATCH :{name}"
)
_SERVER = "SELECT record_id FROM side_text WHERE side_text.words @@ CAST(:{name} AS tsquery)"
_WRITTEN, _READ = ("name", "body"), ("spelt", "body_spelt")
_LABELS = {"name": "A", "spelt": "B", "body": "C", "body_spelt": "D", "scope": "D"}


def holding(session: Session, ways: Sequence[tuple[str, Way]], typed: str) -> Any:
    """SQL: the record, or one that it is found by, holds each of the words that were typed."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    clauses = [
        sa.or_(*(way(_numbers(table, forms, f"w{number}_{table}", sqlite)) for table, way in ways))
        for number, part in enumerate(typed.split()[:_MOST])
        if (forms := _forms(part))
    ]
    return sa.and_(sa.true(), *clauses)


def _numbers(table: str, forms: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], name: str, sqlite: bool) -> Any:
    """A select of the numbers of the rows of a table that hold one of the forms."""
    written = _in_sqlite(table, forms) if sqlite else _on_server(table, forms)
    statement = sa.text((_SQLITE if sqlite else _SERVER).format(name=name)).bindparams(sa.bindparam(name, written))
    return statement.columns(sa.column("record_id", sa.Integer))


def _forms(part: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What stands between two spaces: in which columns which words follow each other, the last of them begun.

    As written; and where letters can be read as pinyin, as the syllables of Chinese characters or of a name in Latin
    letters, or as their initials.
    """
    found = tuple(words(part))
    if not found:
        return []
    forms = [(_WRITTEN, found)]
    for way in spellings("".join(found)):
        forms.append((_READ, way))
        if len(way) > 1:
            forms.append((_WRITTEN, way))
    if len(found) == 1:
        forms.append((("spelt",), found))
    return forms


def _in_sqlite(table: str, forms: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> str:
    either = " OR ".join(f'{{{" ".join(columns)}}} : "{" ".join(form)}" *' for columns, form in forms)
    return f'({either}) AND {{scope}} : "{scope_of(table)}"'


def _on_server(table: str, forms: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> str:
    def phrase(columns: tuple[str, ...], form: tuple[str, ...]) -> str:
        labels = "".join(dict.fromkeys(_LABELS[column] for column in columns))
        return " <-> ".join((*(f"'{word}':{labels}" for word in form[:-1]), f"'{form[-1]}':*{labels}"))

    either = " | ".join(f"({phrase(columns, form)})" for columns, form in forms)
    return f"({either}) & '{scope_of(table)}':{_LABELS['scope']}"
