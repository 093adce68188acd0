"""Letters half as large again and twice as large: nothing is squeezed, and painted lines keep their distance."""

from __future__ import annotations

import pytest
from programmes import page_of

import seeing
from tripplanner.ui.programme.finding_cards import FINDING
from tripplanner.ui.widgets.fitted_tabs import FittedTabs
from tripplanner.ui.widgets.rail import RailButton
from windows import OpenWindow


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_the_views_keep_their_words_in_the_smallest_window(open_window: OpenWindow, language: str) -> None:
    opened = open_window(language, "light", (1024, 640))
    plain = opened.theme
    page = page_of(opened)
    gutter, head = page.grid.canvas().left(), page.grid.canvas().top()
    index = page.checks.list.model().index(0, 0)
    assert index.data(FINDING) is not None
    card = page.checks.list.sizeHintForIndex(index).height()
    plain.set_scale(1.5)
    opened.settle()
    for mode in ("day", "map", "week", "list"):
        page.show_mode(mode)
        opened.settle()
        segments = page.tools.segments
        assert segments.width() >= segments.sizeHint().width(), mode
        for widget in (page.tools.day_title, page.tools.content):
            if widget.isVisibleTo(page):
                assert widget.width() >= widget.minimumSizeHint().width(), mode
    page.show_mode("week")
    opened.settle()
    assert (page.grid.canvas().left(), page.grid.canvas().top()) == (round(gutter * 1.5), round(head * 1.5))
    assert page.checks.list.sizeHintForIndex(index).height() > card
    bars = [bar for bar in opened.window.findChildren(FittedTabs) if bar.isVisible()]
    assert sorted(bar.count() for bar in bars) == [2, 3]
    for bar in bars:
        assert all(bar.rect().contains(bar.tabRect(at)) for at in range(bar.count()))


def test_the_pages_of_a_document_keep_their_room_when_letters_grow_by_steps(open_window: OpenWindow) -> None:
    opened = open_window()
    opened.show("documents")
    opened.theme.set_scale(1.5)
    opened.window.resize(1600, 1000)
    opened.settle()
    opened.theme.set_scale(2.0)
    opened.settle()
    cut = seeing.clipped(opened.window)
    rail = opened.desk.rail
    wanted, had = max(one.sizeHint().width() for one in rail.findChildren(RailButton)), rail.width()
    opened.theme.set_scale(1.0)
    assert cut == []
    assert had > wanted
