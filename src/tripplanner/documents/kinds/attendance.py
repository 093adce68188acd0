"""The attendance list: who takes part, with a box for each day (PDF or .xlsx)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.sheets import Sheet
    from tripplanner.store.records import Plain


def _read(session: Session | Plain, trip_id: int, request: Request) -> Sheet:
    from tripplanner.documents.lists.attendance import sheet
    from tripplanner.documents.reading import read_trip

    return sheet(read_trip(session, trip_id, request, "staff"), request.languages)


def _write(content: Sheet, target: Path, progress: Progress) -> None:
    from tripplanner.documents.sheets import write

    write(content, target, progress)


KIND = DocumentKind(
    key="attendance",
    title=msg("Attendance list"),
    suffix=".pdf",
    audience="staff",
    read=_read,
    write=_write,
    position=120,
    straight=True,
    formats=(".xlsx",),
)
