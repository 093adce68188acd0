"""The backups of the database: made every hour of work and on demand, each one checked, any one restored."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from tripplanner.i18n import msg
from tripplanner.store import backup as backups
from tripplanner.store.backup import Backup, backups_of
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask
from tripplanner.ui.language import Words
from tripplanner.ui.recovery import words as said
from tripplanner.ui.settings.section import Section
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import button, row, text_label
from tripplanner.ui.widgets.lists import RowList

_SHOWN, _ROW = 5, 34


class BackupSection(Section):
    """The list, the button that makes one, the button that restores the chosen one."""

    def __init__(self, context: Context, words: Words) -> None:
        about = msg("Made every hour of work, checked, and thinned with age. They lie beside the data.")
        super().__init__(words, msg("Backups"), about)
        self._context = context
        self._path = context.workspace.location.path
        if self._path is None:
            elsewhere = msg("The data is on a server: its administrator makes the backups.")
            self.lines.addWidget(words.put(text_label(ink="text2", wrap=True), elsewhere))
            return
        self._build_list()
        self.lines.addLayout(self._build_buttons())
        self.refresh()

    def _build_list(self) -> None:
        code = self._context.language
        columns: tuple[Column[Backup], ...] = (
            Column("when", msg("Made"), lambda b: said.when(b, code.code), width=250),
            Column("why", msg("Reason"), lambda b: said.reason(b, code.code), width=200),
            Column("size", msg("Size"), lambda b: said.size(b, code.code), width=100),
        )
        self.table = RowTable(columns, code, self)
        self.list = RowList(self._context.theme, self.table, self.words, msg("Backups"), _ROW)
        self.nothing = self.words.put(text_label(ink="text2"), msg("There is no backup of this database."))
        self.lines.addWidget(self.list)
        self.lines.addWidget(self.nothing)

    def _build_buttons(self) -> QHBoxLayout:
        theme = self._context.theme
        self.make = button(self.words, msg("Make a backup now"), "", theme, "shield-check")
        self.make.clicked.connect(lambda _c=False: self.make_now())
        self.restore = button(self.words, msg("Restore…"), "", theme, "history")
        self.restore.clicked.connect(lambda _c=False: self.restore_chosen())
        line = row(gap=10)
        line.addWidget(self.make)
        line.addWidget(self.restore)
        line.addStretch(1)
        return line

    def refresh(self) -> None:
        """Look for backups again."""
        if self._path is None:
            return
        found = backups_of(self._path)
        self.table.set_rows(found)
        self._fit_height()
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.list.select_position(0 if found else -1)
        self.restore.setEnabled(bool(found) and not self._context.workspace.read_only)

    def _fit_height(self) -> None:
        """As high as its rows, up to a few: the others are scrolled to."""
        rows = min(max(self.table.total(), 1), _SHOWN)
        self.list.setFixedHeight(self._context.theme.px(36 + rows * _ROW) + 4)

    def make_now(self) -> None:
        """A backup beside running work; its end is told in a toast."""
        path = self._path
        if path is not None:
            self._context.jobs.start(
                msg("Backing up"), lambda progress: backups.make(path, progress=progress), done=self._made
            )

    def _made(self, made: Any) -> None:
        self.refresh()
        self._context.shell.say(msg("Backup made and checked: {name}", name=made.path.name), "ok", None)

    def restore_chosen(self) -> None:
        """Ask, then restore: the application closes the database first."""
        from tripplanner.ui.recovery.confirm import RestoreDialog

        chosen = self.list.current_row()
        if self._path is None or not isinstance(chosen, Backup):
            return
        if ask(RestoreDialog(self._context, self._path, chosen, self.window())):
            self._context.shell.restore(chosen.path)
