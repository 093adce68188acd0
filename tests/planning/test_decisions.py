"""Levels of a trip and dismissed findings: stored, undone, kept as long as a finding is about the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.programme import Item
from tripplanner.planning.checks import Finding, check_trip
from tripplanner.planning.decisions import dismiss_finding, restore_finding, set_check_level
from tripplanner.planning.items import move_item
from tripplanner.planning.trips import find_trip
from tripplanner.store.export import canonical_export
from tripplanner.store.workspace import Workspace

LABEL, RULE = msg("Decide"), "time.transfer_too_short"


@pytest.fixture
def workspace(sample_database: Path, tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(shutil.copy(sample_database, tmp_path), actor="anna") as opened:
        yield opened


@pytest.fixture
def trip(workspace: Workspace) -> int:
    return workspace.get(find_trip, "P01")


def told(workspace: Workspace, trip: int) -> list[Finding]:
    return [one for one in workspace.get(check_trip, trip, None) if one.rule == RULE]


def test_a_level_holds_for_its_trip_and_goes_back_to_the_usual_one(workspace: Workspace, trip: int) -> None:
    before = workspace.get(canonical_export)
    workspace.do(LABEL, set_check_level, trip, RULE, "warns")
    workspace.do(LABEL, set_check_level, trip, RULE, "informs")
    assert {one.level for one in told(workspace, trip)} == {"informs"}
    workspace.do(LABEL, set_check_level, trip, RULE, None)
    assert {one.level for one in told(workspace, trip)} == {"blocks"}
    assert workspace.get(canonical_export) == before
    assert workspace.undo() == LABEL
    assert {one.level for one in told(workspace, trip)} == {"informs"}


def test_an_unknown_level_or_trip_is_refused(workspace: Workspace, trip: int) -> None:
    with pytest.raises(ValueError, match="loud"):
        workspace.do(LABEL, set_check_level, trip, RULE, "loud")
    with pytest.raises(NotFound):
        workspace.do(LABEL, set_check_level, 4711, RULE, "warns")


def test_a_dismissal_needs_a_reason_and_is_undone(workspace: Workspace, trip: int) -> None:
    first = told(workspace, trip)[0]
    before = workspace.get(canonical_export)
    with pytest.raises(TripPlannerError, match="reason"):
        workspace.do(LABEL, dismiss_finding, trip, RULE, first.about, "  ")
    workspace.do(LABEL, dismiss_finding, trip, RULE, first.about, " the road is new ", "anna")
    dismissed = [one.dismissed for one in told(workspace, trip)]
    assert [(why.reason, why.by) if why else None for why in dismissed] == [None, ("the road is new", "anna")]
    assert workspace.undo() == LABEL
    assert workspace.get(canonical_export) == before
    assert workspace.redo() == LABEL
    workspace.do(LABEL, restore_finding, trip, first.about)
    assert workspace.get(canonical_export) == before


def test_dismissing_again_replaces_the_reason(workspace: Workspace, trip: int) -> None:
    about = told(workspace, trip)[0].about
    for why in ("first", "second"):
        workspace.do(LABEL, dismiss_finding, trip, RULE, about, why)
    assert [one.dismissed.reason for one in told(workspace, trip) if one.dismissed] == ["second"]
    workspace.do(LABEL, restore_finding, trip, about)
    workspace.do(LABEL, restore_finding, trip, about)
    assert [one for one in told(workspace, trip) if one.dismissed] == []


def test_a_dismissal_survives_a_change_of_the_same_item(workspace: Workspace, trip: int) -> None:
    first = told(workspace, trip)[0]
    workspace.do(LABEL, dismiss_finding, trip, RULE, first.about, "the road is new")

    def later(session: Session) -> None:
        item = session.scalars(sa.select(Item).where(Item.uuid == first.rows[0].uuid)).one()
        assert item.start
        move_item(session, item.id, None, item.start + timedelta(days=1))

    workspace.do(LABEL, later)
    moved = next(one for one in told(workspace, trip) if one.about == first.about)
    assert moved.day != first.day
    assert moved.dismissed is not None
