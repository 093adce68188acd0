"""The office that uses the program: its identity, its settings, its standard texts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import Base, Record, link
from tripplanner.model.files import File
from tripplanner.model.types import JsonColumn, TextColumn
from tripplanner.text import EMPTY, Text


class Office(Record, Base):
    """Who signs letters and calendars."""

    __tablename__ = "office"

    name: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    short_name: Mapped[str] = mapped_column(default="")
    address: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    emergency_phone: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    signatory: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    accent: Mapped[str] = mapped_column(String(7), default="")  # colour of its documents
    logo_id: Mapped[int | None] = link("file", optional=True)

    logo: Mapped[File | None] = relationship()


class Setting(Record, Base):
    """A setting shared by everyone who uses the database (``languages``, ``retention`` …)."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(80), unique=True)
    value: Mapped[Any] = mapped_column(JsonColumn)


class StandardText(Record, Base):
    """A text printed in many documents (safety, what to bring, emergency numbers), editable by the office."""

    __tablename__ = "standard_text"

    key: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    body: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
