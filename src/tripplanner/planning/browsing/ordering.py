"""Records in the order of a column's words where no sort keys are kept of it: codes, short lists, links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.planning.browsing.shapes import Browse, Question, Sort
from tripplanner.planning.rows import decoded, execute, stored
from tripplanner.spelling.sortkeys import LAST, STROKES, sort_key


def by_key(session: Session, asked: Browse, statement: Any, sort: Sort, question: Question) -> list[int]:
    """In the order of the words; each different value is looked at once, and nothing comes last."""
    value = stored(sort.value) if sort.form == "text" else sort.value
    pairs = [(row[0], row[1]) for row in execute(session, statement.add_columns(value).order_by(*asked.order))]
    return _sorted(pairs, lambda one: sort_key(_words(one, sort, question.order), question.order), question)


def _words(value: str | None, sort: Sort, order: str) -> str:
    language = "zh" if order == STROKES else order
    if sort.form == "text":
        return decoded(value or "").best(language)
    return sort.said(value, language) if sort.said and value else (value or "")


def _sorted(pairs: list[tuple[int, Any]], key: Callable[[Any], str], question: Question) -> list[int]:
    keys = {value: key(value) for value in {value for _, value in pairs}}
    full = [pair for pair in pairs if keys[pair[1]] != LAST]
    full.sort(key=lambda pair: keys[pair[1]], reverse=question.descending)
    return [id for id, _ in full] + [id for id, value in pairs if keys[value] == LAST]
