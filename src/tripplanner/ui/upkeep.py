"""What the window does for the data by itself: a check after the start, a backup every hour of work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from tripplanner.ui.jobs import Jobs

#: Milliseconds: first look after the start, then how often is asked whether a backup is due.
_FIRST, _EVERY = 3_000, 10 * 60_000


class Upkeep(QObject):
    """Looks after one open SQLite file; ``damaged`` is called with what a check found."""

    def __init__(self, database: Path, jobs: Jobs, damaged: Callable[[Any], object], parent: QObject) -> None:
        super().__init__(parent)
        self._database, self._jobs, self._damaged = database, jobs, damaged
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY)
        self._clock.timeout.connect(self.back_up)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(_FIRST)
        self._first.timeout.connect(self.check)

    def start(self) -> None:
        self._first.start()
        self._clock.start()

    def stop(self) -> None:
        self._first.stop()
        self._clock.stop()

    def check(self) -> None:
        """Look for damage; only a sound file is backed up, so that no good backup is pushed out by a bad one."""
        self._jobs.start(msg("Checking the data"), lambda _p: _look(self._database), done=self._checked)

    def _checked(self, damage: Any) -> None:
        if damage is None:
            self.back_up()
        else:
            self.stop()
            self._damaged(damage)

    def back_up(self) -> None:
        """Make the scheduled backup, when it is due."""
        self._jobs.start(msg("Backing up"), lambda progress: _back_up(self._database, progress))


def _look(database: Path) -> Any:
    from tripplanner.store import checking

    problems = checking.quick_check(database)
    return checking.report_damage(database, problems) if problems else None


def _back_up(database: Path, progress: Progress) -> object:
    from tripplanner.store import backup

    return backup.make(database, backup.SCHEDULED, progress=progress) if backup.due(database) else None
