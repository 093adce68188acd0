"""Releases: numbered, frozen versions of a programme. They only grow and are never undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Bookkeeping, link, new_uuid
from tripplanner.model.types import Instant, JsonColumn


class Release(Bookkeeping, Base):
    """Version ``number`` of a trip, with all that its documents say; each kind counts by itself.

    ``kind``: release, approved (for the mission file) or snapshot (private). ``anyway`` says why a release was made in
    spite of findings that block. ``content``: ``rows`` by table and ``withdrawn``, the rows of released items that the
    programme no longer has (:mod:`tripplanner.planning.releases`).
    """

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("trip_uuid", "kind", "number"), TABLE)

    uuid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uuid)
    trip_uuid: Mapped[str] = mapped_column(String(36), index=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10), default="release")
    name: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    anyway: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[str] = mapped_column(default="")
    content: Mapped[Any] = mapped_column(JsonColumn)

    items: Mapped[list[ReleaseItem]] = relationship(back_populates="release", order_by="ReleaseItem.id")


class ReleaseItem(Bookkeeping, Base):
    """An item as released: its calendar UID, its SEQUENCE and the hash of what a calendar shows of it."""

    __tablename__ = "release_item"
    __table_args__ = (UniqueConstraint("release_id", "item_uuid"), TABLE)

    release_id: Mapped[int] = link("release")
    item_uuid: Mapped[str] = mapped_column(String(36), index=True)
    sequence: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(String(20), default="")
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    changed_at: Mapped[datetime] = mapped_column(Instant)

    release: Mapped[Release] = relationship(back_populates="items")
