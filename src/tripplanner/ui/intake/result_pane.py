"""The last pane: what was done, and one undo for all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tripplanner.exchange.intake import leftovers
from tripplanner.i18n import Message, msg
from tripplanner.ui.intake.work import Intake
from tripplanner.ui.language import Words
from tripplanner.ui.widgets.basics import button, clear, column, frame, row, scrolled, text_label


class ResultPane(QWidget):
    """Numbers, *Undo*, and what was left: cells that wait for the vault, rows, columns."""

    def __init__(self, intake: Intake, words: Words) -> None:
        super().__init__()
        self.intake, self.words = intake, words
        self.undone = False
        card = frame("card")
        inner = column(card, (28, 24, 28, 24), 12)
        self.title = text_label(size="section", wrap=True)
        self.summary = text_label(wrap=True)
        self.undo = button(words, msg("Undo the import"), "", intake.context.theme, "undo-2")
        self.undo.clicked.connect(lambda _c=False: self.take_back())
        self._left = QWidget()
        self._lines = column(self._left, gap=4)
        inner.addWidget(self.title)
        inner.addWidget(self.summary)
        line = row()
        line.addWidget(self.undo)
        line.addStretch(1)
        inner.addLayout(line)
        inner.addWidget(scrolled(self._left), 1)
        column(self, (24, 16, 24, 8), 0).addWidget(card, 1)

    def present(self) -> None:
        """Say what was done."""
        outcome, plan = self.intake.outcome, self.intake.plan
        if outcome is None or plan is None:
            return
        title = msg("The import was taken back.") if self.undone else msg("“{file}” is imported.", file=plan.file)
        self.words.put(self.title, title)
        self.words.put(self.summary, msg("Nothing is left of it.") if self.undone else outcome.summary)
        self.undo.setVisible(not self.undone and bool(outcome.created or outcome.updated))
        clear(self._lines)
        for message in self._what_was_left():
            made = self.words.put(text_label(ink="text2", size="dense", wrap=True), message)
            made.setAlignment(Qt.AlignmentFlag.AlignLeft)
            self._lines.addWidget(made)
        self._lines.addStretch(1)

    def _what_was_left(self) -> list[Message]:
        plan = self.intake.plan
        if plan is None or self.undone:
            return []
        said = [problem.sentence for problem in plan.problems]
        left = ((one.number, one.reason) for one in plan.rows if one.reason is not None)
        said += [msg("Row {row} is left out: {what}", row=number, what=why) for number, why in left]
        said += [*leftovers.unmarked(plan), *leftovers.kept(plan, self.intake.context.language.code)]
        return [*leftovers.waiting(plan), *said, *leftovers.passed_over(plan), *leftovers.ignored(plan)]

    def take_back(self) -> None:
        """One undo for all rows."""
        self.intake.undo()
        self.undone = True
        self.present()
