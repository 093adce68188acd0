"""From booklet content to the bytes of a PDF."""

from __future__ import annotations

from functools import cache

from tripplanner import glyphs
from tripplanner.documents.booklet.content import BookletContent
from tripplanner.documents.booklet.layout import Laid, lay_out
from tripplanner.documents.booklet.setter import Setter
from tripplanner.documents.typesetting.text import Typesetter
from tripplanner.i18n import printed, say
from tripplanner.progress import NO_PROGRESS, Progress


@cache
def typesetter() -> Typesetter:
    """One for all booklets of a process: it remembers the widths of words."""
    return Typesetter(glyphs.face)


def laid_out(content: BookletContent, progress: Progress = NO_PROGRESS) -> Laid:
    """The pages and the outline of a booklet."""
    return lay_out(Setter(content, typesetter()), progress)


def booklet_bytes(content: BookletContent, progress: Progress = NO_PROGRESS) -> bytes:
    """The PDF: A5 pages, or A4 sheets to fold and staple."""
    from tripplanner.documents.pdf.surface import Bookmark, DocumentInfo, pdf_bytes

    laid = laid_out(content, progress)
    trip, first = content.trip, content.languages[0]
    names = [trip.heading.get(code) or trip.heading.best() for code in content.languages]
    title = " · ".join(dict.fromkeys([say(printed("Field booklet"), first), *names]))
    office = trip.office.short_name or trip.office.name.best(*content.languages)
    info = DocumentInfo(title, first, author=office, date=trip.edition.moment)
    outline = [Bookmark(entry.title, entry.anchor, entry.level) for entry in laid.outline]
    data = pdf_bytes(laid.pages, info, outline, progress)
    if content.imposition is None:
        return data
    from tripplanner.documents.imposition import imposed

    return imposed(data, content.imposition)
