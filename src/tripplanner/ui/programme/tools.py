"""The line above the programme: which view, which day, how high the hours, in which language."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tripplanner.i18n import msg
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import Segments, button, icon_button, row, text_label

VIEWS = (("day", msg("Day")), ("week", msg("Week")), ("list", msg("List")))


class Tools(QWidget):
    """Buttons only; the screen connects them."""

    def __init__(self, theme: Theme, words: Words, mode: str) -> None:
        super().__init__()
        self.segments = Segments(words, VIEWS, msg("View"))
        self.segments.choose(mode)
        self.before = icon_button(words, msg("Day before"), theme, "chevron-left")
        self.after = icon_button(words, msg("Day after"), theme, "chevron-right")
        self.day_title = text_label(size="emphasis", strong=True)
        self.day_title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.day_title.setMinimumWidth(190)
        self.smaller = icon_button(words, msg("Lower hours"), theme, "zoom-out")
        self.fit = icon_button(words, msg("Fit the hours to the window"), theme, "maximize")
        self.bigger = icon_button(words, msg("Higher hours"), theme, "zoom-in")
        self.content = button(words, msg("Language of the content"), "", theme, "languages")
        line = row(self, gap=8)
        for widget in (self.segments, self.before, self.day_title, self.after):
            line.addWidget(widget)
        line.addStretch(1)
        for widget in (self.smaller, self.fit, self.bigger, self.content):
            line.addWidget(widget)

    def show_mode(self, mode: str) -> None:
        """What makes sense in a view."""
        self.segments.choose(mode)
        for widget in (self.before, self.after, self.day_title):
            widget.setVisible(mode == "day")
        for widget in (self.smaller, self.fit, self.bigger):
            widget.setVisible(mode != "list")
