"""The messages of a trip as frozen rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound
from tripplanner.i18n import Message, msg
from tripplanner.model.files import Blob
from tripplanner.model.outbox import OutboxAttachment, OutboxMessage
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person
from tripplanner.model.trips import Trip
from tripplanner.planning import finding
from tripplanner.planning.outbox.words import STATES, WHAT
from tripplanner.planning.trips import WHAT as TRIP


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file of a message. ``kind`` and ``asked`` say what it is made from, where it was not given as bytes.

    ``size`` is in bytes; ``sha256`` is empty until it is made.
    """

    id: int
    uuid: str
    version: int
    name: str
    media_type: str
    kind: str
    asked: Mapping[str, Any]
    sha256: str
    size: int

    @property
    def made(self) -> bool:
        """Are its bytes kept? What was looked at is then what leaves."""
        return bool(self.sha256)


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message; the fields are those of :class:`~tripplanner.model.outbox.OutboxMessage`.

    ``why``: for what reasons it goes; ``doubts``: what a human has to look at before it does; ``problem``: what kept it
    back (what happened, what was kept, what to do). Moments are in UTC.
    """

    id: int
    uuid: str
    version: int
    trip_id: int
    release_number: int | None
    purpose: str
    person_id: int | None
    person_uuid: str
    organisation_id: int | None
    organisation_uuid: str
    item_uuid: str
    facts: Mapping[str, Any]
    key: str
    name: str
    address: str
    language: str
    subject: str
    body: str
    why: tuple[Message, ...]
    doubts: tuple[Message, ...]
    problem: tuple[Message, ...]
    state: str
    way: str
    station: str
    message_id: str
    scheduled_at: datetime | None
    created_at: datetime
    reviewed_at: datetime | None
    reviewed_by: str
    left_at: datetime | None
    ended_at: datetime | None
    attachments: tuple[AttachmentRow, ...]

    @property
    def is_made(self) -> bool:
        """Are the bytes of all its files kept?"""
        return all(one.made for one in self.attachments)

    @property
    def needs_human(self) -> bool:
        """Is it never made ready together with others? Somebody has to look at this one."""
        return bool(self.doubts)

    @property
    def waits(self) -> bool:
        """Is it ready, and does it leave by itself at its moment?"""
        return self.state == "ready" and self.scheduled_at is not None

    @property
    def may_change(self) -> bool:
        """Can its words and files still be changed?"""
        return self.state in ("review", "ready", "failed", "aside")


def list_messages(session: Session, trip_id: int, *states: str) -> list[MessageRow]:
    """The messages of a trip, or those in these states: by state as in :data:`STATES`, then as they were prepared."""
    finding.get(session, Trip, trip_id, TRIP)
    wanted = sa.select(OutboxMessage).where(OutboxMessage.trip_id == trip_id)
    if states:
        wanted = wanted.where(OutboxMessage.state.in_(states))
    rows = _rows(session, session.scalars(wanted.order_by(OutboxMessage.id)).all())
    order = {state: number for number, state in enumerate(STATES)}
    return sorted(rows, key=lambda row: (order[row.state], row.id))


def message_row(session: Session, message_id: int) -> MessageRow:
    """One message; raises :class:`NotFound`."""
    return _rows(session, [finding.get(session, OutboxMessage, message_id, WHAT)])[0]


def count_states(session: Session, trip_id: int) -> dict[str, int]:
    """How many messages of a trip are in each state; every state is there."""
    counted = sa.select(OutboxMessage.state, sa.func.count()).where(OutboxMessage.trip_id == trip_id)
    found = {row[0]: row[1] for row in session.execute(counted.group_by(OutboxMessage.state))}
    return {state: found.get(state, 0) for state in STATES}


def bytes_of(session: Session, attachment_id: int) -> bytes:
    """The bytes of an attached file; raises :class:`NotFound` before they are made, or when they were erased."""
    digest = finding.get(session, OutboxAttachment, attachment_id, msg("attached file")).sha256
    data = session.scalar(sa.select(Blob.data).where(Blob.sha256 == digest)) if digest else None
    if data is None:
        raise NotFound(
            msg("The bytes of this file are not kept."), None, msg("Look at the message again: it is then made anew.")
        )
    return data


def _rows(session: Session, records: Iterable[OutboxMessage]) -> list[MessageRow]:
    found = list(records)
    people = _uuids(session, Person, (one.person_id for one in found))
    hosts = _uuids(session, Organisation, (one.organisation_id for one in found))
    files: dict[int, list[AttachmentRow]] = {one.id: [] for one in found}
    wanted = sa.select(OutboxAttachment).where(OutboxAttachment.message_id.in_(files))
    for one in session.scalars(wanted.order_by(OutboxAttachment.position, OutboxAttachment.id)):
        files[one.message_id].append(_attachment(one))
    return [
        _message(one, people.get(one.person_id, ""), hosts.get(one.organisation_id, ""), tuple(files[one.id]))
        for one in found
    ]


def _uuids(session: Session, model: Any, ids: Iterable[int | None]) -> dict[int | None, str]:
    wanted = sa.select(model.id, model.uuid).where(model.id.in_({id for id in ids if id is not None}))
    return {row[0]: row[1] for row in session.execute(wanted)}


def _attachment(one: OutboxAttachment) -> AttachmentRow:
    return AttachmentRow(
        one.id, one.uuid, one.version, one.name, one.media_type, one.kind, one.asked or {}, one.sha256, one.size
    )


def _message(one: OutboxMessage, person: str, organisation: str, files: tuple[AttachmentRow, ...]) -> MessageRow:
    same = {name: getattr(one, name) for name in _SAME}
    return MessageRow(
        **same,
        person_uuid=person,
        organisation_uuid=organisation,
        facts=one.facts or {},
        why=spoken(one.why),
        doubts=spoken(one.doubts),
        problem=spoken(one.problem),
        attachments=files,
    )


_OTHER = ("person_uuid", "organisation_uuid", "facts", "why", "doubts", "problem", "attachments")
_SAME = tuple(one.name for one in fields(MessageRow) if one.name not in _OTHER)


def spoken(kept: list[Any] | None) -> tuple[Message, ...]:
    """Messages as they were before they were kept as JSON."""
    return tuple(Message.from_json(raw) for raw in kept or ())


def unspoken(messages: Iterable[Message | None]) -> list[Any] | None:
    """The opposite of :func:`spoken`; None of none."""
    return [one.to_json() for one in messages if one is not None] or None
