"""Writes finished pages as a PDF file: the only place that holds a canvas.

The same pages and the same :class:`DocumentInfo` give the same bytes: dates
come from the content, never from the clock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reportlab.pdfbase import pdfdoc

from tripplanner.documents.pdf import images
from tripplanner.documents.pdf.canvas import BareCanvas
from tripplanner.documents.pdf.drawing import PageDrawing
from tripplanner.documents.pdf.embedding import Embedding
from tripplanner.documents.pdf.recolouring import recoloured
from tripplanner.documents.typesetting.marks import Page, Picture, anchors
from tripplanner.progress import NO_PROGRESS, Progress

_LINK_SCHEMES = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a PDF says of itself. ``date`` is when its content was last edited (UTC; None leaves the year 2000).

    ``accent`` is the colour of the office (``#rrggbb``), which takes the place of ours; empty for none.
    """

    title: str
    language: str
    author: str = ""
    subject: str = ""
    date: datetime | None = None
    accent: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; ``anchor`` is the key of an Anchor mark; ``level`` 0 is the outermost."""

    title: str
    anchor: str
    level: int = 0


def pdf_bytes(
    pages: Sequence[Page], info: DocumentInfo, outline: Sequence[Bookmark] = (), progress: Progress = NO_PROGRESS
) -> bytes:
    """``pages`` as the bytes of a PDF file."""
    surface = _Surface(info)
    places = anchors(pages)
    keys = {anchor.anchor for anchor in outline} & places.keys()
    for done, page in enumerate(pages, 1):
        progress.step(done, len(pages))
        surface.draw(page, places, keys)
    surface.outline([mark for mark in outline if mark.anchor in places])
    return surface.finish()


class _Surface:
    def __init__(self, info: DocumentInfo):
        self.info = info
        self.canvas = BareCanvas(info.language)
        self.fonts = Embedding()
        self.canvas.embed(self.fonts)
        self.linked: set[str] = set()
        self.pictures: dict[str, images.Jpeg] = {}
        self._describe()

    def _describe(self) -> None:
        canvas, info = self.canvas, self.info
        date = (info.date or datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC)
        canvas.setTitle(info.title)
        canvas.setAuthor(info.author)
        canvas.setSubject(info.subject)
        canvas.setCreator("tripplanner")
        canvas.setDateFormatter(lambda *_: date.strftime("D:%Y%m%d%H%M%SZ"))
        canvas.setViewerPreference("DisplayDocTitle", "true")

    def draw(self, page: Page, places: dict[str, tuple[int, float, float]], keys: set[str]) -> None:
        canvas = self.canvas
        canvas.setPageSize((page.width, page.height))
        drawing = PageDrawing(page, self.info.language, self.fonts, self._picture)
        for target, area in drawing.links:
            self._link(target, area, places)
        for key, (number, x, y) in places.items():
            if number == page.number:
                canvas.bookmarkPage(key, fit="XYZ", left=max(0.0, x - 20), top=page.height - max(0.0, y - 20))
        canvas.show(recoloured("\n".join(drawing.code), self.info.accent))

    def _link(
        self, target: str, area: tuple[float, float, float, float], places: dict[str, tuple[int, float, float]]
    ) -> None:
        if target.startswith("#"):
            if target[1:] in places:
                self.canvas.linkRect("", target[1:], area, relative=0, thickness=0, Border="[0 0 0]")
        elif target.lower().startswith(_LINK_SCHEMES):
            self.canvas.linkURL(target, area, relative=0, thickness=0)

    def _picture(self, mark: Picture) -> tuple[str, int, int]:
        """A photo as an image object of the file, once per photo and size."""
        shape = f"{mark.w:.1f}x{mark.h:.1f}{' grey' if mark.grey else ''}"
        key = hashlib.sha256(mark.data + shape.encode()).hexdigest()[:20]
        jpeg = self.pictures.get(key)
        if jpeg is None:
            jpeg = self.pictures[key] = images.prepared(mark.data, mark.w, mark.h, grey=mark.grey)
            self.canvas.add_image(key, _image(jpeg))
        name = self.canvas.image_name(key)
        return name, jpeg.width, jpeg.height

    def outline(self, marks: Sequence[Bookmark]) -> None:
        level = -1
        for mark in marks:
            level = min(mark.level, level + 1)
            self.canvas.addOutlineEntry(mark.title, mark.anchor, level, closed=level > 0)
        if marks:
            self.canvas.showOutline()

    def finish(self) -> bytes:
        return self.canvas.finished()


def _image(jpeg: images.Jpeg) -> pdfdoc.PDFStream:
    space = "DeviceGray" if jpeg.components == 1 else "DeviceRGB"
    entries = {
        "Type": pdfdoc.PDFName("XObject"), "Subtype": pdfdoc.PDFName("Image"),
        "Width": jpeg.width, "Height": jpeg.height,
        "ColorSpace": pdfdoc.PDFName(space), "BitsPerComponent": 8, "Filter": pdfdoc.PDFName("DCTDecode"),
    }  # fmt: skip
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), jpeg.data)
