"""Case studies of the international benchmark and their building blocks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import Base, Record, link
from tripplanner.model.partners import Organisation
from tripplanner.model.provenance import Sourced
from tripplanner.model.sites import Site
from tripplanner.model.themes import AxisCode, Theme
from tripplanner.model.types import Instant, JsonColumn, TextColumn, TextsColumn
from tripplanner.text import EMPTY, Text, Texts

if TYPE_CHECKING:
    from tripplanner.model.observations import ObservationCase


VALIDATIONS = ("draft", "review", "validated")


class CaseStudy(Sourced, Record, Base):
    """What was done somewhere, under which stakes and governance, with what result.

    ``validation``: draft, review (its author handed it on) or validated; each step is a :class:`CaseValidation`.
    """

    __tablename__ = "case_study"

    code: Mapped[str] = mapped_column(String(20), default="", index=True)
    title: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    countries: Mapped[list[str] | None] = mapped_column(JsonColumn)  # ISO 3166
    biogeographical_region: Mapped[str] = mapped_column(default="")
    scale: Mapped[str] = mapped_column(default="")
    scale_code: Mapped[str] = mapped_column(String(40), default="")
    region_code: Mapped[str] = mapped_column(String(60), default="")
    period: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    target_species: Mapped[Texts] = mapped_column(TextsColumn, default=())
    stakeholders: Mapped[Texts] = mapped_column(TextsColumn, default=())
    funding: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    ecological_stakes: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    economic_stakes: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    context: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    challenge: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    actions: Mapped[Texts] = mapped_column(TextsColumn, default=())
    governance: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    lessons: Mapped[Texts] = mapped_column(TextsColumn, default=())
    failures: Mapped[Texts] = mapped_column(TextsColumn, default=())
    trade_offs: Mapped[Texts] = mapped_column(TextsColumn, default=())
    transferability: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    original_language: Mapped[str] = mapped_column(String(12), default="")
    validation: Mapped[str] = mapped_column(String(10), default="draft")
    author: Mapped[str] = mapped_column(String(120), default="")
    reviewer: Mapped[str] = mapped_column(String(120), default="")

    blocks: Mapped[list[BuildingBlock]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="BuildingBlock.position"
    )
    axis_links: Mapped[list[CaseAxis]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="CaseAxis.position"
    )
    theme_links: Mapped[list[CaseTheme]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="CaseTheme.position"
    )
    site_links: Mapped[list[CaseSite]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="CaseSite.position"
    )
    organisation_links: Mapped[list[CaseOrganisation]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="CaseOrganisation.position"
    )
    results: Mapped[list[CaseResult]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="CaseResult.position"
    )
    validations: Mapped[list[CaseValidation]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="CaseValidation.id"
    )
    observation_links: Mapped[list[ObservationCase]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="ObservationCase.id"
    )


class BuildingBlock(Sourced, Record, Base):
    """A part of a case that could be built elsewhere, with what makes it work and what it taught."""

    __tablename__ = "building_block"

    case_id: Mapped[int] = link("case_study")
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    category_id: Mapped[int | None] = link("axis_code", optional=True)
    enabling_factors: Mapped[Texts] = mapped_column(TextsColumn, default=())
    lessons: Mapped[Texts] = mapped_column(TextsColumn, default=())

    case: Mapped[CaseStudy] = relationship(back_populates="blocks")
    category: Mapped[AxisCode | None] = relationship()
    observation_links: Mapped[list[ObservationCase]] = relationship(
        back_populates="block", order_by="ObservationCase.id"
    )


class CaseResult(Record, Base):
    """A result of a case, with what shows it, when that was found (a year, a month or a day), and where it is told."""

    __tablename__ = "case_result"

    case_id: Mapped[int] = link("case_study")
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    evidence: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    dated: Mapped[str] = mapped_column(String(10), default="")  # 2019, 2019-09 or 2019-09-30
    url: Mapped[str] = mapped_column(default="")

    case: Mapped[CaseStudy] = relationship(back_populates="results")


class CaseValidation(Record, Base):
    """A step from author to reviewer to validated: who took it, when, and what the case said then.

    ``content`` is the case as JSON, so that the next step can show what changed since; ``stamp`` what the versions of
    its rows were, so that a list of thousands need not compare contents.
    """

    __tablename__ = "case_validation"

    case_id: Mapped[int] = link("case_study")
    state: Mapped[str] = mapped_column(String(10))
    by: Mapped[str] = mapped_column(String(120), default="")
    at: Mapped[datetime] = mapped_column(Instant)
    note: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)
    stamp: Mapped[str] = mapped_column(String(32), default="")

    case: Mapped[CaseStudy] = relationship(back_populates="validations")


class CaseAxis(Record, Base):
    """A case carries a code of one of the five axes."""

    __tablename__ = "case_axis"

    case_id: Mapped[int] = link("case_study")
    axis_code_id: Mapped[int] = link("axis_code")
    position: Mapped[int] = mapped_column(default=0)

    case: Mapped[CaseStudy] = relationship(back_populates="axis_links")
    axis_code: Mapped[AxisCode] = relationship()


class CaseTheme(Record, Base):
    """A case illuminates a theme."""

    __tablename__ = "case_theme"

    case_id: Mapped[int] = link("case_study")
    theme_id: Mapped[int] = link("theme")
    position: Mapped[int] = mapped_column(default=0)

    case: Mapped[CaseStudy] = relationship(back_populates="theme_links")
    theme: Mapped[Theme] = relationship()


class CaseSite(Record, Base):
    """A case can be seen at a site."""

    __tablename__ = "case_site"

    case_id: Mapped[int] = link("case_study")
    site_id: Mapped[int] = link("site")
    position: Mapped[int] = mapped_column(default=0)

    case: Mapped[CaseStudy] = relationship(back_populates="site_links")
    site: Mapped[Site] = relationship()


class CaseOrganisation(Record, Base):
    """An organisation has a part in a case."""

    __tablename__ = "case_organisation"

    case_id: Mapped[int] = link("case_study")
    organisation_id: Mapped[int] = link("organisation")
    position: Mapped[int] = mapped_column(default=0)

    case: Mapped[CaseStudy] = relationship(back_populates="organisation_links")
    organisation: Mapped[Organisation] = relationship()
