"""When to ask again: a reminder for each commitment on its day, and one six months after the trip for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.documents.calendars.content import REMINDER, CalendarContent, Event
from tripplanner.documents.calendars.reading import organiser
from tripplanner.i18n import Message, printed, say
from tripplanner.model.commitments import Commitment
from tripplanner.model.journal import HistoryEntry
from tripplanner.model.trips import Trip
from tripplanner.planning.learning.commitments import CommitmentRow, follow_up_day, list_commitments
from tripplanner.text import Text

_AT, _LASTS = time(9), timedelta(minutes=15)
_BEFORE_MIN = 0
_TABLES = ("commitment", "commitment_step")


@dataclass(frozen=True, slots=True)
class _Moments:
    """When a record was made and last changed, and how often."""

    created: datetime
    changed: datetime
    version: int


def read_reminders(session: Session, trip_id: int, language: str, flavour: str = "standard") -> CalendarContent:
    """The reminders of a trip. What is done or given up stays in as cancelled, so that it leaves a calendar."""
    trip = session.get_one(Trip, trip_id)
    columns = (Commitment.id, Commitment.created_at, Commitment.updated_at, Commitment.version)
    moments = {
        number: _Moments(created, changed, version)
        for number, created, changed, version in session.execute(
            sa.select(*columns).where(Commitment.trip_id == trip_id)
        )
    }
    rows = list_commitments(session, trip_id)
    events = [event for row in rows for event in _due(row, trip, moments[row.id], language)]
    if rows:
        edits = session.scalar(sa.select(sa.func.count()).where(HistoryEntry.table.in_(_TABLES))) or 0
        events.append(_follow_up(rows, trip, edits, language))
    events.sort(key=lambda event: (event.start, event.uid))
    return CalendarContent(language, organiser(session), tuple(events), flavour=flavour, alarm_min=_BEFORE_MIN)


def _due(row: CommitmentRow, trip: Trip, made: _Moments, language: str) -> Iterator[Event]:
    """On its day; a commitment without a date has none."""
    if row.due is not None:
        words = row.text.best(language)
        ended = {"done": printed("Done: {text}", text=words), "dropped": printed("Given up: {text}", text=words)}
        title = _said(ended.get(row.status, printed("Promised for today: {text}", text=words)), language)
        status = "cancelled" if row.ended else "confirmed"
        yield _event(f"{row.uuid}-due", row.due, trip, made, status, title, _who(row, language), language)


def _follow_up(rows: list[CommitmentRow], trip: Trip, edits: int, language: str) -> Event:
    """``edits``: of commitments, taken away ones too, so that the count of this event never goes back."""
    asked = [row for row in rows if not row.ended]
    name = trip.short_title.best(language) or trip.title.best(language)
    title = _said(printed("Six months after “{trip}”: ask what became of what was promised", trip=name), language)
    lines = "\n".join(_line(row, language) for row in asked)
    status = "confirmed" if asked else "cancelled"
    made = _Moments(trip.created_at, max((trip.updated_at, *(row.changed for row in rows))), trip.version + edits)
    return _event(f"{trip.uuid}-follow-up", follow_up_day(trip.last_day), trip, made, status, title, lines, language)


def _event(
    uid: str, day: date, trip: Trip, made: _Moments, status: str, title: Text, note: str, language: str
) -> Event:
    start = datetime.combine(day, _AT)
    return Event(
        uid=uid, sequence=max(0, made.version - 1), stamp=made.changed, created=made.created, changed=made.changed,
        type=REMINDER, status=status, start=start, start_zone=trip.zone, end=start + _LASTS, end_zone=trip.zone,
        title=title, notes=Text.of(language, **{language: note}),
    )  # fmt: skip


def _line(row: CommitmentRow, language: str) -> str:
    who = _who(row, language)
    inside = f"（{who}）" if language == "zh" else f" ({who})"
    return f"– {row.text.best(language)}" + (inside if who else "")


def _who(row: CommitmentRow, language: str) -> str:
    return (", " if language != "zh" else "，").join(
        part for part in (row.person, row.organisation.best(language)) if part
    )


def _said(message: Message, language: str) -> Text:
    return Text.of(language, **{language: say(message, language)})
