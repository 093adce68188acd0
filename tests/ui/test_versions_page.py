"""The Versions page: what is shown before a release, and what is made, compared and taken back through the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

import seeing
from tripplanner.documents.registry import Kept, kinds
from tripplanner.i18n import msg
from tripplanner.model.programme import Item
from tripplanner.model.trips import Delegate
from tripplanner.planning import releases
from tripplanner.planning.checks import check_trip
from tripplanner.planning.decisions import dismiss_finding, restore_finding
from tripplanner.planning.items import delete_item, move_item, set_item_status
from tripplanner.planning.listings.delegates import list_delegates
from tripplanner.planning.trips import set_stage, trip_identity
from tripplanner.store.workspace import Workspace
from tripplanner.ui.documents.screen import DocumentsScreen
from tripplanner.ui.programme.screen import ProgrammeScreen
from tripplanner.ui.theme.tokens import TARGET
from tripplanner.ui.versions.release_sheet import ReleaseSheet
from tripplanner.ui.versions.screen import VersionsScreen
from windows import Opened, OpenWindow

TRIP = 1


def page_of(opened: Opened) -> VersionsScreen:
    page = opened.show("versions")
    assert isinstance(page, VersionsScreen)
    return page


def answered(opened: Opened, page: VersionsScreen, do: Callable[[Any], None]) -> list[QDialog]:
    """Has each sheet shown, filled in and closed by ``do``; the sheets met."""
    met: list[QDialog] = []

    def answer(sheet: QDialog) -> bool:
        met.append(sheet)
        sheet.show()
        opened.settle()
        do(sheet)
        sheet.hide()
        sheet.deleteLater()
        return bool(sheet.result())

    page.answer = answer
    return met


def change(session: Session) -> None:
    """One item half an hour later, one called off."""
    late, off = (_item(session, code) for code in ("D2-02", "D3-02"))
    assert late.start is not None
    move_item(session, late.id, None, late.start + timedelta(minutes=30))
    set_item_status(session, off.id, None, "cancelled")


def _item(session: Session, code: str) -> Item:
    return session.scalars(sa.select(Item).where(Item.trip_id == TRIP, Item.code == code)).one()


def edit(opened: Opened) -> None:
    opened.workspace.do(msg("edit"), change, scope=opened.workspace.get(trip_identity, TRIP))
    opened.settle()


def release(opened: Opened) -> None:
    opened.workspace.do(msg("release"), releases.release, TRIP, by="anna", anyway="asked")


def shown(view: Any) -> list[tuple[str, ...]]:
    """The words of a list, row by row."""
    table = view.table
    return [
        tuple(str(table.index(row, column).data()) for column in range(table.columnCount()))
        for row in range(table.rowCount())
    ]


def test_what_blocks_is_shown_a_reason_is_asked_for_and_the_release_offers_its_documents(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    opened = open_window()
    opened.context.settings.set("documents/kind", "calendar")  # of all kinds the one made soonest
    page = page_of(opened)

    def fill(sheet: ReleaseSheet) -> None:
        blocking = opened.workspace.get(releases.blockers, TRIP)
        assert sheet.windowTitle() == "Diffuser la version 1"
        assert sheet.blocking.count() == len(blocking) > 0
        assert sheet.texts.text().startswith("中文\u00a0:")
        assert (sheet.reason.isVisible(), sheet.ok.isEnabled()) == (True, False)
        sheet.show_part("item")
        assert sheet.changes.summary.text().startswith("C’est la première version")
        assert not sheet.changes.by_item.isVisible()
        QTest.keyClicks(sheet.reason, "  ")
        assert not sheet.ok.isEnabled()
        sheet.reason.setText("les hôtes ont confirmé")
        sheet.name.setText("à tous")
        QTest.mouseClick(sheet.ok, Qt.MouseButton.LeftButton)

    answered(opened, page, fill)
    opened.context.actions.run("release")
    opened.settle()
    (made,) = opened.workspace.get(releases.list_versions, TRIP)
    said = (made.kind, made.number, made.name, made.anyway, made.made_by)
    assert said == ("release", 1, "à tous", "les hôtes ont confirmé", "tester")
    assert page.chosen() == made
    assert "les hôtes ont confirmé" in page.detail.anyway.text()
    assert opened.desk.toast.text().startswith("Diffusé")
    offered = next(one for one in opened.desk.toast.findChildren(QPushButton) if one.text() == "Documents")
    edit(opened)
    offered.click()
    documents = opened.desk.page()
    assert isinstance(documents, DocumentsScreen)
    qtbot.waitUntil(lambda: documents._made is not None and documents._job is None, timeout=60_000)
    assert documents._made is not None
    assert documents._made.request.release == 1
    assert "_v1_" in documents._name.text()
    opened.settle()


def test_two_versions_are_compared_by_item_and_by_person(open_window: OpenWindow) -> None:
    opened = open_window()
    release(opened)
    edit(opened)
    release(opened)
    page = page_of(opened)
    assert [row[0] for row in shown(page.list)] == ["Brouillon", "Version 2", "Version 1"]
    page.list.select_position(1)
    page.detail.show_part("item")
    opened.settle()
    changes = page.detail.changes
    assert page.detail.other.currentText().endswith("Version 1")
    assert [row[1] for row in shown(changes.by_item)] == ["déplacé", "annulé"]
    assert "2 éléments diffèrent" in changes.summary.text()
    draft = page.detail.others.index(None)
    page.detail.other.setCurrentIndex(draft)
    page.detail.other.activated.emit(draft)
    opened.settle()
    assert shown(changes.by_item) == []
    page.list.select_position(0)
    page.detail.other.setCurrentIndex(next(i for i, one in enumerate(page.detail.others) if one and one.number == 1))
    page.detail.other.activated.emit(page.detail.other.currentIndex())
    page.detail.show_part("person")
    opened.settle()
    assert changes.found is not None
    by_person = shown(changes.by_person)
    assert len({row[0] for row in by_person}) == len(changes.found.changes.people)
    assert len(by_person) == sum(map(len, changes.found.changes.people.values()))


def test_a_finding_that_blocks_is_one_step_away_and_nothing_is_released(open_window: OpenWindow) -> None:
    opened = open_window()
    page = page_of(opened)

    def go(sheet: ReleaseSheet) -> None:
        assert not sheet.there.isEnabled()
        sheet.blocking.setCurrentRow(0)
        sheet.there.click()

    answered(opened, page, go)
    page.release()
    opened.settle()
    blocking = opened.workspace.get(releases.blockers, TRIP)
    programme = opened.desk.page()
    assert isinstance(programme, ProgrammeScreen)
    assert programme.board.current == next(row.uuid for row in blocking[0].rows if row.table == "item")
    assert opened.workspace.get(releases.list_versions, TRIP) == []


def test_a_version_is_taken_over_after_a_look_and_undone_in_one_step(open_window: OpenWindow) -> None:
    opened = open_window()
    release(opened)
    edit(opened)
    before = opened.workspace.get(releases.freeze, TRIP)["item"]
    page = page_of(opened)
    looked: list[int] = []

    def agree(sheet: Any) -> None:
        looked.append(len(shown(sheet.changes.by_item)))
        assert sheet.ok.isEnabled()
        sheet.ok.click()

    answered(opened, page, agree)
    page.list.select_position(1)
    opened.settle()
    page.detail.take_over.click()
    opened.settle()
    assert looked == [2]
    first = opened.workspace.get(releases.latest, TRIP)
    assert not opened.workspace.get(releases.difference, TRIP, first, None).changes
    opened.context.actions.run("undo")
    opened.settle()
    told = opened.workspace.get(releases.difference, TRIP, first, None).changes
    assert sorted(one.item.code for one in told.items) == ["D2-02", "D3-02"]
    assert [row["values"]["start"] for row in opened.workspace.get(releases.freeze, TRIP)["item"]] == [
        row["values"]["start"] for row in before
    ]


def test_what_was_typed_is_kept_when_something_blocks_meanwhile(open_window: OpenWindow) -> None:
    """Nothing blocked when the sheet was filled in; then a finding that had been dismissed counts again."""
    opened = open_window()
    for finding in opened.workspace.get(releases.blockers, TRIP):
        opened.workspace.do(msg("dismiss"), dismiss_finding, TRIP, finding.rule, finding.about, "by telephone")
    page = page_of(opened)
    typed: list[dict[str, str]] = []

    def fill(sheet: ReleaseSheet) -> None:
        typed.append(sheet.said())
        if len(typed) == 1:
            assert not sheet.reason.isVisible()
            sheet.name.setText("à tous")
            sheet.note.setText("après la réunion")
            opened.workspace.do(msg("restore"), _restore_one)
        else:
            assert (sheet.reason.isVisible(), sheet.blocking.count()) == (True, 1)
            sheet.reason.setText("demain")
        sheet.ok.click()

    answered(opened, page, fill)
    page.release()
    opened.settle()
    assert typed[1] == {"name": "à tous", "note": "après la réunion", "anyway": ""}
    (made,) = opened.workspace.get(releases.list_versions, TRIP)
    assert (made.name, made.note, made.anyway) == ("à tous", "après la réunion", "demain")


def _restore_one(session: Session) -> None:
    finding = next(one for one in check_trip(session, TRIP) if one.level == "blocks" and one.dismissed)
    restore_finding(session, TRIP, finding.about)


def test_a_change_leads_to_its_item_in_the_programme(open_window: OpenWindow) -> None:
    opened = open_window()
    release(opened)
    edit(opened)
    page = page_of(opened)
    page.detail.show_part("item")
    opened.settle()
    wanted = page.detail.changes.items.rows()[1].change.uuid
    page.detail.changes.by_item.setFocus()
    page.detail.changes.by_item.select_position(1)
    assert page.detail.there.isEnabled()
    QTest.keyClick(page.detail.changes.by_item, Qt.Key.Key_Return)
    opened.settle()
    programme = opened.desk.page()
    assert isinstance(programme, ProgrammeScreen)
    assert programme.board.current == wanted
    row = opened.workspace.get(lambda session: _item(session, "D3-02"))
    opened.workspace.do(msg("delete"), delete_item, row.id, None)
    page = page_of(opened)
    gone = page.detail.changes.items.position(lambda line: line.change.uuid == row.uuid)
    page.detail.changes.by_item.select_position(gone)
    page.detail.there.click()
    assert opened.desk.page() is page
    assert opened.desk.toast.text() == "Cet élément n’est plus dans le programme."


def test_a_release_of_another_office_is_told_and_the_pages_follow(open_window: OpenWindow) -> None:
    opened = open_window(read_only=True)
    documents = opened.show("documents")
    page = page_of(opened)
    with Workspace.open(opened.workspace.location.name, actor="Ben") as other:
        left = other.get(list_delegates, TRIP)[-1]
        made = other.do(msg("release"), releases.release, TRIP, by="Ben", anyway="asked")
        approved = other.do(msg("approve"), releases.approve, TRIP, by="Ben")
        other.do(msg("leave"), lambda session: session.delete(session.get_one(Delegate, left.id)))
        opened.bus.look()
        opened.settle()
    assert opened.desk.toast.text().startswith("Ben a diffusé la version 1 de «\u202f")
    assert [row[0] for row in shown(page.list)] == ["Brouillon", "Version approuvée 1", "Version 1"]
    offered = next(one for one in opened.desk.toast.findChildren(QPushButton) if one.text() == "Afficher")
    offered.click()
    assert page.chosen() == made
    page.detail.documents.click()
    assert isinstance(documents, DocumentsScreen)
    documents._wait.stop()
    copies = [documents.choices.person.itemText(at) for at in range(documents.choices.person.count())]
    assert f"{left.name} (ne fait plus partie du voyage)" in copies
    assert documents.choices.release.currentData() == 1
    page_of(opened).select(approved.uuid)
    page.detail.documents.click()
    documents._wait.stop()
    assert documents.choices.request().release == Kept("approved", 1)
    assert documents.choices.release.currentText() == "Version approuvée 1 (non diffusée)"
    documents.select("draft")
    documents._wait.stop()
    assert documents.choices.person.findData(left.person_uuid) == -1


def test_an_archived_trip_gets_no_new_versions(open_window: OpenWindow) -> None:
    opened = open_window()
    release(opened)
    opened.workspace.do(msg("archive"), set_stage, TRIP, None, "archived")
    page = page_of(opened)
    page.list.select_position(1)
    opened.settle()
    buttons = (page.release_button, page.approve_button, page.snapshot_button, page.detail.take_over)
    assert [(one.isEnabled(), one.toolTip()) for one in buttons] == [(False, "Le voyage est archivé.")] * 4
    met = answered(opened, page, lambda _sheet: None)
    opened.context.actions.run("release")
    assert met == []
    assert page.detail.programme.table.total() > 0


@pytest.mark.parametrize(("language", "scale"), [("fr", 1.5), ("zh", 1.0), ("longer", 1.0)])
def test_the_page_and_its_sheets_are_whole_named_and_hit_easily(
    open_window: OpenWindow, language: str, scale: float
) -> None:
    opened = open_window("fr" if language == "longer" else language, size=(1280, 800))
    release(opened)
    edit(opened)
    if language == "longer":
        opened.language.pretend(seeing.longer)
    opened.theme.set_scale(scale)
    page = page_of(opened)
    wrong: dict[str, list[Any]] = {}

    def look(root: Any, name: str) -> None:
        found = [*seeing.clipped(root), *seeing.unnamed(root), *seeing.misnamed(root)]
        found += seeing.too_small(root, TARGET)
        if found:
            wrong[name] = found

    page.list.select_position(1)
    for part in ("programme", "item", "person"):
        page.detail.show_part(part)
        opened.settle()
        look(page, part)
    met = answered(opened, page, lambda sheet: look(sheet, sheet.windowTitle()))
    for do in (page.release, page.approve, page.keep, page.take_over):
        do()
    opened.theme.set_scale(1.0)
    assert len(met) == 4
    assert wrong == {}


def test_a_document_that_no_release_holds_says_so(open_window: OpenWindow, qtbot: QtBot) -> None:
    opened = open_window()
    release(opened)
    page = opened.show("documents")
    assert isinstance(page, DocumentsScreen)
    key = next(key for key, kind in kinds().items() if kind.protected is not None)
    page.select(key)
    page.select(1)
    page._wait.stop()
    page._make()
    qtbot.waitUntil(lambda: page._job is None, timeout=60_000)
    assert not page.outcome.save.isEnabled()
    words = " ".join(label.text() for label in page.outcome.findChildren(type(page.outcome._step)))
    assert "coffre" in words
