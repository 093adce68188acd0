"""Calendars that people subscribe to: under which address, and what was put where."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.trips import Trip
from tripplanner.model.types import Instant, JsonColumn

#: How somebody reads their calendar; nothing where nobody asked.
PHONES = ("", "iphone", "android", "chinese", "outlook")


class Feed(Record, Base):
    """The calendar of a person in a trip, or (without a person) that of the whole trip.

    ``token`` is the part of its address that nobody can guess: made once, kept for good, because people have subscribed
    to it. ``phone`` is what the person reads it on, of :data:`PHONES`.
    """

    __tablename__ = "feed"
    __table_args__ = (UniqueConstraint("trip_id", "person_id"), TABLE)
    lasting = True

    trip_id: Mapped[int] = link("trip")
    person_id: Mapped[int | None] = link("person", optional=True, goes_along=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    phone: Mapped[str] = mapped_column(String(12), default="")

    trip: Mapped[Trip] = relationship(back_populates="feeds")


class Publication(Record, Base):
    """What was put at one place for one feed, so that a later publication takes away its own and nothing else.

    ``target`` is the address of the place (a folder, or a URL), ``address`` that which people subscribe to, where there
    is one. ``files`` maps each path below the target to its entity tag there and a hash of what it said. Without a feed
    its person was erased: the next publication takes the files away. Two for one feed and target come of two persons
    who were made one; the next publication makes them one, too.
    """

    __tablename__ = "publication"
    lasting = True

    trip_id: Mapped[int] = link("trip")
    feed_id: Mapped[int | None] = link("feed", optional=True)
    target: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    files: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)
    release_number: Mapped[int | None]
    finished_at: Mapped[datetime | None] = mapped_column(Instant)  # empty while some of it is still to be put there

    trip: Mapped[Trip] = relationship(back_populates="publications")
    feed: Mapped[Feed | None] = relationship()
