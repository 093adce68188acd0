"""Pages as a PDF file of the office, dated as the edition that was read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from tripplanner.documents.content import Head
from tripplanner.documents.pdf.surface import DocumentInfo, pdf_bytes
from tripplanner.documents.typesetting.marks import Page
from tripplanner.progress import Progress


class _OfATrip(Protocol):
    @property
    def trip(self) -> Head: ...

    @property
    def languages(self) -> tuple[str, ...]: ...


def write_pages(pages: Sequence[Page], title: str, content: _OfATrip, target: Path, progress: Progress) -> None:
    """Write ``pages`` to ``target``; the office of the trip is their author, the edition gives their date."""
    trip = content.trip
    name, accent = trip.office.name.best(*content.languages), trip.office.accent
    info = DocumentInfo(title, content.languages[0], name, date=trip.edition.moment, accent=accent)
    target.write_bytes(pdf_bytes(pages, info, progress=progress))
