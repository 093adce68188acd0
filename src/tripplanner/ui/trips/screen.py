"""The trips: cards by phase or one table, a filter, and a way to make a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from tripplanner.dates import date_span
from tripplanner.i18n import msg, msgn
from tripplanner.planning.trips import TripRow, list_trips
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask
from tripplanner.ui.jobs import Job
from tripplanner.ui.page import Page, Panel
from tripplanner.ui.sample import add_sample
from tripplanner.ui.tables import Column, RowTable, folded
from tripplanner.ui.trips import story
from tripplanner.ui.trips.card import TripCard
from tripplanner.ui.trips.counts import Counts, count_all
from tripplanner.ui.trips.todo import TodoPanel
from tripplanner.ui.trips.trip_panel import TripPanel
from tripplanner.ui.widgets.basics import (
    Segments,
    button,
    clear,
    column,
    frame,
    row,
    scrolled,
    search_field,
    text_label,
)
from tripplanner.ui.widgets.empty import EmptyState
from tripplanner.ui.widgets.halves import Halves
from tripplanner.ui.widgets.lists import RowList
from tripplanner.ui.widgets.stages import STAGES
from tripplanner.ui.widgets.text_counts import share_words, which

NEW_TRIP = msg("New trip")


class TripsScreen(Page):
    """The first page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._trips: list[TripRow] = []
        self._counts: dict[int, Counts] = {}
        self._checking: Job | None = None
        self._todo = TodoPanel(context)
        self._trip = TripPanel(context, self.words)
        self._stack = QStackedWidget()
        lines = column(self, (20, 12, 16, 12), 10)
        lines.addWidget(self._build_bar())
        lines.addWidget(self._stack, 1)
        self._build_cards()
        self._build_table()
        self._build_empty()
        self._nothing = text_label(ink="text2", size="emphasis")
        self._stack.addWidget(self._nothing)
        self.refresh()

    # -- building

    def _build_bar(self) -> Halves:
        theme = self.context.theme
        self._title = self.words.put(text_label(size="title"), msg("Trips"))
        self._count = text_label(ink="text2")
        self._filter = search_field(self.words, msg("Filter the trips…"), theme)
        self._filter.setMinimumWidth(100)
        self._filter.setMaximumWidth(240)
        self._filter.textChanged.connect(lambda _text: self._show())
        self._view = Segments(self.words, (("cards", msg("Cards")), ("table", msg("Table"))), msg("View"))
        self._view.choose(self.context.settings.get("trips/view", "cards"))
        self._view.chosen.connect(self._view_chosen)
        self._new = button(self.words, NEW_TRIP, "filled", theme, "plus")
        self._new.clicked.connect(lambda _checked=False: self.new_trip())
        self._new.setEnabled(not self.context.workspace.read_only)
        bar = Halves()
        for widget, stretch in ((self._title, 0), (self._count, 0), (self._filter, 1)):
            bar.left.addWidget(widget, stretch)
        bar.right.addStretch(1)
        for widget in (self._view, self._new):
            bar.right.addWidget(widget)
        return bar

    def _build_cards(self) -> None:
        inner = QWidget()
        self._cards = column(inner, (0, 0, 8, 8), 8)
        self._stack.addWidget(scrolled(inner))

    def _build_table(self) -> None:
        say = self.words.say
        columns: Sequence[Column[TripRow]] = (
            Column("title", msg("Trip"), self._name, second=self._second, width=320),
            Column("dates", msg("Dates"), self._dates, sort=lambda t: t.first_day.toordinal(), width=190),
            Column("stage", msg("Stage"), lambda t: STAGES[t.stage], width=130),
            Column("delegates", msg("Delegates"), lambda t: t.delegates, sort=lambda t: t.delegates, width=90),
            Column("items", msg("Items"), lambda t: t.items, sort=lambda t: t.items, width=90),
            Column("texts", msg("Texts"), self._texts, width=150),
            Column("next", msg("Next step"), lambda t: say(story.next_step(t)), width=240),
        )
        self.table = RowTable(columns, self.context.language, self)
        self._list = RowList(self.context.theme, self.table, self.words, msg("Trips"))
        self._list.activated.connect(self._activated)
        self._list.clicked.connect(self._clicked)
        card = frame("card")
        column(card, (1, 1, 1, 1)).addWidget(self._list)
        self._stack.addWidget(card)

    def _build_empty(self) -> None:
        sentence = msg("Create one, or open the sample in three languages to see a full week.")
        self._empty = EmptyState(self.context.theme, self.words, msg("No trip yet"), sentence)
        if not self.context.workspace.read_only:
            self._empty.offer(NEW_TRIP, self.new_trip, "filled", "plus")
            self._empty.offer(msg("Open the sample"), self.open_sample, "", "book-open")
        self._stack.addWidget(self._empty)

    # -- showing

    def memory(self) -> str:
        return self._filter.text()

    def recall(self, memory: str) -> None:
        self._filter.setText(memory)

    def refresh(self) -> None:
        self._trips = self.context.workspace.get(list_trips)
        self._show()
        self._todo.refresh(self._trips, self._counts)
        self._trip.refresh()
        self._check()

    def _check(self) -> None:
        """Ask the rules about every trip that is not archived, in a job; the cards follow."""
        if self._checking is not None:
            self._checking.cancel()
        trips, workspace = [trip.id for trip in self._trips if trip.stage != "archived"], self.context.workspace
        if trips:
            self._checking = self.context.jobs.start(
                msg("Checking the trips"), lambda progress: count_all(workspace, trips, progress), done=self._checked
            )

    def _checked(self, counts: Any) -> None:
        self._checking = None
        if counts != self._counts:
            self._counts = counts
            self._show()
            self._todo.refresh(self._trips, self._counts)

    def _show(self) -> None:
        needle = folded(self._filter.text())
        kept = [trip for trip in self._trips if needle in folded(self._searched(trip))]
        self._count.setText(self.words.say(msgn("{n} trip", "{n} trips", len(self._trips))))
        for one in (self._filter, self._view, self._new, self._count):
            one.setVisible(bool(self._trips))
        self.table.set_rows(kept)
        self._show_cards(kept)
        self._stack.setCurrentIndex(self._which(kept))
        nothing = msg("No result for “{words}”: clear the filter.", words=self._filter.text())
        self._nothing.setText(self.words.say(nothing))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _which(self, kept: list[TripRow]) -> int:
        """Cards, table, no trip at all, or nothing that fits the filter."""
        if not self._trips:
            return 2
        if not kept:
            return 3
        return 1 if self._view.current() == "table" else 0

    def _show_cards(self, trips: list[TripRow]) -> None:
        clear(self._cards)
        for group in story.groups(trips):
            head = row(gap=8)
            head.addWidget(self.words.put(text_label(ink="text2", strong=True), group.title))
            number = text_label(ink="text2")
            number.setText(str(len(group.trips)))
            head.addWidget(number, 1)
            self._cards.addLayout(head)
            for trip in group.trips:
                card = TripCard(self.context, trip, self._counts.get(trip.id))
                card.clicked.connect(lambda _checked=False, id=trip.id: self._open(id))
                self._cards.addWidget(card)
        self._cards.addStretch(1)

    def _searched(self, trip: TripRow) -> str:
        return "\n".join((*trip.title.words.values(), *trip.route.words.values(), trip.code))

    def _name(self, trip: TripRow) -> str:
        return trip.title.best(self.context.language.code)

    def _second(self, trip: TripRow) -> str:
        return story.second_title(trip.title, self.context.language.code, trip.languages)

    def _texts(self, trip: TripRow) -> str:
        counts = self._counts.get(trip.id)
        texts = counts.texts if counts is not None else {}
        shown = [share_words(code, texts[code]) for code in trip.languages if code in texts and texts[code].total]
        return " · ".join(map(self.words.say, shown))

    def _dates(self, trip: TripRow) -> str:
        return date_span(trip.first_day, trip.last_day, self.context.language.code)

    # -- doing

    def offers(self) -> dict[str, Callable[[], object]]:
        found: dict[str, Callable[[], object]] = {"filter": self._filter.setFocus}
        if not self.context.workspace.read_only:
            found |= {"new": self.new_trip, "open_sample": self.open_sample}
        return found

    def panels(self) -> Sequence[Panel]:
        return (("todo", msg("To do"), self._todo), ("trip", msg("Trip"), self._trip))

    def panes(self) -> Sequence[QWidget]:
        return (self._filter, self._stack)

    def new_trip(self) -> None:
        """Ask for what a trip needs and make it: one undoable step."""
        from tripplanner.ui.trips.new_trip import NewTripDialog

        dialog = NewTripDialog(self.context, self.window())
        if ask(dialog) and dialog.made is not None:
            self._open(dialog.made)

    def open_sample(self) -> None:
        """Load the sample (once) and show its trip."""
        add_sample(self.context)

    def _open(self, trip: int) -> None:
        self.context.shell.choose_trip(trip)
        self.context.shell.go("programme")

    def _activated(self, index: QModelIndex) -> None:
        trip = self.table.row(index)
        if trip is not None:
            self._open(trip.id)

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the numbers of the texts shows what is most urgent there."""
        trip = self.table.row(index)
        counts = self._counts.get(trip.id) if trip is not None else None
        if trip is None or counts is None or self.table.columns[index.column()].key != "texts":
            return
        waiting = {code: one for code, one in counts.texts.items() if code in trip.languages and one.total}
        if waiting:
            code = min(waiting, key=lambda one: waiting[one].share)
            self.context.shell.choose_trip(trip.id)
            self.context.shell.go("texts", (code, which(waiting[code])))

    def _view_chosen(self, view: str) -> None:
        self.context.settings.set("trips/view", view)
        self._show()
