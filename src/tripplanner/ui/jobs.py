"""Work that takes longer than a blink: done by a pool of threads, told by signals on the main thread.

A job gets a :class:`~tripplanner.progress.Progress` and returns a value; it
touches no widget. Its end is told once, on the main thread, to whoever started
it: ``done(value)``, ``failed(error)`` or, when it was cancelled, whatever it
came to, ``cancelled()``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from tripplanner.errors import Cancelled
from tripplanner.i18n import Message
from tripplanner.progress import Progress

#: Seconds: nothing is shown before the first, the tray counts the job after the second.
SHOW_AFTER, TRAY_AFTER = 0.4, 2.0
_TELL_EVERY = 0.05
C = TypeVar("C", bound=Callable[..., Any])


@dataclass(slots=True)
class Job:
    """One piece of work and how far it has come. Numbers are written by its thread, read by the window."""

    number: int
    label: Message
    progress: Progress
    done: Callable[[object], None] | None
    failed: Callable[[BaseException], None] | None
    cancelled: Callable[[], None] | None
    started: float = field(default_factory=time.monotonic)
    step: tuple[int, int, Message | None] = (0, 0, None)
    told: float = 0.0

    @property
    def age(self) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self.started

    def cancel(self) -> None:
        self.progress.cancel()


class Jobs(QObject):
    """The pool, and the list of what is running (main thread only)."""

    changed = Signal()
    stepped = Signal(object)
    failed = Signal(object, object)
    _arrived = Signal(object, object, object)
    _moved = Signal(object)

    def __init__(self, parent: QObject | None = None, workers: int = 2) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="job")
        self._running: dict[int, tuple[Job, Future[object]]] = {}
        self._next = 1
        self._closed = False
        self._arrived.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._moved.connect(self._step, Qt.ConnectionType.QueuedConnection)
        self._clock = QTimer(self)
        self._clock.setInterval(200)
        self._clock.timeout.connect(self.changed)

    def start(
        self,
        label: Message,
        work: Callable[[Progress], object],
        done: Callable[[object], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        after: int = 0,
    ) -> Job:
        """Run ``work`` in a thread; the callbacks come on the main thread.

        ``after`` so many milliseconds: what nobody waits for lets what somebody looks at go first.
        Once the jobs are closed nothing runs any more and nobody is told.
        A sheet or page that is gone by then is told nothing. An error nobody takes care of goes out as the signal
        ``failed(job, error)``.
        """
        job = Job(self._next, label, Progress(), done, failed, cancelled)
        job.progress = Progress(lambda d, t, m, job=job: self._report(job, d, t, m))
        self._next += 1
        if self._closed:  # a timer of a window that is going still fired
            job.cancel()
            return job
        if after:
            self._running[job.number] = (job, Future())
            self._later(after, job, work)
        else:
            self._submit(job, work)
        self._clock.start()
        self.changed.emit()
        return job

    def _later(self, after: int, job: Job, work: Callable[[Progress], object]) -> None:
        timer = QTimer(self)  # a child, so that it ends with the jobs
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: self._submit(job, work))
        timer.timeout.connect(timer.deleteLater)
        timer.start(after)

    def _submit(self, job: Job, work: Callable[[Progress], object]) -> None:
        if not self._closed:
            self._running[job.number] = (job, self._pool.submit(self._work, job, work))

    def running(self) -> list[Job]:
        """The jobs under way, oldest first."""
        return [job for job, _future in self._running.values()]

    def cancel_all(self) -> None:
        """Ask every job to stop; what they found no longer matters to anybody."""
        for job in self.running():
            job.cancel()

    def close(self) -> None:
        """Cancel everything and wait for the threads to end; later ends are told to nobody."""
        self._closed = True
        for timer in self.findChildren(QTimer):
            timer.stop()
        for job, future in self._running.values():
            job.cancel()
            future.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()

    def _work(self, job: Job, work: Callable[[Progress], object]) -> object:
        """In the pool's thread: run, and send the end to the main thread."""
        value: object = None
        error: BaseException | None = None
        try:
            job.progress.check()
            value = work(job.progress)
        except BaseException as caught:  # noqa: BLE001 - an end must be told, whatever it is
            error = caught
        if not self._closed:
            self._arrived.emit(job, value, error)
        return value

    def _report(self, job: Job, done: int, total: int, message: Message | None) -> None:
        job.step = (done, total, message)
        now = time.monotonic()
        if not self._closed and (now - job.told > _TELL_EVERY or done == total):
            job.told = now
            self._moved.emit(job)

    @Slot(object)
    def _step(self, job: Job) -> None:
        if job.number in self._running:
            self.stepped.emit(job)

    @Slot(object, object, object)
    def _finish(self, job: Job, value: object, error: BaseException | None) -> None:
        if self._running.pop(job.number, None) is None:
            return
        if not self._running:
            self._clock.stop()
        self.changed.emit()
        if isinstance(error, Cancelled) or job.progress.cancelled:
            if (cancelled := _of_the_living(job.cancelled)) is not None:
                cancelled()
        elif error is None:
            if (done := _of_the_living(job.done)) is not None:
                done(value)
        elif (failed := _of_the_living(job.failed)) is not None:
            failed(error)
        else:
            self.failed.emit(job, error)


def _of_the_living(told: C | None) -> C | None:
    """``None`` where it is a method of a widget that Qt has deleted: its job may have outlived it."""
    owner = getattr(told, "__self__", None)
    return None if isinstance(owner, QObject) and not shiboken6.isValid(owner) else told
