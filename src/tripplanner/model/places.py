"""Places with coordinates, and the legs between them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import Base, Record, link
from tripplanner.model.provenance import Sourced
from tripplanner.model.types import CivilDate, TextColumn
from tripplanner.text import EMPTY, Text


class Place(Sourced, Record, Base):
    """A point on the map: a town, a hotel, an airport, a meeting point. ``parent`` is the town it lies in."""

    __tablename__ = "place"

    code: Mapped[str] = mapped_column(String(60), default="", index=True)
    name: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    kind: Mapped[str] = mapped_column(String(30), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    latitude: Mapped[float | None]  # degrees, WGS 84
    longitude: Mapped[float | None]
    altitude_m: Mapped[int | None]
    zone: Mapped[str] = mapped_column(String(40), default="")  # IANA
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = link("place", optional=True)

    parent: Mapped[Place | None] = relationship(remote_side="Place.id")


class Leg(Sourced, Record, Base):
    """The way between two places, as the office measured or estimated it."""

    __tablename__ = "leg"

    code: Mapped[str] = mapped_column(String(20), default="", index=True)
    from_place_id: Mapped[int] = link("place")
    to_place_id: Mapped[int] = link("place")
    distance_km: Mapped[float | None]
    drive_min: Mapped[int | None]  # by coach, without margin
    margin_percent: Mapped[int | None]  # of the drive, for mountain roads
    both_ways: Mapped[bool] = mapped_column(default=True)

    from_place: Mapped[Place] = relationship(foreign_keys="Leg.from_place_id")
    to_place: Mapped[Place] = relationship(foreign_keys="Leg.to_place_id")
    closures: Mapped[list[LegClosure]] = relationship(
        back_populates="leg", cascade="all, delete-orphan", order_by="LegClosure.first_day"
    )


class LegClosure(Sourced, Record, Base):
    """A leg is closed from one day to another, both included (a tunnel, a pass in winter)."""

    __tablename__ = "leg_closure"

    leg_id: Mapped[int] = link("leg")
    first_day: Mapped[date | None] = mapped_column(CivilDate)
    last_day: Mapped[date | None] = mapped_column(CivilDate)
    reason: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    detour_km: Mapped[float | None]
    detour_min: Mapped[int | None]

    leg: Mapped[Leg] = relationship(back_populates="closures")
