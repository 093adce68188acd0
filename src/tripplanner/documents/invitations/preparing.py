"""Putting the invitations that are due among the messages to review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.documents.invitations.reading import FILE, Invitation, due_invitations
from tripplanner.i18n import msg
from tripplanner.model.outbox import OutboxMessage
from tripplanner.planning.archived import open_trip
from tripplanner.planning.outbox import Enclosure, Prepared, add_message, set_aside
from tripplanner.planning.requests import list_requests

_WAITING = ("review", "ready", "failed")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was prepared: the numbers of the messages, new or there already; how many others are no longer due and were
    set aside; the hosts (printed names) that no mail reaches.
    """

    messages: tuple[int, ...]
    replaced: int
    unreachable: tuple[str, ...]


def prepare_invitations(session: Session, trip_id: int, moment: datetime) -> Asked:
    """A message to review for each invitation that is due at ``moment`` (UTC); again it adds nothing. A writing verb.

    Those that wait and are no longer due, because the visit changed or is off, are set aside. Raises as
    :func:`~tripplanner.documents.invitations.reading.due_invitations` does, and
    :class:`~tripplanner.planning.archived.Archived`.
    """
    open_trip(session, trip_id)
    found = due_invitations(session, trip_id, moment)
    replaced = _set_others_aside(session, trip_id, moment)
    messages = tuple(add_message(session, trip_id, _prepared(one)) for one in found)
    return Asked(messages, replaced, _unreachable(session, trip_id))


def drop_outdated(session: Session, trip_id: int, moment: datetime) -> int:
    """Sets the waiting invitations aside that say what is no longer so; returns how many. A writing verb.

    To be asked before they leave: a visit may have moved since they were reviewed. Raises as
    :func:`prepare_invitations` does.
    """
    open_trip(session, trip_id)
    return _set_others_aside(session, trip_id, moment)


def _set_others_aside(session: Session, trip_id: int, moment: datetime) -> int:
    due = {one.key for one in due_invitations(session, trip_id, moment, still=True)}
    waiting = sa.select(OutboxMessage.id, OutboxMessage.key).where(
        OutboxMessage.trip_id == trip_id,
        OutboxMessage.purpose.in_(("request", "cancel")),
        OutboxMessage.state.in_(_WAITING),
    )
    former = [row[0] for row in session.execute(waiting) if row[1] not in due]
    return set_aside(session, former, msg("It says what is no longer so."))


def _prepared(one: Invitation) -> Prepared:
    files = (
        Enclosure(FILE, f"text/calendar; method={one.method}; charset=utf-8", data=one.calendar),
        Enclosure(FILE, "application/ics", data=one.calendar),
    )
    return Prepared(
        one.key, one.method.lower(), one.name, one.address, one.language, one.subject, one.body, (one.why,), one.doubts,
        person_id=one.person_id, organisation_id=one.organisation_id, item_uuid=one.item_uuid, facts=dict(one.facts),
        enclosures=files,
    )  # fmt: skip


def _unreachable(session: Session, trip_id: int) -> tuple[str, ...]:
    """Those who would be asked if an address of theirs were known."""
    wanting = (
        one for one in list_requests(session, trip_id)
        if one.state == "to_contact" and one.planned and not one.address
    )  # fmt: skip
    return tuple(dict.fromkeys(one.name or one.organisation.best() for one in wanting))
