"""What is read into a document: everything its audience needs, nothing it must not see, in few questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from documents.factory import EDITED, empty_database, item, small_trip, words
from tripplanner.documents.content import TripContent
from tripplanner.documents.reading import read_trip
from tripplanner.documents.registry import Request
from tripplanner.errors import NotFound
from tripplanner.model.people import Person
from tripplanner.model.trips import Trip

FRENCH = Request("fr", "zh")


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_database()
    yield session
    session.close()
    session.get_bind().dispose()


def read(session: Session, audience: str = "delegates", **more: object) -> TripContent:
    trip = session.query(Trip).filter_by(code="T1").one_or_none() or small_trip(session)
    return read_trip(session, trip.id, Request("fr", "zh", **more), audience, library_too=True)


def person(session: Session, given: str) -> str:
    return session.query(Person).filter_by(given_name=given).one().uuid


def codes(content: TripContent) -> list[list[str]]:
    return [[item.code for item in day.items] for day in content.days]


def test_items_lie_on_their_days_and_private_and_unplaced_ones_stay_out(session: Session) -> None:
    content = read(session)
    assert codes(content) == [["I1", "I2"], ["I3"], ["I4", "I5", "I6"]]
    assert [day.number for day in content.days] == [1, 2, 3]
    assert [day.date.day for day in content.days] == [13, 14, 15]


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        ("delegates", {"+33 6 39 98 00 01"}),
        ("hosts", {"TEAM-NOTE", "+33 6 39 98 00 01"}),
        (
            "staff",
            {
                "TEAM-NOTE",
                "SECRET-ITEM",
                "+86 139 PRIVATE",
                "private@",
                "+33 CONTACT",
                "+33 6 DRIVER",
                "+33 6 39 98 00 01",
            },
        ),
        ("authorities", set[str]()),
        ("public", set[str]()),
    ],
)
def test_an_audience_reads_what_it_may(session: Session, audience: str, seen: set[str]) -> None:
    marks = {
        "TEAM-NOTE",
        "SECRET-",
        "SECRET-ITEM",
        "PRIVATE",
        "+86 139 PRIVATE",
        "private@",
        "+33 CONTACT",
        "+33 6 DRIVER",
        "+33 6 39 98 00 01",
        "SECRET-PASSPORT",
        "SECRET-PERSON",
        "SECRET-TRIP",
    }
    content = repr(read(session, audience))
    found = {mark for mark in marks if mark in content}
    assert found - {"SECRET-", "PRIVATE"} == seen


def test_the_public_reads_no_name(session: Session) -> None:
    content = read(session, "public")
    assert all(delegation.delegates == () for delegation in content.delegations)
    assert content.members == ()
    assert "Zhang" not in repr(content)


def test_the_document_is_dated_by_the_last_edit_of_what_it_says(session: Session) -> None:
    content = read(session)
    assert content.edition.edited_at == datetime(2027, 5, 14, 18, 20, tzinfo=UTC)
    assert (content.edition.number, content.edition.draft) == (1, True)
    session.execute(sa.text("UPDATE item SET updated_at = '2027-08-01T00:00:00.000000Z' WHERE code = 'I7'"))
    session.expire_all()
    assert read(session).edition.edited_at == content.edition.edited_at, "a private item dates nothing"
    session.execute(sa.text("UPDATE item SET updated_at = '2027-05-12T00:00:00.000000Z'"))
    session.expire_all()
    assert read(session).edition.edited_at == EDITED


def test_a_flight_has_two_zones_and_its_true_length(session: Session) -> None:
    flight = read(session).days[0].items[0]
    assert (flight.start_zone, flight.end_zone) == ("Asia/Shanghai", "Europe/Paris")
    assert flight.starts_at == datetime(2027, 6, 12, 17, 30, tzinfo=UTC)
    assert flight.ends_at == datetime(2027, 6, 13, 4, 45, tzinfo=UTC)
    assert flight.minutes == 11 * 60 + 15


def test_an_item_may_cross_midnight(session: Session) -> None:
    train = read(session).days[2].items[-1]
    assert train.days_later == 1
    assert train.minutes == 8 * 60 + 30
    assert train.cancelled


def test_a_leg_lends_its_distance_and_drive(session: Session) -> None:
    coach = read(session).days[0].items[1]
    assert (coach.distance_km, coach.drive_min) == (45, 50)
    assert read(session).days[0].distance_km == 45


def test_a_visited_site_has_a_sheet(session: Session) -> None:
    (sheet,) = read(session).sites
    assert (sheet.number, sheet.days) == (1, (2,))
    assert sheet.name.get("zh") == "维里生态天桥"
    assert sheet.access.group_cap == 15
    assert sheet.access.weekdays is None
    assert [case.code for case in sheet.cases] == ["C01"]
    assert [question.text.get("fr") for question in sheet.questions] == ["Qui paie ?"]
    assert sheet.source == "https://example.org/viry"
    assert sheet.to_verify == ("group size",)
    assert [tag.colour for tag in sheet.themes] == ["nature"]


def test_the_glossary_holds_the_terms_of_the_trip(session: Session) -> None:
    assert [term.term.get("en") for term in read(session).terms] == ["camera trap"]


def test_a_person_reads_their_own_copy(session: Session) -> None:
    read(session)
    researcher = read(session, person=person(session, "Wei"))
    official = read(session, person=person(session, "Na"))
    assert codes(researcher) == [["I1", "I2"], ["I3"], ["I4", "I6"]]
    assert codes(official) == [["I1", "I2"], [], ["I5", "I6"]], "absent from the visit, and in group B"
    assert official.sites == ()
    assert official.reader is not None
    assert official.reader.subgroups == ("B",)
    guide = read(session, person=person(session, "Claire"))
    assert codes(guide) == [["I1", "I2"], ["I3"], ["I4", "I5", "I6"]]


def test_who_does_not_take_part_is_said(session: Session) -> None:
    with pytest.raises(NotFound):
        read(session, person="nobody")


def test_an_unknown_trip_is_said(session: Session) -> None:
    with pytest.raises(NotFound):
        read_trip(session, 99, FRENCH, "delegates")


@pytest.mark.parametrize(("last", "days"), [(date(2027, 6, 12), 0), (date(2027, 6, 13), 1), (date(2027, 8, 11), 60)])
def test_an_empty_trip_of_any_length(session: Session, last: date, days: int) -> None:
    trip = Trip(first_day=date(2027, 6, 13), last_day=last)
    session.add(trip)
    session.flush()
    content = read_trip(session, trip.id, FRENCH, "delegates", library_too=True)
    assert len(content.days) == days
    assert content.items == ()


def test_an_item_outside_the_trip_has_a_day_of_its_own(session: Session) -> None:
    trip = small_trip(session)
    session.add(item(trip, "I0", datetime(2027, 6, 11, 9, 0), None, duration_min=30))
    session.flush()
    content = read(session)
    assert [(day.number, day.date.day) for day in content.days][:2] == [(-1, 11), (1, 13)]
    assert content.days[0].items[0].minutes == 30


def test_unknown_zones_and_an_end_before_the_start_do_not_stop_a_document(session: Session) -> None:
    trip = small_trip(session)
    wrong = item(
        trip,
        "I9",
        datetime(2027, 6, 14, 18, 0),
        datetime(2027, 6, 14, 17, 0),
        start_zone="Nowhere/Land",
        end_zone="Nowhere/Land",
    )
    session.add(wrong)
    session.flush()
    last = read(session).days[1].items[-1]
    assert (last.code, last.minutes) == ("I9", 0)


def test_three_zones_in_a_day_are_ordered_by_the_instant(session: Session) -> None:
    trip = small_trip(session)
    day = date(2027, 6, 14)
    for code, hour, zone in (("W", 9, "Asia/Shanghai"), ("X", 6, "Europe/Paris"), ("Y", 3, "America/New_York")):
        session.add(
            item(trip, code, datetime(day.year, day.month, day.day, hour), None, start_zone=zone, duration_min=5)
        )
    session.flush()
    assert [i.code for i in read(session).days[1].items] == ["W", "X", "Y", "I3"]


def test_the_number_of_questions_does_not_grow_with_the_trip(session: Session) -> None:
    trip = small_trip(session)
    few = _statements(session, trip)
    for n in range(40):
        session.add(
            item(trip, f"N{n}", datetime(2027, 6, 14, 9, n), datetime(2027, 6, 14, 10, n), title=words(f"N{n}"))
        )
    session.flush()
    assert _statements(session, trip) == few


def _statements(session: Session, trip: Trip) -> int:
    id = trip.id
    session.flush()
    session.expunge_all()
    seen: list[str] = []
    engine = session.get_bind()
    sa.event.listen(engine, "before_cursor_execute", _listener := lambda *args: seen.append(args[2]))
    read_trip(session, id, FRENCH, "delegates", library_too=True, photos=True)
    sa.event.remove(engine, "before_cursor_execute", _listener)
    return len(seen)
