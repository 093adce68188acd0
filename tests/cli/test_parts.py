"""Parts of the command line on their own: values, diagnosis, imports as a person reads them."""

import builtins
import io
import json
import sqlite3
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tripplanner.cli import diagnosis, main
from tripplanner.cli.making import words_in
from tripplanner.cli.values import plain, shown
from tripplanner.documents.content import Ref
from tripplanner.i18n import msg
from tripplanner.text import Text

WINDOW = diagnosis._window
ROOT = Path(__file__).resolve().parents[2]
MARSH = Text.of("fr", fr="Marais", zh="沼泽")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "inconnu"),
        (True, "oui"),
        (False, "non"),
        (MARSH, "Marais"),
        (datetime(2027, 6, 13, 8, 45), "2027-06-13 08:45"),
        (datetime(2027, 6, 13, 8, 45, tzinfo=UTC), "2027-06-13 08:45 UTC"),
        (date(2027, 6, 13), "2027-06-13"),
        ((MARSH, "b", 3), "Marais, b, 3"),
        ({"zh": ["a", "b"]}, "zh a, b"),
        (45.123456789, "45.1235"),
        (12345.0, "12345"),
        (msg("yes"), "oui"),
    ],
)
def test_values_as_a_terminal_shows_them(value: object, expected: str) -> None:
    assert shown(value, "fr") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (MARSH, {"fr": "Marais", "zh": "沼泽"}),
        (datetime(2027, 6, 13, 8, 45, tzinfo=UTC), "2027-06-13T08:45:00Z"),
        (datetime(2027, 6, 13, 8, 45), "2027-06-13T08:45:00"),
        (date(2027, 6, 13), "2027-06-13"),
        ((1, None, MARSH), [1, None, {"fr": "Marais", "zh": "沼泽"}]),
        ({"a": (True,)}, {"a": [True]}),
        (msg("yes"), "yes"),
    ],
)
def test_values_as_json_holds_them(value: object, expected: object) -> None:
    assert plain(value) == expected
    json.dumps(plain(value))


def test_the_words_of_content_are_those_of_its_languages() -> None:
    content = ({"a": (Ref("item", "uuid"), MARSH)}, frozenset(["c"]), 3, None)
    assert sorted(words_in(content, ("zh",))) == sorted(["item", "uuid", "沼泽", "c"])


# Diagnosis


def looks(location: object, *, chosen: bool = False) -> dict[str, str]:
    found: dict[str, str] = {}
    for look in diagnosis.diagnosis(str(location), chosen=chosen):
        found[look.what] = max(found.get(look.what, ""), look.state, key=["", "fine", "note", "broken"].index)
    return found


@pytest.fixture(autouse=True)
def _qt_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading Qt in a process of its own is looked at in the test of the command."""
    monkeypatch.setattr(diagnosis, "_window", lambda: iter(()))


def test_a_database_that_was_never_made_is_no_fault_unless_it_was_asked_for(tmp_path: Path) -> None:
    assert looks(tmp_path / "none.db")["database"] == "note"
    assert looks(tmp_path / "none.db", chosen=True)["database"] == "broken"


def test_what_is_missing_or_damaged_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.db"
    path.write_text("hello")
    monkeypatch.setattr("tripplanner.glyphs.font_path", lambda name: tmp_path / name)
    monkeypatch.setattr("tripplanner.resources.data_root", lambda: tmp_path)
    monkeypatch.setattr(diagnosis, "_LIBRARIES", ("no-such-library",))
    monkeypatch.setattr(diagnosis, "_ZONES", ("Mars/Olympus",))
    monkeypatch.setenv("TRIPPLANNER_DATA_DIR", str(path / "below"))
    found = looks(path)
    broken = {what for what, state in found.items() if state == "broken"}
    assert broken == {"fonts", "languages", "libraries", "zones", "data", "database"}


def test_damage_inside_a_database_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    assert main(["--database", str(path), "init"]) == 0
    with sqlite3.connect(path) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'item'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    data = bytearray(path.read_bytes())
    data[(root - 1) * size : (root - 1) * size + 8] = b"\xff" * 8
    path.write_bytes(data)
    found = looks(path)
    assert "broken" in (found["database"], found.get("check"))


@pytest.mark.parametrize(("code", "state"), [("pass", "fine"), ("import no_such_module", "broken")])
def test_the_window_is_tried_in_a_process_of_its_own(code: str, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis, "_QT", code)
    first = next(iter(WINDOW()))
    assert (first.what, first.state) == ("window", state)


def test_marks_are_plain_where_the_terminal_knows_no_others() -> None:
    from tripplanner.cli.commands.doctor import _can_say

    assert [_can_say("✓", encoding) for encoding in ("utf-8", "ascii", None, "nonsense")] == [True, False, False, False]


# The window where Qt cannot be loaded


def test_a_missing_library_of_the_window_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name == "tripplanner.ui.start":
            raise ImportError("libEGL.so.1: cannot open shared object file")
        return real(name, *rest, **more)

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(builtins, "__import__", refuse)
    assert main(["--ui-language", "fr", "gui"]) == 1
    said = capsys.readouterr().err
    assert "libEGL.so.1" in said
    assert "sudo apt install" in said


# Imports as a person reads them


@pytest.fixture
def imported(database: Path, tmp_path: Path) -> tuple[Path, Path]:
    file = tmp_path / "p.json"
    file.write_bytes((ROOT / "resources/sample/programme.json").read_bytes())
    return database, file


def test_an_import_says_what_it_changes_and_when_nothing_does(
    imported: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    database, file = imported
    words = ["--ui-language", "en", "--database", str(database), "import", "programme", str(file)]
    programme = json.loads(file.read_text(encoding="utf-8"))
    programme["items"][0]["title"]["fr"] = "Autre titre"
    file.write_text(json.dumps(programme), encoding="utf-8")
    capsys.readouterr()
    assert main([*words, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "→ Autre titre" in said
    assert "this was only a look" in said
    assert main(words) == 0
    assert "is imported" in capsys.readouterr().out
    assert main(words) == 0
    assert "was like this already" in capsys.readouterr().out


def test_a_programme_with_mistakes_names_each_and_changes_nothing(
    imported: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    database, file = imported
    programme = json.loads(file.read_text(encoding="utf-8"))
    programme["items"][0]["start"] = "half past nine"
    file.write_text(json.dumps(programme), encoding="utf-8")
    capsys.readouterr()
    before = database.read_bytes()
    words = ["--ui-language", "en", "--database", str(database), "import", "programme", str(file)]
    assert main(words) == 1
    assert "half past nine" in capsys.readouterr().err
    assert main([*words, "--json"]) == 1
    out = capsys.readouterr().out
    assert json.loads(out)["problems"][0]["value"]
    assert database.read_bytes() == before


def test_nothing_is_said_where_there_are_no_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    from tripplanner.cli.output import tell

    tell("x", None)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["list", "nope"]) == 1


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
