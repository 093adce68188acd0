"""The import window: a Chinese roster with mistakes comes in mended in place and goes out as one undo."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

import seeing
from tripplanner.exchange.intake.housing import houses, likely
from tripplanner.exchange.translations.segments import segments
from tripplanner.exchange.translations.writing import write_texts
from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.planning.edits import edit
from tripplanner.planning.listings.delegates import list_delegates
from tripplanner.planning.texts.reading import read_texts
from tripplanner.ui import exporting
from tripplanner.ui.exporting import export
from tripplanner.ui.importing import Wanted
from tripplanner.ui.intake.changes import OURS, THEIRS
from tripplanner.ui.intake.rows_pane import HERE
from tripplanner.ui.intake.window import IntakeWindow
from tripplanner.ui.intake.work import COLUMNS, FILE, RESULT, ROWS
from windows import Opened, OpenWindow

PAGE = "delegates"  # of the window that is kept

HEADINGS = ("序号", "姓名", "姓名拼音", "性别", "单位", "职务", "抵达日期", "邮箱", "备注")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭"
PINYIN = "WANG LI ZHANG LIU CHEN YANG ZHAO HUANG ZHOU WU XU SUN HU ZHU GAO LIN HE GUO"


def rows() -> Iterable[tuple[object, ...]]:
    """Eighteen people; three cells hold what cannot be."""
    for number, (family, latin) in enumerate(zip(SURNAMES, PINYIN.split(), strict=True), 1):
        day = "2027.13.6" if number == 4 else "2027年6月13日"
        sex = "不详" if number == 9 else "男" if number % 2 else "女"
        mail = "没有邮箱" if number == 12 else f"{latin.lower()}@example.org"
        yield number, f"{family}晓明", f"{latin} Xiaoming", sex, "清华大学", "教授", day, mail, "自付单间"


@pytest.fixture(params=["xlsx", "csv"])
def roster(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The roster as a workbook, and as a GB18030 text."""
    target = tmp_path / f"名单.{request.param}"
    if request.param == "csv":
        lines = (",".join(map(str, line)) for line in (HEADINGS, *rows()))
        target.write_bytes("\r\n".join(lines).encode("gb18030"))
        return target
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "名单"
    sheet.append(["代表团名单"])
    sheet.append(list(HEADINGS))
    for line in rows():
        sheet.append(list(line))
    book.save(target)
    return target


def opened_intake(opened: Opened, *paths: Path) -> IntakeWindow:
    opened.show("delegates")
    made = IntakeWindow(opened.context, Wanted("delegates", paths, opened.context.shell.trip), opened.window)
    made.show()
    opened.settle()
    return made


def names(opened: Opened) -> list[str]:
    return [one.name for one in opened.context.workspace.get(list_delegates)]


def test_a_chinese_roster_is_mended_in_place_and_taken_back_as_one(kept_window: OpenWindow, roster: Path) -> None:
    opened = kept_window("fr")
    before = names(opened)
    made = opened_intake(opened, roster)
    assert made.intake.step == COLUMNS
    fields = {one.heading: one.field.key if one.field else "" for one in made.intake.look.columns}
    assert (fields["姓名"], fields["职务"] != "", fields["抵达日期"]) == ("name", True, "arrives_on")
    made.go.click()
    opened.settle()
    assert (made.intake.step, len(made.intake.plan.rows), len(made.intake.plan.problems)) == (ROWS, 18, 3)
    assert names(opened) == before
    for value in ("2027-06-13", "男", "huang@example.org"):
        field = made.rows.side.fields[0]
        field.setText(value)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert (made.intake.plan.problems, made.intake.ready) == ((), 18)
    made.go.click()
    opened.settle()
    assert (made.intake.step, len(names(opened))) == (RESULT, len(before) + 18)
    assert "王晓明 WANG Xiaoming" in names(opened)
    made.outcome.undo.click()
    assert names(opened) == before
    made.close()
    made.deleteLater()


