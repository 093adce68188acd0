"""The pages of a PDF file held in memory, as pictures. No Qt event loop is needed: jobs render, the window paints."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium  # pyright: ignore[reportMissingTypeStubs]
from PySide6.QtGui import QImage

from tripplanner.documents.pdfium import LOCK
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
            bitmap = self._file[page].render(scale=scale, rev_byteorder=False, prefer_bgrx=True)  # pyright: ignore[reportArgumentType]
            buffer = bytes(bitmap.buffer)
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        # copy(): QImage does not keep the Python buffer alive
        return QImage(buffer, width, height, stride, QImage.Format.Format_RGB32).copy()

    def find(self, words: str) -> Passage | None:
        """Where these words stand first. Any thread."""
        return find_passage(self._file, words, LOCK)

    def close(self) -> None:
        """Free the file; later calls of :meth:`render` are errors."""
        with LOCK:
            self._file.close()
