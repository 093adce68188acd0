"""The sheet shown when the check after the start finds damage in a database that could still be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from tripplanner.i18n import msg
from tripplanner.store.checking import Damage
from tripplanner.ui.context import Frame
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.language import Words
from tripplanner.ui.recovery.card import RecoveryCard
from tripplanner.ui.widgets.basics import button, column, row, text_label


class DamageSheet(Dialog):
    """``chosen`` is the backup to restore after :meth:`exec` gave true; None: open the file without writing."""

    def __init__(self, frame: Frame, database: Path, damage: Damage, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.chosen: Path | None = None
        self.words = Words(frame.language, self)
        self.words.put(self, msg("The database is damaged"), "setWindowTitle")
        self.setMinimumWidth(frame.theme.px(560))
        kept = msg("A copy of the damaged file was kept: {name}", name=damage.kept.name)
        todo = msg("Restore a backup, or go on reading without writing.")
        lines = column(self, (24, 20, 24, 16), 10)
        lines.addWidget(self.words.put(text_label(size="section"), msg("The database is damaged")))
        for sentence in (kept, todo):
            lines.addWidget(self.words.put(text_label(ink="text2", wrap=True), sentence))
        card = RecoveryCard(frame, database)
        card.restore_asked.connect(self._restore)
        card.reading_asked.connect(self.accept)
        lines.addWidget(card)
        later = button(self.words, msg("Decide later"))
        later.clicked.connect(self.reject)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(later)
        lines.addLayout(foot)

    def _restore(self, backup: Path) -> None:
        self.chosen = backup
        self.accept()
