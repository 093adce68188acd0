"""A small trip whose messages wait in the outbox."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.outbox import OutboxMessage
from tripplanner.model.people import Person
from tripplanner.model.trips import Trip
from tripplanner.planning import outbox
from tripplanner.planning.outbox import Enclosure, MessageRow, Prepared
from tripplanner.planning.releases.facts import ItemFacts
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

LABEL = msg("Edit")
NAMES = ("Anna", "娜", "Ben")


def fill(session: Session, names: tuple[str, ...] = NAMES) -> tuple[int, list[int]]:
    """A trip, and a message to review for each name, each with a calendar; their numbers."""
    trip = Trip(code="T1", title=Text.of("fr", fr="Voyage"), first_day=date(2027, 6, 13), last_day=date(2027, 6, 20))
    people = [Person(given_name=name, email=f"p{n}@example.org") for n, name in enumerate(names)]
    session.add_all([trip, *people])
    session.flush()
    return trip.id, [write(session, trip.id, person) for person in people]


def write(session: Session, trip: int, person: Person, **more: Any) -> int:
    """A message to a person."""
    file = Enclosure("日历.ics", "text/calendar", data=f"BEGIN:VCALENDAR {person.email}\r\n".encode())
    said = {
        "key": f"free:{person.uuid}", "purpose": "free", "name": f"{person.given_name} Li", "address": person.email,
        "language": "zh", "subject": f"行程 {person.given_name}", "body": "您好\n.\n再见\n", "person_id": person.id,
        "enclosures": (file,),
    }  # fmt: skip
    return outbox.add_message(session, trip, Prepared(**{**said, **more}))


def waiting(workspace: Workspace, names: tuple[str, ...] = NAMES) -> list[int]:
    """Messages that are ready to leave."""
    _, ids = workspace.do(LABEL, fill, names)
    assert workspace.do(LABEL, outbox.make_ready, ids, "anna") == {}
    return ids


def states(workspace: Workspace) -> list[str]:
    """The state of each message, as they were prepared."""
    return workspace.get(
        lambda session: list(session.scalars(sa.select(OutboxMessage.state).order_by(OutboxMessage.id)))
    )


def row(workspace: Workspace, id: int) -> MessageRow:
    """A message as it is now."""
    return workspace.get(outbox.message_row, id)


def one_item(title: Text) -> dict[str, ItemFacts]:
    """An item as a release holds it."""
    start = datetime(2027, 6, 16, 9, 30)
    return {"i": ItemFacts("i", "D4-01", "visit", "confirmed", title, start, "Europe/Paris", None, "Europe/Paris")}
