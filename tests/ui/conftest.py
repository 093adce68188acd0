"""A bug shown to a person is a failure of the test that met it, never a dialog that waits for a click."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kept_window import _kept, kept_window
from tripplanner.ui.dialogs.bug import BugDialog
from windows import open_window, sample_file

__all__ = ["_kept", "kept_window", "open_window", "sample_file"]


@pytest.fixture(autouse=True, scope="module")
def _no_window_is_counted(nothing_is_counted: None) -> None:
    """The floor of coverage is for what lies outside ``ui/``."""


@pytest.fixture(autouse=True)
def _no_bug_is_shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    shown: list[str] = []

    def exec_(dialog: BugDialog) -> int:
        shown.append(dialog.report.toPlainText())
        return 0

    monkeypatch.setattr(BugDialog, "exec", exec_)
    yield
    assert shown == []
