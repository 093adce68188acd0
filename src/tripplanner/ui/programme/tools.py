"""The line above the programme: which view, which day (the map: or all), how high the hours, in which language."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tripplanner.i18n import msg
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import Segments, button, icon_button, row, text_label

VIEWS = (("day", msg("Day")), ("week", msg("Week")), ("list", msg("List")), ("map", msg("Map")))


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
        self.day_title.setMinimumWidth(140)
        self.all_days = icon_button(words, msg("All days"), theme, "calendar-range")
        self.all_days.setCheckable(True)
        self.smaller = icon_button(words, msg("Lower hours"), theme, "zoom-out")
        self.fit = icon_button(words, msg("Fit the hours to the window"), theme, "maximize")
        self.bigger = icon_button(words, msg("Higher hours"), theme, "zoom-in")
        self.content = button(words, msg("Language of the content"), "", theme, "languages")
        line = row(self, gap=8)
        for widget in (self.segments, self.before, self.day_title, self.after, self.all_days):
            line.addWidget(widget)
        line.addStretch(1)
        for widget in (self.smaller, self.fit, self.bigger, self.content):
            line.addWidget(widget)

    def show_mode(self, mode: str) -> None:
        """What makes sense in a view."""
        self.segments.choose(mode)
        for widget in (self.before, self.after, self.day_title):
            widget.setVisible(mode in ("day", "map"))
        self.all_days.setVisible(mode == "map")
        for widget in (self.smaller, self.fit, self.bigger):
            widget.setVisible(mode in ("day", "week"))

    def show_day(self, title: str, before: bool, after: bool, *, all_days: bool = False) -> None:
        """Which day is shown, and whether there are others before and after it."""
        self.day_title.setText(title)
        self.before.setEnabled(before)
        self.after.setEnabled(after)
        self.all_days.setChecked(all_days)
