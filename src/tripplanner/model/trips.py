"""A trip and who takes part: delegation, sub-groups, delegates, staff, vehicles, lodgings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person
from tripplanner.model.places import Place
from tripplanner.model.provenance import Sourced
from tripplanner.model.types import CivilDate, JsonColumn, TextColumn, TextsColumn
from tripplanner.text import EMPTY, Text, Texts

if TYPE_CHECKING:
    from tripplanner.model.aims import ItemObjective, ObjectiveTheme, TripTheme
    from tripplanner.model.checks import CheckLevel, Dismissal
    from tripplanner.model.commitments import Commitment
    from tripplanner.model.feedback import FeedbackForm, SelfAssessment
    from tripplanner.model.feeds import Feed, Publication
    from tripplanner.model.hosting import Exchange, TripHost
    from tripplanner.model.journeys import Journey
    from tripplanner.model.observations import Observation
    from tripplanner.model.outbox import OutboxMessage
    from tripplanner.model.summaries import Summary

STAGES = ("idea", "preparation", "confirmed", "published", "under_way", "review", "archived")
MEMBER_ROLES = ("staff", "interpreter", "driver", "guest")


class Trip(Sourced, Record, Base):
    """A study trip: from its first to its last day, in the civil time of ``zone`` unless an item says otherwise."""

    __tablename__ = "trip"

    code: Mapped[str] = mapped_column(String(20), default="", index=True)
    title: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    short_title: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    route: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    stage: Mapped[str] = mapped_column(String(20), default="idea")
    first_day: Mapped[date] = mapped_column(CivilDate)
    last_day: Mapped[date] = mapped_column(CivilDate)
    zone: Mapped[str] = mapped_column(String(40), default="Europe/Paris")  # IANA
    calendar_url: Mapped[str] = mapped_column(default="")  # where its calendars are published; printed as a QR code
    note: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    internal_notes: Mapped[str] = mapped_column(default="")

    languages: Mapped[list[TripLanguage]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="TripLanguage.position"
    )
    objectives: Mapped[list[Objective]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="Objective.position"
    )
    compliance_notes: Mapped[list[ComplianceNote]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="ComplianceNote.position"
    )
    delegations: Mapped[list[Delegation]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="Delegation.position"
    )
    members: Mapped[list[TripMember]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="TripMember.position"
    )
    vehicles: Mapped[list[Vehicle]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="Vehicle.code"
    )
    lodgings: Mapped[list[Lodging]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="Lodging.position"
    )
    check_levels: Mapped[list[CheckLevel]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="CheckLevel.rule"
    )
    dismissals: Mapped[list[Dismissal]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="Dismissal.id"
    )
    hosts: Mapped[list[TripHost]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="TripHost.id"
    )
    journeys: Mapped[list[Journey]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="Journey.id"
    )
    observations: Mapped[list[Observation]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="Observation.id"
    )
    exchanges: Mapped[list[Exchange]] = relationship(back_populates="trip")
    publications: Mapped[list[Publication]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="Publication.id"
    )
    feeds: Mapped[list[Feed]] = relationship(back_populates="trip", cascade="all, delete-orphan", order_by="Feed.id")
    messages: Mapped[list[OutboxMessage]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="OutboxMessage.id"
    )
    theme_links: Mapped[list[TripTheme]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="TripTheme.position"
    )
    forms: Mapped[list[FeedbackForm]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="FeedbackForm.id"
    )
    commitments: Mapped[list[Commitment]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="Commitment.position"
    )
    summaries: Mapped[list[Summary]] = relationship(
        back_populates="trip", cascade="all, delete-orphan", order_by="Summary.id"
    )


class TripLanguage(Record, Base):
    """A language the trip's documents are made in."""

    __tablename__ = "trip_language"

    trip_id: Mapped[int] = link("trip")
    language: Mapped[str] = mapped_column(String(12))
    position: Mapped[int] = mapped_column(default=0)

    trip: Mapped[Trip] = relationship(back_populates="languages")


class Objective(Record, Base):
    """What the trip is for. ``anchors`` say what 1 to 5 mean in a self-assessment; none: the usual ones."""

    __tablename__ = "objective"

    trip_id: Mapped[int] = link("trip")
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    anchors: Mapped[Texts] = mapped_column(TextsColumn, default=())

    trip: Mapped[Trip] = relationship(back_populates="objectives")
    theme_links: Mapped[list[ObjectiveTheme]] = relationship(
        back_populates="objective", cascade="all, delete-orphan", order_by="ObjectiveTheme.position"
    )
    item_links: Mapped[list[ItemObjective]] = relationship(
        back_populates="objective", cascade="all, delete-orphan", order_by="ItemObjective.id"
    )
    assessments: Mapped[list[SelfAssessment]] = relationship(
        back_populates="objective", cascade="all, delete-orphan", order_by="SelfAssessment.id"
    )


class ComplianceNote(Sourced, Record, Base):
    """A rule of the delegation's home institution that shapes the trip, in words."""

    __tablename__ = "compliance_note"

    trip_id: Mapped[int] = link("trip")
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)

    trip: Mapped[Trip] = relationship(back_populates="compliance_notes")


class Delegation(Sourced, Record, Base):
    """The guests of a trip. ``expected_size`` counts them before all names are known."""

    __tablename__ = "delegation"
    __table_args__ = (Index(None, "trip_id", "position"), TABLE)

    trip_id: Mapped[int] = link("trip")
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    note: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    country: Mapped[str] = mapped_column(String(2), default="")
    organisation_id: Mapped[int | None] = link("organisation", optional=True)
    expected_size: Mapped[int | None]

    trip: Mapped[Trip] = relationship(back_populates="delegations")
    organisation: Mapped[Organisation | None] = relationship()
    subgroups: Mapped[list[SubGroup]] = relationship(
        back_populates="delegation", cascade="all, delete-orphan", order_by="SubGroup.position"
    )
    delegates: Mapped[list[Delegate]] = relationship(
        back_populates="delegation", cascade="all, delete-orphan", order_by="Delegate.rank"
    )


