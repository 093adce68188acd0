"""Looking for what would settle a finding: at once in a usual programme, in a job where findings are very many."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject

from tripplanner.i18n import msg
from tripplanner.planning.checks import Checking, Finding, Fix
from tripplanner.planning.mending import fixes
from tripplanner.ui.jobs import Job, Jobs
from tripplanner.ui.programme.findings import MANY


class Seeker(QObject):
    """Asks for one finding at a time; an older question is given up."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    def ask(
        self, checking: Checking, finding: Finding, then: Callable[[tuple[Fix, ...]], object]
    ) -> tuple[Fix, ...] | None:
        """The fixes of a finding; ``None`` when they come later, to ``then``."""
        self.give_up()
        if len(checking.findings) <= MANY:
            return fixes(checking, finding)
        self._job = self._jobs.start(
            msg("Looking for what would settle a finding"),
            lambda progress: fixes(checking, finding, progress=progress),
            done=lambda found: self._tell(then, found),
            cancelled=lambda: None,
        )
        return None

    def give_up(self) -> None:
        """Nobody waits for an answer any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _tell(self, then: Callable[[tuple[Fix, ...]], object], found: object) -> None:
        if shiboken6.isValid(self) and self._job is not None and isinstance(found, tuple):
            self._job = None
            then(found)
