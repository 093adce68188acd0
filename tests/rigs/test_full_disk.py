"""A full disk costs the edit that did not fit, in a sentence, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from rigs.counts import times
from store.verbs import LABEL, add_theme, themes
from tripplanner.errors import TripPlannerError
from tripplanner.store.workspace import Workspace

HERE = Path(__file__).resolve().parent
posix_only = pytest.mark.skipif(os.name != "posix", reason="files are limited with setrlimit")


def run(path: str, turns: int, *off: str) -> list[tuple[str, str]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(HERE / "full_disk.py"), path, str(turns), *off]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [(line.split("\t")[0], line.split("\t")[1]) for line in done.stdout.splitlines()]


@posix_only
def test_a_disk_that_fills_up_at_any_moment(sqlite_url: str) -> None:
    told = run(sqlite_url, times(40, 1_000))
    assert {wrong for said, wrong in told if not said.startswith("backup")} == {""}
    said = {what for what, _ in told}
    assert said <= {"saved", "The disk is full", "The disk reported an error", "backup: The disk is full", "check",
                    "backup: The disk reported an error"}  # fmt: skip
    assert {"saved", "check"} < said
    assert [wrong for what, wrong in told if what.startswith("backup")] == ["[]"]


@posix_only
def test_the_rig_sees_half_an_edit(sqlite_url: str) -> None:
    told = run(sqlite_url, 16, "off")
    assert any(wrong for _, wrong in told)


def test_sqlite_says_full_and_the_workspace_goes_on(sqlite_url: str) -> None:
    """SQLite has rolled back by itself; a further ROLLBACK would fail."""
    with Workspace.open(sqlite_url, actor="anna") as workspace:
        workspace.do(LABEL, add_theme, "soil")

        def limit(pages: int) -> None:
            with workspace._opened.checked_writer().connect() as connection:
                connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

        limit(workspace.get(lambda s: s.scalar(sa.text("PRAGMA page_count"))) or 0)
        with pytest.raises(TripPlannerError, match="The disk is full"):
            workspace.do(LABEL, lambda s: [add_theme(s, str(n), references=20) for n in range(50)])
        assert workspace.get(themes) == {"soil": "nature"}
        limit(1_000_000)
        workspace.do(LABEL, add_theme, "water")
        assert workspace.undo() == LABEL
