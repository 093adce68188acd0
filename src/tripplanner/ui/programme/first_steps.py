"""The three ways to begin a programme that has nothing in it yet: type, take a site, copy a trip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame

from tripplanner.i18n import msg
from tripplanner.ui.programme.source import Source
from tripplanner.ui.widgets.basics import button, column, text_label
from tripplanner.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen

_WIDE, _AIR = 380, 16


class FirstSteps(QFrame):
    """A card that lies on the empty grid; it goes with the first item, and while something is dragged."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        super().__init__(screen.grid.viewport())
        self._screen = screen
        self.setProperty("look", "card")
        words, theme = screen.words, screen.context.theme
        lines = column(self, (16, 14, 16, 14), 10)
        said = msg("Nothing is planned yet. Type a line above, drag a site onto an hour, or start from a past trip.")
        lines.addWidget(words.put(text_label(ink="text2", wrap=True), said))
        ways = Flow(gap=8)
        for label, icon, run in (
            (msg("Type a line"), "calendar-plus", lambda: screen.quick.begin()),
            (msg("Show the sites"), "map-pin", self._sites),
            (msg("Copy a past trip…"), "copy", self._copy),
        ):
            made = button(words, label, "", theme, icon)
            made.clicked.connect(lambda _checked=False, run=run: run())
            ways.addWidget(made)
        lines.addLayout(ways)
        self.hide()
        screen.grid.viewport().installEventFilter(self)
        words.also(self._place)
        theme.changed.connect(self._place)

    def offer(self, source: Source) -> None:
        """Show it where the programme is empty and can be changed."""
        read_only = self._screen.context.workspace.read_only or source.week.trip.stage == "archived"
        self.setVisible(not source.items and not read_only)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """In the middle of the hours, as high as its words need."""
        canvas = self._screen.grid.canvas().toRect()
        wide = max(1, min(self._screen.context.theme.px(_WIDE), canvas.width() - 2 * _AIR))
        high = self.layout().totalHeightForWidth(wide)
        left = canvas.left() + (canvas.width() - wide) // 2
        self.setGeometry(left, canvas.top() + max(_AIR, (canvas.height() - high) // 3), wide, high)

    def _copy(self) -> None:
        """The sheet for a new trip can take the shape of another one."""
        self._screen.context.shell.go("trips")
        self._screen.context.actions.run("new")

    def _sites(self) -> None:
        self._screen.shelf.open("sites")
        self._screen.shelf.sites.setFocus()
