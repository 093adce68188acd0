"""The tab of debriefs: noting at the top, what was said below, one observation with its photos at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from tripplanner.dates import dated
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.learning import debriefs
from tripplanner.planning.learning.debriefs import Debrief, SaidRow, read_debrief
from tripplanner.planning.visits import SAID
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.learning.capture import Capture
from tripplanner.ui.learning.said_detail import SaidDetail
from tripplanner.ui.learning.tab import Tab
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import Segments, column, frame, scrolled, search_field, text_label
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.flow import Flow
from tripplanner.ui.widgets.lists import RowList

#: Drafts by the UUID of their trip: words that were typed and not noted outlive the window.
DRAFTS = "debrief_drafts"
_ICONS = {
    "seen": "eye", "learnt": "lightbulb", "surprising": "sparkles", "transferable": "sprout",
    "question": "message-circle-question-mark",
}  # fmt: skip
_STARS = 5
_LIST, _NOTHING = range(2)


class DebriefsTab(Tab):
    """``self.today`` may be replaced to stand on another day."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.today = date.today  # the person's own day
        self.debrief = Debrief((), (), (), ())
        self._drafted = ""  # the trip whose draft is in the fields
        self.capture = Capture(context, self.words)
        self.capture.noted.connect(self.note)
        self.capture.taken.connect(self._take)
        self.capture.day_changed.connect(self._show_rows)
        self.capture.changed.connect(self._keep_draft)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        left = QWidget()
        lines = column(left, gap=10)
        lines.addWidget(self.capture)
        lines.addWidget(self._build_list(), 1)
        self.split.addWidget(scrolled(left))  # in a low window nothing of the form is squeezed away
        self.split.addWidget(self._build_right())
        self.split.setStretchFactor(0, 7)
        self.split.setStretchFactor(1, 3)
        column(self).addWidget(self.split)

    # -- building

    def _build_list(self) -> QWidget:
        card = frame("card")
        lines = column(card, (1, 8, 1, 1), 6)
        bar = QWidget()
        flow = Flow(bar, 8)
        flow.setContentsMargins(12, 0, 12, 0)
        self.which = Segments(self.words, (("day", msg("This day")), ("all", msg("All days"))), msg("Which days"))
        self.which.choose("day")
        self.which.chosen.connect(lambda _key: self._show_rows())
        self.search = search_field(self.words, msg("Filter…"), self.context.theme)
        self.search.setMinimumWidth(self.context.theme.px(150))
        self.search.textChanged.connect(lambda _text: self._show_rows())
        self.count = text_label(ink="text2")
        for one in (self.which, self.search, self.count):
            flow.addWidget(one)
        lines.addWidget(bar)
        lines.addWidget(self._build_table(), 1)
        return card

    def _build_table(self) -> QWidget:
        columns: tuple[Column[SaidRow], ...] = (
            Column("what", msg("What was said"), self._what, second=self._below, icon=lambda one: _ICONS[one.kind],
                   width=330),
            Column("kind", msg("Sort"), lambda one: SAID[one.kind], width=110, spare=2),
            Column("who", msg("By whom"), self._who, width=130, spare=1),
            Column("visit", msg("Visit"), self._visit, width=130, spare=3),
        )  # fmt: skip
        self.table: RowTable[SaidRow] = RowTable(columns, self.context.language, self)
        self.list = RowList(self.context.theme, self.table, self.words, msg("What was said"))
        ColumnFit(self.list, self.table, self.context.theme)
        self.list.selectionModel().currentRowChanged.connect(lambda _new, _old: self._look())
        self.nothing = text_label(ink="text2", wrap=True)
        calm = QWidget()
        inner = column(calm, (16, 12, 16, 12))
        inner.addWidget(self.nothing)
        inner.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(120)
        for one in (self.list, calm):
            self.stack.addWidget(one)
        return self.stack

    def _build_right(self) -> QWidget:
        self.detail = SaidDetail(self)
        card = frame("card")
        card.setMinimumWidth(250)
        column(card, (1, 1, 1, 1)).addWidget(scrolled(self.detail))
        return card

    # -- showing

    def refresh(self) -> None:
        if self.trip is None:
            return
        self.debrief = self.context.workspace.get(read_debrief, self.trip.id)
        self.allow(self.capture.note, self.capture.text)
        self.capture.show_debrief(self.debrief, self.today())
        if self._drafted != self.trip.uuid:
            self._drafted = self.trip.uuid
            self.capture.restore(self.context.settings.get(DRAFTS, {}).get(self.trip.uuid, {}))
        self._show_rows()

    def show_trip(self, trip: Any) -> None:
        """Words typed for one trip are not noted in another."""
        if self.trip is not None and self.trip.uuid != trip.uuid:
            self._keep_draft()
            self.capture.text.clear()
            self._drafted = ""
        super().show_trip(trip)

    def _show_rows(self) -> None:
        day, chosen = self.capture.day.currentData(), self.detail.row
        own = [one for one in reversed(self.debrief.said) if self.which.current() == "all" or one.day in (day, None)]
        model = self.list.selectionModel()
        model.blockSignals(True)
        self.table.filter(self.search.text())
        self.table.set_rows(own)
        at = self.table.position(lambda one: chosen is not None and one.id == chosen.id)
        self.list.select_position(max(0, at) if self.table.rows() else -1)
        model.blockSignals(False)
        self.words.put(self.count, msgn("{n} observation", "{n} observations", len(self.table.rows())))
        self.words.put(self.nothing, self._why_nothing(day, bool(own)))
        self.stack.setCurrentIndex(_LIST if self.table.rows() else _NOTHING)
        self._look()

    def _why_nothing(self, day: date | None, others: bool) -> Message:
        if others:
            return msg("No result for “{words}”. Clear the filter.", words=self.search.text())
        if day is None or self.which.current() == "all":
            return msg("Nothing was noted yet.")
        return msg("Nothing was noted on {day} yet.", day=dated(day, self.context.language.code))

    def _look(self) -> None:
        found: Any = self.list.current_row()
        self.detail.show_row(found if isinstance(found, SaidRow) and self.table.rows() else None, self.debrief)

    def _what(self, one: SaidRow) -> str:
        stars = "★" * one.rating + "☆" * (_STARS - one.rating) if one.rating else ""
        return " ".join(part for part in (one.text.get(one.text.source) or one.text.best(), stars) if part) or "–"

    def _below(self, one: SaidRow) -> str:
        code = self.context.language.code
        own = one.text.get(code) if one.text.source != code else ""
        photos = self.say(msgn("{n} photo", "{n} photos", one.photos)) if one.photos else ""
        apart = dated(one.day, code) if one.day is not None and self.debrief.on_another_day(one) else ""
        return " · ".join(part for part in (own, photos, apart) if part)

    def _who(self, one: SaidRow) -> str:
        return self.named(self.debrief.voice(one)) or "–"

    def _visit(self, one: SaidRow) -> str:
        item = self.debrief.visit_of(one)
        if item is not None:
            return f"{item.code} {self.named(item.title)}".strip()
        return dated(one.day, self.context.language.code) if one.day is not None else "–"

    def named(self, name: Text | str) -> str:
        """A name in the language of the window."""
        return name if isinstance(name, str) else name.best(self.context.language.code)

    # -- doing

    def note(self) -> None:
        """Write down what was typed; where that is refused the words stay where they are."""
        if self.trip is None or not self.may_write():
            return
        one = self.capture.noting()
        if not one.words and one.rating is None:
            self.capture.text.setFocus()
            return
        done, _made = self.do(msg("note what was said"), debriefs.note, self.trip.id, one.language, one.words,
                              kind=one.kind, day=one.day, item_id=one.item_id, person_id=one.person_id,
                              subgroup_id=one.subgroup_id, rating=one.rating)  # fmt: skip
        if done:
            self.capture.clear()
            self.detail.row = None
            self._show_rows()

    def _take(self, item: int, minutes: object) -> None:
        self.do(msg("say how long a visit took"), debriefs.set_actual, item, minutes)

    def _keep_draft(self) -> None:
        if self.trip is None or self._drafted != self.trip.uuid:
            return
        kept: dict[str, Any] = dict(self.context.settings.get(DRAFTS, {}))
        draft = self.capture.draft()
        kept.pop(self.trip.uuid, None)
        if draft["words"].strip():
            kept[self.trip.uuid] = draft
        self.context.settings.set(DRAFTS, kept or None)

    # -- what the page asks

    def retext(self) -> None:
        self.refresh()

    def home(self) -> QWidget | None:
        return self.capture.text

    def panes(self) -> Sequence[QWidget]:
        return (self.capture, self.list, self.detail)

    def select(self, target: object) -> None:
        """Show the observation with this UUID, of whatever day."""
        self.which.choose("all")
        self._show_rows()
        self.list.select_position(max(0, self.table.position(lambda one: one.uuid == target)))

    def memory(self) -> object:
        self._keep_draft()
        return self.capture.draft(), self.which.current(), self.search.text()

    def recall(self, memory: Any) -> None:
        draft, which, needle = memory
        self.capture.restore(draft)
        self.which.choose(which)
        self.search.setText(needle)
        self._show_rows()

    def leave(self) -> None:
        self._keep_draft()

    def drop(self) -> None:
        self._keep_draft()
