"""The command line as scripts and people use it: exit codes, streams, languages, JSON."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from running import ROOT, Run, process

from tripplanner import cli
from tripplanner.cli import main
from tripplanner.cli.command import commands
from tripplanner.i18n import languages, msg
from tripplanner.model.sites import Site
from tripplanner.settings import Settings
from tripplanner.store.workspace import Workspace

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
def test_wrong_usage_ends_with_64_and_says_so_in_the_persons_language(
    run: Run, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")  # of the system, where the language asked for is none
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


# Beside a window that is open


def test_reading_goes_on_beside_an_open_window_and_writing_names_it(run: Run) -> None:
    with Workspace.open(run.database, actor="Anne", station="bureau-3"):
        assert run("list", "trips") == 0
        assert run("check", "P01") == 2
        assert run("backup") == 0
        assert run("init", "--sample", language="fr") == 1
        assert "Anne" in run.err
        assert "bureau-3" in run.err


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


def test_a_reader_that_leaves_early_is_no_error(database: Path) -> None:
    listing = f'"{sys.executable}" -m tripplanner --database "{database}" list terms'
    done = process("-c", f"""import subprocess
done = subprocess.run(['sh', '-c', {f"({listing}; echo code $? >&2) | head -n 1"!r}], capture_output=True)
print(done.stderr.decode())""")  # fmt: skip
    assert done.stdout.decode().split() == ["code", "0"]


@pytest.mark.skipif(sys.platform == "win32", reason="a process of Windows is not asked to end, it is ended")
def test_a_command_that_is_asked_to_end_leaves_no_half_written_file(database: Path, tmp_path: Path) -> None:
    """Also where Python would swallow it: while an object goes."""
    code = f"""
import os, signal, sys, weakref
from tripplanner import cli
from tripplanner.documents.calendars import writing
class Thing: pass
def ended(content):
    thing = Thing()
    watch = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGTERM))
    del thing
    for n in range(10 ** 8):
        pass
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


def test_search_finds_by_pinyin_without_accents_and_by_characters(run: Run) -> None:
    assert [hit["kind"] for hit in run.json("search", "mer", "de", "glace")] == ["sites", "items", "days"]
    for words in ("binghai", "冰海", "MER DE GLACE"):
        assert [hit["id"] for hit in run.json("search", words, "--kind", "site")] == [7]
    assert [hit["field"] for hit in run.json("search", "ecloserie")] == ["kind"]
    assert run("search", "ecloserie", language="fr") == 0
    assert "écloserie et centre de visite" in run.out
    assert run.json("search", '"*-NEAR(', "--kind", "themes") == []
    assert run("search", "mer", "--kind", "ships") == 1
    assert "ships" in run.err
