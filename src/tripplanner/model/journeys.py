"""How each person of a trip comes and goes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import Base, Record, link
from tripplanner.model.people import Person
from tripplanner.model.places import Place
from tripplanner.model.trips import Trip
from tripplanner.model.types import CivilTime


class Journey(Record, Base):
    """A person's arrival or departure: when (civil time at the place, with its zone), where, by what.

    ``direction``: arrival, departure. ``carrier`` is a flight or train number, or words.
    """

    __tablename__ = "journey"

    trip_id: Mapped[int] = link("trip")
    person_id: Mapped[int] = link("person")
    direction: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime | None] = mapped_column(CivilTime)
    zone: Mapped[str] = mapped_column(String(40), default="")
    place_id: Mapped[int | None] = link("place", optional=True)
    where: Mapped[str] = mapped_column("where_words", default="")
    carrier: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    trip: Mapped[Trip] = relationship(back_populates="journeys")
    person: Mapped[Person] = relationship()
    place: Mapped[Place | None] = relationship()
