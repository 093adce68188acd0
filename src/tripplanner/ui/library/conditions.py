"""The line above a list: what it is narrowed to, what else it can be narrowed to, and keeping that under a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from tripplanner.i18n import msg
from tripplanner.planning.browsing.shapes import Browse
from tripplanner.ui.language import Words
from tripplanner.ui.plain import for_button
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import button, row
from tripplanner.ui.widgets.flow import Flow


@unfailing
class _Chip(QPushButton):
    """As wide as its words are when they are bold, so that nothing moves when it is pressed."""

    def sizeHint(self) -> QSize:  # noqa: N802
        hint, bold = super().sizeHint(), QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        wide = QFontMetrics(bold).horizontalAdvance(self.text()) + 16
        return QSize(max(hint.width(), wide), hint.height())


class Conditions(QWidget):
    """``chosen(keys)`` when a person adds or takes away a condition; the order of the list is the table's."""

    chosen = Signal(list)

    def __init__(self, theme: Theme, words: Words, browse: Browse) -> None:
        super().__init__()
        self._words, self._browse = words, browse
        self._now: tuple[str, ...] = ()
        self._numbers: Mapping[str, int] = {}
        line = row(self, gap=6)
        ground = QWidget()
        self._flow = Flow(ground, 6)
        line.addWidget(ground, 1)
        self.more = button(words, msg("Conditions"), "", theme, "list-checks")
        self.more.setProperty("look", "tick")
        self.menu = QMenu(self)
        self.more.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill)
        self._chips: dict[str, QPushButton] = {}
        self._flow.addWidget(self.more)
        for condition in browse.conditions:
            if condition.suggested:
                self._chip(condition.key)
        self.save = button(words, msg("Save this filter…"), "link", theme, "tag")
        self._keep_its_room()
        self.save.hide()
        line.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        words.also(self._retext)

    def _keep_its_room(self) -> None:
        """While the button is hidden: the first letter in the filter shows it, and nothing is to move for that."""
        policy = self.save.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.save.setSizePolicy(policy)

    def counted(self, active: Sequence[str]) -> list[str]:
        """The conditions whose numbers are worth knowing: those that stand on chips."""
        shown = (one for one in self._browse.conditions if one.suggested or one.key in active)
        return [one.key for one in shown if one.sieve is None]  # such a number is that of the list itself

    def show_counts(self, numbers: Mapping[str, int], active: Sequence[str]) -> None:
        """Show these conditions as chosen, and how many records meet each."""
        self._now = tuple(active)
        self._numbers = numbers
        for one in self._browse.conditions:
            if one.key in active or one.suggested:
                self._chip(one.key)
        for key, chip in self._chips.items():
            condition = self._browse.condition(key)
            chip.setChecked(key in active)
            chip.setVisible(key in active or (condition is not None and condition.suggested))
            self._say(key)

    def chips(self) -> dict[str, QPushButton]:
        """The buttons of the conditions by their keys."""
        return dict(self._chips)

    def toggle(self, key: str) -> None:
        """Add a condition, or take it away."""
        now = set(self._now) ^ {key}
        self.chosen.emit([one.key for one in self._browse.conditions if one.key in now])

    def _chip(self, key: str) -> None:
        if key in self._chips:
            return
        made = _Chip()
        made.setProperty("look", "tick")
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _on=False, key=key: self.toggle(key))
        self._chips[key] = made
        self._flow.addWidget(made)
        self._say(key)

    def _say(self, key: str) -> None:
        condition = self._browse.condition(key)
        if condition is None:
            return
        words, number = self._words.say(condition.label), self._numbers.get(key)
        text = words if number is None else f"{words} {number}"
        chip = self._chips[key]
        if chip.text() != for_button(text):
            chip.setText(for_button(text))
            chip.setAccessibleName(text)
            chip.updateGeometry()

    def _retext(self) -> None:
        for key in self._chips:
            self._say(key)

    def _fill(self) -> None:
        """Every condition there is, ticked where it holds."""
        self.menu.clear()
        for one in self._browse.conditions:
            action = QAction(for_button(self._words.say(one.label)), self.menu)
            action.setCheckable(True)
            action.setChecked(one.key in self._now)
            action.triggered.connect(lambda _on=False, key=one.key: self.toggle(key))
            self.menu.addAction(action)
