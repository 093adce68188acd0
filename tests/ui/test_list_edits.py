"""Records in their lists: made, doubled, deleted, changed together, filled in; filters and columns kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit

from tripplanner.i18n import msg
from tripplanner.model.trips import Trip
from tripplanner.planning.finding import get
from tripplanner.ui import importing
from tripplanner.ui.library import hands, saving
from tripplanner.ui.library.screen import LibraryScreen
from tripplanner.ui.library.together_sheet import TogetherSheet
from tripplanner.ui.library.uses_sheet import UsesSheet
from windows import Opened, OpenWindow

Answer = Callable[[QDialog], bool]


def library(opened: Opened, page: str) -> LibraryScreen:
    shown = opened.show(page)
    assert isinstance(shown, LibraryScreen)
    return shown


def choose(page: LibraryScreen, *places: int) -> None:
    """Select rows as by Ctrl and clicks."""
    model = page.part.list.selectionModel()
    model.clear()
    page.part.list.selectRow(places[0])
    whole = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for place in places[1:]:
        model.select(page.part.table.index(place, 0), whole)


def run(opened: Opened, action: str) -> None:
    opened.desk.actions.run(action)
    opened.settle()


@pytest.mark.parametrize("page", ["sites", "delegates", "terms", "themes", "cases"])
def test_ctrl_n_makes_a_record_with_its_first_field_open_and_undo_takes_it_back(
    open_window: OpenWindow, page: str
) -> None:
    opened = open_window()
    shown = library(opened, page)
    before = shown.part.table.rowCount()
    run(opened, "new")
    assert shown.part.table.rowCount() == before + 1
    assert isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
    new = shown.part.row()
    assert shown.part.shelf.headline(new)[0] in ("Nouveau site", "sans nom encore", "Nouveau terme", "Nouveau thème",
                                                 "Nouvelle étude de cas")  # fmt: skip
    if page == "delegates":
        assert (new.rank, shown.part.list.currentIndex().row()) == (before + 1, before)
    run(opened, "undo")
    assert shown.part.table.rowCount() == before


def test_a_new_contact_is_asked_whose_it_is(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_window()
    page = library(opened, "partners")
    page.show_shelf("contacts")

    def answer(sheet: QDialog) -> bool:
        sheet.field.setText("asters")  # type: ignore[attr-defined]
        sheet.take()  # type: ignore[attr-defined]
        return True

    monkeypatch.setattr(hands, "ask", answer)
    run(opened, "new")
    assert "Asters" in page.part.row().organisation.get("fr")
    monkeypatch.setattr(hands, "ask", lambda _sheet: False)
    before = page.part.table.rowCount()
    run(opened, "new")
    assert page.part.table.rowCount() == before


def test_a_new_leg_is_asked_its_two_places_once(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_window()
    page = library(opened, "places")
    page.show_shelf("legs")
    before, ends = page.part.table.rowCount(), iter(["Viry", "Cogne", "Cogne", "Viry"])

    def answer(sheet: QDialog) -> bool:
        sheet.field.setText(next(ends))  # type: ignore[attr-defined]
        sheet.take()  # type: ignore[attr-defined]
        return True

    monkeypatch.setattr(hands, "ask", answer)
    run(opened, "new")
    leg = page.part.row()
    assert (leg.from_name.get("zh"), leg.to_name.get("fr"), leg.drive_min) == ("维里", "Cogne", None)
    run(opened, "new")
    assert page.part.table.rowCount() == before + 1
    assert next(ends, None) is None
    run(opened, "undo")
    assert page.part.table.rowCount() == before


def test_the_label_of_ctrl_n_says_what_it_makes_here(open_window: OpenWindow) -> None:
    opened = open_window()
    library(opened, "sites")
    assert opened.desk.actions["new"].text() == "Nouveau site"
    page = library(opened, "partners")
    page.show_shelf("contacts")
    assert opened.desk.actions["new"].text() == "Nouveau contact"
    opened.show("trips")
    assert opened.desk.actions["new"].text() == "Nouveau voyage…"


def test_a_double_is_chosen_and_del_puts_it_into_the_bin(open_window: OpenWindow) -> None:
    opened = open_window()
    page = library(opened, "sites")
    page.part.list.setFocus()
    run(opened, "duplicate")
    assert (page.part.row().code, page.part.table.rowCount()) == ("S43", 43)
    QTest.keyClick(page.part.list, Qt.Key.Key_Delete)
    opened.settle()
    assert page.part.table.rowCount() == 42
    assert "supprimé" in opened.desk.toast.text()
    opened.desk.toast._clicked()
    opened.settle()
    assert page.part.table.rowCount() == 43


def test_what_is_used_is_kept_with_a_way_to_its_uses(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_window()
    page = library(opened, "sites")
    run(opened, "duplicate")
    double = page.part.table.place(page.part.current())
    seen: list[tuple[int, bool]] = []

    def answer(sheet: QDialog) -> bool:
        assert isinstance(sheet, UsesSheet)
        seen.append((len(sheet.links), sheet.others.isHidden()))
        if len(seen) == 1:
            sheet.links[0].click()
            return False
        return True

    monkeypatch.setattr(hands, "ask", answer)
    page.part.list.selectRow(0)
    run(opened, "delete")
    assert seen == [(2, True)]
    assert opened.desk.info().key == "programme"  # type: ignore[union-attr]
    page = library(opened, "sites")
    choose(page, 0, double)
    run(opened, "delete")
    assert seen[1] == (2, False)
    assert page.part.table.rowCount() == 42


def test_several_are_changed_together_in_one_step(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_window()
    page = library(opened, "delegates")
    choose(page, 1, 2, 3)
    opened.settle()
    assert page.part.several.isVisible()
    assert page.part.several.count.text() == "3 sélectionnées"
    before = [row.role for row in page.part.table.rows()]

    def answer(sheet: QDialog) -> bool:
        assert isinstance(sheet, TogetherSheet)
        role = sheet.editors["role"]
        role.setCurrentIndex(role.findData("accompanying"))  # type: ignore[attr-defined]
        role.activated.emit(role.currentIndex())  # type: ignore[attr-defined]
        groups = sheet.editors["subgroups"]
        first = next(iter(groups.boxes.values()))  # type: ignore[attr-defined]
        first.setCheckState(Qt.CheckState.Checked)
        first.clicked.emit()
        assert [key for key, line in sheet.lines.items() if line.box.isChecked()] == ["role", "subgroups"]
        sheet.apply.click()
        return True

    monkeypatch.setattr(hands, "ask", answer)
    run(opened, "edit_together")
    rows = page.part.table.rows()
    assert [row.role for row in rows[1:4]] == ["accompanying"] * 3
    assert all("A" in row.subgroups for row in rows[1:4])
    assert len(page.part.chosen()) == 3
    run(opened, "undo")
    assert [row.role for row in page.part.table.rows()] == before


def test_a_column_of_cells_is_pasted_onto_the_selected_rows(open_window: OpenWindow) -> None:
    opened = open_window()
    page = library(opened, "sites")
    cap = [one.key for one in page.part.table.columns].index("cap")
    page.part.list.setCurrentIndex(page.part.table.index(0, cap))
    whole = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for place in (1, 2):
        page.part.list.selectionModel().select(page.part.table.index(place, 0), whole)
    before = [row.group_cap for row in page.part.table.rows()]
    QApplication.clipboard().setText("11\r\n12\r\n13\r\n")
    run(opened, "paste")
    assert [row.group_cap for row in page.part.table.rows()][:3] == [11, 12, 13]
    QApplication.clipboard().setText("11\ndouze\n13")
    run(opened, "paste")
    assert "Ligne 2" in opened.desk.toast.text()
    assert "douze" in opened.desk.toast.text()
    QApplication.clipboard().setText("11\n12")
    run(opened, "paste")
    assert [row.group_cap for row in page.part.table.rows()][:3] == [11, 12, 13]
    run(opened, "undo")
    assert [row.group_cap for row in page.part.table.rows()] == before


def test_what_is_copied_can_be_pasted_into_a_spreadsheet(open_window: OpenWindow) -> None:
    opened = open_window()
    page = library(opened, "terms")
    choose(page, 0, 1)
    run(opened, "copy")
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 3
    assert lines[0].split("\t")[:2] == ["Terme", "Terme (chinois)"]
    assert {line.count("\t") for line in lines} == {len(page.part.heading.shown()) - 1}


def test_a_filter_is_saved_renamed_found_after_a_restart_and_deleted(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    page = library(opened, "sites")
    page.part.conditions.toggle("open_06")
    page.search.setText("réserve")
    opened.settle()
    shown = page.part.table.rowCount()
    assert 0 < shown < 36
    names = iter(["Juin", "Réserves en juin"])
    monkeypatch.setattr(saving, "ask", lambda sheet: sheet.field.setText(next(names)) is None)
    run(opened, "save_filter")
    page.part.clear_filter()
    assert page.part.table.rowCount() == 42
    page.part.groups.choose("saved/Juin")
    assert (page.part.table.rowCount(), page.search.text()) == (shown, "réserve")
    page.part.saving.rename.click()
    again = library(opened, "sites")
    opened.desk.pages.drop_hidden()
    entries = {one.label: one.count for one in again.part.groups.entries()}
    assert entries["Réserves en juin"] == shown
    assert opened.context.settings.get("library/sites", {})["filters"][0]["conditions"] == ["open_06"]  # type: ignore[index]
    again.part.groups.choose("saved/Réserves en juin")
    again.part.groups.setFocus()
    QTest.keyClick(again.part.groups, Qt.Key.Key_Delete)
    assert again.part.kept.saved() == ()
    opened.desk.toast._clicked()
    assert [one.name for one in again.part.kept.saved()] == ["Réserves en juin"]


def test_a_filter_that_finds_nothing_is_no_empty_list(open_window: OpenWindow) -> None:
    page = library(open_window(), "sites")
    page.part.conditions.toggle("open_01")
    page.part.conditions.toggle("no_hours")
    assert page.part.table.rowCount() == 0
    assert page.part.none.isVisible()
    assert not page.part.nothing.isVisible()
    page.part.clear.click()
    assert page.part.table.rowCount() == 42
    assert not any(chip.isChecked() for chip in page.part.conditions.chips().values())


def test_columns_and_order_are_chosen_and_remembered(open_window: OpenWindow) -> None:
    opened = open_window(size=(1600, 900))
    page = library(opened, "sites")
    heading = page.part.heading
    heading.choose("altitude", True)
    heading.choose("season", False)
    page.part.sort([one.key for one in page.part.table.columns].index("name"), True, "zh")
    first = page.part.table.rows()[0].uuid
    page.part.list.horizontalHeader().resizeSection(0, 333)
    page.context.theme.changing.emit()
    opened.show("bin")
    opened.desk.pages.drop_hidden()
    again = library(opened, "sites")
    assert again is not page
    shown = again.part.heading.shown()
    assert "altitude" in shown
    assert "season" not in shown
    assert again.part.list.columnWidth(0) == 333
    assert again.part.table.rows()[0].uuid == first
    again.part.heading.fill()
    ticked = [one.text() for one in again.part.heading.menu.actions() if one.isCheckable() and one.isChecked()]
    assert "Altitude (m)" in ticked
    again.part.heading.reset()
    assert "season" in again.part.heading.shown()


def test_a_file_that_is_dropped_goes_to_who_can_take_it_in(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = open_window()
    page = library(opened, "delegates")
    file = tmp_path / "名单.xyz"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://example.org/list.xlsx")])
    paths = importing.dropped_files(data)
    assert list(paths) == [file]
    monkeypatch.setattr(importing, "known_importers", lambda: ())
    assert not page.dropped(paths)
    assert "名单.xyz" in opened.desk.toast.text()
    taken: list[importing.Wanted] = []
    one = importing.Importer(
        lambda wanted: wanted.subject == "delegates", lambda _context, wanted: taken.append(wanted)
    )
    monkeypatch.setattr(importing, "known_importers", lambda: (one,))
    assert page.dropped(paths)
    assert taken == [importing.Wanted("delegates", (file,), 1)]


def test_nothing_is_changed_where_nothing_may_be(open_window: OpenWindow) -> None:
    opened = open_window(read_only=True)
    page = library(opened, "sites")
    assert page.new.isHidden()
    assert not any(opened.desk.actions[key].isEnabled() for key in ("new", "duplicate", "delete", "paste"))
    assert not page.hands.cells().start()


def test_an_archived_trip_refuses_in_words(open_window: OpenWindow) -> None:
    opened = open_window()

    def archive(session: object) -> None:
        get(session, Trip, 1, msg("trip")).stage = "archived"  # type: ignore[arg-type]

    opened.workspace.do(msg("archive"), archive)
    page = library(opened, "delegates")
    for action in ("new", "duplicate", "delete"):
        run(opened, action)
        assert "archivé" in opened.desk.toast.text(), action
    assert page.part.table.rowCount() == 14
