"""The page *Learning* through the real window: objectives set, a visit tried to be dropped, evenings noted by key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QWidget

import seeing
from tripplanner.i18n import msg
from tripplanner.model.programme import Item
from tripplanner.model.themes import Theme
from tripplanner.planning.learning import bank, objectives
from tripplanner.planning.learning.debriefs import read_debrief
from tripplanner.planning.learning.reading import read_coverage
from tripplanner.planning.trips import create_trip
from tripplanner.text import Text
from tripplanner.ui.learning.coverage import CoverageTab
from tripplanner.ui.learning.debriefs import DRAFTS, DebriefsTab
from tripplanner.ui.learning.screen import LearningScreen
from tripplanner.ui.library.sections.questions import QuestionsSection
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
    opened.workspace.do(msg("make"), bank.add_bank_question, theme_of(opened, "pastoralism"), "fr", "Qui garde ?")
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


@pytest.mark.parametrize(("language", "mode", "scale"), [("zh", "dark", 1.0), ("fr", "light", 1.5)])
def test_the_page_is_named_whole_and_easy_to_hit(
    open_window: OpenWindow, language: str, mode: str, scale: float
) -> None:
    opened = open_window(language, mode, size=(1024, 640))
    opened.theme.set_scale(scale)
    page = page_of(opened)
    found: dict[str, list[Any]] = {}
    for key in ("coverage", "debriefs"):
        page.show_tab(key)
        opened.settle()
        window: QWidget = opened.window
        wrong: list[Any] = [*seeing.clipped(window), *seeing.unnamed(window), *seeing.too_small(window, TARGET)]
        wrong += [pair for pair in seeing.misnamed(window) if pair[0].rstrip("…") not in pair[1]]
        if wrong:
            found[key] = wrong
    opened.theme.set_scale(1.0)
    assert found == {}


def debriefs_of(opened: Opened) -> DebriefsTab:
    page = page_of(opened)
    page.show_tab("debriefs")
    tab = page.tab()
    assert isinstance(tab, DebriefsTab)
    return tab


def said(opened: Opened) -> list[tuple[str, str, str]]:
    """Sort, day and words of everything noted."""
    found = opened.workspace.get(read_debrief, TRIP).said
    return [(one.kind, str(one.day), one.text.get(one.text.source)) for one in found]


def test_three_evenings_are_noted_by_keyboard_alone(open_window: OpenWindow) -> None:
    opened = open_window("fr")
    tab = debriefs_of(opened)
    tab.capture.text.setFocus()
    alt = Qt.KeyboardModifier.AltModifier

    def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(tab.capture.text, key, held)

    for sort, words in ((2, "Le lac est calme"), (5, "Qui paie ?"), (4, "Clore une berge")):
        press(getattr(Qt.Key, f"Key_{sort}"), alt)
        QTest.keyClicks(tab.capture.text, words)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Down, alt)  # the day as a whole, then the day after
        press(Qt.Key.Key_Down, alt)
        press(Qt.Key.Key_Down, alt)
    press(Qt.Key.Key_Return)  # nothing was typed: nothing is noted
    opened.settle()
    assert said(opened) == [
        ("learnt", "2027-06-13", "Le lac est calme"), ("question", "2027-06-14", "Qui paie\u202f?"),
        ("transferable", "2027-06-14", "Clore une berge"),
    ]  # fmt: skip
    tab.capture.language.setCurrentIndex(tab.capture.language.findData("zh"))
    tab.capture.text.insertPlainText("公众记录物候")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    tab.capture.text.insertPlainText("很有用")
    tab.capture.rating.setCurrentIndex(5)
    press(Qt.Key.Key_Return)
    tab.capture.took.setText("100")
    tab.capture.took.editingFinished.emit()
    opened.settle()
    one = opened.workspace.get(read_debrief, TRIP).said[-1]
    assert (one.text.get("zh"), one.rating, one.text.source) == ("公众记录物候\n很有用", 5, "zh")
    (visit,) = [item for item in opened.workspace.get(read_debrief, TRIP).items if item.id == one.item_id]
    assert (visit.code, visit.actual_min) == ("D3-04", 100)
    assert [row.text.best() for row in tab.table.rows()] == ["公众记录物候\n很有用"]
    opened.context.actions.run("undo")
    opened.context.actions.run("undo")
    opened.settle()
    assert len(said(opened)) == 3


def test_words_typed_and_not_noted_are_there_after_another_page_and_another_window(open_window: OpenWindow) -> None:
    opened = open_window("fr")
    tab = debriefs_of(opened)
    tab.capture.day.setCurrentIndex(3)
    tab.capture.kinds.choose("surprising")
    tab.capture.text.setPlainText("Le glacier recule de")
    opened.show("programme")
    opened.desk.pages.drop_hidden()
    tab = debriefs_of(opened)
    assert (tab.capture.text.toPlainText(), tab.capture.kinds.current()) == ("Le glacier recule de", "surprising")
    tab.capture.text.appendPlainText("trente mètres")
    opened.desk.close_pages()
    opened.desk.open(opened.context, "learning")
    tab = debriefs_of(opened)
    assert tab.capture.text.toPlainText() == "Le glacier recule de\ntrente mètres"
    assert tab.capture.day.currentIndex() == 3
    assert said(opened) == []
    tab.note()
    assert opened.context.settings.get(DRAFTS, {}) == {}
    assert said(opened) == [("surprising", "2027-06-16", "Le glacier recule de\ntrente mètres")]


def test_what_was_said_is_changed_and_becomes_evidence(open_window: OpenWindow) -> None:
    opened = open_window("en")
    tab = debriefs_of(opened)
    tab.capture.text.setPlainText("Wetlands come back within ten years")
    tab.note()
    opened.settle()
    (row,) = tab.table.rows()
    assert row.themes == (theme_of(opened, "wetlands"),)

    def change(sheet: Any) -> None:
        sheet.fields["zh"].editor.setPlainText("湿地十年内恢复")
        sheet.fields["kind"].editor.setCurrentIndex(3)
        sheet.take()

    answer(tab, opened, change)
    tab.detail.edit_words()

    def whose(sheet: Any) -> None:
        sheet.fields["voice"].editor.setCurrentIndex(1)
        sheet.fields["named"].editor.setChecked(True)
        sheet.take()

    answer(tab, opened, whose)
    tab.detail.edit_about()
    opened.settle()
    (row,) = tab.table.rows()
    assert (row.text.get("zh"), row.kind, row.named, row.subgroup_id is not None) == (
        "湿地十年内恢复", "transferable", True, True,
    )  # fmt: skip
    tab.detail.make_case()
    opened.settle()
    assert tab.table.rows()[0].cases == 1
    tab.detail.remove()
    opened.settle()
    assert tab.detail.row is None


def test_the_bank_of_a_theme_is_kept_on_its_card(open_window: OpenWindow) -> None:
    opened = open_window("fr")
    page: Any = opened.show("themes")
    theme = opened.workspace.get(lambda s: s.scalars(sa.select(Theme).where(Theme.code == "wetlands")).one().uuid)
    page.select(theme)
    opened.settle()
    page.part.following.catch_up(always=True)
    section = next(one for one in page.findChildren(QuestionsSection) if one.about is not None)

    def fill(sheet: Any) -> bool:
        for code, words in (("fr", "Qui entretient la zone ?"), ("zh", "谁来维护湿地？")):
            sheet.fields[code].editor.setPlainText(words)
        sheet.take()
        return True

    section.sheet = fill
    section.add(section.about)
    opened.settle()
    (kept,) = opened.workspace.get(bank.list_bank, theme_of(opened, "wetlands"))
    assert (kept.text.get("fr"), kept.text.get("zh")) == ("Qui entretient la zone\u202f?", "谁来维护湿地？")
    assert kept in section.content


def test_a_trip_without_visits_has_its_objectives_to_hand(open_window: OpenWindow) -> None:
    opened = open_window("fr")
    day = date(2027, 9, 1)
    make: dict[str, Any] = {"title": Text.of("fr", fr="Vide"), "first_day": day, "last_day": day}
    trip = opened.workspace.do(msg("make"), create_trip, **make)
    page = opened.show("learning", trip)
    assert isinstance(page, LearningScreen)
    tab: Any = page.tab()
    assert tab.stack.currentIndex() == 1
    made = [opened.workspace.do(msg("make"), objectives.add_objective, trip, {"fr": words}) for words in ("Un", "Deux")]
    opened.settle()
    assert tab.stack.currentIndex() == 0
    lines = tab.findings.table.rows()
    tab.findings.list.select_position(1)
    tab.show_of(lines[1].of)
    assert tab._at_hand() == (lines[1].of, None)
    tab.aiming.move_objective(made[1], -1)
    opened.settle()
    assert [one.text.get("fr") for one in opened.workspace.get(objectives.list_objectives, trip)] == ["Deux", "Un"]
