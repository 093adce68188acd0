"""The pages on screen: paper-white in any theme, facing where they fit, drawn as they come into view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from tripplanner.ui.documents.pages import PageSize, PdfPages
from tripplanner.ui.theme.theme import Theme

MARGIN, GAP = 20, 8
FIT_PAGE, FIT_WIDTH = "page", "width"
#: Screen pixels per point at 100 %.
_NATURAL = 96 / 72
_KEPT = 24

Fetch = Callable[[PdfPages, int, float, Callable[[QImage], None]], None]


@dataclass(frozen=True, slots=True)
class Placed:
    """A page and where it lies on the long sheet that is scrolled (device-independent pixels)."""

    page: int
    box: QRect


class PageView(QAbstractScrollArea):
    """Shows a :class:`PdfPages`. ``fetch`` renders a page elsewhere and calls back on the main thread."""

    page_changed = Signal(int)

    def __init__(self, theme: Theme, fetch: Fetch) -> None:
        super().__init__()
        self._theme, self._fetch = theme, fetch
        self._pages: PdfPages | None = None
        self._placed: list[Placed] = []
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._waiting: set[tuple[int, int]] = set()
        self._zoom: str | int = FIT_PAGE
        self.facing = False
        self._scale = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        theme.changed.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # -- what is shown

    def show_pages(self, pages: PdfPages | None, facing: bool = False) -> None:
        """Show this file; the page in view stays in view."""
        at = self.current() if self._pages is not None else 0
        self._pages, self.facing = pages, facing
        self._pictures.clear()
        self._waiting.clear()
        self._lay_out()
        self.go(min(at, len(pages) - 1) if pages else 0)
        self.viewport().update()

    def set_zoom(self, zoom: str | int) -> None:
        """``page``, ``width`` or a percentage."""
        at = self.current()
        self._zoom = zoom
        self._lay_out()
        self.go(at)
        self.viewport().update()

    def current(self) -> int:
        """The page (from 0) that fills most of the view."""
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        view = QRect(0, top, 10**6, height)
        seen = [(placed.box.intersected(view).height(), -placed.page) for placed in self._placed]
        return -max(seen)[1] if seen else 0

    def spread(self) -> tuple[int, ...]:
        """The pages side by side at the current one."""
        at = self.current()
        tops = [placed.box.top() for placed in self._placed if placed.page == at]
        return tuple(p.page for p in self._placed if tops and p.box.top() == tops[0])

    def go(self, page: int) -> None:
        """Bring a page to the top of the view."""
        found = next((p for p in self._placed if p.page == page), None)
        if found is not None:
            self.verticalScrollBar().setValue(found.box.top() - MARGIN // 2)
            self._scrolled()

    def step(self, direction: int) -> None:
        """The next (1) or previous (-1) page or pair of pages."""
        here = self.spread()
        if here:
            self.go(here[-1] + 1 if direction > 0 else max(0, here[0] - 1))

    # -- laying out

    def _rows(self, sizes: tuple[PageSize, ...]) -> list[list[int]]:
        """Pages side by side: the cover alone, then pairs; or one page a row."""
        if not self.facing or len(sizes) < 2:
            return [[i] for i in range(len(sizes))]
        return [[0], *([i, i + 1] if i + 1 < len(sizes) else [i] for i in range(1, len(sizes), 2))]

    def _find_scale(self, sizes: tuple[PageSize, ...]) -> float:
        """Pixels per point."""
        if isinstance(self._zoom, int):
            return _NATURAL * self._zoom / 100
        room = self.viewport().size()
        across = 2 if self.facing else 1
        widest, tallest = max(s.width for s in sizes), max(s.height for s in sizes)
        by_width = (room.width() - 2 * MARGIN - (across - 1) * GAP) / (widest * across)
        by_height = (room.height() - 2 * MARGIN) / tallest
        return max(0.2, by_width if self._zoom == FIT_WIDTH else min(by_width, by_height))

    def _lay_out(self) -> None:
        self._placed = []
        if self._pages is None or not len(self._pages):
            self.verticalScrollBar().setRange(0, 0)
            self.horizontalScrollBar().setRange(0, 0)
            return
        sizes = self._pages.sizes
        self._scale = self._find_scale(sizes)
        y, widest = MARGIN, 0
        for row in self._rows(sizes):
            boxes = [(round(sizes[i].width * self._scale), round(sizes[i].height * self._scale)) for i in row]
            width = sum(w for w, _h in boxes) + GAP * (len(row) - 1)
            if self.facing and len(row) == 1:  # the cover lies at the right, the last page at the left
                width = 2 * boxes[0][0] + GAP
            x = max(MARGIN, (self.viewport().width() - width) // 2)
            if self.facing and row == [0]:
                x += boxes[0][0] + GAP
            for i, (w, h) in zip(row, boxes, strict=True):
                self._placed.append(Placed(i, QRect(x, y, w, h)))
                x += w + GAP
            widest = max(widest, x - GAP)
            y += max(h for _w, h in boxes) + MARGIN
        self._set_ranges(widest + MARGIN, y)

    def _set_ranges(self, width: int, height: int) -> None:
        view = self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), width, view.width()),
            (self.verticalScrollBar(), height, view.height()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(48)

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        view = self.viewport().rect().adjusted(0, -200, 0, 200)
        for placed in self._placed:
            box = placed.box.translated(-shift)
            if box.intersects(view):
                self._paint_page(painter, placed.page, box)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, page: int, box: QRect) -> None:
        picture = self._picture(page)
        if picture is None:
            painter.fillRect(box, self._theme.colour("paper"))
        else:
            painter.drawImage(QRectF(box), picture, QRectF(picture.rect()))
        painter.setPen(self._theme.colour("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _picture(self, page: int) -> QImage | None:
        """The picture of a page: the sharp one, else any, while the sharp one is being made."""
        if self._pages is None:
            return None
        scale = self._scale * self.devicePixelRatioF()
        key = (page, round(scale * 1000))
        if key in self._pictures:
            return self._pictures[key]
        if key not in self._waiting:
            self._waiting.add(key)
            pages = self._pages
            self._fetch(pages, page, scale, lambda image: self._arrived(pages, key, image))
        return next((image for (number, _s), image in self._pictures.items() if number == page), None)

    def _arrived(self, pages: PdfPages, key: tuple[int, int], image: QImage) -> None:
        if pages is not self._pages:
            return
        self._waiting.discard(key)
        while len(self._pictures) >= _KEPT:
            del self._pictures[next(iter(self._pictures))]
        self._pictures[key] = image
        self.viewport().update()

    # -- keys, wheel, size

    def _scrolled(self) -> None:
        self.page_changed.emit(self.current())
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        at = self.current()
        super().resizeEvent(event)
        self._lay_out()
        self.go(at)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.step(steps[key])
        elif key == Qt.Key.Key_Home:
            self.go(0)
        elif key == Qt.Key.Key_End and self._pages is not None:
            self.go(len(self._pages) - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y() * 2 // 3)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        self.viewport().update()
