"""Cells of several lines: broken between words, the last line shortened, whole characters alone."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.breaking import broken


@pytest.mark.parametrize(
    "text",
    [
        "Fragmentation par des barrières et des routes",
        "交通基础设施运营方与地方政府",
        "𠮷野家的𠮷字，𠮷野家的𠮷字，𠮷野家",
    ],
)
def test_a_text_is_broken_into_lines_that_fit(qapp: QApplication, text: str) -> None:
    theme = Theme(qapp, "light", "fr")
    font: QFont = theme.sized((13, 20))
    metrics = QFontMetrics(font)
    wide = metrics.horizontalAdvance(text) * 2 // 5
    three, two = broken(text, font, metrics, wide, 4), broken(text, font, metrics, wide, 2)
    theme.deleteLater()
    assert "".join(three).replace(" ", "") == text.replace(" ", "")
    assert (len(two), two[0], two[1].endswith("…") or two[1].endswith("...")) == (2, three[0], True)
    assert max(map(metrics.horizontalAdvance, [*three, *two])) <= wide + 1
    assert broken(text, font, metrics, 4000, 4) == [text]
