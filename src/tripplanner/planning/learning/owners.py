"""What a commitment can be tied to: the people of its trip, organisations, visits and case studies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.cases import CaseStudy
from tripplanner.model.partners import Organisation
from tripplanner.model.programme import Item
from tripplanner.planning.participants import list_participants
from tripplanner.planning.rows import execute
from tripplanner.text import Text


@dataclass(frozen=True, slots=True)
class Ties:
    """Numbers with what they are called; ``items`` with their day, which is unknown of one that is not placed."""

    people: tuple[tuple[int, str], ...]
    organisations: tuple[tuple[int, Text], ...]
    items: tuple[tuple[int, Text, date | None], ...]
    cases: tuple[tuple[int, str, Text], ...]


def ties(session: Session, trip_id: int) -> Ties:
    """Everything a commitment of a trip may be tied to; transfers and nights promise nothing."""
    items = session.execute(
        sa.select(Item.id, Item.title, Item.start)
        .where(Item.trip_id == trip_id, Item.type.in_(("visit", "meeting", "ceremony", "debrief", "meal")))
        .order_by(Item.start, Item.id)
    )
    organisations = sa.select(Organisation.id, Organisation.name).order_by(Organisation.id)
    cases = sa.select(CaseStudy.id, CaseStudy.code, CaseStudy.title).order_by(CaseStudy.code)
    return Ties(
        tuple((one.person_id, one.name.printed) for one in list_participants(session, trip_id)),
        tuple(map(tuple, execute(session, organisations))),
        tuple((number, title, start.date() if start else None) for number, title, start in items),
        tuple(map(tuple, execute(session, cases))),
    )
