"""What another trip needs at the same time: the team, drivers, vehicles and hosts of the sample, read and told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.i18n import languages, say
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.people import Person
from tripplanner.model.programme import Item, ItemHost, Participation
from tripplanner.model.trips import Trip, TripMember, Vehicle
from tripplanner.planning.checks import checking, read_trip
from tripplanner.planning.checks.checking import Checking
from tripplanner.planning.checks.rule import Finding
from tripplanner.planning.mending import fixes
from tripplanner.text import Text

KEY = "time.booked_elsewhere"
BEFORE = date(2027, 1, 4)


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as found:
        yield found


def sample(session: Session) -> Trip:
    return session.scalars(sa.select(Trip).where(Trip.code == "P01")).one()


def item_of(session: Session, code: str) -> Item:
    return session.scalars(sa.select(Item).where(Item.code == code)).one()


def asked(session: Session) -> Checking:
    session.flush()
    session.expire_all()
    return checking(read_trip(session, sample(session).id, BEFORE))


def told(session: Session) -> list[Finding]:
    return [finding for finding in asked(session).findings if finding.rule == KEY]


def codes(findings: list[Finding]) -> list[list[str]]:
    return [[row.code for row in finding.rows if row.table == "item"] for finding in findings]


@pytest.fixture
def other(session: Session) -> Trip:
    """Another trip in the same week, with an item during the sample's D2-04 that takes nobody yet."""
    here = sample(session)
    trip = Trip(code="JUR", title=Text.of(en="Jura"), first_day=here.first_day, last_day=here.last_day)
    session.add(trip)
    visit = item_of(session, "D2-04")
    session.add(Item(trip=trip, code="J1", title=Text.of(en="Peat bog"), start=visit.start, end=visit.end))
    session.flush()
    return trip


def joined(session: Session, trip: Trip, role: str) -> TripMember:
    """Somebody of the sample's team, in the same role here."""
    one = next(member for member in sample(session).members if member.role == role)
    member = TripMember(trip_id=trip.id, person_id=one.person_id, role=role)
    session.add(member)
    session.flush()
    return member


@pytest.mark.parametrize("role", ["interpreter", "staff"])
def test_the_team_is_with_one_trip_at_a_time(session: Session, other: Trip, role: str) -> None:
    assert told(session) == []
    member = joined(session, other, role)
    (finding,) = told(session)
    assert (codes([finding]), finding.level, finding.day) == ([["D2-04"]], "warns", date(2027, 6, 14))
    assert [row.table for row in finding.rows] == ["item", "person", "trip"]
    name = member.person.family_name.upper()
    assert all(name in say(finding.what, language) for language in languages())
    assert "JUR “Jura”" in say(finding.what, "en")
    member.to_day = date(2027, 6, 13)
    assert told(session) == []


@pytest.mark.parametrize("change", ["archived", "cancelled", "absent", "later", "unplaced", "before"])
def test_what_takes_nobody_at_that_time_is_not_told(session: Session, other: Trip, change: str) -> None:
    member, item = joined(session, other, "staff"), item_of(session, "J1")
    assert item.start
    assert item.end
    if change == "archived":
        other.stage = "archived"
    elif change == "cancelled":
        item.status = "cancelled"
    elif change == "absent":
        item.participants.append(Participation(person_id=member.person_id, mode="absent"))
    elif change == "later":
        item.start, item.end = (one + timedelta(days=400) for one in (item.start, item.end))
    elif change == "unplaced":
        item.start = item.end = None
    else:
        item.start, item.end = datetime(2027, 6, 14, 3), datetime(2027, 6, 14, 4)
    assert told(session) == []


def test_many_clashes_of_a_day_are_one_finding_and_the_staff_can_be_left_to_the_other_trip(
    session: Session, other: Trip
) -> None:
    joined(session, other, "staff")
    item = item_of(session, "J1")
    item.start, item.end = datetime(2027, 6, 14, 7), datetime(2027, 6, 15, 21)
    found = told(session)
    assert [finding.day for finding in found] == [date(2027, 6, 14), date(2027, 6, 15)]
    assert len(codes(found)[0]) > 4
    checked = asked(session)
    (fix, *_) = fixes(checked, found[0])
    fix.verb(session, *fix.args, **fix.kwargs)
    assert codes(told(session)) == codes(found)[1:]


def test_a_driver_and_the_same_vehicle_of_a_company_are_needed_once(session: Session, other: Trip) -> None:
    ride = item_of(session, "D3-01")
    assert ride.vehicle
    item = item_of(session, "J1")
    item.start, item.end = ride.start, ride.end
    company = Organisation(name=Text.of(en="Coaches"))
    ride.vehicle.company = company
    vehicle = item.vehicle = Vehicle(trip=other, code=ride.vehicle.code.upper(), company=company)
    (finding,) = told(session)
    assert codes([finding]) == [["D3-01"]]
    assert [row.table for row in finding.rows] == ["item", "trip"]
    vehicle.company = None
    assert told(session) == []
    person = Person(family_name="Favre")
    drivers = [TripMember(trip_id=trip.id, person=person, role="driver") for trip in (sample(session), other)]
    session.add_all(drivers)
    ride.vehicle.driver, vehicle.driver = drivers
    (finding,) = told(session)
    assert "Favre".upper() in say(finding.what, "en")
    item.vehicle = None  # a driver is needed where the vehicle is
    assert told(session) == []


def test_somebody_else_of_the_host_can_receive(session: Session, other: Trip) -> None:
    visit, item = item_of(session, "D2-04"), item_of(session, "J1")
    park = Organisation(name=Text.of(en="Park"))
    busy = Contact(organisation=park, person=Person(family_name="Blanc"))
    park.contacts.append(Contact(person=Person(family_name="Noir")))
    visit.host_links.append(ItemHost(organisation=park, contact=busy))
    item.host_links.append(ItemHost(organisation=park, contact=busy))
    (finding,) = told(session)
    assert "BLANC" in say(finding.what, "en")
    fix = fixes(asked(session), finding)[0]
    assert "NOIR" in say(fix.label, "en")
    fix.verb(session, *fix.args, **fix.kwargs)
    assert told(session) == []
