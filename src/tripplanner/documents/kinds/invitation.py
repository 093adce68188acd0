"""The invitation letter with its annexes (PDF or .docx), per delegation or for one delegate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.letters.content import Letter
    from tripplanner.store.records import Plain


def _read(session: Session | Plain, trip_id: int, request: Request) -> Letter:
    from tripplanner.documents.letters.invitation import letter
    from tripplanner.documents.letters.readers import only_delegates, somebody
    from tripplanner.documents.reading import read_trip

    trip = read_trip(session, trip_id, request.for_everybody(), "authorities", logo=True)
    only_delegates(trip, request.person)
    return somebody(letter(trip, request.languages, request.person))


def _write(content: Letter, target: Path, progress: Progress) -> None:
    from tripplanner.documents.letters import write

    write(content, target, progress)


KIND = DocumentKind(
    key="invitation",
    title=msg("Invitation letter"),
    suffix=".pdf",
    audience="authorities",
    read=_read,
    write=_write,
    position=210,
    straight=True,
    formats=(".docx",),
    published=False,
)
