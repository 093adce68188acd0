"""``sharing`` and ``share``: places, and the calendars of a release there."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from running import Run


def test_a_release_is_published_to_a_folder_and_its_addresses_are_told(run: Run, tmp_path: Path) -> None:
    assert run("share", "1") == 1
    assert "Add one first" in run.err
    place = ("--address", tmp_path, "--public", "https://cal.example.org/a")
    assert run("sharing", "Web", *place) == 0
    assert (run("sharing"), run.out.count("cal.example.org")) == (0, 1)
    assert run("share", "1") == 1
    assert "Release the programme first" in run.err
    run("release", "1", "--anyway", "x")
    assert run.json("share", "1", "--addresses") == []
    shared = run.json("share", "1", "--to", "web")
    assert {file.name for file in tmp_path.glob("*.ics")} >= {row["address"].rpartition("/")[2] for row in shared}
    (own,) = run.json("share", "1", "--addresses", "--for", "SONG Qinghe")
    assert own in shared
    assert run("share", "1") == 0
    assert "Nothing had changed" in run.out
    (tmp_path / own["address"].rpartition("/")[2]).write_bytes(b"changed by hand")
    assert run("share", "1", "--for", "SONG Qinghe") == 0
    assert "as released again" in run.out
    gone = run.json("share", "1", "--take-back")
    assert gone == {"taken_away": len(shared), "address": str(tmp_path)}
    assert [file.name for file in tmp_path.glob("*.ics")] == []
    assert run("sharing", "Web", "--remove") == 0
    assert run("sharing", "Web", "--address", "http://cal.example.org") == 1
    assert "not encrypted" in run.err


def test_a_server_without_a_keyring_keeps_a_place_whose_password_the_environment_gives(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tripplanner.exchange.sharing.targets._keyring", lambda: None)
    place = ("--address", "https://cloud.example.org/dav", "--user", "anna")
    monkeypatch.setenv("TRIPPLANNER_SHARE_PASSWORD", "secret")
    assert run("sharing", "Cloud", *place) == 0
    assert (run("sharing"), run.out) == (0, "Cloud (WebDAV): https://cloud.example.org/dav\n")
    monkeypatch.delenv("TRIPPLANNER_SHARE_PASSWORD")
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\n"))
    assert run("sharing", "Other", *place) == 1
    assert "give it in TRIPPLANNER_SHARE_PASSWORD" in run.err
