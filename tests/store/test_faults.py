"""What a database refuses while one works is said in a sentence; what is a mistake of ours stays a mistake."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import OpenWorkspace
from store.verbs import LABEL, add_theme, recolour, theme_of, themes
from tripplanner.errors import Conflict, TripPlannerError
from tripplanner.model.base import new_uuid, now
from tripplanner.model.provenance import Reference
from tripplanner.model.releases import Release
from tripplanner.model.themes import AxisCode, Theme
from tripplanner.store import engine
from tripplanner.store.faults import Damaged, spoken
from tripplanner.store.workspace import Workspace


def test_another_program_that_writes_makes_us_wait_then_say_so(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "PRAGMA busy_timeout = 20"))
    with Workspace.open(sqlite_url, actor="anna") as workspace:
        with closing(sqlite3.connect(sqlite_url, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(TripPlannerError, match="is busy"):
                workspace.do(LABEL, add_theme, "soil")
            other.execute("ROLLBACK")
        workspace.do(LABEL, add_theme, "soil")
        assert workspace.get(themes) == {"soil": "nature"}


def test_a_server_that_goes_away_in_the_middle_of_an_edit(postgres_url: str) -> None:
    def interrupted(session: Session) -> None:
        add_theme(session, "soil")
        session.execute(sa.text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with Workspace.open(postgres_url, actor="anna") as workspace:
        with pytest.raises(TripPlannerError, match="cannot be reached"):
            workspace.do(LABEL, interrupted)
        assert workspace.get(themes) == {}
        workspace.do(LABEL, add_theme, "soil")
        assert workspace.get(themes) == {"soil": "nature"}


def test_a_server_that_allows_reading_only(postgres_url: str) -> None:
    with Workspace.open(postgres_url, actor="anna") as workspace:
        workspace.do(LABEL, add_theme, "soil")
    readers = sa.make_url(postgres_url).update_query_dict({"options": "-c default_transaction_read_only=on"})
    with Workspace.open(readers, actor="ben") as workspace:
        with pytest.raises(TripPlannerError, match="read-only"):
            workspace.do(LABEL, recolour, "soil", "red")
        assert workspace.get(themes) == {"soil": "nature"}


def test_an_edit_on_an_older_state_is_refused(postgres_url: str) -> None:
    with Workspace.open(postgres_url, actor="anna") as anna, Workspace.open(postgres_url, actor="ben") as ben:
        anna.do(LABEL, add_theme, "soil")

        def slow(session: Session) -> None:
            theme = theme_of(session, "soil")
            ben.do(LABEL, recolour, "soil", "blue")
            theme.colour = "red"

        with pytest.raises(Conflict, match="Somebody else changed this record"):
            anna.do(LABEL, slow)
        assert anna.get(themes) == {"soil": "blue"}


def test_what_somebody_else_does_at_the_same_moment_is_no_matter_of_names(postgres_url: str) -> None:
    with Workspace.open(postgres_url, actor="anna") as anna, Workspace.open(postgres_url, actor="ben") as ben:
        trip = new_uuid()

        def release(session: Session) -> None:
            session.add(Release(trip_uuid=trip, kind="release", number=1, made_at=now(), made_by="", content={}))

        def slow(session: Session) -> None:
            assert session.scalar(sa.select(sa.func.count(Release.id))) == 0
            ben.do(LABEL, release)
            release(session)

        with pytest.raises(Conflict) as refused:
            anna.do(LABEL, slow)
        assert refused.value.sentence("en") == (
            "Somebody else did the same at the same moment. What they did was kept; nothing was done twice."
            " Look at what is there now, and go on from it."
        )


def add_scale(session: Session, code: str) -> None:
    session.add(AxisCode(axis="scale", code=code))


@pytest.mark.parametrize("same", [add_theme, add_scale])
def test_a_code_that_is_there_already_is_said(workspace: Workspace, same: Callable[[Session, str], Any]) -> None:
    workspace.do(LABEL, same, "soil")
    with pytest.raises(Conflict, match=r"same code or name already\. Nothing was changed\. Choose another one\."):
        workspace.do(LABEL, same, "soil")


def test_a_deletion_on_an_older_state_is_refused(postgres_url: str) -> None:
    with Workspace.open(postgres_url, actor="anna") as anna, Workspace.open(postgres_url, actor="ben") as ben:
        anna.do(LABEL, lambda session: [add_theme(session, str(n)) for n in range(3)])

        def slow(session: Session) -> None:
            found = session.scalars(sa.select(Theme)).all()
            ben.do(LABEL, recolour, "1", "blue")
            for theme in found:
                session.delete(theme)

        with pytest.raises(Conflict):
            anna.do(LABEL, slow)
        assert anna.get(themes) == {"0": "nature", "1": "blue", "2": "nature"}


def test_a_link_to_nothing_is_refused(open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    with pytest.raises(Conflict, match="no longer exists"):
        workspace.do(LABEL, add_theme, "soil", parent=4711)
    assert workspace.get(themes) == {}


def test_a_missing_value_is_a_mistake_of_the_verb(workspace: Workspace) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError):
        workspace.do(LABEL, lambda session: session.add(Reference(citation="x", owner_uuid=None)))  # type: ignore[arg-type]
    workspace.do(LABEL, lambda session: session.add(Reference(citation="x", owner_uuid=new_uuid())))


def test_a_stored_value_that_cannot_be_read_is_damage(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url, actor="anna") as workspace:
        workspace.do(LABEL, add_theme, "soil")
    for broken in ("{", '{"w": 3}', '{"x": {}}', '"x"'):
        with closing(sqlite3.connect(sqlite_url)) as connection:
            connection.execute("UPDATE theme SET name = ?", (broken,))
            connection.commit()
        with Workspace.open(sqlite_url, actor="anna") as workspace, pytest.raises(Damaged):
            workspace.get(lambda session: theme_of(session, "soil").name)


def test_a_text_that_is_no_text_is_damage(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url, actor="anna") as workspace:
        workspace.do(LABEL, add_theme, "soil")
    with closing(sqlite3.connect(sqlite_url)) as connection:
        connection.execute("UPDATE theme SET colour = CAST(x'ff41' AS TEXT)")
        connection.commit()
    with Workspace.open(sqlite_url, actor="anna") as workspace, pytest.raises(Damaged):
        workspace.get(themes)


def test_a_part_that_has_gone_is_damage(workspace: Workspace) -> None:
    with pytest.raises(Damaged, match="a part of it has gone"):
        workspace.get(lambda session: session.execute(sa.text("select * from table_that_has_gone")))


def test_mistakes_of_a_verb_are_not_called_damage(workspace: Workspace) -> None:
    def mistaken(session: Session) -> None:
        b"\xff".decode()

    with pytest.raises(UnicodeDecodeError):
        workspace.get(mistaken)
    with pytest.raises(KeyError), spoken("x"):
        raise KeyError("y")


def test_a_file_that_vanishes_is_said(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url, actor="anna") as workspace:
        workspace.do(LABEL, add_theme, "soil")
    Path(sqlite_url).unlink()
    with pytest.raises(TripPlannerError, match="no database"):
        Workspace.open(sqlite_url, actor="anna")
