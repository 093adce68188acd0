"""The learning summary (PDF or .docx): for the delegation, its institution and the hosts' partners."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tripplanner.collecting import NO_COLLECTION
from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import Message, msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.proofs import Proof
    from tripplanner.documents.summaries.content import SummaryContent
    from tripplanner.documents.voices import TranslationList

STANDING = Option(
    "standing", msg("Standing"), ("draft", "final"), (msg("draft, with what is to be settled"), msg("final"))
)


def _read(kind: str, audience: str, session: Session, trip_id: int, request: Request) -> SummaryContent:
    from tripplanner.documents.summaries.reading import read

    return read(session, trip_id, request, kind, audience)


def _write(content: SummaryContent, target: Path, progress: Progress) -> TranslationList | None:
    """Write the file: pages, or a document for Word where its name ends so."""
    if target.suffix.lower() == ".docx":
        from tripplanner.documents.letters import write as write_letter
        from tripplanner.documents.summaries.word import letter

        write_letter(letter(content), target, progress)
        return None
    with NO_COLLECTION:
        made = _proof(content, progress)
        target.write_bytes(made.whole(progress))
    return made.translations


def _proof(content: SummaryContent, progress: Progress) -> Proof:
    from tripplanner.documents.summaries.pages import proof

    return proof(content, progress)


def summary_kind(key: str, title: Message, sort: str, audience: str, position: int) -> DocumentKind:
    """A kind of document that is a summary of the sort *learning* or *outline*."""
    read: Any = partial(_read, sort, audience)
    return DocumentKind(
        key=key,
        title=title,
        suffix=".pdf",
        audience=audience,
        read=read,
        write=_write,
        options=(STANDING,),
        position=position,
        opens=True,
        published=False,
        proof=_proof,
        formats=(".docx",),
    )


KIND = summary_kind("summary", msg("Learning summary"), "learning", "delegates", 300)
