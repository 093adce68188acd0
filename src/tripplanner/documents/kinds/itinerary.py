"""The itinerary (PDF, A4, or .docx): for delegates, hosts and the approval file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.collecting import NO_COLLECTION
from tripplanner.documents.content import TripContent
from tripplanner.documents.itinerary.content import ItineraryContent
from tripplanner.documents.narrowing import hosted, impersonal, narrowed
from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.proofs import Proof
    from tripplanner.documents.voices import TranslationList
    from tripplanner.store.records import Plain


def read(session: Session | Plain, trip_id: int, request: Request) -> ItineraryContent:
    """The trip as delegates may read it, narrowed to one person where asked; for one host, as hosts may read it."""
    return _copy(_shared(session, trip_id, request), request)


def _shared(session: Session | Plain, trip_id: int, request: Request) -> TripContent:
    """The trip as any delegate, or any host, may read it."""
    from tripplanner.documents.reading import read_trip

    return read_trip(session, trip_id, request.for_everybody(), "hosts" if request.organisation else "delegates")


def _copy(everybody: TripContent, request: Request) -> ItineraryContent:
    if request.organisation:
        return _content(hosted(everybody, request.organisation), request)
    return _content(narrowed(everybody, request.person) if request.person else everybody, request)


def _content(trip: TripContent, request: Request) -> ItineraryContent:
    return ItineraryContent(trip, request.languages, request.option("purpose", "delegates") == "approval")


def _said(content: ItineraryContent) -> ItineraryContent:
    return replace(content, trip=impersonal(content.trip))


def write(content: ItineraryContent, target: Path, progress: Progress) -> TranslationList | None:
    """Write the file: pages, or a document for Word where its name ends so."""
    if target.suffix.lower() == ".docx":
        from tripplanner.documents.itinerary.word import letter
        from tripplanner.documents.letters import write as write_letter

        write_letter(letter(content), target, progress)
        return None
    with NO_COLLECTION:
        made = _proof(content, progress)
        target.write_bytes(made.whole(progress))
    return made.translations


def _proof(content: ItineraryContent, progress: Progress) -> Proof:
    from tripplanner.documents.itinerary.document import proof

    return proof(content, progress)


KIND = DocumentKind(
    key="itinerary",
    title=msg("Itinerary"),
    suffix=".pdf",
    audience="delegates",
    read=read,
    write=write,
    options=(
        Option("purpose", msg("Purpose"), ("delegates", "approval"), (msg("for delegates"), msg("for approval"))),
    ),
    position=10,
    straight=True,
    shared=_shared,
    copy=_copy,
    said=_said,
    proof=_proof,
    for_hosts=True,
    formats=(".docx",),
)
