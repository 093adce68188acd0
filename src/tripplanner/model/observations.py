"""What delegates said and learnt of what they saw."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import Base, Record, link
from tripplanner.model.people import Person
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import SubGroup, Trip
from tripplanner.model.types import CivilDate, TextColumn
from tripplanner.text import EMPTY, Text


class Observation(Record, Base):
    """One thing that was seen or said, in the language it was said in.

    ``kind``: seen, learnt, surprising, transferable, question. ``rating`` 1 to 5 is of the visit. An item or a site
    that is deleted leaves its observations with the trip. ``person`` is empty where the voice is a group's or unknown.
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

    trip: Mapped[Trip] = relationship(back_populates="observations")
    item: Mapped[Item | None] = relationship(back_populates="observations")
    site: Mapped[Site | None] = relationship(back_populates="observations")
    person: Mapped[Person | None] = relationship()
    subgroup: Mapped[SubGroup | None] = relationship(back_populates="observations")
