"""The programme of the trip: week, day or list; what can be placed at the left, checks and details at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.planning.checks import Finding
from tripplanner.planning.listings.sites import list_sites
from tripplanner.planning.trips import trip_row
from tripplanner.ui.content import next_language
from tripplanner.ui.context import Context
from tripplanner.ui.exporting import offer
from tripplanner.ui.importing import Wanted, bring
from tripplanner.ui.language import short_name
from tripplanner.ui.page import Panel
from tripplanner.ui.planner.planner import Planner
from tripplanner.ui.programme import accessible
from tripplanner.ui.programme.board import Board
from tripplanner.ui.programme.cells import Cells
from tripplanner.ui.programme.checking import Checker
from tripplanner.ui.programme.checks_panel import ChecksPanel
from tripplanner.ui.programme.choosing import Choosing
from tripplanner.ui.programme.deciding import Decider
from tripplanner.ui.programme.detail_panel import DetailPanel
from tripplanner.ui.programme.dragging import Dragging
from tripplanner.ui.programme.findings import Clashes, Findings
from tripplanner.ui.programme.first_look import ABOVE
from tripplanner.ui.programme.first_steps import FirstSteps
from tripplanner.ui.programme.grid import Grid
from tripplanner.ui.programme.ground import Ground
from tripplanner.ui.programme.hands import Hands
from tripplanner.ui.programme.history_panel import HistoryPanel
from tripplanner.ui.programme.leading import lead, part_of_person
from tripplanner.ui.programme.listing import ItemList, programme_table
from tripplanner.ui.programme.map_view import MapView
from tripplanner.ui.programme.open_trips import OpenTrips
from tripplanner.ui.programme.parts_view import PartsView
from tripplanner.ui.programme.placing import Placer
from tripplanner.ui.programme.quick_add import QuickAdd
from tripplanner.ui.programme.renaming import Renamer
from tripplanner.ui.programme.sheets import Sheets
from tripplanner.ui.programme.shelf import Shelf, beside
from tripplanner.ui.programme.slots import Reader
from tripplanner.ui.programme.source import Source, read_programme
from tripplanner.ui.programme.times import Clock
from tripplanner.ui.programme.tools import VIEWS, Tools
from tripplanner.ui.programme.view import View, day_of, now_in
from tripplanner.ui.programme.ways import WayLayer
from tripplanner.ui.programme.when_editor import WhenEditor
from tripplanner.ui.texts.place import NextProblem
from tripplanner.ui.widgets.banner import Banner
from tripplanner.ui.widgets.basics import column, frame
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.empty import EmptyState

MODES = tuple(key for key, _name in VIEWS)


class ProgrammeScreen(Choosing):
    """The page. ``board`` is what it shows; ``hands``, ``sheets`` and ``placer`` act on it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        accessible.install()
        self.board = Board(mode=context.settings.get("programme/mode", "week"))
        self.findings, self.findings_of = Findings(), context.shell.trip
        self._checker = Checker(context, self)
        self._checker.found.connect(self._checked)
        self._shown: tuple[object, ...] = ()
        self._trip: int | None = None
        self.hands, self.placer = Hands(self), Placer(self)
        self.sheets = Sheets(self)
        self.planner = Planner(self)
        self._build()
        self.ways, self.renamer, self.cells = WayLayer(self), Renamer(self), Cells(self)
        self.dragging = Dragging(self)
        self._connect()
        self._build_panels()
        context.bus.changed.connect(self._forget)
        context.bus.changed.connect(self.shelf.notice)
        self.refresh()

    # -- building

    def _build(self) -> None:
        context = self.context
        self.grid = Grid(context.theme)
        self.words.put(self.grid, msg("Programme"), "setAccessibleName")
        self.table = programme_table(context.language, self)
        self.list = ItemList(context.theme, self.table, self.words, msg("Items of the programme"))
        ColumnFit(self.list, self.table, context.theme)
        self.shelf = Shelf(context.theme, self.words, lambda: context.workspace.get(list_sites))
        self.unplaced = self.shelf.unplaced
        self.stack = QStackedWidget()
        for view in (self.grid, self.list):
            self.stack.addWidget(view)
        self.card = frame("card")
        column(self.card, (1, 1, 1, 1), 0).addWidget(self.stack)
        self.split = beside(self.shelf, self.card)
        self.map = MapView(context, self.words, self.board)
        self.split.addWidget(self.map)
        self.split.setStretchFactor(2, 6)
        self.tools = Tools(context.theme, self.words, self.board.mode)
        self.day_title, self.before, self.after = self.tools.day_title, self.tools.before, self.tools.after
        self.trips = OpenTrips(self.words, context.theme, context.settings)
        self.banner = Banner(context.theme, self.words)
        self.start = FirstSteps(self)
        self.body = QWidget()
        lines = column(self.body, (16, 10, 12, 12), 10)
        self.quick = QuickAdd(self)
        for widget in (self.trips, self.banner, self.tools, self.quick.bar):
            lines.addWidget(widget)
        lines.addWidget(self.split, 1)
        self.empty = EmptyState(
            context.theme,
            self.words,
            msg("No trip is open"),
            msg("Choose a trip among the trips, or make a new one: its programme appears here."),
        )
        self.empty.offer(msg("Go to the trips"), lambda: context.shell.go("trips"), "filled", "mountain")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.body)
        self.pages.addWidget(self.empty)
        column(self, gap=0).addWidget(self.pages)

    def _connect(self) -> None:
        tools = self.tools
        tools.segments.chosen.connect(self.show_mode)
        tools.before.clicked.connect(lambda: self._step_day(-1))
        tools.after.clicked.connect(lambda: self._step_day(1))
        tools.smaller.clicked.connect(lambda: self.zoom(-8))
        tools.bigger.clicked.connect(lambda: self.zoom(8))
        tools.fit.clicked.connect(lambda: self.zoom(None))
        tools.content.clicked.connect(self.next_content_language)
        self.grid.selected.connect(self._chosen)
        self.grid.activated.connect(self._open)
        for cards in (self.shelf.unplaced, self.shelf.sites):
            cards.activated_key.connect(self._open)
        self.shelf.unplaced.selected.connect(self._chosen)
        self.shelf.sites.selected.connect(self._site_chosen)
        self.list.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.list.cell_asked.connect(self.cells.start)
        self.list.activated.connect(lambda index: self._open(self._key_at(index.row())))
        self.trips.asked.connect(self.context.shell.choose_trip)
        tools.all_days.clicked.connect(lambda: self._step_day(0))
        self.map.selected.connect(self._chosen)
        self.map.activated.connect(self._open)
        self.map.turned.connect(self._show_sheet)
        for pane in (self.grid, self.list, self.map.canvas, self.shelf.unplaced, self.shelf.sites):
            self.context.actions.lend(pane)

    def _offer_menu(self, at: QPoint) -> None:
        """The menu of items under the pointer: nothing is in it that is not in the menu bar."""
        self.context.actions.menu("item").popup(at)

    def _build_panels(self) -> None:
        self.detail_panel = DetailPanel(self.context, self.words, WhenEditor(self), PartsView(self))
        self.checks = ChecksPanel(self.context.theme, self.words, self.context.jobs)
        self.checks.asked.connect(self._go_to)
        self.decider = Decider(self.context, self.checks, lambda: self.findings, self)
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
            "open_item": self._open_meant,
            "place": self.placer.ask,
            "quick_add": self.quick.begin,
            "next_problem": lambda: self._step_problem(1),
            "previous_problem": lambda: self._step_problem(-1),
            "first_fix": self.decider.apply_first,
            "zoom_in": lambda: self.zoom(8),
            "zoom_out": lambda: self.zoom(-8),
            "zoom_fit": lambda: self.zoom(None),
            "next_trip": lambda: self.trips.step(1),
            "previous_trip": lambda: self.trips.step(-1),
            "close_trip": self.trips.close_current,
            **{f"view_{mode}": lambda mode=mode: self.show_mode(mode) for mode in MODES},
            **self._exchange(),
            **self.hands.offers(),
            **self.sheets.offers(),
            **self.planner.offers(),
            **self.map.offers(),
        }

    def _exchange(self) -> dict[str, Callable[[], object]]:
        """A programme comes and goes as a table too."""
        trip = self.context.shell.trip
        if trip is None:
            return {}
        writing = {} if self.context.workspace.read_only else {
            "import": lambda: bring(self.context, Wanted("items", (), self.context.shell.trip))
        }  # fmt: skip
        going = offer(self.context, lambda: "programme", lambda: self.context.shell.trip, self)
        return {"export": going, **writing}

    def panels(self) -> Sequence[Panel]:
        return (
            ("checks", msg("Checks"), self.checks),
            ("detail", msg("Detail"), self.detail_panel),
            ("history", msg("History"), self.history),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self.map.side if self.board.mode == "map" else self.shelf.shown(), self.main_view())

    def main_view(self) -> QWidget:
        """What shows the programme: the grid, the list or the map."""
        return {"list": self.list, "map": self.map.canvas}.get(self.board.mode, self.grid)

    def home(self) -> QWidget:
        return self.panes()[-1]

    def memory(self) -> tuple[object, ...]:
        return self.board.current, self.board.day, self.grid.hour_wanted(), self.grid.scrolled()

    def recall(self, memory: tuple[Any, ...]) -> None:
        self.board.current, self.board.day, hour, scroll = memory
        self.grid.start_at(hour, scroll)
        self._present()

    def leave(self) -> None:
        for editor in (self.renamer, self.cells):
            editor.finish(keep=True)
        self.detail_panel.flush()
        if self.split.isVisible():
            self.context.settings.set(ABOVE, self.split.y() - self.body.layout().contentsMargins().top())

    def refresh(self) -> None:
        """Read the programme of the chosen trip again."""
        trip = self.context.shell.trip
        if trip != self._trip:
            self._leave_trip()
        self.board.source = self._read(trip) if trip is not None else None
        if self.source is None or self.findings_of != trip:
            self.findings, self.findings_of = Findings(), trip
        self.pages.setCurrentWidget(self.body if self.source is not None else self.empty)
        if trip != self._trip:
            self._enter_trip(trip)
        self._present()
        if self.source is not None and trip is not None:
            QTimer.singleShot(0, self, self._check)  # once the programme is painted

    def _read(self, trip: int) -> Source | None:
        try:
            return self.context.workspace.get(read_programme, trip)
        except NotFound:
            return None

    def _leave_trip(self) -> None:
        """Remember where one was in the trip that is about to go."""
        if self._trip is not None and self.source is not None:
            place, board = self.trips.place(self._trip), self.board
            place.current, place.day = board.current, board.day
            place.scroll, place.hour = self.grid.scrolled(), self.grid.hour_wanted()
        self.board.ground = None

    def _enter_trip(self, trip: int | None) -> None:
        self._trip, self._site = trip, ""
        if trip is None or self.source is None:
            return
        place = self.trips.place(trip)
        self.board.current, self.board.day = place.current, place.day
        self.trips.show_trip(trip, self._trip_title)
        self.grid.start_at(place.hour, place.scroll)

    def _trip_title(self, trip: int) -> str:
        """What a trip is called on its tab, empty where it is gone."""
        own = self.board.trip()
        try:
            row = own if own is not None and own.id == trip else self.context.workspace.get(trip_row, trip)
        except NotFound:
            return ""
        return (row.short_title or row.title).best(self.context.language.code) or row.code or str(trip)

    def _check(self) -> None:
        trip = self.context.shell.trip
        if self.source is not None and trip is not None:
            self._checker.ask(trip)

    def _checked(self, trip: int, found: Findings) -> None:
        """Mark what the rules found; where every mark is as it was, the programme is not painted a second time."""
        if self.source is None or trip != self.context.shell.trip:
            return
        before = self._marks()
        self.findings = found
        self.board.ground = Ground(found.checking) if found.checking is not None else None
        if self.board.mode == "map" or self._shown != self._state() or self._marks() != before:
            self._present()
        else:
            self.checks.show_findings(found)

    def _marks(self) -> tuple[object, ...]:
        """What the programme shows of the findings and of the ways between its items."""
        return self.findings.worst, self.findings.partners, self.ways.looks()

    def select(self, target: object) -> None:
        """Choose the item with this UUID; a date opens that day; :class:`NextProblem` walks on through the findings."""
        if isinstance(target, NextProblem):
            self._step_problem(target.way)
        elif isinstance(target, date):
            item = self.board.chosen()
            if item is not None and day_of(item) != target:
                self.board.current = ""  # the day of what is chosen would be shown instead
            self.board.day = target
            self.show_mode("day")
        elif isinstance(target, str):
            self.choose(target)

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

    def language_of_content(self) -> str:
        """The language content is read and written in first."""
        return self._languages()[0]

    def _present(self) -> None:
        self._shown = self._state()
        board, source = self.board, self.source
        if source is None:
            board.view = None
            self.checks.show_nothing()
            self._show_detail()
            return
        board.view = View(source, self._reader(source), now_in(source.week.trip.zone))
        if board.current not in source.by_key:
            board.current = ""
        self.shelf.show_waiting(board.view.unplaced, board.view.reader)
        shown = " · ".join(short_name(one) for one in self._languages() if one)
        self.tools.content.setText(shown)
        self._say_archived(source)
        self.start.offer(source)
        self.tools.content.setAccessibleName(shown)  # what is spoken is what is seen; the tooltip says what it does
        self.checks.show_findings(self.findings)
        self._show_sheet()
        self._mark(board.current)

    def _say_archived(self, source: Source) -> None:
        """An archived trip says that it is read, not changed, and how to open it again."""
        if source.week.trip.stage == "archived":
            said = msg("This trip is archived: its programme is read, not changed.")
            self.banner.say(said, msg("Reopen the trip"), self.sheets.archive)
        else:
            self.banner.hide()

    def _reader(self, source: Source) -> Reader:
        trip, language = source.week.trip, self.context.language
        first, second = self._languages()
        clock = Clock(language.code, language.say, trip.zone)
        titles = {item.uuid: item.title.best(first, second) for item in source.items}
        found = self.findings
        return Reader(
            first,
            second,
            language.say,
            clock,
            source.groups,
            source.tones,
            found.worst,
            Clashes(found.partners, titles),
            (trip.first_day, trip.last_day),
        )

    def _go_to(self, finding: Finding) -> None:
        """The item a finding is about, the text that waits, the record."""
        page, target = lead(finding)
        person = next((row.uuid for row in finding.rows if row.table == "person"), "") if not page else ""
        if person:
            page, target = self.context.workspace.get(part_of_person, person, self.context.shell.trip)
        if page == "programme":
            self.choose(str(target))
        elif page:
            self.context.shell.go(page, target)

    def _step_problem(self, way: int) -> None:
        """F8, Shift+F8: the next or previous finding, and its item."""
        self._show_panel("checks")
        self.checks.step(way)

    def show_mode(self, mode: str) -> None:
        """Show the programme by *day*, *week*, as a *list* or on the *map*."""
        self.cells.finish(keep=True)
        self.board.mode = mode if mode in MODES else "week"
        self.context.settings.set("programme/mode", self.board.mode)
        item = self.board.chosen()
        if self.board.mode == "day" and item is not None and day_of(item) is not None:
            self.board.day = day_of(item)
        self._show_sheet()
        self.choose(self.board.current)

    def zoom(self, by: int | None) -> None:
        """Higher or lower hours, a nearer or farther map; ``None`` fits them to the window."""
        if self.board.mode == "map":
            self.map.zoom(by)
            return
        self.grid.zoom(None if by is None else self.grid.hour_height() + by)

    def _step_day(self, step: int) -> None:
        if self.board.mode == "map":
            self.map.step_day(step)
            return
        days, day = self.board.days(), self.board.day
        if day is None or day not in days:
            return
        at = list(days).index(day) + step
        if 0 <= at < len(days):
            self.board.day = days[at]
            self._show_sheet()

    def next_content_language(self) -> None:
        """Ctrl+L: another language comes first."""
        known = self.source.week.trip.languages if self.source is not None else ("fr", "en", "zh")
        next_language(self.context.settings, self.context.language.code, known)
        self._present()
