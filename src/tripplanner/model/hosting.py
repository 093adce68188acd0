"""How a trip stands with its hosts, and what was said between the office and its partners."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.trips import Trip
from tripplanner.model.types import CivilDate


class TripHost(Record, Base):
    """An organisation that a trip counts on, whatever it hosts there.

    ``state``: to_contact, asked, confirmed, refused; ``since`` is the day it became so. The items it hosts have states
    of their own (:class:`tripplanner.model.programme.ItemHost`). ``thanked_on``: when the office thanked it.
    """

    __tablename__ = "trip_host"
    __table_args__ = (UniqueConstraint("trip_id", "organisation_id"), TABLE)

    trip_id: Mapped[int] = link("trip")
    organisation_id: Mapped[int] = link("organisation")
    contact_id: Mapped[int | None] = link("contact", optional=True)
    state: Mapped[str] = mapped_column(String(12), default="to_contact")
    since: Mapped[date | None] = mapped_column(CivilDate)
    thanked_on: Mapped[date | None] = mapped_column(CivilDate)
    note: Mapped[str] = mapped_column(default="")

    trip: Mapped[Trip] = relationship(back_populates="hosts")
    organisation: Mapped[Organisation] = relationship(back_populates="trip_links")
    contact: Mapped[Contact | None] = relationship(back_populates="trip_links")


class Exchange(Record, Base):
    """Something said or written between the office and a partner: a line of the timeline.

    ``way``: mail, phone, meeting, letter, other.
    """

    __tablename__ = "exchange"

    organisation_id: Mapped[int] = link("organisation")
    contact_id: Mapped[int | None] = link("contact", optional=True)
    trip_id: Mapped[int | None] = link("trip", optional=True)
    day: Mapped[date | None] = mapped_column(CivilDate)
    way: Mapped[str] = mapped_column(String(12), default="other")
    summary: Mapped[str] = mapped_column(default="")

    organisation: Mapped[Organisation] = relationship(back_populates="exchanges")
    contact: Mapped[Contact | None] = relationship(back_populates="exchanges")
    trip: Mapped[Trip | None] = relationship(back_populates="exchanges")
