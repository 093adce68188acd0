"""A line that leads to another record: where it is said, and where it is changed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import families_for, has_han
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_SIDE, _LEAST = 4, 28


@dataclass(frozen=True, slots=True)
class Jump:
    """Words for a record, the page that shows it, its UUID, and the trip it belongs to (none: the library)."""

    words: str
    page: str
    uuid: str
    trip: int | None = None


@unfailing
class JumpLine(QAbstractButton):
    """The words as a link, on as many lines as they need; an address keeps to one line and is shortened."""

    def __init__(self, theme: Theme, words: str, address: bool = False) -> None:
        super().__init__()
        self._theme, self._words, self._address = theme, words, address
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        font = self.font()
        font.setFamilies(families_for(font, "zh" if has_han(words) else "fr"))
        self.setFont(font)

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        if self._address:
            return max(_LEAST, self.fontMetrics().height() + 6)
        room = QRect(0, 0, max(1, width - 2 * _SIDE), 10_000)
        return max(_LEAST, self.fontMetrics().boundingRect(room, _FLAGS, self._words).height() + 6)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, self.heightForWidth(max(120, self.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            edge = QPen(self._theme.colour("focus" if self.hasFocus() else "line"), 2 if self.hasFocus() else 1)
            painter.setPen(edge)
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.RADIUS_FIELD, tokens.RADIUS_FIELD
            )
        painter.setPen(self._theme.colour("link"))
        room, words = self.rect().adjusted(_SIDE, 0, -_SIDE, 0), self._words
        if self._address:
            words = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, _FLAGS, words)
