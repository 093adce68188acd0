"""A power cut loses nothing that was acknowledged and breaks nothing; with weaker settings it would."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rigs import power
from rigs.counts import times
from store.verbs import LABEL, add_theme, drop_theme, recolour
from tripplanner.store.engine import sqlite_writer
from tripplanner.store.workspace import Workspace

EDITS = 24
PARTS = 3


def work(workspace: Workspace) -> None:
    """Edits, each acknowledged by a commit; some are taken back, some deleted."""
    for number in range(EDITS):
        workspace.do(LABEL, add_theme, f"edit-{number}", references=PARTS)
        if number % 6 == 3:
            workspace.do(LABEL, recolour, f"edit-{number}", "red")
        if number % 6 == 5:
            workspace.undo()
            workspace.redo()
        if number % 8 == 7:
            workspace.do(LABEL, drop_theme, f"edit-{number - 1}")


@dataclass
class Found:
    """What the cuts left: databases that cannot be read, commits lost, commands half done."""

    broken: int = 0
    lost: int = 0
    half: int = 0


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], dict[str, Any]]:
    """A fresh database, the statements that the work sends to it, and the settings under which they were sent."""
    folder = tmp_path_factory.mktemp("recorded")
    empty, worked = folder / "empty.db", folder / "worked.db"
    Workspace.open(empty, actor="anna", create=True).close()
    shutil.copyfile(empty, worked)
    sent = power.record(worked, work)
    assert sum(s.upper().startswith("COMMIT") for s in sent) == EDITS + 4 + 8 + 3
    writer = sqlite_writer(worked)
    settings = power.pragmas(writer)
    writer.dispose()
    return empty, sent, settings


def cut(statements: tuple[Path, list[str], dict[str, Any]], folder: Path, count: int, **other: Any) -> Found:
    """Cuts the power ``count`` times at random moments of the work, with ``other`` settings."""
    empty, sent, settings = statements
    path = folder / "trips.db"
    shutil.copyfile(empty, path)
    notes = power.replay(path, sent, {**settings, "wal_autocheckpoint": 40, **other})
    states = after_each_commit(empty, sent, folder)
    disk, chance, found = power.Disk({"trips.db": empty.read_bytes()}, notes), random.Random(7), Found()
    for _ in range(count):
        moment = chance.randrange(len(notes.operations) + 1)
        acknowledged = sum(at <= moment for at in notes.acknowledged)
        judge(disk.at(moment, chance), folder / "cut", states, acknowledged, found)
    return found


def after_each_commit(empty: Path, sent: list[str], folder: Path) -> list[frozenset[tuple[Any, ...]]]:
    """The content before the first and after each commit."""
    plain = folder / "plain.db"
    shutil.copyfile(empty, plain)
    with closing(sqlite3.connect(plain, isolation_level=None)) as connection:
        states = [content(connection)]
        for statement in sent:
            connection.execute(statement).fetchall()
            if statement.upper().startswith("COMMIT"):
                states.append(content(connection))
    return states


def content(connection: sqlite3.Connection) -> frozenset[tuple[Any, ...]]:
    rows = set(connection.execute("SELECT 'theme', code, colour, version FROM theme"))
    rows |= set(connection.execute("SELECT 'reference', citation, owner_uuid, version FROM reference"))
    rows |= set(connection.execute("SELECT 'step', uuid, undone, replays FROM undo_step"))
    rows |= set(connection.execute("SELECT 'history', change, record, action FROM history_entry"))
    return frozenset(rows)


def judge(
    files: dict[str, bytes], folder: Path, states: list[frozenset[tuple[Any, ...]]], acknowledged: int, found: Found
) -> None:
    """Opens what the cut left as the next start of the program does."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    try:
        with closing(sqlite3.connect(folder / "trips.db")) as connection:
            now = content(connection)
            sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except sqlite3.DatabaseError:
        sound, now = False, frozenset[tuple[Any, ...]]()
    if not sound:
        found.broken += 1
    elif now not in states:
        found.half += 1
    elif states.index(now) < acknowledged:
        found.lost += 1


def test_power_cuts_lose_nothing(statements: Any, tmp_path: Path, tell: Callable[[str], None]) -> None:
    count = times(120, 2_000)
    found = cut(statements, tmp_path, count)
    tell(f"{count} power cuts: {found}")
    assert found == Found()


def test_the_program_writes_under_the_settings_that_were_tried(statements: Any) -> None:
    settings = statements[2]
    assert {**settings, "wal_autocheckpoint": None} == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "wal_autocheckpoint": None,
    }


def test_the_rig_sees_lost_commits_under_a_weaker_setting(statements: Any, tmp_path: Path) -> None:
    found = cut(statements, tmp_path, 40, synchronous="NORMAL")
    assert found.lost > 10
    assert (found.broken, found.half) == (0, 0)


def test_the_rig_sees_broken_files_without_syncing(statements: Any, tmp_path: Path) -> None:
    found = cut(statements, tmp_path, 40, synchronous="OFF")
    assert found.broken > 10
