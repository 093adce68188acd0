"""Documents and calendars from the command line: names, options, what is said beside them."""

import json
from pathlib import Path

import icalendar
import pytest
from running import Run

from tripplanner.i18n import msg
from tripplanner.store.workspace import Workspace


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
    from tripplanner.planning.items import edit_item_fields
    from tripplanner.text import Text

    item = run.json("list", "items")[0]
    with Workspace.open(run.database) as workspace:
        workspace.do(msg("Edit"), edit_item_fields, item["id"], None, title=Text.of("fr", fr="Vue 𓀀 🏔 <b>&amp;"))
    assert run("document", "itinerary", "P01", "--language", "fr", "-o", tmp_path / "i.pdf") == 0
    assert "1 character cannot be printed: U+13000 EGYPTIAN HIEROGLYPH A001" in run.err
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
    assert len(list(top.iterdir())) == 2 + len(run.json("list", "delegates")) + len(run.json("list", "members"))


def test_a_missing_translation_is_counted_beside_the_result(run: Run, tmp_path: Path) -> None:
    from tripplanner.planning.items import edit_item_fields
    from tripplanner.text import Text

    item = run.json("list", "items")[0]
    with Workspace.open(run.database) as workspace:
        workspace.do(msg("Edit"), edit_item_fields, item["id"], None, title=Text.of("fr", fr="Nouveau"))
    assert run("calendars", "P01", "--language", "zh", "-o", tmp_path / "c") == 0
    assert run.err == ("1 text is not translated (Chinese): it stands in its source language, marked.\n")


def test_a_driver_has_a_copy_only_of_what_drivers_may_read(run: Run, tmp_path: Path) -> None:
    driver = next(one["name"] for one in run.json("list", "members") if one["role"] == "driver")
    for kind in ("itinerary", "runsheet", "brief"):
        assert run("document", kind, "P01", "--language", "fr", "--for", driver, "-o", tmp_path / "x.pdf") == 1
        assert f"says what drivers may not read: there is no copy of it for {driver}." in run.err
        assert "Choose one of: drivers, calendar, field_pack, badges, table_cards." in run.err
    assert list(tmp_path.glob("*.pdf")) == []
    assert run("document", "drivers", "P01", "--language", "fr", "--for", driver, "-o", tmp_path / "x.pdf") == 0


def test_a_delegate_has_no_copy_of_what_is_for_the_team(run: Run, tmp_path: Path) -> None:
    for kind in ("runsheet", "budget", "contacts", "drivers"):
        assert run("document", kind, "P01", "--language", "fr", "--for", "Zheng", "-o", tmp_path / "x.pdf") == 1
        assert "says what delegates may not read: there is no copy of it for " in run.err
    assert list(tmp_path.glob("*.pdf")) == []
    assert run("document", "badges", "P01", "--language", "fr", "--for", "Zheng", "-o", tmp_path / "x.pdf") == 0
