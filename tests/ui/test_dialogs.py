"""Dialogs die by reference count, say what they must in every language, and a bug leaves the window open."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QDate
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

import seeing
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.trips import list_trips
from tripplanner.ui.actions import TABLE, shortcut_text
from tripplanner.ui.dialogs.about import AboutDialog
from tripplanner.ui.dialogs.bug import BugDialog
from tripplanner.ui.dialogs.shortcuts import ShortcutsDialog
from tripplanner.ui.errors import report
from tripplanner.ui.plain import one_line
from tripplanner.ui.trips.new_trip import NewTripDialog
from windows import Opened, OpenWindow, open_window, sample_file  # noqa: F401 - fixtures

Make = Callable[[Opened, QWidget], QDialog]


def a_bug() -> BaseException:
    secret = "passport E12345678"
    try:
        raise ValueError(secret)
    except ValueError as error:
        return error


DIALOGS: dict[str, Make] = {
    "about": lambda opened, parent: AboutDialog(opened.theme, opened.language, parent),
    "shortcuts": lambda opened, parent: ShortcutsDialog(opened.language, parent),
    "bug": lambda opened, parent: BugDialog(a_bug(), opened.theme, opened.language, parent),
    "new trip": lambda opened, parent: NewTripDialog(opened.context, parent),
}


@pytest.fixture
def without_cycles() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("name", DIALOGS)
@pytest.mark.usefixtures("without_cycles")
def test_a_closed_dialog_is_gone_at_once(open_window: OpenWindow, name: str) -> None:  # noqa: F811
    opened = open_window()
    dialog = DIALOGS[name](opened, opened.window)
    dialog.show()
    opened.settle()
    dialog.close()
    dialog.setParent(None)
    gone = weakref.ref(dialog)
    del dialog
    assert gone() is None


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_named_and_nothing_in_it_is_cut(open_window: OpenWindow, name: str) -> None:  # noqa: F811
    opened = open_window()
    dialog = DIALOGS[name](opened, opened.window)
    dialog.show()
    found: dict[str, list[str]] = {}
    for language in ("fr", "zh", "en"):
        opened.language.set(language)
        opened.settle()
        found[language] = seeing.clipped(dialog)
    opened.language.pretend(seeing.longer)
    dialog.adjustSize()
    opened.settle()
    found["longer"] = seeing.clipped(dialog)
    assert found == {"fr": [], "zh": [], "en": [], "longer": []}
    assert seeing.unnamed(dialog) == []
    assert seeing.misnamed(dialog) == []
    assert dialog.windowTitle()
    dialog.close()
    dialog.deleteLater()


def test_a_report_holds_no_value() -> None:
    text = report(a_bug())
    assert "ValueError" in text
    assert "E12345678" not in text
    assert "tripplanner" in text.splitlines()[0]


def test_a_report_is_copied(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    dialog = BugDialog(a_bug(), opened.theme, opened.language, opened.window)
    dialog._copy()
    assert QGuiApplication.clipboard().text() == dialog.report.toPlainText()
    dialog.deleteLater()


def test_a_refusal_is_a_toast_and_a_bug_is_one_dialog(
    open_window: OpenWindow,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    opened = open_window()
    opened.show("trips")
    shown: list[str] = []

    def exec_(dialog: QDialog) -> int:
        shown.append(type(dialog).__name__)
        sys.excepthook(ValueError, a_bug(), None)  # another one while the first is told
        opened.settle()
        return 0

    monkeypatch.setattr(BugDialog, "exec", exec_)
    sys.excepthook(TripPlannerError, TripPlannerError(msg("The disk is full.")), None)
    opened.settle()
    assert opened.desk.toast.text() != ""
    assert shown == []
    sys.excepthook(ValueError, a_bug(), None)
    opened.settle()
    assert shown == ["BugDialog"]
    assert opened.window.isVisible()
    assert "E12345678" not in caplog.text


def test_a_new_trip_needs_a_title_and_says_so_beside_the_field(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    dialog = NewTripDialog(opened.context, opened.window)
    dialog.show()
    dialog.create()
    assert dialog.problem.isVisible()
    assert dialog.made is None
    field = dialog.findChildren(QLineEdit)[0]
    assert field.accessibleDescription() == dialog.problem.text()
    dialog.close()
    dialog.deleteLater()


def test_a_new_trip_is_made_in_one_step_that_can_be_undone(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    before = len(opened.workspace.get(list_trips))
    dialog = NewTripDialog(opened.context, opened.window)
    dialog._titles["fr"].setText("Forêts & <vieilles> forêts")
    dialog._titles["zh"].setText("老龄林")
    dialog.create()
    made = [trip for trip in opened.workspace.get(list_trips) if trip.id == dialog.made]
    assert [(trip.title.get("fr"), trip.title.get("zh"), trip.days) for trip in made] == [
        ("Forêts & <vieilles> forêts", "老龄林", 8)
    ]
    opened.workspace.undo()
    assert len(opened.workspace.get(list_trips)) == before
    dialog.deleteLater()


@pytest.mark.parametrize(("zone", "told"), [("Mars/Olympus", True), ("Asia/Shanghai", False)])
def test_an_unknown_zone_is_refused(open_window: OpenWindow, zone: str, told: bool) -> None:  # noqa: F811
    opened = open_window()
    dialog = NewTripDialog(opened.context, opened.window)
    dialog._titles["fr"].setText("Titre")
    dialog.zone.setText(zone)
    dialog.create()
    assert (dialog.made is None) == told
    dialog.deleteLater()


def test_a_new_trip_takes_the_shape_of_another_in_one_step(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    before = opened.workspace.get(list_trips)
    dialog = NewTripDialog(opened.context, opened.window)
    dialog.show()
    assert (dialog.start_from(), dialog.taken.isVisible(), dialog.last.isEnabled()) == (None, False, True)
    dialog.pattern.setCurrentIndex(1)
    pattern = dialog.start_from()
    assert pattern == before[-1]
    assert (dialog.taken.isVisible(), dialog.last.isEnabled(), dialog.zone.isEnabled()) == (True, False, False)
    dialog.first.setDate(QDate(2028, 5, 1))
    assert dialog.last.date() == QDate(2028, 5, 1).addDays(pattern.days - 1)
    dialog._titles["en"].setText("The same again")
    for code, check in dialog._checks.items():
        check.setChecked(code == "en")
    dialog.create()
    made = [trip for trip in opened.workspace.get(list_trips) if trip.id == dialog.made]
    assert [
        (one.title.get("en"), one.first_day, one.days, one.items, one.delegates, one.languages) for one in made
    ] == [("The same again", date(2028, 5, 1), pattern.days, pattern.items, 0, ("en",))]
    opened.workspace.undo()
    assert opened.workspace.get(list_trips) == before
    dialog.deleteLater()


def test_an_empty_trip_can_be_returned_to(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    dialog = NewTripDialog(opened.context, opened.window)

    def state() -> tuple[object, ...]:
        chosen = [code for code, check in dialog._checks.items() if check.isChecked()]
        return dialog.last.date(), dialog.last.isEnabled(), dialog.zone.text(), dialog.zone.isEnabled(), chosen

    before = state()
    dialog.pattern.setCurrentIndex(1)
    dialog.pattern.setCurrentIndex(0)
    assert state() == before
    dialog.deleteLater()


def test_the_last_day_follows_the_first(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    dialog = NewTripDialog(opened.context, opened.window)
    dialog.first.setDate(QDate(2028, 5, 1))
    dialog.last.setDate(QDate(2028, 5, 4))
    for first, last in ((QDate(2028, 6, 10), QDate(2028, 6, 13)), (QDate(2027, 12, 30), QDate(2028, 1, 2))):
        dialog.first.setDate(first)
        assert dialog.last.date() == last
    dialog.deleteLater()


def test_the_dates_and_trips_of_the_sheet_follow_the_language(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window("fr")
    dialog = NewTripDialog(opened.context, opened.window)
    dialog.first.setDate(QDate(2028, 5, 1))
    pattern = opened.workspace.get(list_trips)[-1]
    seen = []
    for code in ("fr", "zh"):
        opened.language.set(code)
        titled = dialog.pattern.itemText(1).startswith(one_line(pattern.short_title.get(code)))
        seen.append((dialog.first.text(), dialog.pattern.itemText(0), titled))
    assert seen == [("01/05/2028 lun.", "Un voyage vide", True), ("2028年5月1日 周一", "空白考察", True)]
    assert dialog.first.date() == QDate(2028, 5, 1)
    dialog.deleteLater()


def test_a_trip_that_went_meanwhile_cannot_be_copied(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    dialog = NewTripDialog(opened.context, opened.window)
    dialog.pattern.setCurrentIndex(1)
    dialog._titles["fr"].setText("Copie")
    dialog._patterns = tuple(replace(one, id=-1) for one in dialog._patterns)
    dialog.create()
    assert dialog.made is None
    assert dialog.pattern.accessibleDescription() == dialog.problem.text() != ""
    dialog.pattern.setCurrentIndex(0)
    assert dialog.pattern.accessibleDescription() == ""
    dialog.create()
    assert dialog.made is not None
    dialog.deleteLater()


@pytest.mark.parametrize("scale", [1.5, 2.0])
@pytest.mark.parametrize("language", ["fr", "zh", "longer"])
def test_the_sheet_of_a_new_trip_can_be_used_with_larger_letters(
    open_window: OpenWindow,  # noqa: F811
    scale: float,
    language: str,
) -> None:
    opened = open_window("fr" if language == "longer" else language, size=(1900, 1400))
    if language == "longer":
        opened.language.pretend(seeing.longer)
    opened.theme.set_scale(scale)
    dialog = NewTripDialog(opened.context, opened.window)
    dialog.pattern.setCurrentIndex(1)
    dialog.show()
    opened.settle()
    found = (seeing.clipped(dialog), seeing.unnamed(dialog), seeing.misnamed(dialog))
    opened.theme.set_scale(1.0)
    assert found == ([], [], [])
    dialog.close()
    dialog.deleteLater()


@pytest.mark.parametrize("language", ["fr", "en", "zh"])
def test_the_sheet_of_shortcuts_is_one_page_with_every_key_of_the_table(
    open_window: OpenWindow,  # noqa: F811
    tmp_path: Path,
    language: str,
) -> None:
    opened = open_window(language)
    dialog = ShortcutsDialog(opened.language, opened.window)
    dialog.save_to(tmp_path / "sheet.pdf")
    pdf = PdfDocument(str(tmp_path / "sheet.pdf"))
    page = pdf[0]
    text = page.get_textpage().get_text_bounded()
    pages, size = len(pdf), page.get_size()
    pdf.close()
    assert (pages, size[0] > size[1]) == (1, True)
    words = "".join(text.split())
    # Qt's PDFs map the digits of the bold Chinese font to other signs: they are right to look at, not to copy
    unread = str.isdigit if language == "zh" else (lambda _letter: False)
    keys = [key for action in TABLE if not any(map(unread, key := shortcut_text(action)))]
    assert [one for one in keys if "".join(one.split()) not in words] == []


def test_a_sheet_that_cannot_be_written_says_why(open_window: OpenWindow, tmp_path: Path) -> None:  # noqa: F811
    opened = open_window()
    dialog = ShortcutsDialog(opened.language, opened.window)
    dialog.save_to(tmp_path / "nowhere" / "sheet.pdf")
    assert not dialog.told.isHidden()
    assert "sheet.pdf" in dialog.told.text()
