"""Commitments through the window: noted, heard of, told to the case study, taken back; in an archived trip too."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import seeing
from tripplanner.i18n import msg
from tripplanner.model.cases import CaseStudy
from tripplanner.model.partners import Organisation
from tripplanner.model.trips import Trip
from tripplanner.planning.learning.commitments import list_commitments
from tripplanner.planning.learning.statistics import statistics
from tripplanner.ui.forms import write
from tripplanner.ui.learning.commitments import CommitmentsTab
from tripplanner.ui.records.sheet import Sheet
from windows import Opened, OpenWindow

PROMISE = "Comparer les méthodes"


def tab_of(opened: Opened) -> CommitmentsTab:
    page: Any = opened.show("learning")
    page.show_tab("commitments")
    tab = page.tab()
    assert isinstance(tab, CommitmentsTab)
    tab.today = lambda: date(2027, 12, 21)
    return tab


def filling(**values: object) -> Any:
    """Answers a sheet: fills its fields and accepts it, as a person would."""

    def answer(sheet: Sheet) -> bool:
        for key, value in values.items():
            write(sheet.fields[key].editor, value)
        sheet.take()
        assert sheet.trouble.text() == ""
        return True

    return answer


def archive(session: Any) -> None:
    session.get_one(Trip, 1).stage = "archived"


def test_a_commitment_from_the_evening_to_six_months_later(open_window: OpenWindow) -> None:
    opened = open_window()
    tab = tab_of(opened)
    workspace = opened.workspace
    host = workspace.get(lambda s: s.scalars(sa.select(Organisation.id)).first())
    case = workspace.get(lambda s: s.scalars(sa.select(CaseStudy.id)).first())
    assert tab.stack.currentIndex() == 1  # nothing was promised yet
    tab.answer = filling(words=PROMISE, organisation_id=host, due="30/11/2027", case_id=case)
    QTest.mouseClick(tab.new_button, Qt.MouseButton.LeftButton)
    opened.settle()
    (row,) = workspace.get(list_commitments, 1)
    assert (row.text.words, row.organisation_id, row.due, row.case_id) == (
        {"fr": PROMISE}, host, date(2027, 11, 30), case,
    )  # fmt: skip
    assert tab.counted.text() == "À faire 1 · 1 en retard · 1 à relancer"
    workspace.do(msg("Archive"), archive)
    opened.settle()
    tab.answer = filling(status="done", day="2027-12-21", words="Publié")
    tab.list.setFocus()
    tab.list.activated.emit(tab.list.currentIndex())
    opened.settle()
    assert tab.counted.text() == "Terminé 1"
    before = workspace.get(lambda s: len(s.get_one(CaseStudy, case).results))
    tab.tell()
    assert workspace.get(lambda s: s.get_one(CaseStudy, case).results[before].text.words) == {"fr": "Publié"}
    workspace.undo()
    tab.detail.unheard.emit(workspace.get(list_commitments, 1)[0].heard[0].id)
    opened.settle()
    assert workspace.get(list_commitments, 1)[0].status == "open"
    tab.which.choose("all")
    tab.refresh()
    assert [one.text.get("fr") for one in tab.table.rows()] == [PROMISE]
    tab.remove()
    opened.settle()
    assert workspace.get(list_commitments, 1) == []


def test_it_is_named_and_fits_in_every_language(open_window: OpenWindow) -> None:
    opened = open_window("zh", "dark", (1024, 700))
    tab = tab_of(opened)
    tab.answer = filling(words="编写报告")
    tab.add()
    opened.settle()
    assert seeing.unnamed(tab) == []
    assert seeing.clipped(tab) == []


def test_figures_of_all_trips_are_listed_and_said(open_window: OpenWindow) -> None:
    opened = open_window("fr", "light", (1024, 700))
    page: Any = opened.show("learning")
    page.show_tab("statistics")
    tab = page.tab()
    found = opened.workspace.get(statistics, date(2027, 7, 1))
    assert [one.id for one in tab.tables["themes"].rows()] == [one.id for one in found.themes]
    assert "2 visites n’ont pas de question préparée" in tab.gaps.text()
    for key in ("sites", "hosts"):
        tab.which.choose(key)
        tab.which.chosen.emit(key)
        assert [one.id for one in tab.tables[key].rows()] == [one.id for one in getattr(found, key)]
        assert tab.lists[key].isVisible()
        assert seeing.unnamed(tab) == []
        assert seeing.clipped(tab) == []
