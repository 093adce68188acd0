"""What the programme shows and what is chosen in it: an item in the grid, the list or beside them, or a site."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date

from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QToolButton

from tripplanner.planning.history import record_history
from tripplanner.planning.item_parts import parts
from tripplanner.planning.kinds import detail, kind
from tripplanner.ui.content import content_languages
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page
from tripplanner.ui.programme.board import Board
from tripplanner.ui.programme.cards import Cards
from tripplanner.ui.programme.cells import Cells
from tripplanner.ui.programme.detail_panel import DetailPanel
from tripplanner.ui.programme.grid import Grid
from tripplanner.ui.programme.history_panel import HistoryPanel
from tripplanner.ui.programme.listing import ItemList, Line
from tripplanner.ui.programme.map_view import MapView
from tripplanner.ui.programme.placing import Placer
from tripplanner.ui.programme.renaming import Renamer
from tripplanner.ui.programme.shelf import Shelf
from tripplanner.ui.programme.source import Source
from tripplanner.ui.programme.tools import Tools
from tripplanner.ui.programme.view import day_of, nearest_day
from tripplanner.ui.records.values import Writer
from tripplanner.ui.tables import RowTable


class Choosing(Page):
    """The part of the page that shows and chooses. The screen builds the widgets named here."""

    board: Board
    grid: Grid
    shelf: Shelf
    unplaced: Cards
    list: ItemList
    table: RowTable[Line]
    placer: Placer
    renamer: Renamer
    cells: Cells
    detail_panel: DetailPanel
    history: HistoryPanel
    map: MapView
    stack: QStackedWidget
    tools: Tools
    card: QFrame
    before: QToolButton
    after: QToolButton
    day_title: QLabel

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._site = ""
        self._quiet = False
        self._detailed: tuple[object, ...] = ()

    @property
    def source(self) -> Source | None:
        """The programme as read."""
        return self.board.source

    def _languages(self) -> tuple[str, str]:
        known = self.source.week.trip.languages if self.source is not None else ("fr", "en", "zh")
        return content_languages(self.context.settings, self.context.language.code, known)

    def _show_sheet(self) -> None:
        view, mode = self.board.view, self.board.mode
        if view is None:
            return
        self.tools.show_mode(mode)
        self.stack.setCurrentWidget(self.list if mode == "list" else self.grid)
        for widget in (self.shelf, self.card):
            widget.setVisible(mode != "map")
        self.map.setVisible(mode == "map")
        if mode == "day":
            self.board.day = nearest_day(view.days, self.board.day)
            if self.board.day is not None:
                title, day, days = view.reader.clock.day_title(self.board.day), self.board.day, view.days
                self.grid.show_sheet(view.day(day))
                self.tools.show_day(title, day != days[0], day != days[-1])
        elif mode == "week":
            self.grid.show_sheet(view.week)
        elif mode == "map":
            self.map.present()
            self.tools.show_day(*self.map.stepper(), all_days=self.map.day is None)
        else:
            self.table.set_rows([Line(item, view.slots, view.reader) for item in view.source.items])

    def key_meant(self) -> str:
        """The key of what an action is about: the site chosen last in the library, else the chosen item."""
        return self._site or self.board.current

    def choose(self, key: str) -> None:
        """Choose an item by its UUID and bring it into view; where it is on another day, that day is shown."""
        item = self.board.item(key)
        if item is not None:
            self._site = ""
            self._follow(day_of(item))
            self.map.follow(key)
        self._mark(key)
        if not self._quiet:
            self.grid.reveal()
            self.map.reveal()

    @contextmanager
    def still(self) -> Generator[None]:
        """Meanwhile nothing is scrolled: what was dropped is where the pointer is."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def choose_id(self, id: int | None) -> None:
        """Choose the item with this number, once it is made."""
        key = self.board.key_of(id)
        if key:
            self.choose(key)

    def _follow(self, day: date | None) -> None:
        if self.board.mode == "day" and day is not None and day != self.board.day:
            self.board.day = day
            self._show_sheet()

    def _mark(self, key: str) -> None:
        self.board.current = key
        self.grid.choose(key)
        self.map.choose(key)
        self.unplaced.choose(key)
        at = self.table.position(lambda line: line.item.uuid == key)
        self.list.select_position(at, self.cells.column)
        self._show_detail()

    def _chosen(self, key: str) -> None:
        """The person chose an item in the grid or beside it."""
        self._site = ""
        self.shelf.sites.choose("")
        self._mark(key)

    def _site_chosen(self, key: str) -> None:
        """The person chose a site of the library."""
        self._mark("")
        self._site = key

    def _row_chosen(self) -> None:
        key = self._key_at(self.list.currentIndex().row())
        if key and key != self.board.current:
            self._chosen(key)

    def _key_at(self, position: int) -> str:
        line = self.table.row(position)
        return line.item.uuid if line is not None else ""

    def _open_meant(self) -> None:
        """Enter: the details of the chosen item, or the sheet that places a site."""
        if self.key_meant():
            self._open(self.key_meant())

    def _open(self, key: str) -> None:
        """Enter or a double click: the details come to the front; a site of the library is placed."""
        if key == self._site and self._site:
            self.placer.ask()
            return
        self.choose(key)
        self._show_panel("detail")

    def _show_panel(self, key: str) -> None:
        self.context.shell.panel_asked.emit(key)

    def _edit(self) -> None:
        """F2: edit the cell of the list, or the title of the chosen item where it stands, else among its details."""
        if self.board.mode == "list" and self.cells.start():
            return
        if self.board.current and not self.renamer.start(self.board.current):
            self._show_panel("detail")
            self.detail_panel.edit_title()

    def _show_detail(self) -> None:
        item, view, source = self.board.chosen(), self.board.view, self.source
        if item is None or view is None or source is None:
            self._detailed = ()
            self.detail_panel.show_nothing()
            self.history.show_history(())
            return
        # Whatever changes in the database comes with a new source: without one the details are as they are shown.
        shown = (item, source, self._languages(), self.context.language.code)
        if self._detailed and all(map(_same, self._detailed, shown)):
            return
        self._detailed = shown
        found = self.context.workspace.get(detail, kind("items"), item.id)
        self.history.show_history(self.context.workspace.get(record_history, item.uuid))
        trip = source.week.trip
        first, second = self._languages()
        writer = Writer(self.context.language.code, self.context.language.say, first, second)
        order = tuple(dict.fromkeys(one for one in (first, second, *trip.languages) if one))
        belongs = self.context.workspace.get(parts, item.id)
        self.detail_panel.show_item(view.slots[item.uuid], item, found, belongs, writer, order, trip)


def _same(one: object, other: object) -> bool:
    """Rows are compared by identity: those of a programme that was read again may be equal, their details not."""
    return one == other if isinstance(one, (str, tuple)) else one is other
