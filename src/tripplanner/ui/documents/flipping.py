"""A drawing of how a printer turns a sheet over: the edge it turns about, and which way up the back is printed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tripplanner.i18n import msg
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.theme.tokens import LIGHT
from tripplanner.ui.unfailing import unfailing

_HEIGHT = 84


@unfailing
class FlipDrawing(QWidget):
    """Front and back of a sheet; ``flip`` is *short* or *long*."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme, self._words, self._flip = theme, words, "short"
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_flip("short")

    def show_flip(self, flip: str) -> None:
        """Draw this one, and say it to those who do not see it."""
        self._flip = flip
        told = {
            "short": msg("The sheet turns about its short edge, like the page of a book: the back is printed upright."),
            "long": msg("The sheet turns about its long edge, like a calendar: the back is printed upside down."),
        }
        self._words.put(self, told.get(flip, told["short"]), "setAccessibleName")
        self._words.put(self, told.get(flip, told["short"]), "setToolTip")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(160), self._theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = self.height() * 0.5
        wide, gap = high * 1.414, self.height() * 0.5
        left = max(2.0, (self.width() - 2 * wide - gap) / 2)
        top = (self.height() - high) / 2
        front = QRectF(left, top, wide, high)
        back = QRectF(left + wide + gap, top, wide, high)
        self._sheet(painter, front, "1", turned=False)
        self._sheet(painter, back, "2", turned=self._flip == "long")
        self._edge(painter, front)
        self._arrow(painter, front, back)

    def _sheet(self, painter: QPainter, box: QRectF, number: str, *, turned: bool) -> None:
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(self._theme.colour("paper"))
        painter.drawRect(box)
        fold = QPen(self._theme.colour("border"), 1, Qt.PenStyle.DashLine)
        painter.setPen(fold)
        painter.drawLine(QPointF(box.center().x(), box.top()), QPointF(box.center().x(), box.bottom()))
        painter.save()
        painter.translate(box.center())
        painter.rotate(180 if turned else 0)
        half = QRectF(0 if number == "1" else -box.width() / 2, -box.height() / 2, box.width() / 2, box.height())
        font = painter.font()
        font.setPixelSize(max(8, round(box.height() * 0.55)))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.text))
        painter.drawText(half, Qt.AlignmentFlag.AlignCenter, number)
        painter.restore()

    def _edge(self, painter: QPainter, box: QRectF) -> None:
        """The edge the sheet turns about."""
        painter.setPen(QPen(self._theme.colour("accent"), 3))
        if self._flip == "long":
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        else:
            painter.drawLine(box.topRight(), box.bottomRight())

    def _arrow(self, painter: QPainter, front: QRectF, back: QRectF) -> None:
        """From the front to the back."""
        y, start, end = front.center().y(), front.right() + 8, back.left() - 6
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawLine(QPointF(start, y), QPointF(end - 4, y))
        painter.setBrush(self._theme.colour("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF([QPointF(end, y), QPointF(end - 7, y - 4), QPointF(end - 7, y + 4)]))
