"""A pane beside the pages: as wide as its words like it, and narrower before the pages have too little room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QSizePolicy

from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing


@unfailing
class SidePane(QFrame):
    """A card ``length`` pixels wide at the usual size of letters."""

    def __init__(self, theme: Theme, length: int) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._theme, self._length = theme, length

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(self._length), super().sizeHint().height())
