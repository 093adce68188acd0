"""The pages of a PDF file held in memory, as pictures. No Qt event loop is needed: jobs render, the window paints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium  # pyright: ignore[reportMissingTypeStubs]
from PySide6.QtGui import QImage

from tripplanner.documents.pdfium import LOCK
from tripplanner.documents.proofs import Proof, Spot
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.ui.documents.passage import Passage, find_passage

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height in points."""

    width: float
    height: float


class PdfPages:
    """The bytes of one PDF and its pages."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with LOCK:
            try:
                self._file = pdfium.PdfDocument(data)
            except pdfium.PdfiumError as error:
                raise TripPlannerError(
                    msg("The document could not be read back after it was written."),
                    msg("Nothing was saved."),
                    msg("Try again; if it happens again, tell whoever looks after tripplanner."),
                ) from error
            self.sizes = tuple(PageSize(*self._file.get_page_size(i)) for i in range(len(self._file)))

    def __len__(self) -> int:
        return len(self.sizes)

    def render(self, page: int, scale: float) -> QImage:
        """Page ``page`` (from 0) at ``scale`` pixels per point. Any thread."""
        with LOCK:
            return _drawn(self._file[page], scale)

    def find(self, words: str) -> Passage | None:
        """Where these words stand first. Any thread."""
        return find_passage(self._file, words, LOCK)

    def close(self) -> None:
        """Free the file; later calls of :meth:`render` are errors."""
        with LOCK:
            self._file.close()


class ProofPages:
    """Pages that are laid out and not yet a file: the one asked for is made alone, and drawn."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.sizes = tuple(PageSize(*size) for size in proof.sizes)

    def __len__(self) -> int:
        return len(self.sizes)

    def render(self, page: int, scale: float) -> QImage:
        """Page ``page`` (from 0) at ``scale`` pixels per point, as it will look in the file. Any thread."""
        return self.render_some([page], scale)[0]

    def render_some(self, pages: Sequence[int], scale: float) -> list[QImage]:
        """Several pages: together they are drawn sooner, since fonts are read once for a file."""
        drawn: list[QImage] = []
        for data in self.proof.some(pages):
            with LOCK:
                file = pdfium.PdfDocument(data)
                try:
                    drawn += [_drawn(page, scale) for page in file]
                finally:
                    file.close()
        return drawn

    def spots(self, page: int) -> Sequence[Spot]:
        """Where the words of a page come from."""
        return self.proof.spots(page)


#: Whatever can be shown page by page.
Pages = PdfPages | ProofPages


def _drawn(page: Any, scale: float) -> QImage:
    """A picture of a page of an open file; the caller holds the lock."""
    bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
    buffer = bytes(bitmap.buffer)
    # copy(): QImage does not keep the Python buffer alive
    return QImage(buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
