"""Name badges on sheets of labels (PDF, A4): pick the sheet, and the first label that is not used yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.badges.sheets import BADGES, MOST
from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.badges.content import BadgeContent
    from tripplanner.documents.voices import TranslationList
    from tripplanner.store.records import Plain


def _read(session: Session | Plain, trip_id: int, request: Request) -> BadgeContent:
    from tripplanner.documents.badges.content import badges_of
    from tripplanner.documents.reading import read_trip

    return badges_of(read_trip(session, trip_id, request, "staff"), request)


def _write(content: BadgeContent, target: Path, progress: Progress) -> TranslationList:
    from tripplanner.documents.badges.writing import write

    return write(content, target, progress)


KIND = DocumentKind(
    key="badges",
    title=msg("Name badges"),
    suffix=".pdf",
    audience="staff",
    read=_read,
    write=_write,
    options=(
        Option("sheet", msg("Sheet of labels"), tuple(BADGES), tuple(sheet.title for sheet in BADGES.values())),
        Option("start", msg("First unused label"), tuple(map(str, range(1, MOST + 1)))),
        Option("who", msg("For whom"), ("everybody", "guests"), (msg("guests and team"), msg("the guests alone"))),
    ),
    position=130,
    straight=True,
)
