"""The third pane: every row and what it would do; what is to mend is mended beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from tripplanner.exchange.intake.plan import MASK, Column, PlanRow, State
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.exchange.intake.sheets import said
from tripplanner.i18n import Message, msg, msgn
from tripplanner.ui.intake.row_side import RowSide
from tripplanner.ui.intake.work import Intake
from tripplanner.ui.language import Words, verbatim
from tripplanner.ui.tables import Column as TableColumn
from tripplanner.ui.tables import RowTable
from tripplanner.ui.widgets.basics import Segments, button, column, frame, row, text_label
from tripplanner.ui.widgets.lists import RowList

ALL, HERE = "all", "here"
STATES: Mapping[State, tuple[Message, str, str]] = {
    "new": (msg("new"), "ok", "plus"),
    "update": (msg("update"), "info", "refresh-cw"),
    "mend": (msg("to mend"), "warn", "triangle-alert"),
    "skipped": (msg("left out"), "", "ban"),
    "unchanged": (msg("unchanged"), "", "check"),
}
_FILTERS: Mapping[str, Message] = {
    ALL: msg("All {count}"), "new": msg("New {count}"), "update": msg("Updates {count}"),
    "mend": msg("To mend {count}"), HERE: msg("Changed here {count}"),
    "skipped": msg("Left out {count}"), "unchanged": msg("Unchanged {count}"),
}  # fmt: skip
_CHANGED_HERE = (msg("changed here"), "info", "pencil")
_SHOWN, _ROW = 5, 34


def _look(one: PlanRow) -> tuple[Message, str, str]:
    """How a row’s state is shown; one that leaves its record as it is because of what was changed here says so."""
    return _CHANGED_HERE if one.changed_here and one.state == "unchanged" else STATES[one.state]


def _is(one: PlanRow, key: str) -> bool:
    return one.changed_here if key == HERE else one.state == key


class RowsPane(QWidget):
    """Chips that filter by state, the rows, and at the side what concerns the chosen one."""

    def __init__(self, intake: Intake, words: Words) -> None:
        super().__init__()
        self.intake, self.words = intake, words
        self._seen: Plan | None = None
        self._keep = ALL
        choices = [(key, verbatim("")) for key in _FILTERS]
        self.filters = Segments(words, choices, msg("Rows to show"))
        self.filters.chosen.connect(self.show_only)
        self.vault = text_label(ink="warn", wrap=True)
        self.unlock = button(words, msg("Unlock the vault…"), "", intake.context.theme, "lock-open")
        self.unlock.clicked.connect(lambda _c=False: self.open_vault())
        self.body = frame("card")
        self._inside = column(self.body, (1, 1, 1, 1), 0)
        self.table: RowTable[PlanRow] | None = None
        self.list: RowList | None = None
        self.side = RowSide(intake, words, self.next_problem)
        head = row(gap=10)
        head.addWidget(self.filters)
        head.addStretch(1)
        locked = row(gap=10)
        locked.addWidget(self.vault, 1)
        locked.addWidget(self.unlock)
        panes = row(gap=16)
        panes.addWidget(self.body, 1)
        panes.addWidget(self.side)
        lines = column(self, (24, 12, 24, 8), 10)
        lines.addLayout(head)
        lines.addLayout(locked)
        lines.addLayout(panes, 1)

    def present(self) -> None:
        """Show the plan as it is now; the chosen row stays chosen."""
        plan = self.intake.plan
        if plan is None or plan is self._seen:
            return
        at, held = self._current(), self.side.held()
        fresh = self._seen is None or self._seen.columns != plan.columns
        self._seen = plan
        if fresh:
            self._make_table(plan)
        self._count(plan)
        self._tell_of_vault(plan)
        assert self.table is not None
        self.table.set_rows(plan.rows)
        if fresh and plan.problems:
            at = plan.problems[0].row
        self.select(at)
        if held is not None and self._current() == at:
            self.side.hold(*held)  # what was decided made the row anew, the button with it

    def select(self, number: int | None) -> None:
        """Choose the row of this number in the file, or the first one shown."""
        if self.table is None or self.list is None:
            return
        found = self.table.position(lambda one: one.number == number)
        self.list.select_position(max(found, 0) if self.table.rowCount() else -1)
        self._show_side()

    def show_only(self, key: str) -> None:
        """Only the rows of one state."""
        self._keep = key
        if self.table is not None:
            at = self._current()
            self.table.filter("", None if key == ALL else lambda one: _is(one, key))
            self.select(at)

    def next_problem(self) -> None:
        """Go to the next row with something to mend, from the top again after the last."""
        plan = self.intake.plan
        if plan is None or not plan.problems:
            self._show_side()
            return
        here = self._current() or 0
        later = [one.row for one in plan.problems if one.row > here]
        self.select(later[0] if later else plan.problems[0].row)
        self.side.focus_field()

    def open_vault(self) -> None:
        """Unlock, then compare again: protected cells come in."""
        from tripplanner.ui.vault.unlock import unlocked

        if unlocked(self.intake.context, self.window()):
            self.intake.preview()

    def _make_table(self, plan: Plan) -> None:
        if self.list is not None:
            self._inside.removeWidget(self.list)
            self.list.deleteLater()
        shown = [one for one in plan.columns if one.field is not None and not one.masked][:_SHOWN]
        say = self.words.say
        columns: list[TableColumn[PlanRow]] = [
            TableColumn("row", msg("Row"), lambda one: one.number, sort=lambda one: one.number, width=64),
            TableColumn("state", msg("State"), lambda one: say(_look(one)[0]),
                        tone=lambda one: _look(one)[1], icon=lambda one: _look(one)[2], width=150),
            *(self._cell(one) for one in shown),
        ]  # fmt: skip
        self.table = RowTable(columns, self.intake.context.language, self)
        self.list = RowList(self.intake.context.theme, self.table, self.words, msg("Rows of the file"), _ROW)
        self.list.horizontalHeader().setSortIndicatorShown(True)
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._show_side())
        self._inside.addWidget(self.list)
        if self._keep != ALL:
            self.show_only(self._keep)

    def _cell(self, one: Column) -> TableColumn[PlanRow]:
        def faulty(line: PlanRow) -> bool:
            return any(problem.column == one.number for problem in line.problems)

        return TableColumn(
            str(one.number), verbatim(one.name), lambda line: self._words(line, one),
            tone=lambda line: "warn" if faulty(line) else "",
            icon=lambda line: "triangle-alert" if faulty(line) else "", width=130,
        )  # fmt: skip

    def _words(self, line: PlanRow, one: Column) -> str:
        plan = self._seen
        chosen = plan.choices.cells.get((line.number, one.number)) if plan is not None else None
        cell = chosen if chosen is not None else line.cells[one.number] if one.number < len(line.cells) else None
        return MASK if one.masked and cell else said(cell)

    def _count(self, plan: Plan) -> None:
        here = sum(one.changed_here for one in plan.rows)
        counts: Mapping[str, int] = {ALL: len(plan.rows), HERE: here, **plan.counts}
        for key, message in _FILTERS.items():
            self.filters.relabel(key, Message(message.id, {"count": counts[key]}))
        self.filters.choose(self._keep)

    def _tell_of_vault(self, plan: Plan) -> None:
        kept = sum(1 for _ in plan.kept_out())
        self.vault.setVisible(bool(kept))
        self.unlock.setVisible(bool(kept))
        if kept:
            self.words.put(self.vault, msgn("{n} protected cell waits for the vault.",
                                            "{n} protected cells wait for the vault.", kept))  # fmt: skip

    def _current(self) -> int | None:
        chosen: Any = self.list.current_row() if self.list is not None else None
        return chosen.number if chosen is not None else None

    def _show_side(self) -> None:
        chosen: Any = self.list.current_row() if self.list is not None else None
        self.side.show_row(chosen)
