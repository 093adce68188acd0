"""Another theme or language: what was chosen and typed stays, on the page that is shown and on those that are not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tripplanner.ui.library.screen import LibraryScreen
from tripplanner.ui.programme.screen import ProgrammeScreen
from windows import Opened, OpenWindow


def library(opened: Opened, key: str = "sites") -> LibraryScreen:
    page = opened.show(key)
    assert isinstance(page, LibraryScreen)
    return page


def programme(opened: Opened) -> ProgrammeScreen:
    page = opened.show("programme")
    assert isinstance(page, ProgrammeScreen)
    return page


def choose(page: LibraryScreen, filtered: str, position: int) -> str:
    """Type a filter and choose a row; its UUID."""
    page.search.setText(filtered)
    page.part.list.select_position(position)
    row = page.part.table.row(position)
    assert row is not None
    return row.uuid


def chosen(page: LibraryScreen) -> tuple[str, str]:
    row = page.part.table.row(page.part.list.currentIndex())
    assert row is not None
    return page.search.text(), row.uuid


def words(page: LibraryScreen) -> list[str]:
    """What the lines of the card say."""
    return [label.text() for label in page.part.card.fields.findChildren(QLabel)]


def dark(opened: Opened) -> None:
    opened.theme.set_mode("dark")
    opened.settle()


def chinese(opened: Opened) -> None:
    opened.language.set("zh")
    opened.theme.set_language("zh")
    opened.settle()


@pytest.mark.parametrize("switch", [dark, chinese])
def test_the_page_that_is_shown_keeps_its_filter_and_its_choice(open_window: OpenWindow, switch: object) -> None:
    opened = open_window()
    page = library(opened)
    uuid = choose(page, "a", 3)
    switch(opened)  # type: ignore[operator]
    assert opened.desk.page() is page
    assert chosen(page) == ("a", uuid)


@pytest.mark.parametrize("switch", [dark, chinese])
def test_a_page_that_is_not_shown_keeps_them_too(open_window: OpenWindow, switch: object) -> None:
    opened = open_window()
    page = library(opened, "partners")
    page.show_shelf("contacts")
    uuid = choose(page, "e", 2)
    opened.show("trips")
    switch(opened)  # type: ignore[operator]
    page = library(opened, "partners")
    assert page.part.shelf.kind == "contacts"
    assert chosen(page) == ("e", uuid)


@pytest.mark.parametrize("switch", [dark, chinese])
def test_the_programme_keeps_the_chosen_item_and_the_zoom(open_window: OpenWindow, switch: object) -> None:
    opened = open_window()
    page = programme(opened)
    assert page.source is not None
    key = page.source.items[7].uuid
    page.grid.zoom(72)
    page.grid.choose(key)
    page.grid.selected.emit(key)
    opened.show("trips")
    switch(opened)  # type: ignore[operator]
    page = programme(opened)
    assert page.grid.current() == key
    assert page.grid.hour_height() == 72
    assert not page.detail_panel.fields.isHidden()


def test_a_hidden_page_speaks_the_new_language_when_it_is_shown(open_window: OpenWindow) -> None:
    opened = open_window()
    page = library(opened)
    french = words(page)
    opened.show("trips")
    opened.language.set("en")
    opened.theme.set_language("en")
    assert library(opened) is page
    assert words(page) != french
    assert page.search.placeholderText() == "Filter the sites…"


def test_a_list_keeps_its_choice_in_another_order(open_window: OpenWindow) -> None:
    page = library(open_window())
    uuid = choose(page, "", 5)
    page.part.table.sort(0, Qt.SortOrder.DescendingOrder)
    assert chosen(page) == ("", uuid)
    assert page.part.list.currentIndex().row() != 5


def test_a_record_reads_the_same_in_the_dark(open_window: OpenWindow) -> None:
    opened = open_window()
    page = library(opened)
    light = words(page)
    assert len(light) > 20
    dark(opened)
    assert words(page) == light


def test_the_same_theme_again_changes_nothing(open_window: OpenWindow) -> None:
    opened = open_window()
    seen: list[str] = []
    opened.theme.changed.connect(lambda: seen.append("changed"))
    opened.theme.set_mode("light")
    opened.theme.set_language("en")
    assert seen == []
    opened.theme.set_mode("dark")
    assert seen == ["changed"]


@pytest.mark.parametrize("key", ["programme", "sites", "partners"])
def test_the_keyboard_is_in_the_content_of_a_page_that_appears(open_window: OpenWindow, key: str) -> None:
    opened = open_window()
    page = opened.show(key)
    assert opened.window.focusWidget() is page.home()
    assert opened.window.focusWidget() is not opened.desk.bar.pill


def test_no_button_has_the_keyboard_when_the_window_opens(open_window: OpenWindow) -> None:
    opened = open_window()
    opened.show("trips")
    assert opened.window.focusWidget() is opened.window.centralWidget()
    opened.desk.bar.pill.setFocus()
    opened.desk.open(opened.context, "trips")
    assert opened.window.focusWidget() is opened.window.centralWidget()
