"""The calendars that people subscribe to: their addresses, and what was published where.

An address has a part of 128 random bits, made once and never given to anybody else: who knows it reads that calendar,
and nobody finds it by trying.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.base import now
from tripplanner.model.feeds import PHONES, Feed, Publication
from tripplanner.model.trips import Trip
from tripplanner.planning import finding
from tripplanner.planning.trips import WHAT

_TOKEN_BYTES = 16
Files = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A calendar to subscribe to; ``person_id`` is ``None`` for that of the whole trip."""

    id: int
    person_id: int | None
    token: str
    phone: str


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """What lies at one place of one feed (``None``: its person was erased). ``finished_at`` is in UTC."""

    id: int
    feed_id: int | None
    address: str
    files: dict[str, tuple[str, str]]
    release: int | None
    finished_at: datetime | None


def ensure_feeds(session: Session, trip_id: int, people: Iterable[int | None]) -> dict[int | None, FeedRow]:
    """The feeds of these people (numbers of persons; ``None`` the whole trip), made where they are missing."""
    trip = finding.get(session, Trip, trip_id, WHAT)
    known = {feed.person_id: feed for feed in trip.feeds}
    for person in people:
        if person not in known:
            known[person] = Feed(person_id=person, token=secrets.token_hex(_TOKEN_BYTES), phone="")
            trip.feeds.append(known[person])
    session.flush()
    return {person: _row(feed) for person, feed in known.items()}


def list_feeds(session: Session, trip_id: int) -> dict[int | None, FeedRow]:
    """Those there are, by the number of the person."""
    rows = session.scalars(sa.select(Feed).where(Feed.trip_id == trip_id).order_by(Feed.id))
    return {feed.person_id: _row(feed) for feed in rows}


def publications_at(session: Session, trip_id: int, target: str) -> list[PublicationRow]:
    """What was published of a trip at a place and is still there."""
    chosen = sa.select(Publication).where(Publication.trip_id == trip_id, Publication.target == target)
    return [_publication(row) for row in session.scalars(chosen.order_by(Publication.id)) if row.files]


def note_publication(
    session: Session, trip_id: int, feed_id: int | None, target: str, files: Files, *,
    address: str = "", release: int | None = None, finished: bool = True, id: int | None = None,
) -> None:  # fmt: skip
    """Keeps what lies at a place now; ``id`` is the publication where it is known. Without files it has no address.

    Where several are known of one feed and place, one keeps what there is and the others nothing.
    """
    known = _of_feed(session, feed_id, target) if id is None else [session.get_one(Publication, id)]
    if not known:
        known = [Publication(trip_id=trip_id, feed_id=feed_id, target=target)]
        session.add(known[0])
    for other in known[1:]:
        other.files, other.address = {}, ""
    found = known[0]
    found.files = {path: list(marks) for path, marks in files.items()}
    found.address = (address or found.address) if files else ""
    found.release_number = release if release is not None else found.release_number
    found.finished_at = now() if finished else None


def subscribe_address(session: Session, trip_id: int, person_id: int | None) -> str:
    """Where a person (or, without one, the office) subscribes to a trip’s calendar; nothing before it is published.

    The latest publication that has an address counts.
    """
    chosen = (
        sa.select(Publication.address)
        .join(Feed, Publication.feed_id == Feed.id)
        .where(Feed.trip_id == trip_id, Feed.person_id == person_id, Publication.address != "")
        .where(Publication.finished_at.is_not(None))
        .order_by(Publication.finished_at.desc(), Publication.id.desc())
    )
    return session.scalars(chosen.limit(1)).first() or ""


def phone_of(session: Session, trip_id: int, person_id: int) -> str:
    """What a person reads calendars on, as was said for this trip or else for the last one; nothing if nobody asked."""
    here = sa.case((Feed.trip_id == trip_id, 0), else_=1)
    chosen = sa.select(Feed.phone).where(Feed.person_id == person_id, Feed.phone != "")
    return session.scalars(chosen.order_by(here, Feed.updated_at.desc()).limit(1)).first() or ""


def set_phone(session: Session, trip_id: int, person_id: int, phone: str) -> None:
    """Remembers what a person reads calendars on, one of :data:`~tripplanner.model.feeds.PHONES`."""
    if phone not in PHONES:
        raise ValueError(phone)
    ensure_feeds(session, trip_id, [person_id])
    chosen = sa.select(Feed).where(Feed.trip_id == trip_id, Feed.person_id == person_id)
    session.scalars(chosen).one().phone = phone


def _of_feed(session: Session, feed_id: int | None, target: str) -> list[Publication]:
    chosen = sa.select(Publication).where(Publication.feed_id == feed_id, Publication.target == target)
    return [] if feed_id is None else list(session.scalars(chosen.order_by(Publication.id)))


def _row(feed: Feed) -> FeedRow:
    return FeedRow(feed.id, feed.person_id, feed.token, feed.phone)


def _publication(row: Publication) -> PublicationRow:
    files = {path: (str(marks[0]), str(marks[1])) for path, marks in (row.files or {}).items()}
    return PublicationRow(row.id, row.feed_id, row.address, files, row.release_number, row.finished_at)
