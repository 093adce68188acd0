"""``privacy``: nothing happens without ``--yes``; what an erasure leaves is said."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from running import Run

from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.store.workspace import Workspace


@pytest.fixture
def office(run: Run) -> Run:
    """A database that holds one person, and a backup of it."""
    with Workspace.open(run.database, create=True) as workspace:
        workspace.do(msg("Add"), lambda session: session.add(Person(family_name="Canary", given_name="Ni")))
    assert run("backup") == 0
    return run


def test_somebody_is_shown_given_and_erased(office: Run, tmp_path: Path) -> None:
    kept = Path(office.database).read_bytes()
    assert office("privacy", "export", "Ni Canary", "-o", office.database) == 1
    assert "is a database" in office.err
    assert Path(office.database).read_bytes() == kept
    assert office("privacy", "export", "Ni Canary", "-o", tmp_path) == 0, office.err
    if os.name == "posix":
        assert (tmp_path / "CANARY Ni.zip").stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(tmp_path / "CANARY Ni.zip") as archive:
        assert "Canary" in archive.read("data.json").decode()
    assert office("privacy", "erase", "Canary", "--yes") == 1, "half a name is nobody’s, though undo steps hold it"
    assert office("privacy", "erase", "CANARY Ni") == 0
    assert ("Person  1" in office.out, "Nothing was erased" in office.out) == (True, True)
    assert office("privacy", "erase", "CANARY Ni", "--yes") == 0, office.err
    assert "1 backup still holds" in office.out
    assert office("privacy", "backups") == 0
    assert "With --yes" in office.out
    assert office("privacy", "backups", "--yes") == 0, office.err
    assert office("privacy", "backups") == 0
    assert "No backup holds" in office.out
    assert office("privacy", "erase", "CANARY Ni", "--yes") == 1
    folder = Path(office.database).parent
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".zip"]
    assert [path.name for path in files if b"Canary" in path.read_bytes()] == []


def test_what_is_due_is_nothing_at_first(office: Run) -> None:
    assert office("privacy", "due") == 0
    assert "Nothing is kept too long" in office.out
    assert office("privacy", "erase") == 1
    assert "Whose data" in office.err
