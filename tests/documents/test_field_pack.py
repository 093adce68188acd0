"""The field pack: it opens anywhere, loads nothing, tells now and next, and says only what its reader may see."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import icalendar
import pypdfium2  # pyright: ignore[reportMissingTypeStubs]
import pytest
import sqlalchemy as sa
import vobject
from PySide6.QtQml import QJSEngine
from sqlalchemy.orm import Session

from databases import SampleSession
from documents.factory import empty_database, small_trip
from tripplanner.documents import registry
from tripplanner.documents.narrowing import people
from tripplanner.documents.pack.colours import own_colours
from tripplanner.documents.pack.hours import offsets, zones_of
from tripplanner.documents.pack.telephone import telephone
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting.accent import contrast
from tripplanner.errors import Cancelled, TripPlannerError
from tripplanner.model import Base
from tripplanner.model.offices import Office
from tripplanner.model.people import Person
from tripplanner.model.places import Place
from tripplanner.model.programme import Item, Participation
from tripplanner.model.trips import Delegate, TripMember
from tripplanner.model.types import TextColumn
from tripplanner.progress import Progress
from tripplanner.resources import resource
from tripplanner.text import Text
from tripplanner.ui.documents.pack_view import opened

KIND = registry.kind("field_pack")
VOID = {"meta", "br", "img", "link", "input", "hr"}
LINKS = ("href", "src", "srcset", "data", "action", "poster", "xlink:href", "background", "cite", "formaction")


@dataclass
class Page(HTMLParser):
    """The page as a parser reads it: elements in order with their attributes and words."""

    open: list[str] = field(default_factory=list[str])
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list[tuple[str, dict[str, str]]])
    words: list[str] = field(default_factory=list[str])
    inside: dict[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.inside[self.open[-1] if self.open else ""] = self.inside.get(self.open[-1] if self.open else "", "") + data
        if not {"script", "style"} & set(self.open):
            self.words.append(data)

    def having(self, name: str) -> list[dict[str, str]]:
        return [attributes for _, attributes in self.elements if name in attributes]

    @property
    def items(self) -> list[dict[str, Any]]:
        """What the script of the page sees of the items."""
        return [
            {"start": int(a["data-start"]), "end": int(a["data-end"]), "cancelled": "cancelled" in a["class"].split()}
            for a in self.having("data-start")
        ]


def parsed(data: bytes) -> Page:
    page = Page()
    page.feed(data.decode())
    page.close()
    assert page.open == []
    return page


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


@pytest.fixture
def small() -> Iterator[Session]:
    """A database for a small trip."""
    session = empty_database()
    yield session
    session.close()
    session.get_bind().dispose()  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def shared(session: Session) -> Any:
    assert KIND.shared
    return KIND.shared(session, 1, Request("fr", options={"pages": "none"}))


@pytest.fixture(scope="module")
def engine(qapp: object) -> Any:
    """The script of the page, run as a telephone runs it."""
    del qapp
    engine = QJSEngine()
    found = engine.evaluate("var tools = " + resource("pack", "page.js").read_text(encoding="utf-8"))
    assert not found.isError(), found.toString()
    return engine


def run(engine: QJSEngine, expression: str) -> Any:
    found = engine.evaluate(f"JSON.stringify({expression})")
    assert not found.isError(), found.toString()
    return json.loads(found.toString())


def copy(shared: Any, *languages: str, person: str | None = None) -> Any:
    assert KIND.copy
    return KIND.copy(shared, Request(languages[0], languages[1] if languages[1:] else None, person))


def html(content: Any, folder: Path) -> Page:
    return parsed(registry.write(KIND, content, folder / "page.html").read_bytes())


def pack(content: Any, folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(registry.write(KIND, content, folder / "pack.zip")) as archive:
        return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}


# --- the page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("languages", [("fr",), ("zh",), ("en",), ("fr", "zh"), ("zh", "en")], ids="+".join)
def test_a_page_is_whole_and_asks_nobody_for_anything(shared: Any, tmp_path: Path, languages: tuple[str, ...]) -> None:
    person = next(iter(people(shared.trip))).person
    page = html(copy(shared, *languages, person=person), tmp_path)
    for name in LINKS:
        for attributes in page.having(name):
            assert attributes[name].startswith(("#", "tel:", "geo:")), attributes
    assert not {tag for tag, _ in page.elements} & {
        "img",
        "link",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "a:ping",
    }
    assert not page.having("style")
    assert "url(" not in page.inside["style"]
    assert "@import" not in page.inside["style"]
    for word in ("http:", "https:", "//www", "fetch(", "XMLHttpRequest", "import(", "WebSocket"):
        assert word not in page.inside["script"]
    ids = [attributes["id"] for attributes in page.having("id")]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page.having("href") if a["href"].startswith("#")} <= set(ids)
    spoken = {a["lang"] for tag, a in page.elements if tag == "span" and "lang" in a}
    assert set(languages) <= spoken <= {*languages, "en"}, "the names of people are in Latin letters too"


def test_the_policy_of_the_page_lets_its_own_script_run_and_nothing_else(shared: Any, tmp_path: Path) -> None:
    page = html(copy(shared, "fr"), tmp_path)
    (policy,) = (a["content"] for a in page.having("http-equiv"))
    said = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    digests = {
        tag: "'sha256-" + base64.b64encode(hashlib.sha256(page.inside[tag].encode()).digest()).decode() + "'"
        for tag in ("style", "script")
    }
    assert said == {
        "default-src": "'none'",
        "style-src": digests["style"],
        "script-src": digests["script"],
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize("accent", ["#1D5F8E", "#FFFF00", "#000000", "#FFFFFF", "#7F7F7F", "#ff0066"])
def test_the_colour_of_the_office_can_be_read_by_day_and_by_night(accent: str) -> None:
    found = re.findall(r"--fir: (#\w{6}); --on-fir: (#\w{6}); --fir-soft: (#\w{6});", own_colours(accent))
    assert len(found) == 2
    for (fir, upon, soft), ground in zip(found, ("#FFFFFF", "#1A231F"), strict=True):
        for one, other in ((fir, ground), (fir, soft), (upon, fir)):
            assert round(ratio(one, other), 1) >= 4.5, (one, other)


def ratio(*colours: str) -> float:
    """As WCAG 2 defines it."""
    low, high = sorted(1.05 / contrast(one) for one in colours)
    return high / low


def test_the_page_has_the_colour_of_the_office(small: Session, tmp_path: Path) -> None:
    trip, office = small_trip(small).id, small.query(Office).one()

    def styles() -> str:
        small.flush()
        target = tmp_path / "page.html"
        registry.write(KIND, KIND.read(small, trip, Request("en", options={"pages": "none"})), target)
        return target.read_text(encoding="utf-8").partition("<style>")[2].partition("</style>")[0]

    before = styles()
    office.accent = "#1D5F8E"
    after = styles()
    office.accent = "no colour"
    assert (after.removeprefix(before).count("--fir: "), styles()) == (2, before)


@pytest.mark.parametrize(("code", "shown"), [("ALP", "ALP"), ("", "Field pack")])
def test_a_trip_without_a_title_goes_by_its_code(small: Session, tmp_path: Path, code: str, shown: str) -> None:
    trip = small_trip(small)
    trip.code, trip.title, trip.short_title = code, Text.of("fr", fr="  "), Text()
    small.flush()
    target = tmp_path / "pack.html"
    registry.write(KIND, KIND.read(small, trip.id, Request("en", "fr", options={"pages": "none"})), target)
    page = target.read_text(encoding="utf-8")
    assert f"<title>{shown}</title>" in page
    files = pack(KIND.read(small, trip.id, Request("en", "fr", options={"pages": "none"})), tmp_path)
    (read_first,) = (data for name, data in files.items() if name.startswith("0_"))
    assert read_first.decode("utf-8-sig").splitlines()[0] == shown
    assert re.sub("<[^>]*>", "", re.findall("<h1.*?</h1>", page, re.DOTALL)[0]).strip().startswith(shown)


def test_what_people_write_stays_words(small: Session, tmp_path: Path) -> None:
    hostile = "</script><script>alert(1)</script>\" onload='x' \u202egnp.exe\x08 {{ 7*7 }} & <b>"
    trip = small_trip(small)
    trip.short_title = trip.title = Text.of("fr", fr=hostile)
    for item in small.query(Item):
        item.title = Text.of("fr", fr=hostile)
    small.flush()
    files = pack(KIND.read(small, trip.id, Request("fr", options={"pages": "none"})), tmp_path)
    page = parsed(files["1_Programme.html"])
    plain = hostile.replace("\u202e", "").replace("\x08", "")
    assert sum(plain in word for word in page.words) >= 7
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert not page.having("onload")
    track = ElementTree.fromstring(files["4_Lieux.gpx"])
    assert track.findtext("{*}rte/{*}name") == plain


def test_what_has_no_name_is_called_something_on_the_map_and_no_address_spoils_the_page(
    small: Session, tmp_path: Path
) -> None:
    trip = small_trip(small)
    trip.code, trip.title, trip.short_title = "ALP", Text(), Text()
    for place in small.query(Place):
        place.name, place.address = Text.of("fr", fr=" "), "1 rue\x08\x0bHaute" if place.longitude == 6.13 else ""
    for item in small.query(Item):
        item.title = Text()
    small.flush()
    files = pack(KIND.read(small, trip.id, Request("fr", options={"pages": "none"})), tmp_path)
    assert b"\x08" not in files["1_Programme.html"]
    track = ElementTree.fromstring(files["4_Lieux.gpx"])
    called = [one.text or "" for one in track.iter("{http://www.topografix.com/GPX/1/1}name")]
    assert called[0] == "ALP"
    assert "1 rue Haute" in called
    assert all(re.fullmatch(r"1 rue Haute|ALP|-?\d+\.\d{5}, -?\d+\.\d{5}|.+ → .+", name) for name in called)


def test_a_time_stands_in_the_zone_of_its_place_and_beside_it_that_of_home(small: Session, tmp_path: Path) -> None:
    content = KIND.read(small, small_trip(small).id, Request("en", options={"pages": "none"}))
    page = html(content, tmp_path)
    flight, coach, *_ = page.items
    assert flight["start"] == datetime(2027, 6, 12, 17, 30, tzinfo=UTC).timestamp()
    assert flight["end"] == datetime(2027, 6, 13, 4, 45, tzinfo=UTC).timestamp()
    assert coach["start"] == datetime(2027, 6, 13, 6, 0, tzinfo=UTC).timestamp()
    words = " ".join(page.words)
    assert "Beijing time 14:00–15:00" in words, "the coach at 08:00 in Paris"
    assert "UTC+8 › UTC+2" in words, "the flight"
    assert [item["cancelled"] for item in page.items] == [False, False, False, False, False, True]


def test_the_guests_know_the_hours_of_their_country_and_the_team_those_of_the_trip(shared: Any) -> None:
    delegate = shared.trip.delegations[0].delegates[0].person
    assert copy(shared, "zh", person=delegate).home == "Asia/Shanghai"
    assert copy(shared, "fr", person=shared.trip.members[0].person).home == ""
    french = replace(
        shared, trip=replace(shared.trip, delegations=(replace(shared.trip.delegations[0], country="FR"),))
    )
    assert copy(french, "fr", person=delegate).home == ""
    assert zones_of("CN")[0] == "Asia/Shanghai"
    assert zones_of("") == ()


# --- now and next ------------------------------------------------------------------------------------------


def test_the_script_says_what_goes_on_now_and_what_comes_next(engine: Any, shared: Any, tmp_path: Path) -> None:
    items = html(copy(shared, "fr"), tmp_path).items
    given = json.dumps(items)
    moments = {edge + step for item in items for edge in (item["start"], item["end"]) for step in (-1, 0, 1)}
    for now in (*sorted(moments), 0):
        alive = [item for item in items if not item["cancelled"]]
        later = [item["start"] for item in alive if item["start"] > now]
        expected = {
            "running": [n for n, i in enumerate(items) if i in alive and i["start"] <= now < i["end"]],
            "next": [n for n, i in enumerate(items) if i in alive and later and i["start"] == min(later)],
            "over": now >= max(item["end"] for item in alive),
        }
        assert run(engine, f"tools.standing({given}, {now})") == expected
    assert run(engine, "tools.standing([], 5)") == {"running": [], "next": [], "over": False}


@pytest.mark.parametrize("name", ["Europe/Paris", "Asia/Shanghai", "America/Sao_Paulo", "Asia/Kathmandu"])
def test_the_script_knows_the_clocks_of_a_place_whatever_its_own_zone(engine: Any, name: str) -> None:
    first, last = datetime(2027, 3, 20, tzinfo=UTC), datetime(2027, 3, 30, tzinfo=UTC)
    told = " ".join(f"{at}:{east}" for at, east in offsets(name, first.date(), last.date()))
    moment = first - timedelta(days=150)
    while moment < last + timedelta(days=150):
        civil = moment.astimezone(ZoneInfo(name))
        expected = {"date": f"{civil:%Y-%m-%d}", "clock": f"{civil:%H:%M}"}
        assert run(engine, f"tools.civil('{told}', {int(moment.timestamp())})") == expected
        moment += timedelta(hours=59, minutes=59)


def test_a_clock_changes_at_its_second() -> None:
    first, last = datetime(2027, 3, 20, tzinfo=UTC), datetime(2027, 3, 30, tzinfo=UTC)
    _, *changes = offsets("Europe/Paris", first.date(), last.date())
    assert changes == [
        (int(datetime(2026, 10, 25, 1, tzinfo=UTC).timestamp()), 60),
        (int(datetime(2027, 3, 28, 1, tzinfo=UTC).timestamp()), 120),
    ]


def test_the_script_says_how_long(engine: Any) -> None:
    words = "{hours: '{h} h {m} min', sharp: '{h} h', minutes: '{m} min'}"
    said = [run(engine, f"tools.spoken({seconds}, {words})") for seconds in (1, 60, 61, 3600, 3601, 5400)]
    assert said == ["1 min", "1 min", "2 min", "1 h", "1 h 1 min", "1 h 30 min"]


# --- the other files ---------------------------------------------------------------------------------------


def test_a_pack_holds_the_files_that_are_made_alone_and_the_same_bytes_each_time(
    session: Session, tmp_path: Path
) -> None:
    with_pages = Request("fr", "zh", options={"pages": "itinerary"})
    content = KIND.read(session, 1, with_pages)
    files = pack(content, tmp_path)
    once = (tmp_path / "pack.zip").read_bytes()
    assert registry.write(KIND, KIND.read(session, 1, with_pages), tmp_path / "pack.zip").read_bytes() == once
    names = list(files)
    assert names[:6] == ["0_LISEZ-MOI.txt", "1_Programme.html", "2_Itinéraire.pdf", "3_Calendrier.ics", "4_Lieux.gpx",
                         "5_Contacts.vcf"]  # fmt: skip
    for key, name in (("itinerary", "2_Itinéraire.pdf"), ("calendar", "3_Calendrier.ics")):
        kind = registry.kind(key)
        alone = registry.write(kind, kind.read(session, 1, Request("fr", "zh")), tmp_path / name)
        assert alone.read_bytes() == files[name]
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert {info.date_time for info in archive.infolist()} == {_dated(content.trip.edition.moment)}
    single = [icalendar.Calendar.from_ical(data) for name, data in files.items() if name.startswith("6_")]
    whole = icalendar.Calendar.from_ical(files["3_Calendrier.ics"])
    assert [c.walk("VEVENT")[0]["UID"] for c in single] == [event["UID"] for event in whole.walk("VEVENT")]
    read_first = files["0_LISEZ-MOI.txt"].decode("utf-8-sig")
    assert read_first.count("\r\n") == read_first.count("\n")
    assert all(f"{name.rsplit('.', 1)[0]}\u00a0: " in read_first for name in names[1:6])


def _dated(moment: datetime) -> tuple[int, ...]:
    """A ZIP file counts seconds by twos."""
    *rest, seconds = moment.timetuple()[:6]
    return (*rest, seconds // 2 * 2)


def test_contacts_and_places_are_read_by_others(shared: Any, tmp_path: Path) -> None:
    files = pack(copy(shared, "zh", "fr"), tmp_path)
    cards = {card.fn.value: card for card in vobject.readComponents(files["5_联系人.vcf"].decode())}
    numbers = {line.name.printed: line.phone for line in shared.trip.members if line.phone}
    assert numbers
    for name, phone in numbers.items():
        dialled = telephone(phone)
        assert dialled
        assert cards[name].tel.value == dialled.dialled
    track = ElementTree.fromstring(files["4_地点.gpx"])
    found = {(point.get("lat"), point.get("lon")) for point in track.iterfind("{*}wpt")}
    places = [place for item in shared.trip.items for place in (item.place, item.from_place, item.to_place) if place]
    assert {(f"{p.latitude:.6f}", f"{p.longitude:.6f}") for p in places if p.latitude is not None} <= found
    ways = [item for item in shared.trip.items if item.from_place and item.to_place and not item.cancelled]
    assert len(track.findall("{*}rte")) == len(ways)


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("+33 (0)4 50 66 47 51", "+33450664751"), ("04.50.66.47.51", "0450664751"), ("112", "112"), ("15", "15"),
        ("+86 139 0000 0000 (WeChat)", "+8613900000000"), ("by mail only", ""), ("desk 5", ""),
    ],
)  # fmt: skip
def test_a_number_is_dialled_without_what_surrounds_it(written: str, dialled: str) -> None:
    found = telephone(written)
    assert found
    assert (found.shown, found.dialled) == (written, dialled)
    assert telephone("  ") is None


def test_a_driver_gets_their_own_pack_and_no_page(session: Session, shared: Any, tmp_path: Path) -> None:
    driver = next(one.person for one in people(shared.trip) if one.role == "driver")
    files = pack(copy(shared, "fr", "zh", person=driver), tmp_path)
    assert list(files) == ["0_LISEZ-MOI.txt", "1_Feuille-de-route-du-conducteur.pdf", "2_Lieux.gpx", "3_Contacts.vcf"]
    assert "3_Contacts" in files["0_LISEZ-MOI.txt"].decode("utf-8-sig")
    assert b"Programme" not in files["0_LISEZ-MOI.txt"]
    names, shown = opened((tmp_path / "pack.zip").read_bytes())  # the window shows what is read first
    assert (names, "1_Feuille-de-route-du-conducteur" in shown) == (list(files), True)
    titles = {item.title.get("fr") for item in shared.trip.items if item.type == "visit"}
    assert [title for title in titles if title and title in files["2_Lieux.gpx"].decode()] == []
    with pytest.raises(TripPlannerError, match="a driver has none"):
        KIND.read(session, 1, Request("fr", person=driver, options={"format": "html"}))


def test_a_cancelled_pack_leaves_nothing(shared: Any, tmp_path: Path) -> None:
    stopped = Progress()
    stopped.cancel()
    target = tmp_path / "pack.zip"
    target.write_bytes(b"the one before")
    with pytest.raises(Cancelled):
        registry.write(KIND, copy(shared, "fr"), target, stopped)
    assert [path.name for path in tmp_path.iterdir()] == ["pack.zip"]
    assert target.read_bytes() == b"the one before"


# --- who may see what --------------------------------------------------------------------------------------

# Every field of free words that a delegate’s pack says. What is not here must be in none of its files.
TOLD = {
    "case_study": "title",
    "day": "bring note title",
    "delegate": "post",
    "delegation": "name",
    "item": "fallback notes participation_note purpose title",
    "lodging": "address name note phone",
    "objective": "text",
    "office": "address email emergency_phone name phone short_name",
    "organisation": "acronym city email kind name phone website",
    "participation": "note",
    "person": "native_family native_given phone preferred_latin",
    "place": "address name phone",
    "question": "text",
    "site": "access_note fallback group_note name permit_note season_note summary website",
    "standard_text": "body title",
    "subgroup": "name",
    "theme": "name",
    "trip": "calendar_url route short_title",
    "trip_member": "post",
}
UNTOLD = "+77 66 55 44"
"""The telephone of everybody who is not on duty for the guests."""


def _canaries(session: Session) -> dict[str, str]:
    """A word of its own in every field of free words of every record, protected ones and notes included."""
    found: dict[str, str] = {}
    for mapper in sorted(Base.registry.mappers, key=lambda mapper: mapper.local_table.name):
        for column in mapper.local_table.columns:
            word = f"Qz{len(found):03}zQ"
            if isinstance(column.type, TextColumn):
                value: object = Text.of("fr", fr=word, zh=word, en=word)
            elif isinstance(column.type, sa.String) and column.type.length is None and not column.foreign_keys:
                value = f"+99 88 000 {len(found):03}" if "phone" in column.name else word
            else:
                continue
            session.execute(sa.update(mapper.local_table).values({column: value}))
            found[f"{mapper.local_table.name}.{column.name}"] = word
    session.expire_all()
    return found


def _plain(name: str, data: bytes) -> str:
    """The words of a file, its metadata included."""
    if not name.endswith(".pdf"):
        return data.decode("utf-8-sig").replace("\r\n ", "")
    file = pypdfium2.PdfDocument(data)
    words = [str(file.get_metadata_dict()), *(page.get_textpage().get_text_range() for page in file)]
    file.close()
    return "\n".join(words)


def test_a_pack_says_what_a_delegate_may_read_and_no_other_field(sample_session: SampleSession, tmp_path: Path) -> None:
    with sample_session() as session:
        canaries = _canaries(session)
        on_duty = sa.select(TripMember.person_id).where(TripMember.role.in_(("staff", "interpreter")))
        session.execute(sa.update(Person).where(Person.id.not_in(on_duty)).values(phone=UNTOLD))
        guests = sa.select(Person.uuid).join(Delegate, Delegate.person_id == Person.id)
        guests = guests.join(Participation, Participation.person_id == Person.id)
        person = session.scalars(guests.order_by(Person.id)).first()
        content = KIND.read(session, 1, Request("fr", "zh", person=person))
    files = pack(content, tmp_path)
    said = "\n".join([*files, *(_plain(name, data) for name, data in files.items())])
    said += said.replace(" ", "")
    told = {field for field, word in canaries.items() if word in said or f"+9988000{word[2:5]}" in said}
    assert told == {f"{table}.{column}" for table, columns in TOLD.items() for column in columns.split()}
    assert UNTOLD.replace(" ", "") not in said
    assert "+9988000" in said
