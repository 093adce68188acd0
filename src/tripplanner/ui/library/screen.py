"""A library page: groups, a list, a detail. What it is about comes from its shelves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.planning.kinds import Detail, detail, kind
from tripplanner.ui.content import content_languages, next_language
from tripplanner.ui.context import Context
from tripplanner.ui.language import short_name
from tripplanner.ui.library.card import RecordCard
from tripplanner.ui.library.finder import Finder, prepare, prepared
from tripplanner.ui.library.groups import Entry, Groups
from tripplanner.ui.library.shelf import Keep, Shelf, Tongue
from tripplanner.ui.page import Page
from tripplanner.ui.records.values import Writer
from tripplanner.ui.sample import add_sample
from tripplanner.ui.tables import RowTable
from tripplanner.ui.widgets.basics import Segments, button, column, frame, row, search_field, text_label
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.empty import EmptyState
from tripplanner.ui.widgets.lists import RowList

ALL = ""


class LibraryScreen(Page):
    """The page of one or several shelves; several are chosen from at the top."""

    def __init__(self, context: Context, shelves: Sequence[type[Shelf]]) -> None:
        super().__init__(context)
        self.tongue = Tongue(context.language.say)
        self.shelves = [make(self.tongue) for make in shelves]
        self.parts = [_Part(self, shelf) for shelf in self.shelves]
        self._shown: tuple[object, ...] = ()
        self._build()
        context.bus.changed.connect(self._forget)
        self.refresh()

    @property
    def part(self) -> _Part:
        """The shelf that is shown."""
        return self.parts[self.stack.currentIndex()]

    def _build(self) -> None:
        lines = column(self, (20, 12, 16, 12), 10)
        lines.addLayout(self._head())
        self.stack = QStackedWidget()
        for part in self.parts:
            self.stack.addWidget(part)
        lines.addWidget(self.stack, 1)

    def _head(self) -> QHBoxLayout:
        line = row(gap=12)
        if len(self.shelves) > 1:
            choices = [(shelf.kind, shelf.title) for shelf in self.shelves]
            self.segments: Segments | None = Segments(self.words, choices, msg("List"))
            self.segments.choose(self.shelves[0].kind)
            self.segments.chosen.connect(self.show_shelf)
            line.addWidget(self.segments)
        else:
            self.segments = None
            line.addWidget(self.words.put(text_label(size="title"), self.shelves[0].title))
        self.count = text_label(ink="text2")
        self.search = search_field(self.words, self.shelves[0].search, self.context.theme)
        self.search.setMinimumWidth(150)
        self.search.setMaximumWidth(320)
        self.search.textChanged.connect(lambda text: self.part.filter(text))
        self.content = button(self.words, msg("Language of the content"), "", self.context.theme, "languages")
        self.content.clicked.connect(self.next_content_language)
        line.addWidget(self.count)
        line.addWidget(self.search, 1)
        line.addStretch(0)
        line.addStretch(1)
        line.addWidget(self.content)
        return line

    # -- what the frame asks

    def offers(self) -> dict[str, Callable[[], object]]:
        return {
            "content_language": self.next_content_language,
            "filter": self._filter,
            "edit_in_place": lambda: self.part.card.fields.edit_first(),
        }

    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.part.groups, self.part.list, self.part.card)

    def leave(self) -> None:
        for part in self.parts:
            part.card.fields.flush()

    def home(self) -> QWidget:
        return self.part.list

    def memory(self) -> tuple[str, str, list[tuple[str, str]]]:
        return self.part.shelf.kind, self.search.text(), [part.memory() for part in self.parts]

    def recall(self, memory: tuple[str, str, list[tuple[str, str]]]) -> None:
        kind, question, parts = memory
        for part, own in zip(self.parts, parts, strict=True):
            part.recall(*own)
        self.search.setText(question)
        self.show_shelf(kind)

    def refresh(self) -> None:
        """Read all shelves again."""
        self._speak()
        trip = self.context.shell.trip
        for part in self.parts:
            part.shelf.read = self.context.workspace.get(part.shelf.load, trip)
            part.present()
        self._shown = self._state()

    def select(self, target: object) -> None:
        """Choose the record with this UUID or number, on whichever shelf it is."""
        for part in self.parts:
            if part.select(target):
                self.show_shelf(part.shelf.kind)
                return

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._shown != self._state():
            self.refresh()
        if not prepared():
            self.context.jobs.start(msg("Preparing the search"), prepare)

    def show_shelf(self, key: str) -> None:
        """Show the shelf of this kind of record."""
        at = next(i for i, shelf in enumerate(self.shelves) if shelf.kind == key)
        self.stack.setCurrentIndex(at)
        if self.segments is not None:
            self.segments.choose(key)
        self.words.put(self.search, self.shelves[at].search, "setPlaceholderText")
        self.words.put(self.search, self.shelves[at].search, "setAccessibleName")
        self.part.filter(self.search.text())

    def next_content_language(self) -> None:
        """Ctrl+L: another language comes first."""
        next_language(self.context.settings, self.context.language.code)
        self.refresh()

    def show_count(self) -> None:
        """How many are shown, of how many."""
        part = self.part
        shown, total = len(part.table.rows()), part.table.total()
        text = str(total) if shown == total else self.words.say(msg("{shown} of {total}", shown=shown, total=total))
        self.count.setText(text)

    def scope(self) -> str | None:
        """Whose undo an edit here belongs to."""
        if not self.part.shelf.of_trip or self.context.shell.trip is None:
            return None
        from tripplanner.ui.trip_head import trip_uuid

        return trip_uuid(self.context, self.context.shell.trip)

    def _state(self) -> tuple[object, ...]:
        return (self.context.shell.trip, self.context.language.code, self.tongue.first)

    def _forget(self, _changes: object) -> None:
        if not self.isVisible():
            self._shown = ()

    def _speak(self) -> None:
        code = self.context.language.code
        self.tongue.language = code
        self.tongue.first, self.tongue.second = content_languages(self.context.settings, code)
        shown = f"{short_name(self.tongue.first)} · {short_name(self.tongue.second)}"
        self.content.setText(shown)
        self.content.setAccessibleName(shown)

    def _filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()


class _Part(QWidget):
    """The three panes of one shelf."""

    def __init__(self, page: LibraryScreen, shelf: Shelf) -> None:
        super().__init__()
        self.page, self.shelf = page, shelf
        context = page.context
        self._group, self._question, self._current = ALL, "", ""
        self._on_card = ""
        self._finder = Finder(shelf.searched)
        self.table: RowTable[Any] = RowTable(shelf.columns(), context.language, self)
        self.groups = Groups(context.theme)
        page.words.put(self.groups, msg("Groups"), "setAccessibleName")
        self.list = RowList(context.theme, self.table, page.words, shelf.title, 48)
        self._fit = ColumnFit(self.list, self.table, context.theme)
        self.card = RecordCard(context, page.words, shelf)
        self.nothing = EmptyState(context.theme, page.words, shelf.nothing, shelf.empty)
        if shelf.of_trip:
            self.nothing.offer(msg("Go to the trips"), lambda: context.shell.go("trips"), "filled", "mountain")
        elif not context.workspace.read_only:
            self.nothing.offer(msg("Add the sample"), lambda: add_sample(context), "filled", "book-open")
        self.no_match = page.words.put(text_label(ink="text2", wrap=True), msg("No result"))
        self.clear = button(page.words, msg("Clear the filter"), "pill")
        self._build()
        self.groups.chosen.connect(self._group_chosen)
        self.list.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.clear.clicked.connect(self._clear)

    def _build(self) -> None:
        left = frame("card")
        lines = column(left, (8, 8, 8, 10), 6)
        lines.addWidget(self.groups, 1)
        if self.shelf.note is not None:
            lines.addWidget(self.page.words.put(text_label(ink="text3", size="caption", wrap=True), self.shelf.note))
        middle = frame("card")
        inner = column(middle, (1, 1, 1, 1), 0)
        inner.addWidget(self.list, 1)
        self.none = QWidget()
        none = column(self.none, (24, 32, 24, 24), 12)
        none.addWidget(self.no_match, 0, Qt.AlignmentFlag.AlignHCenter)
        none.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        none.addStretch(1)
        inner.addWidget(self.none, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(12)
        for widget, least in ((left, 140), (middle, 260), (self.card, 250)):
            widget.setMinimumWidth(least)
            self.split.addWidget(widget)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([172, 552, 320])
        self.pages = QStackedWidget()
        self.pages.addWidget(self.split)
        self.pages.addWidget(self.nothing)
        column(self, gap=0).addWidget(self.pages)

    # -- showing

    def present(self) -> None:
        """Show the rows that were read; what was chosen stays chosen."""
        self._finder.forget()
        self._on_card = ""
        rows = self.shelf.read.rows
        self.pages.setCurrentIndex(0 if rows else 1)
        self._show_groups()
        blocked = self.list.selectionModel().blockSignals(True)
        self.table.set_rows(rows)
        self.list.selectionModel().blockSignals(blocked)
        self.filter(self._question)

    def _show_groups(self) -> None:
        rows = self.shelf.read.rows
        entries = [Entry(self.page.words.say(msg("All")), ALL, len(rows))]
        self._keeps: dict[str, Keep] = {}
        for section in self.shelf.sections():
            found = [self._entry(section.title.id, group) for group in section.groups]
            found = [entry for entry in found if entry.count]
            if found:
                entries += [Entry(self.page.words.say(section.title), heading=True), *found]
        if self._group not in self._keeps:
            self._group = ALL
        self.groups.put(entries, self._group)

    def _entry(self, section: str, group: Any) -> Entry:
        key = f"{section}/{group.key}"
        self._keeps[key] = group.keep
        count = sum(map(bool, map(group.keep, self.shelf.read.rows)))
        return Entry(group.label, key, count, group.icon, group.tone)

    def filter(self, question: str) -> None:
        """Show the rows of the chosen group that hold ``question``."""
        self._question = question
        keep = self._keeps.get(self._group)
        blocked = self.list.selectionModel().blockSignals(True)
        self.table.filter("", lambda row: (keep is None or bool(keep(row))) and self._finder.holds(row, question))
        self.list.selectionModel().blockSignals(blocked)
        shown = self.table.rowCount() > 0
        self.list.setVisible(shown)
        self.none.setVisible(not shown)
        text = msg("No result for “{question}”.", question=question) if question else msg("No result")
        self.page.words.put(self.no_match, text)
        self._keep_choice()
        if self.page.parts and self.page.stack.count() and self.page.part is self:
            self.page.show_count()

    def _keep_choice(self) -> None:
        """The chosen record stays chosen while it is listed; else the first one is."""
        at = self.table.position(lambda row: row.uuid == self._current)
        self.list.select_position(max(at, 0) if self.table.rowCount() else -1)
        self._row_chosen()

    def select(self, target: object) -> bool:
        """Choose a record by UUID or number; whether it is on this shelf."""
        row = next((one for one in self.shelf.read.rows if target in (one.uuid, one.id)), None)
        if row is None:
            return False
        self._current, self._group = row.uuid, ALL
        self._show_groups()
        self.page.search.clear()
        self.filter("")
        return True

    def memory(self) -> tuple[str, str]:
        """The group and the record that are chosen."""
        return self._group, self._current

    def recall(self, group: str, record: str) -> None:
        """Choose these again, where they still are."""
        self._group, self._current = group, record
        self._show_groups()
        self.filter(self._question)

    # -- choosing

    def _group_chosen(self, key: str) -> None:
        self._group = key
        self.filter(self._question)

    def _clear(self) -> None:
        self._group = ALL
        self._show_groups()
        self.page.search.clear()
        self.filter("")

    def _row_chosen(self) -> None:
        row = self.table.row(self.list.currentIndex()) if self.list.currentIndex().isValid() else None
        self._current = row.uuid if row is not None else self._current
        self._show_card(row)

    def _show_card(self, row: Any) -> None:
        if row is not None and row.uuid == self._on_card:
            return
        self._on_card = row.uuid if row is not None else ""
        found = self._detail(row) if row is not None else None
        if found is None:
            self.card.show_nothing()
            return
        tongue = self.page.tongue
        writer = Writer(tongue.language, tongue.say, tongue.first, tongue.second)
        languages = tuple(dict.fromkeys((tongue.first, tongue.second, "fr", "en", "zh")))
        self.card.show_record(row, found, writer, languages, self.page.scope())

    def _detail(self, row: Any) -> Detail | None:
        """The whole record, with the lines the shelf adds; None when it is gone meanwhile."""
        shelf = self.shelf

        def read(session: Any) -> Detail:
            found = detail(session, kind(shelf.kind), row.id)
            lines = (shelf.worded(line) for line in (*found.lines, *shelf.extra(session, row)))
            return Detail(found.kind, found.id, found.uuid, found.version, tuple(lines))

        try:
            return self.page.context.workspace.get(read)
        except NotFound:
            return None
