"""Reporting how far a long piece of work has come, and asking it to stop.

Work takes a :class:`Progress` and calls :meth:`Progress.step` between pieces.
It knows nothing of windows or terminals: a listener shows the numbers, any
thread may call :meth:`Progress.cancel`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from tripplanner.errors import Cancelled
from tripplanner.i18n import Message, msg

Listener = Callable[[int, int, "Message | None"], None]


class Progress:
    """Counts the steps of one piece of work.

    :param listener: called from the working thread with ``(done, total, message)``;
        ``total`` is 0 while unknown.
    """

    def __init__(self, listener: Listener | None = None) -> None:
        self._listener = listener
        self._cancel = threading.Event()

    def step(self, done: int, total: int, message: Message | None = None) -> None:
        """Say that ``done`` of ``total`` pieces are finished; raises :class:`Cancelled` once asked to."""
        self.check()
        if self._listener is not None:
            self._listener(done, total, message)

    @property
    def cancelled(self) -> bool:
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; safe from any thread."""
        self._cancel.set()

    def check(self) -> None:
        """Raise :class:`Cancelled` when the work was asked to stop."""
        if self._cancel.is_set():
            raise Cancelled(msg("Cancelled."), msg("Nothing was written."))

    def silent(self) -> Progress:
        """For a part of this work: it stops when this work is asked to, and tells nobody of steps of its own."""
        return _Silent(self)


class _Silent(Progress):
    def __init__(self, whole: Progress) -> None:
        super().__init__()
        self._whole = whole

    @property
    def cancelled(self) -> bool:
        return self._whole.cancelled

    def check(self) -> None:
        self._whole.check()


class _NoProgress(Progress):
    """Shared by callers that show nothing, therefore never cancelled."""

    def cancel(self) -> None:
        raise RuntimeError("the shared NO_PROGRESS cannot be cancelled; make a Progress of your own")


NO_PROGRESS = _NoProgress()
