"""The window on the sample: every page in every language and both themes, named, readable, reached by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

import seeing
from tripplanner.i18n import msg, say
from tripplanner.planning.offices import edit_office, office
from tripplanner.settings import Settings
from tripplanner.ui.main_window import MainWindow
from tripplanner.ui.page import page_infos
from tripplanner.ui.theme.tokens import TARGET
from windows import Opened, OpenWindow, open_window, sample_file  # noqa: F401 - fixtures

PAGES = [info.key for info in page_infos()]
LARGE, SMALLEST = (1280, 800), (1024, 640)
CTRL = Qt.KeyboardModifier.ControlModifier


def walk(opened: Opened, page: str) -> None:
    opened.show(page)
    opened.settle()


def test_every_page_is_named_and_whole_in_every_language_and_size(open_window: OpenWindow) -> None:  # noqa: F811
    """One window for all that only looks, each page alone in it: opening it takes longer than looking."""
    opened = open_window()
    cut: dict[str, list[str]] = {}
    for page in PAGES:
        opened.window.resize(*LARGE)
        walk(opened, page)
        opened.desk.pages.drop_hidden()  # they would follow each language too
        assert (page, seeing.unnamed(opened.window)) == (page, [])
        assert (page, seeing.misnamed(opened.window)) == (page, [])
        assert (page, seeing.too_small(opened.window, TARGET)) == (page, [])
        cut |= {f"{page}, {name}": words for name, words in _in_each_language(opened, page)}
    assert len(cut) == 7 * len(PAGES)
    assert {name: words for name, words in cut.items() if words} == {}


def _in_each_language(opened: Opened, page: str) -> Iterator[tuple[str, list[str]]]:
    """Words that are cut, also in a language 40 % longer than French; nothing is left in the former language.

    Each begins in the size, and each page in the language, in which the one before ended: a switch takes longer than
    looking does.
    """
    title = next(info.title for info in page_infos() if info.key == page)
    usual, smallest = ("", LARGE), (", smallest window", SMALLEST)
    sizes_of = {"fr": (usual, smallest), "longer": (smallest, usual), "zh": (usual, smallest), "en": (usual,)}
    for name in sizes_of if opened.language.code == "fr" else reversed(sizes_of):
        language = "fr" if name == "longer" else name
        opened.language.pretend(seeing.longer if name == "longer" else None, language)
        opened.theme.set_language(language)
        for size, (width, height) in sizes_of[name]:
            opened.window.resize(width, height)
            opened.settle()
            yield name + size, seeing.clipped(opened.window)
        if name != "longer":
            assert opened.desk.rail[page].words() == say(title, language)
            assert opened.window.windowTitle().startswith(say(title, language))


def test_every_page_is_whole_with_large_letters_in_the_dark(open_window: OpenWindow) -> None:  # noqa: F811
    """Letters half as large again, and twice as large in a larger window; one changes into the other on each page."""
    opened = open_window(mode="dark")
    sizes = [(1.5, (1280, 800)), (2.0, (1600, 1000))]
    cut: dict[str, list[str]] = {}
    for page in PAGES:
        walk(opened, page)
        for scale, size in sizes:
            opened.window.resize(*size)
            opened.theme.set_scale(scale)
            opened.settle()
            assert opened.window.palette().window().color() == opened.theme.colour("window")
            assert not opened.window.grab().isNull()
            cut[f"{page}, {scale:.0%}"] = seeing.clipped(opened.window)
        sizes.reverse()  # the next page opens in the letters of this one
    assert len(cut) == 2 * len(PAGES)
    assert {name: words for name, words in cut.items() if words} == {}


def test_every_page_opens_one_after_the_other_in_one_window(open_window: OpenWindow) -> None:  # noqa: F811
    """And all of them, shown or not, follow the language."""
    opened = open_window()
    for page in PAGES:
        walk(opened, page)
    opened.language.set("zh")
    opened.settle()
    titles = {info.key: say(info.title, "zh") for info in page_infos()}
    assert {page: opened.desk.rail[page].words() for page in PAGES} == titles


def test_digits_open_pages_by_the_place_of_the_key(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    walk(opened, "trips")
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Eacute, CTRL, 11, 0, 0)  # Ctrl+2 on a French keyboard
    QApplication.sendEvent(opened.window, event)
    assert opened.desk.info().key == PAGES[1]  # type: ignore[union-attr]


def test_the_rail_shows_icons_only_in_a_narrow_window(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window(size=(1060, 700))
    walk(opened, "trips")
    assert opened.desk.rail.width() == 56
    assert opened.desk.rail["trips"].accessibleName() == "Voyages"
    opened.window.resize(1280, 800)
    opened.settle()
    assert opened.desk.rail.width() >= 196


def test_the_window_is_as_it_was_left(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    window = MainWindow(Settings(file))
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.close()
    again = MainWindow(Settings(file))
    qtbot.addWidget(again)
    assert again.height() == 700


def test_page_and_rail_are_as_they_were_left(open_window: OpenWindow) -> None:  # noqa: F811
    first = open_window()
    walk(first, "settings")
    first.desk.actions.run("rail")
    second = open_window()
    second.desk.open(second.context)
    assert second.desk.info().key == "settings"  # type: ignore[union-attr]
    assert second.desk.rail.width() == 56


def test_undo_names_the_step_and_takes_it_back(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    walk(opened, "settings")
    field = next(e for e in opened.window.findChildren(QLineEdit) if e.text() == "NatureXpairs")
    field.setFocus()
    field.setText("Bureau A")
    field.textEdited.emit("Bureau A")
    opened.desk.page().leave()  # type: ignore[union-attr]
    opened.settle()
    undo = opened.desk.actions["undo"]
    assert undo.text() == "Annuler\u00a0: modifier le bureau"
    undo.trigger()
    opened.settle()
    assert field.text() == "NatureXpairs"
    assert opened.desk.actions["redo"].isEnabled()
    opened.desk.actions["redo"].trigger()
    opened.settle()
    assert field.text() == "Bureau A"


def test_a_step_that_cannot_be_undone_is_no_dead_end(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    workspace, toast = opened.workspace, opened.desk.toast
    walk(opened, "settings")
    for scope, name in ((None, "A"), (None, "B"), ("a trip", "C")):
        workspace.do(msg("Edit the office"), edit_office, None, short_name=name, scope=scope)
    opened.settle()
    opened.desk.actions["undo"].trigger()
    opened.settle()
    button = next(b for b in toast.findChildren(QPushButton) if b.text())
    assert button.text() == "Laisser tel quel"
    button.click()
    opened.settle()
    assert "reste tel quel" in toast.text()
    assert workspace.get(office).short_name == "C"
    assert workspace.give_up() == msg("Edit the office"), "the first of the two"
    assert workspace.undo_label() is None


def test_f6_goes_round_the_panes(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    walk(opened, "trips")
    seen = []
    for _ in range(8):
        opened.desk.actions.run("next_pane")
        seen.append(opened.window.focusWidget())
    assert len(set(seen)) >= 3
    assert None not in seen


def test_a_page_that_goes_commits_what_was_typed(open_window: OpenWindow) -> None:  # noqa: F811
    from tripplanner.planning.offices import office

    opened = open_window()
    walk(opened, "settings")
    field = next(e for e in opened.window.findChildren(QLineEdit) if e.text() == "trips@example.org")
    field.setText("a@example.org")
    field.textEdited.emit("a@example.org")
    opened.desk.go("trips")
    assert opened.workspace.get(office).email == "a@example.org"
