"""Rank by key and by a drag; going through records that may be the same."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

import seeing
from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.planning.delegations.journeys import journeys
from tripplanner.planning.listings.delegates import list_delegates
from tripplanner.ui.duplicates.sheet import DuplicatesSheet
from tripplanner.ui.library.row_drag import RowDrag
from tripplanner.ui.records.sheet import Sheet
from windows import Opened, OpenWindow

PAGE = "delegates"  # of the window that is kept


def order(opened: Opened) -> list[str]:
    return [row.name for row in opened.workspace.get(list_delegates)]


def test_alt_and_an_arrow_change_the_rank_in_one_step(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page: Any = opened.show("delegates")
    before = order(opened)
    page.part.list.selectRow(2)
    page.part.list.setFocus()
    opened.window.activateWindow()
    opened.settle()
    QTest.keyClick(page.part.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    opened.settle()
    assert order(opened)[:4] == [before[0], before[2], before[1], before[3]]
    assert page.part.row().name == before[2]
    opened.workspace.undo(page.scope())
    assert order(opened) == before


def test_rows_are_dragged_to_another_rank_while_the_list_is_by_rank(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page: Any = opened.show("delegates")
    part, before = page.part, order(opened)
    view = part.list
    drag = view.findChild(RowDrag)
    carried: list[QMimeData] = []

    def carry(made: QDrag) -> None:
        data = QMimeData()
        for form in made.mimeData().formats():
            data.setData(form, made.mimeData().data(form))
        carried.append(data)
        assert made.pixmap().height() == view.rowHeight(4)  # the row goes along with the pointer

    drag.carry = carry
    start = view.visualRect(part.table.index(4, 0)).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), start + QPoint(0, 3 * QApplication.startDragDistance()))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton)
    target = view.visualRect(part.table.index(1, 0)).topLeft() + QPoint(8, 3)
    drop = QDropEvent(
        QPointF(target), Qt.DropAction.MoveAction, carried[0], Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    drag.eventFilter(view.viewport(), drop)
    opened.settle()
    assert order(opened)[:4] == [before[0], before[4], before[1], before[2]]
    part.sort(0, False)
    drag.eventFilter(view.viewport(), drop)
    assert order(opened)[:4] == [before[0], before[4], before[1], before[2]]


def test_all_who_are_selected_arrive_together(kept_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = kept_window()
    page: Any = opened.show("delegates")
    page.part.list.selectAll()

    def answer(sheet: Sheet) -> bool:
        for key, value in {"day": "13.6.2027", "time": "6h45", "carrier": "CA 861"}.items():
            sheet.fields[key].editor.setText(value)  # type: ignore[attr-defined]
        sheet.take()
        sheet.deleteLater()
        return True

    monkeypatch.setattr("tripplanner.ui.library.journey_sheet.ask", answer)
    page.part.several.journey.click()
    rows = opened.workspace.get(journeys, 1)
    assert {(row.direction, row.carrier, str(row.at)) for row in rows} == {("arrival", "CA 861", "2027-06-13 06:45:00")}
    assert len(rows) == 14


def twins(session: Session) -> None:
    """A delegate of the sample once more, with an address and a note of their own."""
    first = session.scalars(sa.select(Person).where(Person.native_family == "欧阳")).one()
    session.add(
        Person(
            family_name="Ouyang", given_name="Wenlan", email="other@example.org", notes="végétarienne ?",
            native_family=first.native_family, native_given=first.native_given,
        )
    )  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_a_pair_is_made_one_with_what_was_chosen(kept_window: OpenWindow, language: str) -> None:
    opened = kept_window(language)
    opened.show("delegates")
    opened.workspace.do(msg("prepare"), twins)
    sheet = DuplicatesSheet(opened.context, "people", opened.window)
    sheet.show()
    opened.settle()
    (pair,) = sheet.pairs
    assert sheet.survivor() == "left"
    assert {key: choice for key, choice in sheet.chosen().items() if key in ("email", "notes")} == {
        "email": "left",
        "notes": "right",
    }
    assert (seeing.unnamed(sheet), seeing.clipped(sheet)) == ([], [])
    sheet.sides["email"][1].click()
    assert sheet.chosen()["email"] == "right"
    sheet.sides["email"][1].click()
    assert sheet.chosen()["email"] == "right"
    sheet.make_one()
    assert sheet.pairs == []
    kept = opened.workspace.get(lambda session: session.get_one(Person, pair.left))
    gone = opened.workspace.get(lambda session: session.get(Person, pair.right))
    assert (kept.email, kept.notes, gone) == ("other@example.org", "végétarienne ?", None)
    sheet.close()
    sheet.deleteLater()


def test_two_people_of_one_name_are_told_apart_for_good(kept_window: OpenWindow) -> None:
    opened = kept_window()
    opened.show("delegates")
    opened.workspace.do(msg("prepare"), twins)
    sheet = DuplicatesSheet(opened.context, "people", opened.window)
    opened.settle()
    sheet.tell_apart()
    sheet.search()
    opened.settle()
    assert sheet.pairs == []
    sheet.deleteLater()
