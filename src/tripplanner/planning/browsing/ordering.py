"""Records in the order of words: in a language, by pinyin, by strokes, without regard to accents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.names import PersonName
from tripplanner.planning.browsing.shapes import Browse, Question, Sort
from tripplanner.planning.people import NAME_COLUMNS
from tripplanner.planning.rows import decoded, execute, stored
from tripplanner.store.side.sortkeys import STROKES, sort_key


def by_name(session: Session, asked: Browse, statement: Any, question: Question) -> list[int]:
    """In the order of the records' own names; those without one come last."""
    own = asked.sorts[question.sort].value
    if own.key == "id":  # a person
        pairs = [
            (row[0], PersonName(*row[1:]))
            for row in execute(session, statement.add_columns(*NAME_COLUMNS).order_by(*asked.order))
        ]
        return _sorted(pairs, lambda name: _name_key(name, question.order), question)
    return by_key(session, asked, statement, Sort(own, "text"), question)


def by_key(session: Session, asked: Browse, statement: Any, sort: Sort, question: Question) -> list[int]:
    """In the order of a column's words; each different value is looked at once."""
    value = stored(sort.value) if sort.form == "text" else sort.value
    pairs = [(row[0], row[1]) for row in execute(session, statement.add_columns(value).order_by(*asked.order))]
    return _sorted(pairs, lambda one: _key(_words(one, sort, question.order), question.order), question)


def _words(value: str | None, sort: Sort, order: str) -> str:
    language = "zh" if order == "strokes" else order
    if sort.form == "text":
        return decoded(value or "").best(language)
    return sort.said(value, language) if sort.said and value else (value or "")


def _sorted(pairs: list[tuple[int, Any]], key: Callable[[Any], str], question: Question) -> list[int]:
    keys = {value: key(value) for _, value in pairs}
    full = [pair for pair in pairs if keys[pair[1]]]
    full.sort(key=lambda pair: keys[pair[1]], reverse=question.descending)
    return [id for id, _ in full] + [id for id, value in pairs if not keys[value]]


def _name_key(name: PersonName, order: str) -> str:
    """By the family name; in Chinese by its characters, elsewhere by its letters."""
    chinese = order in ("zh", STROKES)
    words = name.native if chinese and name.native else " ".join(filter(None, (name.family, name.given))) or name.latin
    return sort_key(words or name.native, order, surname=True) if words or name.native else ""


def _key(words: str, order: str) -> str:
    return sort_key(words, order) if words.strip() else ""
