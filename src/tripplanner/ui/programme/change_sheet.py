"""The sheet before a change of several items: what to choose, and live below it what would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from tripplanner.dates import clock, short_date
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.arranging import Change, Preview
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.language import Words, say_days
from tripplanner.ui.plain import one_line
from tripplanner.ui.programme.times import Clock
from tripplanner.ui.widgets.basics import button, column, inset, row, text_label
from tripplanner.ui.widgets.wrapped import WrappedList

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of the sheet: its name among the values, its words and its editor."""

    key: str
    label: Message
    editor: QWidget


def day_field(day: date, language: str) -> QDateEdit:
    """A date to choose, with its day of the week as ``language`` writes it."""
    made = QDateEdit(QDate(day.year, day.month, day.day))
    made.setCalendarPopup(True)
    say_days(made, language)
    return made


def time_field(moment: time) -> QTimeEdit:
    """A time of day to choose."""
    made = inset(QTimeEdit(QTime(moment.hour, moment.minute)))
    made.setDisplayFormat("HH:mm")
    return made


def number_field(value: int, least: int, most: int, step: int = 1, suffix: str = "") -> QSpinBox:
    """A whole number to choose."""
    made = inset(QSpinBox())
    made.setRange(least, most)
    made.setSingleStep(step)
    made.setValue(value)
    made.setSuffix(suffix)
    return made