@pytest.mark.parametrize("roster", ["xlsx"], indirect=True)
def test_the_same_file_twice_changes_nothing_and_back_is_free(kept_window: OpenWindow, roster: Path) -> None:
    opened = kept_window("fr")
    made = opened_intake(opened, roster)
    made.go.click()
    opened.settle()
    made.back.click()
    assert made.intake.step == COLUMNS
    made.go.click()
    opened.settle()
    for problem in made.intake.plan.problems:
        made.intake.ignore(problem.row, problem.column)
    made.go.click()
    opened.settle()
    again = opened_intake(opened, roster)
    again.go.click()
    opened.settle()
    assert {row.state for row in again.intake.plan.rows} <= {"unchanged", "mend"}
    assert again.intake.ready == 0
    assert not again.go.isEnabled()
    made.rows.select(made.intake.plan.rows[0].number)
    for one in (made, again):
        one.close()
        one.deleteLater()


@pytest.mark.parametrize("roster", ["csv"], indirect=True)
def test_what_was_changed_here_is_said_and_chosen_field_by_field(kept_window: OpenWindow, roster: Path) -> None:
    opened = kept_window("fr", size=(1024, 640))
    made = opened_intake(opened, roster)
    made.go.click()
    opened.settle()
    for problem in made.intake.plan.problems:
        made.intake.ignore(problem.row, problem.column)
    made.go.click()
    opened.settle()
    wei = next(one for one in opened.workspace.get(list_delegates) if one.name == "王晓明 WANG Xiaoming")
    opened.workspace.do(msg("Edit"), edit, Person, wei.person_id, None, msg("person"), email="wei@office.example")
    again = opened_intake(opened, roster)
    again.go.click()
    opened.settle()
    (row,) = (row for row in again.intake.plan.rows if row.changed_here)
    again.rows.show_only(HERE)
    again.rows.select(row.number)
    assert (row.state, again.rows.table.rowCount(), again.go.isEnabled()) == ("unchanged", 1, False)
    sides = again.rows.side.changes.sides["email"]
    assert {side: radio.isChecked() for side, radio in sides.items()} == {OURS: True, THEIRS: False}
    assert (seeing.clipped(again), seeing.unnamed(again)) == ([], [])
    sides[THEIRS].click()
    assert again.intake.ready == 1
    again.go.click()
    opened.settle()
    assert opened.workspace.get(email_of, wei.person_id) == "wang@example.org"
    for one in (made, again):
        one.close()
        one.deleteLater()


def email_of(session: Any, person: int) -> str:
    return session.get_one(Person, person).email


def test_the_lodging_of_rooms_is_guessed_said_and_chosen(kept_window: OpenWindow, tmp_path: Path) -> None:
    opened = kept_window("fr", size=(1024, 640))
    target = tmp_path / "名单.csv"
    target.write_text("姓名,房间\n李娜,301\n", encoding="utf-8")
    made = opened_intake(opened, target)
    offered = made.columns.side.lodging
    found = opened.workspace.get(houses, 1)
    assert (offered.count(), offered.currentData()) == (len(found) + 1, likely(found).id)
    assert (seeing.clipped(made), seeing.unnamed(made)) == ([], [])
    offered.setCurrentIndex(offered.findData(found[1].id))
    offered.activated.emit(1)
    made.go.click()
    opened.settle()
    assert [one.values["lodging"] for one in made.intake.plan.rows] == [found[1].name]
    made.close()
    made.deleteLater()


def test_what_is_no_table_is_said_in_the_window(kept_window: OpenWindow, tmp_path: Path) -> None:
    opened = kept_window("fr")
    broken = tmp_path / "photo.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    made = opened_intake(opened, broken)
    assert (made.intake.step, made.file.trouble.isVisible()) == (FILE, True)
    assert "photo.xlsx" in made.file.trouble.text()
    made.close()
    made.deleteLater()


