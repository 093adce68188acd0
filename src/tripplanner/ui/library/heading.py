"""The head of a list: which columns, how wide, in which order; by mouse and by a menu that keys open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from tripplanner.i18n import Message, msg
from tripplanner.planning.browsing.shapes import ORDERS, Question
from tripplanner.ui.plain import for_button
from tripplanner.ui.widgets.columns import Choice, ColumnFit

if TYPE_CHECKING:
    from tripplanner.ui.library.part import Part


class Heading(QObject):
    """Keeps what a person does to the columns, and shows the order of the list."""

    def __init__(self, part: Part) -> None:
        super().__init__(part)
        self._part, self._table, self._list = part, part.table, part.list
        self._known = [one.key for one in part.table.columns]
        self._theme = part.page.context.theme
        self._arranging = False
        self.menu = QMenu(part)
        self.menu.aboutToShow.connect(lambda: self.fill())
        self._head = part.list.horizontalHeader()
        self._head.setSectionsMovable(True)
        self._head.setSortIndicatorShown(True)
        self._head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._head.customContextMenuRequested.connect(self._ask_at)
        self._at = -1
        self.fit = ColumnFit(part.list, part.table, self._theme, self._choice)
        self._arrange()
        self.show_order(part.question)
        self._head.sectionResized.connect(self._resized)
        self._head.sectionMoved.connect(self._moved)

    # -- what is kept

    def _choice(self) -> Choice:
        return Choice(self._part.kept.columns(self._known), self._part.kept.widths())

    def _resized(self, at: int, _before: int, width: int) -> None:
        """A person drew a column to a width (or Qt did it for the fit)."""
        if not self.fit.fitting and width > 0 and 0 <= at < len(self._known):
            self._part.kept.keep_width(self._known[at], round(width * 100 / self._theme.px(100)))

    def _moved(self, *_places: int) -> None:
        if not self._arranging:
            self._part.kept.keep_columns(self.shown())

    def shown(self) -> list[str]:
        """The columns that are shown, from left to right."""
        order = sorted(range(len(self._known)), key=self._head.visualIndex)
        return [self._known[at] for at in order if not self._list.isColumnHidden(at)]

    def _arrange(self) -> None:
        """The columns in the order chosen; those that nobody chose follow."""
        chosen = self._part.kept.columns(self._known) or self._known
        self._arranging = True
        for place, key in enumerate((*chosen, *(one for one in self._known if one not in chosen))):
            self._head.moveSection(self._head.visualIndex(self._known.index(key)), place)
        self._arranging = False

    def choose(self, key: str, on: bool) -> None:
        """Show a column, or leave it out; the first one always stays."""
        shown = [one for one in self.shown() if one != key]
        if on:
            shown.append(key)
        if shown:
            self._part.kept.keep_columns(shown)
            self.refit()

    def reset(self) -> None:
        """The columns that fit, as wide as they need."""
        self._part.kept.keep_columns(None)
        self._part.kept.forget_widths()
        self.refit()

    def refit(self) -> None:
        """Show the columns as they are kept; what they say is read for those that are shown."""
        self._arrange()
        self._table.forget()
        self.fit.forget()

    # -- order

    def show_order(self, question: Question) -> None:
        """The arrow at the head of the column by which the list is ordered."""
        at = self._known.index(question.sort) if question.sort in self._known else -1
        order = Qt.SortOrder.DescendingOrder if question.descending else Qt.SortOrder.AscendingOrder
        blocked = self._head.blockSignals(True)
        self._head.setSortIndicator(at, order)
        self._head.blockSignals(blocked)
        self._head.viewport().update()

    # -- the menu

    def open(self) -> None:
        """Show the menu below the column that has the keyboard."""
        self._at = max(0, self._list.currentIndex().column())
        below = QPoint(self._head.sectionViewportPosition(self._at), self._head.height())
        self.menu.popup(self._head.mapToGlobal(below))

    def _ask_at(self, at: QPoint) -> None:
        self._at = self._head.logicalIndexAt(at)
        self.menu.popup(self._head.mapToGlobal(at))

    def fill(self) -> None:
        """Orders first, then the columns."""
        self.menu.clear()
        orders = QActionGroup(self.menu)
        if 0 <= self._at < len(self._known):
            self._add_orders(orders, self._at)
        own = self._add(msg("In the order of the list itself"), lambda: self._part.sort(-1, False))
        own.setCheckable(True)
        own.setChecked(not self._part.question.sort)
        orders.addAction(own)
        self.menu.addSeparator()
        shown = self.shown()
        for number, one in enumerate(self._table.columns):
            action = self._add(one.title, lambda key=one.key: self.choose(key, key not in self.shown()))
            action.setCheckable(True)
            action.setChecked(one.key in shown)
            action.setEnabled(number > 0)
        self.menu.addSeparator()
        self._add(msg("The columns that fit"), self.reset)

    def _add_orders(self, group: QActionGroup, at: int) -> None:
        column, asked = self._table.columns[at], self._part.question
        sort = self._part.browse.sorts.get(column.key)
        if sort is None:
            return
        here = asked.sort == column.key
        if sort.speaks:
            for order, words in ORDERS.items():
                action = self._add(words, lambda order=order: self._part.sort(at, False, order))
                action.setCheckable(True)
                action.setChecked(here and asked.order == order and not asked.descending)
                group.addAction(action)
        else:
            action = self._add(msg("Ascending"), lambda: self._part.sort(at, False))
            action.setCheckable(True)
            action.setChecked(here and not asked.descending)
            group.addAction(action)
        action = self._add(msg("Descending"), lambda: self._part.sort(at, True))
        action.setCheckable(True)
        action.setChecked(here and asked.descending)
        group.addAction(action)

    def _add(self, words: Message, run: object) -> QAction:
        action = QAction(for_button(self._part.page.words.say(words)), self.menu)
        action.triggered.connect(lambda _on=False: run())  # type: ignore[operator]
        self.menu.addAction(action)
        return action