class Choice(QComboBox):
    """One of several things to choose. They are kept here: Qt would turn dates and numbers into its own."""

    def __init__(self, choices: Sequence[tuple[object, str]], chosen: object) -> None:
        super().__init__()
        self._values = [value for value, _words in choices]
        self.addItems([one_line(words) for _value, words in choices])
        self.choose(chosen)

    def choose(self, value: object) -> None:
        """Choose ``value``, where it is among them."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def value(self) -> object:
        """What is chosen, ``None`` where there is nothing to choose."""
        return self._values[self.currentIndex()] if self._values else None


def read(editor: QWidget) -> object:
    """What was chosen in a field of a sheet."""
    if isinstance(editor, QDateEdit):
        day = editor.date()
        return date(day.year(), day.month(), day.day())
    if isinstance(editor, QTimeEdit):
        moment = editor.time()
        return time(moment.hour(), moment.minute())
    if isinstance(editor, QSpinBox):
        return editor.value()
    if isinstance(editor, Choice):
        return editor.value()
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    if isinstance(editor, QLineEdit):
        return editor.text()
    raise TypeError(type(editor))


class ChangeSheet(Dialog):
    """Asks for ``fields`` and shows what ``preview(values)`` says; accepting means: do it.

    ``groups`` are the names of the sub-groups. A refusal of the preview stands in its place, and then nothing can
    be done.
    """

    def __init__(
        self,
        context: Context,
        title: Message,
        fields: Sequence[Ask],
        preview: Callable[[Values], Preview],
        words_of: Callable[[Text], str],
        do: Message,
        parent: QWidget | None,
        groups: Mapping[int, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._groups = groups or {}
        self._context, self._fields, self._preview, self._words_of = context, fields, preview, words_of
        self.words = Words(context.language, self)
        self._clock = Clock(context.language.code, context.language.say)
        self.words.put(self, title, "setWindowTitle")
        self.summary = text_label(ink="text2", wrap=True)
        self.list = WrappedList()
        self.list.setMinimumHeight(160)
        self.list.setSpacing(2)
        room = self.list.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # the sheet does not jump when there is nothing to list
        self.list.setSizePolicy(room)
        self.words.put(self.list, msg("What would change"), "setAccessibleName")
        self.ok = button(self.words, do, "filled", context.theme, "check")
        lines = column(self, (24, 20, 24, 16), 12)
        lines.addStrut(context.theme.px(420))  # unlike a least width of the sheet, this lets wider words widen it
        heading = self.words.put(text_label(size="section", wrap=True), title)
        lines.addWidget(heading)
        lines.addLayout(self._form())
        lines.addWidget(self.summary)
        lines.addWidget(self.list, 1)
        lines.addLayout(self._buttons())
        self.update_preview()

    def values(self) -> Values:
        """What was chosen."""
        return {field.key: read(field.editor) for field in self._fields}

    def _form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for at, field in enumerate(self._fields):
            label = QLabel()
            label.setProperty("ink", "text2")
            label.setBuddy(field.editor)
            self.words.put(label, field.label)
            self.words.put(field.editor, field.label, "setAccessibleName")
            grid.addWidget(label, at, 0)
            grid.addWidget(field.editor, at, 1)
            self._listen(field.editor)
        grid.setColumnStretch(1, 1)
        return grid

    def _listen(self, editor: QWidget) -> None:
        if isinstance(editor, QDateEdit | QTimeEdit):
            editor.dateTimeChanged.connect(self.update_preview)
        elif isinstance(editor, QSpinBox):
            editor.valueChanged.connect(self.update_preview)
        elif isinstance(editor, QComboBox):
            editor.currentIndexChanged.connect(self.update_preview)
        elif isinstance(editor, QCheckBox):
            editor.toggled.connect(self.update_preview)
        elif isinstance(editor, QLineEdit):
            editor.textEdited.connect(self.update_preview)

    def _buttons(self) -> QHBoxLayout:
        cancel = button(self.words, msg("Cancel"))
        cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self.accept)
        self.ok.setDefault(True)
        line = row(gap=10)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.ok)
        return line

    def update_preview(self, *_args: object) -> None:
        """Say anew what would change."""
        self.list.clear()
        try:
            found = self._preview(self.values())
        except TripPlannerError as error:
            self.summary.setText(error.sentence(self._context.language.code))
            self.ok.setEnabled(False)
            self.list.hide()
            return
        said = [_summed(found), *found.notes]
        self.summary.setText(" ".join(self._context.language.say(one) for one in said))
        self.list.addItems([self.line(change) for change in found.changes])
        self.list.setVisible(bool(found.changes))
        self.ok.setEnabled(True)

    def line(self, change: Change) -> str:
        """One change in words: ``lun. 14 juin 09:00 → 09:15–10:15 · Visite``."""
        title = one_line(self._words_of(change.title)) or "–"
        if who := [self._groups[one] for one in sorted(change.groups) if one in self._groups]:
            title = f"{self._clock.comma.join(who)} · {title}"
        say = self._context.language.say
        if change.kind == "unplaced":
            return f"{self._moment(change.before)} → {say(msg('to place'))} · {title}"
        if change.kind == "stays":
            return f"{self._moment(change.start)} · {title} ({say(msg('locked, stays'))})"
        if change.kind == "added":
            where = self._span(change.start, change.end) or say(msg("to place"))
            return f"+ {where} · {title}"
        before, start = change.before, change.start
        if before is None or start is None or before == start:
            return f"{self._span(start, change.end)} · {title}"
        same = before.date() == start.date()
        after = self._clock.times(start, change.end) if same else self._span(start, change.end)
        return f"{self._moment(before)} → {after} · {title}"

    def _moment(self, moment: datetime | None) -> str:
        return f"{self._day(moment)} {clock(moment)}" if moment is not None else "–"

    def _day(self, moment: datetime) -> str:
        return short_date(moment.date(), self._context.language.code)

    def _span(self, start: datetime | None, end: datetime | None) -> str:
        if start is None:
            return ""
        return f"{self._day(start)} {self._clock.times(start, end)}"


def _summed(found: Preview) -> Message:
    """How many items change, or are new, or that nothing does."""
    count = len(found.changed)
    if not count:
        return msg("Nothing changes.")
    if all(change.kind == "added" for change in found.changed):
        return msgn("{n} item is added.", "{n} items are added.", count)
    return msgn("{n} item changes.", "{n} items change.", count)
