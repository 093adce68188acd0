"""The programme: days, nights and items, and who takes part in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.cases import CaseStudy
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.people import Person
from tripplanner.model.places import Leg, Place
from tripplanner.model.provenance import Sourced
from tripplanner.model.sites import Site
from tripplanner.model.trips import Lodging, SubGroup, Trip, Vehicle
from tripplanner.model.types import CivilDate, CivilTime, Instant, TextColumn
from tripplanner.text import EMPTY, Text

if TYPE_CHECKING:
    from tripplanner.model.aims import ItemObjective, ItemTheme, ThemeQuestion
    from tripplanner.model.commitments import Commitment
    from tripplanner.model.observations import Observation

ITEM_TYPES = (
    "arrival", "transfer", "visit", "meeting", "meal", "lodging", "ceremony", "debrief", "free_time", "departure",
)  # fmt: skip
ITEM_STATUSES = ("idea", "requested", "confirmed", "cancelled", "done")
INTERPRETING = ("none", "consecutive", "simultaneous")


class Day(Record, Base):
    """A day of a trip; its number is counted from the trip's first day."""

    __tablename__ = "day"
    __table_args__ = (UniqueConstraint("trip_id", "date"), TABLE)

    trip_id: Mapped[int] = link("trip")
    date: Mapped[date] = mapped_column(CivilDate)
    title: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    bring: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)  # what to take along
    note: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)

    trip: Mapped[Trip] = relationship()
    nights: Mapped[list[Night]] = relationship(back_populates="day", cascade="all, delete-orphan", order_by="Night.id")


class Night(Record, Base):
    """Where a sub-group (everyone, when ``None``) sleeps after a day. No lodging: a night on the way."""

    __tablename__ = "night"

    day_id: Mapped[int] = link("day")
    lodging_id: Mapped[int | None] = link("lodging", optional=True)
    subgroup_id: Mapped[int | None] = link("subgroup", optional=True)

    day: Mapped[Day] = relationship(back_populates="nights")
    lodging: Mapped[Lodging | None] = relationship()
    subgroup: Mapped[SubGroup | None] = relationship()


class Item(Sourced, Record, Base):
    """A programme item. Its UUID is its calendar UID for ever.

    ``start`` and ``end`` are civil times, each in its own IANA zone (a flight has two); an item without a
    start is not placed yet and keeps ``duration_min``. Sub-groups: none linked means everyone.
    """

    __tablename__ = "item"
    __table_args__ = (Index(None, "trip_id", "start"), TABLE)

    trip_id: Mapped[int] = link("trip")
    code: Mapped[str] = mapped_column(String(20), default="")
    type: Mapped[str] = mapped_column(String(20), default="visit")
    status: Mapped[str] = mapped_column(String(20), default="idea")
    start: Mapped[datetime | None] = mapped_column(CivilTime)
    start_zone: Mapped[str] = mapped_column(String(40), default="Europe/Paris")
    end: Mapped[datetime | None] = mapped_column(CivilTime)
    end_zone: Mapped[str] = mapped_column(String(40), default="Europe/Paris")
    duration_min: Mapped[int | None]
    actual_min: Mapped[int | None]  # how long it really took
    locked: Mapped[bool] = mapped_column(default=False)
    private: Mapped[bool] = mapped_column(default=False)  # a blocker: never in a document
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    purpose: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    notes: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)  # for everyone: what to bring, to know
    team_notes: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)  # for staff, hosts and drivers only
    internal_notes: Mapped[str] = mapped_column(default="")  # for the office only
    participation_note: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    fallback: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    fallback_site_id: Mapped[int | None] = link("site", optional=True)
    interpreting: Mapped[str | None] = mapped_column(String(20))  # see INTERPRETING; None is unknown
    permit_status: Mapped[str | None] = mapped_column(String(20))  # None, requested, granted, not_needed
    passport_needed: Mapped[bool] = mapped_column(default=False)
    site_id: Mapped[int | None] = link("site", optional=True)
    place_id: Mapped[int | None] = link("place", optional=True)
    from_place_id: Mapped[int | None] = link("place", optional=True)
    to_place_id: Mapped[int | None] = link("place", optional=True)
    leg_id: Mapped[int | None] = link("leg", optional=True)
    distance_km: Mapped[float | None]
    drive_min: Mapped[int | None]
    vehicle_id: Mapped[int | None] = link("vehicle", optional=True)

    trip: Mapped[Trip] = relationship()
    site: Mapped[Site | None] = relationship(foreign_keys="Item.site_id")
    fallback_site: Mapped[Site | None] = relationship(foreign_keys="Item.fallback_site_id")
    place: Mapped[Place | None] = relationship(foreign_keys="Item.place_id")
    from_place: Mapped[Place | None] = relationship(foreign_keys="Item.from_place_id")
    to_place: Mapped[Place | None] = relationship(foreign_keys="Item.to_place_id")
    leg: Mapped[Leg | None] = relationship()
    vehicle: Mapped[Vehicle | None] = relationship()
    subgroup_links: Mapped[list[ItemSubGroup]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="ItemSubGroup.id"
    )
    host_links: Mapped[list[ItemHost]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="ItemHost.position"
    )
    participants: Mapped[list[Participation]] = relationship(back_populates="item", cascade="all, delete-orphan")
    case_links: Mapped[list[ItemCase]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="ItemCase.position"
    )
    questions: Mapped[list[Question]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="Question.position"
    )
    breaks: Mapped[list[Break]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="Break.position"
    )
    observations: Mapped[list[Observation]] = relationship(back_populates="item")
    commitments: Mapped[list[Commitment]] = relationship(back_populates="item")
    theme_links: Mapped[list[ItemTheme]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="ItemTheme.position"
    )
    objective_links: Mapped[list[ItemObjective]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="ItemObjective.position"
    )


