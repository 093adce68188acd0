"""The programme arranged by keyboard alone: every key of the grid, and its undo."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from programmes import Key, Mod, key_of, page_of, press, times
from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit

from tripplanner.store.export import canonical_export
from tripplanner.ui.actions import TABLE, shortcut_text
from tripplanner.ui.dialogs.shortcut_sheet import sheet
from tripplanner.ui.programme.change_sheet import ChangeSheet, day_field
from tripplanner.ui.programme.place_sheet import PlaceSheet
from windows import OpenWindow

ALT, SHIFT, CTRL = Mod.AltModifier, Mod.ShiftModifier, Mod.ControlModifier
PAGE = "programme"  # of the window that is kept
ARRANGED = {
    (Key.Key_Down, ALT): "13 15:15–16:45",
    (Key.Key_Up, ALT): "13 14:45–16:15",
    (Key.Key_Down, ALT | SHIFT): "13 15:05–16:35",
    (Key.Key_Up, ALT | SHIFT): "13 14:55–16:25",
    (Key.Key_Right, ALT): "14 15:00–16:30",
    (Key.Key_PageDown, ALT): "13 15:00–16:45",
    (Key.Key_PageUp, ALT): "13 15:00–16:15",
    (Key.Key_PageDown, ALT | SHIFT): "13 15:00–16:35",
    (Key.Key_PageUp, ALT | SHIFT): "13 15:00–16:25",
    (Key.Key_Delete, SHIFT): "waiting",
}


def test_a_key_changes_the_chosen_item_and_ctrl_z_takes_it_back(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    item = key_of(page, "D1-06")
    page.choose(item)
    before = times(page, item)
    assert before == "13 15:00–16:30"
    done: dict[tuple[Qt.Key, Qt.KeyboardModifier], str] = {}
    for key, modifiers in ARRANGED:
        press(opened, page, key, modifiers)
        done[key, modifiers] = times(page, item)
        assert page.board.current == item
        press(opened, page, Key.Key_Z, CTRL)
        assert times(page, item) == before
    assert done == ARRANGED


def test_what_a_key_did_is_spoken_and_a_refusal_is_not(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    item = key_of(page, "D1-06")
    page.choose(item)
    real, heard = page.hands.announce, list[str]()

    def hear(words: str) -> None:
        heard.append(words)
        real(words)  # a screen reader that listens is told in earnest

    page.hands.announce = hear
    QAccessible.setActive(True)
    for key, modifiers in (
        (Key.Key_Down, ALT), (Key.Key_PageDown, ALT), (Key.Key_L, CTRL | SHIFT), (Key.Key_Down, ALT),
        (Key.Key_L, CTRL | SHIFT), (Key.Key_Delete, SHIFT),
    ):  # fmt: skip
        press(opened, page, key, modifiers)
    QAccessible.setActive(False)
    assert len(heard) == 5
    assert heard[0].startswith("dimanche 13\xa0juin, 15 h 15 à 16 h 45")
    assert heard[1].startswith("dimanche 13\xa0juin, 15 h 15 à 17 h")
    assert "verrouillé" in heard[2]
    assert "verrouillé" not in heard[3]
    assert heard[4] == page.board.told(item)
    assert heard[4].startswith("pas encore placé")


def test_steps_are_named_in_the_language_of_the_window(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    page.choose(key_of(page, "D1-04"))
    opened.desk.actions.run("later")
    undo = opened.desk.actions["undo"]
    for language, words in (
        ("fr", "Annuler\u00a0: déplacer «\u202fDéjeuner (buffet asiatique)\u202f»"),
        ("en", "Undo: move “Déjeuner (buffet asiatique)”"),
        ("zh", "撤销：移动“Déjeuner (buffet asiatique)”"),
    ):
        opened.language.set(language)
        assert undo.text().replace("&", "") == words


def test_cut_and_paste_move_the_same_item_and_copy_makes_another(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    item, before = key_of(page, "D1-06"), key_of(page, "D3-02")
    page.choose(item)
    press(opened, page, Key.Key_X, CTRL)
    assert times(page, item) == "waiting"
    page.choose(before)
    end = times(page, before).split("–")[1]
    press(opened, page, Key.Key_V, CTRL)
    assert times(page, item).startswith(f"15 {end}")
    count = len(page.board.source.items)  # type: ignore[union-attr]
    press(opened, page, Key.Key_C, CTRL)
    press(opened, page, Key.Key_V, CTRL)
    press(opened, page, Key.Key_D, CTRL)
    assert len(page.board.source.items) == count + 2  # type: ignore[union-attr]


def test_what_was_copied_last_does_not_end_the_program_badly() -> None:
    code = (
        "from tripplanner.ui.start import make_application\n"
        "from tripplanner.ui.programme.clipboard import Clip\n"
        "application = make_application()\n"
        "Clip().put('uuid', 'words')\n"
        "assert Clip().take() == ('uuid', False)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")


def test_delete_can_be_taken_back_from_the_toast(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    item = key_of(page, "D1-06")
    page.choose(item)
    press(opened, page, Key.Key_Delete)
    assert page.board.item(item) is None
    assert "supprimé" in opened.desk.toast.text()
    opened.desk.toast._button.click()  # pyright: ignore[reportPrivateUsage]
    opened.settle()
    assert times(page, item) == "13 15:00–16:30"


def test_a_locked_item_says_why_it_stays(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    item = key_of(page, "D1-06")
    page.choose(item)
    press(opened, page, Key.Key_L, CTRL | SHIFT)
    press(opened, page, Key.Key_Down, ALT)
    assert times(page, item) == "13 15:00–16:30"
    assert "verrouillée" in opened.desk.toast.text()
    press(opened, page, Key.Key_L, CTRL | SHIFT)
    press(opened, page, Key.Key_Down, ALT)
    assert times(page, item) == "13 15:15–16:45"


def test_pushing_and_shifting_are_one_step_each(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    before = opened.workspace.get(canonical_export)
    page.choose(key_of(page, "D1-06"))
    opened.desk.actions.run("later_pushing")
    opened.desk.actions.run("shift_later")
    assert opened.workspace.get(canonical_export) != before
    for _step in range(2):
        opened.desk.actions.run("undo")
    assert opened.workspace.get(canonical_export) == before


def test_what_waits_is_placed_by_a_sheet(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    item = key_of(page, "D1-06")
    page.choose(item)
    press(opened, page, Key.Key_Delete, SHIFT)
    said: list[str] = []

    def answer(sheet: PlaceSheet) -> bool:
        sheet.day.choose(date(2027, 6, 15))
        sheet.time.setTime(QTime(18, 0))
        said.append(sheet.verdict.text())
        sheet.accept()
        return True

    page.placer.answer = answer
    press(opened, page, Key.Key_M, CTRL)
    assert times(page, item) == "15 18:00–19:30"
    assert "déjà à" in said[0]


def test_a_site_of_the_library_is_placed_by_keyboard_alone(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    page.shelf.open("sites")
    page.shelf.filter.setText("ecopont")
    page.shelf.sites.setFocus()
    press(opened, page, Key.Key_Down)
    press(opened, page, Key.Key_Home)

    def answer(sheet: PlaceSheet) -> bool:
        sheet.day.setCurrentIndex(2)
        sheet.take_gap()
        sheet.accept()
        return True

    page.placer.answer = answer
    count = len(page.board.source.items)  # type: ignore[union-attr]
    press(opened, page, Key.Key_Return)
    assert len(page.board.source.items) == count + 1  # type: ignore[union-attr]
    made = page.board.chosen()
    assert made is not None
    assert made.start is not None
    assert (made.start.date(), made.title.get("fr")) == (date(2027, 6, 15), "Écopont de Viry (A40)")


def test_the_first_gap_of_the_day_takes_what_waits(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    item = key_of(page, "D1-06")
    page.choose(item)
    opened.desk.actions.run("unplace")
    page.board.day = date(2027, 6, 20)
    press(opened, page, Key.Key_G, CTRL)
    assert times(page, item).startswith("20 ")


def test_typing_in_a_field_is_not_arranging(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    item = key_of(page, "D1-06")
    page.choose(item)
    page.shelf.filter.setFocus()
    for key, modifiers in ((Key.Key_Delete, Mod.NoModifier), (Key.Key_X, CTRL), (Key.Key_Down, ALT)):
        press(opened, page, key, modifiers)
    assert times(page, item) == "13 15:00–16:30"
    assert isinstance(opened.window.focusWidget(), QLineEdit)


def test_insert_travel_fills_the_way_before(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    page.choose(key_of(page, "D1-06"))
    opened.desk.actions.run("travel_before")
    made = page.board.chosen()
    assert made is not None
    assert (made.type, made.end) == ("transfer", datetime(2027, 6, 13, 15))
    assert made.title.get("fr").startswith("Trajet vers ")
    assert made.title.get("zh").startswith("前往")


def test_sheets_show_what_they_do_before_they_do_it(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    page.choose(key_of(page, "D7-02"))
    shown: dict[str, tuple[str, int]] = {}

    def answer(sheet: ChangeSheet) -> bool:
        for field in sheet._fields:  # pyright: ignore[reportPrivateUsage]
            if field.key == "first":
                field.editor.setDate(day_field(date(2027, 6, 14), "fr").date())  # type: ignore[attr-defined]
        shown[sheet.windowTitle()] = (sheet.summary.text(), sheet.list.count())
        sheet.accept()
        return True

    page.sheets.answer = answer
    before = opened.workspace.get(canonical_export)
    for action in ("shift_rest", "copy_day", "split", "trip_dates", "shift_dates"):
        opened.desk.actions.run(action)
        opened.settle()
        assert opened.workspace.get(canonical_export) != before, action
        opened.desk.actions.run("undo")
        opened.settle()
        assert opened.workspace.get(canonical_export) == before, action
    assert len(shown) == 5
    assert all(count > 0 and ("chang" in said or "ajout" in said) for said, count in shown.values()), shown
    assert "retirée" in shown["Dates du voyage"][0]


def test_a_trip_becomes_the_pattern_of_another_that_opens_beside_it(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    page.choose(key_of(page, "D4-02"))
    page.sheets.answer = lambda sheet: (sheet.accept(), True)[1]
    opened.desk.actions.run("copy_trip")
    opened.settle()
    assert opened.context.shell.trip == 2
    titles = [page.trips.tabText(at) for at in range(page.trips.count())]
    assert titles[0] == "Relier les aires protégées 2027"
    assert titles[1].endswith("(copie)")
    assert page.board.current == ""
    opened.desk.actions.run("previous_trip")
    opened.settle()
    assert (opened.context.shell.trip, page.board.current) == (1, key_of(page, "D4-02"))
    opened.desk.actions.run("next_trip")
    opened.desk.actions.run("close_trip")
    opened.settle()
    assert (opened.context.shell.trip, page.trips.isVisible()) == (1, False)


def test_an_archived_trip_is_read_only_and_says_so(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    item = key_of(page, "D1-06")
    opened.desk.actions.run("archive")
    page.choose(item)
    press(opened, page, Key.Key_Down, ALT)
    assert times(page, item) == "13 15:00–16:30"
    assert "archivé" in opened.desk.toast.text()
    opened.desk.actions.run("archive")
    press(opened, page, Key.Key_Down, ALT)
    assert times(page, item) == "13 15:15–16:45"


def test_every_key_of_the_specification_is_in_the_table() -> None:
    keys = {QKeySequence(key).toString() for action in TABLE for key in action.keys}
    wanted = (
        "Alt+Up Alt+Down Alt+Shift+Up Alt+PgUp Alt+PgDown Alt+Left Alt+Right Ctrl+C Ctrl+X Ctrl+V Ctrl+D Del Shift+Del "
        "Ctrl+Shift+L Ctrl+Shift+T F2 Return F8 Shift+F8 Ctrl+Z Ctrl+Shift+Z"
    )
    assert {QKeySequence(key).toString() for key in wanted.split()} <= keys


@pytest.mark.parametrize("language", ["fr", "en", "zh"])
def test_the_sheet_of_shortcuts_can_be_printed(kept_window: OpenWindow, tmp_path: Path, language: str) -> None:
    opened = kept_window(language)
    document = sheet(opened.language, opened.theme.font)
    words = document.toPlainText()
    labels = [opened.language.say(action.label).replace("\u00a0", " ") for action in TABLE if action.keys]
    assert [label for label in labels if label not in words] == []
    assert shortcut_text(next(action for action in TABLE if action.key == "lock")) in words
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "keys.pdf"))
    document.print_(printer)
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")
