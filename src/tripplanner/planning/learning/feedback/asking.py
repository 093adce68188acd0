"""What of a trip a form asks about, read from the database once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import languages as known_languages
from tripplanner.model.aims import TripTheme
from tripplanner.model.commitments import Commitment
from tripplanner.model.programme import Item
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Objective, Trip, TripLanguage
from tripplanner.planning import finding
from tripplanner.planning.trips import WHAT
from tripplanner.text import Text, Texts

_ASKED = ("visit", "meeting")
_SETTLED = ("done", "dropped")


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit or a meeting that took place."""

    uuid: str
    start: datetime
    title: Text


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective with the anchors it has of its own."""

    uuid: str
    text: Text
    anchors: Texts


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment that is still to be kept."""

    uuid: str
    text: Text
    due: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A trip as forms see it; ``languages`` in the order of the trip."""

    uuid: str
    title: Text
    first_day: date
    languages: tuple[str, ...]
    visits: tuple[Seen, ...]
    aims: tuple[Aim, ...]
    themes: tuple[tuple[str, Text], ...]
    promises: tuple[Promise, ...]


def asked_of(session: Session, trip_id: int) -> Asked:
    """What forms of a trip ask about; raises :class:`NotFound`."""
    trip = finding.get(session, Trip, trip_id, WHAT)
    aims = session.scalars(sa.select(Objective).where(Objective.trip_id == trip_id).order_by(Objective.position))
    return Asked(
        trip.uuid,
        trip.title,
        trip.first_day,
        _languages(session, trip_id),
        tuple(_visits(session, trip_id)),
        tuple(Aim(one.uuid, one.text, one.anchors) for one in aims if one.text),
        tuple(_themes(session, trip_id)),
        tuple(_promises(session, trip_id)),
    )


def _languages(session: Session, trip_id: int) -> tuple[str, ...]:
    query = sa.select(TripLanguage.language).where(TripLanguage.trip_id == trip_id).order_by(TripLanguage.position)
    return tuple(session.scalars(query)) or known_languages()[:1]


def _visits(session: Session, trip_id: int) -> Sequence[Seen]:
    wanted = sa.select(Item).where(Item.trip_id == trip_id, Item.type.in_(_ASKED), Item.private.is_(False))
    wanted = wanted.where(Item.status.not_in(("idea", "cancelled")), Item.start.is_not(None))
    items = session.scalars(wanted.order_by(Item.start, Item.position, Item.id))
    return [Seen(one.uuid, one.start, one.title) for one in items if one.start is not None and one.title]


def _themes(session: Session, trip_id: int) -> Sequence[tuple[str, Text]]:
    query = sa.select(Theme.uuid, Theme.name).join(TripTheme, TripTheme.theme_id == Theme.id)
    return [(uuid, name) for uuid, name in session.execute(query.where(TripTheme.trip_id == trip_id)
            .order_by(TripTheme.position, TripTheme.id)) if name]  # fmt: skip


def _promises(session: Session, trip_id: int) -> Sequence[Promise]:
    query = sa.select(Commitment).where(Commitment.trip_id == trip_id, Commitment.status.not_in(_SETTLED))
    found = session.scalars(query.order_by(Commitment.position, Commitment.id))
    return [Promise(one.uuid, one.text, one.due) for one in found if one.text]
