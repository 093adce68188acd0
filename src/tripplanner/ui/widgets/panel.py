"""The right panel: one tab per subject the page offers; F4 shows and hides it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import column
from tripplanner.ui.widgets.fitted_tabs import FittedTabs

#: The usual width, the least one, and the least and the most of it that grow with the letters.
WIDTH, _LEAST, _GROWS, _MOST = 276, 260, 245, 400


class SidePanel(QFrame):
    """Tabs over a stack. The widgets belong to the page that offers them."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._theme = theme
        self._grow()
        theme.changed.connect(self._grow)
        self._words = words
        self.tabs = FittedTabs()
        words.put(self.tabs, msg("Right panel"), "setAccessibleName")
        self.stack = QStackedWidget()
        self._titles: list[tuple[str, Message]] = []
        lines = column(self, (12, 6, 12, 8), 6)
        lines.addWidget(self.tabs)
        lines.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        words.also(self._retext)

    def show_panels(self, panels: Sequence[tuple[str, Message, QWidget]]) -> None:
        """Show these tabs instead of the former page's."""
        for at in reversed(range(self.stack.count())):  # the first one last: else each would come up in its turn
            if (widget := self.stack.widget(at)) is not None:
                self.stack.removeWidget(widget)  # it stays a child of the stack: another parent would dress it anew
                widget.hide()
        while self.tabs.count():
            self.tabs.removeTab(0)
        self._titles = [(key, title) for key, title, _widget in panels]
        for _key, title, widget in panels:
            self.stack.addWidget(widget)
            self.tabs.add(self._words.say(title))
        self.setVisible(bool(panels))

    def _grow(self) -> None:
        self.setMinimumWidth(max(_LEAST, min(_MOST, self._theme.px(_GROWS))))

    def open(self, key: str) -> None:
        """Bring the tab called ``key`` to the front."""
        keys = [name for name, _title in self._titles]
        if key in keys:
            self.tabs.setCurrentIndex(keys.index(key))

    def _retext(self) -> None:
        for i, (_key, title) in enumerate(self._titles):
            self.tabs.say(i, self._words.say(title))
