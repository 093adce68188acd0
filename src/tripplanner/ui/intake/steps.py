"""The four steps at the top of the import window: done, here, to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.language import Language
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

STEPS: Sequence[Message] = (msg("File"), msg("Columns"), msg("Rows"), msg("Result"))
_DOT, _GAP, _LINE = 24, 10, 40


@unfailing
class Steps(QWidget):
    """Painted; its accessible name says the step and how many there are."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme, self._language, self._at = theme, language, 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, at: int) -> None:
        """The step one is at, from 0."""
        self._at = at
        name = self._language.say(STEPS[at])
        self.setAccessibleName(f"{name} ({at + 1}/{len(STEPS)})")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        bold = QFontMetricsF(self._theme.sized(tokens.BODY, True))
        words = sum(bold.horizontalAdvance(self._language.say(step)) for step in STEPS)
        room = len(STEPS) * (_DOT + _GAP) + (len(STEPS) - 1) * (_LINE + 2 * _GAP)
        return QSize(round(words) + room + 4, self._theme.px(30))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for number, step in enumerate(STEPS):
            left = self._step(painter, left, number, self._language.say(step))
            if number < len(STEPS) - 1:
                painter.setPen(QPen(self._theme.colour("text3" if number < self._at else "line"), 1))
                middle = self.height() / 2
                painter.drawLine(round(left), round(middle), round(left + _LINE), round(middle))
                left += _LINE + _GAP

    def _step(self, painter: QPainter, left: float, number: int, words: str) -> float:
        """A dot with its number or a tick, and its words; where the next thing begins."""
        here, done = number == self._at, number < self._at
        dot = QRectF(left, (self.height() - _DOT) / 2, _DOT, _DOT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent" if here else "accent_soft" if done else "sunken"))
        painter.drawEllipse(dot)
        if done:
            tick = self._theme.pixmap("check", "accent", 14, self.devicePixelRatioF())
            painter.drawPixmap(int(dot.center().x() - 7), int(dot.center().y() - 7), tick)
        else:
            painter.setFont(self._theme.sized(tokens.DENSE, True))
            painter.setPen(self._theme.colour("on_accent" if here else "text3"))
            painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        font = self._theme.sized(tokens.BODY, here)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text" if here else "text2"))
        wide = QFontMetricsF(font).horizontalAdvance(words)
        box = QRectF(left + _DOT + _GAP, 0, wide + 2, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        return left + _DOT + _GAP + wide + _GAP
