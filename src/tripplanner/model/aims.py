"""What a trip is to teach: its themes, which visit serves which objective, and the questions kept for a theme."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.programme import Item
from tripplanner.model.provenance import Sourced
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Objective, Trip
from tripplanner.model.types import TextColumn
from tripplanner.text import EMPTY, Text


class TripTheme(Record, Base):
    """A theme or sub-theme that a trip is about."""

    __tablename__ = "trip_theme"
    __table_args__ = (UniqueConstraint("trip_id", "theme_id"), TABLE)

    trip_id: Mapped[int] = link("trip")
    theme_id: Mapped[int] = link("theme")
    position: Mapped[int] = mapped_column(default=0)

    trip: Mapped[Trip] = relationship(back_populates="theme_links")
    theme: Mapped[Theme] = relationship()


class ObjectiveTheme(Record, Base):
    """An objective is about a theme."""

    __tablename__ = "objective_theme"
    __table_args__ = (UniqueConstraint("objective_id", "theme_id"), TABLE)

    objective_id: Mapped[int] = link("objective")
    theme_id: Mapped[int] = link("theme")
    position: Mapped[int] = mapped_column(default=0)

    objective: Mapped[Objective] = relationship(back_populates="theme_links")
    theme: Mapped[Theme] = relationship()


class ItemTheme(Record, Base):
    """A theme of an item beside those of its site: a meeting has no site, a visit may show more than usual."""

    __tablename__ = "item_theme"
    __table_args__ = (UniqueConstraint("item_id", "theme_id"), TABLE)

    item_id: Mapped[int] = link("item")
    theme_id: Mapped[int] = link("theme")
    position: Mapped[int] = mapped_column(default=0)

    item: Mapped[Item] = relationship(back_populates="theme_links")
    theme: Mapped[Theme] = relationship()


class ItemObjective(Record, Base):
    """An item serves an objective of its trip."""

    __tablename__ = "item_objective"
    __table_args__ = (UniqueConstraint("item_id", "objective_id"), TABLE)

    item_id: Mapped[int] = link("item")
    objective_id: Mapped[int] = link("objective")
    position: Mapped[int] = mapped_column(default=0)

    item: Mapped[Item] = relationship(back_populates="objective_links")
    objective: Mapped[Objective] = relationship(back_populates="item_links")


class ThemeQuestion(Sourced, Record, Base):
    """A question of a theme's bank; a visit takes a copy, which is then its own."""

    __tablename__ = "theme_question"

    theme_id: Mapped[int] = link("theme")
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)

    theme: Mapped[Theme] = relationship(back_populates="questions")
