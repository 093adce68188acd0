"""What delegates said and learnt of what they saw."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.cases import BuildingBlock, CaseStudy
from tripplanner.model.feedback import FeedbackAnswer
from tripplanner.model.people import Person
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.model.themes import Theme
from tripplanner.model.trips import SubGroup, Trip
from tripplanner.model.types import CivilDate, TextColumn
from tripplanner.text import EMPTY, Text


class Observation(Record, Base):
    """One thing that was seen or said, in the language it was said in.

    ``kind``: seen, learnt, surprising, transferable, question. ``rating`` 1 to 5 is of the visit. An item or a site
    that is deleted leaves its observations with the trip. ``person`` is empty where the voice is a group's or unknown.
    ``named``: who said it agreed to be named where it is quoted; otherwise a quotation is anonymous. ``answer``: the
    filled form it came with.
    """

    __tablename__ = "observation"

    trip_id: Mapped[int] = link("trip")
    item_id: Mapped[int | None] = link("item", optional=True)
    site_id: Mapped[int | None] = link("site", optional=True)
    person_id: Mapped[int | None] = link("person", optional=True)
    subgroup_id: Mapped[int | None] = link("subgroup", optional=True)
    day: Mapped[date | None] = mapped_column(CivilDate)
    kind: Mapped[str] = mapped_column(String(14), default="seen")
    text: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    rating: Mapped[int | None]
    named: Mapped[bool] = mapped_column(default=False)
    answer_id: Mapped[int | None] = link("feedback_answer", optional=True, goes_along=True)

    trip: Mapped[Trip] = relationship(back_populates="observations")
    item: Mapped[Item | None] = relationship(back_populates="observations")
    site: Mapped[Site | None] = relationship(back_populates="observations")
    person: Mapped[Person | None] = relationship()
    subgroup: Mapped[SubGroup | None] = relationship(back_populates="observations")
    answer: Mapped[FeedbackAnswer | None] = relationship()
    theme_links: Mapped[list[ObservationTheme]] = relationship(
        back_populates="observation", cascade="all, delete-orphan", order_by="ObservationTheme.position"
    )
    case_links: Mapped[list[ObservationCase]] = relationship(
        back_populates="observation", cascade="all, delete-orphan", order_by="ObservationCase.id"
    )


class ObservationTheme(Record, Base):
    """An observation is about a theme."""

    __tablename__ = "observation_theme"
    __table_args__ = (UniqueConstraint("observation_id", "theme_id"), TABLE)

    observation_id: Mapped[int] = link("observation")
    theme_id: Mapped[int] = link("theme")
    position: Mapped[int] = mapped_column(default=0)

    observation: Mapped[Observation] = relationship(back_populates="theme_links")
    theme: Mapped[Theme] = relationship()


class ObservationCase(Record, Base):
    """An observation is evidence for a case study, or for one of its building blocks."""

    __tablename__ = "observation_case"

    observation_id: Mapped[int] = link("observation")
    case_id: Mapped[int] = link("case_study")
    block_id: Mapped[int | None] = link("building_block", optional=True)

    observation: Mapped[Observation] = relationship(back_populates="case_links")
    case: Mapped[CaseStudy] = relationship(back_populates="observation_links")
    block: Mapped[BuildingBlock | None] = relationship(back_populates="observation_links")
