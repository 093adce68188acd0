"""The programme of the trip: week, day or list; what is not placed at the left, checks and details at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.planning.checks import Finding
from tripplanner.planning.history import record_history
from tripplanner.planning.kinds import detail, kind
from tripplanner.ui.content import content_languages, next_language
from tripplanner.ui.context import Context
from tripplanner.ui.language import short_name
from tripplanner.ui.page import Page, Panel
from tripplanner.ui.programme import accessible
from tripplanner.ui.programme.checking import Checker
from tripplanner.ui.programme.checks_panel import ChecksPanel
from tripplanner.ui.programme.detail_panel import DetailPanel
from tripplanner.ui.programme.findings import Findings, in_order
from tripplanner.ui.programme.grid import Grid
from tripplanner.ui.programme.history_panel import HistoryPanel
from tripplanner.ui.programme.listing import Line, programme_table
from tripplanner.ui.programme.slots import Reader
from tripplanner.ui.programme.source import Source, read_programme
from tripplanner.ui.programme.times import Clock
from tripplanner.ui.programme.unplaced import Unplaced, beside, unplaced_card
from tripplanner.ui.programme.view import View, day_of, nearest_day, now_in
from tripplanner.ui.records.values import Writer
from tripplanner.ui.widgets.basics import Segments, button, column, frame, icon_button, row, text_label
from tripplanner.ui.widgets.empty import EmptyState
from tripplanner.ui.widgets.lists import RowList

MODES = ("day", "week", "list")


class ProgrammeScreen(Page):
    """The page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        accessible.install()
        self.source: Source | None = None
        self._view: View | None = None
        self.findings, self.findings_of = Findings(), context.shell.trip
        self._checker = Checker(context, self)
        self._checker.found.connect(self._checked)
        self._shown: tuple[object, ...] = ()
        self._current = ""
        self._day: date | None = None
        self._mode = context.settings.get("programme/mode", "week")
        self._build()
        self._build_panels()
        context.bus.changed.connect(self._forget)
        self.refresh()

    # -- building

    def _build(self) -> None:
        self.grid = Grid(self.context.theme)
        self.words.put(self.grid, msg("Programme"), "setAccessibleName")
        self.table = programme_table(self.context.language, self)
        self.list = RowList(self.context.theme, self.table, self.words, msg("Items of the programme"))
        self.unplaced = Unplaced(self.context.theme)
        self.unplaced_card, self.unplaced_count = unplaced_card(self.words, self.unplaced)
        self.stack = QStackedWidget()
        for view in (self.grid, self.list):
            self.stack.addWidget(view)
        card = frame("card")
        column(card, (1, 1, 1, 1), 0).addWidget(self.stack)
        self.split = beside(self.unplaced_card, card)
        self.body = QWidget()
        lines = column(self.body, (16, 10, 12, 12), 10)
        lines.addLayout(self._tools())
        lines.addWidget(self.split, 1)
        self.empty = EmptyState(
            self.context.theme,
            self.words,
            msg("No trip is open"),
            msg("Choose a trip among the trips, or make a new one: its programme appears here."),
        )
        self.empty.offer(msg("Go to the trips"), lambda: self.context.shell.go("trips"), "filled", "mountain")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.body)
        self.pages.addWidget(self.empty)
        column(self, gap=0).addWidget(self.pages)
        self._connect()

    def _tools(self) -> QHBoxLayout:
        line = row(gap=8)
        choices = (("day", msg("Day")), ("week", msg("Week")), ("list", msg("List")))
        self.segments = Segments(self.words, choices, msg("View"))
        self.segments.choose(self._mode)
        self.before = icon_button(self.words, msg("Day before"), self.context.theme, "chevron-left")
        self.after = icon_button(self.words, msg("Day after"), self.context.theme, "chevron-right")
        self.day_title = text_label(size="emphasis", strong=True)
        self.day_title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.day_title.setMinimumWidth(190)
        self.smaller = icon_button(self.words, msg("Lower hours"), self.context.theme, "zoom-out")
        self.fit = icon_button(self.words, msg("Fit the hours to the window"), self.context.theme, "maximize")
        self.bigger = icon_button(self.words, msg("Higher hours"), self.context.theme, "zoom-in")
        self.content = button(self.words, msg("Language of the content"), "", self.context.theme, "languages")
        for widget in (self.segments, self.before, self.day_title, self.after):
            line.addWidget(widget)
        line.addStretch(1)
        for widget in (self.smaller, self.fit, self.bigger, self.content):
            line.addWidget(widget)
        return line

    def _connect(self) -> None:
        self.segments.chosen.connect(self.show_mode)
        self.before.clicked.connect(lambda: self._step_day(-1))
        self.after.clicked.connect(lambda: self._step_day(1))
        self.smaller.clicked.connect(lambda: self.grid.zoom(self.grid.hour_height() - 8))
        self.bigger.clicked.connect(lambda: self.grid.zoom(self.grid.hour_height() + 8))
        self.fit.clicked.connect(lambda: self.grid.zoom(None))
        self.content.clicked.connect(self.next_content_language)
        self.grid.selected.connect(self._chosen)
        self.unplaced.selected.connect(self._chosen)
        self.grid.activated.connect(self._open)
        self.unplaced.activated_key.connect(self._open)
        self.list.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.list.doubleClicked.connect(lambda index: self._open(self._key_at(index.row())))

    def _build_panels(self) -> None:
        self.detail_panel = DetailPanel(self.context, self.words)
        self.checks = ChecksPanel(self.context.theme, self.words)
        self.checks.asked.connect(self._choose)
        self.history = HistoryPanel(self.context, self.words)
        for panel in (self.detail_panel, self.checks, self.history):
            panel.setParent(self)
            panel.hide()
            self.destroyed.connect(panel.deleteLater)

    # -- what the frame asks

    def offers(self) -> dict[str, Callable[[], object]]:
        return {
            "content_language": self.next_content_language,
            "edit_in_place": self._edit,
            "next_problem": lambda: self._step_problem(1),
            "previous_problem": lambda: self._step_problem(-1),
        }

    def panels(self) -> Sequence[Panel]:
        return (
            ("checks", msg("Checks"), self.checks),
            ("detail", msg("Detail"), self.detail_panel),
            ("history", msg("History"), self.history),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self.unplaced, self.grid if self._mode != "list" else self.list)

    def leave(self) -> None:
        self.detail_panel.flush()

    def refresh(self) -> None:
        """Read the programme of the chosen trip again."""
        trip = self.context.shell.trip
        self.source = self._read(trip) if trip is not None else None
        if self.source is None or self.findings_of != trip:
            self.findings, self.findings_of = Findings(), trip
        self.pages.setCurrentWidget(self.body if self.source is not None else self.empty)
        self._present()
        if self.source is not None and trip is not None:
            self._checker.ask(trip)

    def _read(self, trip: int) -> Source | None:
        try:
            return self.context.workspace.get(read_programme, trip)
        except NotFound:
            return None

    def _checked(self, trip: int, found: tuple[Finding, ...]) -> None:
        """Mark what the rules found."""
        if self.source is not None and trip == self.context.shell.trip:
            self.findings = Findings(found, in_order(item.uuid for item in self.source.items))
            self._present()

    def select(self, target: object) -> None:
        """Choose the item with this UUID; a date opens that day."""
        if isinstance(target, date):
            self._day = target
            self.show_mode("day")
        elif isinstance(target, str):
            self._choose(target)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._shown != self._state():
            self.refresh()

    def _state(self) -> tuple[object, ...]:
        """What the screen depends on besides the database."""
        return (self.context.shell.trip, self.context.language.code, self._languages())

    def _forget(self, _changes: object) -> None:
        """Something changed; a hidden page reads again when it is shown."""
        if not self.isVisible():
            self._shown = ()

    # -- showing

    def _languages(self) -> tuple[str, str]:
        known = self.source.week.trip.languages if self.source is not None else ("fr", "en", "zh")
        return content_languages(self.context.settings, self.context.language.code, known)

    def _present(self) -> None:
        self._shown = self._state()
        source = self.source
        if source is None:
            self._view = None
            self._show_detail()
            return
        self._view = View(source, self._reader(source), now_in(source.week.trip.zone))
        if self._current not in source.by_key:
            self._current = ""
        self.unplaced.put(self._view.unplaced)
        self.unplaced_count.setText(str(len(self._view.unplaced)))
        self.unplaced_card.setVisible(bool(self._view.unplaced))
        shown = " · ".join(short_name(one) for one in self._languages() if one)
        self.content.setText(shown)
        self.content.setAccessibleName(shown)  # what is spoken is what is seen; the tooltip says what it does
        self.checks.show_findings(self.findings)
        self._show_sheet()
        self._choose(self._current)

    def _reader(self, source: Source) -> Reader:
        trip, language = source.week.trip, self.context.language
        first, second = self._languages()
        clock = Clock(language.code, language.say, trip.zone)
        titles = {item.uuid: item.title.best(first, second) for item in source.items}
        found = self.findings
        return Reader(
            first, second, language.say, clock, source.groups, source.tones, found.worst, found.clashes(titles)
        )

    def _step_problem(self, way: int) -> None:
        """F8, Shift+F8: the next or previous finding, and its item."""
        self._show_panel("checks")
        self.checks.step(way)

    def _show_sheet(self) -> None:
        view, mode = self._view, self._mode
        if view is None:
            return
        for widget in (self.before, self.after, self.day_title):
            widget.setVisible(mode == "day")
        for widget in (self.smaller, self.fit, self.bigger):
            widget.setVisible(mode != "list")
        self.stack.setCurrentWidget(self.list if mode == "list" else self.grid)
        if mode == "day":
            self._day = nearest_day(view.days, self._day)
            if self._day is not None:
                self.day_title.setText(view.reader.clock.day_title(self._day))
                self.grid.show_sheet(view.day(self._day))
                self.before.setEnabled(self._day != view.days[0])
                self.after.setEnabled(self._day != view.days[-1])
        elif mode == "week":
            self.grid.show_sheet(view.week)
        else:
            self.table.set_rows([Line(item, view.slots[item.uuid], view.reader) for item in view.source.items])

    def show_mode(self, mode: str) -> None:
        """Show the programme by *day*, *week* or as a *list*."""
        self._mode = mode if mode in MODES else "week"
        self.context.settings.set("programme/mode", self._mode)
        self.segments.choose(self._mode)
        item = self.source.by_key.get(self._current) if self.source else None
        if self._mode == "day" and item is not None and day_of(item) is not None:
            self._day = day_of(item)
        self._show_sheet()
        self._choose(self._current)

    def _step_day(self, step: int) -> None:
        if self._view is None or self._day not in self._view.days:
            return
        at = self._view.days.index(self._day) + step
        if 0 <= at < len(self._view.days):
            self._day = self._view.days[at]
            self._show_sheet()

    def next_content_language(self) -> None:
        """Ctrl+L: another language comes first."""
        known = self.source.week.trip.languages if self.source is not None else ("fr", "en", "zh")
        next_language(self.context.settings, self.context.language.code, known)
        self._present()

    # -- choosing

    def _chosen(self, key: str) -> None:
        """The person chose an item in the grid or beside it."""
        self._current = key
        self.unplaced.choose(key)
        self.grid.choose(key)
        self._show_detail()

    def _choose(self, key: str) -> None:
        self._current = key
        self.grid.choose(key)
        self.unplaced.choose(key)
        at = self.table.position(lambda line: line.item.uuid == key)
        self.list.select_position(at)
        self._show_detail()

    def _row_chosen(self) -> None:
        key = self._key_at(self.list.currentIndex().row())
        if key and key != self._current:
            self._chosen(key)

    def _key_at(self, position: int) -> str:
        line = self.table.row(position)
        return line.item.uuid if line is not None else ""

    def _open(self, key: str) -> None:
        """Enter or a double click: the details come to the front."""
        self._choose(key)
        self._show_panel("detail")

    def _show_panel(self, key: str) -> None:
        self.context.shell.panel_asked.emit(key)

    def _edit(self) -> None:
        """F2: edit the title of the chosen item."""
        if self._current:
            self._show_panel("detail")
            self.detail_panel.edit_title()

    def _show_detail(self) -> None:
        item = self.source.by_key.get(self._current) if self.source is not None else None
        if item is None or self._view is None or self.source is None:
            self.detail_panel.show_nothing()
            self.history.show_history(())
            return
        found = self.context.workspace.get(detail, kind("items"), item.id)
        self.history.show_history(self.context.workspace.get(record_history, item.uuid))
        trip = self.source.week.trip
        first, second = self._languages()
        writer = Writer(self.context.language.code, self.context.language.say, first, second)
        order = tuple(dict.fromkeys(one for one in (first, second, *trip.languages) if one))
        self.detail_panel.show_item(self._view.slots[item.uuid], item, found, writer, order, trip)
