"""The host brief (PDF or .docx): one for the host that is asked for, or for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.documents.lettering import write_letter
from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.content import TripContent
    from tripplanner.documents.letters.content import Letter
    from tripplanner.store.records import Plain


def _read(session: Session | Plain, trip_id: int, request: Request) -> Letter:
    return _copy(_shared(session, trip_id, request), request)


def _shared(session: Session | Plain, trip_id: int, request: Request) -> TripContent:
    """The trip as any host may read it."""
    from tripplanner.documents.reading import read_trip

    return read_trip(session, trip_id, request.for_everybody(), "hosts", logo=True)


def _copy(everybody: TripContent, request: Request) -> Letter:
    from tripplanner.documents.letters.brief import letter
    from tripplanner.documents.letters.readers import nobody_in_particular, somebody
    from tripplanner.documents.letters.receivers import receivers

    nobody_in_particular(request.person)
    return somebody(letter(everybody, request.languages, receivers(everybody, request)), request.organisation)


KIND = DocumentKind(
    key="brief",
    title=msg("Host brief"),
    suffix=".pdf",
    audience="hosts",
    read=_read,
    write=write_letter,
    position=70,
    straight=True,
    shared=_shared,
    copy=_copy,
    for_hosts=True,
    formats=(".docx",),
)
