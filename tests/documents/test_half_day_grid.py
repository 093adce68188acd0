"""The grid of half-days: each with its city and its official activity, for the authorities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from measure import check_pages
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import editions, registry
from tripplanner.documents.grid.document import laid_out
from tripplanner.documents.registry import Request
from tripplanner.documents.spoken import SpokenTrip
from tripplanner.documents.typesetting.marks import boxes
from tripplanner.planning import releases

KIND = registry.kind("half_days")


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        releases.release(opened, 1, by="anna", anyway="x", today=None)
        yield opened


def rows(content: SpokenTrip) -> dict[str, list[str]]:
    pages, _ = laid_out(content)
    found: dict[str, list[str]] = {}
    for box in boxes(pages):
        if box.kind == "text" and box.row:
            found.setdefault(box.row, []).append(box.text)
    return found


@pytest.mark.parametrize("languages", [("fr", "zh"), ("fr",), ("en",), ("zh",)], ids="+".join)
def test_every_page_measures_well(session: Session, languages: tuple[str, ...]) -> None:
    for release in (None, 1):
        pages, _ = laid_out(editions.read(session, KIND, 1, Request(*languages, release=release)))
        check_pages(pages)


def test_each_half_day_has_its_hours_its_city_and_what_is_done(session: Session) -> None:
    content = KIND.read(session, 1, Request("fr", "zh"))
    found = rows(content)
    days = [found[f"day {day.ref.uuid}"] for day in content.trip.days]
    assert len(days) == 8
    for words in days:
        assert {"Matin", "上午", "Après-midi", "下午"} <= set(words)
    first = " ".join(days[0])
    assert "06:45–08:00" in first
    assert "Aéroport de Genève" in first
    assert "日内瓦机场" in first
    seventh = " ".join(days[6])
    assert "Corrençon-en-Vercors" in seventh
    assert " B " in seventh
    assert "Parc naturel régional du Vercors" in seventh
    assert found["signatures"][0] == "Pour l’organisateur"


def test_a_draft_says_what_is_open_and_a_release_does_not(session: Session) -> None:
    draft, fixed = (
        " ".join(
            line for said in rows(editions.read(session, KIND, 1, Request("fr", release=n))).values() for line in said
        )
        for n in (None, 1)
    )
    assert "à confirmer" in draft
    assert "à confirmer" not in fixed
    assert "BROUILLON v2" in draft
    assert "BROUILLON" not in fixed


def test_a_half_day_without_an_official_activity_is_found(session: Session) -> None:
    content = KIND.read(session, 1, Request("fr"))
    day = content.trip.days[3]
    free = tuple(replace(item, type="free_time") for item in day.items if item.start.hour < 13)
    odd = replace(content, trip=replace(content.trip, days=(replace(day, items=free),)))
    words = rows(odd)[f"day {day.ref.uuid}"]
    assert "aucune activité officielle" in words
    assert words[-1] == "–"


def test_what_the_authorities_may_not_read_is_not_in_it(session: Session, tmp_path: Path) -> None:
    content = KIND.read(session, 1, Request("fr", "zh"))
    assert content.trip.audience == "authorities"
    assert not any(line.phone or line.email for line in content.trip.members)
    assert registry.write(KIND, content, tmp_path / "grid.pdf").read_bytes().startswith(b"%PDF")
