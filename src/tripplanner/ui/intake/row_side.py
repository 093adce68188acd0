"""Beside the rows: what is wrong with the chosen one and mending it, what it says otherwise, what may be decided."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QWidget

from tripplanner.exchange.intake.plan import PlanRow, Problem
from tripplanner.i18n import Message, msg
from tripplanner.ui.intake.changes import Changes, about
from tripplanner.ui.intake.work import Intake
from tripplanner.ui.language import Words
from tripplanner.ui.plain import follow_script, in_script, one_line
from tripplanner.ui.reading_order import of_layout
from tripplanner.ui.widgets.basics import button, clear, column, row, scrolled, text_label


class RowSide(QFrame):
    """``following`` goes to the next row with something to mend."""

    def __init__(self, intake: Intake, words: Words, following: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setFixedWidth(intake.context.theme.px(330))
        self.intake, self.words, self._following = intake, words, following
        self.fields: list[QLineEdit] = []
        self.out: QCheckBox | None = None
        self.changes: Changes | None = None
        self._inner = QWidget()
        self._lines = column(self._inner, (16, 14, 16, 14), 10)
        column(self, (1, 1, 1, 1), 0).addWidget(scrolled(self._inner))

    def show_row(self, one: PlanRow | None) -> None:
        """Everything about a row; nothing where none is chosen."""
        clear(self._lines)
        self.fields, self.changes = [], None
        if one is not None:
            self._head(one)
            for problem in one.problems:
                self._problem(problem)
            for remark in (*one.remarks, *((one.reason,) if one.reason else ())):
                self._note(remark)
            if one.differences and one.record is not None:
                self._differences(one)
            self._decisions(one)
        self._lines.addStretch(1)

    def _stops(self) -> list[QWidget]:
        """What the keyboard reaches here: not what was taken out and is yet to be deleted."""
        by_tab = Qt.FocusPolicy.TabFocus
        parts = [one for held in of_layout(self._lines) for one in (held, *held.findChildren(QWidget))]
        return [one for one in parts if one.isEnabled() and one.focusPolicy() & by_tab]

    def held(self) -> tuple[str, int] | None:
        """The name of what has the keyboard here and its place from the end, for when the row is shown anew."""
        focus, stops = self.focusWidget(), self._stops()
        if focus not in stops or not focus.hasFocus():
            return None
        return focus.accessibleName(), len(stops) - stops.index(focus)

    def hold(self, name: str, place: int) -> None:
        """Give the keyboard to what has this name now, else to what stands in this place: what changes stands above."""
        stops = self._stops()
        named = next((one for one in stops if one.accessibleName() == name), None)
        if stops:
            (named or stops[-min(place, len(stops))]).setFocus()

    def focus_field(self) -> None:
        """The keyboard goes to the first cell to mend."""
        if self.fields:
            self.fields[0].setFocus()
            self.fields[0].selectAll()

    def _head(self, one: PlanRow) -> None:
        words = self.words.say(msg("Row {number}", number=one.number))
        name = f"{words} · {one_line(one.label)}" if one.label else words
        self._lines.addWidget(in_script(text_label(size="emphasis", strong=True, wrap=True), name))
        if one.how is not None and one.record is not None:
            self._note(msg("Known already: {how}", how=one.how))

    def _problem(self, problem: Problem) -> None:
        words = self.words
        what = words.put(text_label(ink="warn", wrap=True), msg("Column {column}: {what}", column=problem.heading,
                                                                what=problem.what))  # fmt: skip
        field = QLineEdit("" if problem.value.startswith("•") else problem.value)
        words.put(field, msg("Value of {column} in row {row}", column=problem.heading, row=problem.row),
                  "setAccessibleName")  # fmt: skip
        field.setAccessibleDescription(words.say(problem.what))
        follow_script(field)
        mend = button(words, msg("Correct"))
        leave = button(words, msg("Ignore the cell"))
        mend.clicked.connect(lambda _c=False: self._correct(problem, field))
        field.returnPressed.connect(lambda: self._correct(problem, field))
        leave.clicked.connect(lambda _c=False: self._ignore(problem))
        self._lines.addWidget(what)
        self._note(problem.todo)
        self._lines.addWidget(field)
        line = row(gap=8)
        line.addWidget(mend)
        line.addWidget(leave)
        line.addStretch(1)
        self._lines.addLayout(line)
        self.fields.append(field)

    def _correct(self, problem: Problem, field: QLineEdit) -> None:
        self.intake.correct(problem.row, problem.column, field.text())
        self._following()

    def _ignore(self, problem: Problem) -> None:
        self.intake.ignore(problem.row, problem.column)
        self._following()

    def _note(self, message: Message) -> None:
        self._lines.addWidget(self.words.put(text_label(ink="text2", size="dense", wrap=True), message))

    def _differences(self, one: PlanRow) -> None:
        if (said := about(one)) is not None:
            self._note(said)
        self.changes = Changes(self.intake, self.words, one)
        self._lines.addWidget(self.changes)

    def _decisions(self, one: PlanRow) -> None:
        plan = self.intake.plan
        chosen_out = plan is not None and one.number in plan.choices.left_out
        self.out = None
        if one.state != "skipped" or chosen_out:
            self.out = QCheckBox()
            self.words.control(self.out, msg("Leave this row out"))
            self.out.setChecked(chosen_out)
            self.out.toggled.connect(lambda out: self.intake.leave_out(one.number, out))
            self._lines.addWidget(self.out)
        if one.near is not None and plan is not None:
            near = one.near.uuid
            own = msg("It corrects {name}", name=plan.subject.label(one.near.values))
            same = button(self.words, own, "link")
            same.clicked.connect(lambda _c=False: self.intake.as_about(one.number, near))
            self._lines.addWidget(same)
        if one.record is not None and one.state in ("update", "unchanged") and self.intake.subject.makes:
            fresh = button(self.words, msg("It is somebody or something new"), "link")
            fresh.clicked.connect(lambda _c=False: self.intake.as_new(one.number))
            self._lines.addWidget(fresh)
        if plan is not None and one.number in plan.choices.records:
            back = button(self.words, msg("As it was found"), "link")
            back.clicked.connect(lambda _c=False: self.intake.as_found(one.number))
            self._lines.addWidget(back)
