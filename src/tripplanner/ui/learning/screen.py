"""The page: one tab in front, the others made when somebody first goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.planning.trips import TripRow, trip_row
from tripplanner.ui.context import Context
from tripplanner.ui.learning.tab import Tab, tab_infos
from tripplanner.ui.page import Page
from tripplanner.ui.widgets.basics import Segments, column, row
from tripplanner.ui.widgets.empty import EmptyState

_PAGE, _NO_TRIP = range(2)


class LearningScreen(Page):
    """Tabs over a stack; what is typed in a tab is committed before another one comes in front."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._trip: TripRow | None = None
        self._made: dict[str, Tab] = {}
        self._memories: dict[str, object] = {}
        self._stack = QStackedWidget()
        column(self, (20, 10, 16, 12)).addWidget(self._stack)
        self._stack.addWidget(self._build())
        choose = msg("Choose a trip to see what it is to teach and what it taught.")
        no_trip = EmptyState(context.theme, self.words, msg("No trip chosen"), choose)
        no_trip.offer(msg("Trips"), lambda: context.shell.go("trips"), "filled", "mountain")
        self._stack.addWidget(no_trip)
        self.refresh()

    def _build(self) -> QWidget:
        made = QWidget()
        choices = [(info.key, info.title) for info in tab_infos()]
        self.tabs = Segments(self.words, choices, msg("Parts of the page"), wraps=True)
        self.tabs.choose(choices[0][0])
        self.tabs.chosen.connect(self.show_tab)
        self.body = QStackedWidget()
        bar = row()
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        lines = column(made, gap=10)
        lines.addLayout(bar)
        lines.addWidget(self.body, 1)
        return made

    # -- tabs

    def tab(self) -> Tab | None:
        """The tab in front."""
        return self._made.get(self._front())

    def _front(self) -> str:
        shown = self.body.currentWidget()
        return next((key for key, tab in self._made.items() if tab is shown), "")

    def show_tab(self, key: str) -> None:
        """Bring a tab in front; one that is not known changes nothing."""
        before = self.tab()
        if key not in {info.key for info in tab_infos()}:
            return
        if before is not None and before is not self._made.get(key):
            before.leave()
        self.tabs.choose(key)
        if self._trip is not None:
            self._show(key, self._trip)

    def _show(self, key: str, trip: TripRow) -> None:
        tab = self._made.get(key)
        if tab is None:
            info = next(info for info in tab_infos() if info.key == key)
            tab = self._made[key] = info.make(self.context)
            self.body.addWidget(tab)
        self.body.setCurrentWidget(tab)
        tab.show_trip(trip)
        if key in self._memories:
            tab.recall(self._memories.pop(key))

    # -- what the desk asks

    def refresh(self) -> None:
        """The trip or its data changed."""
        trip = self.context.shell.trip
        self._trip = self._read_trip(trip) if trip is not None else None
        self._stack.setCurrentIndex(_PAGE if self._trip is not None else _NO_TRIP)
        if self._trip is not None:
            self._show(self.tabs.current(), self._trip)

    def _read_trip(self, trip: int) -> TripRow | None:
        try:
            return self.context.workspace.get(trip_row, trip)
        except NotFound:
            return None

    def select(self, target: object) -> None:
        """Show a tab, by its key, or something in it: (key of the tab, what to show there)."""
        key, inside = target if isinstance(target, tuple) else (target, None)
        if isinstance(key, str):
            self.show_tab(key)
            tab = self.tab()
            if inside is not None and tab is not None:
                tab.select(inside)

    def panes(self) -> Sequence[QWidget]:
        tab = self.tab()
        return (self.tabs, *(tab.panes() if tab is not None else ()))

    def home(self) -> QWidget | None:
        tab = self.tab()
        return tab.home() if tab is not None else None

    def retext(self) -> None:
        """Each tab says its own words again."""

    def memory(self) -> object:
        kept = {key: tab.memory() for key, tab in self._made.items()}
        return self.tabs.current(), {**self._memories, **{key: one for key, one in kept.items() if one is not None}}

    def recall(self, memory: Any) -> None:
        key, self._memories = memory
        self.show_tab(key)

    def leave(self) -> None:
        tab = self.tab()
        if tab is not None:
            tab.leave()

    def drop(self) -> None:
        for tab in self._made.values():
            tab.drop()
