"""Name badges and table cards: where the labels lie, what stands on them, from which label on."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from measure import check_pages
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import registry
from tripplanner.documents.badges.content import BadgeContent
from tripplanner.documents.badges.document import laid_out
from tripplanner.documents.badges.sheets import BADGES, TABLE, LabelSheet
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.marks import boxes
from tripplanner.names import PersonName


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


def read(session: Session, kind: str, *languages: str, **options: str) -> BadgeContent:
    return registry.kind(kind).read(session, 1, _request(languages, options))


@pytest.mark.parametrize("label", [*BADGES.values(), *TABLE.values()], ids=lambda label: f"{label.width}")
def test_the_labels_fill_their_sheet_evenly_and_none_touches_another(label: LabelSheet) -> None:
    assert 2 * label.left + (label.across - 1) * label.pitch_x + label.width == pytest.approx(210)
    assert 2 * label.top + (label.down - 1) * label.pitch_y + label.height == pytest.approx(297)
    assert label.pitch_x >= label.width
    assert label.pitch_y >= label.height


KINDS = [("badges", key) for key in BADGES] + [("table_cards", key) for key in TABLE]


@pytest.mark.parametrize("languages", [("fr", "zh"), ("zh", "fr"), ("en",), ("zh",)], ids="+".join)
@pytest.mark.parametrize(("kind", "sheet"), KINDS, ids="-".join)
def test_every_name_stands_whole_on_its_own_label(
    session: Session, kind: str, sheet: str, languages: tuple[str, ...]
) -> None:
    content = read(session, kind, *languages, sheet=sheet)
    pages, _ = laid_out(content)
    check_pages(pages)
    labels = [placed for page in pages for placed in page.placed if (placed.block.row or "").startswith("label")]
    assert len(labels) == len(content.people) > 15
    for page in pages:
        mark, *own = page.placed
        assert mark.y + mark.block.height < min(placed.y for placed in own) - 1
        for placed in own:
            inside = [b for b in boxes([page]) if b.row == placed.block.row and b.kind == "text"]
            assert min(b.x for b in inside) >= placed.x + 4 * st.MM
            assert max(b.x + b.w for b in inside) <= placed.x + placed.block.width - 4 * st.MM
            assert min(b.y for b in inside) >= placed.y
            assert max(b.y + b.h for b in inside) <= placed.y + placed.block.height
    for person, placed in zip(content.people, labels, strict=True):
        words = [b.text for page in pages for b in boxes([page]) if b.row == placed.block.row]
        assert person.name.latin in words
        assert words.count(person.name.native) == (2 if kind == "table_cards" else 1) or not person.name.native


@pytest.mark.parametrize(("kind", "sheet"), KINDS, ids="-".join)
def test_a_name_without_end_is_cut_before_it_runs_over_another_label(session: Session, kind: str, sheet: str) -> None:
    content = read(session, kind, "fr", "zh", sheet=sheet)
    endless = PersonName("Abcdefgh " * 13, "Ijklmnop " * 13, "", "文" * 60, "欧阳" * 60)
    pages, _ = laid_out(replace(content, people=(replace(content.people[0], name=endless),)))
    check_pages(pages)
    for placed in pages[0].placed[1:]:
        inside = [b for b in boxes([replace(pages[0], placed=(placed,))]) if b.kind == "text"]
        assert max(b.y + b.h for b in inside) <= placed.y + placed.block.height


def test_the_guests_stand_by_rank_and_as_the_roster_says(session: Session) -> None:
    content = read(session, "badges", "fr", "zh")
    assert [person.name.printed for person in content.people[:2]] == ["郑远山 ZHENG Yuanshan", "欧阳文澜 OUYANG Wenlan"]
    guests = read(session, "badges", "fr", "zh", who="guests")
    assert {person.role for person in guests.people} == {"head", "deputy", "member"}
    odd = replace(content.people[0], name=PersonName("Memet", "Aynur", preferred_latin="Aynur memet"))
    pages, _ = laid_out(replace(content, people=(odd,)))
    assert "Aynur memet" in [box.text for box in boxes(pages)]
    one = registry.kind("badges").read(session, 1, Request("fr", person=content.people[3].person))
    assert one.people == (content.people[3],)


def test_used_labels_stay_white(session: Session) -> None:
    content = read(session, "badges", "fr", sheet="99x38", start="4")
    pages, _ = laid_out(content)
    places = list(content.sheet.places())
    assert [(p.x, p.y) for p in pages[0].placed[1:]] == places[3:]
    assert [(p.x, p.y) for p in pages[1].placed[1:]] == places[: len(content.people) - 11]
    assert read(session, "badges", "fr", sheet="99x68", start="14").skipped == 7


def test_the_upper_face_of_a_table_card_is_upside_down(session: Session, tmp_path: Path) -> None:
    content = replace(read(session, "table_cards", "zh"), people=read(session, "table_cards", "zh").people[:1])
    pages, _ = laid_out(content)
    name = [box for box in boxes(pages) if box.text == content.people[0].name.native]
    _mark, card = pages[0].placed
    upper, lower = sorted(name, key=lambda box: box.y)
    assert upper.x + upper.w + lower.x == pytest.approx(2 * card.x + card.block.width)
    assert upper.y + upper.h + lower.y == pytest.approx(2 * card.y + card.block.height)
    path = registry.write(registry.kind("table_cards"), content, tmp_path / "card.pdf")
    found = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True, text=True).stdout
    spots = [line for line in found.splitlines() if "ZHENG" in line]
    assert len(spots) == 2


def test_nobody_is_said(session: Session) -> None:
    pages, _ = laid_out(replace(read(session, "badges", "fr"), people=()))
    assert "Personne ne participe encore." in {box.text for box in boxes(pages)}


def _request(languages: tuple[str, ...], options: dict[str, str]) -> Request:
    return Request(languages[0], languages[1] if len(languages) > 1 else None, options=options)
