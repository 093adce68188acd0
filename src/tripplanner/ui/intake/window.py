"""The window of an import: four panes, back is free, nothing is written before the third is left."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from tripplanner.i18n import Message, msg, msgn
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.importing import Wanted
from tripplanner.ui.intake.columns_pane import ColumnsPane, counted
from tripplanner.ui.intake.file_pane import FilePane
from tripplanner.ui.intake.result_pane import ResultPane
from tripplanner.ui.intake.rows_pane import RowsPane
from tripplanner.ui.intake.steps import Steps
from tripplanner.ui.intake.work import COLUMNS, FILE, RESULT, ROWS, TOGETHER, Intake
from tripplanner.ui.language import Words
from tripplanner.ui.plain import in_script
from tripplanner.ui.widgets.basics import button, column, row, rule, text_label


class IntakeWindow(Dialog):
    """``wanted`` says what is brought in, and from which file if one was dropped."""

    def __init__(self, context: Context, wanted: Wanted, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self.intake = Intake(context, wanted, self)
        self.words = Words(context.language, self)
        self.title = msg("Import: {what}", what=self.intake.subject.title)
        self.words.put(self, self.title, "setWindowTitle")
        self.resize(min(1080, context.theme.px(1080)), min(704, context.theme.px(704)))
        self._shown = FILE
        self.panes = QStackedWidget()
        self.file = FilePane(self.intake, self.words)
        self.columns = ColumnsPane(self.intake, self.words)
        self.rows = RowsPane(self.intake, self.words)
        self.outcome = ResultPane(self.intake, self.words)
        for pane in (self.file, self.columns, self.rows, self.outcome):
            self.panes.addWidget(pane)
        lines = column(self, gap=0)
        self._add_head(lines)
        lines.addWidget(rule())
        lines.addWidget(self.panes, 1)
        lines.addWidget(rule())
        self._add_foot(lines)
        self.intake.changed.connect(self.present)
        self.present()
        if wanted.paths:
            together = self.intake.subject.key in TOGETHER
            self.intake.read(wanted.paths[0], others=wanted.paths[1:] if together else ())

    def _add_head(self, lines: QVBoxLayout) -> None:
        head = column(None, (24, 16, 24, 12), 10)
        line = row(gap=10)
        line.addWidget(self.words.put(text_label(size="title"), self.title))
        self.about = text_label(ink="text2")
        line.addWidget(self.about, 1)
        head.addLayout(line)
        self.steps = Steps(self._context.theme, self._context.language)
        steps = row()
        steps.addWidget(self.steps)
        steps.addStretch(1)
        head.addLayout(steps)
        lines.addLayout(head)

    def _add_foot(self, lines: QVBoxLayout) -> None:
        theme = self._context.theme
        self.back = button(self.words, msg("Back"), "", theme, "arrow-left")
        self.cancel = button(self.words, msg("Cancel"))
        self.go = button(self.words, msg("Continue"), "filled", theme)
        self.said = text_label(ink="text3", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.px(160))
        self.back.clicked.connect(lambda _c=False: self.intake.go(self.intake.step - 1))
        self.cancel.clicked.connect(lambda _c=False: self.stop())
        self.go.clicked.connect(lambda _c=False: self.advance())
        self.go.setDefault(False)
        for one in (self.back, self.cancel, self.go):
            one.setAutoDefault(False)
        foot = row(None, (24, 10, 24, 14), 10)
        foot.addWidget(self.back)
        foot.addWidget(self.bar)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        lines.addLayout(foot)

    # -- showing

    def present(self) -> None:
        """Show the step that was reached and what can be done there."""
        intake = self.intake
        self.steps.show_step(intake.step)
        self.panes.setCurrentIndex(intake.step)
        self.panes.currentWidget().present()  # type: ignore[attr-defined]
        book, seen = intake.book, intake.look
        name = book.name if book is not None else ""
        in_script(self.about, f"{name} · {seen.sheet.name}" if seen is not None and len(book.sheets) > 1 else name)
        busy = intake.busy is not None
        self.bar.setVisible(busy)
        self.back.setVisible(intake.step in (COLUMNS, ROWS))
        self.back.setEnabled(not busy)
        self.go.setVisible(intake.step != FILE)
        self.go.setEnabled(not busy and self._can_go())
        self.cancel.setVisible(intake.step != RESULT)
        self.words.control(self.go, self._go_words())
        self._tell()
        if self.go.isVisible() and self.go.isEnabled() and self._shown != intake.step:
            self.go.setFocus()
        self._shown = intake.step

    def _tell(self) -> None:
        """What is under way, or what stands in the way, or what to know."""
        intake = self.intake
        if intake.busy is not None:
            self.words.put(self.said, intake.busy.label)
        elif intake.trouble is not None and intake.step != FILE:
            self.said.setText(intake.trouble.sentence(self._context.language.code))
        else:
            notes: dict[int, Message] = {
                COLUMNS: msg("Nothing is written yet."),
                ROWS: msg("Nothing is written before you import; one undo takes everything back."),
            }
            self.words.put(self.said, notes[intake.step]) if intake.step in notes else self.said.clear()

    def _can_go(self) -> bool:
        step = self.intake.step
        if step == COLUMNS:
            return self.intake.look is not None and any(one.field for one in self.intake.look.columns)
        return step == RESULT or (step == ROWS and self.intake.ready > 0)

    def _go_words(self) -> Message:
        intake = self.intake
        if intake.step == COLUMNS and intake.look is not None:
            return counted(len(intake.look.table.lines))
        if intake.step == ROWS and intake.plan is not None:
            total = len(intake.plan.rows)
            return msgn("Import {ready} of {n} row", "Import {ready} of {n} rows", total, ready=intake.ready)
        return msg("Close") if intake.step == RESULT else msg("Continue")

    # -- doing

    def advance(self) -> None:
        """On to the next step."""
        step = self.intake.step
        if step == COLUMNS:
            self.intake.preview()
        elif step == ROWS:
            self.intake.write(self.columns.side.remembered)
        else:
            self.accept()

    def stop(self) -> None:
        """Cancel what is under way; else leave, with nothing written."""
        if self.intake.busy is not None:
            self.intake.cancel()
        else:
            self.reject()

    def reject(self) -> None:
        if self.intake.busy is not None:
            self.intake.cancel()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self.intake.busy is not None:
            self.intake.cancel()
            event.ignore()
            return
        super().closeEvent(event)
