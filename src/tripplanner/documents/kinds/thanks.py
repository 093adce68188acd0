"""The thank-you letter (PDF or .docx), to one host or to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.documents.lettering import write_letter
from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.letters.content import Letter
    from tripplanner.store.records import Plain


def _read(session: Session | Plain, trip_id: int, request: Request) -> Letter:
    from tripplanner.documents.letters.readers import nobody_in_particular, somebody
    from tripplanner.documents.letters.receivers import receivers
    from tripplanner.documents.letters.thanks import letter
    from tripplanner.documents.reading import read_trip

    nobody_in_particular(request.person)
    trip = read_trip(session, trip_id, request.for_everybody(), "hosts", logo=True)
    return somebody(letter(trip, request.languages, receivers(trip, request)), request.organisation)


KIND = DocumentKind(
    key="thanks",
    title=msg("Thank-you letter"),
    suffix=".pdf",
    audience="hosts",
    read=_read,
    write=write_letter,
    position=230,
    straight=True,
    for_hosts=True,
    formats=(".docx",),
    published=False,
)
