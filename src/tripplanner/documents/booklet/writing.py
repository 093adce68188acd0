"""From booklet content to the bytes of a PDF."""

from __future__ import annotations

from functools import cache

from tripplanner import glyphs
from tripplanner.documents.booklet.content import BookletContent
from tripplanner.documents.booklet.keeping import Keeping
from tripplanner.documents.booklet.layout import Laid, lay_out
from tripplanner.documents.booklet.margins import check
from tripplanner.documents.imposition import SHEETS
from tripplanner.documents.proofs import Proof
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting.blocks import stack
from tripplanner.documents.typesetting.marks import Page, Placed
from tripplanner.documents.typesetting.style import TERTIARY, Style
from tripplanner.documents.typesetting.text import Span, Typesetter
from tripplanner.i18n import printed, say
from tripplanner.progress import NO_PROGRESS, Progress


@cache
def typesetter() -> Typesetter:
    """One for all booklets of a process: it remembers the widths of words."""
    return Typesetter(glyphs.face)


@cache
def keeping() -> Keeping:
    """The sections of the booklets that this process laid out last."""
    return Keeping()


def laid_out(content: BookletContent, progress: Progress = NO_PROGRESS) -> Laid:
    """The pages and the outline of a booklet."""
    return lay_out(Setter(content, typesetter(), content.margins.page()), progress, keeping())


def booklet_bytes(content: BookletContent, progress: Progress = NO_PROGRESS) -> bytes:
    """The PDF: A5 pages, or A4 sheets to fold and staple."""
    return proof(content, progress).whole(progress)


def proof(content: BookletContent, progress: Progress = NO_PROGRESS) -> Proof:
    """The pages of ``content``, ready to be shown one by one or written."""
    return proof_of(laid_out(content, progress), content)


def proof_of(laid: Laid, content: BookletContent) -> Proof:
    """Finished pages as the PDF will have them."""
    from tripplanner.documents.pdf.surface import Bookmark, DocumentInfo

    trip, first = content.trip, content.languages[0]
    if content.imposition:
        check(content.margins, content.imposition, len(laid.pages))
    names = [trip.heading.get(code) or trip.heading.best() for code in content.languages]
    title = " · ".join(dict.fromkeys([say(printed("Field booklet"), first), *names]))
    office = trip.office.short_name or trip.office.name.best(*content.languages)
    info = DocumentInfo(title, first, author=office, date=trip.edition.moment, accent=trip.office.accent)
    outline = [Bookmark(entry.title, entry.anchor, entry.level) for entry in laid.outline]
    slug = slug_page(content, len(laid.pages)) if content.imposition else None
    return Proof(laid.pages, info, outline, laid.translations, content.imposition, slug)


def slug_page(content: BookletContent, count: int) -> Page:
    """What the printer reads in the margin of the outer sheet: which it is, and where to fold and staple."""
    paper = content.imposition.paper if content.imposition else "a4"
    width, height = SHEETS[paper]
    style = Style(7.5, 10.5, colour=TERTIARY)
    sheet = printed("Sheet 1/{sheets} · front · pages {last} | 1 · fold and staple at the marks",
                    sheets=count // 4, last=count)  # fmt: skip
    label = stack([typesetter().label(Span(say(sheet, code), style, code)) for code in content.languages])
    placed = Placed(34.0, height - label.height - 14.0, label.named("margin slug"))
    return Page(count + 1, width, height, (placed,), (0.0, 0.0, width, height))
