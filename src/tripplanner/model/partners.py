"""Partner organisations and the contacts who work there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import Base, Record, link
from tripplanner.model.people import Person
from tripplanner.model.provenance import Sourced
from tripplanner.model.themes import Theme
from tripplanner.model.types import CivilDate, JsonColumn, TextColumn
from tripplanner.text import EMPTY, Text

if TYPE_CHECKING:
    from tripplanner.model.hosting import Exchange, TripHost


class Organisation(Sourced, Record, Base):
    """An organisation under its canonical name; what others call it are its aliases."""

    __tablename__ = "organisation"

    code: Mapped[str] = mapped_column(String(20), default="", index=True)
    acronym: Mapped[str] = mapped_column(default="")
    name: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    kind: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    role: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)  # what it does for study trips
    country: Mapped[str] = mapped_column(String(2), default="")
    city: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    logo_id: Mapped[int | None] = link("file", optional=True)

    aliases: Mapped[list[OrganisationAlias]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan", order_by="OrganisationAlias.name"
    )
    theme_links: Mapped[list[OrganisationTheme]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan", order_by="OrganisationTheme.position"
    )
    contacts: Mapped[list[Contact]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan", order_by="Contact.position"
    )
    exchanges: Mapped[list[Exchange]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan", order_by="Exchange.id"
    )
    trip_links: Mapped[list[TripHost]] = relationship(back_populates="organisation", cascade="all, delete-orphan")


class OrganisationAlias(Record, Base):
    """Another name of an organisation, in any language."""

    __tablename__ = "organisation_alias"

    organisation_id: Mapped[int] = link("organisation")
    name: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(12), default="")

    organisation: Mapped[Organisation] = relationship(back_populates="aliases")


class OrganisationTheme(Record, Base):
    """An organisation works on a theme."""

    __tablename__ = "organisation_theme"

    organisation_id: Mapped[int] = link("organisation")
    theme_id: Mapped[int] = link("theme")
    position: Mapped[int] = mapped_column(default=0)

    organisation: Mapped[Organisation] = relationship(back_populates="theme_links")
    theme: Mapped[Theme] = relationship()


class Contact(Sourced, Record, Base):
    """A person who answers for an organisation, in a post."""

    __tablename__ = "contact"

    organisation_id: Mapped[int] = link("organisation")
    person_id: Mapped[int] = link("person")
    post: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    languages: Mapped[list[str] | None] = mapped_column(JsonColumn)
    position: Mapped[int] = mapped_column(default=0)
    last_contacted: Mapped[date | None] = mapped_column(CivilDate)
    availability: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")

    organisation: Mapped[Organisation] = relationship(back_populates="contacts")
    person: Mapped[Person] = relationship()
    exchanges: Mapped[list[Exchange]] = relationship(back_populates="contact")
    trip_links: Mapped[list[TripHost]] = relationship(back_populates="contact")
