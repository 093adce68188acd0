"""Where a record's facts come from, and what somebody still has to verify."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, declared_attr, foreign, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record
from tripplanner.model.types import Instant, JsonColumn


class Reference(Record, Base):
    """A source of a record: an address or a citation. ``kind``: *source*, *more* or *reference*."""

    __tablename__ = "reference"
    __table_args__ = (Index(None, "owner_uuid", "position"), TABLE)

    owner_uuid: Mapped[str] = mapped_column(String(36))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(20), default="source")
    citation: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")


class VerifyMark(Record, Base):
    """Something of a record that nobody has verified yet; ``settled_at`` and ``settled_by`` once somebody has."""

    __tablename__ = "verify_mark"
    __table_args__ = (Index(None, "owner_uuid", "position"), TABLE)

    owner_uuid: Mapped[str] = mapped_column(String(36))
    position: Mapped[int] = mapped_column(default=0)
    what: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    settled_by: Mapped[str] = mapped_column(default="")


class Sourced:
    """A record whose facts have sources. ``provenance`` keeps further notes by name (``coord_note``, …)."""

    provenance: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)

    @declared_attr
    def references(cls) -> Mapped[list[Reference]]:  # noqa: N805
        return _owned(cls, Reference)

    @declared_attr
    def verify_marks(cls) -> Mapped[list[VerifyMark]]:  # noqa: N805
        return _owned(cls, VerifyMark)


def _owned(owner: Any, target: Any) -> Any:
    """A list tied by the owner's UUID: one table serves all kinds of record."""
    return relationship(
        target,
        primaryjoin=lambda: foreign(target.owner_uuid) == owner.uuid,
        order_by=lambda: target.position,
        cascade="all, delete-orphan",
        single_parent=True,
        overlaps="references,verify_marks",
    )
