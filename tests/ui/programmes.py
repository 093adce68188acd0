"""What tests of the programme page ask of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tripplanner.ui.programme.screen import ProgrammeScreen
from windows import Opened

Key, Mod = Qt.Key, Qt.KeyboardModifier


def page_of(opened: Opened) -> ProgrammeScreen:
    """The page with the week, with the focus of its window."""
    page = opened.show("programme")
    assert isinstance(page, ProgrammeScreen)
    if page.board.mode != "week":  # as the test before left the window that is kept
        page.show_mode("week")
    opened.window.activateWindow()
    page.grid.setFocus()
    opened.settle()
    return page


def key_of(page: ProgrammeScreen, code: str) -> str:
    """The UUID of the item with this code."""
    assert page.source is not None
    return next(item.uuid for item in page.source.items if item.code == code)


def times(page: ProgrammeScreen, key: str) -> str:
    """``14 09:00–10:30`` of an item, or ``waiting``."""
    item = page.board.item(key)
    assert item is not None
    if item.start is None:
        return "waiting"
    return f"{item.start:%d %H:%M}–{item.end:%H:%M}" if item.end else f"{item.start:%d %H:%M}"


def press(opened: Opened, page: ProgrammeScreen, key: Qt.Key, modifiers: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    """Press a key where the focus is."""
    target = opened.window.focusWidget() or page.grid
    QTest.keyClick(target, key, modifiers)
    opened.settle()
