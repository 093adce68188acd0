"""What becomes of a message on its way out. Each step is one transaction: before it leaves, and after.

A message that is *sending* while nothing sends (the program died, the line dropped after the last byte) may have
arrived. Nobody sends it again by itself: a person is asked (:func:`settle`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import Conflict, TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.base import now
from tripplanner.model.files import Blob
from tripplanner.model.outbox import OutboxMessage
from tripplanner.planning.finding import get
from tripplanner.planning.outbox.rows import MessageRow, message_row, unspoken
from tripplanner.planning.outbox.words import STATES, WHAT
from tripplanner.planning.requests.answering import asked

INTERRUPTED = msg("Sending was interrupted: nobody knows whether this message arrived.")
_SAY = msg("Ask the person, then say here whether it did.")


@dataclass(frozen=True, slots=True)
class Leaving:
    """A message as it leaves, with the bytes of its files in their order."""

    message: MessageRow
    files: tuple[bytes, ...]


def begin(session: Session, message_id: int, station: str, domain: str) -> Leaving:
    """The message is on its way from ``station``; committed before its first byte leaves.

    Its Message-ID is made once, with ``domain``. Raises :class:`Conflict` unless it was ready: set aside, edited or
    sent by somebody else meanwhile.
    """
    message = get(session, OutboxMessage, message_id, WHAT)
    if message.state != "ready":
        raise Conflict(
            msg("The message to {name} is no longer ready: it is “{state}”.", name=message.name,
                state=STATES[message.state]),
            msg("It was not sent."), msg("Look at the list again."),
        )  # fmt: skip
    if message.scheduled_at is not None and message.scheduled_at > now():
        raise Conflict(
            msg("The message to {name} is to leave later.", name=message.name), msg("It was not sent."),
            msg("Take its moment back to send it now."),
        )  # fmt: skip
    message.state, message.station, message.left_at, message.problem = "sending", station, now(), None
    message.message_id = message.message_id or f"<{message.uuid}@{domain}>"
    session.flush()
    return leaving(session, message_id)


def leaving(session: Session, message_id: int) -> Leaving:
    """The message with the bytes that were kept for it; raises :class:`TripPlannerError` where some are missing."""
    row = message_row(session, message_id)
    wanted = {one.sha256 for one in row.attachments}
    kept = {one.sha256: one.data for one in session.execute(
        sa.select(Blob.sha256, Blob.data).where(Blob.sha256.in_(wanted)))}  # fmt: skip
    if not wanted <= kept.keys():
        raise TripPlannerError(
            msg("The files of the message to {name} are not made yet.", name=row.name), msg("It was not sent."),
            msg("Look at the message: they are made then."),
        )  # fmt: skip
    return Leaving(row, tuple(kept[one.sha256] for one in row.attachments))


def sent(session: Session, message_id: int) -> None:
    """The server took the message over; a host that it asks is asked from now on."""
    _ask(session, _end(session, message_id, "sent", way="smtp"))


def later(session: Session, message_id: int, error: TripPlannerError) -> None:
    """The server asks to try again later: it is ready as before, with why. How late it is, if it had a moment,
    counts from this try."""
    message = _on_its_way(session, message_id)
    _ready_again(message)
    message.problem = unspoken(_told(error))
    if message.scheduled_at is not None:
        message.scheduled_at = now()
    session.flush()


def failed(session: Session, message_id: int, error: TripPlannerError) -> None:
    """The server refused it for good, or it could not be made: it did not leave."""
    _end(session, message_id, "failed", error)


def doubtful(session: Session, message_id: int, error: TripPlannerError) -> None:
    """The line dropped when the server may have had the whole message."""
    _end(session, message_id, "doubtful", error)


def not_sent(session: Session, message_id: int) -> None:
    """Not a byte of it was accepted: it is ready as before. What had a moment has missed it: ``station`` asks."""
    _ready_again(_on_its_way(session, message_id))
    session.flush()


def _ready_again(message: OutboxMessage) -> None:
    message.state, message.left_at = "ready", None
    if message.scheduled_at is None:
        message.station = ""


def interrupted(session: Session, station: str, active: Collection[int] = ()) -> int:
    """Messages that ``station`` was sending when it stopped are doubtful from now on; returns how many.

    ``active`` are those that this process is sending right now.
    """
    stuck = sa.select(OutboxMessage).where(OutboxMessage.state == "sending", OutboxMessage.station == station)
    found = [one for one in session.scalars(stuck) if one.id not in active]
    for message in found:
        message.state, message.problem, message.ended_at = "doubtful", unspoken([INTERRUPTED, None, _SAY]), now()
    session.flush()
    return len(found)


def count_stuck(session: Session, station: str) -> int:
    """How many messages :func:`interrupted` would find: a reading verb, to be asked first."""
    stuck = sa.select(sa.func.count(OutboxMessage.id))
    stuck = stuck.where(OutboxMessage.state == "sending", OutboxMessage.station == station)
    return session.scalar(stuck) or 0


def settle(session: Session, *message_ids: int, arrived: bool) -> None:
    """Somebody asked: doubtful messages ``arrived``, or they did not and are to be reviewed again."""
    for id in message_ids:
        _settle(session, get(session, OutboxMessage, id, WHAT), arrived)


def _settle(session: Session, message: OutboxMessage, arrived: bool) -> None:
    if message.state != "doubtful":
        raise Conflict(
            msg("Nobody doubts whether the message to {name} arrived.", name=message.name), msg("Nothing was changed."),
            msg("Look at the list again."),
        )  # fmt: skip
    message.state = "sent" if arrived else "review"
    message.way = "smtp" if arrived else ""
    message.problem, message.ended_at = None, now() if arrived else None
    session.flush()
    if arrived:
        _ask(session, message)


def hand_over(session: Session, message_ids: Iterable[int]) -> int:
    """These messages reached their people otherwise (as .eml from another program, on paper, in a chat).

    They count as sent; returns how many did not before. Not for what is being sent right now.

    Raises :class:`TripPlannerError` where the files of one were never made: nobody can have been given them.
    """
    count = 0
    for id in dict.fromkeys(message_ids):
        message = get(session, OutboxMessage, id, WHAT)
        if message.state in ("review", "ready", "failed", "doubtful"):
            _refuse_unmade(message)
            message.state, message.way, message.problem, message.ended_at = "sent", "hand", None, now()
            session.flush()
            _ask(session, message)
            count += 1
    return count


def _refuse_unmade(message: OutboxMessage) -> None:
    if any(not one.sha256 for one in message.attachments):
        raise TripPlannerError(
            msg("The files of the message to {name} were never made: nobody can have been given them.",
                name=message.name),
            msg("No message was counted as handed over."),
            msg("Look at it, or write it as a draft, and hand that over."),
        )  # fmt: skip


def _end(
    session: Session, message_id: int, state: str, error: TripPlannerError | None = None, way: str = ""
) -> OutboxMessage:
    message = _on_its_way(session, message_id)
    message.state, message.way, message.ended_at = state, way, now()
    message.problem = unspoken(_told(error)) if error is not None else None
    session.flush()
    return message


def _ask(session: Session, message: OutboxMessage) -> None:
    """What went to a host as a request is one, in the same transaction."""
    if message.purpose == "request" and message.organisation_id is not None and message.ended_at is not None:
        moved = bool((message.facts or {}).get("moved"))
        asked(session, message.item_uuid, message.organisation_id, message.ended_at.date(), moved=moved)


def _told(error: TripPlannerError) -> tuple[Message | None, ...]:
    return error.what, error.kept, error.todo


def _on_its_way(session: Session, message_id: int) -> OutboxMessage:
    message = get(session, OutboxMessage, message_id, WHAT)
    if message.state not in ("sending", "doubtful"):
        raise Conflict(
            msg("The message to {name} is no longer being sent: it is “{state}”.", name=message.name,
                state=STATES[message.state]),
            msg("What was noted meanwhile is kept."), msg("Look at the list again."),
        )  # fmt: skip
    return message
