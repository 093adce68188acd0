"""Quick add in the window: typed on the grid, told in chips, added in one step, undone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tripplanner.store.export import canonical_export
from tripplanner.ui.programme.screen import ProgrammeScreen
from windows import Opened, OpenWindow


def _page(opened: Opened) -> ProgrammeScreen:
    page = opened.show("programme")
    assert isinstance(page, ProgrammeScreen)
    return page


def _titles(page: ProgrammeScreen) -> set[str]:
    assert page.source is not None
    return {item.title.best("fr") for item in page.source.items}


def test_typing_on_the_grid_is_read_and_added_in_one_step(open_window: OpenWindow) -> None:
    opened = open_window()
    page = _page(opened)
    before = opened.workspace.get(canonical_export)
    QTest.keyClicks(page.grid, "m")
    assert QApplication.focusWidget() is page.quick.bar.field
    QTest.keyClicks(page.quick.bar.field, "er 18h point du soir 30 min")
    assert page.quick.bar.words_of_chips() == ["mer. 16 juin", "18:00–18:30", "30 min", "« point du soir »"]
    QTest.keyClick(page.quick.bar.field, Qt.Key.Key_Return)
    opened.settle()
    assert "Point du soir" in _titles(page)
    assert page.board.title_of(page.board.current).startswith("Point du soir")
    assert (page.quick.bar.field.text(), QApplication.focusWidget()) == ("", page.grid)
    opened.context.actions.run("undo")
    opened.settle()
    assert opened.workspace.get(canonical_export) == before


def test_tab_takes_the_other_reading_and_ctrl_enter_stays(open_window: OpenWindow) -> None:
    opened = open_window()
    page = _page(opened)
    opened.context.actions.run("quick_add")
    field = page.quick.bar.field
    field.setText("9/6 10h accueil")
    assert page.quick.bar.words_of_chips()[0] == "mer. 9 juin / lun. 6 septembre"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert page.quick.bar.words_of_chips()[0] == "lun. 6 septembre / mer. 9 juin"
    assert "ou mer. 9 juin" in field.accessibleDescription().replace("\xa0", " ")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert (field.text(), QApplication.focusWidget()) == ("", field)
    assert "Accueil" in _titles(page)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.grid


def test_what_an_input_method_composes_on_the_grid_goes_on_in_the_field(open_window: OpenWindow) -> None:
    opened = open_window("zh")
    page = _page(opened)
    page.grid.setFocus()
    QApplication.sendEvent(page.grid, QInputMethodEvent("zuo'tan", []))
    field = page.quick.bar.field
    assert QApplication.focusWidget() is field
    done = QInputMethodEvent()
    done.setCommitString("座谈 下午2点")
    QApplication.sendEvent(field, done)
    assert field.text() == "座谈 下午2点"
    assert "14:00–15:00" in page.quick.bar.words_of_chips()
    assert done.type() == QEvent.Type.InputMethod


def test_nothing_typed_adds_nothing(open_window: OpenWindow) -> None:
    opened = open_window()
    page = _page(opened)
    before = opened.workspace.get(canonical_export)
    page.quick.begin()
    QTest.keyClick(page.quick.bar.field, Qt.Key.Key_Return)
    opened.settle()
    assert opened.workspace.get(canonical_export) == before