class SubGroup(Sourced, Record, Base):
    """Part of a delegation that may arrive late, leave early or visit something else."""

    __tablename__ = "subgroup"

    delegation_id: Mapped[int] = link("delegation")
    position: Mapped[int] = mapped_column(default=0)
    code: Mapped[str] = mapped_column(String(10), default="")
    name: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    origin: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    organisation_id: Mapped[int | None] = link("organisation", optional=True)
    expected_size: Mapped[int | None]
    compliance_profile: Mapped[str] = mapped_column(String(40), default="none")  # none, officials, academics

    delegation: Mapped[Delegation] = relationship(back_populates="subgroups")
    organisation: Mapped[Organisation | None] = relationship()
    delegate_links: Mapped[list[DelegateSubGroup]] = relationship(
        back_populates="subgroup", cascade="all, delete-orphan"
    )
    observations: Mapped[list[Observation]] = relationship(back_populates="subgroup")


class Delegate(Sourced, Record, Base):
    """A person in a delegation. ``rank`` 1 is the head; lists are in this order, never alphabetical."""

    __tablename__ = "delegate"
    __table_args__ = (UniqueConstraint("delegation_id", "person_id"), Index(None, "delegation_id", "rank"), TABLE)

    delegation_id: Mapped[int] = link("delegation")
    person_id: Mapped[int] = link("person")
    rank: Mapped[int] = mapped_column(default=0)
    role: Mapped[str] = mapped_column(String(20), default="member")  # head, deputy, member, accompanying
    post: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    organisation_id: Mapped[int | None] = link("organisation", optional=True)
    language: Mapped[str] = mapped_column(String(12), default="zh")  # of their documents
    arrives_on: Mapped[date | None] = mapped_column(CivilDate)
    leaves_on: Mapped[date | None] = mapped_column(CivilDate)

    delegation: Mapped[Delegation] = relationship(back_populates="delegates")
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    subgroup_links: Mapped[list[DelegateSubGroup]] = relationship(
        back_populates="delegate", cascade="all, delete-orphan"
    )


class DelegateSubGroup(Record, Base):
    """A delegate belongs to a sub-group."""

    __tablename__ = "delegate_subgroup"
    __table_args__ = (UniqueConstraint("delegate_id", "subgroup_id"), TABLE)

    delegate_id: Mapped[int] = link("delegate")
    subgroup_id: Mapped[int] = link("subgroup")

    delegate: Mapped[Delegate] = relationship(back_populates="subgroup_links")
    subgroup: Mapped[SubGroup] = relationship(back_populates="delegate_links")


class TripMember(Sourced, Record, Base):
    """Staff, an interpreter, a driver or an external guest of a trip."""

    __tablename__ = "trip_member"

    trip_id: Mapped[int] = link("trip")
    person_id: Mapped[int] = link("person")
    role: Mapped[str] = mapped_column(String(20), default="staff")  # see MEMBER_ROLES
    position: Mapped[int] = mapped_column(default=0)
    post: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    organisation_id: Mapped[int | None] = link("organisation", optional=True)
    working_languages: Mapped[list[str] | None] = mapped_column(JsonColumn)
    from_day: Mapped[date | None] = mapped_column(CivilDate)
    to_day: Mapped[date | None] = mapped_column(CivilDate)

    trip: Mapped[Trip] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation | None] = relationship()


class Vehicle(Sourced, Record, Base):
    """A vehicle of a trip; ``seats`` without the driver, ``None`` when unknown."""

    __tablename__ = "vehicle"

    trip_id: Mapped[int] = link("trip")
    code: Mapped[str] = mapped_column(String(30), default="")
    name: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    seats: Mapped[int | None]
    driver_id: Mapped[int | None] = link("trip_member", optional=True)
    company_id: Mapped[int | None] = link("organisation", optional=True)

    trip: Mapped[Trip] = relationship(back_populates="vehicles")
    driver: Mapped[TripMember | None] = relationship()
    company: Mapped[Organisation | None] = relationship()


class Lodging(Sourced, Record, Base):
    """Where the guests of a trip sleep for some nights."""

    __tablename__ = "lodging"

    trip_id: Mapped[int] = link("trip")
    position: Mapped[int] = mapped_column(default=0)
    place_id: Mapped[int | None] = link("place", optional=True)
    name: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    note: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)

    trip: Mapped[Trip] = relationship(back_populates="lodgings")
    place: Mapped[Place | None] = relationship()
    rooms: Mapped[list[Room]] = relationship(
        back_populates="lodging", cascade="all, delete-orphan", order_by="Room.number"
    )


class Room(Record, Base):
    """A room of a lodging."""

    __tablename__ = "room"

    lodging_id: Mapped[int] = link("lodging")
    number: Mapped[str] = mapped_column(String(20), default="")
    beds: Mapped[int | None]

    lodging: Mapped[Lodging] = relationship(back_populates="rooms")
    guests: Mapped[list[RoomGuest]] = relationship(back_populates="room", cascade="all, delete-orphan")


class RoomGuest(Record, Base):
    """A person sleeps in a room."""

    __tablename__ = "room_guest"

    room_id: Mapped[int] = link("room")
    person_id: Mapped[int] = link("person")

    room: Mapped[Room] = relationship(back_populates="guests")
    person: Mapped[Person] = relationship()
