"""Values of 1 to 5 drawn as they are printed: a bar with its number, and two discs for before and after."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

_HEIGHT, _BAR, _WIDTH = 22, 10, 96
_LOW, _HIGH = 1.0, 5.0


@unfailing
class _Scale(QWidget):
    """A line from 1 to 5."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def _x(self, value: float) -> float:
        room = self.width() - 14
        return 7 + room * (value - _LOW) / (_HIGH - _LOW)


@unfailing
class MeanBar(_Scale):
    """A bar from nothing to the mean; the ground goes to 5."""

    def __init__(self, theme: Theme, mean: float, words: str) -> None:
        super().__init__(theme, words)
        self._mean = mean

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        top = (self.height() - _BAR) / 2
        painter.fillRect(QRectF(0, top, self.width(), _BAR), self._theme.colour("sunken"))
        painter.fillRect(QRectF(0, top, self.width() * self._mean / _HIGH, _BAR), self._theme.colour("accent"))


@unfailing
class BeforeAfter(_Scale):
    """A hollow disc for before and a full one for after, joined; either may be missing."""

    def __init__(self, theme: Theme, before: float | None, after: float | None, words: str) -> None:
        super().__init__(theme, words)
        self._before, self._after = before, after

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, accent = self.height() / 2, self._theme.colour("accent")
        painter.setPen(QPen(self._theme.colour("line"), 1))
        for step in range(int(_LOW), int(_HIGH) + 1):
            painter.drawLine(QPointF(self._x(step), middle - 4), QPointF(self._x(step), middle + 4))
        painter.drawLine(QPointF(self._x(_LOW), middle), QPointF(self._x(_HIGH), middle))
        painter.setPen(QPen(accent, 1.75))
        if self._before is not None and self._after is not None:
            painter.drawLine(QPointF(self._x(self._before), middle), QPointF(self._x(self._after), middle))
        for value, full in ((self._before, False), (self._after, True)):
            if value is not None:
                painter.setBrush(accent if full else self._theme.colour("surface"))
                painter.drawEllipse(QPointF(self._x(value), middle), 5.0, 5.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
