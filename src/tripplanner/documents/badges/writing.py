"""The bytes of badges and table cards."""

from __future__ import annotations

from pathlib import Path

from tripplanner.documents.badges.content import BadgeContent
from tripplanner.documents.badges.document import laid_out, title_of
from tripplanner.documents.voices import TranslationList
from tripplanner.progress import Progress


def write(content: BadgeContent, target: Path, progress: Progress) -> TranslationList:
    """Write the sheets; returns the translations that they lack."""
    from tripplanner.documents.pdf.office_file import write_pages

    pages, lacking = laid_out(content)
    write_pages(pages, title_of(content), content, target, progress)
    return lacking
