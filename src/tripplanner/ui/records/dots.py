"""The state of a text in one language, as a small drawing whose shape says it as much as its colour."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tripplanner.text import State
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

#: Colour of each state's drawing.
INKS: Mapping[State, str] = {
    "source": "text3",
    "missing": "error.ink",
    "stale": "stale.ink",
    "draft": "warn.ink",
    "reviewed": "accent",
}


def paint_state(painter: QPainter, box: QRectF, state: State, theme: Theme) -> None:
    """Source: a square; missing: a dashed ring; stale: half a disc; draft: a ring; reviewed: a disc."""
    colour = theme.colour(INKS[state])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.5)
    if state == "missing":
        pen.setDashPattern([1.6, 1.3])
    painter.setPen(pen)
    painter.setBrush(colour if state in ("source", "reviewed") else Qt.BrushStyle.NoBrush)
    inner = box.adjusted(1, 1, -1, -1)
    if state == "source":
        painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)
    else:
        painter.drawEllipse(inner)
    if state == "stale":
        painter.setBrush(colour)
        painter.drawPie(inner, 90 * 16, 180 * 16)
    del pen
    painter.restore()


@unfailing
class StateDot(QWidget):
    """The drawing as a widget; its tooltip and accessible name are set by whoever knows the words."""

    def __init__(self, theme: Theme, state: State) -> None:
        super().__init__()
        self._theme = theme
        self._state: State = state
        self.setFixedSize(12, 20)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(12, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        paint_state(painter, QRectF(QPointF(1, 6), QSize(10, 10).toSizeF()), self._state, self._theme)
