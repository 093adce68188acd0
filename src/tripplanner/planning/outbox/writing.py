"""Preparing messages: adding them, changing what they say, reviewing them, setting them aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.base import now
from tripplanner.model.outbox import PURPOSES, OutboxAttachment, OutboxMessage
from tripplanner.planning.archived import open_trip
from tripplanner.planning.edits import current
from tripplanner.planning.finding import get
from tripplanner.planning.outbox.addresses import check_address, check_line
from tripplanner.planning.outbox.rows import AttachmentRow, unspoken
from tripplanner.planning.outbox.server import heaviest
from tripplanner.planning.outbox.weighing import carried, check_weight
from tripplanner.planning.outbox.words import STATES, WHAT
from tripplanner.store import blobs

_CHANGEABLE = ("review", "ready", "failed", "aside")
_PLAIN = (
    "key", "purpose", "name", "language", "subject", "body", "release_number", "person_id", "organisation_id",
    "item_uuid",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to attach: ``kind`` and ``asked`` to make it from when somebody looks at the message, or ``data``.

    ``asked`` are the fields of a :class:`~tripplanner.documents.registry.Request`. ``media_type`` may have parameters
    (``text/calendar; method=REQUEST``): a calendar with a method stands beside the text of the mail.
    """

    name: str
    media_type: str
    kind: str = ""
    asked: Mapping[str, Any] = field(default_factory=dict[str, Any])
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message to add; the fields are those of :class:`~tripplanner.model.outbox.OutboxMessage`."""

    key: str
    purpose: str
    name: str
    address: str
    language: str
    subject: str
    body: str
    why: tuple[Message, ...] = ()
    doubts: tuple[Message, ...] = ()
    release_number: int | None = None
    person_id: int | None = None
    organisation_id: int | None = None
    item_uuid: str = ""
    facts: Mapping[str, Any] | None = None
    enclosures: tuple[Enclosure, ...] = ()


def add_message(session: Session, trip_id: int, prepared: Prepared) -> int:
    """The number of the message with this key: the one that is there, in whatever state, or a new one to review.

    Raises :class:`NotFound`, and :class:`~tripplanner.planning.archived.Archived`.
    """
    open_trip(session, trip_id)
    if prepared.purpose not in PURPOSES:
        raise ValueError(f"no purpose {prepared.purpose!r}")
    known = session.scalar(sa.select(OutboxMessage.id).where(OutboxMessage.key == prepared.key))
    if known is not None:
        return known
    plain = {name: getattr(prepared, name) for name in _PLAIN}
    made = OutboxMessage(
        **plain,
        trip_id=trip_id,
        address=prepared.address.strip(),
        why=unspoken(prepared.why),
        doubts=unspoken(prepared.doubts),
        facts=dict(prepared.facts) if prepared.facts is not None else None,
    )
    session.add(made)
    session.flush()
    for enclosure in prepared.enclosures:
        enclose(session, made.id, enclosure)
    return made.id


def edit_message(session: Session, message_id: int, version: int | None, **changes: str) -> None:
    """Another *subject*, *body*, *address* or *name*. What was ready is to be reviewed again.

    Raises :class:`Conflict`, :class:`NotFound`, and :class:`TripPlannerError` for what already left.
    """
    message = current(session, OutboxMessage, message_id, version, WHAT)
    _refuse_gone(message)
    for name, value in changes.items():
        if name not in ("subject", "body", "address", "name"):
            raise AttributeError(f"a message has no field {name!r} to edit")
        setattr(message, name, value if name == "body" else value.strip())
    _again(message)
    session.flush()


def enclose(session: Session, message_id: int, enclosure: Enclosure) -> int:
    """Attaches one more file; returns its number."""
    message = get(session, OutboxMessage, message_id, WHAT)
    _refuse_gone(message)
    position = max((one.position for one in message.attachments), default=-1) + 1
    made = OutboxAttachment(
        message_id=message.id, position=position, kind=enclosure.kind, asked=dict(enclosure.asked) or None,
        name=enclosure.name, media_type=enclosure.media_type,
    )  # fmt: skip
    message.attachments.append(made)
    if enclosure.data is not None:
        made.sha256, made.size = blobs.put(session, enclosure.data), len(enclosure.data)
    _again(message)
    session.flush()
    return made.id


def take_out(session: Session, attachment_id: int) -> None:
    """The message goes without this file. An invitation without its calendar would be none: that stays."""
    attachment = get(session, OutboxAttachment, attachment_id, msg("attached file"))
    message = attachment.message
    _refuse_gone(message)
    if invites(attachment, message.attachments):
        raise TripPlannerError(
            msg("“{file}” is the invitation itself.", file=attachment.name), msg("It stays attached."),
            msg("Set the message aside instead."),
        )  # fmt: skip
    message.attachments.remove(attachment)
    _again(message)
    session.flush()


def invites(file: AttachmentRow | OutboxAttachment, files: Iterable[AttachmentRow | OutboxAttachment]) -> bool:
    """Whether ``file``, one of ``files``, is what makes a message an invitation: its calendar, or the same again."""
    asking = {one.sha256 for one in files if ";" in one.media_type and "method=" in one.media_type}
    return file.sha256 in asking


def keep_bytes(session: Session, made: Mapping[int, bytes]) -> None:
    """Keeps the bytes of attached files (by their numbers): what was looked at is what leaves.

    Files that were made in the meantime, and those of messages that left, stay as they are.
    """
    for attachment_id, data in made.items():
        attachment = get(session, OutboxAttachment, attachment_id, msg("attached file"))
        if not attachment.sha256 and attachment.message.state in _CHANGEABLE:
            attachment.sha256, attachment.size = blobs.put(session, data), len(data)
    session.flush()


def doubt(session: Session, message_id: int, found: Iterable[Message]) -> None:
    """Something more that a human has to look at before this message leaves; each thing once."""
    message = get(session, OutboxMessage, message_id, WHAT)
    known = message.doubts or []
    new = [one for one in unspoken(found) or [] if one not in known]
    if new and message.state in _CHANGEABLE:
        message.doubts = [*known, *new]
        session.flush()


def make_ready(
    session: Session, message_ids: Iterable[int], by: str, *, looked_at: bool = False
) -> dict[int, TripPlannerError]:
    """These messages were reviewed and may leave. Returns those that stay to be reviewed, by number, each with why.

    Those that need a human (``doubts``) stay, unless somebody ``looked_at`` them one by one; so do those with an
    address that no mail can have, without a subject, or whose files are not made yet
    (:func:`tripplanner.documents.outbox.review` makes them).
    """
    kept: dict[int, TripPlannerError] = {}
    for message in _messages(session, message_ids):
        if message.state not in ("review", "failed"):
            continue
        try:
            _check(message, looked_at)
            weigh(session, message)
        except TripPlannerError as error:
            kept[message.id] = error
            continue
        message.state, message.problem = "ready", None
        message.reviewed_at, message.reviewed_by = now(), by
    session.flush()
    return kept


def set_aside(session: Session, message_ids: Iterable[int], why: Message | None = None) -> int:
    """These messages do not leave, for now or for good; returns how many. What left is a fact and stays one."""
    count = 0
    for message in _messages(session, message_ids):
        if message.state in _CHANGEABLE and message.state != "aside":
            message.state, message.problem, message.scheduled_at = "aside", unspoken([why]), None
            count += 1
    session.flush()
    return count


def take_up(session: Session, message_ids: Iterable[int]) -> int:
    """Messages that were set aside, ready or failed are to be reviewed again; returns how many."""
    count = 0
    for message in _messages(session, message_ids):
        if message.state in ("aside", "ready", "failed"):
            message.state, message.problem, message.scheduled_at = "review", None, None
            count += 1
    session.flush()
    return count


def weigh(session: Session, message: OutboxMessage) -> None:
    """Raises :class:`TripPlannerError` where a message, with those files that are made, is more than servers take."""
    octets = carried((one.size for one in message.attachments), len(message.body.encode()))
    check_weight(message.name, octets, heaviest(session))


def _messages(session: Session, message_ids: Iterable[int]) -> list[OutboxMessage]:
    return [get(session, OutboxMessage, id, WHAT) for id in dict.fromkeys(message_ids)]


def _again(message: OutboxMessage) -> None:
    """What was reviewed is no longer what would leave."""
    if message.state in ("ready", "failed"):
        message.state, message.problem, message.scheduled_at = "review", None, None


def _refuse_gone(message: OutboxMessage) -> None:
    if message.state not in _CHANGEABLE:
        raise TripPlannerError(
            msg("This message cannot be changed: it is “{state}”.", state=STATES[message.state]),
            msg("It stays as it left."),
            msg("Write another message."),
        )


def _check(message: OutboxMessage, looked_at: bool) -> None:
    if message.doubts and not looked_at:
        raise TripPlannerError(
            msg("The message to {name} needs a human.", name=message.name), msg("It stays to be reviewed."),
            msg("Look at it by itself, then make it ready."),
        )  # fmt: skip
    check_address(message.address, message.name)
    check_line(message.subject, msg("the subject"))
    check_line(message.name, msg("the name"))
    if not message.subject.strip():
        raise TripPlannerError(
            msg("The message to {name} has no subject.", name=message.name), msg("Nothing was sent."),
            msg("Write a subject."),
        )  # fmt: skip
    if any(not one.sha256 for one in message.attachments):
        raise TripPlannerError(
            msg("The files of the message to {name} are not made yet.", name=message.name), msg("Nothing was sent."),
            msg("Look at the message: they are made then."),
        )  # fmt: skip
