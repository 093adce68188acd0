"""What is remembered of those who send files: which of their columns means what, found again by the headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.plan import Column
from tripplanner.model.imports import ImportTemplate

_LIKE = 0.8  # the share of headings that two files of one sender have in common


@dataclass(frozen=True, slots=True)
class Template:
    """A remembered sender: ``columns`` maps a heading to the key of a field, ``""`` for an ignored column."""

    id: int
    name: str
    subject: str
    columns: dict[str, str]


def known_templates(session: Session, subject: str) -> list[Template]:
    """The templates for a subject, the latest first."""
    rows = sa.select(ImportTemplate).where(ImportTemplate.subject == subject).order_by(ImportTemplate.id.desc())
    return [Template(one.id, one.name, one.subject, dict(one.columns or {})) for one in session.scalars(rows)]


def recognised(session: Session, subject: str, headings: Sequence[str]) -> Template | None:
    """The template whose headings a file has, nearly all of them; the most alike."""
    here = {normalised(heading) for heading in headings if heading}
    best: tuple[float, Template] | None = None
    for template in known_templates(session, subject):
        there = {normalised(heading) for heading in template.columns}
        alike = len(here & there) / max(len(here | there), 1)
        if alike >= _LIKE and (best is None or alike > best[0]):
            best = alike, template
    return best[1] if best is not None else None


def remember(session: Session, name: str, subject: str, columns: Sequence[Column]) -> int:
    """Keeps what the columns mean under the name of a sender, in place of what was kept; the template’s number."""
    fields: dict[str, Any] = {c.heading: c.field.key if c.field else "" for c in columns if c.heading}
    query = sa.select(ImportTemplate).where(ImportTemplate.subject == subject, ImportTemplate.name == name)
    found = session.scalars(query).first()
    if found is None:
        found = ImportTemplate(name=name, subject=subject)
        session.add(found)
    if found.columns != fields:
        found.headings, found.columns = list(fields), fields
    session.flush()
    return found.id


def forget(session: Session, template_id: int) -> None:
    """Drops a template."""
    found = session.get(ImportTemplate, template_id)
    if found is not None:
        session.delete(found)
        session.flush()
