"""A line above the pages that says why something cannot be done here, and the way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QPushButton

from tripplanner.i18n import Message
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import button, row, text_label
from tripplanner.ui.widgets.chips import Badge


class Banner(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "head")
        self._theme, self._words = theme, words
        self._run: Callable[[], object] | None = None
        self.text = text_label(ink="warn", wrap=True)
        self.way: QPushButton = button(words, Message(""), "pill")
        self.way.clicked.connect(self._go)
        line = row(self, (20, 6, 16, 6), 10)
        line.addWidget(Badge(theme, "lock", "warn", 28))
        line.addWidget(self.text, 1)
        line.addWidget(self.way)
        self.hide()

    def say(self, message: Message, way: Message, run: Callable[[], object]) -> None:
        """Say ``message`` and offer ``way``."""
        self._words.put(self.text, message)
        self._words.control(self.way, way)
        self._run = run
        self.show()

    def _go(self, _checked: bool = False) -> None:
        if self._run is not None:
            self._run()
