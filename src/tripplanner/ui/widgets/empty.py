"""What a screen shows while it has nothing to show: a drawing, a sentence, one main button, one other way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from tripplanner.i18n import Message
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import button, column, row, text_label
from tripplanner.ui.widgets.landscape import Landscape, paint_contours


@unfailing
class EmptyState(QWidget):
    """The landscape over contour lines. Buttons are added with :meth:`offer`."""

    def __init__(self, theme: Theme, words: Words, title: Message, sentence: Message) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self.title = words.put(text_label(size="title"), title)
        self.sentence = words.put(text_label(ink="text2", size="emphasis", wrap=True), sentence)
        for one in (self.title, self.sentence):
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence.setFixedWidth(min(900, theme.px(600)))
        lines = column(self, (24, 24, 24, 24), 12)
        self._buttons = row(gap=10)
        self._links = row(gap=10)
        lines.addStretch(2)
        lines.addWidget(Landscape(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addSpacing(16)
        lines.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addSpacing(8)
        for line in (self._buttons, self._links):
            line.addStretch(1)
            line.addStretch(1)
            lines.addLayout(line)
        lines.addStretch(3)

    def offer(self, message: Message, run: Callable[[], object], look: str = "", icon: str = "") -> QPushButton:
        """Add a way on: ``filled`` for the main one, plain for the others, ``link`` below them."""
        made = button(self._words, message, look, self._theme, icon)
        made.clicked.connect(lambda _checked=False: run())
        line = self._links if look == "link" else self._buttons
        line.insertWidget(line.count() - 1, made)
        return made

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_contours(painter, self.width(), self.height(), self._theme.colour("text"))
