"""Commitments in a list, what was heard of the chosen one beside it. They may be changed in an archived trip too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from sqlalchemy.orm import Session

from tripplanner.dates import dated
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.learning import commitments as kept
from tripplanner.planning.learning.commitments import STATUS, CommitmentRow
from tripplanner.planning.learning.owners import ties
from tripplanner.ui.context import Context
from tripplanner.ui.learning.commitment_detail import CommitmentDetail
from tripplanner.ui.learning.commitment_sheets import commitment_sheet, heard_sheet
from tripplanner.ui.learning.tab import Tab
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import Segments, column, frame, row, text_label
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.empty import EmptyState
from tripplanner.ui.widgets.flow import Flow
from tripplanner.ui.widgets.lists import RowList

_LIST, _EMPTY = range(2)
TONES = {"done": "nature", "stuck": "error", "under_way": "info"}


class CommitmentsTab(Tab):
    """The tab. ``today`` may be replaced to look at it on another day."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.today: Callable[[], date] = date.today
        self._rows: list[CommitmentRow] = []
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_panes())
        self.stack.addWidget(self._build_empty())
        lines = column(self, gap=10)
        lines.addWidget(self._build_bar())
        self.counted = text_label(ink="text2", wrap=True)
        lines.addWidget(self.counted)
        lines.addWidget(self.stack, 1)

    # -- building

    def _build_bar(self) -> QWidget:
        bar = QWidget()
        flow = Flow(bar, 8)
        self.which = Segments(
            self.words, [("trip", msg("This trip")), ("all", msg("All trips"))], msg("Of which trips")
        )
        self.which.choose("trip")
        self.which.chosen.connect(lambda _key: self.refresh())
        flow.addWidget(self.which)
        self.new_button = self.act_button(flow, msg("New commitment…"), self.add, "filled", "plus")
        self.heard_button = self.act_button(flow, msg("What was heard…"), self.hear, "", "message-square")
        self.edit_button = self.act_button(flow, msg("Change…"), self.edit, "", "pencil")
        self.tell_button = self.act_button(flow, msg("Tell the case study"), self.tell, "", "book-open")
        self.remove_button = self.act_button(flow, msg("Remove"), self.remove, "", "trash-2")
        self.act_button(flow, msg("Follow-up sheet…"), lambda: self._document("follow_up"), "", "printer")
        self.act_button(flow, msg("Reminders…"), lambda: self._document("reminders"), "", "calendar-days")
        return bar

    def _build_panes(self) -> QWidget:
        code = lambda: self.context.language.code  # noqa: E731
        shown: Sequence[Column[CommitmentRow]] = (
            Column("text", msg("Commitment"), lambda one: one.text.best(code()), second=self._below, width=250),
            Column("state", msg("State"), lambda one: self.say(STATUS[one.status]), tone=self._tone, width=110),
            Column(
                "due", msg("Until"), self._until, tone=self._due_tone, sort=lambda one: one.due or date.max, width=120
            ),
            Column("owner", msg("Promised by"), self._owner, width=220, spare=1),
        )
        self.table: RowTable[CommitmentRow] = RowTable(shown, self.context.language, self)
        self.list = RowList(self.context.theme, self.table, self.words, msg("Commitments"))
        ColumnFit(self.list, self.table, self.context.theme)
        self.list.selectionModel().currentRowChanged.connect(lambda _new, _old: self._look())
        self.list.activated.connect(lambda _index: self.hear())
        left = frame("card")
        column(left, (1, 1, 1, 1)).addWidget(self.list)
        self.detail = CommitmentDetail(self.words)
        self.detail.unheard.connect(self.unhear)
        made = QWidget()
        panes: QHBoxLayout = row(made, gap=12)
        panes.addWidget(left, 6)
        panes.addWidget(self.detail, 4)
        return made

    def _build_empty(self) -> QWidget:
        why = msg("What hosts and guests promise each other is noted here, and asked about six months later.")
        made = EmptyState(self.context.theme, self.words, msg("Nothing was promised yet"), why)
        made.offer(msg("New commitment…"), self.add, "filled", "plus")
        return made

    # -- what a row says

    def _below(self, one: CommitmentRow) -> str:
        code = self.context.language.code
        trip = one.trip.best(code) if self.which.current() == "all" else ""
        return " · ".join(part for part in (trip, one.item.best(code), one.case.best(code)) if part)

    def _owner(self, one: CommitmentRow) -> str:
        names = (one.person, one.organisation.best(self.context.language.code))
        return " · ".join(name for name in names if name) or self.say(msg("nobody yet"))

    def _tone(self, one: CommitmentRow) -> str:
        return TONES.get(one.status, "")

    def _until(self, one: CommitmentRow) -> str:
        if one.due is None:
            return "–" if one.ended else self.say(msg("no date"))
        day = dated(one.due, self.context.language.code)
        return self.say(msg("{day} (late)", day=day)) if one.late(self.today()) else day

    def _due_tone(self, one: CommitmentRow) -> str:
        return "warn" if not one.ended and (one.due is None or one.late(self.today())) else ""

    # -- showing

    def refresh(self) -> None:
        if self.trip is None:
            return
        chosen = self.chosen()
        whole = self.which.current() == "all"
        self._rows = self.context.workspace.get(kept.list_commitments, None if whole else self.trip.id)
        self.table.set_rows(self._rows)
        self.stack.setCurrentIndex(_LIST if self._rows else _EMPTY)
        at = self.table.position(lambda one: chosen is not None and one.id == chosen.id)
        self.list.select_position(max(0, at) if self._rows else -1)
        self._count()
        self._look()

    def _count(self) -> None:
        today = self.today()
        late, unheard = (sum(getattr(one, test)(today) for one in self._rows) for test in ("late", "unheard"))
        states = [
            f"{self.say(STATUS[key])} {n}" for key in STATUS if (n := sum(one.status == key for one in self._rows))
        ]
        if late:
            states.append(self.say(msgn("{n} late", "{n} late", late)))
        if unheard:
            states.append(self.say(msgn("{n} to ask about", "{n} to ask about", unheard)))
        self.counted.setText(" · ".join(states))
        self.counted.setVisible(bool(states))

    def _look(self) -> None:
        one = self.chosen()
        self.detail.show_row(one, self.may_write(), self.context.language.code)
        for made in (self.heard_button, self.edit_button, self.remove_button, self.tell_button):
            self.allow(made)
            made.setEnabled(made.isEnabled() and one is not None)
        self.tell_button.setEnabled(
            self.tell_button.isEnabled() and one is not None and bool(one.case_id and one.heard)
        )
        self.allow(self.new_button)

    def chosen(self) -> CommitmentRow | None:
        """The commitment selected."""
        found: Any = self.list.current_row()
        return found

    def refusal(self) -> Message | None:
        """An archived trip refuses nothing here: what was promised falls due when it is over."""
        return msg("This database is open read-only.") if self.context.workspace.read_only else None

    def home(self) -> QWidget | None:
        return self.list if self._rows else self.new_button

    def panes(self) -> Sequence[QWidget]:
        return (self.list, self.detail)

    def select(self, target: object) -> None:
        """Show the commitment with this UUID."""
        self.list.select_position(self.table.position(lambda one: one.uuid == target))

    # -- doing

    def add(self) -> None:
        """Ask for a new commitment of this trip."""
        if self.trip is None or not self.may_write():
            return
        trip, code = self.trip, self.context.language.code

        def run(values: dict[str, Any]) -> object:
            words = values.pop("words")
            return self._done(msg("Note a commitment"), kept.add_commitment, trip.id, code, words, **values)

        self.ask(commitment_sheet(self.context, self._ties(trip.id), None, run, self))

    def edit(self) -> None:
        """Change the chosen one, as one step."""
        one = self.chosen()
        if one is None or not self.may_write():
            return
        code = self.context.language.code

        def run(values: dict[str, Any]) -> object:
            return self._done(msg("Change a commitment"), _change, one.id, code, values, scope=one.trip_uuid)

        self.ask(commitment_sheet(self.context, self._ties(one.trip_id), one, run, self))

    def hear(self) -> None:
        """Ask what was heard of the chosen one."""
        one = self.chosen()
        if one is None or not self.may_write():
            return
        code, label = self.context.language.code, msg("Note what became of a commitment")

        def run(values: dict[str, Any]) -> object:
            day = values["day"] or self.today()
            return self._done(
                label, kept.hear_of, one.id, day, values["status"], code, values["words"], scope=one.trip_uuid
            )

        self.ask(heard_sheet(self.context, one, self.today(), run, self))

    def unhear(self, step: int) -> None:
        """Take back what was noted by mistake."""
        self.do(msg("Take back what was heard"), kept.unhear, step)

    def tell(self) -> None:
        """Make what became of it a result of its case study."""
        one = self.chosen()
        if one is not None and self.do(msg("Tell a case study what became of a commitment"), kept.tell_case, one.id)[0]:
            self.context.shell.say(msg("“{case}” has it among its results.", case=one.case))

    def remove(self) -> None:
        """Take the chosen one away; undo brings it back."""
        one = self.chosen()
        if one is not None:
            self.do(msg("Remove a commitment"), kept.remove_commitment, one.id)

    def _document(self, kind: str) -> None:
        """Show a document of the trip on its page."""
        self.context.shell.go("documents", kind)

    def _ties(self, trip: int) -> Any:
        return self.context.workspace.get(ties, trip)

    def _done(self, label: Message, verb: Callable[..., Any], *given: Any, scope: str = "", **named: Any) -> object:
        """One step of undo; a refusal stays in the sheet that asked."""
        own = self.trip.uuid if self.trip is not None else None
        return self.context.workspace.do(label, verb, *given, scope=scope or own, **named)


def _change(session: Session, commitment: int, language: str, values: dict[str, Any]) -> None:
    kept.reword_commitment(session, commitment, language, values["words"])
    kept.own_commitment(session, commitment, values["person_id"], values["organisation_id"])
    kept.date_commitment(session, commitment, values["due"])
    kept.place_commitment(session, commitment, values["item_id"], values["case_id"])
