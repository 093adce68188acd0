"""Table cards to cut out and fold, with the name on both sides (PDF, A4)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.badges.sheets import TABLE
from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.badges.content import BadgeContent
    from tripplanner.documents.voices import TranslationList
    from tripplanner.store.records import Plain


def _read(session: Session | Plain, trip_id: int, request: Request) -> BadgeContent:
    from tripplanner.documents.badges.content import table_cards_of
    from tripplanner.documents.reading import read_trip

    return table_cards_of(read_trip(session, trip_id, request, "staff"), request)


def _write(content: BadgeContent, target: Path, progress: Progress) -> TranslationList:
    from tripplanner.documents.badges.writing import write

    return write(content, target, progress)


KIND = DocumentKind(
    key="table_cards",
    title=msg("Table cards"),
    suffix=".pdf",
    audience="staff",
    read=_read,
    write=_write,
    options=(
        Option("sheet", msg("Size"), tuple(TABLE), tuple(sheet.title for sheet in TABLE.values())),
        Option("who", msg("For whom"), ("everybody", "guests"), (msg("guests and team"), msg("the guests alone"))),
    ),
    position=132,
    straight=True,
)
