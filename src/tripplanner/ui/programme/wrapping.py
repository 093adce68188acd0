"""A button whose words go over several lines where its place is narrow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from tripplanner.ui.programme.wrap import height_of, lines
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme

_LINE, _PAD, _ICON = 17, 7, 28


class WrappingButton(QPushButton):
    """Words with an icon at the left; as high as its words need at the width it has."""

    def __init__(self, theme: Theme, icon: str, tone: str = "accent") -> None:
        super().__init__()
        self._theme, self._icon, self._tone = theme, icon, tone
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_words(self, words: str, hint: str = "") -> None:
        """Other words; ``hint`` (the keys) is added to what is read aloud and to the tooltip."""
        self.setText(words.replace("&", "&&"))
        self._words = words
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint)
        self.setToolTip(hint)
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, self._high())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(80, self._high())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._high())

    def _room(self) -> int:
        return max(60, self.width() - _ICON - 2 * _PAD)

    def _high(self) -> int:
        words = getattr(self, "_words", "")
        return round(height_of(words, self._theme.sized(tokens.DENSE), self._room(), _LINE)) + 2 * _PAD

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        ink = f"{self._tone}.ink" if self._tone not in ("accent", "link") else "link"
        drawing = self._theme.pixmap(self._icon, ink, 14, self.devicePixelRatioF())
        painter.drawPixmap(_PAD + 1, _PAD + 2, drawing)
        font = self._theme.sized(tokens.DENSE)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        for number, words in enumerate(lines(self._words, font.toString(), self._room(), 99)):
            painter.drawText(_ICON, round(_PAD + number * _LINE + _LINE * 0.76), words)

    def _ground(self, painter: QPainter) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        state = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_HasFocus)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(self._theme.colour("focus" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(self._theme.colour("sunken" if over or self.isDown() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.RADIUS_ITEM, tokens.RADIUS_ITEM)
        painter.setPen(Qt.PenStyle.NoPen)
