"""A button whose words go over two lines where its place is narrow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.programme.wrap import lines
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.theme.tokens import TARGET
from tripplanner.ui.unfailing import unfailing

_LINE, _PAD, _ICON = 17, 7, 28
_MOST = 2  # lines; the tooltip has all the words


@unfailing
class WrappingButton(QPushButton):
    """Words with an icon at the left; as high as its words need at the width it has."""

    def __init__(self, theme: Theme, icon: str, tone: str = "accent") -> None:
        super().__init__()
        self._theme, self._icon, self._tone, self._words = theme, icon, tone, ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme.changed.connect(self._fit)

    def show_words(self, words: str, hint: str = "", shown: str = "") -> None:
        """Other words; ``hint`` (the keys) is added to what is read aloud and to the tooltip.

        ``shown`` is what stands on the button, where that is shorter.
        """
        self._words = shown or words
        self.setText(self._words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint)
        self.setToolTip(for_tooltip(f"{words}\n{hint}" if hint else words))
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
        return max(60, self.width() - self._theme.px(_ICON) - 2 * _PAD)

    def _high(self) -> int:
        return max(self._theme.px(TARGET), self._line() * max(1, len(self._lines())) + 2 * _PAD)

    def _line(self) -> int:
        return self._theme.px(_LINE)

    def _lines(self) -> tuple[str, ...]:
        return lines(self._words, self._theme.sized(tokens.DENSE).toString(), self._room(), _MOST)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        ink = f"{self._tone}.ink" if self._tone not in ("accent", "link") else "link"
        drawing = self._theme.pixmap(self._icon, ink, self._theme.px(14), self.devicePixelRatioF())
        painter.drawPixmap(_PAD + 1, _PAD + 2, drawing)
        font = self._theme.sized(tokens.DENSE)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        high = self._line()
        for number, words in enumerate(self._lines()):
            painter.drawText(self._theme.px(_ICON), round(_PAD + number * high + high * 0.76), words)

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
