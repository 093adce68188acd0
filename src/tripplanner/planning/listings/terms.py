"""Glossary terms: the list and its frozen rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.glossary import Term
from tripplanner.planning.kinds import SOURCED, Column, ListKind, plain
from tripplanner.planning.rows import LazyText, columns_of, filled, some, stored

WHAT = msg("glossary term")


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term in a list."""

    id: int
    uuid: str
    version: int
    code: str
    term_json: str
    category: str
    note_json: str
    status: str
    sample_key: str | None

    term = LazyText("term_json")
    note = LazyText("note_json")


_COLUMNS = columns_of(
    TermRow,
    id=Term.id,
    uuid=Term.uuid,
    version=Term.version,
    code=Term.code,
    term_json=stored(Term.term),
    category=Term.category,
    note_json=stored(Term.note),
    status=Term.status,
    sample_key=Term.sample_key,
)


_TERMS = sa.select(*_COLUMNS).order_by(Term.code, Term.id)


def list_terms(session: Session, ids: Sequence[int] | None = None) -> list[TermRow]:
    """Every term (those with these numbers, when given), by code."""
    return filled(session, TermRow, *some(_TERMS, Term.id, ids))


KIND = ListKind(
    key="terms",
    title=msg("Glossary"),
    what=WHAT,
    model=Term,
    rows=list_terms,
    columns=(
        Column("id", msg("No.")),
        Column("code", msg("Code")),
        Column("term", msg("Term")),
        Column("category", msg("Category")),
        Column("status", msg("Status")),
    ),
    fields=(
        plain("code", msg("Code")),
        plain("term", msg("Term")),
        plain("category", msg("Category")),
        plain("note", msg("Note")),
        plain("status", msg("Status")),
        plain("forbidden", msg("Words not to use")),
        *SOURCED,
    ),
    position=70,
)