class ItemSubGroup(Record, Base):
    """A sub-group takes part in an item."""

    __tablename__ = "item_subgroup"
    __table_args__ = (UniqueConstraint("item_id", "subgroup_id"), TABLE)

    item_id: Mapped[int] = link("item")
    subgroup_id: Mapped[int] = link("subgroup")

    item: Mapped[Item] = relationship(back_populates="subgroup_links")
    subgroup: Mapped[SubGroup] = relationship()


class ItemHost(Record, Base):
    """An organisation, perhaps one of its contacts, receives the guests.

    ``state``: to_contact, asked, confirmed, refused; ``since`` is the day it became so. ``answer`` is the last one that
    came by mail (accepted, tentative, declined, counter; empty: none), written at ``answer_at`` about the invitation
    with SEQUENCE ``answer_sequence``; ``answer_note`` is what was said with it.
    """

    __tablename__ = "item_host"

    item_id: Mapped[int] = link("item")
    organisation_id: Mapped[int] = link("organisation")
    contact_id: Mapped[int | None] = link("contact", optional=True)
    state: Mapped[str] = mapped_column(String(20), default="to_contact")
    position: Mapped[int] = mapped_column(default=0)
    since: Mapped[date | None] = mapped_column(CivilDate)
    answer: Mapped[str] = mapped_column(String(10), default="")
    answer_at: Mapped[datetime | None] = mapped_column(Instant)
    answer_sequence: Mapped[int | None]
    answer_note: Mapped[str] = mapped_column(default="")

    item: Mapped[Item] = relationship(back_populates="host_links")
    organisation: Mapped[Organisation] = relationship()
    contact: Mapped[Contact | None] = relationship()


class Participation(Record, Base):
    """One person's part in an item where it differs from the group's: absent, partial, online, a guest.

    ``mode``: present, absent, online. ``from_time`` and ``to_time`` bound a partial presence.
    """

    __tablename__ = "participation"
    __table_args__ = (UniqueConstraint("item_id", "person_id"), TABLE)

    item_id: Mapped[int] = link("item")
    person_id: Mapped[int] = link("person")
    mode: Mapped[str] = mapped_column(String(10), default="present")
    from_time: Mapped[datetime | None] = mapped_column(CivilTime)
    to_time: Mapped[datetime | None] = mapped_column(CivilTime)
    note: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)

    item: Mapped[Item] = relationship(back_populates="participants")
    person: Mapped[Person] = relationship()


class ItemCase(Record, Base):
    """A case study illuminates an item."""

    __tablename__ = "item_case"

    item_id: Mapped[int] = link("item")
    case_id: Mapped[int] = link("case_study")
    position: Mapped[int] = mapped_column(default=0)

    item: Mapped[Item] = relationship(back_populates="case_links")
    case: Mapped[CaseStudy] = relationship()


class Question(Record, Base):
    """A question prepared for a visit; ``origin`` is the one of a theme's bank it was taken from."""

    __tablename__ = "question"

    item_id: Mapped[int] = link("item")
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    origin_id: Mapped[int | None] = link("theme_question", optional=True)

    item: Mapped[Item] = relationship(back_populates="questions")
    origin: Mapped[ThemeQuestion | None] = relationship()


class Break(Record, Base):
    """A pause recorded inside an item, in civil time of its start zone."""

    __tablename__ = "item_break"

    item_id: Mapped[int] = link("item")
    position: Mapped[int] = mapped_column(default=0)
    start: Mapped[datetime | None] = mapped_column(CivilTime)
    end: Mapped[datetime | None] = mapped_column(CivilTime)

    item: Mapped[Item] = relationship(back_populates="breaks")
