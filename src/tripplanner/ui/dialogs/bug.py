"""The one dialog for what should not have happened. The window stays open."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from tripplanner.i18n import msg
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.errors import report
from tripplanner.ui.language import Language, Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import button, column, row, text_label


class BugDialog(Dialog):
    """What happened, what was kept, and a report to copy that holds nothing a person typed."""

    def __init__(self, error: BaseException, theme: Theme, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.words = Words(language, self)
        self.words.put(self, msg("An unexpected error"), "setWindowTitle")
        self.setMinimumWidth(theme.px(520))
        lines = column(self, (24, 20, 24, 16), 10)
        lines.addWidget(self.words.put(text_label(size="section"), msg("That should not have happened")))
        kept = msg("Your data is as it was before this action, and you can go on working.")
        todo = msg("Please copy the report and send it to whoever looks after tripplanner. It holds no personal data.")
        for sentence in (kept, todo):
            lines.addWidget(self.words.put(text_label(ink="text2", wrap=True), sentence))
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setPlainText(report(error))
        self.report.setTabChangesFocus(True)
        self.words.put(self.report, msg("Report"), "setAccessibleName")
        lines.addWidget(self.report, 1)
        copy = button(self.words, msg("Copy the report"), "", theme, "copy")
        close = button(self.words, msg("Go on"), "filled")
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        buttons = row(gap=10)
        buttons.addStretch(1)
        for one in (copy, close):
            buttons.addWidget(one)
        lines.addLayout(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
