"""The learning summary through the window: drafted, two paragraphs rewritten, evidence changed, drafted again."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

import seeing
from planning.learning.noted import note_the_trip
from tripplanner.i18n import msg
from tripplanner.model.observations import Observation
from tripplanner.planning.learning.summary.sheet import BlockRow, read_sheet
from tripplanner.planning.visits import edit_observation
from tripplanner.ui.learning.summary import SummaryTab
from windows import Opened, OpenWindow

EDIT = msg("Edit")


def tab_of(opened: Opened) -> SummaryTab:
    page: Any = opened.show("learning")
    page.show_tab("summary")
    tab = page.tab()
    assert isinstance(tab, SummaryTab)
    return tab


def saying(tab: SummaryTab, words: str) -> BlockRow:
    assert tab.sheet is not None
    return next(one for one in tab.sheet.blocks if words in one.text.get("fr"))


def write(opened: Opened, tab: SummaryTab, block: BlockRow, words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """By keyboard: Enter opens the field, Ctrl+Enter keeps what was typed."""
    tab.view.choose(block.id)
    tab.view.setFocus()
    QTest.keyClick(tab.view, Qt.Key.Key_Return)
    editor = tab.view.painter_of.editor
    assert editor is not None
    editor.setPlainText(words)
    QTest.keyClick(editor, key, Qt.KeyboardModifier.ControlModifier)
    opened.settle()


def test_what_was_written_by_hand_outlives_every_new_draft(open_window: OpenWindow) -> None:
    opened = open_window()
    workspace = opened.workspace
    tab = tab_of(opened)
    assert tab.stack.currentIndex() == 1
    workspace.do(EDIT, note_the_trip)
    QTest.mouseClick(tab.first_button, Qt.MouseButton.LeftButton)
    opened.settle()
    assert tab.stack.currentIndex() == 0
    purpose, statement = saying(tab, "8 jours, 15 visites"), saying(tab, "Appris à l’étape «\u202fÉcopont")
    write(opened, tab, purpose, "Huit jours pour relier.")
    write(opened, tab, statement, "Un passage vaut par ses abords.")
    assert "2 rédigés à la main" in tab.counted.text()
    write(opened, tab, saying(tab, "Noté"), "Rien de tout cela", Qt.Key.Key_Escape)
    assert saying(tab, "Noté").edited is False
    assert {piece.sort for piece in saying(tab, "abords").pieces} == {"visit", "observation"}
    said = workspace.get(_first, "Un passage ne")
    workspace.do(EDIT, edit_observation, said, "fr", "Un passage seul ne sert à rien.")
    opened.settle()
    assert saying(tab, "abords").stale
    QTest.mouseClick(tab.draft_button, Qt.MouseButton.LeftButton)
    opened.settle()
    assert saying(tab, "Huit jours").edited
    assert saying(tab, "abords").draft.get("fr").endswith("Un passage seul ne sert à rien.\u202f»")
    tab.view.choose(statement.id)
    tab.evidence.confirmed.emit()
    opened.settle()
    assert not saying(tab, "abords").stale
    tab.hide_or_show()
    tab.evidence.quoted.emit([])
    opened.settle()
    now = next(one for one in workspace.get(read_sheet, 1).blocks if one.id == statement.id)
    assert (now.hidden, now.quotes, now.text.get("fr")) == (True, (), "Un passage vaut par ses abords.")
    assert tab.trip is not None
    workspace.undo(tab.trip.uuid)
    opened.settle()
    assert saying(tab, "abords").quotes


def _first(session: Session, words: str) -> int:
    return next(one.id for one in session.scalars(sa.select(Observation)) if words in one.text.get("fr"))


def test_it_is_named_and_fits_and_a_new_paragraph_is_written_at_once(open_window: OpenWindow) -> None:
    opened = open_window("zh", "dark", (1024, 700))
    opened.workspace.do(EDIT, note_the_trip)
    tab = tab_of(opened)
    tab.draft()
    opened.settle()
    tab.add()
    editor = tab.view.painter_of.editor
    assert editor is not None
    editor.setPlainText("我们自己的段落。")
    tab.leave()
    opened.settle()
    QApplication.processEvents()
    assert tab.sheet is not None
    assert [one.text.get("zh") for one in tab.sheet.blocks if one.own] == ["我们自己的段落。"]
    tab.kind.choose("outline")
    tab.refresh()
    tab.draft()
    opened.settle()
    assert seeing.unnamed(tab) == []
    assert seeing.clipped(tab) == []
