"""The straight way to a document gives what the workspace gives, and nothing where anything is unusual."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tripplanner.documents.registry import Request, kind
from tripplanner.documents.straight import read_straight
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.sample import load_sample
from tripplanner.planning.trips import find_trip, trip_row
from tripplanner.store.straight import Straight, open_straight
from tripplanner.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
BOTH = Request("fr", "zh")


@pytest.fixture
def database(_sqlite_sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(_sqlite_sample, tmp_path / "trips.db"))


@pytest.mark.parametrize("key", ["booklet", "itinerary"])
@pytest.mark.parametrize("trip", ["P01", " P01 ", "1"])
def test_it_reads_what_the_workspace_reads(database: Path, key: str, trip: str) -> None:
    found = read_straight(str(database), kind(key), trip, BOTH)
    with Workspace.open(database, read_only=True) as workspace:
        trip_id = workspace.get(find_trip, trip)
        row, content = workspace.get(trip_row, trip_id), workspace.get(kind(key).read, trip_id, BOTH)
    assert found is not None
    assert found[1] == content
    assert (found[0].id, found[0].code, found[0].title, found[0].first_day) == (
        row.id,
        row.code,
        row.title,
        row.first_day,
    )


def test_it_reads_beside_a_window_that_writes(database: Path) -> None:
    with Workspace.open(database) as workspace:
        workspace.do(msg("Load again"), load_sample)
        assert read_straight(str(database), kind("itinerary"), "P01", BOTH) is not None


@pytest.mark.parametrize("trip", ["P02", "p01", "99", "9" * 30, "", "no\0thing"])
def test_a_trip_that_is_not_named_by_number_or_code_is_left_to_the_workspace(database: Path, trip: str) -> None:
    assert read_straight(str(database), kind("booklet"), trip, BOTH) is None


def test_calendars_are_left_to_the_workspace(database: Path) -> None:
    assert read_straight(str(database), kind("calendar"), "P01", Request("fr")) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '9999'",
        "DROP TABLE alembic_version",
        "PRAGMA application_id = 1",
        "UPDATE item SET title = '{' WHERE id = 3",
        "UPDATE item SET start = 'yesterday' WHERE id = 3",
        "UPDATE site SET name = '[]'",
        "DROP TABLE term",
    ],
)
def test_what_is_damaged_or_of_another_version_is_left_to_the_workspace(database: Path, statement: str) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute(statement)
    connection.close()
    assert read_straight(str(database), kind("booklet"), "P01", BOTH) is None


@pytest.mark.parametrize("column", ["title", "start", "updated_at"])
def test_a_damaged_value_is_then_said_by_the_workspace(database: Path, column: str) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute(f"UPDATE item SET {column} = 'yesterday' WHERE id = 3")
    connection.close()
    with Workspace.open(database, read_only=True) as workspace, pytest.raises(TripPlannerError, match="damaged"):
        workspace.get(kind("booklet").read, workspace.get(find_trip, "P01"), BOTH)


def test_what_is_no_file_of_ours_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database " * 100)
    (tmp_path / "empty.db").touch()
    for name in ("text.db", "empty.db", "missing.db", ".", "postgresql://user@server/trips"):
        assert open_straight(name if "://" in name else str(tmp_path / name)) is None
    assert not (tmp_path / "missing.db").exists()


def test_it_cannot_write(database: Path) -> None:
    opened = open_straight(str(database))
    assert isinstance(opened, Straight)
    with opened, pytest.raises(sqlite3.OperationalError, match="readonly"):
        opened.run("DELETE FROM question", {})


def test_a_document_is_made_without_loading_the_workspace(database: Path, tmp_path: Path) -> None:
    code = f"""
import sys
from tripplanner.cli import main
words = ["--database", {str(database)!r}, "document", "itinerary", "P01", "--language", "fr", "--second", "zh"]
assert main([*words, "-o", "plan.pdf"]) == 0
print("LOADED", *[name for name in ("sqlalchemy", "PySide6", "alembic") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1:] == ["LOADED"], done.stderr
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
