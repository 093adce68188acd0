"""After damage: the backups that are there, what the chosen one would change, and three ways on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QHBoxLayout

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.store.backup import Backup, backups_of
from tripplanner.store.restoring import compare
from tripplanner.ui.context import Frame
from tripplanner.ui.language import Words
from tripplanner.ui.recovery import words as said
from tripplanner.ui.widgets.basics import button, column, row, text_label


class RecoveryCard(QFrame):
    """``restore_asked`` carries the chosen backup; ``reading_asked``: open the file as it is."""

    restore_asked = Signal(object)
    reading_asked = Signal()

    def __init__(self, frame: Frame, database: Path) -> None:
        super().__init__()
        self.setProperty("look", "sunken")
        self._frame, self._database = frame, database
        self.words = Words(frame.language, self)
        self.words.also(self.retext)
        self._found: Any = ()
        self.backups: list[Backup] = []
        self.choice = QComboBox()
        self.words.put(self.choice, msg("Backup"), "setAccessibleName")
        self.choice.activated.connect(self._compare)
        self.what = text_label(ink="text2", wrap=True)
        lines = column(self, (16, 12, 16, 14), 8)
        lines.addWidget(self.words.put(text_label(strong=True), msg("Backups of this database")))
        lines.addWidget(self.choice)
        lines.addWidget(self.what)
        lines.addLayout(self._buttons())
        self.refresh()

    def _buttons(self) -> QHBoxLayout:
        theme = self._frame.theme
        self.restore = button(self.words, msg("Restore"), "filled", theme, "history")
        self.restore.clicked.connect(self._ask_restore)
        look = button(self.words, msg("Open read-only"), "", theme, "eye")
        look.clicked.connect(self.reading_asked)
        keep = button(self.words, msg("Save the damaged file…"), "", theme, "save")
        keep.clicked.connect(self._keep)
        line = row(gap=8)
        for one in (self.restore, look, keep):
            line.addWidget(one)
            one.setVisible(one is self.restore or self._database.exists())
        line.addStretch(1)
        return line

    def refresh(self) -> None:
        """Look for backups again."""
        self.backups = backups_of(self._database)
        self.retext()
        self._compare()

    def retext(self) -> None:
        """Say the backups in the language of the window."""
        code, at = self._frame.language.code, max(0, self.choice.currentIndex())
        self.choice.clear()
        for backup in self.backups:
            self.choice.addItem(f"{said.when(backup, code)} · {said.reason(backup, code)}")
        self.choice.setCurrentIndex(min(at, len(self.backups) - 1))
        self.choice.setVisible(bool(self.backups))
        self.restore.setEnabled(bool(self.backups))
        self._tell()

    def _ask_restore(self, _checked: bool = False) -> None:
        self.restore_asked.emit(self.backups[self.choice.currentIndex()].path)

    def _compare(self, _index: int = 0) -> None:
        if not self.backups:
            return
        chosen, database = self.backups[self.choice.currentIndex()].path, self._database
        self._frame.jobs.start(
            msg("Comparing with the backup"),
            lambda _progress: compare(database, chosen),
            done=self._compared,
            failed=self._not_compared,
        )

    def _compared(self, found: Any) -> None:
        self._found = found
        self.restore.setEnabled(True)
        self._tell()

    def _not_compared(self, error: BaseException) -> None:
        self.restore.setEnabled(False)
        code = self._frame.language.code
        self.what.setText(error.sentence(code) if isinstance(error, TripPlannerError) else type(error).__name__)

    def _tell(self) -> None:
        if not self.backups:
            self.what.setText(self.words.say(msg("There is no backup of this database.")))
            return
        self.what.setText("\n".join(map(self.words.say, said.differences(self._found))))

    def _keep(self, _checked: bool = False) -> None:
        """Copy the damaged file to a place the person chooses."""
        title = self.words.say(msg("Save the damaged file…"))
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(self._database), "* (*)")
        if not chosen or Path(chosen) == self._database:
            return
        try:
            shutil.copyfile(self._database, chosen)
        except OSError as error:
            why = msg("“{path}” cannot be written: {reason}.", path=chosen, reason=error.strerror or str(error))
            self._frame.shell.say(why, "error", None)
            return
        self._frame.shell.say(msg("Saved: {name}", name=Path(chosen).name), "ok", None)
