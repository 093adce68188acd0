"""The programme and the library pages in the smallest window, and the order in which Tab goes through them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import seeing
from windows import OpenWindow

PAGES = ("programme", "sites", "delegates", "partners", "cases", "terms", "themes", "bin")


@pytest.mark.parametrize("language", ["fr", "zh", "longer"])
def test_no_words_are_clipped_at_the_smallest_size(open_window: OpenWindow, language: str) -> None:
    opened = open_window("fr" if language == "longer" else language, size=(1024, 640))
    if language == "longer":
        opened.language.pretend(seeing.longer)
    found = {}
    for name in PAGES:
        page = opened.show(name)
        opened.settle()
        if lost := seeing.clipped(page):
            found[name] = lost
    assert found == {}


def test_tab_goes_through_a_library_page_in_reading_order(open_window: OpenWindow) -> None:
    opened = open_window()
    page = opened.show("sites")
    page.search.setFocus()  # type: ignore[attr-defined]
    reached = []
    for _press in range(10):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    part = page.part  # type: ignore[attr-defined]
    order = [widget for widget in reached if widget in (page.content, part.groups, part.list)]  # type: ignore[attr-defined]
    assert order == [page.content, part.groups, part.list]  # type: ignore[attr-defined]
