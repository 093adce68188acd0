"""What a trip taught, in blocks that are drafted from evidence and edited by people."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Trip
from tripplanner.model.types import JsonColumn, TextColumn
from tripplanner.text import EMPTY, Text

SUMMARY_KINDS = ("learning", "outline")


class Summary(Record, Base):
    """A report of a trip. ``kind``: *learning*, or *outline*, which official delegations owe at home."""

    __tablename__ = "summary"
    __table_args__ = (UniqueConstraint("trip_id", "kind"), TABLE)

    trip_id: Mapped[int] = link("trip")
    kind: Mapped[str] = mapped_column(String(10), default="learning")
    title: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)

    trip: Mapped[Trip] = relationship(back_populates="summaries")
    blocks: Mapped[list[SummaryBlock]] = relationship(
        back_populates="summary", cascade="all, delete-orphan", order_by="SummaryBlock.position"
    )


class SummaryBlock(Record, Base):
    """A paragraph of a summary.

    ``key`` names what it is about, so that a new draft finds it again; one that a person wrote has a key of its own.
    ``evidence`` lists the UUIDs of the records it rests on, ``evidence_hash`` digests what they said then: another
    digest now means stale. ``quotes`` are those of the evidence that are printed in their own words; ``None``: as the
    draft chooses. ``edited``: a person wrote ``text``, and no draft replaces it; ``draft`` is what the last
    draft said, by language. ``hidden`` leaves it out of documents.
    """

    __tablename__ = "summary_block"
    __table_args__ = (UniqueConstraint("summary_id", "key"), TABLE)

    summary_id: Mapped[int] = link("summary")
    position: Mapped[int] = mapped_column(default=0)
    section: Mapped[str] = mapped_column(String(20), default="")
    key: Mapped[str] = mapped_column(String(120), default="")
    theme_id: Mapped[int | None] = link("theme", optional=True)
    text: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    draft: Mapped[dict[str, str] | None] = mapped_column(JsonColumn)
    edited: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(default=False)
    evidence: Mapped[list[Any] | None] = mapped_column(JsonColumn)
    quotes: Mapped[list[str] | None] = mapped_column(JsonColumn)
    evidence_hash: Mapped[str] = mapped_column(String(64), default="")

    summary: Mapped[Summary] = relationship(back_populates="blocks")
    theme: Mapped[Theme | None] = relationship()
