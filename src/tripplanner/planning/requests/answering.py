"""What becomes of a host once it was asked, and once it answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model.hosting import TripHost
from tripplanner.model.programme import Item, ItemHost
from tripplanner.planning import finding
from tripplanner.planning.archived import refuse_archived
from tripplanner.planning.hosting import WHAT

STATE_OF = {"accepted": "confirmed", "declined": "refused", "tentative": "asked", "counter": "asked"}
"""What an answer makes of a host."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered: one of ``STATE_OF``; when (UTC) and about which SEQUENCE, as far as it says so."""

    answer: str
    at: datetime | None = None
    sequence: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a host when an answer comes: its last one, and the SEQUENCE from which on what it was told is
    still true (``None``: nobody knows); ``off``: it was told that the visit does not take place.
    """

    last: Answer | None = None
    valid_from: int | None = None
    off: bool = False


def outdated(new: Answer, known: Known) -> Message | None:
    """Why an answer no longer counts; ``None`` where it does, also where it is the one that is known."""
    if known.off:
        return msg("the visit was called off since")
    if known.valid_from is not None and new.sequence is not None and new.sequence < known.valid_from:
        return msg("it answers an earlier invitation; the visit has moved since")
    last = known.last
    if last is None or last.at is None or same(new, last):
        return None
    if None not in (new.sequence, last.sequence) and new.sequence != last.sequence:
        return _LATER if new.sequence < last.sequence else None  # type: ignore[operator]
    if new.at is None:
        return msg("it does not say when it was written, and another answer is known")
    return _LATER if new.at < last.at else None


_LATER = msg("a later answer is known already")


def same(one: Answer, other: Answer) -> bool:
    """Whether it is the same answer, come twice."""
    return (one.answer, one.at, one.sequence) == (other.answer, other.at, other.sequence)


def asked(session: Session, item_uuid: str, organisation_id: int, day: date, *, moved: bool = False) -> bool:
    """An invitation has left for a host: it is asked since ``day``. Whether anything changed.

    A host that has answered stays as it is unless the visit ``moved``: then it is asked anew.
    """
    link = _link(session, item_uuid, organisation_id)
    if link is None or (link.state in ("confirmed", "refused") and not moved):
        return False
    if link.state == "asked" and link.since is not None and not moved:
        return False
    link.state, link.since = "asked", day
    if moved:
        link.answer, link.answer_note = "", ""
    session.flush()
    _let_trip_follow(session, link, day)
    return True


def answered(session: Session, host_id: int, answer: Answer, day: date) -> None:
    """A host of an item (number of the link) has answered; it stands so since ``day``.

    Raises :class:`NotFound` and :class:`~tripplanner.planning.archived.Archived`.
    """
    link = finding.get(session, ItemHost, host_id, WHAT)
    refuse_archived(session, link.item.trip_id)
    state = STATE_OF[answer.answer]
    if link.state != state:
        link.state, link.since = state, day
    link.answer, link.answer_at, link.answer_sequence = answer.answer, answer.at, answer.sequence
    link.answer_note = answer.note
    session.flush()
    _let_trip_follow(session, link, day)


def _link(session: Session, item_uuid: str, organisation_id: int) -> ItemHost | None:
    wanted = sa.select(ItemHost).join(Item, ItemHost.item_id == Item.id)
    chosen = wanted.where(Item.uuid == item_uuid, ItemHost.organisation_id == organisation_id)
    return session.scalars(chosen.order_by(ItemHost.id).limit(1)).first()


def _let_trip_follow(session: Session, link: ItemHost, day: date) -> None:
    """The trip stands with a host as all its items do, once they agree; what a person said of it stays otherwise."""
    trip_id = link.item.trip_id
    same = TripHost.trip_id == trip_id, TripHost.organisation_id == link.organisation_id
    host = session.scalar(sa.select(TripHost).where(*same))
    if host is None:
        return
    states = sa.select(ItemHost.state).join(Item, ItemHost.item_id == Item.id)
    own = states.where(Item.trip_id == trip_id, ItemHost.organisation_id == link.organisation_id)
    found = set(session.scalars(own))
    if found == {link.state} and host.state != link.state:
        host.state, host.since = link.state, day
        session.flush()
