"""What jobs leave free is given back when they rest, and not while one runs."""

from __future__ import annotations

import platform
from threading import Event

from pytestqt.qtbot import QtBot

from tripplanner.i18n import msg
from tripplanner.ui.jobs import Jobs
from tripplanner.ui.memory import GivingBack, give_back, keep_large_blocks_apart


def test_memory_is_given_back_when_the_jobs_rest(qtbot: QtBot) -> None:
    jobs = Jobs()
    giving, gate = GivingBack(jobs), Event()
    jobs.start(msg("Work"), lambda _progress: gate.wait(10))
    assert not giving.isActive()
    gate.set()
    qtbot.waitUntil(giving.isActive)
    jobs.close()


def test_the_c_library_is_told_where_it_is_gnu_s() -> None:
    assert keep_large_blocks_apart() == (platform.libc_ver()[0] == "glibc")
    give_back()
