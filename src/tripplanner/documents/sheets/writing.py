"""Writes a list as the file that its name asks for."""

from __future__ import annotations

from pathlib import Path

from tripplanner.documents.sheets.content import Sheet
from tripplanner.progress import Progress

#: The files a list can be: pages to print, or cells to work with.
FORMATS = (".pdf", ".xlsx")


def write(sheet: Sheet, target: Path, progress: Progress) -> None:
    """Write the file: a workbook where the name ends so, else pages."""
    progress.check()
    if target.suffix.lower() == ".xlsx":
        from tripplanner.documents.sheets.workbook import workbook

        target.write_bytes(workbook(sheet))
        return
    from tripplanner.documents.pdf.office_file import write_pages
    from tripplanner.documents.sheets.pages import laid_out, title_of

    write_pages(laid_out(sheet), title_of(sheet), sheet, target, progress)
