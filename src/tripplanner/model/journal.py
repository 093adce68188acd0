"""What the store keeps about edits: undo steps, the bin, the history of each record, its own facts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tripplanner.model.base import TABLE, Base, Bookkeeping, new_uuid, now
from tripplanner.model.types import Instant, JsonColumn


class UndoStep(Bookkeeping, Base):
    """One edit that can be taken back: the images of the rows it changed.

    ``scope`` is the UUID of a trip, or ``""`` for the library. ``undone`` steps wait for a redo.
    ``replays`` counts undo and redo, so that a row inserted again never has a version seen before.
    """

    __tablename__ = "undo_step"
    __table_args__ = (Index(None, "actor", "scope", "id"), TABLE)

    uuid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uuid)
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    actor: Mapped[str] = mapped_column(String(120))
    station: Mapped[str] = mapped_column(String(120))
    scope: Mapped[str] = mapped_column(String(36), default="")
    label: Mapped[dict[str, Any]] = mapped_column(JsonColumn)
    images: Mapped[str] = mapped_column(sa.Text)
    undone: Mapped[bool] = mapped_column(default=False)
    replays: Mapped[int] = mapped_column(default=0)


class BinEntry(Bookkeeping, Base):
    """Records deleted by one edit, for thirty days. It is *in* the bin while none of its ``roots`` exists.

    ``roots`` are ``[table, uuid, name]`` of the deleted records that have a name of their own.
    """

    __tablename__ = "bin_entry"

    uuid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uuid)
    at: Mapped[datetime] = mapped_column(Instant, default=now, index=True)
    actor: Mapped[str] = mapped_column(String(120))
    station: Mapped[str] = mapped_column(String(120))
    scope: Mapped[str] = mapped_column(String(36), default="")
    label: Mapped[dict[str, Any]] = mapped_column(JsonColumn)
    roots: Mapped[list[Any]] = mapped_column(JsonColumn)
    images: Mapped[str] = mapped_column(sa.Text)


class HistoryEntry(Bookkeeping, Base):
    """Who did what to one record, and when; only added to.

    ``change`` is shared by all entries of one transaction. ``action``: *created*, *changed* or *deleted*.
    ``fields`` of a change: ``{column: [before, after]}`` as stored.
    """

    __tablename__ = "history_entry"

    change: Mapped[str] = mapped_column(String(36), index=True)
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    actor: Mapped[str] = mapped_column(String(120))
    station: Mapped[str] = mapped_column(String(120))
    label: Mapped[dict[str, Any]] = mapped_column(JsonColumn)
    action: Mapped[str] = mapped_column(String(10))
    table: Mapped[str] = mapped_column("table_name", String(63))
    record: Mapped[str] = mapped_column(String(36), index=True)
    fields: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)


class StoreFact(Bookkeeping, Base):
    """A fact the store keeps about this database, such as its identity or its last backup."""

    __tablename__ = "store_fact"

    key: Mapped[str] = mapped_column(String(60), unique=True)
    value: Mapped[str] = mapped_column(sa.Text)
