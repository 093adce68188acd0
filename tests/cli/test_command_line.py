"""The command line as scripts and people use it: exit codes, streams, languages, JSON, files."""

import errno
import io
import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import icalendar
import pytest
import sqlalchemy as sa

import databases
from tripplanner import cli
from tripplanner.cli import main
from tripplanner.cli.command import commands
from tripplanner.i18n import languages, msg
from tripplanner.model.sites import Site
from tripplanner.planning.sample_removal import remove_sample
from tripplanner.settings import Settings
from tripplanner.store import backup
from tripplanner.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "sample.db"
    assert main(["--ui-language", "en", "--database", str(path), "init", "--sample"]) == 0
    return path


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(template, tmp_path / "trips.db"))


class Run:
    """Runs commands on one database and keeps what they wrote."""

    def __init__(self, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.database: Path | str = database
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *words: object, language: str = "en") -> int:
        code = main(["--ui-language", language, "--database", str(self.database), *map(str, words)])
        self.out, self.err = self._capsys.readouterr()
        return code

    def json(self, *words: object) -> Any:
        assert self(*words, "--json") == 0, self.err
        assert self.err == ""
        return json.loads(self.out)


@pytest.fixture
def run(database: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(database, capsys)


# Help and usage


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", ["", *(command.name for command in commands())])
def test_help_is_there_in_every_language(run: Run, name: str, language: str) -> None:
    assert run(*([name] if name else []), "--help", language=language) == 0
    assert run.err == ""
    start = {"fr": "utilisation\u00a0: ", "en": "usage: ", "zh": "用法："}[language]
    assert run.out.startswith(f"{start}tripplanner")
    if language != "en":
        assert "show this help" not in run.out
        assert "its number" not in run.out


def test_the_commands_are_those_of_the_contract() -> None:
    names = {command.name for command in commands()}
    contract = "gui init list show check document calendars publish import backup restore doctor documents checks"
    assert names >= {*contract.split()}


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"], ["list"], ["list", "trips", "more"], ["--ui-language", "xx", "list", "trips"],
        ["document", "calendar", "P01"], ["calendars", "P01", "--flavour", "x"], ["publish", "P01"],
        ["document", "calendar", "P01", "--language", "fr", "--option", "nonsense"],
        ["document", "calendar", "P01", "--language", "fr", "--release", "x"],
    ],
)  # fmt: skip
def test_wrong_usage_ends_with_64_and_says_so_in_the_persons_language(run: Run, words: list[str]) -> None:
    assert run(*words, language="fr") == 64
    assert run.out == ""
    assert "erreur\u00a0:" in run.err
    assert "error" not in run.err


def test_options_of_all_commands_may_stand_before_or_after_the_name(run: Run, capsys: Any) -> None:
    assert main(["list", "trips", "--database", str(run.database), "--ui-language=zh"]) == 0
    assert "编号" in capsys.readouterr().out


def test_the_version_is_said(run: Run) -> None:
    assert run("--version") == 0
    assert run.out.startswith("tripplanner ")


# Languages


