"""The one door: one transaction, one step, one notice; nothing goes round it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from store.verbs import LABEL, add_theme, citations, drop_theme, mark, recode, recolour, theme_of, themes
from tripplanner.errors import Conflict
from tripplanner.model.themes import Theme
from tripplanner.store.capture import Unrecorded
from tripplanner.store.changes import Changes
from tripplanner.store.workspace import Workspace


def test_do_returns_what_the_verb_returns_and_get_sees_it(workspace: Workspace) -> None:
    number = workspace.do(LABEL, add_theme, "soil", references=2)
    assert workspace.get(lambda session: session.get_one(Theme, number).name.get("zh")) == "主题"
    assert workspace.get(citations) == ["soil 0", "soil 1"]


def test_an_exception_leaves_nothing_and_no_step(workspace: Workspace) -> None:
    def fails(session: Session) -> None:
        add_theme(session, "water")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        workspace.do(LABEL, fails)
    assert workspace.get(themes) == {}
    assert workspace.undo_label() is None


def test_one_edit_is_one_notice_that_names_the_rows(workspace: Workspace) -> None:
    notices: list[Changes] = []
    unsubscribe = workspace.subscribe(notices.append)
    workspace.do(LABEL, add_theme, "soil", references=1)
    uuid = workspace.get(lambda session: theme_of(session, "soil").uuid)
    (notice,) = notices
    assert notice.tables == {"theme", "reference"}
    assert ("theme", uuid) in notice.rows
    assert len(notice.rows) == 2
    assert notice.local
    unsubscribe()
    workspace.do(LABEL, recolour, "soil", "blue")
    assert len(notices) == 1


def test_an_edit_that_changes_nothing_is_no_step_and_no_notice(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    before = workspace.undo_label(), workspace.get(lambda session: theme_of(session, "soil").version)
    notices: list[Changes] = []
    workspace.subscribe(notices.append)
    workspace.do(LABEL, recolour, "soil", "nature")
    assert (workspace.undo_label(), workspace.get(lambda session: theme_of(session, "soil").version)) == before
    assert notices == []


def test_a_notice_comes_after_the_commit_and_may_start_the_next_edit(workspace: Workspace) -> None:
    def follow(changes: Changes) -> None:
        if workspace.get(themes) == {"soil": "nature"}:
            workspace.do(LABEL, add_theme, "water")

    workspace.subscribe(follow)
    workspace.do(LABEL, add_theme, "soil")
    assert workspace.get(themes) == {"soil": "nature", "water": "nature"}


@pytest.mark.parametrize(
    "write",
    [
        lambda s: s.execute(sa.update(Theme).values(colour="red")),
        lambda s: s.execute(sa.delete(Theme)),
        lambda s: s.execute(sa.insert(Theme), [{"code": "x", "version": 1}]),
        lambda s: s.query(Theme).update({"colour": "red"}),
        lambda s: s.query(Theme).delete(),
        lambda s: s.bulk_insert_mappings(Theme, [{"code": "x", "version": 1}]),
        lambda s: s.bulk_save_objects([Theme(code="x")]),
        lambda s: s.execute(sa.text("update theme set colour = 'red'")),
        lambda s: s.connection().exec_driver_sql("/* aside */ DELETE FROM theme"),
        lambda s: s.execute(sa.text("WITH t AS (SELECT 1) UPDATE theme SET colour = 'red'")),
        lambda s: s.execute(sa.text("WITH t AS (SELECT 1) UPDATE theme AS t SET colour = 'red'")),
        lambda s: s.connection().exec_driver_sql("SELECT 1; DELETE FROM theme"),
        lambda s: s.execute(sa.text("DROP TABLE theme")),
        lambda s: s.execute(sa.text("COMMIT")),
        lambda s: s.commit(),
        lambda s: s.rollback(),
        lambda s: s.close(),
        lambda s: s.connection().commit(),
        lambda s: s.get_transaction().commit(),
    ],
)
def test_writing_round_the_recorder_is_refused(workspace: Workspace, write: Callable[[Any], Any]) -> None:
    workspace.do(LABEL, add_theme, "soil")

    def verb(session: Session) -> None:
        recolour(session, "soil", "blue")
        session.flush()
        write(session)

    with pytest.raises(Unrecorded):
        workspace.do(LABEL, verb)
    assert workspace.get(themes) == {"soil": "nature"}
    workspace.do(LABEL, recolour, "soil", "green")
    assert workspace.get(themes) == {"soil": "green"}


def test_the_driver_of_a_file_is_no_way_round_the_recorder(sqlite_url: str) -> None:
    def verb(session: Session) -> None:
        session.connection().connection.cursor().execute("update theme set colour = 'red'")

    with Workspace.open(sqlite_url) as workspace:
        workspace.do(LABEL, add_theme, "soil")
        with pytest.raises(Unrecorded, match="driver"):
            workspace.do(LABEL, verb)
        assert workspace.get(themes) == {"soil": "nature"}


def test_words_in_quotes_and_locks_are_no_writing(workspace: Workspace) -> None:
    def verb(session: Session) -> object:
        session.execute(sa.text("SELECT 'DELETE FROM theme' -- UPDATE"))
        return session.scalar(sa.select(Theme.code).with_for_update())

    workspace.do(LABEL, add_theme, "soil")
    assert workspace.do(LABEL, verb) == "soil"


def test_a_verb_may_nest_and_take_a_part_back(workspace: Workspace) -> None:
    def verb(session: Session) -> None:
        add_theme(session, "soil")
        part = session.begin_nested()
        add_theme(session, "water")
        part.rollback()
        add_theme(session, "air")

    workspace.do(LABEL, verb)
    assert workspace.get(themes) == {"soil": "nature", "air": "nature"}
    workspace.undo()
    assert workspace.get(themes) == {}


def test_do_inside_do_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Unrecorded, match="inside"):
        workspace.do(LABEL, lambda session: workspace.do(LABEL, add_theme, "soil"))
    assert workspace.get(themes) == {}


def test_a_reading_verb_that_writes_is_refused(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    with pytest.raises(Unrecorded):
        workspace.get(recolour, "soil", "red")
    with pytest.raises(Exception, match=r"(?i)read-?only|cannot be written"):
        workspace.get(lambda session: session.execute(sa.text("delete from theme")))
    assert workspace.get(themes) == {"soil": "nature"}


def test_children_deleted_with_their_owner_are_seen(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil", references=3)
    workspace.do(LABEL, mark, "soil", "the depth")
    notices: list[Changes] = []
    workspace.subscribe(notices.append)
    workspace.do(LABEL, drop_theme, "soil")
    assert len(notices[0].rows) == 5
    assert workspace.get(citations) == []


def test_a_taken_code_is_said_in_a_sentence(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    workspace.do(LABEL, add_theme, "water")
    with pytest.raises(Conflict, match="same code"):
        workspace.do(LABEL, recode, "water", "soil")
    assert workspace.get(themes) == {"soil": "nature", "water": "nature"}


def test_a_parent_in_use_cannot_go(workspace: Workspace) -> None:
    parent = workspace.do(LABEL, add_theme, "soil")
    workspace.do(LABEL, add_theme, "peat", parent=parent)

    def drop(session: Session) -> None:
        theme = theme_of(session, "soil")
        session.expunge_all()
        session.delete(session.merge(Theme(id=theme.id, code="soil", version=theme.version), load=True))

    # The ORM sets the child's parent to nothing: allowed, and one undo puts both back.
    workspace.do(LABEL, drop)
    workspace.undo()
    assert workspace.get(lambda session: theme_of(session, "peat").parent_id) == parent


def test_edits_from_many_threads_are_serialised(workspace: Workspace) -> None:
    def work(number: int) -> None:
        for turn in range(5):
            workspace.do(LABEL, add_theme, f"{number}-{turn}")
            workspace.get(themes)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(workspace.get(themes)) == 20


def test_a_read_sees_one_state_while_others_write(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")

    def twice(session: Session) -> tuple[int, int]:
        first = len(themes(session))
        writer = threading.Thread(target=workspace.do, args=(LABEL, add_theme, "water"))
        writer.start()
        writer.join()
        return first, len(themes(session))

    assert workspace.get(twice) == (1, 1)
    assert len(workspace.get(themes)) == 2


def test_a_closed_workspace_says_so(workspace: Workspace) -> None:
    workspace.close()
    with pytest.raises(Unrecorded, match="closed"):
        workspace.get(themes)
    with pytest.raises(Unrecorded, match="closed"):
        workspace.do(LABEL, add_theme, "soil")
