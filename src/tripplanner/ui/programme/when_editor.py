"""Day, start, end and zones of the chosen item, changed where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QTimeEdit, QWidget

from tripplanner.dates import zones
from tripplanner.i18n import Message, msg
from tripplanner.planning import arranging
from tripplanner.planning.arranging.placing import end_civil, move_civil, set_zone
from tripplanner.planning.trip_rows import ItemRow
from tripplanner.ui.programme.change_sheet import time_field
from tripplanner.ui.widgets.basics import row, text_label

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen


class WhenEditor(QWidget):
    """Edits are made when a field is left, or by Enter; each is one step."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        super().__init__()
        self._screen = screen
        self._item: ItemRow | None = None
        self._days: list[date | None] = []
        self.day = QComboBox()
        self.start, self.end = time_field(time(9)), time_field(time(10))
        self.start_zone, self.end_zone = QLineEdit(), QLineEdit()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(2, 2, 10, 4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._add(0, msg("Day"), self.day)
        self._add(1, msg("Time"), self._times())
        self._add(2, msg("Zone"), self.start_zone)
        self._add(3, msg("at the end"), self.end_zone)
        for widget, name in (
            (self.day, msg("Day")), (self.start, msg("Start")), (self.end, msg("End")),
            (self.start_zone, msg("Time zone at the start")), (self.end_zone, msg("Time zone at the end")),
        ):  # fmt: skip
            screen.words.put(widget, name, "setAccessibleName")
        self.day.activated.connect(lambda _index: self._day_chosen())
        self.start.editingFinished.connect(self._start_left)
        self.end.editingFinished.connect(self._end_left)
        for field, column in ((self.start_zone, "start_zone"), (self.end_zone, "end_zone")):
            completer = QCompleter(zones(), field)
            completer.setCaseSensitivity(completer.caseSensitivity().CaseInsensitive)
            field.setCompleter(completer)
            field.editingFinished.connect(lambda column=column, field=field: self._zone_left(column, field))

    def _add(self, at: int, name: Message, editor: QWidget | QHBoxLayout) -> None:
        caption = self._screen.words.put(text_label(ink="text3", size="dense"), name)
        caption.setMinimumWidth(44)
        self._grid.addWidget(caption, at, 0)
        if isinstance(editor, QWidget):
            editor.setMinimumWidth(60)
            self._grid.addWidget(editor, at, 1)
        else:
            self._grid.addLayout(editor, at, 1)

    def _times(self) -> QHBoxLayout:
        line = row(gap=6)
        for field in (self.start, self.end):
            field.setMinimumWidth(80)
            line.addWidget(field)
        line.addStretch(1)
        return line

    def show_item(self, item: ItemRow) -> None:
        """Show when it is; a field being typed in keeps its words."""
        self._item = item
        board = self._screen.board
        self._days = [None, *dict.fromkeys((*board.days(), *([item.start.date()] if item.start else [])))]
        words = [self._screen.context.language.say(msg("to place"))]
        words += [board.day_words(day) for day in self._days if day is not None]
        with QSignalBlocker(self.day):
            self.day.clear()
            self.day.addItems(words)
            self.day.setCurrentIndex(self._days.index(item.start.date() if item.start else None))
        for field, moment in ((self.start, item.start), (self.end, item.end)):
            field.setEnabled(item.start is not None)
            if moment is not None:
                with QSignalBlocker(field):
                    _put(field, moment.time())
        for field, zone in ((self.start_zone, item.start_zone), (self.end_zone, item.end_zone)):
            if not field.hasFocus():
                field.setText(zone)
                field.setCursorPosition(0)

    # -- edits

    def _do(self, verb: Callable[..., Any], *arguments: object) -> None:
        item = self._item
        if item is not None:
            label = msg("move “{title}”", title=self._screen.board.title_of(item.uuid))
            self._screen.hands.do(label, verb, item.id, None, *arguments)
            self._again()

    def _again(self) -> None:
        """Show what is so now, also where the edit was refused."""
        item = self._screen.board.item(self._item.uuid) if self._item is not None else None
        if item is not None:
            self.show_item(item)

    def _day_chosen(self) -> None:
        item, day = self._item, self._days[self.day.currentIndex()]
        if item is None or day == (item.start.date() if item.start else None):
            return
        if day is None:
            self._do(arranging.unplace)
            return
        if item.start is None:
            self._screen.hands.to_gap(item, day)
            self._again()
        else:
            self._do(move_civil, datetime.combine(day, item.start.time()))

    def _start_left(self) -> None:
        item = self._item
        if item is not None and item.start is not None and _time(self.start) != item.start.time():
            self._do(move_civil, datetime.combine(item.start.date(), _time(self.start)))

    def _end_left(self) -> None:
        item = self._item
        if item is None or item.start is None or (item.end is not None and _time(self.end) == item.end.time()):
            return
        day = item.end.date() if item.end is not None and item.end > item.start else item.start.date()
        end = datetime.combine(day, _time(self.end))
        if end <= item.start and item.start_zone == item.end_zone:
            end += timedelta(days=1)  # an end earlier on the clock is the next morning
        self._do(end_civil, end)

    def _zone_left(self, column: str, field: QLineEdit) -> None:
        item, zone = self._item, field.text().strip()
        if item is None or zone == getattr(item, column):
            return
        if zone not in zones():
            self._screen.context.shell.say(
                msg("“{zone}” is not a time zone; an example is Europe/Paris.", zone=zone), "error"
            )
            field.setText(getattr(item, column))
            return
        self._do(set_zone, column, zone)


def _put(field: QTimeEdit, moment: time) -> None:
    if not field.hasFocus() or _time(field) != moment:
        field.setTime(time_field(moment).time())


def _time(field: QTimeEdit) -> time:
    found = field.time()
    return time(found.hour(), found.minute())
