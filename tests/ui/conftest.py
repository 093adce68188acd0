"""A bug shown to a person is a failure of the test that met it, never a dialog that waits for a click."""

from __future__ import annotations

from collections.abc import Iterator

import coverage
import pytest

from tripplanner.ui.dialogs.bug import BugDialog
from windows import open_window, sample_file

__all__ = ["open_window", "sample_file"]


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_counted() -> Iterator[None]:
    """The floor of coverage is for what lies outside ``ui/``: counting what windows reach of it costs minutes."""
    counting = coverage.Coverage.current()
    if counting is None:
        yield
        return
    counting.stop()
    yield
    counting.start()


@pytest.fixture(autouse=True)
def _no_bug_is_shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    shown: list[str] = []

    def exec_(dialog: BugDialog) -> int:
        shown.append(dialog.report.toPlainText())
        return 0

    monkeypatch.setattr(BugDialog, "exec", exec_)
    yield
    assert shown == []
