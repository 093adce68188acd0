"""Bad input: one sentence on standard error, exit code 1, nothing written."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, Run

from tripplanner.cli import main


def _not_a_database(path: Path) -> None:
    path.write_text("hello")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _folder(path: Path) -> None:
    path.mkdir()


def _damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50_000])


def _newer(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[60:64] = (9999).to_bytes(4, "big")
    path.write_bytes(data)


@pytest.mark.parametrize("spoil", [None, _not_a_database, _empty, _folder, _damaged, _newer])
@pytest.mark.parametrize(
    "words",
    [
        ["list", "trips"], ["show", "sites", "S01"], ["check", "P01"], ["backup"], ["calendars", "P01"],
        ["document", "calendar", "P01", "--language", "fr"], ["publish", "P01", "-o", "out"],
        ["import", "programme", str(ROOT / "resources/sample/programme.json")],
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_a_database_that_cannot_be_used_is_one_sentence(
    run: Run, spoil: Any, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run.database = tmp_path / "bad.db"
    if spoil in (_damaged, _newer):
        shutil.copyfile(tmp_path / "trips.db", run.database)
    if spoil is not None:
        spoil(run.database)
    before = run.database.read_bytes() if run.database.is_file() else None
    assert run(*words) == 1
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert "Traceback" not in run.err
    assert (run.database.read_bytes() if run.database.is_file() else None) == before
    assert {path.name for path in tmp_path.iterdir()} <= {"trips.db", "bad.db"}


@pytest.mark.parametrize(
    "words",
    [
        ["show", "sites", "NOPE"], ["show", "nope", "1"], ["list", "nope"], ["check", "P99"],
        ["document", "calendar", "P99", "--language", "fr"], ["document", "nope", "P01", "--language", "fr"],
        ["document", "calendar", "P01", "--language", "xx"],
        ["document", "calendar", "P01", "--language", "fr", "--second", "xx"],
        ["document", "calendar", "P01", "--language", "fr", "--second", "zh"],
        ["document", "calendar", "P01", "--language", "fr", "--release", "3"],
        ["document", "calendar", "P01", "--language", "fr", "--for", "nobody"],
        ["document", "calendar", "P01", "--language", "fr", "--option", "nope=1"],
        ["document", "calendar", "P01", "--language", "fr", "--option", "alarm=7"],
        ["document", "calendar", "P01", "--language", "fr", "--imposed"],
        ["document", "calendar", "P01", "--language", "fr", "-o", "missing/folder/x.ics"],
        ["calendars", "P01", "--language", "xx"], ["calendars", "P01", "--for", "nobody"],
        ["calendars", "P01", "-o", "file.txt"], ["calendars", "P01", "-o", "file.txt/below"],
        ["publish", "P01", "-o", "out", "--release", "1"],
        ["import", "answers", "."], ["import", "gpx", "file.txt"],
        ["import", "programme", "missing.json"], ["import", "programme", "file.txt"],
        ["restore", "missing.db"], ["restore", "file.txt"], ["restore", "trips.db"], ["init"],
        ["document", "calendar", "P01", "--language", "fr", "-o", "trips.db"],
        ["document", "calendar", "P01", "--language", "fr", "-o", os.devnull],
        ["document", "calendar", "P01", "--language", "fr", "-o", "~nobody-of-this-name/x.ics"],
        ["document", "calendar", "P01", "--language", "fr", "-o", "x" * 300], ["calendars", "P01", "-o", "a\0b"],
        ["publish", "P01", "-o", "x" * 300], ["backup", "x" * 300], ["backup", "a\0b"], ["backup", "file.txt"],
        ["document", "itinerary", "P01", "--language", "fr", "-o", "x.ics"],
        ["document", "itinerary", "P01", "--language", "fr", "--option", "format=docx", "-o", "x.pdf"],
        ["form", "P01", "--as", "paper", "-o", "x.xlsx"], ["export", "sites", "x.csv", "--language", "xx"],
        ["export", "texts", "x.xlsx", "--from", "fr", "--to", "fr"], ["debrief", "P01", ""],
        ["debrief", "P01", "--day", "2020-01-01", "words"], ["debrief", "P01", "words", "--language", "xx"],
        ["debrief", "P01", "--rating", "3"], ["commitments", "P01", "--note", "words"],
        ["outbox", "P01", "--write", "missing.txt"],
        ["mailserver", "x.example", "--sender", "a@example.org", "--authority", "file.txt"],
        ["restore", "x" * 300], ["restore", "a\0b"], ["import", "programme", "a\0b"], ["show", "sites", "\udcff"],
    ],
    ids=lambda words: " ".join(words).replace("\0", "NUL").replace("\udcff", "FF")[:60],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence_and_leaves_no_file(
    run: Run, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file.txt").write_text("mine")
    before = run.database.read_bytes()
    assert run(*words, language="fr") == 1
    assert run.database.read_bytes() == before
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert "No such file" not in run.err
    assert "«\u202f\u202f»" not in run.err
    assert {path.name for path in tmp_path.rglob("*")} == {"trips.db", "file.txt"}
    assert Path("file.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "~nobody-of-this-name/x.db"], ids=["long", "NUL", "nobody"])
@pytest.mark.parametrize("words", [["list", "trips"], ["document", "itinerary", "P01", "--language", "fr"]])
def test_a_database_that_no_file_can_be(run: Run, name: str, words: list[str]) -> None:
    run.database = name
    assert run(*words) == 1
    assert "is not a place where a database can be" in run.err


def test_an_address_of_another_kind_is_refused(run: Run, capsys: Any) -> None:
    assert main(["--ui-language", "en", "--database", "mysql://x", "list", "trips"]) == 1
    assert "not a place where a database can be" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert run("calendars", "P01", "-o", tmp_path / "x") == 1
    finally:
        tmp_path.chmod(0o700)
