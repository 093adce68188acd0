"""The judges see what they are for: an hour lost, a text changed, an item left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import judges
from start import Trial

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:1
DTSTART:20270613T101500Z
DTEND:20270613T113000Z
SUMMARY:Déjeuner
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20270613
DTEND;VALUE=DATE:20270614
SUMMARY:Nuit
LOCATION:Annecy
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")

PROGRAMME = {
    "trip": {"key": "P01", "zone": "Europe/Paris"},
    "items": [
        {
            "key": "D1-04",
            "status": "confirmed",
            "start": "2027-06-13T12:15",
            "end": "2027-06-13T13:30",
            "title": {"fr": "Déjeuner", "zh": "午餐"},
        },
        {"key": "D1-05", "status": "idea", "start": None, "end": None, "title": {"fr": "Musée", "zh": "博物馆"}},
    ],
}


@pytest.fixture
def case(tmp_path: Path) -> judges.Case:
    return judges.Case("summer", Trial(tmp_path, tmp_path), "P01", PROGRAMME)


def test_readings_that_agree_have_no_difference() -> None:
    ours = judges.read_by_vobject(CALENDAR)
    assert judges.differences({"one": ours, "other": judges.read_by_vobject(CALENDAR)}) == []


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ("101500", "091500", "start"),
        ("Nuit", "Jour", "summary"),
        ("Annecy", "", "location"),
        ("UID:2", "UID:3", "summary"),
    ],
)
def test_a_difference_is_named(before: str, after: str, field: str) -> None:
    ours, theirs = (judges.read_by_vobject(text) for text in (CALENDAR, CALENDAR.replace(before, after)))
    found = judges.differences({"one": ours, "other": theirs})
    assert any(f" {field}: one" in line for line in found)


def test_an_empty_calendar_is_no_agreement() -> None:
    assert judges.differences({"one": {}, "other": {}}) == ["there is no event in it"]


def test_the_moments_and_titles_of_the_programme_are_found(case: judges.Case) -> None:
    assert judges.against_programme(judges.read_by_vobject(CALENDAR), case, "fr") == []


def test_an_event_an_hour_off_or_renamed_is_missed(case: judges.Case) -> None:
    late = judges.read_by_vobject(CALENDAR.replace("101500", "111500"))
    assert judges.against_programme(late, case, "fr") == ["D1-04: no event from 2027-06-13T12:15 to 2027-06-13T13:30"]
    renamed = judges.read_by_vobject(CALENDAR.replace("Déjeuner", "Dîner"))
    assert judges.against_programme(renamed, case, "fr") == ["D1-04: no event is called Déjeuner"]
    assert judges.against_programme(renamed, case, "zh") == ["D1-04: no event is called 午餐"]


def test_the_winter_copy_moves_every_date_and_keeps_the_hours(tmp_path: Path) -> None:
    source, target = tmp_path / "summer.json", tmp_path / "winter.json"
    source.write_text(json.dumps(PROGRAMME), encoding="utf-8")
    judges.moved_programme(source, target)
    moved = json.loads(target.read_text(encoding="utf-8"))
    assert (moved["items"][0]["start"], moved["trip"]["key"]) == ("2028-01-23T12:15", "WINTER")


def test_titles_are_found_across_lines_and_kinds_of_space() -> None:
    assert judges.squeezed("Relier\u202fles\nparcs") == judges.squeezed("Relier les parcs")
