"""Tabs of a narrow panel: none is ever out of sight."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTabBar


class FittedTabs(QTabBar):
    """Where the words do not fit, the current tab keeps its own and the others are shortened; tooltips say them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "fitted")
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.currentChanged.connect(lambda _at: self.setElideMode(self.elideMode()))  # lays them out again

    def add(self, words: str) -> None:
        """One more tab, at the end."""
        self.say(self.addTab(""), words)

    def say(self, at: int, words: str) -> None:
        """Other words for a tab."""
        self.setTabText(at, words.replace("&", "&&"))
        self.setTabToolTip(at, words)

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802
        current = self.tabSizeHint(self.currentIndex())
        if index == self.currentIndex():
            return current
        least = super().minimumTabSizeHint(index)
        share = (self.width() - current.width()) // max(1, self.count() - 1)
        return QSize(min(least.width(), max(0, share)), least.height())
