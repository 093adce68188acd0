"""A card as a picture."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, cast

from tripplanner.documents.cards import look
from tripplanner.documents.cards.content import CardContent
from tripplanner.documents.cards.document import laid_out
from tripplanner.documents.pdfium import LOCK
from tripplanner.documents.typesetting.marks import Page
from tripplanner.documents.voices import TranslationList
from tripplanner.errors import NotFound
from tripplanner.i18n import msg, msgn

if TYPE_CHECKING:
    from PIL.Image import Image

_COLOURS = 96
"""Flat colours with their smoothed edges: more make the file larger and nothing clearer."""


def png(content: CardContent) -> tuple[bytes, TranslationList]:
    """The card as the bytes of a PNG file of 1080 × 1920 pixels, with the translations that the day lacks.

    Raises :class:`NotFound` where the day does not have so many cards.
    """
    laid = laid_out(content)
    count = len(laid.pages)
    if content.part > count:
        raise NotFound(
            msgn("Day {day} takes one card.", "Day {day} takes {n} cards.", count, day=content.day.number),
            None,
            msg("Leave the option “part” out, or choose a smaller number."),
        )
    accent = content.trip.office.accent
    return as_png(laid.pages[content.part - 1], content.languages[0], accent), laid.translations


def as_png(page: Page, language: str, accent: str = "") -> bytes:
    """A page as a picture in the colour of the office, four pixels to the point; it says nothing of its maker."""
    from PIL.Image import Quantize

    picture = drawn(page, language, accent).quantize(_COLOURS, Quantize.FASTOCTREE)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def drawn(page: Page, language: str, accent: str = "") -> Image:
    """The pixels of a page."""
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

    from tripplanner.documents.pdf.surface import DocumentInfo, pdf_bytes

    data = pdf_bytes([page], DocumentInfo("", language, accent=accent))
    with LOCK:
        file = cast("Any", pypdfium2).PdfDocument(data)
        try:
            return file[0].render(scale=look.SCALE).to_pil().convert("RGB")
        finally:
            file.close()
