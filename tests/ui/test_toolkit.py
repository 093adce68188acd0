"""The toolkit itself: traps of PySide6 that would only show after hours of work."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tripplanner.ui.theme.fonts import has_han


def test_wrapped_calls_keep_the_references_of_none(qtbot: QtBot) -> None:
    """PySide6 6.12 drops one per call that returns None, and the interpreter aborts when none is left."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 100


@pytest.mark.parametrize(
    ("words", "chinese"),
    [
        ("生态廊道", True),
        ("中国“绿廊”", True),
        ("Études d’impact", False),
        ("塞拉涅 · Études d’impact", False),
        ("", False),
    ],
)
def test_the_face_of_a_line_is_that_of_its_punctuation(words: str, chinese: bool) -> None:
    """In a Chinese face a French apostrophe is as wide as a character."""
    assert has_han(words) is chinese
