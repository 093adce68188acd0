"""Small painted signs: chips with an icon and words, round badges, dots."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tripplanner.ui.plain import for_tooltip, one_line
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

#: The least width of a chip, and the side of its icon.
_LEAST, _ICON = 96, 14


@unfailing
class Chip(QWidget):
    """Words on a soft fill, with an icon: colour is never the only sign."""

    def __init__(self, theme: Theme, text: str = "", tone: str = "ok", icon: str = "", height: int = 22) -> None:
        super().__init__()
        self._theme, self._tone, self._icon, self._height = theme, tone, icon, height
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(text, tone, icon)

    def set(self, text: str, tone: str | None = None, icon: str | None = None) -> None:
        """Show other words (and another tone or icon)."""
        self._text = one_line(text)
        self._tone = self._tone if tone is None else tone
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def _font(self):
        return self._theme.sized(tokens.DENSE)

    def sizeHint(self) -> QSize:  # noqa: N802
        width = QFontMetricsF(self._font()).horizontalAdvance(self._text)
        return QSize(round(width) + (self._theme.px(_ICON) + 6 if self._icon else 0) + 18, self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Where a line has no room for it, it is shortened and its tooltip says it whole."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), self._theme.px(_LEAST)), whole.height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(f"{self._tone}.soft"))
        area = QRectF(self.rect())
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        left = 8.0
        if self._icon:
            size = self._theme.px(_ICON)
            drawing = self._theme.pixmap(self._icon, f"{self._tone}.ink", size, self.devicePixelRatioF())
            painter.drawPixmap(int(left), (self.height() - size) // 2, drawing)
            left += size + 5
        painter.setFont(self._font())
        painter.setPen(self._theme.colour(f"{self._tone}.ink"))
        painter.drawText(area.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._shown(left))

    def _shown(self, left: float) -> str:
        if self.width() >= self.sizeHint().width():
            return self._text
        metrics = QFontMetricsF(self._font())
        return metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width() - left - 9)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self.width() < self.sizeHint().width():
            self.setToolTip(for_tooltip(self._text))


@unfailing
class Badge(QWidget):
    """An icon on a rounded soft square, as at the left of a card."""

    def __init__(self, theme: Theme, icon: str, tone: str, side: int = 32) -> None:
        super().__init__()
        self._theme, self._icon, self._tone, self._side = theme, icon, tone, side
        self.setFixedSize(side, side)

    def put(self, icon: str, tone: str) -> None:
        """Show another sign."""
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(f"{self._tone}.soft"))
        painter.drawRoundedRect(QRectF(self.rect()), tokens.RADIUS_ITEM, tokens.RADIUS_ITEM)
        size = round(self._side * 0.56)
        drawing = self._theme.pixmap(self._icon, f"{self._tone}.ink", size, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, drawing)
