"""Hosts and their answers, guests, questions and case studies of an item; each change is taken back by an undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning import item_parts, programme, trips
from tripplanner.store.export import canonical_export
from tripplanner.store.workspace import Workspace

LABEL = msg("Test")


def item_of(workspace: Workspace, code: str) -> int:
    trip = workspace.get(trips.list_trips)[0].id
    return next(one.id for one in workspace.get(programme.week, trip).items if one.code == code)


CHANGES: dict[str, Callable[[Session, int], object]] = {
    "host": lambda session, item: item_parts.add_host(session, item, 1),
    "guest": lambda session, item: item_parts.add_guest(session, item, 1),
    "case": lambda session, item: item_parts.add_case(session, item, 1),
    "question": lambda session, item: item_parts.add_question(session, item, "fr", "Pourquoi ?"),
    "site": lambda session, item: item_parts.set_link(session, item, None, "site", 2),
    "no place": lambda session, item: item_parts.set_link(session, item, None, "place", None),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_made_and_taken_back(sample_workspace: Workspace, name: str) -> None:
    item = item_of(sample_workspace, "D3-04")
    before = sample_workspace.get(canonical_export)
    sample_workspace.do(LABEL, CHANGES[name], item)
    assert sample_workspace.get(canonical_export) != before
    sample_workspace.undo()
    assert sample_workspace.get(canonical_export) == before


def test_a_host_answers_and_is_taken_off(sample_workspace: Workspace) -> None:
    item = item_of(sample_workspace, "D3-04")
    host = sample_workspace.get(item_parts.parts, item).hosts[0]
    sample_workspace.do(LABEL, item_parts.set_host_state, item, host.id, "confirmed")
    assert sample_workspace.get(item_parts.parts, item).hosts[0].state == "confirmed"
    sample_workspace.do(LABEL, item_parts.remove_part, item, "hosts", host.id)
    assert host.id not in [one.id for one in sample_workspace.get(item_parts.parts, item).hosts]
    with pytest.raises(TripPlannerError, match="no longer"):
        sample_workspace.do(LABEL, item_parts.set_host_state, item, host.id, "asked")


def test_the_same_host_is_not_added_twice(sample_workspace: Workspace) -> None:
    item = item_of(sample_workspace, "D3-04")
    first = sample_workspace.do(LABEL, item_parts.add_host, item, 1)
    assert sample_workspace.do(LABEL, item_parts.add_host, item, 1) == first


def test_a_question_reworded_makes_its_translation_old(sample_workspace: Workspace) -> None:
    item = item_of(sample_workspace, "D3-04")
    question = sample_workspace.get(item_parts.parts, item).questions[0]
    source = question.name.source  # type: ignore[union-attr]
    sample_workspace.do(LABEL, item_parts.edit_question, item, question.id, source, "Another one?")
    text = sample_workspace.get(item_parts.parts, item).questions[0].name
    assert (text.get(source), text.state("zh")) == ("Another one?", "stale")  # type: ignore[union-attr]


@pytest.mark.parametrize("what", ["site", "place", "vehicle", "hosts", "cases", "guests"])
def test_there_is_something_to_choose_from(sample_workspace: Workspace, what: str) -> None:
    trip = sample_workspace.get(trips.list_trips)[0].id
    found = sample_workspace.get(item_parts.candidates, what, trip)
    assert found
    assert all(one.name for one in found)
