"""The seating plan by rank, drawn table by table, a page for each (PDF or .xlsx)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.documents.listing import write_sheet
from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.sheets import Sheet
    from tripplanner.store.records import Plain

MEALS = Option(
    "meals",
    msg("Tables at meals and receptions"),
    ("long", "8", "9", "10"),
    (msg("one long table"), *(msg("round tables of {number}", number=number) for number in (8, 9, 10))),
)


def _read(session: Session | Plain, trip_id: int, request: Request) -> Sheet:
    from tripplanner.documents.lists.seating import sheet
    from tripplanner.documents.reading import read_trip

    asked = request.option("meals", MEALS.default)
    trip = read_trip(session, trip_id, request, "staff")
    return sheet(trip, request.languages, 0 if asked == "long" else int(asked))


KIND = DocumentKind(
    key="seating",
    title=msg("Seating plan"),
    suffix=".pdf",
    audience="staff",
    read=_read,
    write=write_sheet,
    options=(MEALS,),
    position=160,
    straight=True,
    formats=(".xlsx",),
)
