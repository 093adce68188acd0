"""What the vault keeps beside the protected values: wrapped keys, the log of reveals, who was erased."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tripplanner.model.base import Base, Bookkeeping, now
from tripplanner.model.types import Instant, JsonColumn


class WrappedKey(Bookkeeping, Base):
    """The data key, wrapped once for each way of opening the vault.

    ``way``: keyring (a station's own, named by ``holder``), passphrase, recovery. ``key_id`` names the data key.
    ``salt`` and ``wrapped`` are base64; ``check`` tells a wrong passphrase from a damaged row.
    """

    __tablename__ = "wrapped_key"

    key_id: Mapped[str] = mapped_column(String(36), index=True)
    way: Mapped[str] = mapped_column(String(12))
    holder: Mapped[str] = mapped_column(String(120), default="")
    salt: Mapped[str] = mapped_column(String(64), default="")
    wrapped: Mapped[str] = mapped_column(default="")
    check: Mapped[str] = mapped_column("check_value", String(64), default="")
    made_at: Mapped[datetime] = mapped_column(Instant, default=now)
    made_by: Mapped[str] = mapped_column(String(120), default="")


class Reveal(Bookkeeping, Base):
    """A protected value that somebody looked at or that a document used: who, when, whose, for what."""

    __tablename__ = "reveal"

    at: Mapped[datetime] = mapped_column(Instant, default=now)
    actor: Mapped[str] = mapped_column(String(120))
    station: Mapped[str] = mapped_column(String(120))
    person: Mapped[str] = mapped_column(String(36), index=True)  # UUID: no link, for the person may be erased
    kind: Mapped[str] = mapped_column(String(30))
    purpose: Mapped[str] = mapped_column(String(60), default="")


class Tombstone(Bookkeeping, Base):
    """A person who was erased, by the UUIDs of their records alone: a restored backup erases them again."""

    __tablename__ = "tombstone"

    at: Mapped[datetime] = mapped_column(Instant, default=now)
    actor: Mapped[str] = mapped_column(String(120))
    person: Mapped[str] = mapped_column(String(36), unique=True)
    records: Mapped[list[str] | None] = mapped_column(JsonColumn)
