"""The line above the programme: which view, which day (the map: or all), how high the hours, in which language."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from tripplanner.i18n import msg
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import Segments, button, column, icon_button, row, text_label

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
        self._middle, self._right = QWidget(), QWidget()
        for group, widgets in (
            (self._middle, (self.before, self.day_title, self.after, self.all_days)),
            (self._right, (self.smaller, self.fit, self.bigger, self.content)),
        ):
            line = row(group, gap=8)
            for widget in widgets:
                line.addWidget(widget)
        lines = column(self, gap=8)
        self._first, self._second = row(gap=8), row(gap=8)
        lines.addLayout(self._first)
        lines.addLayout(self._second)
        self._first.addWidget(self.segments)
        self._first.addStretch(1)
        self._first.addWidget(self._right)
        self._second.addStretch(1)
        self._arrange()

    def _arrange(self) -> None:
        """The day goes to a line of its own where large letters leave no room for it beside the views."""
        groups = [self.segments, self._right, *([] if self._middle.isHidden() else [self._middle])]
        wide = sum(group.sizeHint().width() + 8 for group in groups)
        below = wide > self.width()
        holder = self._second if below else self._first
        if holder.indexOf(self._middle) < 0:
            (self._first if below else self._second).removeWidget(self._middle)
            holder.insertWidget(0 if below else 1, self._middle)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as one line without the day: that one can stand below."""
        alone = self.segments.sizeHint().width() + self._right.sizeHint().width() + 8
        return QSize(alone, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def show_mode(self, mode: str) -> None:
        """What makes sense in a view."""
        self.segments.choose(mode)
        for widget in (self.before, self.after, self.day_title):
            widget.setVisible(mode in ("day", "map"))
        self.all_days.setVisible(mode == "map")
        self._middle.setVisible(mode in ("day", "map"))
        for widget in (self.smaller, self.fit, self.bigger):
            widget.setVisible(mode in ("day", "week"))
        self._arrange()

    def show_day(self, title: str, before: bool, after: bool, *, all_days: bool = False) -> None:
        """Which day is shown, and whether there are others before and after it."""
        self.day_title.setText(title)
        self.before.setEnabled(before)
        self.after.setEnabled(after)
        self.all_days.setChecked(all_days)
