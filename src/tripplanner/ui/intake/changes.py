"""What a row says otherwise than its record, field by field, and which of the two holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QSizePolicy, QWidget

from tripplanner.exchange.intake.leftovers import shown
from tripplanner.exchange.intake.plan import Difference, PlanRow
from tripplanner.i18n import Message, msg
from tripplanner.ui.intake.work import Intake
from tripplanner.ui.language import Words
from tripplanner.ui.plain import breakable, in_script, one_line
from tripplanner.ui.widgets.basics import column, text_label

_LONG = 60
OURS, THEIRS = "ours", "theirs"
_SIDES = {OURS: msg("Here"), THEIRS: msg("In the file")}


class Changes(QWidget):
    """A block for each field: its name, whether it was changed here since the last import, the two values to choose."""

    def __init__(self, intake: Intake, words: Words, one: PlanRow) -> None:
        super().__init__()
        self._intake, self._words, self._row = intake, words, one
        self.sides: dict[str, dict[str, QRadioButton]] = {}
        lines = column(self, gap=10)
        for change in self._ordered(one.differences):
            lines.addLayout(self._block(change))

    def _ordered(self, found: Sequence[Difference]) -> list[Difference]:
        """What was changed here first: it wants a look."""
        return sorted(found, key=lambda one: not one.here)

    def _block(self, change: Difference) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        title = self._words.put(text_label(size="dense", strong=True, wrap=True), change.title)
        grid.addWidget(title, 0, 0, 1, 2)
        if change.here:
            what = msg("Changed here since the last import.")
            grid.addWidget(self._words.put(text_label(ink="warn", size="dense", wrap=True), what), 1, 0, 1, 2)
        group = QButtonGroup(self)
        for at, (side, value) in enumerate(((OURS, change.before), (THEIRS, change.after)), 2):
            words = self._said(change, value)
            radio = self._radio(change, side, words)
            group.addButton(radio)
            grid.addWidget(radio, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._value(change, side, words), at, 1)
        return grid

    def _value(self, change: Difference, side: str, words: str) -> QLabel:
        made = in_script(text_label(ink=self._ink(change, side), size="dense", wrap=True), breakable(words))
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        made.setContentsMargins(0, 5, 0, 5)  # its first line beside the words of the button
        return made

    def _radio(self, change: Difference, side: str, words: str) -> QRadioButton:
        radio = QRadioButton()
        self._words.control(radio, _SIDES[side])
        radio.setChecked(change.taken == (side == THEIRS))
        say = self._words.say
        name = msg("{field}, {side}: {value}", field=change.title, side=_SIDES[side], value=words)
        radio.setAccessibleName(say(name))
        radio.clicked.connect(lambda _on=False: self._choose(change.field, side))
        self.sides.setdefault(change.field, {})[side] = radio
        return radio

    def _choose(self, field: str, side: str) -> None:
        self._intake.choose_side(self._row.number, field, side == THEIRS)

    def _ink(self, change: Difference, side: str) -> str:
        return "text" if change.taken == (side == THEIRS) else "text3"

    def _said(self, change: Difference, value: object) -> str:
        plan = self._intake.plan
        words = one_line(shown(plan, change, value, self._intake.context.language.code)) if plan is not None else ""
        return (words if len(words) <= _LONG else f"{words[: _LONG - 1]}…") or "–"


def about(one: PlanRow) -> Message | None:
    """What is said of a row whose record was changed here; nothing of others."""
    if not one.changed_here:
        return None
    if one.state == "unchanged":
        return msg("What was changed here stays; nothing else is new in this row.")
    return msg("What was changed here stays unless you choose the file’s.")
