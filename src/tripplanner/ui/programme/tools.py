"""The line above the programme: which view, which day (the map: or all), how high the hours, in which language."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from tripplanner.i18n import msg
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import Segments, button, column, icon_button, row, text_label

VIEWS = (("day", msg("Day")), ("week", msg("Week")), ("list", msg("List")), ("map", msg("Map")))


@unfailing
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
        self._lines = [row(gap=8) for _line in range(3)]
        for line in self._lines:
            lines.addLayout(line)
            line.addStretch(1)
        self._places: tuple[int, int, int] = (0, 0, 0)
        self._lines[0].insertWidget(0, self.segments)
        self._lines[0].insertWidget(1, self._middle)
        self._lines[0].addWidget(self._right)
        self._arrange()

    def _arrange(self) -> None:
        """The day, then the rest, go to lines of their own where large letters leave no room beside the views."""
        views, right = self.segments.sizeHint().width(), self._right.sizeHint().width()
        middle = 0 if self._middle.isHidden() else self._middle.sizeHint().width() + 8
        room = self.width() - 8
        if views + middle + right <= room:
            places = (0, 0, 0)
        elif views + right <= room:
            places = (0, 1, 0)
        else:
            places = (0, 1, 1 if middle + right <= room else 2)
        if places != self._places:
            self._places = places
            self._put(self._middle, places[1], 1 if places[1] == 0 else 0)
            self._put(self._right, places[2], -1)

    def _put(self, group: QWidget, line: int, at: int) -> None:
        for one in self._lines:
            one.removeWidget(group)
        self._lines[line].insertWidget(at, group)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as the widest group: each can have a line of its own."""
        groups = [self.segments, self._right, *([] if self._middle.isHidden() else [self._middle])]
        return QSize(max(group.sizeHint().width() for group in groups), super().minimumSizeHint().height())

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
