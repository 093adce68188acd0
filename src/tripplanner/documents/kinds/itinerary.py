"""The itinerary (PDF, A4): for delegates, hosts and the approval file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.itinerary.content import ItineraryContent
from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.store.records import Plain


def read(session: Session | Plain, trip_id: int, request: Request) -> ItineraryContent:
    """The trip as delegates may read it, narrowed to one person where asked."""
    from tripplanner.documents.reading import read_trip

    trip = read_trip(session, trip_id, request, "delegates")
    return ItineraryContent(trip, request.languages, request.option("purpose", "delegates") == "approval")


def write(content: ItineraryContent, target: Path, progress: Progress) -> None:
    """Write the file."""
    from tripplanner.documents.itinerary.document import pdf

    target.write_bytes(pdf(content, progress))


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
)
