"""Glossary terms: the words the hosts and the delegates agreed on."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tripplanner.model.base import Base, Record
from tripplanner.model.provenance import Sourced
from tripplanner.model.types import JsonColumn, TextColumn
from tripplanner.text import EMPTY, Text


class Term(Sourced, Record, Base):
    """A term in every language. ``forbidden``: words per language that must not render it."""

    __tablename__ = "term"

    code: Mapped[str] = mapped_column(String(20), default="", index=True)
    term: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    category: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    status: Mapped[str] = mapped_column(String(20), default="draft")
    forbidden: Mapped[dict[str, list[str]] | None] = mapped_column(JsonColumn)
