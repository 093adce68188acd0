"""Settings survive a restart, and nothing that happens to their file keeps the program from starting."""

import json
from pathlib import Path
from typing import Any

import pytest

from tripplanner.settings import Settings, config_dir, data_dir, default_database


def test_a_value_survives_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.json"
    Settings(file).set("language", "zh")
    assert Settings(file).get("language", "fr") == "zh"


def test_none_forgets_a_value(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.json")
    settings.set("language", "zh")
    settings.set("language", None)
    assert Settings(tmp_path / "s.json").get("language", "fr") == "fr"


@pytest.mark.parametrize("content", ["{", "[1, 2]", "\x00\x00", "", '{"language": "fr"'])
def test_a_damaged_file_is_kept_aside_and_defaults_are_used(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content, encoding="utf-8")
    settings = Settings(file)
    assert settings.get("language", "fr") == "fr"
    assert settings.damaged is not None
    assert settings.damaged.read_text(encoding="utf-8") == content
    settings.set("language", "en")
    assert Settings(file).get("language", "fr") == "en"


def test_a_value_of_another_type_is_ignored(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"language": 3, "rail_wide": "yes"}', encoding="utf-8")
    assert Settings(file).get("language", "fr") == "fr"
    assert Settings(file).get("rail_wide", True) is True


def test_what_names_somebody_who_was_erased_leaves_the_settings(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("palette/recent", [["go", "people", "Ni Canary"], ["go", "sites", "Aravis"]])
    settings.set("library/people", {"filters": [{"name": "chez Canary", "words": "Canary"}], "widths": {"name": 90}})
    settings.set("trip", 3)

    def clean(value: Any) -> Any:
        return json.loads(json.dumps(value).replace("Ni Canary", "…").replace("Canary", "…"))

    settings.take_out(clean)
    assert json.loads((tmp_path / "settings.json").read_text(encoding="utf-8")) == {
        "library/people": {"filters": [{"name": "chez …", "words": "…"}], "widths": {"name": 90}},
        "palette/recent": [["go", "sites", "Aravis"]],
        "trip": 3,
    }


def test_a_folder_that_cannot_be_written_does_not_raise(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    settings = Settings(blocked / "settings.json")
    settings.set("language", "zh")
    assert settings.get("language", "fr") == "zh"


def test_the_environment_chooses_the_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRIPPLANNER_CONFIG_DIR", str(tmp_path / "c"))
    monkeypatch.setenv("TRIPPLANNER_DATA_DIR", str(tmp_path / "d"))
    assert config_dir() == tmp_path / "c"
    assert data_dir() == tmp_path / "d"
    assert default_database() == tmp_path / "d" / "tripplanner.db"
    assert Settings().database() == str(default_database())
