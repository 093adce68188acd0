"""The what-changed sheet (PDF, A4): for each reader, and against the approved version for the authorities."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.changes.content import ChangesContent


def _read(session: Session, trip_id: int, request: Request) -> ChangesContent:
    from tripplanner.documents.changes.content import read

    return read(session, trip_id, request)


def _write(content: ChangesContent, target: Path, progress: Progress) -> None:
    from tripplanner.documents.changes.document import pages, title_of
    from tripplanner.documents.pdf.office_file import write_pages

    write_pages(pages(content), title_of(content), content, target, progress)


KIND = DocumentKind(
    key="changes",
    title=msg("What changes"),
    suffix=".pdf",
    audience="delegates",
    read=_read,
    write=_write,
    options=(
        Option("since", msg("Compared with"), ("release", "approved"),
               (msg("the release before"), msg("the approved version"))),
    ),
    position=40,
    compares=True,
)  # fmt: skip
