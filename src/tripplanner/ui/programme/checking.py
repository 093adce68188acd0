"""Asking the rules in a job: the programme is on screen before they have answered."""

from __future__ import annotations

from typing import cast

import shiboken6
from PySide6.QtCore import QObject, Signal

from tripplanner.i18n import msg
from tripplanner.planning.checks import Checking, checking, read_trip
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.rereading import Rows, read_again, rows_to_read
from tripplanner.store.changes import Changes
from tripplanner.ui.context import Context
from tripplanner.ui.programme.findings import Findings

Answer = tuple[int, Findings]


class Checker(QObject):
    """Emits ``found(trip, findings)``. One check runs at a time; what is asked meanwhile is asked after it."""

    found = Signal(object, object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._running: int | None = None
        self._next: int | None = None
        self._last: Checking | None = None
        self._vault_open: bool | None = None  # when the trip was last read
        self._since: Rows | None = None  # what to read again; None: everything
        context.bus.changed.connect(self._note)

    def _note(self, changes: Changes) -> None:
        more = rows_to_read(changes)
        self._since = None if self._since is None or more is None else self._since | more

    def ask(self, trip: int) -> None:
        """Check ``trip`` as it is now."""
        if self._running is not None:
            self._next = trip
            return
        self._running = trip
        before = self._last if self._last is not None and self._last.trip.id == trip else None
        rows, self._since = self._since, frozenset()
        self._context.jobs.start(
            msg("Checking the programme"),
            lambda _progress: (trip, _check(self._read(trip, before, rows), before)),
            done=self._done,
            failed=self._failed,
            cancelled=lambda: self._failed(None),
        )

    def _read(self, trip: int, before: Checking | None, rows: Rows | None) -> CheckedTrip:
        """The trip as it is now, in the thread of the job: the whole of it, or what changed."""
        workspace = self._context.workspace
        was_open, self._vault_open = self._vault_open, workspace.vault.is_open
        if before is None or rows is None or was_open != self._vault_open:
            return workspace.get(read_trip, trip, vault=workspace.vault)
        return workspace.get(read_again, before.trip, rows)

    def _done(self, answer: object) -> None:
        if not shiboken6.isValid(self):
            return
        trip, checked = cast(Answer, answer)
        self._running, self._last = None, checked.checking
        if self._next in (None, trip):
            self.found.emit(trip, checked)
        self._again()

    def _failed(self, error: BaseException | None) -> None:
        if not shiboken6.isValid(self):
            return
        self._running = self._since = None
        if error is not None:
            self._context.shell.trouble(error)
        self._again()

    def _again(self) -> None:
        trip, self._next = self._next, None
        if trip is not None:
            self.ask(trip)


def _check(trip: CheckedTrip, before: Checking | None) -> Findings:
    """The rules asked about what changed, and their findings arranged, in the thread of the job."""
    return Findings.of(checking(trip, before))
