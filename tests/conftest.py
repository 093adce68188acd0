"""What holds for every test: no display, nothing of the person's own, no noise, nothing left behind.

A test fails when it leaves a thread, a running timer or a top-level window, or
when something logs a warning. A test that asks for ``caplog`` expects records
and judges them itself.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import coverage
import hypothesis
import pytest

import leftovers
import scratch
from examples import FULL, many

pytest_plugins = ["databases"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A subprocess or a fixture of a whole module sees these; each test gets folders of its own below.
if scratch.place():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(scratch.place()))  # the root of every tmp_path
_own = tempfile.TemporaryDirectory(prefix="tripplanner-tests-", ignore_cleanup_errors=True)
os.environ["TRIPPLANNER_CONFIG_DIR"] = str(Path(_own.name, "config"))
os.environ["TRIPPLANNER_DATA_DIR"] = str(Path(_own.name, "data"))
# Nobody’s own keyring is asked, let alone written to.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ.pop("TRIPPLANNER_PASSPHRASE", None)

# The same examples every time; no time limit, because a busy machine is not a defect.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True, database=None, max_examples=many(100))
hypothesis.settings.load_profile("suite")


# Tests make and drop many objects; looking for cycles among them all the time took a tenth of the suite.
gc.set_threshold(200_000, 50, 100)
_THIRD = 3


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Outside the store's own tests every third test of a module runs on PostgreSQL too; all do where that is asked."""
    if FULL:
        return
    seen: Counter[Path] = Counter()
    left_out = [item for item in items if _on_server(item) and not _is_third(item, seen)]
    if left_out:
        gone = set(map(id, left_out))
        items[:] = [item for item in items if id(item) not in gone]
        config.hook.pytest_deselected(items=left_out)


def _on_server(item: pytest.Item) -> bool:
    return "[postgresql" in item.name and "store" not in item.path.parts


def _is_third(item: pytest.Item, seen: Counter[Path]) -> bool:
    seen[item.path] += 1
    return seen[item.path] % _THIRD == 1


def pytest_unconfigure() -> None:
    _own.cleanup()


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path_factory.getbasetemp() / "own" / str(next(_numbers))
    monkeypatch.setenv("TRIPPLANNER_CONFIG_DIR", str(folder / "config"))
    monkeypatch.setenv("TRIPPLANNER_DATA_DIR", str(folder / "data"))
    yield
    shutil.rmtree(folder, ignore_errors=True)


_numbers = iter(range(sys.maxsize))


class _Records(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.kept: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(record)


@pytest.fixture(scope="module")
def nothing_is_counted() -> Iterator[None]:
    """For tests of many examples: coverage counts the same lines again, and it takes as long as the tests."""
    counting = coverage.Coverage.current()
    if counting is None:
        yield
        return
    counting.stop()
    yield
    counting.start()


@pytest.fixture(autouse=True)
def _examples_are_not_counted(request: pytest.FixtureRequest) -> Iterator[None]:
    """Of a property, coverage would count the same lines for every example."""
    counting = coverage.Coverage.current() if request.node.get_closest_marker("hypothesis") else None
    if counting is None or "nothing_is_counted" in request.fixturenames:
        yield
        return
    counting.stop()
    yield
    counting.start()


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    records = _Records()
    logging.getLogger().addHandler(records)
    yield
    logging.getLogger().removeHandler(records)
    if "caplog" not in request.fixturenames:
        said = [f"{record.name}: {record.getMessage()}" for record in records.kept]
        assert said == [], "unexpected log records (ask for caplog where they are expected)"


@pytest.fixture(autouse=True)
def _nothing_survives(request: pytest.FixtureRequest) -> Iterator[None]:
    with_qt = "qapp" in request.fixturenames
    threads = set(threading.enumerate())
    if with_qt:
        gc.freeze()  # what was there before cannot be left behind: not looked through again, twice per test
    windows, timers = (leftovers.windows(), leftovers.timers()) if with_qt else (set[object](), set[object]())
    yield
    for thread in set(threading.enumerate()) - threads:
        thread.join(2)  # one that was told to end may need a moment
    left = {thread for thread in threading.enumerate() if thread not in threads}
    assert left == set(), "threads survive the test"
    if with_qt:
        leftovers.end_qt_work()
        assert leftovers.windows(but_of=windows) - windows == set(), "top-level windows survive the test"
        assert leftovers.timers() - timers == set(), "timers still run after the test"
