"""The two corners of the menu bar: the mark at the left, the way to the palette at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from tripplanner.i18n import msg
from tripplanner.ui.language import Words
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import row


class SearchPill(QPushButton):
    """Looks like a field and opens the palette; the keys are painted at its right."""

    def __init__(self, theme: Theme, words: Words, keys: str) -> None:
        super().__init__()
        self._theme, self._keys = theme, keys
        self.setProperty("look", "search")
        self.setIconSize(QSize(14, 14))
        theme.put_icon(self, "search", "text3", 14)
        words.control(self, msg("Search or act…"))
        self.setFixedWidth(244)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self._theme.sized(tokens.CAPTION))
        painter.setPen(self._theme.colour("text3"))
        painter.drawText(
            self.rect().adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._keys
        )


def search_corner(theme: Theme, words: Words, keys: str, run: Callable[[], object]) -> QWidget:
    """The right corner of the menu bar."""
    corner = QWidget()
    line = row(corner, (8, 3, 14, 3))
    pill = SearchPill(theme, words, keys)
    pill.clicked.connect(lambda _checked=False: run())
    line.addWidget(pill)
    return corner
