"""The bytes of badges and table cards."""

from __future__ import annotations

from pathlib import Path

from tripplanner.documents.badges.content import BadgeContent
from tripplanner.documents.badges.document import laid_out, title_of
from tripplanner.documents.voices import TranslationList
from tripplanner.progress import Progress


def write(content: BadgeContent, target: Path, progress: Progress) -> TranslationList:
    """Write the sheets; returns the translations that they lack."""
    from tripplanner.documents.pdf.surface import DocumentInfo, pdf_bytes

    pages, lacking = laid_out(content)
    office = content.trip.office.name.best(*content.languages)
    info = DocumentInfo(title_of(content), content.languages[0], office, date=content.trip.edition.moment)
    target.write_bytes(pdf_bytes(pages, info, progress=progress))
    return lacking
