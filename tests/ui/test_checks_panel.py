"""The checks panel: the same findings as everywhere, their fixes by key and button, dismissals, levels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.programme import Item
from tripplanner.planning.checks import check_trip, checking, read_trip
from tripplanner.store.export import canonical_export
from tripplanner.text import Text
from tripplanner.ui.programme.findings import Findings
from tripplanner.ui.programme.screen import ProgrammeScreen
from windows import Opened, OpenWindow

PAGE = "programme"  # of the window that is kept

Key = Qt.Key


def page_of(opened: Opened) -> ProgrammeScreen:
    page = opened.show("programme")
    assert isinstance(page, ProgrammeScreen)
    return page


def choose(opened: Opened, page: ProgrammeScreen, rule: str) -> None:
    """Walk with F8 until a finding of this rule is chosen."""
    for _step in page.findings.all:
        opened.desk.actions.run("next_problem")
        found = page.checks.current()
        if found is not None and found.rule == rule:
            return
    raise AssertionError(rule)


def keys(page: ProgrammeScreen) -> list[str]:
    return [finding.about for finding in page.findings.all]


def test_the_panel_has_the_findings_of_the_command_line(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    told = opened.workspace.get(check_trip, 1)
    assert keys(page) == [finding.about for finding in told]
    assert page.findings.counts["blocks"] == sum(finding.level == "blocks" for finding in told)


def test_alt_enter_applies_the_first_fix_and_undo_takes_it_back(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    before, number = opened.workspace.get(canonical_export), len(page.findings.all)
    choose(opened, page, "time.transfer_too_short")
    finding = page.checks.current()
    assert finding is not None
    assert page.checks.remedies.buttons[0].text().startswith("Allonger D4-04")
    opened.window.activateWindow()
    QTest.keyClick(page.grid, Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    opened.settle()
    assert finding.about not in keys(page)
    assert len(page.findings.all) == number - 1
    assert page.checks.current() is None
    opened.desk.actions.run("undo")
    opened.settle()
    assert opened.workspace.get(canonical_export) == before
    assert finding.about in keys(page)


def test_each_fix_has_a_button(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    choose(opened, page, "time.no_break")
    finding, remedies = page.checks.current(), page.checks.remedies
    assert finding is not None
    assert [button.isVisibleTo(remedies) for button in remedies.buttons] == [True, True, True]
    remedies.buttons[1].click()
    opened.settle()
    assert finding.about not in keys(page)


def test_where_nothing_settles_a_finding_a_word_says_so(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    before = opened.workspace.get(canonical_export)
    choose(opened, page, "mission.half_day_without_activity")
    opened.desk.actions.run("first_fix")
    opened.settle()
    assert opened.workspace.get(canonical_export) == before
    assert not page.checks.remedies.buttons[0].isVisibleTo(page.checks.remedies)


def test_a_finding_is_dismissed_with_a_reason_that_stays_visible(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    choose(opened, page, "site.group_above_cap")
    finding, remedies = page.checks.current(), page.checks.remedies
    assert finding is not None
    blocking = page.findings.counts["blocks"]
    remedies.dismiss.click()
    remedies.reason.setText("Vu avec l’hôte")
    QTest.keyClick(remedies.reason, Key.Key_Return)
    opened.settle()
    assert page.findings.counts["blocks"] == blocking - 1
    assert page.findings.all[-1].about == finding.about
    assert page.checks.current() == page.findings.all[-1]
    index = page.checks.list.currentIndex()
    assert "Vu avec l’hôte" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert remedies.restore.isVisibleTo(remedies)
    remedies.restore.click()
    opened.settle()
    assert page.findings.counts["blocks"] == blocking


def test_f8_goes_on_after_a_dismissal_and_passes_over_what_is_dismissed(open_window: OpenWindow) -> None:
    opened = open_window()
    page = page_of(opened)
    choose(opened, page, "site.group_above_cap")
    second, remedies = page.findings.all[1], page.checks.remedies
    assert page.checks.current() == page.findings.all[0]
    remedies.dismiss.click()
    remedies.reason.setText("agreed")
    QTest.keyClick(remedies.reason, Key.Key_Return)
    opened.settle()
    opened.desk.actions.run("next_problem")
    assert page.checks.current() == second
    opened.desk.actions.run("previous_problem")
    assert page.checks.current() == page.findings.open[-1]


def test_escape_leaves_the_reason_and_dismisses_nothing(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    choose(opened, page, "site.group_above_cap")
    before, remedies = opened.workspace.get(canonical_export), page.checks.remedies
    remedies.dismiss.click()
    QTest.keyClicks(remedies.reason, "no")
    QTest.keyClick(remedies.reason, Key.Key_Escape)
    QTest.keyClick(remedies.reason, Key.Key_Return)
    opened.settle()
    assert opened.workspace.get(canonical_export) == before


def test_the_level_of_a_rule_is_changed_for_the_trip_and_changed_back(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    choose(opened, page, "site.permit_missing")
    menu = page.checks.remedies.menu
    blocking = page.findings.counts["blocks"]
    permits = sum(finding.rule == "site.permit_missing" for finding in page.findings.all)
    menu.actions()[2].trigger()
    opened.settle()
    assert page.findings.counts["blocks"] == blocking - permits
    assert {finding.level for finding in page.findings.all if finding.rule == "site.permit_missing"} == {"warns"}
    page.checks.remedies.menu.actions()[0].trigger()
    opened.settle()
    assert page.findings.counts["blocks"] == blocking


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_what_can_be_done_has_its_room_in_the_smallest_window(kept_window: OpenWindow, language: str) -> None:
    opened = kept_window(language=language, size=(1024, 640))
    page = page_of(opened)
    choose(opened, page, "time.transfer_too_short")
    opened.settle()
    remedies, card = page.checks.remedies, page.checks.list
    shown = [remedies.why, *remedies.buttons, remedies.dismiss]
    tops = [widget.geometry().top() for widget in shown]
    assert tops == sorted(tops)
    assert all(one.geometry().bottom() < other.geometry().top() for one, other in pairwise(shown))
    assert remedies.geometry().bottom() <= page.checks.rect().bottom()
    assert card.viewport().rect().intersects(card.visualRect(card.currentIndex()))
    assert remedies.why.text()
    assert remedies.buttons[0].accessibleName() != remedies.buttons[0].text()


def test_without_a_trip_nothing_is_said_to_pass(kept_window: OpenWindow) -> None:
    opened = kept_window("en")
    page = page_of(opened)
    assert not page.checks.none.isVisibleTo(page.checks)
    opened.context.shell.choose_trip(None)
    opened.settle()
    told, listed = page.checks.none.text(), page.checks.list.isVisibleTo(page.checks)
    assert (told, listed) == ("No trip is open: there is nothing to check.", False)
    page.checks.show_findings(Findings())
    assert page.checks.none.text() == "Not checked yet."
    page.checks.show_findings(Findings(checking=checking(opened.workspace.get(read_trip, 1))))
    assert page.checks.none.text() == "Nothing to report: every check passes."


def test_an_edit_asks_again_only_what_it_touches(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    started: set[str] = set()
    opened.desk.jobs.changed.connect(lambda: started.update(job.label.id for job in opened.desk.jobs.running()))

    def edit(change: Callable[[Item], object], painted_again: bool) -> set[str]:
        def verb(session: Session) -> None:
            change(session.scalars(sa.select(Item).where(Item.code == "D2-03")).one())

        started.clear()
        opened.workspace.do(msg("Edit"), verb)
        shown, checked = page.board.view, page.findings
        opened.settle()
        assert page.findings is not checked
        assert (page.board.view is not shown) == painted_again
        assert page.findings.all == opened.workspace.get(check_trip, 1, vault=opened.workspace.vault)
        return set(started)

    check, count, before = "Checking the programme", "Counting the texts", page.findings.all
    assert edit(lambda item: setattr(item, "locked", True), painted_again=False) == {check}
    assert page.findings.all == before
    assert edit(lambda item: setattr(item, "start", datetime(2027, 6, 14, 6, 0)), painted_again=True) == {check}
    assert page.findings.all != before
    assert edit(lambda item: setattr(item, "title", Text.of("fr", fr="Autre")), painted_again=False) == {check, count}
