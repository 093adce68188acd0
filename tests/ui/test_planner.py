"""The planner in the window: chosen, searched, compared, taken over, undone; and rain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListWidget, QTreeWidget, QWidget

from tripplanner.dates import number
from tripplanner.i18n import languages, msg
from tripplanner.planning.trips import create_trip, set_stage
from tripplanner.store.export import canonical_export
from tripplanner.text import Text
from tripplanner.ui.planner.dialog import PlannerDialog
from windows import Opened, OpenWindow

PAGE = "programme"  # of the window that is kept

Drive = Callable[[PlannerDialog], None]


def propose(opened: Opened, drive: Drive, trip: int = 1) -> None:
    """Open the sheet by its action and let ``drive`` work it; what is left of it goes away."""
    screen: Any = opened.show("programme", trip)
    met: list[PlannerDialog] = []

    def answer(dialog: PlannerDialog) -> bool:
        met.append(dialog)
        dialog.show()
        try:
            drive(dialog)
            return bool(dialog.result())
        finally:
            dialog.close()
            dialog.deleteLater()

    screen.planner.answer = answer
    opened.context.actions.run("propose")
    assert len(met) == 1
    opened.settle()


def wait(opened: Opened, dialog: PlannerDialog) -> None:
    """Let the engine find something, then be content."""
    while dialog.proposal is None:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    dialog.stop.click()
    opened.settle()


def test_a_programme_is_proposed_compared_taken_over_and_undone(kept_window: OpenWindow) -> None:
    opened = kept_window()
    before = opened.workspace.get(canonical_export)

    def drive(dialog: PlannerDialog) -> None:
        dialog.choosing.people.setValue(15)
        dialog.choosing.items.choose(())
        dialog.start.click()
        wait(opened, dialog)
        assert dialog.proposal is not None
        assert dialog.comparison.days() == {day.day for day in dialog.proposal.days if day.changes}
        assert dialog.comparison.left.count() == 2 * len(dialog.proposal.left)
        dialog.take.click()

    propose(opened, drive)
    after = opened.workspace.get(canonical_export)
    assert after["item"] != before["item"]
    assert after["item"].keys() >= before["item"].keys()
    opened.context.actions.run("undo")
    assert opened.workspace.get(canonical_export) == before


def test_a_day_that_is_not_ticked_is_not_taken_over(kept_window: OpenWindow) -> None:
    opened = kept_window()
    changed: list[set[date]] = []

    def drive(dialog: PlannerDialog) -> None:
        dialog.choosing.people.setValue(15)
        dialog.start.click()
        wait(opened, dialog)
        tree = dialog.comparison.tree
        heads = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
        free = [head for head in heads if head and head.flags() & Qt.ItemFlag.ItemIsUserCheckable]
        for head in free[1:]:
            head.setCheckState(0, Qt.CheckState.Unchecked)
        changed.append(dialog.comparison.days())
        dialog.take.click()

    propose(opened, drive)
    assert len(changed[0]) == 1
    assert opened.workspace.undo_label(opened.workspace.get(trip_uuid)) is not None


def trip_uuid(session: Any) -> str:
    from tripplanner.model.trips import Trip

    return str(session.get_one(Trip, 1).uuid)


def test_closing_the_sheet_ends_the_search_and_changes_nothing(kept_window: OpenWindow) -> None:
    opened = kept_window()
    before = opened.workspace.get(canonical_export)
    propose(opened, lambda dialog: dialog.start.click())
    assert opened.desk.jobs.running() == []
    assert opened.workspace.get(canonical_export) == before


def test_the_search_goes_on_from_the_best_and_one_can_choose_again(kept_window: OpenWindow) -> None:
    opened = kept_window()

    def drive(dialog: PlannerDialog) -> None:
        dialog.start.click()
        wait(opened, dialog)
        first, run = dialog.proposal, dialog.run
        assert first is not None
        assert run is not None
        dialog.more.click()
        while run.found is None or run.found.rounds <= first.rounds:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        dialog.stop.click()
        opened.settle()
        assert dialog.proposal is not None
        assert dialog.proposal.score >= first.score
        assert dialog.proposal.rounds > first.rounds
        dialog.back.click()
        assert dialog.start.isVisible()
        assert not dialog.take.isVisible()

    propose(opened, drive)


def test_an_archived_trip_is_told_and_opens_nothing(kept_window: OpenWindow) -> None:
    opened = kept_window()
    opened.workspace.do(msg("archive"), set_stage, 1, None, "archived")
    screen: Any = opened.show("programme")
    screen.planner.answer = pytest.fail
    opened.context.actions.run("propose")
    assert "archivé" in opened.desk.toast.text()


def test_a_trip_with_nothing_in_it_is_planned_from_the_library(kept_window: OpenWindow) -> None:
    opened = kept_window()
    trip = opened.workspace.do(
        msg("new"), create_trip, title=Text.of("fr", fr="Vide"), first_day=date(2027, 6, 13), last_day=date(2027, 6, 14)
    )

    def drive(dialog: PlannerDialog) -> None:
        dialog.start.click()
        wait(opened, dialog)
        assert not dialog.take.isEnabled()
        dialog.back.click()
        dialog.choosing.sites.choose(one.id for one in dialog.choosing._choices.sites if one.code in ("S05", "S07"))
        dialog.start.click()
        wait(opened, dialog)
        assert dialog.proposal is not None
        assert dialog.proposal.visits == 2
        dialog.take.click()

    propose(opened, drive, trip)


def test_everything_is_reached_by_tab_and_has_a_name(kept_window: OpenWindow) -> None:
    opened = kept_window()

    def drive(dialog: PlannerDialog) -> None:
        for part in dialog.findChildren(QWidget):
            mine = isinstance(part, QAbstractButton | QListWidget | QTreeWidget) and part.isVisible()
            if mine and not isinstance(part.parent(), QLineEdit):  # a field's own drawings are Qt's
                assert part.accessibleName() or (isinstance(part, QAbstractButton) and part.text()), part
        seen: set[QWidget] = set()
        while (focus := dialog.focusWidget()) is not None and focus not in seen:
            seen.add(focus)
            QTest.keyClick(focus, Qt.Key.Key_Tab)
        choosing = dialog.choosing
        assert {choosing.sites, choosing.items, choosing.days, choosing.themes, choosing.people, dialog.start} <= seen

    propose(opened, drive)


def test_space_switches_a_site_and_the_filter_hides_others(kept_window: OpenWindow) -> None:
    opened = kept_window()

    def drive(dialog: PlannerDialog) -> None:
        sites = dialog.choosing.sites
        before = set(sites.chosen())
        sites.setFocus()
        sites.setCurrentRow(0)
        QTest.keyClick(sites, Qt.Key.Key_Space)
        assert set(sites.chosen()) ^ before == {sites.item(0).data(Qt.ItemDataRole.UserRole)}
        dialog.choosing.search.setText("chartreuse")
        shown = [one for one in sites.entries() if not one.isHidden()]
        assert 0 < len(shown) < 5

    propose(opened, drive)


def test_a_site_is_important_and_a_sub_group_planned_for(kept_window: OpenWindow) -> None:
    opened = kept_window()

    def drive(dialog: PlannerDialog) -> None:
        choosing = dialog.choosing
        choosing.sites.choose(())
        choosing.sites.setCurrentRow(2)
        site = choosing.sites.item(2).data(Qt.ItemDataRole.UserRole)
        choosing.important.click()
        assert (choosing.wishes().important, choosing.wishes().sites) == ({site}, (site,))
        choosing.important.click()
        assert choosing.wishes().important == frozenset()
        everyone = choosing.people.value()
        choosing.groups.setCurrentIndex(1)
        assert len(choosing.wishes().groups) == 1
        own = {one.id for one in choosing._choices.items if one.groups == choosing.wishes().groups}
        free = {one.data(Qt.ItemDataRole.UserRole) for one in choosing.items.entries()
                if one.flags() & Qt.ItemFlag.ItemIsUserCheckable}  # fmt: skip
        assert free == own != set()
        assert choosing.people.value() < everyone

    propose(opened, drive)


def test_a_visit_gets_another_length_and_a_night_its_lodgings(kept_window: OpenWindow) -> None:
    """The first step of an unset length leads from the usual one; what sub-groups do apart is said beside the plan."""
    opened = kept_window()

    def drive(dialog: PlannerDialog) -> None:
        choosing = dialog.choosing
        site = next(one for one in choosing._choices.sites if one.minutes)
        keys = [one.data(Qt.ItemDataRole.UserRole) for one in choosing.sites.entries()]
        choosing.sites.setCurrentRow(keys.index(site.id))
        QTest.keyClick(choosing.length.box, Qt.Key.Key_Up)
        assert choosing.wishes().minutes == {site.id: (site.minutes or 0) + 15}
        choosing.length.box.setValue(0)
        assert choosing.wishes().minutes == {}
        choosing.days.setCurrentRow(1)
        lodging = choosing._choices.lodgings[-1]
        choosing.nights.choices.actions()[-1].trigger()
        assert choosing.wishes().nights == {choosing._choices.days[1]: frozenset({lodging.id})}
        choosing.days.setCurrentRow(choosing.days.count() - 1)
        assert not choosing.nights.isEnabled()
        dialog.start.click()
        wait(opened, dialog)
        assert dialog.proposal is not None
        assert dialog.comparison.notes.count() == len(dialog.proposal.notes) > 0
        assert number(dialog.proposal.present, "fr") in dialog.score.text()

    propose(opened, drive)


@pytest.mark.parametrize("language", languages())
def test_the_sheet_speaks_every_language_and_switches(kept_window: OpenWindow, language: str) -> None:
    opened = kept_window()

    def drive(dialog: PlannerDialog) -> None:
        opened.language.set(language)
        assert dialog.windowTitle() == opened.language.say(msg("Propose a programme"))
        dialog.start.click()
        wait(opened, dialog)
        head = dialog.comparison.tree.headerItem()
        assert head.text(1) == opened.language.say(msg("As proposed"))

    propose(opened, drive)


def test_rain_swaps_the_day_that_is_meant_and_undo_brings_it_back(kept_window: OpenWindow) -> None:
    opened = kept_window()
    screen: Any = opened.show("programme")
    before = opened.workspace.get(canonical_export)
    screen.board.mode, screen.board.day = "day", date(2027, 6, 16)
    opened.context.actions.run("rain")
    opened.settle()
    assert opened.workspace.get(canonical_export) != before
    opened.context.actions.run("undo")
    assert opened.workspace.get(canonical_export) == before
