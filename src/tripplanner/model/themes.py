"""Themes of visits and cases, and the vocabularies of the benchmark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.provenance import Sourced
from tripplanner.model.types import TextColumn
from tripplanner.text import EMPTY, Text

if TYPE_CHECKING:
    from tripplanner.model.aims import ThemeQuestion


class Theme(Sourced, Record, Base):
    """A theme or, with a parent, a sub-theme. ``colour`` names a slot kind of the palette."""

    __tablename__ = "theme"

    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    colour: Mapped[str] = mapped_column(String(20), default="nature")
    position: Mapped[int] = mapped_column(default=0)
    parent_id: Mapped[int | None] = link("theme", optional=True)
    parent: Mapped[Theme | None] = relationship(remote_side="Theme.id", back_populates="children")
    children: Mapped[list[Theme]] = relationship(back_populates="parent", order_by="Theme.position")
    questions: Mapped[list[ThemeQuestion]] = relationship(
        back_populates="theme", cascade="all, delete-orphan", order_by="ThemeQuestion.position"
    )


class AxisCode(Sourced, Record, Base):
    """A word of a vocabulary: of one of the five axes, or of *scale*, *region*, *block_category*."""

    __tablename__ = "axis_code"
    __table_args__ = (UniqueConstraint("axis", "code"), TABLE)

    axis: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(60))
    label: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    position: Mapped[int] = mapped_column(default=0)
