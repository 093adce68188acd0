"""The pages on screen: paper-white in any theme, facing where they fit, drawn as they come into view."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from tripplanner.documents.proofs import Spot
from tripplanner.documents.typesetting.marks import Source
from tripplanner.ui.documents.arranging import (
    FIT_PAGE,
    FIT_WIDTH,
    MARGIN,
    Aim,
    Arrangement,
    Placed,
    arrange,
    key_of,
)
from tripplanner.ui.documents.pages import Pages, PdfPages, ProofPages
from tripplanner.ui.documents.spots import PlacedSpot, Spots, area_of
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.theme.tokens import LIGHT
from tripplanner.ui.unfailing import unfailing

__all__ = ["FIT_PAGE", "FIT_WIDTH", "PageView"]

_KEPT = 24
#: Room around words that are ringed.
_RING = 3

Fetch = Callable[[Pages, int, float, Callable[[QImage], None]], None]
Pictures = Mapping[tuple[int, int], QImage]


@unfailing
class PageView(QAbstractScrollArea):
    """Shows the pages of a document. ``fetch`` renders a page elsewhere and calls back on the main thread.

    Words that come from a record are ringed under the pointer; a click chooses them, a double click or Enter opens
    where they come from, Ctrl with the arrows walks through them.
    """

    page_changed = Signal(int)
    #: Words were chosen: a :class:`PlacedSpot`, or None.
    spot_chosen = Signal(object)
    #: The field that words come from is to be opened where it is shown.
    spot_opened = Signal(object)

    def __init__(self, theme: Theme, fetch: Fetch) -> None:
        super().__init__()
        self._theme, self._fetch = theme, fetch
        self._pages: Pages | None = None
        self._arranged = Arrangement()
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._before: dict[int, QImage] = {}
        self._waiting: set[tuple[int, int]] = set()
        self._zoom: str | int = FIT_PAGE
        self._spots = Spots()
        self._under: PlacedSpot | None = None
        self._chosen: PlacedSpot | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # -- what is shown

    def show_pages(self, pages: Pages | None, pictures: Pictures | None = None) -> None:
        """Show this document, of which some pages are drawn already; the page in view stays in view.

        Where its pages are as large as those shown before, they stay until each is drawn.
        """
        at = self.current() if self._pages is not None else 0
        same = pages is not None and self._pages is not None and pages.sizes[:1] == self._pages.sizes[:1]
        self._before = self._shown_before() if same else {}
        self._pages, self._under = pages, None
        self._pictures, self._waiting = dict(pictures or {}), set()
        self._spots = Spots(pages.spots if isinstance(pages, ProofPages) else None)
        self._lay_out()
        if pages:
            self.go(min(at, len(pages) - 1))
        again = self._spots.again(self._chosen, range(len(pages)) if pages else ())
        if again != self._chosen:
            self._chosen = again
        self.viewport().update()

    def take_file(self, pages: PdfPages) -> None:
        """The file of the pages that are shown is there: what is still to be drawn is drawn from it."""
        self._pages, self._waiting = pages, set()

    def _shown_before(self) -> dict[int, QImage]:
        """The best picture there is of each page."""
        found = dict(self._before)
        found.update({page: picture for (page, _scale), picture in self._pictures.items()})
        return found

    def count(self) -> int:
        """How many pages are shown."""
        return len(self._pages) if self._pages is not None else 0

    def aim(self) -> Aim:
        """What is looked at now."""
        return Aim(self.viewport().size(), self._zoom, self.devicePixelRatioF(), self.current())

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

    @property
    def _placed(self) -> tuple[Placed, ...]:
        return self._arranged.placed

    def _lay_out(self) -> None:
        sizes = self._pages.sizes if self._pages is not None else ()
        self._arranged = arrange(sizes, self.viewport().size(), self._zoom)
        self._set_ranges(self._arranged.width, self._arranged.height)

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
        for placed, colour in ((self._under, "accent"), (self._chosen, "focus")):
            if placed is not None and placed.page == page:
                painter.setPen(QPen(QColor(getattr(LIGHT, colour)), 1 if placed is self._under else 2))
                painter.drawRoundedRect(self._ring(placed.spot, box), 3, 3)

    def _ring(self, spot: Spot, box: QRect) -> QRectF:
        """Around all lines of a spot, on the page that lies at ``box``."""
        whole = area_of(spot.areas[0])
        for area in spot.areas[1:]:
            whole = whole.united(area_of(area))
        scale = self._arranged.scale
        ring = QRectF(whole.x() * scale, whole.y() * scale, whole.width() * scale, whole.height() * scale)
        return ring.translated(box.topLeft()).adjusted(-_RING, -_RING, _RING, _RING).intersected(QRectF(box))

    def _picture(self, page: int) -> QImage | None:
        """The picture of a page: the sharp one, else any, while the sharp one is being made; else the last good one."""
        if self._pages is None:
            return None
        scale = self._arranged.scale * self.devicePixelRatioF()
        key = key_of(page, scale)
        if key in self._pictures:
            return self._pictures[key]
        if key not in self._waiting:
            self._waiting.add(key)
            pages = self._pages
            self._fetch(pages, page, scale, lambda image: self._arrived(pages, key, image))
        other = next((image for (number, _s), image in self._pictures.items() if number == page), None)
        return other or self._before.get(page)

    def _arrived(self, pages: Pages, key: tuple[int, int], image: QImage) -> None:
        if pages is not self._pages:
            return
        self._waiting.discard(key)
        while len(self._pictures) >= _KEPT:
            del self._pictures[next(iter(self._pictures))]
        self._pictures[key] = image
        self._before.pop(key[0], None)
        self.viewport().update()

    # -- words that lead to where they come from

    def chosen(self) -> PlacedSpot | None:
        """The words that are ringed."""
        return self._chosen

    def choose(self, placed: PlacedSpot | None) -> None:
        """Ring these words and bring them into view."""
        self._chosen = placed
        if placed is not None:
            self._bring(placed)
        self.viewport().update()
        self.spot_chosen.emit(placed)

    def choose_next(self, step: int) -> None:
        """The next (1) or previous (-1) words on the pages in view that come from somewhere."""
        found = self._spots.next(self.spread(), self._chosen, step)
        if found is not None:
            self.choose(found)

    def choose_source(self, source: Source, page: int) -> None:
        """Ring the words on a page that come from this field."""
        self.go(page)
        found = next((spot for spot in self._spots.of(page) if spot.source == source), None)
        if found is not None:
            self.choose(PlacedSpot(page, found))

    def _bring(self, placed: PlacedSpot) -> None:
        box = next((p.box for p in self._placed if p.page == placed.page), None)
        if box is None:
            return
        ring, bar = self._ring(placed.spot, box), self.verticalScrollBar()
        top, height = bar.value(), self.viewport().height()
        if ring.top() < top or ring.bottom() > top + height:
            bar.setValue(int(ring.center().y() - height / 2))

    def _spot_at(self, place: QPoint) -> PlacedSpot | None:
        """What lies under a place of the viewport."""
        at = place + QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        scale = self._arranged.scale
        for placed in self._placed:
            if placed.box.contains(at):
                inside = at - placed.box.topLeft()
                return self._spots.at(placed.page, inside.x() / scale, inside.y() / scale)
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        under = self._spot_at(event.position().toPoint())
        if under != self._under:
            self._under = under
            shape = Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._under = None
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self._spot_at(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self._chosen is not None:
            self.spot_opened.emit(self._chosen)

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
        walks = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in walks and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choose_next(walks[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self.spot_opened.emit(self._chosen)
        elif key == Qt.Key.Key_Escape and self._chosen is not None:
            self.choose(None)
        elif key in steps:
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
