"""Commands that make, fill, copy, restore and examine a database."""

import json
import os
import shlex
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, Run

import databases
from tripplanner.i18n import msg
from tripplanner.planning.sample_removal import remove_sample
from tripplanner.store import backup
from tripplanner.store.workspace import Workspace


def test_init_makes_a_database_once(run: Run, tmp_path: Path) -> None:
    run.database = tmp_path / "new" / "trips.db"
    assert run("init") == 0
    assert run.json("list", "trips") == []
    assert run("init") == 1
    assert "exists already" in run.err


def test_a_database_on_a_server_is_made_once_and_backed_up_there(
    postgres_cluster: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    name = f"cli_{os.getpid()}"
    databases.create_database(postgres_cluster, name)
    run = Run(Path(), capsys)
    run.database = postgres_cluster.url(name)
    assert run("list", "trips") == 1
    assert "tripplanner init" in run.err
    assert run("init", "--sample") == 0
    assert run.json("list", "trips")[0]["code"] == "P01"
    assert run("check", "P01") == 2
    assert run("init") == 1
    assert "exists already" in run.err
    assert run("backup", tmp_path / "b.dump") == 0
    assert (tmp_path / "b.dump").read_bytes().startswith(b"PGDMP")
    assert run("backup", tmp_path / "b.dump") == 0, "an older dump is replaced"
    (tmp_path / "letter.txt").write_text("Dear friends")
    assert run("backup", tmp_path / "letter.txt") == 1
    assert (tmp_path / "letter.txt").read_text() == "Dear friends"
    assert run("restore", tmp_path / "b.dump") == 1
    restoring = shlex.split(run.err.partition("type: ")[2])
    with Workspace.open(str(run.database)) as workspace:
        workspace.do(msg("Remove the sample"), remove_sample)
    assert run.json("list", "trips") == []
    subprocess.run(restoring, check=True)
    assert run.json("list", "trips")[0]["code"] == "P01"
    assert run("doctor") == 0


def test_a_text_that_no_longer_is_one_is_damage(run: Run) -> None:
    with closing(sqlite3.connect(run.database)) as connection:
        connection.execute("update trip set title = '{broken'")
        connection.commit()
    assert run("list", "trips") == 1
    assert run.err.startswith("A text in the database cannot be read: the database is damaged.")


def test_the_sample_twice_changes_nothing(run: Run) -> None:
    before = {kind: run.json("list", kind) for kind in ("trips", "items", "sites")}
    assert run("init", "--sample") == 0
    assert "nothing was changed" in run.out
    assert {kind: run.json("list", kind) for kind in before} == before


def test_backup_and_restore(run: Run, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "b.db") == 0
    assert str(tmp_path / "b.db") in run.out
    before = run.json("list", "items")
    with Workspace.open(run.database) as workspace:
        from tripplanner.i18n import msg
        from tripplanner.planning.items import delete_item

        workspace.do(msg("Delete"), delete_item, before[0]["id"], None)
    assert len(run.json("list", "items")) == len(before) - 1
    assert run("restore", tmp_path / "b.db") == 0
    assert f"item: {len(before) - 1} → {len(before)}\n" in run.out
    assert run.json("list", "items") == before


def test_a_backup_without_a_name_joins_the_others(run: Run) -> None:
    assert run("backup") == 0
    (made,) = (run.database.parent / "backups").glob("*.db")
    assert str(made) in run.out


def test_importing_a_programme_shows_first_and_then_does(run: Run, tmp_path: Path) -> None:
    programme = json.loads((ROOT / "resources/sample/programme.json").read_text(encoding="utf-8"))
    programme["trip"]["key"] = "OTHER"
    file = tmp_path / "other.json"
    file.write_text(json.dumps(programme), encoding="utf-8")
    seen = run.json("import", "programme", file, "--dry-run")
    assert (seen["trip"]["new"], seen["created"]["item"], seen["applied"]) == (True, 60, False)
    assert len(run.json("list", "trips")) == 1
    done = run.json("import", "programme", file)
    assert done["applied"] is True
    assert [made.reason for made in backup.backups_of(Path(run.database))] == ["import"]
    assert {trip["uuid"] for trip in run.json("list", "trips")} >= {done["trip"]["uuid"]}
    assert run.json("import", "programme", file)["applied"] is False
    assert run("import", "programme", file, "--into", "P01") == 1
    assert run("import", "programme", file, "--into", "OTHER") == 0


def test_doctor_finds_everything_or_names_what_is_broken(run: Run, tmp_path: Path) -> None:
    looks = {look["what"]: look["state"] for look in run.json("doctor")}
    assert looks["database"] == looks["fonts"] == looks["languages"] == looks["check"] == "fine"
    run.database = tmp_path / "none.db"
    assert run("doctor", language="fr") == 1
    assert "✗" in run.out
    assert "none.db" in run.out
