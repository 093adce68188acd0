"""The benchmark matrix: A4 or A3 laid across, Word, or a workbook to filter and sort."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.library.registry import Asked, LibraryKind
from tripplanner.documents.registry import Option
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.library.matrix import MatrixContent


def read(session: Session, asked: Asked) -> MatrixContent:
    from tripplanner.documents.library import matrix

    return matrix.read(session, asked)


def write(content: MatrixContent, target: Path, progress: Progress) -> None:
    from tripplanner.documents.library.matrix import pages_sheet, table_sheet

    if target.suffix.lower() == ".docx":
        from tripplanner.documents.library.sheet_word import sheet_docx

        target.write_bytes(sheet_docx(pages_sheet(content)))
        return
    from tripplanner.documents.sheets import write as write_sheet

    made = table_sheet if target.suffix.lower() == ".xlsx" else pages_sheet
    write_sheet(made(content), target, progress)


KIND = LibraryKind(
    key="matrix",
    title=msg("Benchmark matrix"),
    formats=(".pdf", ".docx", ".xlsx"),
    read=read,
    write=write,
    options=(Option("paper", msg("Paper"), ("a4", "a3"), (msg("A4"), msg("A3"))),),
    position=10,
)
