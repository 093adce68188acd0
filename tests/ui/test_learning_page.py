"""The page *Learning* through the real window: objectives set, visits linked by key, a visit tried to be dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QWidget

import seeing
from tripplanner.model.programme import Item
from tripplanner.model.themes import Theme
from tripplanner.planning.learning import bank, objectives
from tripplanner.planning.learning.reading import read_coverage
from tripplanner.ui.learning.coverage import CoverageTab
from tripplanner.ui.learning.screen import LearningScreen
from tripplanner.ui.theme.tokens import TARGET
from tripplanner.ui.widgets.ticks import Ticks
from windows import Opened, OpenWindow

TRIP = 1


def page_of(opened: Opened) -> LearningScreen:
    page = opened.show("learning")
    assert isinstance(page, LearningScreen)
    return page


def coverage_of(opened: Opened) -> CoverageTab:
    tab = page_of(opened).tab()
    assert isinstance(tab, CoverageTab)
    return tab


def answer(tab: Any, opened: Opened, do: Callable[[Any], None]) -> None:
    """Has each sheet shown, filled in and accepted."""

    def answered(sheet: QDialog) -> bool:
        sheet.show()
        do(sheet)
        opened.settle()
        sheet.hide()
        sheet.deleteLater()
        return bool(sheet.result())

    tab.answer = answered


def tick(tab: CoverageTab, words: str) -> None:
    controls = (*tab.visit_lines.controls, *tab.subject_lines.controls)
    (box,) = [one for one in controls if isinstance(one, QCheckBox) and one.text() == words]
    box.click()


def stand(tab: CoverageTab, subject: str, code: str) -> None:
    """Bring the cell of a subject (its English name) and a visit to hand."""
    rows = [getattr(one, "name", None) for one in tab.model.rows]
    row = next(n for n, name in enumerate(rows) if name is not None and name.get("en") == subject)
    column = next(n for n, one in enumerate(tab.model.coverage.visits) if one.code == code)
    tab.matrix.go(row, column)
    tab.matrix.setFocus()


def code_of(opened: Opened, code: str) -> int:
    return opened.workspace.get(lambda s: s.scalars(sa.select(Item.id).where(Item.code == code)).one())


def theme_of(opened: Opened, code: str) -> int:
    return opened.workspace.get(lambda s: s.scalars(sa.select(Theme.id).where(Theme.code == code)).one())


def test_objectives_are_set_and_visits_linked_by_keyboard(open_window: OpenWindow) -> None:
    opened = open_window("en")
    tab = coverage_of(opened)

    def fill(sheet: Any) -> None:
        for code, words in (("en", "Know how wetlands return"), ("zh", "了解湿地如何恢复")):
            editor = sheet.fields[code].editor
            assert isinstance(editor, QPlainTextEdit)
            editor.setPlainText(words)
        sheet.findChildren(Ticks)[0].put([theme_of(opened, "wetlands")])
        sheet.take()

    answer(tab, opened, fill)
    tab.new.click()
    opened.settle()
    made = opened.workspace.get(objectives.list_objectives, TRIP)[-1]
    assert (made.text.get("zh"), made.text.source, made.themes) == (
        "了解湿地如何恢复", "en", (theme_of(opened, "wetlands"),),
    )  # fmt: skip
    stand(tab, "Know how wetlands return", "D5-02")
    assert tab.model.way(*_here(tab)) == "theme"
    QTest.keyClick(tab.matrix, Qt.Key.Key_Space)
    opened.settle()
    assert tab.model.way(*_here(tab)) == "own"
    assert tab.model.state(_here(tab)[0]) == ("good", "2 visits")
    opened.context.actions.run("undo")
    opened.settle()
    assert tab.model.way(*_here(tab)) == "theme"
    assert opened.window.focusWidget() is tab.matrix


def _here(tab: CoverageTab) -> tuple[int, int]:
    index = tab.matrix.currentIndex()
    return index.row(), index.column()


def test_dropping_a_visit_is_reckoned_live_and_nothing_is_written(open_window: OpenWindow) -> None:
    opened = open_window("en")
    tab = coverage_of(opened)
    before = opened.workspace.get(read_coverage, TRIP)
    label = opened.workspace.undo_label()
    stand(tab, "Wetlands", "D5-02")
    QTest.keyClick(tab.matrix, Qt.Key.Key_Delete)
    said = [line.sentence for line in tab.findings.table.rows()]
    assert [opened.language.say(one) for one in said] == [
        "The theme Ecological restoration would have no visit any more.",
        "The case study C23 “Chautagne: from maize to marsh” would have no visit any more.",
        "Wetlands: one visit left.",
    ]
    assert tab.summary.text() == "Without D5-02: 2 would have no visit any more"
    stand(tab, "Wetlands", "D1-06")
    tick(tab, "What if this visit is dropped?")
    assert tab.model.state(_here(tab)[0]) == ("missing", "no visit any more")
    row, column = _here(tab)
    assert "tried to be dropped" in str(tab.model.headerData(column, Qt.Orientation.Horizontal))
    assert "no visit any more" in str(tab.model.headerData(row, Qt.Orientation.Vertical))
    tab.again.click()
    assert tab.model.state(row) == ("good", "2 visits")
    assert opened.workspace.get(read_coverage, TRIP) == before
    assert opened.workspace.undo_label() == label


def test_questions_come_from_the_bank_and_gaps_lead_to_their_visit(open_window: OpenWindow) -> None:
    opened = open_window("fr")
    tab = coverage_of(opened)
    opened.workspace.do(_label(), bank.add_bank_question, theme_of(opened, "pastoralism"), "fr", "Qui garde ?")
    opened.settle()
    gaps = tab.findings.table.rows()
    (at,) = [n for n, line in enumerate(gaps) if getattr(line.of, "code", "") == "D4-02"]
    tab.findings.list.select_position(at)
    tab.findings.list.setFocus()
    QTest.keyClick(tab.findings.list, Qt.Key.Key_Return)
    visit = tab.model.visit(_here(tab)[1])
    assert visit is not None
    assert visit.code == "D4-02"

    def choose(sheet: Any) -> None:
        sheet.findChildren(Ticks)[0]._keys[0][1].click()
        sheet.take()

    answer(tab, opened, choose)
    tab.aiming.take_questions(visit.id)
    opened.settle()
    found = opened.workspace.get(read_coverage, TRIP)
    assert next(one for one in found.visits if one.code == "D4-02").questions == 1
    assert not any(getattr(line.of, "code", "") == "D4-02" for line in tab.findings.table.rows())


def _label() -> Any:
    from tripplanner.i18n import msg

    return msg("make")


@pytest.mark.parametrize(("language", "mode", "scale"), [("zh", "dark", 1.0), ("fr", "light", 1.5)])
def test_the_page_is_named_whole_and_easy_to_hit(
    open_window: OpenWindow, language: str, mode: str, scale: float
) -> None:
    opened = open_window(language, mode, size=(1024, 640))
    opened.theme.set_scale(scale)
    page = page_of(opened)
    from tripplanner.ui.learning.tab import tab_infos

    found: dict[str, list[Any]] = {}
    for info in tab_infos():
        page.show_tab(info.key)
        opened.settle()
        window: QWidget = opened.window
        wrong: list[Any] = [*seeing.clipped(window), *seeing.unnamed(window), *seeing.too_small(window, TARGET)]
        wrong += [pair for pair in seeing.misnamed(window) if pair[0].rstrip("…") not in pair[1]]
        if wrong:
            found[info.key] = wrong
    opened.theme.set_scale(1.0)
    assert found == {}
