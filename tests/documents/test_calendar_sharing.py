"""Feeds on a CalDAV server, read back by value after each of three releases; on a folder, under their own addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import fromstring

import httpx
import pypdfium2
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from davs import radicale
from three_releases import STEPS, Seen, programme, read_by_icalendar
from tripplanner.documents import editions
from tripplanner.documents.calendars.sharing import Shared, share, take_back
from tripplanner.documents.content import Subscription
from tripplanner.documents.kinds import booklet
from tripplanner.documents.kinds.calendar import KIND
from tripplanner.documents.registry import Request, write
from tripplanner.errors import TripPlannerError
from tripplanner.exchange.sharing.targets import Target
from tripplanner.i18n import msg
from tripplanner.model.trips import Delegate
from tripplanner.planning import feeds, releases
from tripplanner.planning.merging.merging import merge
from tripplanner.planning.participants import list_participants
from tripplanner.store.erasing.person import erase
from tripplanner.store.workspace import Workspace

TRIP = 1
_REPORT = (
    '<?xml version="1.0"?><c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
    "<d:prop><d:getetag/><c:calendar-data/></d:prop>"
    '<c:filter><c:comp-filter name="VCALENDAR"/></c:filter></c:calendar-query>'
)


@pytest.fixture(scope="module")
def office(_sqlite_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("office") / "trips.db"
    path.write_bytes(_sqlite_sample.read_bytes())
    with Workspace.open(path, actor="anna", station="desk") as workspace:
        yield workspace


@pytest.fixture
def released(office: Workspace) -> Workspace:
    """The office once something was released, by this test or another."""
    if not office.get(releases.list_versions, TRIP, "release"):
        office.do(msg("release"), releases.release, TRIP, by="anna", anyway="x", today=None)
    return office


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with radicale(tmp_path_factory.mktemp("radicale")) as address:
        yield address


def reported(address: str, user: str = "office") -> dict[str, tuple[str, Seen]]:
    """Every item of a calendar on the server by UID, with its entity tag, as its REPORT gives them."""
    answer = httpx.request("REPORT", address, content=_REPORT, headers={"Depth": "1"}, auth=(user, "x"))
    assert answer.status_code == 207
    found: dict[str, tuple[str, Seen]] = {}
    for one in fromstring(answer.content).iter("{DAV:}response"):
        tag = one.findtext(".//{DAV:}getetag") or ""
        data = one.findtext(".//{urn:ietf:params:xml:ns:caldav}calendar-data") or ""
        assert (data.count("BEGIN:VEVENT"), "METHOD:" in data) == (1, False)
        (event,) = read_by_icalendar(data.encode())
        assert event.uid not in found
        found[event.uid] = tag, event
    return found


def by_reader(shared: list[Shared]) -> dict[str, Shared]:
    return {one.reader.uuid if one.reader else "": one for one in shared}


def test_three_releases_are_updated_in_place_and_say_what_was_released(office: Workspace, home: str) -> None:
    target = Target("cal", "caldav", home, "office")
    with pytest.raises(TripPlannerError, match="There is no release yet"):
        share(office, TRIP, target, password="x")
    before: dict[str, tuple[str, Seen]] = {}
    for step in STEPS:
        version = office.do(msg("release"), step, TRIP)
        facts = releases.facts_of(office.get(releases.content_of, version)["rows"])
        who = next(iter(facts.people))
        (one,) = share(office, TRIP, target, whom=[who], password="x")
        there = reported(one.address)
        held = {uid: (event.start, event.end) for uid, (_, event) in there.items() if event.status != "CANCELLED"}
        assert held == programme(facts.of(who), who)
        assert before.keys() <= there.keys()
        newer = {uid for uid, (_, event) in there.items() if uid not in before or event.order > before[uid][1].order}
        assert {uid for uid, (tag, _) in there.items() if before.get(uid, ("",))[0] != tag} == newer
        assert {path.rpartition("/")[2] for path in one.outcome.put} == {f"{uid}.ics" for uid in newer}
        assert len(newer) == len(there) if not before else 0 < len(newer) < len(there)
        before = there
    (again,) = share(office, TRIP, target, whom=[who], password="x")
    assert again.outcome.put == []


def test_what_was_published_is_taken_away_and_nothing_else(released: Workspace, home: str) -> None:
    target = Target("own", "caldav", home.replace("office", "other"), "other")
    person = released.get(list_participants, TRIP)[-1]
    (one,) = share(released, TRIP, target, whom=[person.uuid], password="x")
    assert released.get(feeds.subscribe_address, TRIP, person.person_id) == one.address
    (uid, *_) = reported(one.address, "other")
    theirs = one.address + "theirs.ics"
    data = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:theirs\r\nDTSTAMP:20270101T000000Z\r\n"
    data += b"DTSTART:20270613T080000Z\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert httpx.put(theirs, content=data, auth=("other", "x")).status_code == 201
    assert take_back(released, TRIP, target, password="x") == len(one.outcome.put)
    assert httpx.get(theirs, auth=("other", "x")).status_code == 200
    assert httpx.get(one.address + uid + ".ics", auth=("other", "x")).status_code == 404
    assert released.get(feeds.publications_at, TRIP, target.address) == []


def test_each_person_has_an_address_of_their_own_that_stays(released: Workspace, tmp_path: Path) -> None:
    target = Target("share", "folder", str(tmp_path), public="https://cal.example.org/x/")
    shared = share(released, TRIP, target)
    addresses = [one.address for one in shared]
    assert len(set(addresses)) == len(addresses)
    tokens = {address.removeprefix("https://cal.example.org/x/").removesuffix(".ics") for address in addresses}
    assert {len(token) for token in tokens} == {32}
    assert {file.stem for file in tmp_path.iterdir()} == tokens
    assert [one.address for one in share(released, TRIP, target)] == addresses
    feed = next(tmp_path.iterdir()).read_text(encoding="utf-8")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in feed
    assert Subscription(addresses[0]).webcal_address.startswith("webcal://cal.example.org/x/")
    assert Subscription("http://localhost:5232/a").webcal_address == "webcal://localhost:5232/a"


def test_a_booklet_names_the_address_of_its_reader_and_no_other(released: Workspace, tmp_path: Path) -> None:
    target = Target("share", "folder", str(tmp_path), public="https://cal.example.org/z/")
    addresses = {one.reader.uuid if one.reader else "": one.address for one in share(released, TRIP, target)}
    person = released.get(list_participants, TRIP)[2]
    released.do(msg("choose"), feeds.set_phone, TRIP, person.person_id, "iphone")
    number = len(released.get(releases.list_versions, TRIP, "release"))
    for release in (None, number):
        own = released.get(editions.read, booklet.KIND, TRIP, Request("fr", None, person.uuid, release))
        assert own.trip.subscription == Subscription(addresses[person.uuid], webcal=True)
        assert [address for address in addresses.values() if address in repr(own)] == [addresses[person.uuid]]
        everybody = released.get(editions.read, booklet.KIND, TRIP, Request("fr", "zh", None, release))
        assert "cal.example.org" not in repr(everybody)
    short = Request("fr", None, person.uuid, options={"sections": "contents", "photos": "no"})
    file = write(booklet.KIND, released.get(editions.read, booklet.KIND, TRIP, short), tmp_path / "booklet.pdf")
    said = "".join(text_of(file).split())
    assert addresses[person.uuid] in said
    assert Subscription(addresses[person.uuid]).webcal_address in said


def text_of(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as pages:
        return "".join(page.get_textpage().get_text_bounded() for page in pages)


def test_two_persons_made_one_have_one_calendar(released: Workspace, tmp_path: Path) -> None:
    target = Target("share", "folder", str(tmp_path), public="https://cal.example.org/m/")
    shared = share(released, TRIP, target)
    keep, drop = [one for one in shared if one.reader and not one.reader.is_delegate][-2:]
    assert keep.reader is not None
    assert drop.reader is not None
    released.do(msg("merge"), merge, "people", keep.reader.person_id, drop.reader.person_id, vault=released.vault)
    rest = share(released, TRIP, target)
    assert keep.address in {one.address for one in rest}
    assert {file.name for file in tmp_path.iterdir()} == {one.address.rpartition("/")[2] for one in rest}
    assert len(rest) == len(shared) - 1
    assert released.undo_label() == msg("merge")
    released.undo()
    assert drop.reader.uuid in {one.reader.uuid for one in share(released, TRIP, target, release=1) if one.reader}


def test_who_leaves_the_trip_finds_everything_called_off(released: Workspace, tmp_path: Path) -> None:
    target = Target("share", "folder", str(tmp_path), public="https://cal.example.org/l/")
    gone = next(one for one in share(released, TRIP, target) if one.reader and one.reader.is_delegate)
    assert gone.reader is not None
    file = tmp_path / gone.address.rpartition("/")[2]
    before = {event.uid: event for event in read_by_icalendar(file.read_bytes())}
    released.do(msg("leave"), leave, gone.reader.person_id)
    released.do(msg("release"), releases.release, TRIP, by="anna", anyway="x", today=None)
    share(released, TRIP, target)
    after = {event.uid: event for event in read_by_icalendar(file.read_bytes())}
    assert (after.keys(), {event.status for event in after.values()}) == (before.keys(), {"CANCELLED"})
    assert all(after[uid].order[0] == event.order[0] + 1 for uid, event in before.items())
    assert {event.summary[:3] for event in after.values()} == {"已取消"}
    number = released.get(releases.latest, TRIP)
    asked = Request("zh", None, gone.reader.uuid, number.number if number else None)
    assert len(released.get(editions.read, KIND, TRIP, asked).events) == len(after)


def leave(session: Session, person: int) -> None:
    session.delete(session.scalars(sa.select(Delegate).where(Delegate.person_id == person)).one())


def test_who_is_erased_has_no_calendar_any_more(released: Workspace, tmp_path: Path) -> None:

    target = Target("share", "folder", str(tmp_path), public="https://cal.example.org/y/")
    shared = share(released, TRIP, target)
    gone = next(one for one in shared if one.reader and not one.reader.is_delegate)
    assert gone.reader is not None
    file = tmp_path / gone.address.rpartition("/")[2]
    assert file.exists()
    released.forever(msg("erase"), erase, gone.reader.uuid, actor="anna")
    rest = share(released, TRIP, target)
    assert not file.exists()
    assert {other.name for other in tmp_path.iterdir()} == {one.address.rpartition("/")[2] for one in rest}


def test_what_somebody_reads_on_is_remembered_from_trip_to_trip(released: Workspace) -> None:
    person = released.get(list_participants, TRIP)[0].person_id
    assert released.get(feeds.phone_of, TRIP, person) == ""
    released.do(msg("choose"), feeds.set_phone, TRIP, person, "chinese")
    assert released.get(feeds.phone_of, TRIP, person) == released.get(feeds.phone_of, TRIP + 1, person) == "chinese"
