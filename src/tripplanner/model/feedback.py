"""Forms that ask participants, and what came back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.people import Person
from tripplanner.model.trips import Objective, SubGroup, Trip
from tripplanner.model.types import CivilDate, JsonColumn

FORM_KINDS = ("feedback", "before", "after", "follow_up")
MOMENTS = ("before", "after")


class FeedbackForm(Record, Base):
    """A form as it was given out: its questions do not change any more, or answers could not be read.

    ``kind``: see :data:`FORM_KINDS`. ``edition`` is the version printed on it and written into every file made of it.
    ``questions`` is the frozen content as JSON (:mod:`tripplanner.planning.feedback`).
    """

    __tablename__ = "feedback_form"
    __table_args__ = (UniqueConstraint("trip_id", "kind", "edition"), TABLE)

    trip_id: Mapped[int] = link("trip")
    kind: Mapped[str] = mapped_column(String(12), default="feedback")
    edition: Mapped[str] = mapped_column(String(20), default="")
    languages: Mapped[list[str] | None] = mapped_column(JsonColumn)
    questions: Mapped[list[Any] | None] = mapped_column(JsonColumn)

    trip: Mapped[Trip] = relationship(back_populates="forms")
    answers: Mapped[list[FeedbackAnswer]] = relationship(
        back_populates="form", cascade="all, delete-orphan", order_by="FeedbackAnswer.id"
    )


class FeedbackAnswer(Record, Base):
    """One filled form. ``key`` is the sender's identity of it (or a digest of what it says): the same comes in once.

    ``person`` is empty where answers are anonymous; ``respondent`` then tells the answers of one voice from those of
    another (a code, never a name). ``values`` holds every cell that came, by the name of its question.
    """

    __tablename__ = "feedback_answer"
    __table_args__ = (UniqueConstraint("form_id", "key"), Index(None, "person_id", "form_id"), TABLE)

    form_id: Mapped[int] = link("feedback_form")
    key: Mapped[str] = mapped_column(String(80))
    person_id: Mapped[int | None] = link("person", optional=True, goes_along=True)
    subgroup_id: Mapped[int | None] = link("subgroup", optional=True)
    respondent: Mapped[str] = mapped_column(String(40), default="")
    day: Mapped[date | None] = mapped_column(CivilDate)
    language: Mapped[str] = mapped_column(String(12), default="")
    values: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)

    form: Mapped[FeedbackForm] = relationship(back_populates="answers")
    person: Mapped[Person | None] = relationship()
    subgroup: Mapped[SubGroup | None] = relationship()


class SelfAssessment(Record, Base):
    """How well somebody says they master an objective, before or after: 1 (lowest anchor) to 5."""

    __tablename__ = "self_assessment"
    __table_args__ = (Index(None, "objective_id", "moment"), TABLE)

    objective_id: Mapped[int] = link("objective")
    person_id: Mapped[int | None] = link("person", optional=True, goes_along=True)
    answer_id: Mapped[int | None] = link("feedback_answer", optional=True, goes_along=True)
    respondent: Mapped[str] = mapped_column(String(40), default="")
    moment: Mapped[str] = mapped_column(String(6), default="before")
    value: Mapped[int]

    objective: Mapped[Objective] = relationship(back_populates="assessments")
    person: Mapped[Person | None] = relationship()
    answer: Mapped[FeedbackAnswer | None] = relationship()
