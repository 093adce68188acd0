"""The emergency card: wallet size, two per A4 sheet to cut out and fold (PDF)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.content import TripContent
    from tripplanner.documents.voices import TranslationList
    from tripplanner.documents.wallet.content import WalletCards
    from tripplanner.store.records import Plain


def _read(session: Session | Plain, trip_id: int, request: Request) -> WalletCards:
    return _copy(_shared(session, trip_id, request), request)


def _shared(session: Session | Plain, trip_id: int, request: Request) -> TripContent:
    from tripplanner.documents.reading import read_trip

    return read_trip(session, trip_id, request.for_everybody(), "delegates")


def _copy(everybody: TripContent, request: Request) -> WalletCards:
    from tripplanner.documents.wallet.content import cards_of

    return cards_of(everybody, request)


def _write(content: WalletCards, target: Path, progress: Progress) -> TranslationList:
    from tripplanner.documents.pdf.office_file import write_pages
    from tripplanner.documents.wallet.document import laid_out, title_of

    pages, lacking = laid_out(content)
    write_pages(pages, title_of(content), content, target, progress)
    return lacking


KIND = DocumentKind(
    key="emergency_card",
    title=msg("Emergency card"),
    suffix=".pdf",
    audience="delegates",
    read=_read,
    write=_write,
    position=50,
    straight=True,
    shared=_shared,
    copy=_copy,
)
