"""The drawings that make the window ours: the ridge mark, the empty-state landscape, contour lines."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing


def _pen(colour: QColor, width: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(colour, width, Qt.PenStyle.SolidLine, cap, join)


def _line(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


@unfailing
class Mark(QWidget):
    """The three-line mark: mountain, forest, lake."""

    def __init__(self, theme: Theme, width: int = 26) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(width + 20, width)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QRectF(10, 1, self.width() - 20, self.height() - 2), self._theme)


def paint_mark(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Draw the mark into ``box`` (about square)."""
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(box.width() / 24, box.height() / 24)
    painter.setPen(_pen(theme.colour("accent"), 2))
    painter.drawPolyline(_line((1, 16), (8, 5), (12, 11), (16, 5), (23, 16)))
    painter.setPen(_pen(theme.colour("nature.ink"), 1.6))
    painter.drawPolyline(_line((6, 16), (10, 13), (14, 16), (18, 13)))
    painter.setPen(_pen(theme.colour("water.ink"), 2))
    path = QPainterPath(QPointF(1.5, 20))
    path.cubicTo(6, 17.8, 9, 22.2, 12.5, 20)
    path.cubicTo(16, 18, 19, 22, 22.5, 20)
    painter.drawPath(path)
    painter.restore()


@unfailing
class Landscape(QWidget):
    """Mountains, firs and a lake, for screens with nothing on them yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(340, 190)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._sun(painter)
        self._mountains(painter)
        self._shore(painter)
        for x, base, height in ((53, 116, 24), (75, 107, 32), (259, 110, 28), (281, 117, 20)):
            self._fir(painter, x, base, height)
        self._waves(painter)

    def _sun(self, painter: QPainter) -> None:
        painter.setPen(_pen(self._theme.colour("farm.ink"), 2))
        painter.setBrush(self._theme.colour("farm.soft"))
        painter.drawEllipse(QPointF(247, 24), 17, 17)

    def _mountains(self, painter: QPainter) -> None:
        ridge = ((14, 132), (73, 54), (99, 82), (147, 8), (193, 72), (219, 46), (316, 130))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("alpine.soft"))
        painter.drawPolygon(_line(*ridge))
        painter.setPen(_pen(self._theme.colour("alpine.ink"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(_line(*ridge))
        painter.drawPolyline(_line((128, 37), (141, 46), (149, 36), (161, 48), (170, 42)))

    def _shore(self, painter: QPainter) -> None:
        path = QPainterPath(QPointF(0, 138))
        path.cubicTo(70, 96, 130, 124, 184, 116)
        path.cubicTo(240, 98, 270, 100, 330, 138)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("nature.soft"))
        painter.drawPath(path)
        painter.setPen(_pen(self._theme.colour("nature.ink"), 2.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _fir(self, painter: QPainter, x: float, base: float, height: float) -> None:
        painter.setPen(_pen(self._theme.colour("nature.ink"), 2))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawLine(QPointF(x, base), QPointF(x, base + 6))
        half = height * 0.34
        painter.drawPolygon(_line((x - half, base), (x, base - height), (x + half, base)))

    def _waves(self, painter: QPainter) -> None:
        painter.setPen(_pen(self._theme.colour("water.ink"), 2.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for left, right, y in ((35, 296, 152), (75, 256, 165), (119, 212, 178)):
            path = QPainterPath(QPointF(left, y))
            parts = max(3, round((right - left) / 44))
            step = (right - left) / parts
            for i in range(parts):
                x = left + i * step
                bend = 5 if i % 2 else -5
                path.quadTo(x + step / 2, y + bend, x + step, y)
            painter.drawPath(path)


def paint_contours(painter: QPainter, width: int, height: int, colour: QColor) -> None:
    """Thin contour lines around a summit in the middle; ``colour`` is drawn at 9 %."""
    tint = QColor(colour)
    tint.setAlphaF(0.09)
    painter.setPen(_pen(tint, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    centre = QPointF(width * 0.5, height * 0.42)
    for ring in range(2, 15):
        painter.drawPolygon(_ring(centre, ring * 52.0))


def _ring(centre: QPointF, radius: float) -> QPolygonF:
    points: list[QPointF] = []
    for degree in range(0, 360, 4):
        angle = math.radians(degree)
        swell = 1 + 0.10 * math.sin(3 * angle + radius / 90) + 0.06 * math.cos(5 * angle - radius / 140)
        reach = radius * swell
        points.append(QPointF(centre.x() + 1.25 * reach * math.cos(angle), centre.y() + 0.8 * reach * math.sin(angle)))
    return QPolygonF(points)
