"""Undo and redo: by actor and scope, over a restart, never over somebody else's work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from store.verbs import (
    LABEL,
    add_theme,
    citations,
    drop_references,
    drop_theme,
    recode,
    recolour,
    rename,
    theme_of,
    themes,
)
from tripplanner.errors import Conflict
from tripplanner.i18n import msg
from tripplanner.model.journal import HistoryEntry, UndoStep
from tripplanner.model.provenance import Reference
from tripplanner.model.themes import Theme
from tripplanner.store import bin, journal
from tripplanner.store.workspace import Workspace

TRIP = "11111111-2222-4333-8444-555555555555"


def named(code: str) -> Callable[[Session], str]:
    return lambda session: theme_of(session, code).name.get("fr")


def version(session: Session, code: str) -> int:
    return theme_of(session, code).version


def test_undo_and_redo_an_edit_raise_the_version(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    workspace.do(msg("Recolour"), recolour, "soil", "red")
    assert workspace.undo() == msg("Recolour")
    assert workspace.get(themes) == {"soil": "nature"}
    assert workspace.redo_label() == msg("Recolour")
    assert workspace.redo() == msg("Recolour")
    assert workspace.get(themes) == {"soil": "red"}
    assert workspace.get(version, "soil") == 4
    assert workspace.redo() is None


def test_undo_of_an_addition_and_its_redo_keep_number_and_identity(workspace: Workspace) -> None:
    number = workspace.do(LABEL, add_theme, "soil", references=2)
    uuid = workspace.get(lambda session: theme_of(session, "soil").uuid)
    workspace.undo()
    assert workspace.get(themes) == {}
    other = workspace.do(LABEL, add_theme, "water", scope=TRIP)
    assert other != number
    workspace.redo()
    assert workspace.get(lambda session: (theme_of(session, "soil").id, theme_of(session, "soil").uuid)) == (
        number,
        uuid,
    )
    assert workspace.get(citations) == ["soil 0", "soil 1"]


def test_a_row_inserted_again_never_has_a_version_seen_before(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    seen = {workspace.get(version, "soil")}
    for _ in range(3):
        workspace.undo()
        workspace.redo()
        now = workspace.get(version, "soil")
        assert now not in seen
        seen.add(now)


def test_undo_of_a_deletion_brings_back_everything(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil", references=2)
    workspace.do(LABEL, drop_theme, "soil")
    workspace.undo()
    assert workspace.get(citations) == ["soil 0", "soil 1"]
    workspace.redo()
    assert (workspace.get(themes), workspace.get(citations)) == ({}, [])


def test_orphans_are_captured(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil", references=2)
    workspace.do(LABEL, drop_references, "soil")
    assert workspace.get(citations) == []
    workspace.undo()
    assert workspace.get(citations) == ["soil 0", "soil 1"]


def test_a_new_edit_ends_redo_in_its_scope_only(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    workspace.do(msg("A"), recolour, "soil", "red")
    workspace.undo()
    workspace.do(LABEL, add_theme, "water", scope=TRIP)
    assert workspace.redo_label() == msg("A")
    workspace.do(LABEL, add_theme, "air")
    assert workspace.redo_label() is None


def test_scopes_have_their_own_steps(workspace: Workspace) -> None:
    workspace.do(msg("library"), add_theme, "soil")
    workspace.do(msg("trip"), add_theme, "water", scope=TRIP)
    assert workspace.undo() == msg("library")
    assert workspace.undo() is None
    assert workspace.get(themes) == {"water": "nature"}
    assert workspace.undo(TRIP) == msg("trip")


def test_steps_outlive_a_restart_and_belong_to_their_actor(open_workspace: Callable[..., Workspace]) -> None:
    first = open_workspace("anna")
    first.do(msg("Anna’s"), add_theme, "soil")
    first.close()
    ben = open_workspace("ben")
    assert ben.undo() is None
    ben.close()
    again = open_workspace("anna")
    assert again.undo() == msg("Anna’s")
    assert again.get(themes) == {}
    again.close()
    assert open_workspace("anna").redo() == msg("Anna’s")


def test_undo_never_overwrites_somebody_elses_later_work(open_workspace: Callable[..., Workspace]) -> None:
    anna = open_workspace("anna")
    anna.do(LABEL, add_theme, "soil")
    anna.do(LABEL, recolour, "soil", "red")
    anna.actor = "ben"
    anna.do(LABEL, recolour, "soil", "blue")
    anna.actor = "anna"
    with pytest.raises(Conflict, match="ben changed the same record"):
        anna.undo()
    assert anna.get(themes) == {"soil": "blue"}
    assert anna.undo_label() == LABEL


def test_undo_says_when_one_stands_in_ones_own_way(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    workspace.do(LABEL, recolour, "soil", "red")
    workspace.do(LABEL, recolour, "soil", "blue", scope=TRIP)
    with pytest.raises(Conflict, match="You changed the same record"):
        workspace.undo()
    workspace.undo(TRIP)
    workspace.undo()
    assert workspace.get(themes) == {"soil": "nature"}


def test_a_step_that_cannot_be_undone_can_be_given_up(workspace: Workspace) -> None:
    workspace.do(msg("Add"), add_theme, "soil")
    workspace.do(msg("Add"), add_theme, "peat")
    workspace.do(msg("Colour"), recolour, "soil", "red")
    workspace.actor = "ben"
    workspace.do(LABEL, recolour, "soil", "blue")
    workspace.actor = "anna"
    with pytest.raises(Conflict):
        workspace.undo()
    assert workspace.give_up() == msg("Colour")
    assert workspace.get(themes) == {"soil": "blue", "peat": "nature"}
    assert workspace.undo() == msg("Add")
    assert workspace.get(themes) == {"soil": "blue"}
    assert workspace.redo() == msg("Add")
    assert workspace.redo() is None
    assert workspace.give_up(TRIP) is None


def test_undo_goes_on_beside_somebody_elses_work_in_another_field(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    workspace.do(LABEL, recolour, "soil", "red")
    workspace.actor = "ben"
    workspace.do(LABEL, rename, "soil", "sols")
    workspace.actor = "anna"
    workspace.undo()
    assert workspace.get(themes) == {"soil": "nature"}
    assert workspace.get(lambda session: theme_of(session, "soil").name.get("fr")) == "sols"


def test_undo_of_an_addition_that_others_now_use_is_refused_whole(workspace: Workspace) -> None:
    parent = workspace.do(LABEL, add_theme, "soil", references=1)
    workspace.actor = "ben"
    workspace.do(LABEL, add_theme, "peat", parent=parent)
    workspace.actor = "anna"
    with pytest.raises(Conflict, match="refers to"):
        workspace.undo()
    assert workspace.get(themes) == {"soil": "nature", "peat": "nature"}
    assert workspace.get(citations) == ["soil 0"]


def test_values_that_were_swapped_swap_back(workspace: Workspace) -> None:
    def swap(session: Session) -> None:
        one, two = theme_of(session, "one"), theme_of(session, "two")
        one.code = "aside"
        session.flush()
        two.code = "one"
        session.flush()
        one.code = "two"

    workspace.do(LABEL, add_theme, "one")
    workspace.do(LABEL, add_theme, "two")
    workspace.do(LABEL, recolour, "one", "red")
    workspace.do(LABEL, swap)
    assert workspace.get(themes) == {"one": "nature", "two": "red"}
    workspace.undo()
    assert workspace.get(themes) == {"one": "red", "two": "nature"}
    workspace.redo()
    assert workspace.get(themes) == {"one": "nature", "two": "red"}


def test_a_row_replaced_by_another_with_the_same_code(workspace: Workspace) -> None:
    def replace(session: Session) -> None:
        drop_theme(session, "soil")
        session.flush()
        add_theme(session, "soil")
        recolour(session, "soil", "red")

    workspace.do(LABEL, add_theme, "soil")
    workspace.do(LABEL, replace)
    workspace.undo()
    assert workspace.get(themes) == {"soil": "nature"}
    workspace.redo()
    assert workspace.get(themes) == {"soil": "red"}


def test_a_whole_tree_with_children_numbered_before_their_parents(workspace: Workspace) -> None:
    def tree(session: Session) -> None:
        child = add_theme(session, "child")
        parent = add_theme(session, "parent")
        session.get_one(Theme, child).parent_id = parent

    workspace.do(LABEL, tree)
    for _ in range(2):
        workspace.undo()
        assert workspace.get(themes) == {}
        workspace.redo()
        assert workspace.get(lambda session: theme_of(session, "child").parent.code) == "parent"  # type: ignore[union-attr]


def test_typing_in_one_field_is_one_step_until_it_is_left(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    for words in ("s", "so", "sols"):
        workspace.do(msg("Name"), rename, "soil", words, merge_key="theme:soil:name")
    workspace.leave()
    workspace.do(msg("Name"), rename, "soil", "sols vivants", merge_key="theme:soil:name")
    name = named("soil")
    workspace.undo()
    assert workspace.get(name) == "sols"
    workspace.undo()
    assert workspace.get(name) == "thème soil"
    workspace.redo()
    assert workspace.get(name) == "sols"


def test_typing_back_to_the_start_leaves_no_step(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    workspace.do(msg("Name"), rename, "soil", "x", merge_key="name")
    workspace.do(msg("Name"), rename, "soil", "thème soil", merge_key="name")
    assert workspace.undo_label() == LABEL


def test_another_edit_ends_the_typing(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    workspace.do(msg("Name"), rename, "soil", "x", merge_key="name")
    workspace.do(msg("Colour"), recolour, "soil", "red")
    workspace.do(msg("Name"), rename, "soil", "xy", merge_key="name")
    assert [workspace.undo() for _ in range(3)] == [msg("Name"), msg("Colour"), msg("Name")]


def test_two_hundred_steps_are_kept_per_scope(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "STEPS_KEPT", 5)
    workspace.do(LABEL, add_theme, "trip", scope=TRIP)
    workspace.do(LABEL, add_theme, "soil")
    for turn in range(8):
        workspace.do(LABEL, recolour, "soil", str(turn))
    undone = [workspace.undo() for _ in range(7)]
    assert undone == [LABEL] * 5 + [None] * 2
    assert workspace.get(themes)["soil"] == "2"
    assert workspace.undo(TRIP) == LABEL


def test_the_journal_itself_is_not_undone(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    workspace.undo()
    history = workspace.get(
        lambda session: session.execute(
            sa.select(HistoryEntry.action, HistoryEntry.actor, HistoryEntry.table).order_by(HistoryEntry.id)
        ).all()
    )
    assert [tuple(row) for row in history] == [("created", "anna", "theme"), ("deleted", "anna", "theme")]
    assert workspace.get(lambda session: session.scalar(sa.select(sa.func.count(UndoStep.id)))) == 1


def test_history_says_what_changed(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    workspace.do(msg("Recolour"), recolour, "soil", "red")
    entry = workspace.get(
        lambda session: session.scalars(sa.select(HistoryEntry).order_by(HistoryEntry.id.desc())).first()
    )
    assert entry is not None
    assert (entry.fields, entry.label["id"]) == ({"colour": ["nature", "red"]}, "Recolour")


def test_the_bin_holds_a_deletion_until_it_is_restored(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil", references=2)
    workspace.do(msg("Delete theme"), drop_theme, "soil")
    (entry,) = workspace.get(bin.entries)
    assert (entry.label, entry.actor, entry.rows) == (msg("Delete theme"), "anna", 3)
    assert "thème soil" in entry.names[0]
    workspace.do(msg("Restore"), bin.restore, entry.uuid)
    assert workspace.get(citations) == ["soil 0", "soil 1"]
    assert workspace.get(bin.entries) == ()
    workspace.undo()
    assert workspace.get(themes) == {}
    assert [e.uuid for e in workspace.get(bin.entries)] == [entry.uuid]


def test_undone_deletions_leave_the_bin(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    workspace.do(LABEL, drop_theme, "soil")
    workspace.undo()
    assert workspace.get(bin.entries) == ()
    workspace.redo()
    assert len(workspace.get(bin.entries)) == 1


def test_restoring_what_has_been_replaced_is_refused(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    workspace.do(LABEL, drop_theme, "soil")
    workspace.do(LABEL, add_theme, "soil")
    (entry,) = workspace.get(bin.entries)
    with pytest.raises(Conflict):
        workspace.do(LABEL, bin.restore, entry.uuid)
    assert workspace.get(themes) == {"soil": "nature"}


def test_a_part_without_a_name_does_not_clutter_the_bin(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil", references=2)
    workspace.do(LABEL, drop_references, "soil")
    assert workspace.get(bin.entries) == ()


def test_a_replayed_edit_is_refused_to_whoever_read_the_row_before(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil", references=1)
    workspace.do(LABEL, recolour, "soil", "red")
    read = workspace.get(version, "soil")
    workspace.undo()
    workspace.redo()
    assert workspace.get(version, "soil") > read


def test_a_link_by_identity_is_restored_too(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil", references=1)
    workspace.do(LABEL, recode, "soil", "sols")
    owner = workspace.get(lambda session: session.scalars(sa.select(Reference.owner_uuid)).one())
    assert owner == workspace.get(lambda session: theme_of(session, "sols").uuid)