def test_the_language_is_that_of_the_settings_then_of_the_system_then_french(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = cli.chosen_language
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert chosen([]) == "fr"
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert chosen([]) == "zh"
    Settings().set("language", "en")
    assert chosen([]) == "en"
    assert chosen(["--ui-language", "fr"]) == "fr"
    assert chosen(["--ui-language=zh"]) == "zh"
    assert chosen(["--ui-language", "xx"]) == "en"


# Lists and details


def test_lists_are_json_with_stable_keys(run: Run) -> None:
    (trip,) = run.json("list", "trips")
    assert list(trip) == [
        "id", "uuid", "code", "title", "first_day", "last_day", "stage", "delegates", "items", "days", "languages",
    ]  # fmt: skip
    assert (trip["code"], trip["first_day"], trip["items"], trip["delegates"]) == ("P01", "2027-06-13", 60, 14)
    assert set(trip["title"]) == {"fr", "en", "zh"}


def test_a_list_is_narrowed_to_a_trip(run: Run) -> None:
    assert len(run.json("list", "items", "--trip", "p01")) == 60
    assert run("list", "sites", "--trip", "P01") == 1
    assert "belong to no trip" in run.err


def test_a_table_lines_up_in_every_script(run: Run) -> None:
    from tripplanner.cli.output import width

    assert run("list", "delegates", language="zh") == 0
    titles, *lines = run.out.splitlines()
    column = width(titles[: titles.index("角色")])
    roles = {"团长", "副团长", "团员", "随行人员"}
    for line in lines:
        assert _from_column(line, column).split()[0] in roles


def _from_column(line: str, column: int) -> str:
    from tripplanner.cli.output import width

    return next(line[n:] for n in range(len(line)) if width(line[:n]) == column)


@pytest.mark.parametrize("language", languages())
def test_a_site_is_shown_whole_with_what_is_unknown_and_unverified(run: Run, language: str) -> None:
    assert run("show", "sites", "S01", language=language) == 0
    name = {"fr": "Écopont de Viry (A40)", "en": "Viry wildlife overpass", "zh": "维里生态天桥"}[language]
    assert name in run.out
    assert {"fr": "inconnu", "en": "unknown", "zh": "未知"}[language] in run.out
    assert "https://www.ge.ch/node/17524" in run.out
    assert "exact coordinates" in run.out


def test_a_theme_at_the_top_is_part_of_nothing(run: Run) -> None:
    assert run("list", "themes") == 0
    assert "unknown" not in run.out
    assert run("show", "theme", "corridor-assessment") == 0
    assert "Part of" not in run.out


def test_show_gives_json_with_the_state_of_each_text(run: Run) -> None:
    site = run.json("show", "site", "S01")
    assert (site["record_kind"], site["code"], site["group_cap"], site["lead_days"]) == ("sites", "S01", 15, None)
    assert site["translations"]["name"] == {"source": "en", "states": {"fr": "draft", "en": "source", "zh": "draft"}}


def test_show_tells_who_did_what_and_when(run: Run) -> None:
    with Workspace.open(run.database, actor="Anna", station="desk") as workspace:
        site = workspace.get(lambda s: s.scalars(sa.select(Site).where(Site.code == "S01")).one().uuid)
        workspace.do(msg("Load the sample"), lambda s: setattr(s.scalars(sa.select(Site)).first(), "area", "Ain"))
    latest, first = run.json("show", "site", "S01")["history"]
    assert (latest["actor"], latest["station"], latest["action"]) == ("Anna", "desk", "changed")
    assert latest["fields"] == ["area"]
    assert (first["action"], latest["label"], latest["at"][-1]) == ("created", "Load the sample", "Z")
    assert site == run.json("show", "site", "S01")["uuid"]
    assert run("show", "site", "S01", language="fr") == 0
    assert "Anna (desk)  Charger l’exemple" in run.out


# Checks


def test_findings_that_block_end_with_2(run: Run) -> None:
    assert run("check", "P01", language="fr") == 2
    assert "[time.transfer_too_short]" in run.out
    assert main(["--database", str(run.database), "check", "P01", "--json"]) == 2


def test_checks_and_documents_list_themselves(run: Run) -> None:
    rules = {rule["key"]: rule for rule in run.json("checks")}
    assert {"level", "title", "source"} <= set(rules["time.transfer_too_short"])
    kinds = {kind["key"]: kind for kind in run.json("documents")}
    assert kinds["calendar"]["suffix"] == ".ics"
    assert run("checks") == 0
    assert run("documents") == 0


# Making files


def test_a_document_gets_a_name_that_says_what_it_is(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    words = ("document", "calendar", "P01", "--language", "zh", "--for", "Zheng", "-o", folder)
    assert run(*words, language="fr") == 0
    (file,) = folder.iterdir()
    assert file.name == "2027-06_P01_Calendrier_brouillon_zh_ZHENG-Yuanshan.ics"
    assert run.out == f"Écrit\u00a0: {file}\n"
    assert icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")


def test_a_document_is_the_same_each_time_and_replaces_the_former(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "x.ics"
    target.write_text("former")
    assert run("document", "calendar", "P01", "--language", "fr", "-o", target) == 0
    first = target.read_bytes()
    assert run("document", "calendar", "P01", "--language", "fr", "-o", target) == 0
    assert target.read_bytes() == first != b"former"


@pytest.mark.parametrize("kind", ["itinerary", "booklet"])
def test_what_a_document_lacks_is_listed(run: Run, tmp_path: Path, kind: str) -> None:
    programme = {
        "format": "tripplanner programme", "version": 1,
        "trip": {"key": "L1", "title": {"en": "Out", "fr": "Sortie", "drafts": ["fr"]},
                 "first_day": "2027-09-01", "last_day": "2027-09-01"},
        "items": [
            {"key": "1", "type": "visit", "title": {"en": "Walk"}, "start": "2027-09-01T09:00"},
            {"key": "2", "type": "meal", "title": {"en": "Lunch", "fr": "Repas", "stale": ["fr"]},
             "start": "2027-09-01T12:00"},
        ],
    }  # fmt: skip
    file = tmp_path / "l1.json"
    file.write_text(json.dumps(programme), encoding="utf-8")
    assert run("import", "programme", file) == 0
    assert run("document", kind, "L1", "--language", "fr", "-o", tmp_path / "l1.pdf") == 0
    lines = run.err.splitlines()
    assert lines[0] == "2 translations are missing or stale:"
    assert [line.partition(": ")[2] for line in lines[1:3]] == ["“Walk”, French missing", "“Lunch”, French stale"]
    assert lines[3].endswith("translations into French are not reviewed.")


def test_an_option_reaches_the_document(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "x.ics"
    words = ("document", "calendar", "P01", "--language", "fr", "--option", "alarm=30", "--option", "flavour=phone")
    assert run(*words, "-o", target) == 0
    assert b"TRIGGER:-PT30M" in target.read_bytes()
    assert b"TZID" not in target.read_bytes()


def test_calendars_for_everybody(run: Run, tmp_path: Path) -> None:
    assert run("calendars", "P01", "-o", tmp_path / "deep" / "cal") == 0
    files = sorted(file.name for file in (tmp_path / "deep" / "cal").iterdir())
    people = run.json("list", "delegates")
    assert len(files) == 3 + len(people) + len(run.json("list", "members"))
    assert all(name.startswith("2027-06_P01_Calendar_draft_") for name in files)


def test_a_feed_keeps_its_names_whoever_publishes(run: Run, tmp_path: Path) -> None:
    words = ("calendars", "P01", "--for", "Zheng", "--flavour", "feed", "-o", tmp_path / "f")
    assert [run(*words, language=language) for language in ("fr", "zh")] == [0, 0]
    assert [file.name for file in (tmp_path / "f").iterdir()] == ["P01_zh_ZHENG-Yuanshan.ics"]


def test_characters_that_no_font_has_are_named_before_printing(run: Run, tmp_path: Path) -> None:
    from tripplanner.i18n import msg
    from tripplanner.planning.items import edit_item_fields
    from tripplanner.text import Text

    item = run.json("list", "items")[0]
    with Workspace.open(run.database) as workspace:
        workspace.do(msg("Edit"), edit_item_fields, item["id"], None, title=Text.of("fr", fr="Vue 🏔 <b>&amp;"))
    assert run("document", "itinerary", "P01", "--language", "fr", "-o", tmp_path / "i.pdf") == 0
    assert "U+1F3D4 SNOW CAPPED MOUNTAIN" in run.err
    assert (tmp_path / "i.pdf").read_bytes().startswith(b"%PDF")


def test_everything_of_a_trip_by_person(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tripplanner.documents import registry

    calendars = {"calendar": registry.kind("calendar")}  # the PDF kinds are tested where they are made
    monkeypatch.setattr(registry, "kinds", lambda: calendars)
    assert run("publish", "P01", "-o", tmp_path / "out", language="fr") == 0
    top = tmp_path / "out" / "2027-06_P01"
    assert {file.name for file in (top / "pour-tous").iterdir()} == {
        f"2027-06_P01_Calendrier_brouillon_{code}.ics" for code in ("fr", "en", "zh")
    }
    assert [file.name for file in (top / "01_ZHENG-Yuanshan").iterdir()] == [
        "2027-06_P01_Calendrier_brouillon_zh_ZHENG-Yuanshan.ics"
    ]
    assert len(list(top.iterdir())) == 1 + len(run.json("list", "delegates")) + len(run.json("list", "members"))


def test_a_missing_translation_is_counted_beside_the_result(run: Run, tmp_path: Path) -> None:
    from tripplanner.i18n import msg
    from tripplanner.planning.items import edit_item_fields
    from tripplanner.text import Text

    item = run.json("list", "items")[0]
    with Workspace.open(run.database) as workspace:
        workspace.do(msg("Edit"), edit_item_fields, item["id"], None, title=Text.of("fr", fr="Nouveau"))
    assert run("calendars", "P01", "--language", "zh", "-o", tmp_path / "c") == 0
    assert run.err == ("1 text is not translated (Chinese): it stands in its source language, marked.\n")


# Bad input: one sentence on standard error, exit code 1, nothing written


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


@pytest.mark.parametrize("spoil", [None, _not_a_database, _empty, _folder, _newer])
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
    if spoil is _newer:
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
        ["import", "gpx", "file.txt"], ["import", "programme", "missing.json"], ["import", "programme", "file.txt"],
        ["restore", "missing.db"], ["restore", "file.txt"], ["restore", "trips.db"], ["init"],
        ["document", "calendar", "P01", "--language", "fr", "-o", "trips.db"],
        ["document", "calendar", "P01", "--language", "fr", "-o", os.devnull],
        ["document", "calendar", "P01", "--language", "fr", "-o", "~nobody-of-this-name/x.ics"],
        ["document", "calendar", "P01", "--language", "fr", "-o", "x" * 300], ["calendars", "P01", "-o", "a\0b"],
        ["publish", "P01", "-o", "x" * 300], ["backup", "x" * 300], ["backup", "a\0b"], ["backup", "file.txt"],
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


# Beside a window that is open


def test_reading_goes_on_beside_an_open_window_and_writing_names_it(run: Run) -> None:
    with Workspace.open(run.database, actor="Anne", station="bureau-3"):
        assert run("list", "trips") == 0
        assert run("check", "P01") == 2
        assert run("backup") == 0
        assert run("init", "--sample", language="fr") == 1
        assert "Anne" in run.err
        assert "bureau-3" in run.err


# Database work


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


# What goes wrong in us


def test_a_bug_is_a_short_sentence_a_report_without_words_of_people_and_70(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "李娜 has an allergy"

    def fail(*_: object) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr("tripplanner.planning.kinds.kind", fail)
    assert run("list", "delegates", language="fr") == 70
    assert run.out == ""
    assert "RuntimeError" in run.err
    assert "Traceback" not in run.err
    path = Path(run.err.strip().rpartition(" dans ")[2].removesuffix("."))
    report = path.read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in report
    assert "\nlist\n" in report
    assert "commands/list.py" in report.replace(os.sep, "/")
    assert "allergy" not in report


def test_an_interruption_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tripplanner.planning.kinds.kind", interrupt)
    assert run("list", "trips") == 1
    assert run.err == "Cancelled. What was finished before is kept.\n"


def test_what_the_system_refuses_behind_the_output_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tripplanner.cli.output.write_table", full)
    assert run("list", "trips") == 1
    assert run.err.startswith("“the output”: the disk is full.")


def test_without_a_display_the_window_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert run("gui") == 1
    assert "no display" in run.err
    assert run() == 1
    assert "no display" in run.err


# As processes


def process(*words: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, *words]
    return subprocess.run(command, capture_output=True, env=environment, check=False, **settings)


def test_a_reader_that_leaves_early_is_no_error(database: Path) -> None:
    listing = f'"{sys.executable}" -m tripplanner --database "{database}" list terms'
    done = process("-c", f"""import subprocess
done = subprocess.run(['sh', '-c', {f"({listing}; echo code $? >&2) | head -n 1"!r}], capture_output=True)
print(done.stderr.decode())""")  # fmt: skip
    assert done.stdout.decode().split() == ["code", "0"]


@pytest.mark.skipif(sys.platform == "win32", reason="a process of Windows is not asked to end, it is ended")
def test_a_command_that_is_asked_to_end_leaves_no_half_written_file(database: Path, tmp_path: Path) -> None:
    code = f"""
import os, signal, sys
from tripplanner import cli
from tripplanner.documents.calendars import writing
def ended(content):
    os.kill(os.getpid(), signal.SIGTERM)
    return b"never written"
writing.calendar = ended
sys.argv = ["tripplanner", "--ui-language", "en", "--database", {str(database)!r}, "publish", "P01", "-o", "out"]
sys.exit(cli.main())"""
    done = process("-c", code, cwd=tmp_path)
    assert (done.returncode, done.stderr.decode()) == (1, "Cancelled. What was finished before is kept.\n")
    assert [path.name for path in (tmp_path / "out").rglob(".*")] == []


def test_words_of_another_locale_are_understood(database: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "POSIX", "PYTHONUTF8": "0",
                   "PYTHONCOERCECLOCALE": "0"}  # fmt: skip
    command = [sys.executable, "-m", "tripplanner", "--database", str(database), "--ui-language", "en"]
    done = subprocess.run([*command, "show", "sites", "汉字"], capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert "There is no site “汉字”." in done.stderr.decode()


def test_output_in_a_pipe_is_utf8_whatever_the_locale(database: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "POSIX", "PYTHONUTF8": "0",
                   "PYTHONCOERCECLOCALE": "0"}  # fmt: skip
    command = [sys.executable, "-m", "tripplanner", "--database", str(database), "--ui-language", "zh", "list", "trips"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert "自然保护地" in done.stdout.decode()


def test_help_loads_neither_qt_nor_the_database_nor_documents() -> None:
    code = """
import sys
from tripplanner.cli import main
assert main(["--help"]) == 0
heavy = ("PySide6", "sqlalchemy", "alembic", "reportlab", "pikepdf", "PIL", "pypdfium2", "psycopg", "icalendar")
print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""
    done = process("-c", code)
    assert done.stderr.decode().strip() == "[]"


def test_no_command_but_the_window_loads_qt(database: Path, tmp_path: Path) -> None:
    code = f"""
import sys
from tripplanner.cli import main
d = ["--database", {str(database)!r}]
for words in (["list", "sites"], ["show", "sites", "S01"], ["check", "P01"], ["documents"], ["checks"], ["doctor"],
              ["calendars", "P01", "-o", {str(tmp_path / "c")!r}], ["backup"]):
    main(d + words)
print([name for name in sys.modules if name.startswith("PySide6") or ".ui" in name], file=sys.stderr)
"""
    done = process("-c", code)
    assert done.stderr.decode().strip() == "[]"


# Small parts


def test_cells_are_cut_by_columns_of_a_terminal() -> None:
    from tripplanner.cli.output import cut, width

    assert cut("abcdef", 4) == "abc…"
    assert cut("冰海冰川", 5) == "冰海…"
    assert width("e\u0301冰") == 3


def test_a_table_fits_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from tripplanner.cli.output import width, write_table

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "40")
    screen = Terminal()
    write_table(["No.", "Title"], [["1", "冰川" * 40], ["2", "two\nlines"]], screen)
    lines = screen.getvalue().splitlines()
    assert max(map(width, lines)) <= 40
    assert lines[2] == "2    two lines"


def test_the_bar_is_drawn_on_a_terminal_only_and_goes_away() -> None:
    from tripplanner.cli.terminal import bar
    from tripplanner.i18n import msg

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert bar(io.StringIO(), "fr") is None
    screen = Terminal()
    draw = bar(screen, "en")
    assert draw is not None
    draw(1, 2, msg("Cancelled."))
    assert "[████████████░░░░░░░░░░░░] 1/2 Cancelled." in screen.getvalue()
    draw(2, 2, None)
    assert screen.getvalue().endswith("\r\x1b[K")


def checked(run: Run, *words: str) -> list[dict[str, Any]]:
    """The findings as JSON, whatever the exit code."""
    run("check", "P01", "--json", "--on", "2027-01-04", *words)
    return json.loads(run.out)


def test_a_finding_is_fixed_by_its_number_as_one_step(run: Run) -> None:
    before = checked(run, "--fixes")
    number = next(n for n, one in enumerate(before, 1) if one["rule"] == "time.transfer_too_short")
    label = before[number - 1]["fixes"][0]
    assert run("check", "P01", "--on", "2027-01-04", "--fix", number) == 0
    assert run.out == f"Done: {label}\n"
    after = checked(run)
    assert len(after) == len(before) - 1
    assert before[number - 1]["rows"] not in [one["rows"] for one in after if one["rule"] == "time.transfer_too_short"]


def test_a_finding_is_dismissed_with_a_reason_stays_in_the_list_and_counts_again(run: Run) -> None:
    before = checked(run)
    assert run("check", "P01", "--on", "2027-01-04", "--dismiss", 1) == 1
    assert run("check", "P01", "--on", "2027-01-04", "--dismiss", 1, "--reason", "agreed") == 0
    dismissed = [one for one in checked(run) if one["dismissed"]]
    assert [(one["rule"], one["dismissed"]["reason"]) for one in dismissed] == [(before[0]["rule"], "agreed")]
    assert run("check", "P01", "--on", "2027-01-04") == 2
    assert "(dismissed: agreed)" in run.out
    assert run("check", "P01", "--on", "2027-01-04", "--restore", len(before)) == 0
    assert checked(run) == before


def test_when_nothing_that_blocks_is_left_the_exit_code_says_so(run: Run) -> None:
    rules = {one["rule"] for one in checked(run) if one["level"] == "blocks"}
    for rule in rules:
        assert run("check", "P01", "--level", f"{rule}=warns") == 0
    assert run("check", "P01", "--on", "2027-01-04") == 0
    assert run("check", "P01", "--level", f"{min(rules)}=usual") == 0
    assert run("check", "P01", "--on", "2027-01-04") == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--on", "tomorrow"], "is not a date"), (["--fix", "400"], "no finding 400"),
        (["--fix", "1.9"], "no such fix"),
        (["--fix", "x"], "no finding 0"), (["--level", "time.nothing=warns"], "no rule"),
        (["--level", "time.overlap=loud"], "no level"), (["--restore", "0"], "no finding 0"),
    ],
)  # fmt: skip
def test_a_decision_about_nothing_is_refused_in_words(run: Run, words: list[str], said: str) -> None:
    assert run("check", "P01", *words) == 1
    assert said in run.err
