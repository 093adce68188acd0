"""Lists that a version is read in: its items, and what differs from another by item and by person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.releases import Difference, Facts, ItemChange
from tripplanner.planning.releases.facts import ItemFacts
from tripplanner.planning.releases.wording import when, where
from tripplanner.planning.words import ITEM_STATUS, word
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.versions import wording
from tripplanner.ui.widgets.basics import column, text_label
from tripplanner.ui.widgets.columns import Choice, ColumnFit
from tripplanner.ui.widgets.lists import RowList

BY_ITEM, BY_PERSON = "item", "person"
#: Columns whose second line says more than their first one asks room for.
_ROOM = {"what": 210}
R = TypeVar("R")


def _list(
    context: Context, words: Words, name: Message, columns: Sequence[Column[R]], parent: QWidget
) -> tuple[RowTable[R], RowList]:
    """A table of two-line rows, with its view."""
    table: RowTable[R] = RowTable(columns, context.language, parent)
    view = RowList(context.theme, table, words, name)
    ColumnFit(view, table, context.theme, lambda: Choice(widths=_ROOM))
    return table, view


class ProgrammeList(QWidget):
    """The items that readers see in a version, in order of time; nothing can be changed here."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._language = context.language
        columns: Sequence[Column[ItemFacts]] = (
            Column("title", msg("Item"), self._title, second=self._where, width=230),
            Column("when", msg("When"), self._when, sort=lambda one: one.start.timestamp(), width=200),
            Column("status", msg("Status"), self._status, tone=self._tone, width=100, spare=1),
        )
        self.table, self.list = _list(context, words, msg("Programme of the version"), columns, self)
        column(self).addWidget(self.list)
        self.setFocusProxy(self.list)

    def show_facts(self, facts: Facts) -> None:
        """Show these items."""
        self.table.set_rows(list(facts.items.values()))

    def _title(self, one: ItemFacts) -> str:
        return one.title.best(self._language.code)

    def _where(self, one: ItemFacts) -> str:
        return where(one, self._language.code)

    def _when(self, one: ItemFacts) -> str:
        return when(one, self._language.code)

    def _status(self, one: ItemFacts) -> Message | str:
        return word(ITEM_STATUS, one.status)

    def _tone(self, one: ItemFacts) -> str:
        return "error" if one.cancelled else ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A change, and for a list by person whose it is."""

    change: ItemChange
    person: str = ""
    of: int = 0  # how many concern that person


class ChangesView(QWidget):
    """What differs: a sentence, and the changes by item or by person.

    ``picked`` comes when another change is chosen, ``asked`` with the UUID of an item that somebody wants to see.
    """

    picked = Signal()
    asked = Signal(str)

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._words, self._language = words, context.language
        self.found: Difference | None = None
        self.summary = text_label(ink="text2", wrap=True)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.items, self.by_item = self._build(context, msg("What differs, by item"), ())
        person: Column[_Line] = Column("person", msg("Person"), self._person, second=self._count, width=170)
        self.people, self.by_person = self._build(context, msg("What differs, by person"), (person,))
        self._stack = QStackedWidget()
        for view in (self.by_item, self.by_person):
            self._stack.addWidget(view)
            view.selectionModel().currentRowChanged.connect(lambda _new, _old: self.picked.emit())
            view.activated.connect(lambda _index: self._ask())
        lines = column(self, gap=6)
        lines.addWidget(self.summary)
        lines.addWidget(self._stack, 1)
        words.also(self.retell)

    def _build(
        self, context: Context, name: Message, before: Sequence[Column[_Line]]
    ) -> tuple[RowTable[_Line], RowList]:
        columns: Sequence[Column[_Line]] = (
            *before,
            Column("item", msg("Item"), self._title, second=self._when, width=190),
            Column("what", msg("What changed"), self._kinds, second=self._told, tone=self._tone, icon=self._icon,
                   width=190),
        )  # fmt: skip
        return _list(context, self._words, name, columns, self)

    def show_difference(self, found: Difference | None, nothing: Message | None = None) -> None:
        """Show this; ``nothing`` is said where there is nothing to compare with."""
        self.found = found
        changes = found.changes if found is not None else None
        self.items.set_rows([_Line(change) for change in changes.items] if changes else [])
        self.people.set_rows(self._by_person(found) if found is not None else [])
        self._stack.setVisible(found is not None)  # headings over nothing say nothing
        if nothing is not None and found is None:
            self._words.put(self.summary, nothing)
        self.retell()

    def show_by(self, which: str) -> None:
        """By item or by person."""
        shown = self.by_person if which == BY_PERSON else self.by_item
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        self.picked.emit()

    def chosen(self) -> str | None:
        """The UUID of the item whose change is chosen."""
        line = self._shown().current_row()
        return line.change.uuid if isinstance(line, _Line) else None

    def _shown(self) -> RowList:
        return self.by_person if self._stack.currentWidget() is self.by_person else self.by_item

    def _ask(self) -> None:
        uuid = self.chosen()
        if uuid is not None:
            self.asked.emit(uuid)

    def retell(self) -> None:
        """The sentence above, in the language of the window."""
        if self.found is not None:
            self.summary.setText(wording.summary(self.found.changes, self._words.say))

    def _by_person(self, found: Difference) -> list[_Line]:
        people = found.changes.people
        return [_Line(change, found.names.get(uuid, ""), len(own)) for uuid, own in people.items() for change in own]

    def _person(self, line: _Line) -> str:
        return line.person or "–"

    def _count(self, line: _Line) -> str:
        return self._words.say(msgn("{n} change", "{n} changes", line.of))

    def _title(self, line: _Line) -> str:
        return line.change.item.title.best(self._language.code)

    def _when(self, line: _Line) -> str:
        return when(line.change.item, self._language.code)

    def _kinds(self, line: _Line) -> str:
        return wording.kinds(line.change, self._words.say, self._language.code)

    def _told(self, line: _Line) -> str:
        return wording.told(line.change, self._language.code)

    def _tone(self, line: _Line) -> str:
        return wording.sign(line.change)[1]

    def _icon(self, line: _Line) -> str:
        return wording.sign(line.change)[0]
