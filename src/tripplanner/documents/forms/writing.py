"""Writes the form on paper as a PDF file."""

from __future__ import annotations

from pathlib import Path

from tripplanner.documents.forms.content import PrintedForm
from tripplanner.progress import Progress


def write(content: PrintedForm, target: Path, progress: Progress) -> None:
    """Write the pages of every copy."""
    from tripplanner.documents.forms.pages import laid_out
    from tripplanner.documents.pdf.surface import DocumentInfo, pdf_bytes

    info = DocumentInfo(content.title, content.languages[0], content.office, date=content.given_at,
                        accent=content.accent)  # fmt: skip
    target.write_bytes(pdf_bytes(laid_out(content), info, progress=progress))
