"""What a trip decides about its checks: levels of its own, and findings that need nothing done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link, now
from tripplanner.model.trips import Trip
from tripplanner.model.types import Instant


class CheckLevel(Record, Base):
    """The level that a rule has in this trip, where it is not the usual one: blocks, warns or informs."""

    __tablename__ = "check_level"
    __table_args__ = (UniqueConstraint("trip_id", "rule"), TABLE)

    trip_id: Mapped[int] = link("trip")
    rule: Mapped[str] = mapped_column(String(60))
    level: Mapped[str] = mapped_column(String(10))

    trip: Mapped[Trip] = relationship(back_populates="check_levels")


class Dismissal(Record, Base):
    """A finding that needs nothing done, and why.

    ``about`` names the rule and the records by their UUIDs: as long as a finding is about the same ones, it stays
    dismissed, whatever its numbers.
    """

    __tablename__ = "dismissal"
    __table_args__ = (Index(None, "trip_id", "rule"), TABLE)

    trip_id: Mapped[int] = link("trip")
    rule: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    dismissed_by: Mapped[str] = mapped_column(default="")
    dismissed_at: Mapped[datetime] = mapped_column(Instant, default=now)

    trip: Mapped[Trip] = relationship(back_populates="dismissals")
