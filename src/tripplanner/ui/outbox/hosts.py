"""The hosts of the trip, item by item: how each stands and for how long; what can be done about the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from tripplanner.dates import clock, dated
from tripplanner.i18n import msg
from tripplanner.planning.requests import HostRequest
from tripplanner.planning.words import HOST_STATE
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words, short_name
from tripplanner.ui.plain import breakable, in_script
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import button, column, frame, narrow_combo, row, rule, scrolled, text_label
from tripplanner.ui.widgets.chips import Chip
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.flow import Flow
from tripplanner.ui.widgets.lists import RowList

_TONES = {"to_contact": "info", "asked": "warn", "confirmed": "ok", "refused": "error"}
_ICONS = {"to_contact": "circle-dashed", "asked": "clock", "confirmed": "circle-check", "refused": "circle-x"}


def today() -> date:
    """The person's own day."""
    return date.today()  # noqa: DTZ011


class HostList(QFrame):
    """The list; ``chosen`` when another row is."""

    chosen = Signal(object)

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._context, self._words = context, words
        columns: tuple[Column[HostRequest], ...] = (
            Column("host", msg("Host"), lambda one: self.best(one.organisation), second=lambda one: one.name,
                   width=190),
            Column("visit", msg("Visit"), lambda one: self.best(one.title), second=self._when, width=200),
            Column("state", msg("State"), lambda one: one.sentence(today()), second=_note, tone=_tone, icon=_icon,
                   sort=lambda one: list(HOST_STATE).index(one.state), width=210),
        )  # fmt: skip
        self.table: RowTable[HostRequest] = RowTable(columns, context.language, self)
        self.list = RowList(context.theme, self.table, words, msg("Hosts of the trip"))
        ColumnFit(self.list, self.table, context.theme)
        self.list.selectionModel().currentRowChanged.connect(lambda _new, _old: self.chosen.emit(self.current()))
        self.answers = button(words, msg("Import answers…"), "", context.theme, "upload")
        self.ask = button(words, msg("Ask the hosts"), "filled", context.theme, "handshake")
        holder, outer = QWidget(), frame("")
        flow = Flow(holder, 8)
        for one in (self.ask, self.answers):
            flow.addWidget(one)
        column(outer, (12, 8, 12, 10)).addWidget(holder)
        lines = column(self, (1, 1, 1, 1), 0)
        lines.addWidget(self.list, 1)
        lines.addWidget(outer)

    def show_hosts(self, rows: list[HostRequest]) -> None:
        """List these; the chosen one stays chosen."""
        before = self.current()
        self.table.set_rows(rows)
        self._choose(before)

    def filter(self, needle: str) -> None:
        """Show those with these words."""
        before = self.current()
        self.table.filter(needle)
        self._choose(before)

    def _choose(self, before: HostRequest | None) -> None:
        at = self.table.position(lambda one: before is not None and one.id == before.id)
        self.list.select_position(max(0, at) if self.table.rows() else -1)
        self.chosen.emit(self.current())

    def current(self) -> HostRequest | None:
        """The chosen row."""
        found: Any = self.list.current_row()
        return found

    def best(self, text: Text) -> str:
        """Words of the library in the language of the window."""
        return text.best(self._context.language.code)

    def _when(self, one: HostRequest) -> str:
        if one.start is None:
            return self._words.say(msg("to be placed"))
        return f"{dated(one.start.date(), self._context.language.code)} {clock(one.start)}"


def _note(one: HostRequest) -> str:
    return " ".join(one.answer_note.split())


def _tone(one: HostRequest) -> str:
    return "error" if one.overdue(today()) else _TONES[one.state]


def _icon(one: HostRequest) -> str:
    return "triangle-alert" if one.overdue(today()) else _ICONS[one.state]


class HostDetail(QFrame):
    """What is known of the chosen host of an item. ``decided`` tells the state that somebody chose by hand."""

    decided = Signal(str)

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._context, self._words = context, words
        self.request: HostRequest | None = None
        self._body = QWidget()
        lines = column(self._body, (16, 12, 16, 10), 8)
        self.host = text_label(size="emphasis", strong=True, wrap=True)
        self.contact = text_label(ink="text2", wrap=True)
        self.visit = text_label(wrap=True)
        self.chip = Chip(context.theme)
        self.note = text_label(ink="text2", wrap=True)
        self.state: QComboBox = narrow_combo(12)
        words.put(self.state, msg("Set by hand"), "setAccessibleName")
        words.put(self.state, msg("State of the host"), "setAccessibleDescription")
        self.state.activated.connect(lambda at: self.decided.emit(self.state.itemData(at)))
        label = text_label(ink="text2")
        label.setBuddy(self.state)
        words.put(label, msg("Set by hand"))
        by_hand = row(gap=8)
        by_hand.addWidget(label)
        by_hand.addWidget(self.state, 1)
        for one in (self.host, self.contact, self.visit, self.chip, self.note):
            lines.addWidget(one)
        lines.addLayout(by_hand)
        lines.addStretch(1)
        self.there = button(words, msg("Show in the programme"), "", context.theme, "eye")
        self.partner = button(words, msg("Show the partner"), "", context.theme, "landmark")
        foot = QWidget()
        flow = Flow(foot, 8)
        for one in (self.there, self.partner):
            flow.addWidget(one)
        outer = frame("")
        column(outer, (12, 8, 12, 10)).addWidget(foot)
        whole = column(self, (1, 1, 1, 1), 0)
        whole.addWidget(scrolled(self._body), 1)
        whole.addWidget(rule())
        whole.addWidget(outer)
        self.there.clicked.connect(lambda _checked=False: self._go("programme", lambda one: one.item_uuid))
        self.partner.clicked.connect(lambda _checked=False: self._go("partners", lambda one: one.organisation_uuid))
        self.show_request(None)

    def _go(self, page: str, target: Callable[[HostRequest], object]) -> None:
        if self.request is not None:
            self._context.shell.go(page, target(self.request))

    def show_request(self, one: HostRequest | None) -> None:
        """Show this host of an item."""
        self.request = one
        self.setEnabled(one is not None)
        if one is None:
            for label in (self.host, self.contact, self.visit, self.note):
                label.setText("")
            self.chip.hide()
            return
        code, say = self._context.language.code, self._words.say
        in_script(self.host, one.organisation.best(code))
        reach = " · ".join(part for part in (one.name, one.address, short_name(one.language)) if part)
        in_script(self.contact, breakable(reach) if one.address else f"{reach} · {say(_NO_ADDRESS)}")
        when = f"{dated(one.start.date(), code)} {clock(one.start)}" if one.start else say(msg("to be placed"))
        in_script(self.visit, f"{one.title.best(code)}\n{when}")
        self.chip.show()
        self.chip.set(say(one.sentence(today())), _tone(one), _icon(one))
        in_script(self.note, one.answer_note)
        self.note.setVisible(bool(one.answer_note))
        self.state.clear()
        for key, words in HOST_STATE.items():
            self.state.addItem(say(words), key)
        self.state.setCurrentIndex(self.state.findData(one.state))
        self.state.setEnabled(not self._context.workspace.read_only)


_NO_ADDRESS = msg("no e-mail address is known")
