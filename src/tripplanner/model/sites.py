"""Visit sites and their access rules."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import Base, Record, link
from tripplanner.model.partners import Organisation
from tripplanner.model.places import Place
from tripplanner.model.provenance import Sourced
from tripplanner.model.themes import Theme
from tripplanner.model.types import CivilDate, JsonColumn, TextColumn, TextsColumn
from tripplanner.text import EMPTY, Text, Texts

if TYPE_CHECKING:
    from tripplanner.model.observations import Observation


class AccessRules:
    """Structured access rules of a site. ``None`` means *unknown*, never *open* or *allowed*."""

    open_months: Mapped[list[int] | None] = mapped_column(JsonColumn)  # 1–12; a month open in part is listed
    open_weekdays: Mapped[list[int] | None] = mapped_column(JsonColumn)  # 1 = Monday
    open_hours: Mapped[list[list[str]] | None] = mapped_column(JsonColumn)  # [["09:00", "12:00"], …], civil time
    group_cap: Mapped[int | None]  # people, staff and interpreter included
    permit_needed: Mapped[bool | None]
    walk_min: Mapped[int | None]
    ascent_m: Mapped[int | None]
    step_free: Mapped[bool | None]
    outdoor: Mapped[bool | None]
    max_vehicle_seats: Mapped[int | None]
    lead_days: Mapped[int | None]  # days before the visit by which one must book
    season_note: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    permit_note: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    group_note: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    access_note: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    fallback: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)


class Site(AccessRules, Sourced, Record, Base):
    """A place worth a visit: what it shows, what it asks of those who come."""

    __tablename__ = "site"

    code: Mapped[str] = mapped_column(String(20), default="", index=True)
    name: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    kind: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    country: Mapped[str] = mapped_column(String(2), default="")
    area: Mapped[str] = mapped_column(default="")
    massif: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    altitude_m: Mapped[int | None]
    managing_body: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    summary: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    facts: Mapped[Texts] = mapped_column(TextsColumn, default=())
    typical_visit_min: Mapped[int | None]
    website: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    place_id: Mapped[int | None] = link("place", optional=True)
    photo_id: Mapped[int | None] = link("file", optional=True)

    place: Mapped[Place | None] = relationship()
    theme_links: Mapped[list[SiteTheme]] = relationship(
        back_populates="site", cascade="all, delete-orphan", order_by="SiteTheme.position"
    )
    organisation_links: Mapped[list[SiteOrganisation]] = relationship(
        back_populates="site", cascade="all, delete-orphan", order_by="SiteOrganisation.position"
    )
    closures: Mapped[list[SiteClosure]] = relationship(
        back_populates="site", cascade="all, delete-orphan", order_by="SiteClosure.first_day"
    )
    observations: Mapped[list[Observation]] = relationship(back_populates="site")


class SiteTheme(Record, Base):
    """A site shows a theme."""

    __tablename__ = "site_theme"

    site_id: Mapped[int] = link("site")
    theme_id: Mapped[int] = link("theme")
    position: Mapped[int] = mapped_column(default=0)

    site: Mapped[Site] = relationship(back_populates="theme_links")
    theme: Mapped[Theme] = relationship()


class SiteOrganisation(Record, Base):
    """An organisation manages or receives at a site."""

    __tablename__ = "site_organisation"

    site_id: Mapped[int] = link("site")
    organisation_id: Mapped[int] = link("organisation")
    role: Mapped[str] = mapped_column(String(30), default="host")
    position: Mapped[int] = mapped_column(default=0)

    site: Mapped[Site] = relationship(back_populates="organisation_links")
    organisation: Mapped[Organisation] = relationship()


class SiteClosure(Sourced, Record, Base):
    """A site is closed from one day to another, both included."""

    __tablename__ = "site_closure"

    site_id: Mapped[int] = link("site")
    first_day: Mapped[date | None] = mapped_column(CivilDate)
    last_day: Mapped[date | None] = mapped_column(CivilDate)
    reason: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)

    site: Mapped[Site] = relationship(back_populates="closures")
