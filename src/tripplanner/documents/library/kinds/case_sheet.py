"""The sheet of a case study, all of it or one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.library.registry import Asked, LibraryKind
from tripplanner.documents.registry import Option
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.library.case_sheet import SheetContent


def read(session: Session, asked: Asked) -> SheetContent:
    from tripplanner.documents.library import case_sheet

    return case_sheet.read(session, asked)


def write(content: SheetContent, target: Path, progress: Progress) -> None:
    """A snapshot for Word leaves some room: whoever opens it may have other fonts than ours."""
    from tripplanner.documents.letters.writing import write as write_letter
    from tripplanner.documents.library.case_sheet import fitted, letter

    word = target.suffix.lower() == ".docx"
    made = fitted(content, spare=int(word)) if content.snapshot else letter(content)
    write_letter(made, target, progress)


KIND = LibraryKind(
    key="case",
    title=msg("Sheet of a case study"),
    formats=(".pdf", ".docx"),
    read=read,
    write=write,
    options=(Option("extent", msg("Extent"), ("full", "snapshot"), (msg("all of it"), msg("one page"))),),
    position=20,
)
