"""Small verbs to try the store with; any record would do."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.provenance import Reference, VerifyMark
from tripplanner.model.themes import Theme
from tripplanner.text import Text

LABEL = msg("Edit")


def add_theme(session: Session, code: str, *, parent: int | None = None, references: int = 0) -> int:
    theme = Theme(code=code, name=Text.of("fr", fr=f"thème {code}", zh="主题"), parent_id=parent)
    theme.references = [Reference(citation=f"{code} {n}", position=n) for n in range(references)]
    session.add(theme)
    session.flush()
    return theme.id


def recolour(session: Session, code: str, colour: str) -> None:
    theme_of(session, code).colour = colour


def rename(session: Session, code: str, words: str) -> None:
    theme = theme_of(session, code)
    theme.name = theme.name.with_words("fr", words)


def recode(session: Session, code: str, new: str) -> None:
    theme_of(session, code).code = new


def drop_theme(session: Session, code: str) -> None:
    session.delete(theme_of(session, code))


def drop_references(session: Session, code: str) -> None:
    theme = theme_of(session, code)
    theme.references.clear()


def mark(session: Session, code: str, what: str) -> None:
    theme = theme_of(session, code)
    theme.verify_marks.append(VerifyMark(what=what))


def theme_of(session: Session, code: str) -> Theme:
    return session.scalars(sa.select(Theme).where(Theme.code == code)).one()


def themes(session: Session) -> dict[str, str]:
    """Colours by code."""
    return {row.code: row.colour for row in session.execute(sa.select(Theme.code, Theme.colour))}


def citations(session: Session) -> list[str]:
    return list(session.scalars(sa.select(Reference.citation).order_by(Reference.citation)))
