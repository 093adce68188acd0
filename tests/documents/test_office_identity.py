"""The colour and the words of the office: in what is printed, and readable whatever was chosen."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import registry
from tripplanner.documents.booklet import cover
from tripplanner.documents.pdf.drawing import rgb
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting.accent import contrast, readable
from tripplanner.documents.typesetting.style import FIR, FIR_TINT
from tripplanner.documents.wordings import IN_EVERY_TEXT, wordings
from tripplanner.model.offices import Office
from tripplanner.planning.standard_texts import add_advice, set_standard_text, standard_texts
from tripplanner.text import Text

LAKE = "#1D5F8E"


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


def operators(path: Path) -> str:
    with pikepdf.open(path) as pdf:
        return "\n".join(page.Contents.read_bytes().decode("latin-1") for page in pdf.pages)


@pytest.mark.parametrize("kind", ["brief", "rooms", "badges", "half_days"])
def test_the_colour_of_the_office_takes_the_place_of_ours(session: Session, kind: str, tmp_path: Path) -> None:
    session.query(Office).one().accent = LAKE
    found = registry.kind(kind)
    drawn = operators(registry.write(found, found.read(session, 1, Request("fr")), tmp_path / "file.pdf"))
    assert f"{rgb(LAKE)} rg" in drawn
    for ours in (FIR, FIR_TINT):
        assert f"{rgb(ours)} rg" not in drawn
        assert f"{rgb(ours)} RG" not in drawn


def test_the_whole_landscape_of_a_cover_is_of_its_colour(session: Session, tmp_path: Path) -> None:
    session.query(Office).one().accent = LAKE
    found = registry.kind("booklet")
    content = found.read(session, 1, Request("fr", options={"sections": "practical"}))
    with pikepdf.open(registry.write(found, content, tmp_path / "file.pdf")) as pdf:
        drawn = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    assert f"{rgb(LAKE)} rg" in drawn
    assert [ours for ours in (cover.BACK, cover.MIDDLE, cover.PALE) if f"{rgb(ours)} rg" in drawn] == []


def test_headings_for_word_have_it_too(session: Session, tmp_path: Path) -> None:
    session.query(Office).one().accent = LAKE
    found = registry.kind("brief")
    data = registry.write(found, found.read(session, 1, Request("fr")), tmp_path / "file.docx").read_bytes()
    heading: Any = Document(io.BytesIO(data)).styles["Heading 2"]
    assert str(heading.font.color.rgb) == LAKE.removeprefix("#")


@pytest.mark.parametrize("chosen", ["#ffff00", "#FFFFFF", "#00ff7f", "#000000", LAKE])
def test_whatever_is_chosen_can_be_read_on_white(chosen: str) -> None:
    assert contrast(readable(chosen)) >= 4.5


def test_what_can_be_read_stays_as_it_was_chosen_and_what_is_no_colour_is_none() -> None:
    assert [readable(one) for one in (LAKE, "", "blue", "#12345")] == [LAKE, "", "", ""]


def test_what_stands_in_braces_in_our_words_can_stand_in_yours() -> None:
    for wording in wordings().values():
        words = "".join(message.id for message in (wording.title, wording.body) if message is not None)
        assert set(re.findall(r"\{(\w+)\}", words)) <= {*wording.fields, *IN_EVERY_TEXT}, wording.key


def test_the_words_of_the_office_are_what_the_letter_says(session: Session, tmp_path: Path) -> None:
    own = Text.of("fr", fr="Soyez les bienvenus, {host} !", zh="欢迎！")
    set_standard_text(session, "letter.brief", Text.of("fr", fr="Qui vient"), own)
    found = registry.kind("brief")
    data = registry.write(found, found.read(session, 1, Request("fr")), tmp_path / "file.docx").read_bytes()
    said = [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]
    assert "Qui vient" in said
    assert any(line.startswith("Soyez les bienvenus, ") and "{" not in line for line in said)


def test_each_piece_of_advice_gets_a_key_of_its_own(session: Session) -> None:
    before = set(standard_texts(session))
    text = Text.of("fr", fr="Emportez une gourde.")
    assert [add_advice(session, text, text) for _ in range(2)] == ["advice-1", "advice-2"]
    assert set(standard_texts(session)) - before == {"advice-1", "advice-2"}
