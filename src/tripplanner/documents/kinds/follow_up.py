"""The follow-up sheet: what was promised and what became of it (PDF or .xlsx)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.documents.listing import write_sheet
from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.sheets import Sheet


def _read(session: Session, trip_id: int, request: Request) -> Sheet:
    """As things stand: what was promised belongs to no version of the programme."""
    from tripplanner.documents.lists.follow_up import sheet
    from tripplanner.documents.reading import read_trip
    from tripplanner.planning.learning.commitments import list_commitments

    return sheet(read_trip(session, trip_id, request, "staff"), list_commitments(session, trip_id), request.languages)


KIND = DocumentKind(
    "follow_up", msg("Follow-up of commitments"), ".pdf", "staff", _read, write_sheet, position=310, formats=(".xlsx",),
    opens=True, published=False,
)  # fmt: skip
