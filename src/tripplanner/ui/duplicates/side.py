"""One side of a field: its words on a button that is chosen or not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import families_for, has_han
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_SIDE, _MARK, _LEAST = 10, 22, 30


@unfailing
class Side(QAbstractButton):
    """As high as its words need at its width; a mark and a frame say that it is chosen, not colour alone."""

    def __init__(self, theme: Theme, words: str, said: str) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self.setCheckable(True)
        self.setAccessibleName(said)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        font = self.font()
        font.setFamilies(families_for(font, "zh" if has_han(words) else "fr"))
        self.setFont(font)

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        room = QRect(0, 0, max(1, width - _MARK - 2 * _SIDE), 10_000)
        return max(_LEAST, self.fontMetrics().boundingRect(room, _FLAGS, self._words).height() + 12)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setMinimumHeight(self.heightForWidth(self.width()))
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focused = self.isChecked(), self.hasFocus()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if chosen:
            painter.setBrush(self._theme.colour("accent_soft"))
        painter.setPen(
            QPen(self._theme.colour("focus" if focused else "accent" if chosen else "line"), 2 if focused else 1)
        )
        painter.drawRoundedRect(box, tokens.RADIUS_FIELD, tokens.RADIUS_FIELD)
        if chosen:
            mark = self._theme.pixmap("check", "accent", 16, self.devicePixelRatioF())
            painter.drawPixmap(_SIDE, 8, mark)
        painter.setPen(self._theme.colour("text" if chosen else "text2"))
        room = self.rect().adjusted(_SIDE + _MARK, 6, -_SIDE, -6)
        painter.drawText(room, _FLAGS, self._words)
