"""What holds for the programme and the library pages: names for screen readers, nothing clipped, a way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollBar, QWidget

from tripplanner.ui.widgets.chips import Chip
from tripplanner.ui.widgets.elided import ElidedLabel
from windows import OpenWindow

PAGES = ("programme", "sites", "delegates", "partners", "cases", "terms", "themes", "bin")


def stretched(words: str) -> str:
    """The pseudo-language: forty per cent longer, with accents."""
    return f"[{words}{'é' * (len(words) * 2 // 5)}]"


def focusable(page: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QScrollBar)
    ]


def clipped(page: QWidget) -> list[str]:
    """Words of labels and buttons that have less room than they need."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton | Chip):
            continue
        if isinstance(widget, ElidedLabel) or not widget.text():
            continue
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        needs = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().width()
        has = widget.height() if wraps else widget.width()
        if has < needs:
            found.append(f"{type(widget).__name__} {widget.text()!r}: {has} < {needs}")
    return found


def test_everything_that_takes_the_keyboard_has_a_name(open_window: OpenWindow) -> None:
    opened = open_window()
    nameless = []
    for name in PAGES:
        page = opened.show(name)
        for widget in focusable(page):
            if not widget.accessibleName() and not (isinstance(widget, QAbstractButton) and widget.text()):
                nameless.append((name, type(widget).__name__, widget.objectName()))
    assert nameless == []


def test_buttons_are_called_what_they_show(open_window: OpenWindow) -> None:
    opened = open_window()
    page = opened.show("sites")
    shown = {b.text(): b.accessibleName() for b in page.findChildren(QAbstractButton) if b.isVisible() and b.text()}
    assert {text: name for text, name in shown.items() if name and text not in name} == {}


@pytest.mark.parametrize("language", ["fr", "zh", "pseudo"])
def test_no_words_are_clipped_at_the_smallest_size(open_window: OpenWindow, language: str) -> None:
    opened = open_window("fr" if language == "pseudo" else language, size=(1024, 640))
    if language == "pseudo":
        opened.language.pretend(stretched)
    found = {}
    for name in PAGES:
        page = opened.show(name)
        opened.settle()
        if lost := clipped(page):
            found[name] = lost
    assert found == {}


def test_tab_goes_through_a_library_page_in_reading_order(open_window: OpenWindow) -> None:
    opened = open_window()
    page = opened.show("sites")
    page.search.setFocus()  # type: ignore[attr-defined]
    reached = []
    for _press in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    part = page.part  # type: ignore[attr-defined]
    order = [widget for widget in reached if widget in (page.content, part.groups, part.list)]  # type: ignore[attr-defined]
    assert order == [page.content, part.groups, part.list]  # type: ignore[attr-defined]
