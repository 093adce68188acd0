"""The colour of the office’s documents: chosen once, shown as it will be printed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QLabel, QWidget

from tripplanner.documents.typesetting.accent import readable
from tripplanner.documents.typesetting.style import FIR, LAKE
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.offices import edit_office, office
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.widgets.basics import button, column
from tripplanner.ui.widgets.flow import Flow

COLOUR = msg("Colour of documents")


class AccentPicker(QWidget):
    """A patch in the colour, and what can be done with it."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._context, self._words = context, words
        self.pick: Callable[[str], str] = self._asked
        self.patch = QLabel()
        self.patch.setFixedSize(context.theme.px(96), context.theme.px(22))
        self.choose = button(words, msg("Choose a colour…"), "", context.theme, "pencil")
        self.back = button(words, msg("Take our green"), "", context.theme, "undo-2")
        self.choose.clicked.connect(lambda _checked=False: self._choose())
        self.back.clicked.connect(lambda _checked=False: self._set(""))
        lines, line = column(self, gap=6), Flow(gap=8)
        lines.addWidget(self.patch)
        lines.addLayout(line)
        for one in (self.choose, self.back):
            line.addWidget(one)

    def put(self, accent: str) -> None:
        """Show the colour as it is printed: too light ones are darkened to be read."""
        printed = readable(accent) or FIR
        self.patch.setStyleSheet(f"background: {printed}; border-radius: 4px")
        self._words.put(self.patch, msg("Colour of documents: {colour}", colour=printed), "setAccessibleName")
        self.back.setVisible(bool(readable(accent)))

    def _choose(self) -> None:
        now = self._context.workspace.get(office).accent
        chosen = self.pick(now or LAKE)
        if chosen and chosen != now:
            self._set(chosen)

    def _asked(self, now: str) -> str:
        chosen = QColorDialog.getColor(QColor(now), self.window(), self._words.say(COLOUR))
        return chosen.name() if chosen.isValid() else ""

    def _set(self, accent: str) -> None:
        try:
            self._context.workspace.do(msg("change the colour of documents"), edit_office, None, accent=accent)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
            return
        self.put(accent)
