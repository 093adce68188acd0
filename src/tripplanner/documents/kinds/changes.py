"""The what-changed sheet (PDF, A4): for each reader, each host, and for the authorities against what they approved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.changes.content import ChangesContent, ChangesShared
    from tripplanner.documents.voices import TranslationList


def _read(session: Session, trip_id: int, request: Request) -> ChangesContent:
    return _copy(_shared(session, trip_id, request), request)


def _shared(session: Session, trip_id: int, request: Request) -> ChangesShared:
    from tripplanner.documents.changes.content import read_all

    return read_all(session, trip_id, request)


def _copy(shared: ChangesShared, request: Request) -> ChangesContent:
    from tripplanner.documents.changes.content import sheet_of

    return sheet_of(shared, request)


def _said(content: ChangesContent) -> ChangesContent:
    return content


def _write(content: ChangesContent, target: Path, progress: Progress) -> TranslationList:
    from tripplanner.documents.changes.document import laid_out, title_of
    from tripplanner.documents.pdf.office_file import write_pages

    pages, lacking = laid_out(content)
    write_pages(pages, title_of(content), content, target, progress)
    return lacking


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
    shared=_shared,
    copy=_copy,
    said=_said,
    for_hosts=True,
)  # fmt: skip
