"""The side tables after any edits equal what a rebuild makes of the records; they forget what is erased."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from store.verbs import LABEL, add_theme, drop_theme, rename, themes
from tripplanner.errors import Conflict
from tripplanner.model.themes import Theme
from tripplanner.store import bin, side
from tripplanner.store.side import tables
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

WORDS = ("Écluse", "冰海", "tourbière", "重庆", "eau", "2027", "")


def content(session: Session) -> Mapping[str, Any]:
    """Everything in the side tables, but for the numbers of rows."""
    rows = session.connection()
    words = [getattr(tables.text.c, name) for name in ("table_name", "record_id", *tables.WORDS)]
    return {
        "sort": sorted(map(tuple, rows.execute(sa.select(tables.sort)))),
        "text": sorted(map(tuple, rows.execute(sa.select(*words)))),
        "dirty": rows.execute(sa.select(sa.func.count()).select_from(tables.dirty)).scalar(),
    }


def rebuilt(workspace: Workspace) -> Mapping[str, Any]:
    with workspace._transaction() as session:
        side.rebuild(session.connection())
        session.finish()
    return workspace.get(content)


def matches(workspace: Workspace, word: str) -> int:
    from tripplanner.planning.searching import search

    return len(workspace.get(search, word, "fr", 1000))


def test_after_any_edits_they_are_what_a_rebuild_makes(workspace: Workspace) -> None:
    chance = random.Random(7)
    for step in range(60):
        present = sorted(workspace.get(themes))
        pick = chance.choice(present) if present else ""
        act = chance.choice(("add", "add", "rename", "drop", "undo", "undo", "redo", "restore"))
        try:
            if act == "add":
                workspace.do(LABEL, add_theme, f"t{step}")
            elif act == "rename" and pick:
                workspace.do(LABEL, rename, pick, " ".join(chance.sample(WORDS, 3)))
            elif act == "drop" and pick:
                workspace.do(LABEL, drop_theme, pick)
            elif act == "undo":
                workspace.undo()
            elif act == "redo":
                workspace.redo()
            elif entries := workspace.get(bin.entries):
                workspace.do(LABEL, bin.restore, entries[0].uuid)
        except Conflict:
            continue
    before = workspace.get(content)
    found = [matches(workspace, word) for word in WORDS]
    assert before["dirty"] == 0
    assert before["text"]
    assert rebuilt(workspace) == before
    assert [matches(workspace, word) for word in WORDS] == found


def test_the_sample_is_taken_in_whole(sample_workspace: Workspace) -> None:
    before = sample_workspace.get(content)
    assert rebuilt(sample_workspace) == before
    sample_workspace.undo()
    after = sample_workspace.get(content)
    assert (after["sort"], after["text"], after["dirty"]) == ([], [], 0)


def test_what_another_program_wrote_is_noticed_and_taken_in(workspace: Workspace) -> None:
    workspace.do(LABEL, add_theme, "soil")
    assert workspace.mend_side() == 0
    engine = sa.create_engine(workspace.location.url or f"sqlite:///{workspace.location.path}")
    with engine.begin() as foreign:
        foreign.execute(sa.update(Theme).values(code="étang", version=9))
        foreign.execute(
            sa.insert(Theme),
            {"code": "lake", "name": Text.of("fr", fr="Lac"), "version": 1, "position": 0, "colour": "x"},
        )
    engine.dispose()
    assert matches(workspace, "etang") == 0
    assert workspace.mend_side() == 2
    assert (matches(workspace, "etang"), matches(workspace, "lac"), matches(workspace, "soil")) == (1, 1, 1)
    assert rebuilt(workspace) == workspace.get(content)


def test_side_tables_of_another_version_are_made_again(database_url: str) -> None:
    with Workspace.open(database_url, actor="anna") as workspace:
        workspace.do(LABEL, add_theme, "soil")
        before = workspace.get(content)
        with workspace._transaction() as session:
            session.connection().execute(sa.update(tables.state).values(version="0 old"))
            session.connection().execute(sa.delete(tables.sort))
            session.finish()
    with Workspace.open(database_url, actor="anna") as again:
        assert again.get(content) == before


def test_nothing_of_an_erased_record_is_left_in_the_file(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url, actor="anna") as workspace:
        workspace.do(LABEL, add_theme, "soil")
        workspace.do(LABEL, rename, "soil", "canaryword")
        workspace.do(LABEL, add_theme, "kept")
        ids = workspace.get(lambda session: list(session.scalars(sa.select(Theme.id).where(Theme.code == "soil"))))
        with workspace._transaction() as session:
            connection = session.connection()
            side.forget(connection, "theme", ids)
            for table in ("undo_step", "history_entry", "bin_entry"):
                connection.exec_driver_sql(f"DELETE FROM {table}")
            connection.exec_driver_sql("DELETE FROM theme WHERE code = 'soil'")
            connection.exec_driver_sql("DELETE FROM side_dirty")
            session.finish()
        assert (matches(workspace, "canaryword"), matches(workspace, "kept")) == (0, 1)
    with closing(sqlite3.connect(sqlite_url)) as connection:
        connection.execute("VACUUM")
    assert b"canaryword" not in Path(sqlite_url).read_bytes()
