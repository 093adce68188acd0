"""The cells of the list of items edited where they stand: each edit is one step, by the verbs of arranging."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionViewItem

from tripplanner.i18n import Message, msg
from tripplanner.planning import arranging
from tripplanner.planning.arranging.placing import end_civil, last, move_civil, put_civil
from tripplanner.planning.trip_rows import ItemRow
from tripplanner.typography import polished
from tripplanner.ui.language import short_name
from tripplanner.ui.programme.cell_choices import CellChoices
from tripplanner.ui.programme.listing import EDITABLE, Line
from tripplanner.ui.programme.over_editor import OverEditor
from tripplanner.ui.programme.typed_times import read_times, span
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.lists import RowPainter

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen

Index = QModelIndex | QPersistentModelIndex
LEAST, HIGH = 150, 30


@unfailing
class CellPainter(RowPainter):
    """Rows as everywhere, and a frame around the cell that F2 edits."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            painter.save()
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))  # type: ignore[attr-defined]
            painter.restore()


class Cells(OverEditor):
    """Edits the cell that has the focus in the list of a programme screen; ``menu`` is the choice that is open."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        super().__init__(screen, screen.list)
        self._screen, self._list, self._table = screen, screen.list, screen.table
        self._key = self._column = self._before = self._language = ""
        self.column = 0
        self.menu: QMenu | None = None
        self.choices = CellChoices(screen)
        self._list.setItemDelegate(CellPainter(screen.context.theme, self._list, 50))
        self._list.selectionModel().currentChanged.connect(self._moved)
        self._list.verticalScrollBar().valueChanged.connect(lambda _at: self.finish(keep=True))

    def _moved(self, now: Index, _before: Index) -> None:
        """The person is in another cell; after a new reading the same column is gone back to."""
        if now.isValid():
            self.column = now.column()

    def start(self, index: Index | None = None) -> bool:
        """Edit a cell, the present one when none is given; ``False`` where it cannot be edited here."""
        self.finish(keep=True)
        at = self._list.currentIndex() if index is None else index
        line = self._table.row(at) if at.isValid() else None
        column = self._table.columns[at.column()].key if line is not None else ""
        if line is None or column not in EDITABLE or not self._list.isVisible():
            return False
        self._key, self._column = line.item.uuid, column
        if column in ("title", "times"):
            self._type(at, line)
        elif column == "where" and line.item.type != "transfer":
            self.choices.choose_where(line.item)
        else:
            self._offer(at, line)
        return True

    # -- words

    def _type(self, at: Index, line: Line) -> None:
        self._language = line.reader.first
        title = self._screen.board.title_of(self._key)
        if self._column == "title":
            words = line.item.title.get(self._language) or title
            named = msg("Title ({language})", language=short_name(self._language))
        else:
            words = str(at.data()) if line.item.start is not None else ""
            named = msg("Time or duration of “{title}”", title=title)
        self._before = words
        box, room = self._list.visualRect(at), self._list.viewport().rect()  # type: ignore[arg-type]
        wide = min(max(LEAST, box.width()), room.width() - 8)
        left = max(4, min(box.left(), room.width() - wide - 4))
        place = self._list.viewport().mapTo(self._screen, QPoint(left, box.center().y() - HIGH // 2))
        self.lay(words, self._screen.context.language.say(named), QRect(place.x(), place.y(), wide, HIGH))

    def finish(self, keep: bool) -> None:
        words = self.lift(keep)
        item = self._screen.board.item(self._key)
        if words is None or not keep or item is None or words == self._before:
            return
        if self._column == "title":
            self._rename(item, words)
        else:
            self._set_times(item, words)

    def _rename(self, item: ItemRow, words: str) -> None:
        title = polished(words, self._language)
        if not title:
            self._refuse(msg("An item needs a title: it keeps the one it has."))
        else:
            label = msg("rename “{title}”", title=self._screen.board.title_of(item.uuid))
            self._do(label, arranging.rename, item, self._language, title)

    def _set_times(self, item: ItemRow, words: str) -> None:
        found = read_times(words)
        if found is None:
            self._refuse(msg("“{words}” is not a time; 9:30, 9:30–11:00 and 90 min are.", words=words))
        elif isinstance(found, int):
            self._do(self._lasting(item), last, item, found)
        elif item.start is None:
            self._refuse(msg("This item is not placed yet: choose its day first."))
        elif found[1] is None:
            start = datetime.combine(item.start.date(), datetime.min.time()) + timedelta(minutes=found[0])
            self._do(self._moving(item), move_civil, item, start)
        else:
            self._set_both(item, *span(item, found[0], found[1]))

    def _set_both(self, item: ItemRow, start: datetime, end: datetime) -> None:
        if (start, end) == (item.start, item.end):
            return
        if start == item.start:
            self._do(self._lasting(item), end_civil, item, end)
        else:
            self._do(self._moving(item), put_civil, item, start, end)

    # -- choices

    def _offer(self, at: Index, line: Line) -> None:
        say = self._screen.context.language.say
        menu = QMenu(self._list)
        heading = self._table.heading(self._table.columns[at.column()])
        menu.setAccessibleName(f"{heading}, {self._screen.board.title_of(self._key)}")
        for words, chosen, choose in self.choices.offers(self._column, line.item):
            action = menu.addAction((words if isinstance(words, str) else say(words)).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(chosen)
            action.triggered.connect(lambda _on=False, choose=choose: choose())
            if chosen:
                menu.setActiveAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        box = self._list.visualRect(at)  # type: ignore[arg-type]
        menu.popup(self._list.viewport().mapToGlobal(box.bottomLeft()))

    # -- doing

    def _do(self, label: Message, verb: Callable[..., Any], item: ItemRow, *arguments: object) -> None:
        self.choices.do(label, verb, item, None, *arguments)

    def _refuse(self, why: Message) -> None:
        self._screen.context.shell.say(why, "error")

    def _moving(self, item: ItemRow) -> Message:
        return msg("move “{title}”", title=self._screen.board.title_of(item.uuid))

    def _lasting(self, item: ItemRow) -> Message:
        return msg("change the duration of “{title}”", title=self._screen.board.title_of(item.uuid))
