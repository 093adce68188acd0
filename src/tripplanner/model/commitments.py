"""What was promised on a trip, by whom, until when, and what became of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.cases import CaseStudy
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person
from tripplanner.model.programme import Item
from tripplanner.model.trips import Trip
from tripplanner.model.types import CivilDate, TextColumn
from tripplanner.text import EMPTY, Text

STATUSES = ("open", "under_way", "done", "stuck", "dropped")


class Commitment(Record, Base):
    """Something promised. The owner is a person, an organisation, or both; neither, and a rule asks for one."""

    __tablename__ = "commitment"
    __table_args__ = (Index(None, "status", "due"), TABLE)

    trip_id: Mapped[int] = link("trip")
    item_id: Mapped[int | None] = link("item", optional=True)
    case_id: Mapped[int | None] = link("case_study", optional=True)
    person_id: Mapped[int | None] = link("person", optional=True)
    organisation_id: Mapped[int | None] = link("organisation", optional=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    due: Mapped[date | None] = mapped_column(CivilDate)
    status: Mapped[str] = mapped_column(String(10), default="open")

    trip: Mapped[Trip] = relationship(back_populates="commitments")
    item: Mapped[Item | None] = relationship(back_populates="commitments")
    case: Mapped[CaseStudy | None] = relationship()
    person: Mapped[Person | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    steps: Mapped[list[CommitmentStep]] = relationship(
        back_populates="commitment", cascade="all, delete-orphan", order_by="CommitmentStep.id"
    )


class CommitmentStep(Record, Base):
    """What was heard of a commitment on a day: the status it then had, and in what words."""

    __tablename__ = "commitment_step"

    commitment_id: Mapped[int] = link("commitment")
    day: Mapped[date] = mapped_column(CivilDate)
    status: Mapped[str] = mapped_column(String(10), default="open")
    note: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)

    commitment: Mapped[Commitment] = relationship(back_populates="steps")
