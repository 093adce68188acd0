"""Texts and translations, through the window: what is shown, what a key does, what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

import seeing
from tripplanner.i18n import msg
from tripplanner.planning.checks import Finding
from tripplanner.planning.texts import writing
from tripplanner.planning.texts.reading import TextRow, read_texts
from tripplanner.planning.texts.writing import TextRef
from tripplanner.ui.programme.screen import ProgrammeScreen
from tripplanner.ui.texts.preview import PreviewSheet
from tripplanner.ui.texts.screen import TextsScreen
from tripplanner.ui.widgets.text_counts import TextCounts
from windows import Opened, OpenWindow

SOURCE = "The marsh has 42 ponds and an ecological corridor, since the 19th century."


def summaries(opened: Opened) -> list[TextRow]:
    rows = opened.workspace.get(read_texts, "used", 1)
    return [row for row in rows if (row.field.table, row.field.attribute) == ("site", "summary")]


def change_source(opened: Opened, row: TextRow, words: str = SOURCE) -> None:
    opened.workspace.do(msg("edit"), writing.finish_translation, TextRef.of(row), "en", words)


def shown(opened: Opened, which: str) -> TextsScreen:
    """The page, translating English into Chinese."""
    page = opened.show("texts")
    assert isinstance(page, TextsScreen)
    page.choose_pair(("en", "zh"))
    page.choose_filter(which)
    opened.settle()
    return page


def now(opened: Opened, row: TextRow) -> TextRow:
    return next(one for one in opened.workspace.get(read_texts, "used", 1) if one.key == row.key)


def formats(page: TextsScreen) -> dict[str, str]:
    """The words of the source that are struck through and underlined."""
    found = {"struck": "", "underlined": ""}
    block = page.source.view.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            look = pieces.fragment().charFormat()
            found["struck"] += pieces.fragment().text() if look.fontStrikeOut() else ""
            found["underlined"] += pieces.fragment().text() if look.fontUnderline() else ""
            pieces += 1
        block = block.next()
    return found


def links(page: TextsScreen, words: str) -> list[QPushButton]:
    return [one for one in page.findChildren(QPushButton) if one.isVisible() and words in one.text()]


def test_a_changed_source_is_stale_at_once_and_shows_what_changed(open_window: OpenWindow) -> None:
    opened = open_window("en")
    page = shown(opened, "stale")
    assert page.model.rowCount() == 0
    row = summaries(opened)[0]
    before = row.text.get("en")
    words = before.replace("25 m wide", "30 m wide")
    change_source(opened, row, words)
    opened.settle()
    assert [one.text() for one in page.filters.findChildren(QPushButton)][:3] == [
        "To translate 0", "Stale 1", "To review 837",
    ]  # fmt: skip
    page.choose_filter("stale")
    assert page.model.rowCount() == 1
    assert page.source.words_shown == words
    assert {sort: found.strip() for sort, found in formats(page).items()} == {"struck": "25", "underlined": "30"}
    assert page.source.said.text() == "1 passage changed since the 中文 was made"
    assert "Number missing: 30" in [label.text() for label in page.checks.findChildren(QLabel)]


def test_ctrl_enter_validates_and_goes_to_the_next_that_waits(open_window: OpenWindow) -> None:
    opened = open_window()
    first, second = summaries(opened)[:2]
    for row in (first, second):
        change_source(opened, row)
    page = shown(opened, "stale")
    editor = page.target.editor
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "a")
    editor.insertPlainText("19世纪以来,沼泽有42个池塘和生态廊道。")
    editor.setPlainText("19世纪以来,沼泽有42个池塘和生态廊道。")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    kept = now(opened, first)
    assert (kept.state("zh"), kept.text.get("zh")) == ("reviewed", "19世纪以来，沼泽有42个池塘和生态廊道。")
    assert page._row is not None
    assert page._row.key == second.key
    assert (page.model.rowCount(), QApplication.focusWidget()) == (1, editor)
    assert editor.toPlainText() == second.text.get("zh")
    opened.desk.steps.undo()
    opened.settle()
    assert now(opened, first).text.get("zh") == first.text.get("zh")
    assert now(opened, first).state("zh") == "stale"


def test_what_is_typed_is_kept_when_the_field_is_left_and_stays_unfinished(open_window: OpenWindow) -> None:
    opened = open_window()
    row = summaries(opened)[0]
    change_source(opened, row)
    page = shown(opened, "stale")
    page.target.editor.setFocus()
    page.target.editor.setPlainText("沼泽,湿地 (见 https://a.example/b,c)")
    page.search.setFocus()
    opened.settle()
    kept = now(opened, row)
    assert (kept.text.get("zh"), kept.state("zh")) == ("沼泽，湿地（见 https://a.example/b,c）", "stale")
    assert page.target.editor.toPlainText() == kept.text.get("zh")
    opened.desk.steps.undo()
    assert now(opened, row).text.get("zh") == row.text.get("zh")


def test_no_effect_makes_it_fresh_and_a_draft_stays_one(open_window: OpenWindow) -> None:
    opened = open_window()
    row = summaries(opened)[0]
    change_source(opened, row)
    page = shown(opened, "stale")
    page.source.no_effect.click()
    opened.settle()
    assert now(opened, row).state("zh") == "draft"
    opened.context.actions.run("mark_draft")
    assert opened.workspace.undo_label(opened.desk.steps.scope()) is not None


def test_terms_suggestions_and_fixes_by_key_and_click(open_window: OpenWindow) -> None:
    opened = open_window("en")
    first, second = summaries(opened)[:2]
    opened.workspace.do(msg("edit"), writing.finish_translation, TextRef.of(first), "zh", "")
    change_source(opened, first)
    change_source(opened, second, SOURCE.replace("42", "43"))
    opened.workspace.do(msg("edit"), writing.finish_translation, TextRef("site", second.uuid, "summary"), "zh", "沼泽")
    page = shown(opened, "missing")
    opened.settle()
    assert [one.text() for one in links(page, "Alt+")] == ["Take over · Alt+1", "Insert · Alt+2", "Insert · Alt+3"]
    place = next(n for n, one in enumerate(page.help.terms) if one.target == "生态廊道")
    editor = page.target.editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert editor.toPlainText() == "沼泽"
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, (Qt.Key.Key_2, Qt.Key.Key_3)[place], Qt.KeyboardModifier.AltModifier)
    assert editor.toPlainText() == "沼泽生态廊道"
    editor.setPlainText("19世纪以来,24个池塘,生态廊道")
    page._look()
    for _press in range(6):
        QApplication.processEvents()
        ways = ("Open the record", "Preview in the page")
        fixes = [one for one in page.checks.findChildren(QPushButton) if one.isVisible() and one.text() not in ways]
        if not fixes:
            break
        fixes[0].click()
        page._look()
    assert editor.toPlainText() == "19世纪以来，42个池塘，生态廊道。"
    page.leave()
    assert now(opened, first).text.get("zh") == editor.toPlainText()


def test_nothing_acts_while_an_input_method_composes(open_window: OpenWindow) -> None:
    opened = open_window()
    row = summaries(opened)[0]
    opened.workspace.do(msg("edit"), writing.finish_translation, TextRef.of(row), "zh", "")
    page = shown(opened, "missing")
    editor = page.target.editor
    editor.setFocus()
    QApplication.sendEvent(editor, QInputMethodEvent("zhaoze", []))
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    page.copy_source()
    assert (editor.toPlainText(), now(opened, row).state("zh")) == ("", "missing")
    event = QInputMethodEvent("", [])
    event.setCommitString("沼泽")
    QApplication.sendEvent(editor, event)
    page.validate()
    assert now(opened, row).text.get("zh") == "沼泽"


def test_the_source_is_copied_and_a_filter_finds_without_accents(open_window: OpenWindow) -> None:
    opened = open_window()
    row = summaries(opened)[0]
    opened.workspace.do(msg("edit"), writing.finish_translation, TextRef.of(row), "zh", "")
    page = shown(opened, "missing")
    opened.context.actions.run("copy_source")
    assert QApplication.clipboard().text() == row.text.get("en") == page.target.editor.toPlainText()
    page.leave()
    assert now(opened, row).state("zh") == "draft"
    page.choose_filter("all")
    page.search.setText("ECOPONT DE VIRY")
    assert page.deck is not None
    found = [page.deck.row(n) for n in range(page.model.rowCount())]
    assert 3 < len(found) < 80
    assert all(one is not None and "Écopont de Viry" in one.title("fr") + one.text.get("fr") for one in found)
    page.search.setText("rien de tel")
    assert page._empty.isVisible()


def test_scopes_and_pairs_are_kept_and_an_archived_trip_is_only_read(open_window: OpenWindow) -> None:
    opened = open_window()
    page = shown(opened, "all")
    page.choose_scope("library")
    opened.settle()
    assert page.deck is not None
    assert {row.trip for row in page.deck.rows} == {None}
    page.choose_scope("trip")
    assert {row.trip for row in page.deck.rows} == {1}
    opened.desk.go("trips")
    opened.desk.pages.drop_hidden()
    again = opened.show("texts")
    assert isinstance(again, TextsScreen)
    assert (again.pair, again.chooser.scope()) == (("en", "zh"), "trip")
    from tripplanner.planning.trips import edit_trip_fields

    opened.workspace.do(msg("archive"), edit_trip_fields, 1, None, stage="archived")
    opened.settle()
    assert again.target.editor.isReadOnly()
    assert not again.target.done.isEnabled()


@pytest.mark.parametrize("language", ["fr", "zh", "longer"])
def test_the_smallest_window_shows_every_word(open_window: OpenWindow, language: str) -> None:
    opened = open_window("fr" if language == "longer" else language, size=(1024, 640))
    change_source(opened, summaries(opened)[0])
    if language == "longer":
        opened.language.pretend(seeing.longer)
    page = shown(opened, "stale")
    assert seeing.clipped(page) == []
    assert seeing.unnamed(page) == []
    assert seeing.misnamed(page) == []
    inside = page.mapTo(opened.window, QPoint(page.width(), 0)).x()
    assert inside <= opened.window.width()


def test_every_screen_of_a_trip_counts_its_texts_and_leads_to_them(open_window: OpenWindow) -> None:
    opened = open_window("en")
    row = summaries(opened)[0]
    change_source(opened, row)
    page = opened.show("documents")
    opened.settle()
    header = opened.desk.header.findChild(TextCounts)
    assert header is not None
    assert {code: (one.stale, one.draft) for code, one in header.shown.items()} == {"fr": (1, 837), "zh": (1, 837)}
    assert [one.text() for one in header.findChildren(QPushButton)] == ["中文 99 %", "fr 99 %"]
    header.findChildren(QPushButton)[0].click()
    opened.settle()
    page = opened.desk.page()
    assert isinstance(page, TextsScreen)
    assert (page.pair[1], page.filters.current(), page.model.rowCount()) == ("zh", "stale", 1)
    page.validate()
    opened.settle()
    assert header.shown["zh"].stale == 0
    trips = opened.show("trips")
    opened.settle()
    card = trips.findChild(TextCounts)
    assert card is not None
    assert (card.shown["fr"].stale, card.shown["zh"].reviewed) == (1, 1)
    assert [button.text() for button in trips.window().findChildren(QPushButton) if "stale" in button.text()] == [
        "1 stale text (fr)"
    ]
    card.findChildren(QPushButton)[1].click()
    opened.settle()
    assert (page.pair[1], page.filters.current()) == ("fr", "stale")


def test_what_is_shown_is_exported(open_window: OpenWindow, tmp_path: Path) -> None:
    opened = open_window("en")
    row = summaries(opened)[0]
    change_source(opened, row)
    page = shown(opened, "stale")
    page.export_to(tmp_path / "a.xlf")
    opened.settle()
    words = (tmp_path / "a.xlf").read_text(encoding="utf-8")
    assert (words.count("<trans-unit"), SOURCE in words) == (1, True)
    assert opened.desk.toast.text() == "1 text written to a.xlf"


def test_another_pair_and_an_undo_reach_the_editor_that_has_the_focus(open_window: OpenWindow) -> None:
    opened = open_window()
    row = summaries(opened)[0]
    page = shown(opened, "draft")
    page.select(row.uuid)
    page.search.setText(row.text.get("zh")[:12])
    editor = page.target.editor
    editor.setFocus()
    assert editor.toPlainText() == row.text.get("zh")
    editor.setPlainText("新")
    page.target.form.flush()
    opened.settle()
    opened.workspace.undo(opened.desk.steps.scope())
    opened.settle()
    assert (editor.hasFocus(), editor.toPlainText()) == (True, row.text.get("zh"))
    page.search.clear()
    page.choose_filter("all")
    page.choose_pair(("en", "fr"))
    opened.settle()
    assert page._row is not None
    assert "\u00a0" in page._row.text.get("fr")
    assert page.target.words_typed() == page._row.text.get("fr")


def test_a_finding_about_a_translation_opens_that_text_and_f8_walks_on_from_there(open_window: OpenWindow) -> None:
    opened = open_window("fr")
    opened.show("programme")
    row = next(one for one in summaries(opened) if one.state("zh") == "draft")
    change_source(opened, row)
    opened.show("programme")
    opened.settle()
    programme = opened.desk.page()
    assert isinstance(programme, ProgrammeScreen)
    rules = [(one.rule, "chinois" in said(opened, one)) for one in programme.findings.all]
    programme.checks._choose(rules.index(("language.translation_stale", True)) - 1)
    opened.desk.actions.run("next_problem")
    opened.settle()
    page = opened.desk.page()
    assert isinstance(page, TextsScreen)
    assert (page.target.words_typed(), page.pair[1]) == (row.text.get("zh"), "zh")
    assert page.target.editor.hasFocus()
    at = programme.checks.list.currentIndex().row()
    opened.desk.actions.run("next_problem")
    opened.settle()
    assert programme.checks.list.currentIndex().row() == at + 1


def said(opened: Opened, finding: Finding) -> str:
    return opened.language.say(finding.what)


def test_a_text_is_previewed_on_the_page_that_prints_it_as_it_was_just_typed(open_window: OpenWindow) -> None:
    opened = open_window("fr")
    page = shown(opened, "draft")
    row = summaries(opened)[0]
    page.list.choose(page.deck.position(row.key))  # type: ignore[union-attr]
    page.target.replace("这座生态天桥刚刚改写，供A40上的鹿通过。")
    sheets: list[tuple[str, bool]] = []

    def look(sheet: PreviewSheet) -> bool:
        opened.settle()
        sheets.append((sheet.said.text(), sheet.page.pixmap().isNull()))
        sheet.close()
        sheet.deleteLater()
        return True

    page.sheet = look
    opened.desk.actions.run("preview_text")
    assert sheets == [("Livret de terrain, page 12 sur 56", False)]
