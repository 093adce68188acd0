"""Rows of a spreadsheet, or several lines of words, become items: each line is read as quick add reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from tripplanner.planning.quickadd.adding import add
from tripplanner.planning.quickadd.draft import Draft
from tripplanner.planning.quickadd.known import Known
from tripplanner.planning.quickadd.parsing import parse

#: Lines taken at once: a programme of a month has fewer.
MOST = 500
#: A cell that spreadsheets put between marks, because it holds a line break, a tab or such a mark.
_QUOTED = re.compile(r'(?:(?<=[\t\n])|\A)"((?:[^"]|"")*)"(?=[\t\n]|\Z)')


@dataclass(frozen=True, slots=True)
class Pasted:
    """What lines say: the items to be, and how many of the lines say nothing."""

    drafts: tuple[Draft, ...]
    skipped: int = 0


def rows_of(text: str) -> tuple[str, ...]:
    """The rows of tab-separated text that hold something, the cells of each joined by a space."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    whole = _QUOTED.sub(lambda cell: " ".join(cell[1].replace('""', '"').split()), plain)
    return tuple(row for row in (" ".join(line.split()) for line in whole.split("\n")) if row)


def read_rows(rows: Iterable[str], known: Known) -> Pasted:
    """What ``rows`` say against what is ``known``. A row that names no day is on the day of the one above it."""
    drafts: list[Draft] = []
    skipped, above = 0, None
    for row in rows:
        draft = parse(row, known)
        named: date | None = draft.first("day")
        above = named or above
        if not _says_something(draft):
            skipped += 1
        else:
            drafts.append(draft if above is None else replace(draft, implied_day=above))
    return Pasted(tuple(drafts), skipped)


def _says_something(draft: Draft) -> bool:
    """Whether a line tells what happens: a day or a time alone do not."""
    words = any(character.isalnum() for character in draft.title)
    return words or draft.first("where") is not None or draft.first("way") is not None


def add_several(session: Session, trip_id: int, drafts: Iterable[Draft], language: str = "fr") -> list[int]:
    """Add what several lines say, in their order, as :func:`add` does with one. Returns the numbers of the items."""
    return [add(session, trip_id, draft, language) for draft in drafts]
