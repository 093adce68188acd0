"""The programme page on the sample: what is shown, chosen, read aloud, edited and undone."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tripplanner.i18n import msg
from tripplanner.planning.items import unplace_item
from tripplanner.ui.programme.paint import SlotPainter
from tripplanner.ui.programme.screen import ProgrammeScreen
from windows import Opened, OpenWindow

PAGE = "programme"  # of the window that is kept

Key = Qt.Key


def page_of(opened: Opened) -> ProgrammeScreen:
    page = opened.show("programme")
    assert isinstance(page, ProgrammeScreen)
    return page


def key_of(page: ProgrammeScreen, code: str) -> str:
    assert page.source is not None
    return next(item.uuid for item in page.source.items if item.code == code)


def press(opened: Opened, page: ProgrammeScreen, *keys: Key) -> str:
    """Press keys on the grid; the code of the item then chosen."""
    for key in keys:
        QTest.keyClick(page.grid, key)
    opened.settle()
    assert page.source is not None
    return page.source.by_key[page.grid.current()].code if page.grid.current() else ""


def test_all_sixty_items_of_the_sample_stand_in_eight_days(kept_window: OpenWindow) -> None:
    page = page_of(kept_window())
    plan = page.grid.sheet().plan
    assert len(plan.columns) == 8
    assert len({piece.key for piece in plan.pieces}) == 60
    assert [column.split for column in plan.columns] == [False] * 6 + [True, False]


def test_arrows_walk_through_the_day_and_to_the_next(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    page.grid.choose(key_of(page, "D1-03"))
    assert press(opened, page, Key.Key_Down) == "D1-04"
    assert press(opened, page, Key.Key_Up, Key.Key_Up) == "D1-02"
    assert press(opened, page, Key.Key_Home) == "D1-01"
    assert press(opened, page, Key.Key_Up) == "D1-01"
    assert press(opened, page, Key.Key_End) == "D1-08"
    assert press(opened, page, Key.Key_Right).startswith("D2-")
    assert press(opened, page, Key.Key_Escape) == ""


def test_left_and_right_reach_the_other_group_of_the_same_day(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    page.grid.choose(key_of(page, "D7-05"))
    assert press(opened, page, Key.Key_Right) == "D7-04"
    assert press(opened, page, Key.Key_Left) in ("D7-03", "D7-05")


def test_a_click_chooses_and_a_click_beside_chooses_nothing(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    piece = next(p for p in page.grid.sheet().plan.pieces if p.key == key_of(page, "D4-02"))
    middle = page.grid.box_of(piece).center()
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert page.grid.current() == piece.key
    assert page.detail_panel.title.text().startswith("Réserve des Contamines")
    assert page.grid.slot_at(QPointF(10, 10)) is None
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(60, 4).toPoint())
    opened.settle()


def test_a_slot_is_read_aloud_in_the_language_of_the_window(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    for language, name in (
        ("fr", "dimanche 13\u00a0juin, 12 h 15 à 13 h 30, Déjeuner (buffet asiatique)"),
        ("en", "Sunday 13\u00a0June, 12:15 to 13:30, Lunch (Asian-style buffet)"),
        ("zh", "6月13日 星期日，12:15至13:30，午餐（亚洲风味自助餐）"),
    ):
        opened.language.set(language)
        opened.settle()
        assert page.grid.sheet().slots is not None
        assert page.grid.sheet().slots[key_of(page, "D1-04")].name.startswith(name)


def test_a_screen_reader_finds_every_slot_as_a_child_with_its_name(kept_window: OpenWindow) -> None:
    page = page_of(kept_window())
    reader = QAccessible.queryAccessibleInterface(page.grid)
    assert reader.childCount() == 60
    names = [reader.child(i).text(QAccessible.Text.Name) for i in range(60)]
    assert names == [slot.name for slot in page.grid.placed()]
    page.grid.choose(page.grid.placed()[5].key)
    assert reader.focusChild().text(QAccessible.Text.Name) == names[5]
    assert [reader.child(i).state().selected for i in range(60)].count(1) == 1
    assert reader.child(3).rect().isValid()


def test_the_reader_says_nothing_once_its_grid_is_gone(qapp: QApplication) -> None:
    from tripplanner.ui.programme import accessible
    from tripplanner.ui.programme.grid import Grid
    from tripplanner.ui.theme.theme import Theme

    accessible.install()
    grid = Grid(Theme(qapp, "light"))
    reader = accessible.GridReader(grid)
    shiboken6.delete(grid)
    assert (reader.isValid(), reader.childCount(), reader.text(QAccessible.Text.Name)) == (False, 0, "")


def test_a_grid_dies_by_reference_count(qapp: QApplication) -> None:
    from tripplanner.ui.programme.grid import Grid
    from tripplanner.ui.theme.theme import Theme

    theme = Theme(qapp, "light")
    gc.collect()
    gc.disable()
    try:
        grid = Grid(theme)
        grid.grab()
        gone = weakref.ref(grid)
        del grid
        assert gone() is None
    finally:
        gc.enable()


def test_a_title_is_edited_in_place_and_taken_back(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    key = key_of(page, "D1-04")
    page.select(key)
    opened.desk.actions.run("edit_in_place")
    opened.settle()
    editor = page.renamer.editor
    assert editor is not None
    assert opened.window.focusWidget() is editor
    QTest.keyClicks(editor, "Buffet : l'Annexe")
    QTest.keyClick(editor, Key.Key_Return)
    opened.settle()
    assert page.source is not None
    assert page.source.by_key[key].title.get("fr") == "Buffet\u00a0: l’Annexe"
    states = [page.source.by_key[key].title.state(language) for language in ("fr", "en", "zh")]
    assert states == ["source", "stale", "stale"]  # whoever writes in their own language says something else
    opened.desk.actions.run("undo")
    opened.settle()
    assert page.source.by_key[key].title.get("fr") == "Déjeuner (buffet asiatique)"


def test_escape_leaves_a_title_as_it_was_and_leaving_keeps_it(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    key = key_of(page, "D1-04")
    page.select(key)
    for last, words in ((Key.Key_Escape, "Déjeuner (buffet asiatique)"), (Key.Key_Tab, "Buffet")):
        opened.desk.actions.run("edit_in_place")
        editor = page.renamer.editor
        assert editor is not None
        QTest.keyClicks(editor, "Buffet")
        QTest.keyClick(editor, last)
        opened.settle()
        assert page.source is not None
        assert page.source.by_key[key].title.get("fr") == words


def test_an_input_method_composes_in_place_and_nothing_acts_meanwhile(open_window: OpenWindow) -> None:
    opened = open_window("zh")
    page = page_of(opened)
    key = key_of(page, "D1-04")
    page.select(key)
    opened.desk.actions.run("edit_in_place")
    editor = page.renamer.editor
    assert editor is not None
    QApplication.sendEvent(editor, QInputMethodEvent("wu can", []))
    commit = QInputMethodEvent("", [])
    commit.setCommitString("午餐")
    QApplication.sendEvent(editor, commit)
    assert page.source is not None
    assert page.source.by_key[key].title.get("zh") == "午餐（亚洲风味自助餐）"
    QTest.keyClick(editor, Key.Key_Return)
    opened.settle()
    assert page.source.by_key[key].title.get("zh") == "午餐"


def test_the_history_of_an_item_says_who_did_what(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    assert page.source is not None
    item = page.source.by_key[key_of(page, "D1-06")]
    opened.workspace.do(msg("take the item off"), unplace_item, item.id, item.version)
    page.select(item.uuid)
    opened.settle()
    rows = page.history.table.rows()
    assert (rows[0].action, rows[0].actor) == ("changed", "tester")
    assert rows[0].fields == ("duration_min", "end", "start")
    assert page.history.table.index(0, 0).data() == "Take the item off"


def test_an_unplaced_item_waits_at_the_left(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    assert page.shelf.tabs.tabText(0) == "À placer"
    assert page.source is not None
    item = page.source.by_key[key_of(page, "D1-06")]
    opened.workspace.do(msg("unplace"), unplace_item, item.id, item.version, scope=page.source.week.trip.uuid)
    opened.settle()
    assert page.shelf.tabs.tabText(0) == "À placer 1"
    assert item.uuid not in {piece.key for piece in page.grid.sheet().plan.pieces}
    page.unplaced.setCurrentIndex(page.unplaced.model().index(0, 0))
    assert page.detail_panel.title.text().startswith("Marche douce")


def test_f8_walks_through_the_findings_and_chooses_their_items(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    found = page.findings.all
    assert {finding.level for finding in found} >= {"blocks", "warns"}
    opened.desk.actions.run("next_problem")
    assert page.checks.current() == found[0]
    assert page.grid.current() in {row.uuid for row in found[0].rows}
    opened.desk.actions.run("previous_problem")
    assert page.checks.current() == found[-1]


def test_the_short_transfer_left_in_the_sample_is_outlined_and_said(kept_window: OpenWindow) -> None:
    page = page_of(kept_window())
    assert page.grid.sheet().slots is not None
    slot = page.grid.sheet().slots[key_of(page, "D4-04")]
    assert slot.trouble == "blocks"
    assert "bloque la publication" in slot.name


def test_the_day_view_names_the_groups_and_steps_through_the_days(open_window: OpenWindow) -> None:
    opened = open_window()
    page = page_of(opened)
    page.select(key_of(page, "D7-05"))
    page.show_mode("day")
    assert [track.name for track in page.grid.sheet().heads[0].tracks] == ["Chercheurs", "Officiels"]
    assert page.day_title.text() == "Samedi 19\u00a0juin"
    page.after.click()
    assert page.day_title.text() == "Dimanche 20\u00a0juin"
    assert not page.after.isEnabled()


def test_the_list_shows_every_item_and_chooses_with_the_grid(open_window: OpenWindow) -> None:
    opened = open_window()
    page = page_of(opened)
    page.show_mode("list")
    assert page.table.rowCount() == 60
    page.list.select_position(9)
    line = page.table.row(9)
    assert line is not None
    assert page.grid.current() == line.item.uuid


def test_ctrl_l_brings_the_next_language_first(open_window: OpenWindow) -> None:
    opened = open_window()
    page = page_of(opened)
    key = key_of(page, "D1-04")
    titles = []
    for _press in range(3):
        opened.desk.actions.run("content_language")
        assert page.grid.sheet().slots is not None
        titles.append(page.grid.sheet().slots[key].title)
    assert titles == ["Lunch (Asian-style buffet)", "午餐（亚洲风味自助餐）", "Déjeuner (buffet asiatique)"]


def test_without_a_trip_the_page_says_what_to_do(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = opened.show("programme", trip=None)
    assert isinstance(page, ProgrammeScreen)
    assert page.empty.isVisible()
    opened.context.shell.choose_trip(1)
    opened.settle()
    assert page.body.isVisible()


def test_where_a_finding_is_another_only_its_slot_is_painted_again(
    kept_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what then stands on the screen is what painting everything would give."""
    opened = kept_window()
    grid = page_of(opened).grid
    grid.choose("")
    opened.settle()
    sheet = grid.sheet()
    piece = next(p for p in sheet.plan.by_day[2] if p.right - p.left > 0.9 and not (sheet.slots or {})[p.key].trouble)
    box, painted, paint = grid.box_of(piece).toAlignedRect(), list[str](), SlotPainter.paint

    def counted(painter: SlotPainter, *args: Any) -> None:
        painted.append(args[2].key)
        paint(painter, *args)

    image = grid.viewport().grab().toImage()
    monkeypatch.setattr(SlotPainter, "paint", counted)
    slots = dict(sheet.slots or {})
    slots[piece.key] = replace(slots[piece.key], trouble="blocks")
    grid.show_sheet(replace(sheet, slots=slots))
    opened.settle()
    touching = [p.key for p in sheet.plan.pieces if grid.box_of(p).toAlignedRect().intersects(box)]
    assert sorted(painted) == sorted(touching)
    assert len(painted) <= 3
    assert grid.viewport().grab().toImage() != image
    grid.viewport().render(image, box.topLeft(), QRegion(box))
    assert grid.viewport().grab().toImage() == image
    painted.clear()
    grid.show_sheet(replace(sheet, slots=slots))
    opened.settle()
    assert painted == []
