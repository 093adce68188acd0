"""Writes finished pages as a PDF file.

The same pages and the same :class:`DocumentInfo` give the same bytes: dates
come from the content, never from the clock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from tripplanner.documents.pdf import images
from tripplanner.documents.pdf.drawing import Area, PageDrawing
from tripplanner.documents.pdf.embedding import Embedding
from tripplanner.documents.pdf.file import PdfFile, address, literal, measure, text
from tripplanner.documents.pdf.outline import Bookmark, write_outline
from tripplanner.documents.pdf.recolouring import recoloured
from tripplanner.documents.typesetting.marks import Page, Picture
from tripplanner.progress import NO_PROGRESS, Progress

_LINK_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_LEVEL = 4
"""Of compression: pages are most of what is compressed, and higher levels take twice the time for little."""


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


def pdf_bytes(
    pages: Sequence[Page], info: DocumentInfo, outline: Sequence[Bookmark] = (), progress: Progress = NO_PROGRESS
) -> bytes:
    """``pages`` as the bytes of a PDF file."""
    surface = _Surface(info)
    for done, page in enumerate(pages, 1):
        progress.step(done, len(pages))
        surface.draw(page)
    return surface.finish(outline)


class _Drawn(NamedTuple):
    """A page whose operators are in the file: its object, its resources besides fonts, where its links lead."""

    number: int
    contents: int
    size: tuple[float, float]
    pictures: tuple[str, ...]
    links: tuple[tuple[str, Area], ...]


class _Surface:
    def __init__(self, info: DocumentInfo):
        self.info = info
        self.file = PdfFile()
        self.fonts = Embedding()
        self.pages: list[_Drawn] = []
        self.places: dict[str, str] = {}
        self.pictures: dict[str, tuple[int, images.Jpeg]] = {}
        self.shown: dict[str, None] = {}

    def draw(self, page: Page) -> None:
        """Write a page's operators; what refers to other pages waits for :meth:`finish`."""
        self.shown = {}
        drawing = PageDrawing(page, self.info.language, self.fonts, self._picture)
        number = self.file.number()
        for key, x, y in drawing.anchors:
            left, top = max(0.0, x - 20), page.height - max(0.0, y - 20)
            self.places.setdefault(key, f"[{number} 0 R /XYZ {measure(left)} {measure(top)} null]")
        code = recoloured("\n".join(drawing.code), self.info.accent)
        contents = self.file.add_packed(code.encode("ascii"), _LEVEL)
        size = (page.width, page.height)
        self.pages.append(_Drawn(number, contents, size, tuple(self.shown), tuple(drawing.links)))

    def _picture(self, mark: Picture) -> tuple[str, int, int]:
        """A photo as an image object of the file, once per photo and size."""
        shape = f"{mark.w:.1f}x{mark.h:.1f}{' grey' if mark.grey else ''}"
        key = hashlib.sha256(mark.data + shape.encode()).hexdigest()[:20]
        if key not in self.pictures:
            jpeg = images.prepared(mark.data, mark.w, mark.h, grey=mark.grey)
            self.pictures[key] = self.file.add_stream(jpeg.data, _image(jpeg)), jpeg
        number, jpeg = self.pictures[key]
        self.shown[f"/I{number} {number} 0 R"] = None
        return f"I{number}", jpeg.width, jpeg.height

    # --- what refers to pages ----------------------------------------------------------------------------

    def finish(self, outline: Sequence[Bookmark]) -> bytes:
        """The whole file."""
        add = self.file.add
        fonts, tree = add(self.fonts.written(self.file)), self.file.number()
        for page in self.pages:
            self.file.put(page.number, self._page(page, fonts, tree))
        kids = " ".join(f"{page.number} 0 R" for page in self.pages)
        self.file.put(tree, f"<</Type /Pages /Count {len(self.pages)} /Kids [{kids}]>>")
        first = write_outline(self.file, [mark for mark in outline if mark.anchor in self.places], self.places)
        shown = f" /Outlines {first} 0 R /PageMode /UseOutlines" if first else ""
        root = add(
            f"<</Type /Catalog /Pages {tree} 0 R /Lang {text(self.info.language)}{shown}"
            " /ViewerPreferences <</DisplayDocTitle true>>>>"
        )
        return self.file.finished(root, add(self._described()))

    def _page(self, page: _Drawn, fonts: int, tree: int) -> str:
        width, height = map(measure, page.size)
        links = [self.file.add(link) for link in map(self._link, page.links) if link]
        annotations = f" /Annots [{' '.join(f'{link} 0 R' for link in links)}]" if links else ""
        pictures = f" /XObject <<{' '.join(page.pictures)}>>" if page.pictures else ""
        return (
            f"<</Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width} {height}] /Contents {page.contents} 0 R"
            f" /Resources <</Font {fonts} 0 R{pictures}>>{annotations}>>"
        )

    def _link(self, link: tuple[str, Area]) -> str:
        """A link as an annotation; empty where it leads nowhere, or where nobody should be led."""
        target, area = link
        if target.startswith("#"):
            place = self.places.get(target[1:])
            leads = f"/Dest {place}" if place else ""
        elif target.lower().startswith(_LINK_SCHEMES):
            leads = f"/A <</S /URI /URI {address(target)}>>"
        else:
            leads = ""
        rect = " ".join(map(measure, area))
        return f"<</Type /Annot /Subtype /Link /Border [0 0 0] /Rect [{rect}] {leads}>>" if leads else ""

    def _described(self) -> str:
        info = self.info
        date = (info.date or datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC)
        stamp = literal(date.strftime("D:%Y%m%d%H%M%SZ"))
        return (
            f"<</Title {text(info.title)} /Author {text(info.author)} /Subject {text(info.subject)}"
            f" /Creator (tripplanner) /Producer (tripplanner) /CreationDate {stamp} /ModDate {stamp}>>"
        )


def _image(jpeg: images.Jpeg) -> str:
    space = "DeviceGray" if jpeg.components == 1 else "DeviceRGB"
    return (
        f"/Type /XObject /Subtype /Image /Width {jpeg.width} /Height {jpeg.height} /ColorSpace /{space}"
        " /BitsPerComponent 8 /Filter /DCTDecode"
    )
