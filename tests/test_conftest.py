"""The guards of conftest.py themselves: each is shown to catch what it is there for."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

LEAKING = """
import logging, threading, warnings

never = threading.Event()

def test_a_clean_test(qtbot):
    pass

def test_a_log_record():
    logging.getLogger("tripplanner.x").warning("careful")

def test_an_expected_log_record(caplog):
    logging.getLogger("tripplanner.x").warning("careful")
    assert caplog.messages == ["careful"]

def test_a_warning():
    warnings.warn("old")

def test_a_thread():
    threading.Thread(target=never.wait, daemon=True).start()

def test_a_window(qapp):
    from PySide6.QtWidgets import QWidget
    qapp.kept = QWidget()
    qapp.kept.show()

def test_a_timer(qapp):
    from PySide6.QtCore import QTimer
    qapp.timer = QTimer()
    qapp.timer.start(60_000)

def test_own_folders():
    from tripplanner.settings import config_dir
    assert not config_dir().exists()
    config_dir().mkdir(parents=True)

def test_own_folders_again():
    from tripplanner.settings import config_dir
    assert not config_dir().exists()
"""


def test_what_a_test_leaves_behind_makes_it_fail(pytester: pytest.Pytester) -> None:
    here = Path(__file__).parent
    pytester.makeconftest((here / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyprojecttoml(
        "[tool.pytest.ini_options]\nfilterwarnings = ['error']\n"
        f"pythonpath = ['{here.parent.as_posix()}/src', '{here.as_posix()}']\n"
    )
    pytester.makepyfile(LEAKING)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")
    result.assert_outcomes(passed=8, failed=1, errors=4)
    for reason in (
        "unexpected log records",
        "threads survive",
        "top-level windows survive",
        "timers still run",
    ):
        result.stdout.fnmatch_lines([f"*AssertionError: {reason}*"])
