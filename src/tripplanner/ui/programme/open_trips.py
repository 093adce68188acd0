"""Several trips open at once: a tab each, and for each the place where one was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTabBar, QToolButton

from tripplanner.i18n import Message, msg
from tripplanner.settings import Settings
from tripplanner.ui.language import Words
from tripplanner.ui.plain import for_button
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import icon_button

MOST = 8
_KEY = "programme/open"


@dataclass
class Place:
    """Where one was in a trip: what was chosen, the day of the day view, how far the grid was scrolled."""

    current: str = ""
    day: date | None = None
    scroll: tuple[int, int] | None = None
    hour: float | None = None


class OpenTrips(QTabBar):
    """The tabs; ``asked(trip)`` when one is chosen. Hidden while there is but one."""

    asked = Signal(int)

    def __init__(self, words: Words, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self._settings = settings
        self.places: dict[int, Place] = {}
        kept = settings.get(_KEY, [])
        self._trips: list[int] = [one for one in kept if isinstance(one, int)] if isinstance(kept, list) else []
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        words.put(self, msg("Open trips"), "setAccessibleName")
        self.currentChanged.connect(self._turned)

    def place(self, trip: int) -> Place:
        """Where one was in a trip."""
        return self.places.setdefault(trip, Place())

    def trips(self) -> tuple[int, ...]:
        """The trips that are open, by number."""
        return tuple(self._trips)

    def show_trip(self, trip: int, title: Callable[[int], str]) -> None:
        """This trip is shown; ``title`` gives a trip's words, empty where it is gone."""
        if trip not in self._trips:
            self._trips = [*self._trips, trip][-MOST:]
        titles = {one: title(one) for one in self._trips}
        self._trips = [one for one in self._trips if titles[one]]
        self._settings.set(_KEY, list(self._trips))
        with QSignalBlocker(self):
            while self.count() > len(self._trips):
                self.removeTab(self.count() - 1)
            for at, one in enumerate(self._trips):
                if at >= self.count():
                    self.addTab("")
                    self.setTabButton(at, QTabBar.ButtonPosition.RightSide, self._closer())
                self.setTabText(at, for_button(titles[one]))
                self.setTabToolTip(at, titles[one])
                closer = self.tabButton(at, QTabBar.ButtonPosition.RightSide)
                self._words.name(closer, msg("Close: {title}", title=titles[one]))
            if trip in self._trips:
                self.setCurrentIndex(self._trips.index(trip))
        self.setVisible(len(self._trips) > 1)

    def _closer(self) -> QToolButton:
        """The cross of a tab; it is found again by its place, which changes when others are closed."""
        made = icon_button(self._words, Message(""), self._theme, "x")
        side = QTabBar.ButtonPosition.RightSide
        made.clicked.connect(lambda: self._close([self.tabButton(at, side) for at in range(self.count())].index(made)))
        return made

    def step(self, way: int) -> None:
        """The next (1) or previous (−1) open trip."""
        if len(self._trips) > 1:
            self.setCurrentIndex((self.currentIndex() + way) % len(self._trips))

    def close_current(self) -> None:
        """Close the trip that is shown, where another one is open."""
        self._close(self.currentIndex())

    def _turned(self, at: int) -> None:
        if 0 <= at < len(self._trips):
            self.asked.emit(self._trips[at])

    def _close(self, at: int) -> None:
        if len(self._trips) < 2 or not 0 <= at < len(self._trips):
            return
        shown = at == self.currentIndex()
        trip = self._trips.pop(at)
        self.places.pop(trip, None)
        with QSignalBlocker(self):
            self.removeTab(at)
        self._settings.set(_KEY, list(self._trips))
        self.setVisible(len(self._trips) > 1)
        if shown:
            self.asked.emit(self._trips[min(at, len(self._trips) - 1)])
