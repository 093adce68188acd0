"""The three panes of one shelf: groups and saved filters, the list, the card. It shows; ``hands`` acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QStackedWidget, QWidget

from tripplanner.i18n import msg
from tripplanner.planning.browsing.asking import (
    Overview,
    count,
    narrowed,
    number_of,
    numbers,
    overview,
    window,
)
from tripplanner.planning.browsing.shapes import ORDERS, Question, browse
from tripplanner.planning.kinds import Detail
from tripplanner.ui.library.card import RecordCard
from tripplanner.ui.library.conditions import Conditions
from tripplanner.ui.library.empty import EmptyList
from tripplanner.ui.library.entries import ALL, SAVED, entries
from tripplanner.ui.library.finder import prepare
from tripplanner.ui.library.following import Following
from tripplanner.ui.library.groups import Groups
from tripplanner.ui.library.heading import Heading
from tripplanner.ui.library.kept import Kept
from tripplanner.ui.library.several import Several
from tripplanner.ui.library.shelf import Shelf
from tripplanner.ui.library.telling import note
from tripplanner.ui.vault.unlock import unlocked
from tripplanner.ui.widgets.basics import button, column, frame, text_label
from tripplanner.ui.widgets.lists import RowList, ranges_of
from tripplanner.ui.windowed import WindowTable

if TYPE_CHECKING:
    from tripplanner.ui.library.saving import SavedButtons
    from tripplanner.ui.library.screen import LibraryScreen

#: Milliseconds after the last key in the filter before the card follows the list: longer than from key to key.
_PAUSE = 400
#: Up to so many records their groups are counted before the list is shown; beyond, while it is looked at.
COUNTED_AT_ONCE = 3000


class Part(QWidget):
    """``question`` is what is asked of the list at the moment."""

    def __init__(self, page: LibraryScreen, shelf: Shelf) -> None:
        super().__init__()
        self.page, self.shelf, self.browse = page, shelf, browse(shelf.kind)
        self._context = page.context
        self.kept = Kept(page.context.settings, shelf.kind)
        self.question = self.kept.order(tuple(self.browse.sorts))
        self.total = 0
        self._saved, self._current = "", 0
        self._in_order: tuple[tuple[Question, int | None], list[int]] | None = None
        self._overview = Overview()
        self._pause = 0
        self.saving: SavedButtons
        self._asked = 0
        self.table: WindowTable[Any] = WindowTable(shelf.columns(), page.context.language, self._read, self)
        self._build_panes()
        self._build()
        self._connect()

    def _build_panes(self) -> None:
        context, words, shelf = self._context, self.page.words, self.shelf
        self.groups = Groups(context.theme)
        words.put(self.groups, msg("Groups"), "setAccessibleName")
        self.conditions = Conditions(context.theme, words, self.browse)
        self.list = RowList(context.theme, self.table, words, shelf.title, 48)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.heading = Heading(self)
        self.card = RecordCard(context, words, shelf)
        self.following = Following(self)
        travels = shelf.kind == "delegates"
        changeable = bool(shelf.together) or shelf.kind in ("sites",)
        self.several = Several(words, context.theme, changeable, travels)
        self.nothing = EmptyList(self)
        self.no_match = words.put(text_label(ink="text2", wrap=True), msg("No result"))
        self.clear = button(words, msg("Clear the filter"), "pill")

    def _build(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(12)
        self.side = QStackedWidget()
        self.side.addWidget(self.card)
        self.side.addWidget(self.several)
        for widget, least in ((self._left(), 140), (self._middle(), 260), (self.side, 250)):
            widget.setMinimumWidth(least)
            self.split.addWidget(widget)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([172, 552, 320])
        whole = QWidget()
        lines = column(whole, gap=8)
        lines.addWidget(self.conditions)
        lines.addWidget(self.split, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(whole)
        self.pages.addWidget(self.nothing)
        column(self, gap=0).addWidget(self.pages)

    def _left(self) -> QWidget:
        left = frame("card")
        lines = column(left, (8, 8, 8, 10), 6)
        lines.addWidget(self.groups, 1)
        lines.addWidget(self.page.saved_buttons(self))
        if self.shelf.note is not None:
            lines.addWidget(self.page.words.put(text_label(ink="text3", size="caption", wrap=True), self.shelf.note))
        return left

    def _middle(self) -> QWidget:
        middle = frame("card")
        inner = column(middle, (1, 1, 1, 1), 0)
        inner.addWidget(self.list, 1)
        self.none = QWidget()
        none = column(self.none, (24, 32, 24, 24), 12)
        none.addWidget(self.no_match, 0, Qt.AlignmentFlag.AlignHCenter)
        none.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        none.addStretch(1)
        inner.addWidget(self.none, 1)
        return middle

    def _connect(self) -> None:
        self.groups.chosen.connect(self._group_chosen)
        self.conditions.chosen.connect(lambda keys: self.answer(replace(self.question, conditions=tuple(keys))))
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._selected())
        self.table.troubled.connect(self._context.shell.trouble)
        self.table.ordered.connect(self.sort)
        self.clear.clicked.connect(self.clear_filter)

    # -- reading

    def _read(self, ids: Sequence[int]) -> Sequence[Any]:
        vault = self._context.workspace.vault

        def read(session: Any) -> Sequence[Any]:
            rows = window(session, self.shelf.kind, ids)
            self.shelf.beside(session, vault, rows, self.heading.shown())
            return rows

        return self._context.workspace.get(read)

    def present(self) -> None:
        """Read the list again; what was chosen stays chosen."""
        self.following.forget()
        self.question = self._allowed(self.question)
        trip = self._context.shell.trip

        def look(session: Any) -> tuple[list[int], int]:
            self.shelf.prepare(session, trip)
            ids = self._answer(session, trip)
            return ids, count(session, self.shelf.kind, trip=trip) if self.question.narrows else len(ids)

        self._in_order = None
        ids, self.total = self._context.workspace.get(look)
        self.pages.setCurrentIndex(0 if self.total else 1)
        self.nothing.suit(trip)
        self._show(ids)
        self.table.loaded.emit()
        if self.isVisible():
            self.show_card()
        self.count_groups()

    def _answer(self, session: Any, trip: int | None) -> list[int]:
        """The records that answer the question. While words are typed the order is not asked for again."""
        plain = (self.question.wordless, trip)
        if self._in_order is None or self._in_order[0] != plain:
            self._in_order = plain, numbers(session, self.shelf.kind, plain[0], trip, self._context.workspace.vault)
        return narrowed(session, self.shelf.kind, self._in_order[1], self.question.words)

    def count_groups(self) -> None:
        """Say how many records are in each group: at once in a short list, else by a job."""
        self._asked += 1
        trip, asked = self._context.shell.trip, self._asked
        saved = {one.name: one.question for one in self.kept.saved()}
        wanted = (self.shelf.kind, trip, self.conditions.counted(self.question.conditions), saved)
        if self.total <= COUNTED_AT_ONCE:
            self._counted(self._context.workspace.get(overview, *wanted))
            return
        if not self._overview.total:
            self._show_groups()

        def tell(found: object) -> None:
            if asked == self._asked and shiboken6.isValid(self) and isinstance(found, Overview):
                self._counted(found)

        def work(_progress: object) -> Overview:
            counted = self._context.workspace.get(overview, *wanted)
            prepare()  # else the first key in the filter waits for it
            return counted

        self._context.jobs.start(msg("Counting the groups"), work, done=tell)

    def _counted(self, found: Overview) -> None:
        self._overview = found
        keys = {group.key for group in found.groups}
        if self.question.group and self.question.group not in keys:
            self.ask(replace(self.question, group=ALL))
        self._show_groups()
        self.conditions.show_counts(found.conditions, self.question.conditions)

    # -- asking

    def answer(self, question: Question) -> None:
        """What a person asked for. Who has a protected value is told by an open vault alone, and written down."""
        before, after = self.question.conditions, question.conditions
        if self.browse.protects(after) and not self.browse.protects(before):
            unlocked(self._context, self.window())
        self.ask(question)
        told = {one.key for one in self.browse.sieves(self.question.conditions)} - set(before)
        if told:
            note(self, question)

    def _allowed(self, question: Question) -> Question:
        """The question without what a locked vault keeps to itself."""
        if self._context.workspace.vault.is_open or not self.browse.protects(question.conditions):
            return question
        return replace(question, conditions=self.browse.unprotected(question.conditions))

    def ask(self, question: Question) -> None:
        """Show what answers another question; what was chosen stays chosen while it is there."""
        question = self.question = self._allowed(question)
        saved = next((one for one in self.kept.saved() if one.name == self._saved), None)
        if saved is not None and saved.question != replace(question, sort="", descending=False, order="fr"):
            self._saved = ""
        trip = self._context.shell.trip
        self._show(self._context.workspace.get(self._answer, trip))
        self.conditions.show_counts(self._overview.conditions, question.conditions)
        self.page.filter_changed(self)

    def filter(self, words: str) -> None:
        """Show what holds ``words``."""
        if words != self.question.words:
            self._pause = _PAUSE
            self.ask(replace(self.question, words=words))
            self._pause = 0
        else:
            self.page.show_count()

    def sort(self, at: int, descending: bool, order: str = "") -> None:
        """Order by a column (-1: the list's own order) and remember it; ``order`` is one of :data:`ORDERS`."""
        key = self.table.columns[at].key if at >= 0 else ""
        first = self.page.tongue.first
        order = order or (self.question.order if self.question.sort == key else first if first in ORDERS else "fr")
        self.ask(
            replace(self.question, sort=key if key in self.browse.sorts else "", descending=descending, order=order)
        )
        self.kept.keep_order(self.question)
        self.heading.show_order(self.question)

    def _show(self, ids: Sequence[int]) -> None:
        place = self.table.place(self._current) if self._current else -1
        chosen = self.chosen()
        blocked = self.list.selectionModel().blockSignals(True)
        self.table.set_ids(ids)
        self.list.selectionModel().blockSignals(blocked)
        shown = self.table.rowCount() > 0
        self.list.setVisible(shown)
        self.none.setVisible(not shown)
        words = self.question.words.strip()
        text = msg("No result for “{question}”.", question=words) if words else msg("No result")
        self.page.words.put(self.no_match, text)
        self._choose_again(chosen, place)
        self.page.show_count()

    # -- groups

    def _show_groups(self) -> None:
        chosen = f"{SAVED}/{self._saved}" if self._saved else self.question.group
        self.groups.put(entries(self, self._overview, self.kept.saved()), chosen)

    def saved_name(self) -> str:
        """The saved filter that is applied, or nothing."""
        return self._saved

    def use_saved(self, name: str) -> None:
        """Apply a saved filter; nothing: none is any more."""
        self._saved = name
        found = next((one.question for one in self.kept.saved() if one.name == name), None)
        if found is not None:
            order = {"sort": self.question.sort, "descending": self.question.descending, "order": self.question.order}
            self.page.show_words(found.words)
            self.ask(replace(found, **order))
        self.count_groups()

    def _group_chosen(self, key: str) -> None:
        section, _, name = key.partition("/")
        if section == SAVED:
            self.use_saved(name)
        elif self._saved:
            self._saved = ""
            self.page.show_words("")
            self.ask(replace(self.question, words="", conditions=(), group=key))
        else:
            self.ask(replace(self.question, group=key))

    def clear_filter(self) -> None:
        """The whole list again, in the order it has."""
        self._saved = ""
        self.page.show_words("")
        self.ask(replace(self.question, words="", group=ALL, conditions=()))
        self._show_groups()

    # -- choosing

    def chosen(self) -> list[int]:
        """The numbers of the records that are selected, in the order of the list."""
        ranges = sorted((one.top(), one.bottom()) for one in ranges_of(self.list.selectionModel().selection()))
        places = (place for top, bottom in ranges for place in range(top, bottom + 1))
        return [id for place in places if (id := self.table.id_at(place)) is not None]

    def current(self) -> int:
        """The number of the record the keyboard is at; 0 for none."""
        return self._current if self.table.place(self._current) >= 0 else 0

    def _choose_again(self, chosen: Sequence[int], place: int) -> None:
        """The same records, else the one that came to the place of what is gone."""
        last = self.table.rowCount() - 1
        at = self.table.place(self._current)
        if at < 0:
            at = min(max(place, 0), last)
        model = self.list.selectionModel()
        blocked = model.blockSignals(True)
        self.list.select_position(at, max(0, self.list.currentIndex().column()))
        still = self.table.places(chosen) if len(chosen) > 1 else []
        if len(still) > 1:
            model.select(self._rows(still), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        model.blockSignals(blocked)
        self.list.viewport().update()
        self._selected()

    def _rows(self, places: Sequence[int]) -> QItemSelection:
        """A selection of whole rows."""
        found, last = QItemSelection(), len(self.table.columns) - 1
        for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
            beside = [place for _, place in run]
            found.select(self.table.index(beside[0], 0), self.table.index(beside[-1], last))
        return found

    def select(self, target: object) -> bool:
        """Choose a record by UUID or number, with the filter cleared where it hides it; whether it is on this shelf."""
        if not isinstance(target, str | int):
            return False
        id = self._context.workspace.get(number_of, self.shelf.kind, target)
        if id is None:
            return False
        self._current = id
        if self.table.place(id) < 0:
            self.clear_filter()
        if self.table.place(id) < 0:
            return False
        self._choose_again((), -1)
        self.show_card()
        return True

    def memory(self) -> tuple[Question, str, int]:
        """The filter and the record that are chosen."""
        return self.question, self._saved, self._current

    def recall(self, question: Question, saved: str, current: int) -> None:
        """Choose these again, where they still are."""
        self._saved, self._current = saved, current
        self.ask(replace(question, words=""))
        self._show_groups()

    # -- the card

    def _selected(self) -> None:
        several = self.several_chosen()
        self.side.setCurrentIndex(1 if several else 0)
        if several:
            self.several.say(several)
        before, row = self._current, self.row()
        self._current = row.id if row is not None else before
        self.following.follow(moved=self._current != before, pause=self._pause)

    def row(self) -> Any:
        """The row that the keyboard is at, or None."""
        index = self.list.currentIndex()
        return self.table.row(index) if index.isValid() else None

    def detail(self) -> Detail | None:
        """Everything about the record on the card."""
        return self.following.detail()

    def show_card(self) -> None:
        """Show the record that is chosen on the card, if it is not there yet: now, with all its sections."""
        self.following.catch_up(always=True)

    def catch_up(self) -> None:
        """Let no card wait any more: the page is left, or the database closed."""
        self.following.catch_up()

    def several_chosen(self) -> int:
        """How many records are selected, 0 where it is one or none."""
        total = sum(one.height() for one in ranges_of(self.list.selectionModel().selection()))
        return total if total > 1 else 0
