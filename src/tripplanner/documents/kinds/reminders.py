"""The calendar of what was promised (.ics): its days, and the day six months after the trip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.calendars.content import CalendarContent
from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _read(session: Session, trip_id: int, request: Request) -> CalendarContent:
    from tripplanner.documents.calendars.reminders import read_reminders

    return read_reminders(session, trip_id, request.language)


def _write(content: CalendarContent, target: Path, progress: Progress) -> None:
    from tripplanner.documents.calendars.writing import calendar

    progress.check()
    target.write_bytes(calendar(content))


KIND = DocumentKind(
    "reminders", msg("Reminders of commitments"), ".ics", "staff", _read, _write, position=320, opens=True,
    published=False,
)  # fmt: skip
