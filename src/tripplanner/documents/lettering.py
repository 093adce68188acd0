"""What the kinds that are letters have in common: how each is read and written, so that a kind says only what it is."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.i18n import Message
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.letters.content import Letter
    from tripplanner.documents.voices import TranslationList
    from tripplanner.store.records import Plain


def official_letter(key: str, title: Message, position: int) -> DocumentKind:
    """The letter for the authorities, about each delegate or one, that ``documents/letters/<key>.py`` words.

    Its function ``letter(trip, languages, person)`` makes it.
    """

    def read(session: Session | Plain, trip_id: int, request: Request) -> Letter:
        from tripplanner.documents.letters.readers import only_delegates, somebody
        from tripplanner.documents.reading import read_trip

        trip = read_trip(session, trip_id, request.for_everybody(), "authorities", logo=True)
        only_delegates(trip, request.person)
        module = importlib.import_module(f"tripplanner.documents.letters.{key}")
        return somebody(module.letter(trip, request.languages, request.person))

    return DocumentKind(
        key,
        title,
        ".pdf",
        "authorities",
        read,
        write_letter,
        position=position,
        straight=True,
        formats=(".docx",),
        published=False,
    )


def write_letter(content: Letter, target: Path, progress: Progress) -> TranslationList:
    """Writes a letter as the kind of file that the name asks for."""
    from tripplanner.documents.letters import write
    from tripplanner.documents.unfinished import unfinished_in

    write(content, target, progress)
    return unfinished_in(content.blocks, content.trip, content.title, content.languages)
