"""The toolkit itself: traps of PySide6 that would only show after hours of work."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_wrapped_calls_keep_the_references_of_none(qtbot: QtBot) -> None:
    """PySide6 6.12 drops one per call that returns None, and the interpreter aborts when none is left."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 100
