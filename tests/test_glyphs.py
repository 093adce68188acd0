"""The bundled table of widths and glyphs, its cache, and what counts as unprintable."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tripplanner import glyphs
from tripplanner.errors import TripPlannerError
from tripplanner.resources import resource


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Forgets what earlier tests read, before and after."""
    glyphs.face.cache_clear()
    glyphs._bundled.cache_clear()
    yield
    glyphs.face.cache_clear()
    glyphs._bundled.cache_clear()


@pytest.mark.parametrize("name", glyphs.FACE_NAMES)
def test_the_bundled_table_is_what_the_font_says(name: str) -> None:
    metrics = glyphs.face(name)
    with TTFont(glyphs.font_path(name), lazy=True) as font:
        cmap, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        wide = {code: round(advances[glyph][0] * 1000 / em) for code, glyph in cmap.items()}
        assert {code: metrics.width(chr(code)) for code in cmap} == wide
        assert all(metrics.glyph(chr(code)) == font.getGlyphID(g) for code, g in cmap.items())
    assert sum(width != 0xFFFF for width in metrics.widths) + len(metrics.astral) == len(cmap)


def test_the_bundled_file_is_fresh(tmp_path: Path) -> None:
    glyphs.write_bundled(tmp_path / "metrics.bin")
    assert (tmp_path / "metrics.bin").read_bytes() == resource("fonts", "metrics.bin").read_bytes()


def _elsewhere(monkeypatch: pytest.MonkeyPatch, fonts: Path, cache: Path) -> None:
    monkeypatch.setattr(glyphs, "resource", lambda *parts: fonts.joinpath(*parts[1:]))
    monkeypatch.setattr(glyphs, "_cache_path", lambda name: cache / f"{name}.glyphs")


@pytest.mark.usefixtures("forgetful")
def test_without_the_bundled_table_the_font_is_parsed_once_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = glyphs.face("NotoSans-Regular")
    glyphs.face.cache_clear()
    glyphs._bundled.cache_clear()
    shutil.copy(glyphs.font_path("NotoSans-Regular"), tmp_path / "NotoSans-Regular.ttf")
    _elsewhere(monkeypatch, tmp_path, tmp_path / "cache")
    assert glyphs.face("NotoSans-Regular") == expected
    kept = tmp_path / "cache" / "NotoSans-Regular.glyphs"
    assert glyphs._read_cache("NotoSans-Regular", glyphs._font_key("NotoSans-Regular")) == expected
    kept.write_bytes(kept.read_bytes()[:200])
    glyphs.face.cache_clear()
    assert glyphs.face("NotoSans-Regular") == expected


@pytest.mark.usefixtures("forgetful")
def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(glyphs.font_path("NotoSans-Regular"), tmp_path / "NotoSans-Regular.ttf")
    (tmp_path / "cache").write_text("a file where the folder should be")
    _elsewhere(monkeypatch, tmp_path, tmp_path / "cache")
    assert glyphs.face("NotoSans-Regular").width("é") == 564


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("damage", ["missing", "empty", "cut"])
def test_a_missing_or_damaged_font_is_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    whole = glyphs.font_path("NotoSans-Regular").read_bytes()
    if damage != "missing":
        (tmp_path / "NotoSans-Regular.ttf").write_bytes(b"" if damage == "empty" else whole[:5000])
    _elsewhere(monkeypatch, tmp_path, tmp_path / "cache")
    with pytest.raises(TripPlannerError, match=r"The font NotoSans-Regular\.ttf is missing or damaged\."):
        glyphs.face("NotoSans-Regular")


def test_every_character_of_the_three_languages_is_printable() -> None:
    words = "L’œuvre, « Ÿ » : ça ; où ? — 1 020 m² · Mǎ Lǐ nǚ 喆垚堃玥祎欧阳“”《》……"
    assert glyphs.uncovered([words, "🏔️🐼👩🏽‍🔬🇫🇷1️⃣", "\u00a0\u202f\u2060\ufe0f\ufffe\uffff\n\t"]) == ()


def test_what_cannot_be_printed_is_named() -> None:
    found = glyphs.uncovered(["a𓀀b", "𠮷😀", "العربية", "नमस्ते"])
    assert {"𓀀", "ا", "न"} <= set(found)
    assert "😀" not in found
    assert glyphs.describe("😀") == "U+1F600 GRINNING FACE"
    assert glyphs.describe("\ue000") == "U+E000"
    assert glyphs.describe("\ud800") == "U+D800"
