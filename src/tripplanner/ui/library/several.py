"""What stands at the right while several records are selected: how many, and what can be done with all of them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from tripplanner.i18n import msg, msgn
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import button, column, text_label


class Several(QFrame):
    """Buttons are connected by whoever acts."""

    def __init__(self, words: Words, theme: Theme, changeable: bool, travels: bool = False) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._words = words
        self.count = text_label(size="section", wrap=True)
        self.hint = words.put(
            text_label(ink="text3", wrap=True), msg("What you do now concerns all of them, as one step.")
        )
        self.change = button(words, msg("Change together…"), "filled", theme, "pencil")
        self.copy = button(words, msg("Copy as a table"), "", theme, "copy")
        self.delete = button(words, msg("Delete"), "", theme, "trash-2")
        self.journey = button(words, msg("Arrival or departure…"), "", theme, "plane")
        if not travels:
            self.journey.hide()
        if not changeable:
            self.change.hide()
        lines = column(self, (16, 14, 16, 14), 10)
        for widget in (self.count, self.hint, self.change, self.journey, self.copy, self.delete):
            lines.addWidget(widget)
        lines.addStretch(1)

    def say(self, number: int) -> None:
        """So many records are selected."""
        self._words.put(self.count, msgn("{n} selected", "{n} selected", number))
