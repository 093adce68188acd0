"""Pages shown before their file exists: as it will have them, where their words come from, what to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import sqlalchemy as sa

from databases import SampleSession
from tripplanner.documents.booklet.content import BookletContent
from tripplanner.documents.booklet.writing import proof
from tripplanner.documents.content import TripContent
from tripplanner.documents.imposition import Imposition
from tripplanner.documents.inspecting import inspect
from tripplanner.documents.proofs import Proof, Spot
from tripplanner.documents.reading import read_trip
from tripplanner.documents.redaction import shares
from tripplanner.documents.registry import Request, kinds
from tripplanner.model.trips import Trip
from tripplanner.text import Text

AUDIENCES = Path(__file__).resolve().parents[2] / "docs" / "audiences.md"


@pytest.fixture(scope="module")
def trip(sample_session: SampleSession) -> Iterator[TripContent]:
    with sample_session() as session:
        number = session.scalars(sa.select(Trip.id)).one()
        yield read_trip(session, number, Request("fr"), "delegates", library_too=True)


def pixels(data: bytes, page: int) -> bytes:
    file = pypdfium2.PdfDocument(data)
    try:
        return bytes(file[page].render(scale=0.6).buffer)
    finally:
        file.close()


def words_at(text: pypdfium2.PdfTextPage, height: float, spot: Spot) -> str:
    """What another program reads where a spot says that it lies."""
    return "".join(text.get_text_bounded(x, height - y2, x2, height - y) for x, y, x2, y2 in spot.areas)


def flat(words: str) -> str:
    return "".join(sign for sign in words if sign.isalnum())


@pytest.fixture(scope="module", params=[None, Imposition(flip="long", margin=1.0)], ids=["pages", "sheets"])
def made(request: pytest.FixtureRequest, trip: TripContent) -> tuple[Proof, bytes]:
    found = proof(BookletContent(trip, ("fr", "zh"), ("days", "practical"), imposition=request.param))
    return found, found.whole()


def test_a_page_alone_looks_as_it_does_in_the_file(made: tuple[Proof, bytes]) -> None:
    found, data = made
    file = pypdfium2.PdfDocument(data)
    assert [tuple(map(round, page.get_size())) for page in file] == [tuple(map(round, size)) for size in found.sizes]
    file.close()
    for page in (0, 1, 2, len(found.sizes) - 1):
        assert pixels(found.some([page])[0], 0) == pixels(data, page)


def test_words_lie_where_they_are_said_to_come_from(made: tuple[Proof, bytes], trip: TripContent) -> None:
    found, data = made
    titles = {item.ref.uuid: item.title for item in trip.items}
    seen: set[str] = set()
    file = pypdfium2.PdfDocument(data)
    text, height = file[1].get_textpage(), file[1].get_height()
    for spot in found.spots(1):
        if spot.source.field == "title" and spot.source.uuid in titles:
            said = flat(titles[spot.source.uuid].get(spot.language))
            assert flat(words_at(text, height, spot))[:4] in said
            seen.add(spot.source.uuid)
    text.close()
    file.close()
    assert len(seen) > 4


def test_every_line_of_the_programme_leads_somewhere(trip: TripContent) -> None:
    found = proof(BookletContent(trip, ("fr", "zh"), ("days",)))
    led = {(spot.source.uuid, spot.language) for page in range(len(found.sizes)) for spot in found.spots(page)}
    shown = [item for item in trip.items if item.type not in ("transfer",)]
    assert {(item.ref.uuid, code) for item in shown for code in ("fr", "zh")} <= led


def test_what_cannot_be_printed_or_is_cut_is_found_with_its_page(trip: TripContent) -> None:
    day = trip.days[0]
    strange = Text({"fr": "Visite 𓀀 du marais", "zh": "参观湿地"}, "fr")
    long = Text({"fr": "Longue note. " * 900, "zh": "注"}, "fr")
    items = (replace(day.items[0], title=strange), replace(day.items[1], notes=long), *day.items[2:])
    title = Text({"fr": "Un titre de jour interminable " * 12, "zh": "标题"}, "fr")
    changed = replace(trip, days=(replace(day, items=items, title=title), *trip.days[1:]))
    found = inspect(
        proof(BookletContent(changed, ("fr", "zh"), ("contents", "days"))), BookletContent(changed, ("fr",))
    )
    assert len({mark.words for mark in found.unprintable}) == 1
    mark = found.unprintable[0]
    assert mark.words == "U+13000 EGYPTIAN HIEROGLYPH A001"
    assert mark.source is not None
    assert (mark.source.uuid, mark.source.field) == (items[0].ref.uuid, "title")
    assert [one.source.uuid for one in found.shortened if one.source] == [day.ref.uuid]
    assert found.divided
    assert found.outside == ()


def test_a_good_booklet_has_nothing_to_look_at_but_photos_that_are_missing(trip: TripContent) -> None:
    content = BookletContent(trip, ("fr", "zh"))
    found = inspect(proof(content), content)
    assert (found.unprintable, found.shortened, found.outside, found.divided) == ((), (), (), ())
    assert len(found.bare) == len([sheet for sheet in trip.sites if sheet.photo is None])


_ROWS = {
    "Names and posts": "person.preferred_latin",
    "Telephones of the team on duty": "person.phone of a duty",
    "Telephones and addresses of others": "person.phone of a delegate",
    "Notes for the team": "item.team_notes",
    "Notes of the office": "item.internal_notes",
    "Who sleeps where": "room.number",
    "How each person travels": "journey.where_words",
    "What it costs": "cost.label",
    "Diet and health": "protected: diet",
    "Passports": "protected: passport",
}


def test_what_the_window_says_of_an_audience_is_what_the_table_of_audiences_says() -> None:
    lines = [line for line in AUDIENCES.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    audiences = [cell.strip() for cell in lines[0].split("|")[3:-1]]
    table: dict[str, dict[str, bool]] = {}
    for line in lines:
        name = re.match(r"\| `([^`]+)`", line)
        if name:
            cells = [cell.strip() for cell in line.split("|")[3:-1]]
            table[name[1]] = {one: bool(cell) for one, cell in zip(audiences, cells, strict=True)}
    for kind in kinds().values():
        for share in shares(kind):
            allowed = table[_ROWS[share.what.id]][kind.audience]
            if share.what.id in ("Diet and health", "Passports"):
                assert allowed or not share.told, kind.key  # only the kinds that need them say them
            else:
                assert share.told == allowed, (kind.key, share.what.id)
