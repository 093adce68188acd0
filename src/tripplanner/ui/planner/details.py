"""What can be said of one site and of one night: how long the visit is, and where the night may be spent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSpinBox, QWidget

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.planner.choices import LodgingChoice
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.plain import one_line
from tripplanner.ui.programme.times import Clock
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import button, inset, row, text_label

LONGEST_MIN, STEP_MIN = 720, 15


class VisitLength(QWidget):
    """Another length for the site under the cursor; ``chosen`` by site, in minutes. 0 is the usual length."""

    changed = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self.words, self._site, self.chosen = words, 0, dict[int, int]()
        self.box = inset(QSpinBox())
        self.box.setRange(0, LONGEST_MIN)
        self.box.setSingleStep(STEP_MIN)
        self.box.setMinimumWidth(theme.px(110))
        words.put(self.box, msg("usual"), "setSpecialValueText")
        words.put(self.box, msg("Length of the visit (min)"), "setAccessibleName")
        self._usual: int | None = None
        label = text_label(ink="text2", size="dense")
        label.setBuddy(self.box)
        line = row(self, gap=8)
        line.addWidget(words.put(label, msg("Length of the visit (min)")))
        line.addStretch(1)
        line.addWidget(self.box)
        self.box.valueChanged.connect(self._choose)

    def offer(self, site: int, usual: int | None) -> None:
        """Ask for the length of a site; 0 for none."""
        self._site, self._usual = site, usual
        self.box.blockSignals(True)
        self.box.setValue(self.chosen.get(site, 0))
        self.box.blockSignals(False)
        self.setEnabled(site > 0)

    def _choose(self, minutes: int) -> None:
        """The first step leads from the usual length, not from nothing."""
        if self._site not in self.chosen and minutes == STEP_MIN and self._usual:
            self.box.blockSignals(True)
            self.box.setValue(minutes := self._usual + STEP_MIN)
            self.box.blockSignals(False)
        if minutes and self._site:
            self.chosen[self._site] = minutes
        else:
            self.chosen.pop(self._site, None)
        self.changed.emit()


class Nights(QWidget):
    """Where the night after the day under the cursor may be spent; ``chosen`` lodgings by day, none: as usual."""

    def __init__(
        self, context: Context, words: Words, words_of: Callable[[Text], str], lodgings: Sequence[LodgingChoice],
        clock: Clock,
    ) -> None:  # fmt: skip
        super().__init__()
        self.words, self._words_of, self._lodgings, self._clock = words, words_of, lodgings, clock
        self.chosen: dict[date, frozenset[int]] = {}
        self._day: date | None = None
        self.open = button(words, msg("No night follows"), "link", context.theme, "bed")
        self.choices = QMenu(self.open)
        self.open.setMenu(self.choices)
        line = row(self)
        line.addWidget(self.open)
        line.addStretch(1)
        self.setVisible(len(lodgings) > 1)

    def offer(self, day: date | None) -> None:
        """Ask for the night after a day; ``None`` where none follows."""
        self._day = day
        self.choices.clear()
        for lodging in self._lodgings:
            entry = self.choices.addAction(one_line(self._words_of(lodging.name)).replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(day is not None and lodging.id in self.chosen.get(day, ()))
            entry.toggled.connect(lambda on, id=lodging.id: self._choose(id, on))
        self.setEnabled(day is not None)
        self._say()

    def _choose(self, lodging: int, on: bool) -> None:
        if self._day is None:
            return
        kept = self.chosen.get(self._day, frozenset[int]())
        kept = kept | {lodging} if on else kept - {lodging}
        if kept:
            self.chosen[self._day] = kept
        else:
            self.chosen.pop(self._day, None)
        self._say()

    def _say(self) -> None:
        self.words.control(self.open, self._said())

    def _said(self) -> Message:
        if self._day is None:
            return msg("No night follows")
        day, count = self._clock.day(self._day), len(self.chosen.get(self._day, ()))
        if not count:
            return msg("Night after {day}: as usual", day=day)
        return msgn("Night after {day}: {n} lodging", "Night after {day}: {n} lodgings", count, day=day)
