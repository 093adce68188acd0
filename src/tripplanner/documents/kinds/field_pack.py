"""The field pack: everything one person needs on the way, on any telephone, in one file (.zip)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.pack.content import PackContent, PackShared
    from tripplanner.documents.pack.driving import DriverPack
    from tripplanner.documents.voices import TranslationList


def _read(session: Session, trip_id: int, request: Request) -> PackContent | DriverPack:
    return _copy(_shared(session, trip_id, request), request)


def _shared(session: Session, trip_id: int, request: Request) -> PackShared:
    from tripplanner.documents.pack.content import read_all

    return read_all(session, trip_id, request)


def _copy(shared: PackShared, request: Request) -> PackContent | DriverPack:
    from tripplanner.documents.pack.content import pack_of

    return pack_of(shared, request)


def _write(content: PackContent | DriverPack, target: Path, progress: Progress) -> TranslationList | None:
    from tripplanner.documents.pack.writing import write

    return write(content, target, progress)


KIND = DocumentKind(
    key="field_pack",
    title=msg("Field pack"),
    suffix=".zip",
    audience="delegates",
    read=_read,
    write=_write,
    options=(
        Option(
            "pages",
            msg("Pages inside"),
            ("booklet", "itinerary", "both", "none"),
            (msg("booklet"), msg("itinerary"), msg("both"), msg("none")),
        ),
    ),
    position=35,
    shared=_shared,
    copy=_copy,
    formats=(".html",),
    opens=True,
)
