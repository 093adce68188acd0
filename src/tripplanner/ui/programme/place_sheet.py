"""Placing by keyboard: a day, a time, who takes part; the sheet says at once what that would mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.language import Words
from tripplanner.ui.plain import in_script
from tripplanner.ui.programme.change_sheet import Choice, read, time_field
from tripplanner.ui.widgets.basics import button, column, row, text_label

Groups = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Placing:
    """What is about to be placed: its title, the days there are, a first proposal, the sub-groups by number.

    ``taking_part``: those that take part, empty for everyone. ``verdict(start, groups)`` gives lines with a tone;
    ``gap(day, groups)`` the first time of a day that is free.
    """

    title: str
    days: Sequence[tuple[date, str]]
    start: datetime
    groups: Sequence[tuple[int, str]]
    taking_part: Groups
    verdict: Callable[[datetime, Groups], Sequence[tuple[str, str]]]
    gap: Callable[[date, Groups], datetime]


class PlaceSheet(Dialog):
    """Accepting means: place it at :meth:`start` for :meth:`groups`."""

    def __init__(self, context: Context, what: Placing, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._what = what
        self.words = Words(context.language, self)
        self.words.put(self, msg("Place at a day and time"), "setWindowTitle")
        self.day = Choice(what.days, what.start.date())
        self.time = time_field(what.start.time())
        self.checks: dict[int, QCheckBox] = {}
        self.verdict = text_label(wrap=True)
        self.verdict.setMinimumHeight(44)
        title = text_label(size="section", wrap=True)
        in_script(title, what.title)
        lines = column(self, (24, 20, 24, 16), 12)
        lines.addStrut(context.theme.px(380))  # unlike a least width of the sheet, this lets wider words widen it
        lines.addWidget(title)
        lines.addLayout(self._form())
        lines.addWidget(self.verdict)
        lines.addLayout(self._buttons(context))
        self._say()

    def start(self) -> datetime:
        """The moment chosen, in the trip's zone."""
        day, moment = read(self.day), read(self.time)
        assert isinstance(day, date)
        assert isinstance(moment, time)
        return datetime.combine(day, moment)

    def groups(self) -> Groups:
        """The sub-groups chosen; all of them is everyone: empty."""
        chosen = tuple(id for id, box in self.checks.items() if box.isChecked())
        return () if len(chosen) == len(self.checks) else chosen

    def _form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self._add(grid, msg("Day"), self.day)
        self._add(grid, msg("Time"), self.time)
        if len(self._what.groups) > 1:
            boxes = row(gap=14)
            for id, name in self._what.groups:
                box = QCheckBox(name)
                box.setAccessibleName(name)
                box.setChecked(not self._what.taking_part or id in self._what.taking_part)
                box.toggled.connect(self._say)
                self.checks[id] = box
                boxes.addWidget(box)
            boxes.addStretch(1)
            at = grid.rowCount()
            grid.addWidget(self.words.put(text_label(ink="text2"), msg("Sub-groups")), at, 0)
            grid.addLayout(boxes, at, 1)
        grid.setColumnStretch(1, 1)
        self.day.currentIndexChanged.connect(self._say)
        self.time.timeChanged.connect(self._say)
        return grid

    def _add(self, grid: QGridLayout, name: Message, editor: QWidget) -> None:
        label = QLabel()
        label.setProperty("ink", "text2")
        label.setBuddy(editor)
        self.words.put(label, name)
        self.words.put(editor, name, "setAccessibleName")
        at = grid.rowCount()
        grid.addWidget(label, at, 0)
        grid.addWidget(editor, at, 1)

    def _buttons(self, context: Context) -> QHBoxLayout:
        gap = button(self.words, msg("First gap of the day"), "", context.theme, "clock")
        cancel = button(self.words, msg("Cancel"))
        ok = button(self.words, msg("Place here"), "filled", context.theme, "check")
        gap.clicked.connect(self.take_gap)
        cancel.clicked.connect(self.reject)
        ok.clicked.connect(self.accept)
        ok.setDefault(True)
        line = row(gap=10)
        line.addWidget(gap)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(ok)
        return line

    def take_gap(self) -> None:
        """Choose the first free time of the day."""
        found = self._what.gap(self.start().date(), self.groups())
        self.time.setTime(time_field(found.time()).time())

    def _say(self, *_args: object) -> None:
        lines = self._what.verdict(self.start(), self.groups())
        self.verdict.setText("\n".join(words for words, _tone in lines))
        self.verdict.setAccessibleName(self.verdict.text())
