"""Printing the bytes that were shown: the pages of the PDF drawn on the printer, in a job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.progress import Progress
from tripplanner.ui.documents.pages import POINTS_PER_INCH, PdfPages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

#: Dots per inch: what a laser printer shows, without pictures of hundreds of megabytes.
RESOLUTION = 300


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the document is to be printed: about which edge the printer turns sheets over (*short*, *long* or empty)
    and whether it is black and white.
    """

    flip: str = ""
    grey: bool = False


_DUPLEX = {"short": QPrinter.DuplexMode.DuplexShortSide, "long": QPrinter.DuplexMode.DuplexLongSide}


def ask(pages: PdfPages, parent: QWidget | None, wishes: Wishes | None = None) -> QPrinter | None:
    """Let the person choose a printer, set to the paper of the document; None when they change their mind.

    Raises a :class:`TripPlannerError` where there is no printer at all.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise TripPlannerError(
            msg("No printer is set up on this computer."),
            None,
            msg("Save the document as a PDF file and print it from a computer that has a printer."),
        )
    printer = prepared(pages, wishes)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, len(pages))
    return printer if dialog.exec() else None


def prepared(pages: PdfPages, wishes: Wishes | None = None) -> QPrinter:
    """A printer set to the paper and the orientation of the first page, and to what is wished of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(RESOLUTION)
    size = pages.sizes[0]
    wide = size.width > size.height
    upright = QSizeF(min(size.width, size.height), max(size.width, size.height))
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    side = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(side)
    printer.setFullPage(True)
    if wishes is not None and wishes.flip in _DUPLEX:
        printer.setDuplex(_DUPLEX[wishes.flip])
    if wishes is not None and wishes.grey:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    return printer


def chosen(printer: QPrinter, pages: PdfPages) -> range:
    """The pages (from 0) the person asked for."""
    if printer.printRange() != QPrinter.PrintRange.PageRange or not printer.fromPage():
        return range(len(pages))
    return range(printer.fromPage() - 1, min(printer.toPage(), len(pages)))


def print_pages(pages: PdfPages, printer: QPrinter, progress: Progress) -> int:
    """Draw the pages on the printer; how many. Runs in a job; a cancelled job aborts the print."""
    painter = QPainter()
    if not painter.begin(printer):
        raise _away()
    wanted = chosen(printer, pages)
    try:
        for done, page in enumerate(wanted):
            progress.step(done, len(wanted), msg("Page {page}", page=page + 1))
            if done and not printer.newPage():
                raise _away()
            _draw(painter, printer, pages, page)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    progress.step(len(wanted), len(wanted))
    return len(wanted)


def _away() -> TripPlannerError:
    return TripPlannerError(
        msg("The printer does not answer."),
        None,
        msg("Check the printer, or save the document and print it later."),
    )


def _draw(painter: QPainter, printer: QPrinter, pages: PdfPages, page: int) -> None:
    """One page at its own size, smaller only where the paper is smaller."""
    picture = pages.render(page, printer.resolution() / POINTS_PER_INCH)
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    size = picture.size()
    if size.width() > paper.width() or size.height() > paper.height():
        size.scale(paper.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), picture)
