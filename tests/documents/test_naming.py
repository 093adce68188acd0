"""Names of files that any file system takes and a person recognises."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.documents import registry
from tripplanner.documents.naming import distinct, file_name, joined, safe_part, trip_folder
from tripplanner.errors import TripPlannerError
from tripplanner.planning.trips import TripRow
from tripplanner.store.targets import write_bytes
from tripplanner.text import Text

pytestmark = pytest.mark.usefixtures("nothing_is_counted")


def trip(code: str = "", **texts: Text) -> TripRow:
    words = {name: text.to_json() for name, text in texts.items()}
    return TripRow(
        id=7, uuid="u", version=1, code=code, title_json=words.get("title", ""),
        short_title_json=words.get("short_title", ""), route_json="", stage="idea", first_day=date(2026, 9, 14),
        last_day=date(2026, 9, 19), zone="Europe/Paris", calendar_url="", sample_key=None,
        updated_at=datetime(2026, 1, 1, tzinfo=UTC), languages=("fr", "zh"), delegations_json=(), delegates=0, items=0,
        confirmed=0, unplaced=0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("request_", "language", "expected"),
    [
        (registry.Request("fr", "zh", release=3), "fr", "2026-09_Yunnan_Calendrier_v3_fr-zh.ics"),
        (registry.Request("zh"), "en", "2026-09_Yunnan_Calendar_draft_zh.ics"),
        (registry.Request("fr", "fr"), "zh", "2026-09_Yunnan_日历_草稿_fr.ics"),
    ],
)
def test_the_name_says_month_trip_kind_version_and_languages(
    request_: registry.Request, language: str, expected: str
) -> None:
    assert file_name(trip("Yunnan"), registry.kind("calendar"), request_, language) == expected


def test_a_trip_without_a_code_goes_by_its_short_title_its_title_its_number() -> None:
    short, title = Text.of("fr", fr="Alpes du Nord", zh="阿尔卑斯"), Text.of("fr", fr="Voyage / long")
    assert trip_folder(trip(short_title=short, title=title), "zh") == "2026-09_阿尔卑斯"
    assert trip_folder(trip(title=title), "fr") == "2026-09_Voyage-long"
    assert trip_folder(trip(), "fr") == "2026-09_7"
    assert trip_folder(trip(code=" ", short_title=Text.of("fr", fr=" / ")), "fr") == "2026-09_7"


def test_a_title_gives_a_file_its_first_words_alone() -> None:
    titles = {"fr": "Connectivité écologique des aires protégées", "zh": "自然保护地连通性专题考察交流", "en": "x" * 50}
    long = trip(title=Text.of("fr", **titles))
    assert {code: trip_folder(long, code) for code in titles} == {
        "fr": "2026-09_Connectivité-écologique-des", "zh": "2026-09_自然保护地连通性专题", "en": "2026-09_" + "x" * 32,
    }  # fmt: skip


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_text_becomes_a_part_that_can_be_written(text: str) -> None:
    part = safe_part(text)
    assert len(part.encode()) <= 60
    assert not set(part) & set('<>:"/\\|?*\0\n')
    assert part == part.strip(" .-")
    assert safe_part(part) == part


def test_names_that_make_the_same_file_are_numbered_and_stay_short() -> None:
    assert distinct(["OFB", "ofb", "CON", "", "", "O F B", "é" * 40, "É" * 40]) == [
        "OFB", "ofb-2", "CON", "", "-2", "O-F-B", "é" * 30, "É" * 29 + "-2",
    ]  # fmt: skip
    assert joined(["brief", "-2"]) == "brief_2"


@pytest.mark.parametrize("text", ["..", ".hidden", "a/../b", "  ", "\u202egnp.exe", "\ufeff\ufffe\uffff"])
def test_no_part_leads_elsewhere(text: str, tmp_path: Path) -> None:
    name = joined(["2026", text])
    (tmp_path / name).write_text("x")
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
    assert not name.endswith(".")


def test_bytes_are_written_aside_and_a_failure_leaves_the_former_file(tmp_path: Path) -> None:
    target = tmp_path / "x.ics"
    assert write_bytes(b"one", target).read_bytes() == b"one"
    with pytest.raises(TripPlannerError, match="does not exist"):
        write_bytes(b"two", tmp_path / "missing" / "x.ics")
    (tmp_path / "folder.ics").mkdir()
    with pytest.raises(TripPlannerError, match="cannot be written"):
        write_bytes(b"two", tmp_path / "folder.ics")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.ics", "x.ics"]
