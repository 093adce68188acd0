"""The bin: what was deleted in the last thirty days, and a way back for each of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from tripplanner.dates import clock, short_date
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.privacy.who import find_anybody
from tripplanner.store.bin import Binned, entries, restore
from tripplanner.text import Text
from tripplanner.ui.content import content_languages
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask
from tripplanner.ui.page import Page
from tripplanner.ui.privacy.erasing import EraseDialog, erase_in_job
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import button, column, frame, row, search_field, text_label
from tripplanner.ui.widgets.empty import EmptyState
from tripplanner.ui.widgets.lists import RowList


class BinScreen(Page):
    """The page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stale = True
        self.table: RowTable[Binned] = RowTable(self._columns(), context.language, self)
        self.list = RowList(context.theme, self.table, self.words, msg("Deleted records"), 48)
        self.put_back = button(self.words, msg("Put back"), "filled", context.theme, "rotate-ccw")
        self.erase = button(self.words, msg("Erase this person…"), "", context.theme, "trash-2")
        self.confirm: Callable[[EraseDialog], bool] = ask
        self.search = search_field(self.words, msg("Filter the bin…"), context.theme)
        self.nothing = EmptyState(
            context.theme,
            self.words,
            msg("The bin is empty"),
            msg("What you delete stays here for thirty days and can be put back."),
        )
        self._build()
        self.search.textChanged.connect(lambda text: self.table.filter(text))
        self.put_back.clicked.connect(self.restore_chosen)
        self.erase.clicked.connect(lambda _checked=False: self.erase_chosen())
        self.list.doubleClicked.connect(lambda _index: self.restore_chosen())
        self.list.selectionModel().currentRowChanged.connect(self._chosen)
        context.bus.changed.connect(self._changed)
        self.refresh()

    def _build(self) -> None:
        body = QWidget()
        lines = column(body, gap=10)
        line = row(gap=12)
        line.addWidget(self.words.put(text_label(size="title"), msg("Bin")))
        self.search.setMaximumWidth(320)
        line.addWidget(self.search, 1)
        line.addStretch(1)
        line.addWidget(self.erase)
        line.addWidget(self.put_back)
        lines.addLayout(line)
        card = frame("card")
        column(card, (1, 1, 1, 1), 0).addWidget(self.list)
        lines.addWidget(card, 1)
        note = self.words.put(
            text_label(ink="text3", size="dense"), msg("Everything leaves the bin after thirty days.")
        )
        lines.addWidget(note)
        self.pages = QStackedWidget()
        self.pages.addWidget(body)
        self.pages.addWidget(self.nothing)
        column(self, (20, 12, 16, 12), 0).addWidget(self.pages)

    def _columns(self) -> Sequence[Column[Binned]]:
        return (
            Column("name", msg("What"), self._names, self._label, width=240),
            Column("with", msg("With it"), _along, sort=lambda one: one.rows, width=90),
            Column(
                "when", msg("Deleted"), lambda one: self._moment(one.at), sort=lambda one: one.at.isoformat(), width=200
            ),
            Column("who", msg("By"), lambda one: one.actor, width=90),
            Column(
                "until", msg("Kept until"), lambda one: self._day(one.until), sort=lambda one: one.until.isoformat()
            ),
        )

    def offers(self) -> dict[str, Callable[[], object]]:
        return {"filter": lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)}

    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.list)

    def refresh(self) -> None:
        """Read the bin again."""
        self._stale = False
        found = self.context.workspace.get(entries)
        self.table.set_rows(found)
        self.pages.setCurrentIndex(0 if found else 1)
        self.list.select_position(0 if found else -1)
        self._chosen()

    def restore_chosen(self) -> None:
        """Put back what is chosen; one step, to be undone like any other."""
        entry = self.list.current_row()
        if not isinstance(entry, Binned):
            return
        label = msg("put back {name}", name=self._names(entry))
        try:
            self.context.workspace.do(label, restore, entry.uuid, scope=entry.scope)
        except TripPlannerError as error:
            self.context.shell.trouble(error)
            return
        self.context.shell.say(msg("Put back: {name}", name=self._names(entry)), "ok")
        self.refresh()

    def erase_chosen(self) -> None:
        """Erase for good whoever lies in what is chosen: each after their name was typed."""
        entry = self.list.current_row()
        for uuid in entry.people if isinstance(entry, Binned) else ():
            dialog = EraseDialog(self.context, self.context.workspace.get(find_anybody, uuid), self.window())
            if not self.confirm(dialog):
                return
            erase_in_job(self.context, dialog, then=self.refresh)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _changed(self, _changes: object) -> None:
        self._stale = self._stale or not self.isVisible()

    def _chosen(self) -> None:
        writable = not self.context.workspace.read_only
        self.put_back.setEnabled(self.list.currentIndex().isValid() and writable)
        entry = self.list.current_row()
        self.erase.setVisible(isinstance(entry, Binned) and bool(entry.people) and writable)

    def _names(self, entry: Binned) -> str:
        names = tuple(map(self._name, entry.names))
        return self.words.say(msg("{names}", names=names)) or self._label(entry)

    def _name(self, stored: str) -> str:
        """A stored name: words, or a text in several languages."""
        first, second = content_languages(self.context.settings, self.context.language.code)
        return Text.from_json(stored).best(first, second) if stored.startswith("{") else stored

    def _label(self, entry: Binned) -> str:
        words = self.words.say(entry.label)
        return words[:1].upper() + words[1:]

    def _moment(self, at: datetime) -> str:
        here = at.astimezone()
        return f"{short_date(here.date(), self.context.language.code)} {clock(here)}"

    def _day(self, at: datetime) -> str:
        return short_date(at.astimezone().date(), self.context.language.code)


def _along(entry: Binned) -> Message:
    return msgn("{n} record", "{n} records", entry.rows)
