"""``vault``: a vault made, opened and changed from the command line; no secret is an argument or is printed."""

from __future__ import annotations

import io
import re
import stat
import subprocess
from pathlib import Path

import pytest
from running import Run

from tripplanner.planning.privacy.contents import Passport
from tripplanner.planning.privacy.values import CHANGE, read_value, set_value
from tripplanner.store.vault import ways
from tripplanner.store.vault.secret import Secret
from tripplanner.store.workspace import Workspace
from vaults import MemoryKeyring, cheap_vaults, memory_keyring  # noqa: F401 - fixtures

pytestmark = pytest.mark.usefixtures("cheap_vaults")
FIRST, SECOND = "marmotte sous la neige", "cinq chamois au col"


@pytest.fixture
def office(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with a vault; its sheet is returned."""
    monkeypatch.setenv("TRIPPLANNER_PASSPHRASE", FIRST)
    assert run("vault", "create", "-o", tmp_path / "sheet.pdf") == 0, run.err
    return tmp_path / "sheet.pdf"


def code_on(sheet: Path) -> str:
    text = subprocess.run(["pdftotext", "-layout", str(sheet), "-"], capture_output=True, check=True).stdout.decode()
    return "".join(re.findall(r"(?<!\S)[A-HJKMNP-TV-Z0-9]{5}(?!\S)", text))


def test_the_sheet_of_a_new_vault_opens_it(run: Run, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stat.S_IMODE(office.stat().st_mode) == 0o600
    code = code_on(office)
    assert len(code) == 35
    assert code not in run.out + run.err
    assert run.json("vault", "status")["state"] == "locked"
    assert [one["way"] for one in run.json("vault", "status")["openings"]] == ["passphrase", "recovery"]
    monkeypatch.setenv("TRIPPLANNER_RECOVERY", code.lower())
    assert run("vault", "unlock", "--recovery") == 0
    assert "no keyring" in run.out
    monkeypatch.setenv("TRIPPLANNER_RECOVERY", code[:-1] + ("A" if code[-1] != "A" else "B"))
    assert run("vault", "unlock", "--recovery") == 1
    assert "Group 7 " in run.err
    assert run("vault", "create") == 1
    assert "already" in run.err


def test_a_new_passphrase_and_a_new_sheet(run: Run, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = code_on(office)
    monkeypatch.delenv("TRIPPLANNER_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{FIRST}\n{SECOND}\n"))
    assert run("vault", "passphrase") == 0, run.err
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{FIRST}\n"))
    assert run("vault", "recovery", "-o", office) == 1
    assert "does not open" in run.err
    assert code_on(office) == old
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECOND}\n"))
    assert run("vault", "recovery", "-o", office) == 1
    assert "already a file" in run.err
    assert code_on(office) == old
    again = office.with_name("again.pdf")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECOND}\n"))
    assert run("vault", "recovery", "-o", again) == 0, run.err
    assert code_on(again) != old
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run("vault", "unlock") == 1
    assert "No passphrase" in run.err
    assert FIRST not in run.out + run.err


def test_this_station_joins_and_forgets(
    run: Run,
    office: Path,
    monkeypatch: pytest.MonkeyPatch,
    memory_keyring: MemoryKeyring,  # noqa: F811
) -> None:
    assert run("vault", "join") == 0
    monkeypatch.delenv("TRIPPLANNER_PASSPHRASE")
    assert run.json("vault", "status")["state"] == "open"
    assert run("vault", "lock") == 0
    assert run.json("vault", "status")["state"] == "locked"
    assert memory_keyring.kept == {}


def test_a_vault_whose_sheet_cannot_be_written_is_not_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIPPLANNER_PASSPHRASE", FIRST)
    assert run("vault", "create", "-o", tmp_path / "nowhere" / "sheet.pdf") == 1
    assert run.json("vault", "status") == {"state": "none", "openings": []}
    assert run("vault", "unlock") == 1
    assert "no vault yet" in run.err


def test_a_new_key_for_everything_keeps_the_values(run: Run, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passport = Passport("CANARY7391")
    with Workspace.open(run.database) as workspace:
        workspace.get(ways.unlock_by_passphrase, workspace.vault, Secret(FIRST))
        workspace.do(CHANGE, set_value, workspace.vault, 1, "passport", passport)
    monkeypatch.setenv("TRIPPLANNER_NEW_PASSPHRASE", SECOND)
    again = office.with_name("again.pdf")
    assert run("vault", "rotate", "-o", again) == 0, run.err
    with Workspace.open(run.database) as workspace:
        workspace.get(ways.unlock_by_recovery, workspace.vault, Secret(code_on(again)))
        found = workspace.get(read_value, workspace.vault, 1, "passport")
        assert found == Secret(passport)
        assert workspace.undo_label() == CHANGE
    for command in (
        ("show", "delegates", "1"),
        ("list", "delegates"),
        ("check", "1"),
        ("show", "delegates", "1", "--json"),
    ):
        run(*command)
        assert "CANARY" not in run.out + run.err
