"""The grid of half-days for the approval file: city and official activity of each (PDF, A4)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.spoken import SpokenTrip
    from tripplanner.documents.voices import TranslationList
    from tripplanner.store.records import Plain


def _read(session: Session | Plain, trip_id: int, request: Request) -> SpokenTrip:
    from tripplanner.documents.reading import read_trip
    from tripplanner.documents.spoken import SpokenTrip

    return SpokenTrip(read_trip(session, trip_id, request, "authorities"), request.languages)


def _write(content: SpokenTrip, target: Path, progress: Progress) -> TranslationList:
    from tripplanner.documents.grid.document import laid_out, title_of
    from tripplanner.documents.pdf.office_file import write_pages

    pages, lacking = laid_out(content)
    write_pages(pages, title_of(content), content, target, progress)
    return lacking


KIND = DocumentKind(
    key="half_days",
    title=msg("Programme by half-day"),
    suffix=".pdf",
    audience="authorities",
    read=_read,
    write=_write,
    position=15,
    straight=True,
)