@pytest.mark.parametrize(("roster", "language"), [("xlsx", "fr"), ("csv", "zh")], indirect=["roster"])
def test_every_pane_fits_and_every_control_has_a_name(kept_window: OpenWindow, roster: Path, language: str) -> None:
    opened = kept_window(language, size=(1024, 640))
    made = opened_intake(opened)
    assert (seeing.clipped(made), seeing.unnamed(made)) == ([], [])
    made.intake.read(roster)
    opened.settle()
    assert (seeing.clipped(made), seeing.unnamed(made)) == ([], [])
    made.go.click()
    opened.settle()
    assert (seeing.clipped(made), seeing.unnamed(made)) == ([], [])
    made.close()
    made.deleteLater()


def test_texts_that_come_back_make_no_records(kept_window: OpenWindow, tmp_path: Path) -> None:
    opened = kept_window("fr")
    opened.show("texts")
    target = tmp_path / "textes.xlsx"
    rows = opened.workspace.get(read_texts, "used", 1)
    write_texts(segments(rows, "fr", "zh", "fr")[:3], target, "fr")
    made = IntakeWindow(opened.context, Wanted("texts", (target,), None), opened.window)
    made.show()
    opened.settle()
    made.go.click()
    opened.settle()
    row = made.intake.plan.rows[0]
    made.rows.select(row.number)
    offered = [button.text() for button in made.rows.side.findChildren(QPushButton) if button.isVisibleTo(made)]
    assert (row.state, offered) == ("unchanged", [])
    made.close()
    made.deleteLater()


@pytest.mark.parametrize("suffix", ["xlsx", "vcf"])
def test_what_a_list_writes_comes_in_unchanged(kept_window: OpenWindow, tmp_path: Path, suffix: str) -> None:
    opened = kept_window("fr")
    target = tmp_path / f"délégués.{suffix}"
    opened.show("delegates")
    export(opened.context, "delegates", opened.context.shell.trip, target)
    opened.settle()
    made = opened_intake(opened, target)
    made.go.click()
    opened.settle()
    assert made.intake.trouble is None, made.intake.trouble.sentence("en")
    assert {row.state for row in made.intake.plan.rows} == {"unchanged"}
    made.close()
    made.deleteLater()


def test_cards_are_offered_in_both_versions(
    kept_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = kept_window()
    offered: list[str] = []

    def chosen(_parent: object, _title: str, _start: str, kinds: str) -> tuple[str, str]:
        offered.extend(kinds.split(";;"))
        return str(tmp_path / "contacts"), "vCard 3.0 (*.vcf)"

    monkeypatch.setattr(exporting.QFileDialog, "getSaveFileName", chosen)
    target = exporting.choose_target(opened.context, "contacts", opened.window)
    assert offered == ["Classeur Excel (*.xlsx)", "CSV (*.csv)", "vCard 4.0 (*.vcf)", "vCard 3.0 (*.vcf)"]
    assert target == (tmp_path / "contacts.vcf", "3")
    export(opened.context, "contacts", None, *target)
    opened.settle()
    assert b"VERSION:3.0" in (tmp_path / "contacts.vcf").read_bytes()


def test_a_table_without_headings_loses_nobody(kept_window: OpenWindow, tmp_path: Path) -> None:
    opened = kept_window("fr", size=(1024, 640))
    target = tmp_path / "名单.csv"
    target.write_text("李娜,女\n王伟,男\n", encoding="utf-8")
    made = opened_intake(opened, target)
    head = made.columns.side.head
    head.setCurrentIndex(head.findData(0))
    head.activated.emit(0)
    assert made.intake.look.table.head == ()
    made.intake.choose_field(0, "name")
    made.go.click()
    opened.settle()
    assert [row.label for row in made.intake.plan.rows] == ["李娜", "王伟"]
    assert (seeing.clipped(made), seeing.unnamed(made)) == ([], [])
    made.close()
    made.deleteLater()
