"""The menu bar, with the mark at its left and the way to the palette at its right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenuBar, QPushButton

from tripplanner.i18n import msg
from tripplanner.ui.language import Words
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.landscape import Mark

HEIGHT = 38


@unfailing
class SearchPill(QPushButton):
    """Looks like a field and opens the palette; the keys are painted at its right."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "search")
        self.setIconSize(QSize(18, 14))
        theme.put_icon(self, "search", "text3", 14, 4)
        words.control(self, msg("Search or act…"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self._theme.sized(tokens.CAPTION))
        painter.setPen(self._theme.colour("text3"))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect().adjusted(0, 0, -8, 0), side, "Ctrl+K")


class MenuBar(QMenuBar):
    """Corner widgets of a styled menu bar overlap its entries, so both are placed here."""

    def __init__(self, theme: Theme, words: Words, search: Callable[[], object]) -> None:
        super().__init__()
        self._theme = theme
        self.setMinimumHeight(HEIGHT)
        self._mark = Mark(theme)
        self._mark.setParent(self)
        self._mark.move(2, 4)
        self.pill = SearchPill(theme, words)
        self.pill.setParent(self)
        self.pill.clicked.connect(lambda _checked=False: search())
        theme.changed.connect(self._place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width = max(160, min(244, self.width() // 4), self.pill.sizeHint().width() + self._keys_room())
        height = self.pill.sizeHint().height()
        self.pill.setGeometry(self.width() - width - 16, (self.height() - height) // 2, width, height)

    def _keys_room(self) -> int:
        """Room for the keys painted beside the words."""
        return QFontMetrics(self._theme.sized(tokens.CAPTION)).horizontalAdvance("Ctrl+K") + 12
