"""What the kinds that are lists have in common: how each is read and written, so that a kind says only what it is."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.i18n import Message
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.sheets import Sheet
    from tripplanner.documents.voices import TranslationList
    from tripplanner.store.records import Plain


def list_kind(key: str, title: Message, audience: str, position: int, *, logistics: bool = False) -> DocumentKind:
    """The kind whose sheet ``documents/lists/<key>.py`` makes, by its function ``sheet(trip, languages)``.

    ``logistics``: it needs rooms, journeys or costs.
    """

    def read(session: Session | Plain, trip_id: int, request: Request) -> Sheet:
        from tripplanner.documents.reading import read_trip

        module = importlib.import_module(f"tripplanner.documents.lists.{key}")
        return module.sheet(read_trip(session, trip_id, request, audience, logistics=logistics), request.languages)

    return DocumentKind(
        key, title, ".pdf", audience, read, write_sheet, position=position, straight=True, formats=(".xlsx",)
    )


def write_sheet(content: Sheet, target: Path, progress: Progress) -> TranslationList | None:
    """Writes a list as the kind of file that the name asks for; what the vault keeps of people is told nowhere else."""
    from tripplanner.documents.sheets import write
    from tripplanner.documents.unfinished import unfinished_in

    write(content, target, progress)
    if content.protected:
        return None
    return unfinished_in(content, content.trip, content.title, content.languages)
