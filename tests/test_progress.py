"""Work reports its steps and stops when asked."""

import pytest

from tripplanner.errors import Cancelled
from tripplanner.i18n import Message
from tripplanner.progress import NO_PROGRESS, Progress


def test_steps_reach_the_listener() -> None:
    heard: list[tuple[int, int, Message | None]] = []
    progress = Progress(lambda done, total, message: heard.append((done, total, message)))
    progress.step(1, 3)
    progress.step(2, 3)
    assert heard == [(1, 3, None), (2, 3, None)]


def test_a_cancelled_work_stops_at_its_next_step() -> None:
    heard: list[int] = []
    progress = Progress(lambda done, _total, _message: heard.append(done))
    progress.step(1, 2)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step(2, 2)
    assert heard == [1]
    assert progress.cancelled


def test_nobody_can_cancel_the_shared_silent_progress() -> None:
    NO_PROGRESS.step(1, 1)
    with pytest.raises(RuntimeError):
        NO_PROGRESS.cancel()
