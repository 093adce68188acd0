"""Programmes that strangers wrote to break the documents: each comes out whole, measured on every page."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import pytest
import sqlalchemy as sa
import vobject
from sqlalchemy.orm import Session

from databases import SampleSession
from documents.hostile import HOSTILE
from documents.measure import check_pages
from tripplanner.documents import registry
from tripplanner.documents.booklet import writing as booklet_writing
from tripplanner.documents.booklet.content import BookletContent
from tripplanner.documents.booklet.writing import laid_out as booklet_pages
from tripplanner.documents.calendars.content import FLAVOURS
from tripplanner.documents.calendars.reading import read_trip as calendar_trip
from tripplanner.documents.calendars.writing import calendar
from tripplanner.documents.itinerary import document as itinerary_document
from tripplanner.documents.itinerary.content import ItineraryContent
from tripplanner.documents.itinerary.document import laid_out as itinerary_pages
from tripplanner.documents.reading import read_trip
from tripplanner.documents.registry import Request
from tripplanner.exchange import programme_file
from tripplanner.model.trips import Trip

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

LANGUAGES = [("fr", "zh"), ("en", "fr")]


@pytest.fixture(scope="module")
def library(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


@pytest.fixture(scope="module", params=[name for name in HOSTILE if name not in ("first_year", "last_year")])
def trip_id(
    request: pytest.FixtureRequest, library: Session, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """The trip that a hostile file brought, gone after the tests of this file."""
    file = tmp_path_factory.mktemp("hostile") / "programme.json"
    file.write_text(json.dumps(HOSTILE[request.param]()), encoding="utf-8")
    uuid = programme_file.apply(library, programme_file.read_file(file))
    yield library.scalars(sa.select(Trip.id).where(Trip.uuid == uuid)).one()
    library.rollback()
    # They remember for the process what no font prints: other tests expect nothing of that.
    booklet_writing.typesetter.cache_clear()
    itinerary_document.typesetter.cache_clear()


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
def test_every_page_measures_well(library: Session, trip_id: int, languages: tuple[str, ...]) -> None:
    trip = read_trip(library, trip_id, Request(*languages), "delegates", library_too=True)
    check_pages(itinerary_pages(ItineraryContent(trip, languages)).pages)
    check_pages(booklet_pages(BookletContent(trip, languages)).pages)


def test_facing_pages_face_each_other(library: Session, trip_id: int) -> None:
    trip = read_trip(library, trip_id, Request("fr", "zh"), "delegates", library_too=True)
    pages = booklet_pages(BookletContent(trip, ("fr", "zh"), facing=True)).pages
    check_pages(pages)
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_others_read_the_calendars(library: Session, trip_id: int, flavour: str) -> None:
    trip = calendar_trip(library, trip_id)
    wanted = sorted(event.uid for event in trip.whole("fr", flavour, None).events)
    data = calendar(trip.whole("fr", flavour, None))
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert sorted(str(event["UID"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")) == wanted
    parsed = vobject.readOne(data.decode())
    assert sorted(event.uid.value for event in parsed.contents.get("vevent", [])) == wanted


@pytest.mark.parametrize("name", ["first_year", "last_year"])
def test_years_nobody_travels_in_are_named(name: str, tmp_path: Path) -> None:
    file = tmp_path / "programme.json"
    file.write_text(json.dumps(HOSTILE[name]()), encoding="utf-8")
    problems = programme_file.read_file(file).problems
    assert {problem.field for problem in problems} == {"first_day", "last_day", "start", "end"}


def test_groups_under_one_roof_have_one_line(sample_session: SampleSession, tmp_path: Path) -> None:
    file = tmp_path / "programme.json"
    file.write_text(json.dumps(HOSTILE["ten_groups"]()), encoding="utf-8")
    with sample_session() as session:
        uuid = programme_file.apply(session, programme_file.read_file(file))
        number = session.scalars(sa.select(Trip.id).where(Trip.uuid == uuid)).one()
        first = read_trip(session, number, Request("fr"), "delegates").days[0]
    assert [night.subgroups for night in first.nights] == [()], "all ten are everyone"


def test_a_field_pack_opens_elsewhere(library: Session, trip_id: int, tmp_path: Path) -> None:
    kind = registry.kind("field_pack")
    content = kind.read(library, trip_id, Request("fr", "zh", options={"pages": "none"}))
    with zipfile.ZipFile(registry.write(kind, content, tmp_path / "pack.zip")) as archive:
        assert archive.testzip() is None
        files = {name.split("/")[1]: archive.read(name) for name in archive.namelist()}
        assert len({name.casefold() for name in archive.namelist()}) == len(archive.namelist())
        assert max(len(part.encode()) for name in archive.namelist() for part in name.split("/")) < 256
    page = files["1_Programme.html"].decode()
    assert page.count("<article") == page.count("</article>") >= len(content.trip.items)
    assert "\x00" not in page
    ElementTree.fromstring(files["4_Lieux.gpx"])
    for card in vobject.readComponents(files.get("5_Contacts.vcf", b"").decode()):
        assert card.fn.value
        assert card.tel.value.lstrip("+").isdecimal()
