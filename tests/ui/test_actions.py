"""The table of actions: no two share keys, none takes what belongs to input methods, digits go by place."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from tripplanner.ui.actions import MENUS, RESERVED, TABLE, Actions, digit_of, shortcut_text
from tripplanner.ui.language import Language
from tripplanner.ui.theme.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def actions(qtbot: QtBot, qapp: QApplication) -> Actions:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Actions(window, Language("fr"), Theme(qapp, "light", "fr"))
    made.fill(window.menuBar())
    return made


def test_no_two_actions_share_keys() -> None:
    keys = Counter(QKeySequence(key).toString() for action in TABLE for key in action.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_keys_of_input_methods_and_layouts_are_left_alone() -> None:
    taken = {QKeySequence(key).toString() for action in TABLE for key in action.keys}
    assert taken & {QKeySequence(key).toString() for key in RESERVED} == set()
    assert taken & {f"Ctrl+{digit}" for digit in range(10)} == set()  # pages, by the place of the key


def test_no_command_is_a_bare_letter() -> None:
    bare = [key for action in TABLE for key in action.keys if len(key) == 1]
    assert bare == []


def test_every_action_is_in_a_menu(actions: Actions) -> None:
    listed = {action.objectName() for key in MENUS for action in actions.menu(key).actions()} - {""}
    assert listed == {row.key for row in TABLE}


def test_an_action_nobody_does_is_disabled_and_says_so(actions: Actions) -> None:
    assert not actions["print"].isEnabled()
    assert actions["print"].toolTip() == "Indisponible sur cet écran"
    done: list[str] = []
    handler = lambda: done.append("print")  # noqa: E731 - the same object is detached below
    actions.attach("print", handler)
    actions["print"].trigger()
    actions.detach("print", handler)
    actions["print"].trigger()
    assert done == ["print"]
    assert not actions["print"].isEnabled()


def test_the_latest_handler_wins_and_the_former_returns(actions: Actions) -> None:
    done: list[str] = []
    window, page = (lambda: done.append("window")), (lambda: done.append("page"))
    actions.attach("filter", window)
    actions.attach("filter", page)
    actions.run("filter")
    actions.detach("filter", page)
    actions.run("filter")
    assert done == ["page", "window"]


def key_event(key: Qt.Key, scan: int = 0, virtual: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, CTRL, scan, virtual, 0)


#: What the top row prints without Shift on a French keyboard.
AZERTY = (
    Qt.Key.Key_Ampersand,
    Qt.Key.Key_Eacute,
    Qt.Key.Key_QuoteDbl,
    Qt.Key.Key_Apostrophe,
    Qt.Key.Key_ParenLeft,
    Qt.Key.Key_Minus,
    Qt.Key.Key_Egrave,
    Qt.Key.Key_Underscore,
    Qt.Key.Key_Ccedilla,
)
QWERTY = tuple(Qt.Key(Qt.Key.Key_1 + i) for i in range(9))


@pytest.mark.parametrize("layout", [AZERTY, QWERTY], ids=["azerty", "qwerty"])
def test_digits_go_by_the_place_of_the_key(layout: tuple[Qt.Key, ...]) -> None:
    linux = [digit_of(key_event(key, scan=10 + i), "linux") for i, key in enumerate(layout)]
    windows = [digit_of(key_event(key, scan=2 + i), "win32") for i, key in enumerate(layout)]
    places = (18, 19, 20, 21, 23, 22, 26, 28, 25)
    mac = [digit_of(key_event(key, virtual=place), "darwin") for key, place in zip(layout, places, strict=True)]
    assert linux == windows == mac == list(range(1, 10))


def test_other_keys_are_no_digits() -> None:
    assert digit_of(key_event(Qt.Key.Key_K, scan=45), "linux") is None
    assert digit_of(key_event(Qt.Key.Key_0, scan=19), "linux") is None
    assert digit_of(key_event(Qt.Key.Key_3), "linux") == 3  # a number pad, or a system that tells no place


def test_keys_are_written_as_the_system_writes_them() -> None:
    redo = next(row for row in TABLE if row.key == "redo")
    assert shortcut_text(redo) == "Ctrl+Shift+Z · Ctrl+Y"
