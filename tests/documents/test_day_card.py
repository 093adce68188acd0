"""The day card: its size, what stands first, and how a long day is cut."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from measure import check_pages
from PIL import Image
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import publishing, registry
from tripplanner.documents.cards.content import CardContent
from tripplanner.documents.cards.document import laid_out
from tripplanner.documents.cards.picture import png
from tripplanner.documents.content import TripContent
from tripplanner.documents.naming import file_name
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting.marks import Page, TextLine, boxes
from tripplanner.errors import NotFound
from tripplanner.planning.trips import trip_row
from tripplanner.text import Text

KIND = registry.kind("day_card")


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


@pytest.fixture(scope="module")
def trip(session: Session) -> TripContent:
    assert KIND.shared
    return KIND.shared(session, 1, Request("fr"))


def card(trip: TripContent, day: int, *languages: str, **options: Any) -> CardContent:
    assert KIND.copy
    return KIND.copy(trip, _request(languages, {"day": str(day), **options}))


def said(pages: tuple[Page, ...]) -> list[str]:
    return [box.text for box in boxes(pages) if box.kind == "text"]


@pytest.mark.parametrize("languages", [("zh", "fr"), ("fr", "zh"), ("fr",), ("en",), ("zh",)], ids="+".join)
def test_every_card_of_the_trip_measures_well(trip: TripContent, languages: tuple[str, ...]) -> None:
    for number in range(1, len(trip.days) + 1):
        laid = laid_out(card(trip, number, *languages))
        check_pages(laid.pages)
        for page in laid.pages:
            foot = min(placed.y for placed in page.placed if placed.block.row == "margin foot")
            rows = [p for p in page.placed if p.block.row and not p.block.row.startswith("margin")]
            assert max(placed.y + placed.block.height for placed in rows) <= foot
        rows = [b.row for b in boxes(laid.pages) if b.row and b.row.startswith("item")]
        assert set(rows) == {f"item {item.ref.uuid}" for item in trip.days[number - 1].items}


def test_it_is_1080_by_1920_small_and_nothing_is_smaller_than_28_pixels(trip: TripContent) -> None:
    content = card(trip, 2, "zh", "fr")
    data, _ = png(content)
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size, picture.info) == ("PNG", (1080, 1920), {})
        assert picture.convert("RGB").getpixel((10, 10)) == (31, 107, 79)
    assert len(data) < 250_000
    assert png(content)[0] == data
    assert min(run.size for page in laid_out(content).pages for run in _runs(page)) * 4 >= 28


def _runs(page: Page) -> Iterator[Any]:
    waiting = [placed.block for placed in page.placed]
    while waiting:
        block = waiting.pop()
        waiting += [child for _, _, child in block.children]
        for mark in block.marks:
            if isinstance(mark, TextLine):
                yield from mark.runs


def test_warnings_stand_first_in_both_languages(trip: TripContent) -> None:
    first, second = laid_out(card(trip, 2, "zh", "fr")).pages
    rows = list(dict.fromkeys(b.row for b in boxes([first]) if b.row and not b.row.startswith("margin")))
    assert rows[0] == "repeat alert passport"
    assert rows[1].startswith("repeat alert ")
    assert rows[2].startswith("item ")
    words = said((first,))
    assert "请随身携带护照" in words
    assert "天桥及其周边禁止人员进入" in words
    assert any(line.startswith("Toute présence humaine est interdite") for line in words)
    assert all("+33 6 39 98 00 01" in said((page,)) and "v1" in said((page,)) for page in (first, second))


def test_a_long_day_has_a_morning_and_an_afternoon(trip: TripContent) -> None:
    laid = laid_out(card(trip, 3, "fr", "zh"))
    assert ["Matin" in said((page,)) for page in laid.pages] == [True, False]
    assert "Après-midi" in said((laid.pages[1],))
    with pytest.raises(NotFound, match="takes 2 cards"):
        png(card(trip, 3, "fr", "zh", part="3"))
    with pytest.raises(NotFound, match="no day 9"):
        card(trip, 9, "fr")


def test_forty_items_take_as_many_cards_as_they_need(trip: TripContent) -> None:
    day = replace(trip.days[1], items=trip.days[1].items * 5)
    pages = laid_out(replace(card(trip, 2, "fr"), day=day)).pages
    items = [p for page in pages for p in page.placed if p.block.row and p.block.row.startswith("item")]
    assert len(items) == len(day.items)
    empty = laid_out(replace(card(trip, 2, "fr"), day=replace(day, items=(), nights=())))
    assert "Rien n’est prévu ce jour-là." in said(empty.pages)


ENDLESS = ["https://example.org/" + "path/" * 200, "自然保护地连通性专题考察交流，" * 60, "The quick brown fox. " * 80]


@pytest.mark.parametrize("words", ENDLESS, ids=("address", "Chinese", "Latin"))
@pytest.mark.parametrize("languages", [("fr", "zh"), ("zh",)], ids="+".join)
def test_no_words_are_so_many_that_they_run_over_the_foot(
    trip: TripContent, languages: tuple[str, ...], words: str
) -> None:
    text = Text.of("fr", fr=words, zh=words)
    for number in (2, 3):
        day = trip.days[number - 1]
        items = tuple(replace(item, title=text, subgroups=()) for item in day.items)
        content = card(trip, number, *languages)
        laid = laid_out(replace(content, day=replace(day, items=items, title=text, bring=text)))
        for page in laid.pages:
            foot = min(placed.y for placed in page.placed if placed.block.row == "margin foot")
            rows = [p for p in page.placed if p.block.row and not p.block.row.startswith("margin")]
            assert max(placed.y + placed.block.height for placed in rows) <= foot


def test_publishing_makes_every_card_once_for_everybody(session: Session, trip: TripContent, tmp_path: Path) -> None:
    pieces = [piece for piece in publishing.plan(session, 1, "fr") if piece.kind is KIND]
    assert {piece.request.languages for piece in pieces} == {("zh", "en")}
    assert {piece.request.person for piece in pieces} == {None}
    expected = [
        (str(day.number), str(part))
        for day in trip.days
        for part in range(1, len(laid_out(card(trip, day.number, "zh", "en")).pages) + 1)
    ]
    assert [(piece.request.options["day"], piece.request.options["part"]) for piece in pieces] == expected
    assert len({piece.path for piece in pieces}) == len(pieces)
    files = publishing.write_all(partial(_get, session), pieces[:2], tmp_path)
    assert [file.suffix for file in files] == [".png", ".png"]


def _request(languages: tuple[str, ...], options: dict[str, str]) -> Request:
    return Request(languages[0], languages[1] if len(languages) > 1 else None, options=options)


def _get(session: Session, verb: Any, *arguments: Any) -> Any:
    return verb(session, *arguments)


def test_each_card_has_a_file_name_of_its_own(session: Session) -> None:
    row = trip_row(session, 1)
    names = {
        file_name(row, KIND, Request("zh", "fr", options={"day": day, "part": part}), "fr")
        for day in ("2", "3")
        for part in ("1", "2")
    }
    assert "2027-06_P01_Carte-du-jour_brouillon_zh-fr_3-2.png" in names
    assert len(names) == 4
