"""Counting the translations of the trip whose header is shown: in a job, one at a time."""

from __future__ import annotations

from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from tripplanner.i18n import msg
from tripplanner.planning.texts.counting import count_texts, may_change_counts
from tripplanner.store.changes import Changes
from tripplanner.ui.context import Context

#: Milliseconds after an edit: the page that shows what was edited goes first.
LATER = 400


class Counter(QObject):
    """Emits ``found(trip, counts)``; what is asked while a count runs is asked after it.

    A count that stands is not made again for changes that touch no text.
    """

    found = Signal(object, object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._running = False
        self._next: int | None = None
        self._counted: int | None = None  # found, or being found

    def ask(self, trip: int, changes: Changes | None = None) -> None:
        """Count the texts of ``trip`` as they are now; ``changes`` is all that happened since the last time."""
        if trip == self._counted and changes is not None and not may_change_counts(changes):
            return
        self._next = self._counted = trip
        if self._running:
            return
        self._running, self._next = True, None
        workspace = self._context.workspace
        self._context.jobs.start(
            msg("Counting the texts"),
            lambda _progress: (trip, workspace.get(count_texts, [trip]).get(trip, {})),
            done=self._done,
            failed=self._failed,
            cancelled=lambda: self._failed(None),
            after=LATER if changes is not None else 0,
        )

    def _done(self, answer: Any) -> None:
        if shiboken6.isValid(self):
            self.found.emit(*answer)
            self._ended(None)

    def _failed(self, error: BaseException | None) -> None:
        self._counted = None
        self._ended(error)

    def _ended(self, error: BaseException | None) -> None:
        if not shiboken6.isValid(self):
            return
        self._running = False
        if error is not None:
            self._context.shell.trouble(error)
        elif self._next is not None:
            self.ask(self._next)
