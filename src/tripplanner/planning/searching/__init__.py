"""Finds records by their names and words in all languages, whatever was typed: accents, case and tones ignored.

Chinese is found by its characters, by their pinyin (``lina``, ``li na``, ``ln``) and by single syllables. The exact
name comes first, then names that begin so, names that hold it, and other words; the current trip before others.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from tripplanner.planning.searching.days import days
from tripplanner.planning.searching.hits import Hit, hits_of
from tripplanner.planning.searching.index import find
from tripplanner.planning.searching.owners import KIND_OF, tables_of
from tripplanner.planning.searching.question import PREFIXES, Question, marks, parse

#: Every kind that a search can give.
KINDS = tuple(KIND_OF.values())
_OF_PREFIX = {"people": ("delegates", "contacts", "members"), "themes": ("themes",)}


def search(
    session: Session,
    question: str,
    language: str,
    limit: int = 40,
    kinds: Sequence[str] = (),
    *,
    trip_id: int | None = None,
) -> tuple[Hit, ...]:
    """The records that answer ``question``, at most ``limit``, the best first; nothing for a question without words.

    A question that begins with ``@`` is for people only, with ``#`` for themes, with ``:`` for days of trips; one
    that begins with ``>`` is for the window's actions, of which this knows none.

    :param language: of the titles, and of the snippet where there is a choice.
    :param kinds: only these (:data:`KINDS`); all when none is named.
    :param trip_id: the trip that is open: what belongs to it comes first among equals.
    """
    asked = parse(question)
    if asked.kind == "do":
        return ()
    if asked.kind == "dates":
        return tuple(days(session, asked, language, trip_id, limit))
    wanted = set(kinds or KINDS) & set(_OF_PREFIX.get(asked.kind, KINDS))
    if not asked or not wanted:
        return ()
    tables = tables_of(wanted) if len(wanted) < len(KINDS) else ()
    found = find(session, asked, tables, trip_id, 2 * limit)
    return tuple(hits_of(session, found, asked, language, trip_id, wanted, limit))


__all__ = ["KINDS", "PREFIXES", "Hit", "Question", "marks", "parse", "search"]
