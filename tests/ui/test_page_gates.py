"""The programme and the library pages in the smallest window, and the order in which Tab goes through them."""

from __future__ import annotations

from datetime import date

import pytest
from programmes import key_of, page_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import seeing
from tripplanner.i18n import msg
from tripplanner.planning.trips import create_trip
from tripplanner.text import Text
from tripplanner.ui.programme.screen import MODES
from tripplanner.ui.theme.tokens import TARGET
from windows import Opened, OpenWindow


@pytest.mark.parametrize(("language", "scale"), [("zh", 1.0), ("fr", 1.5)])
def test_every_view_of_the_programme_with_every_panel(open_window: OpenWindow, language: str, scale: float) -> None:
    """Named, whole and easy to hit in the smallest window, an item and a finding chosen, and in an empty trip."""
    opened = open_window(language, size=(1024, 640))
    opened.theme.set_scale(scale)
    page = page_of(opened)
    page.choose(key_of(page, "D2-04"))
    opened.context.actions.run("next_problem")
    page.checks.remedies.ask_why()
    found = {}
    empty = _empty(opened)
    panels = [panel for panel, _title, _widget in page.panels()]
    states = [(1, "week", panel) for panel in panels] + [(1, mode, panels[0]) for mode in MODES if mode != "week"]
    for trip, mode, panel in [*states, *((empty, mode, panels[1]) for mode in ("week", "map"))]:
        opened.context.shell.choose_trip(trip)
        page.show_mode(mode)
        opened.context.shell.panel_asked.emit(panel)
        opened.settle()
        wrong = [*seeing.clipped(opened.window), *seeing.unnamed(opened.window)]
        wrong += seeing.too_small(opened.window, TARGET)
        wrong += [pair for pair in seeing.misnamed(opened.window) if pair[0].rstrip("…") not in pair[1]]
        if wrong:
            found[trip, mode, panel] = wrong
    opened.theme.set_scale(1.0)
    assert found == {}


def _empty(opened: Opened) -> int:
    day = date(2027, 3, 1)
    title = Text.of("fr", fr="Vide", zh="空白")
    return opened.workspace.do(msg("make"), create_trip, title=title, first_day=day, last_day=day)


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
