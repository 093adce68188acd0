"""Restoring a backup is confirmed: it replaces everything. The sheet says what differs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.store.backup import Backup
from tripplanner.store.restoring import compare
from tripplanner.ui.context import Frame
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.language import Words
from tripplanner.ui.recovery import words as said
from tripplanner.ui.widgets.basics import button, column, row, text_label

_COMPARING = msg("Comparing with the backup")


class RestoreDialog(Dialog):
    """Accepted when the person wants the backup in place of what is there."""

    def __init__(self, frame: Frame, database: Path, backup: Backup, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._frame, self.words = frame, Words(frame.language, self)
        title = msg("Restore the backup of {when}?", when=said.when(backup, frame.language.code))
        self.words.put(self, msg("Restore a backup"), "setWindowTitle")
        self.setMinimumWidth(frame.theme.px(480))
        self.what = text_label(wrap=True)
        self.what.setText(self.words.say(_COMPARING))
        lines = column(self, (24, 20, 24, 16), 10)
        lines.addWidget(self.words.put(text_label(size="section", wrap=True), title))
        lines.addWidget(self.what)
        kept = msg("The present database is kept beside it, and backed up first.")
        lines.addWidget(self.words.put(text_label(ink="text2", wrap=True), kept))
        cancel = button(self.words, msg("Cancel"))
        self.go = button(self.words, msg("Restore"), "filled", frame.theme, "history")
        self.go.setEnabled(False)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        foot = row(gap=10)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        lines.addLayout(foot)
        job = frame.jobs.start(
            _COMPARING, lambda _progress: compare(database, backup.path), done=self._compared, failed=self._refused
        )
        self.finished.connect(lambda _result: job.cancel())

    def _compared(self, found: Any) -> None:
        self.what.setText("\n".join(map(self.words.say, said.differences(found))))
        self.go.setEnabled(True)

    def _refused(self, error: BaseException) -> None:
        code = self._frame.language.code
        self.what.setText(error.sentence(code) if isinstance(error, TripPlannerError) else type(error).__name__)
