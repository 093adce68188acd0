"""Jobs: done by threads, told once on the main thread, cancelled when asked, gone when the window is."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.progress import Progress
from tripplanner.ui.jobs import Jobs

LABEL = msg("Tasks")


@pytest.fixture
def jobs(qapp: QApplication):
    made = Jobs()
    yield made
    made.close()


def test_the_end_is_told_on_the_main_thread(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[tuple[object, str]] = []
    worked: list[str] = []

    def work(_progress: Progress) -> int:
        worked.append(threading.current_thread().name)
        return 42

    jobs.start(LABEL, work, done=lambda value: told.append((value, threading.current_thread().name)))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(42, "MainThread")]
    assert worked != ["MainThread"]
    assert jobs.running() == []


def test_an_error_goes_to_who_started_the_job_else_to_everybody(jobs: Jobs, qtbot: QtBot) -> None:
    mine: list[BaseException] = []

    def work(_progress: Progress) -> None:
        raise TripPlannerError(msg("The disk is full."))

    jobs.start(LABEL, work, failed=mine.append)
    qtbot.waitUntil(lambda: bool(mine))
    with qtbot.waitSignal(jobs.failed) as told:
        jobs.start(LABEL, work)
    assert [type(error) for error in (mine[0], told.args[1])] == [TripPlannerError, TripPlannerError]


def test_a_cancelled_job_is_told_as_cancelled_whatever_it_came_to(jobs: Jobs, qtbot: QtBot) -> None:
    go, told = threading.Event(), []

    def work(_progress: Progress) -> str:
        go.wait(10)
        return "finished all the same"

    job = jobs.start(LABEL, work, done=told.append, cancelled=lambda: told.append("cancelled"))
    job.cancel()
    go.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["cancelled"]


def test_work_stops_at_its_next_step(jobs: Jobs, qtbot: QtBot) -> None:
    started, ended, reached = threading.Event(), [], []

    def work(progress: Progress) -> None:
        for step in range(1_000_000):
            progress.step(step, 1_000_000)
            reached.append(step)
            started.set()

    job = jobs.start(LABEL, work, cancelled=lambda: ended.append(True))
    assert started.wait(10)
    job.cancel()
    qtbot.waitUntil(lambda: bool(ended))
    assert len(reached) < 1_000_000


def test_steps_are_told_and_the_last_one_always(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    jobs.stepped.connect(lambda job: seen.append(job.step[:2]))
    gate, ended = threading.Event(), []

    def work(progress: Progress) -> None:
        progress.step(3, 3)
        gate.wait(10)

    jobs.start(LABEL, work, done=lambda _value: ended.append(True))
    qtbot.waitUntil(lambda: (3, 3) in seen)
    gate.set()
    qtbot.waitUntil(lambda: bool(ended))


def test_closing_ends_the_threads_and_tells_nobody(qapp: QApplication) -> None:
    jobs, told = Jobs(), []
    started = threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        while True:
            progress.check()

    jobs.start(LABEL, work, cancelled=lambda: told.append("cancelled"))
    assert started.wait(10)
    jobs.close()
    qapp.processEvents()
    assert told == []
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("job")] == []


def test_what_is_asked_of_a_window_that_is_gone_is_not_begun(jobs: Jobs, qapp: QApplication) -> None:
    jobs.close()
    worked: list[object] = []
    job = jobs.start(LABEL, worked.append, done=worked.append, failed=worked.append)
    qapp.processEvents()
    assert (job.progress.cancelled, worked, jobs.running()) == (True, [], [])


def test_a_sheet_that_is_gone_is_told_nothing(jobs: Jobs, qtbot: QtBot) -> None:
    go = threading.Event()

    class Sheet(QLabel):
        def take(self, words: object) -> None:
            self.setText(str(words))

    def work(_progress: Progress) -> str:
        go.wait(10)
        return "too late"

    def fail(_progress: Progress) -> None:
        raise TripPlannerError(msg("The disk is full."))

    sheet = Sheet()
    jobs.start(LABEL, work, done=sheet.take)
    shiboken6.delete(sheet)
    with qtbot.waitSignal(jobs.failed) as told:  # an error is told to everybody all the same
        jobs.start(LABEL, fail, failed=sheet.take)
    go.set()
    qtbot.waitUntil(lambda: jobs.running() == [])
    assert isinstance(told.args[1], TripPlannerError)
