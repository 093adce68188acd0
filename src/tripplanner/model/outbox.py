"""What leaves the office by mail: each message to one receiver, with what is attached to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.trips import Trip
from tripplanner.model.types import Instant, JsonColumn

STATES = ("review", "ready", "sending", "sent", "failed", "doubtful", "aside")
PURPOSES = ("programme", "changes", "request", "cancel", "free")


class OutboxMessage(Record, Base):
    """A message of a trip to one person, or to an organisation. What became of it is a fact: no undo takes it back.

    ``state``: review, ready, sending, sent, failed, doubtful (nobody knows whether it arrived) or aside. ``purpose``:
    programme, changes, request (to host ``item_uuid``; ``facts`` are what was said of it), cancel, free. ``key`` makes
    it the only one of its kind: the same receiver never gets the same twice. ``name``, ``address`` and ``language`` are
    as they were when it was prepared. ``why`` (for what reasons it goes), ``doubts`` (what a human has to look at) and
    ``problem`` (what kept it back) are lists of messages as JSON. ``way``: smtp, eml or hand, once it left. ``station``
    is the one that sends it.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (Index(None, "trip_id", "state"), TABLE)
    lasting = True

    trip_id: Mapped[int] = link("trip")
    release_number: Mapped[int | None]
    purpose: Mapped[str] = mapped_column(String(12), default="free")
    person_id: Mapped[int | None] = link("person", optional=True, goes_along=True)
    organisation_id: Mapped[int | None] = link("organisation", optional=True)
    item_uuid: Mapped[str] = mapped_column(String(36), default="", index=True)
    facts: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)
    key: Mapped[str] = mapped_column(String(160), unique=True)
    name: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(12), default="")
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    why: Mapped[list[Any] | None] = mapped_column(JsonColumn)
    doubts: Mapped[list[Any] | None] = mapped_column(JsonColumn)
    problem: Mapped[list[Any] | None] = mapped_column(JsonColumn)
    state: Mapped[str] = mapped_column(String(10), default="review")
    way: Mapped[str] = mapped_column(String(10), default="")
    station: Mapped[str] = mapped_column(String(120), default="")
    message_id: Mapped[str] = mapped_column(default="")  # RFC 5322, made once
    scheduled_at: Mapped[datetime | None] = mapped_column(Instant)  # not to leave before
    reviewed_at: Mapped[datetime | None] = mapped_column(Instant)
    reviewed_by: Mapped[str] = mapped_column(String(120), default="")
    left_at: Mapped[datetime | None] = mapped_column(Instant)  # when sending it began
    ended_at: Mapped[datetime | None] = mapped_column(Instant)  # when it was sent, or failed

    trip: Mapped[Trip] = relationship(back_populates="messages")
    attachments: Mapped[list[OutboxAttachment]] = relationship(
        back_populates="message", cascade="all, delete-orphan", order_by="OutboxAttachment.position"
    )


class OutboxAttachment(Record, Base):
    """A file that goes with a message.

    ``kind`` is a kind of document and ``asked`` what is asked of it (language, second, person, organisation, release,
    options); the bytes are made from it when somebody reviews the message, and kept: ``sha256`` finds them. Without a
    kind the bytes were given. ``name`` is that of the file.
    """

    __tablename__ = "outbox_attachment"
    lasting = True

    message_id: Mapped[int] = link("outbox_message")
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(30), default="")
    asked: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)
    name: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(String(100), default="application/octet-stream")
    sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    size: Mapped[int] = mapped_column(default=0)  # bytes

    message: Mapped[OutboxMessage] = relationship(back_populates="attachments")
