"""The verbs behind fixes do what their label says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.errors import NotFound
from tripplanner.model.partners import Contact
from tripplanner.model.people import Person
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import Trip
from tripplanner.names import PersonName
from tripplanner.planning import fixing
from tripplanner.planning.arranging.rights import Locked
from tripplanner.planning.checks import checking, read_trip
from tripplanner.planning.mending import fixes
from tripplanner.text import Text


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as found:
        yield found


def item_of(session: Session, code: str) -> Item:
    return session.scalars(sa.select(Item).where(Item.code == code)).one()


def trip_of(session: Session) -> Trip:
    return session.scalars(sa.select(Trip)).one()


def test_a_missing_transfer_is_inserted_with_its_places_drive_and_vehicle(session: Session) -> None:
    """No office measured the way from Pringy to Annecy: the drive stays an estimate."""
    trip = trip_of(session)
    before = checking(read_trip(session, trip.id, None))
    gap = next(one for one in before.findings if one.rule == "time.move_missing" and len(one.rows) == 2)
    (first, *_) = fixes(before, gap)
    made = session.get_one(Item, first.verb(session, *first.args, **first.kwargs))
    assert (made.type, made.status) == ("transfer", "idea")
    assert made.from_place is not None
    assert made.to_place is not None
    assert [made.from_place.code, made.to_place.code] == ["annecy-pringy", "annecy-restaurant"]
    assert made.drive_min is None
    assert made.vehicle is not None
    assert made.vehicle.code == "coach-1"
    assert made.title.get("zh")
    session.expire_all()
    after = checking(read_trip(session, trip.id, None))
    assert gap.about not in {one.about for one in after.findings}
    (ride,) = [one for one in after.trip.items if one.id == made.id]
    assert (ride.drive_min, ride.minutes) == (None, 20)


def test_hosts_are_asked_once(session: Session) -> None:
    item = item_of(session, "D2-01")
    item.host_links[0].state = "confirmed"
    item.status = "idea"
    fixing.ask_hosts(session, item.id)
    assert [host.state for host in item.host_links] == ["confirmed", "asked", "asked"]
    assert item.status == "requested"


def test_the_visit_goes_to_its_fallback_and_back(session: Session) -> None:
    item = item_of(session, "D2-04")
    here = item.site_id
    with pytest.raises(NotFound):
        fixing.swap_to_fallback(session, item.id)
    other = session.scalars(sa.select(Site).where(Site.code == "S06")).one()
    item.fallback_site = other
    session.flush()
    fixing.swap_to_fallback(session, item.id)
    assert (item.site_id, item.fallback_site_id) == (other.id, here)
    session.expire(item)
    fixing.swap_to_fallback(session, item.id)
    assert (item.site_id, item.fallback_site_id) == (here, other.id)


def test_an_interpreter_to_be_named_joins_the_trip(session: Session) -> None:
    trip, item = trip_of(session), item_of(session, "D1-04")
    number = len(trip.members)
    fixing.interpret(session, trip.id, item.id, "simultaneous")
    session.expire_all()
    assert [member.role for member in trip.members][number:] == ["interpreter"]
    assert item.interpreting == "simultaneous"
    assert read_trip(session, trip.id, None).interpreters == 2


def test_a_member_stays_a_day_longer(session: Session) -> None:
    member = trip_of(session).members[0]
    assert member.from_day
    assert member.to_day
    early, late = member.from_day - timedelta(days=1), member.to_day + timedelta(days=1)
    fixing.extend_member(session, member.id, late)
    fixing.extend_member(session, member.id, early)
    assert (member.from_day, member.to_day) == (early, late)


def test_a_trip_grows_and_has_a_record_for_the_new_day(session: Session) -> None:
    trip = trip_of(session)
    late = trip.last_day + timedelta(days=2)
    fixing.extend_trip(session, trip.id, late)
    assert (trip.last_day, (trip.last_day - trip.first_day).days) == (late, 9)


def test_a_break_and_a_question_are_added_at_the_end(session: Session) -> None:
    item = item_of(session, "D8-01")
    number, question = len(item.breaks), Text.of(en="Why?", fr="Pourquoi ?")
    fixing.add_break(session, item.id, datetime(2027, 6, 20, 9, 45), datetime(2027, 6, 20, 10, 0))
    fixing.add_question(session, item.id, question)
    assert len(item.breaks) == number + 1
    assert item.questions[-1].text == question


def test_breaks_move_along_with_their_item_and_stay_where_one_edge_alone_moves(session: Session) -> None:
    item = item_of(session, "D8-01")
    assert item.start
    assert item.end
    start, end, later = item.start, item.end, timedelta(minutes=45)
    fixing.add_break(session, item.id, start + timedelta(hours=1), start + timedelta(hours=1, minutes=15))
    fixing.move_items(session, ((item.id, start + later, end + later),))
    assert (item.breaks[-1].start, item.breaks[-1].end) == (start + timedelta(minutes=105), start + timedelta(hours=2))
    fixing.move_items(session, ((item.id, start + 2 * later, end + later),))
    assert item.breaks[-1].start == start + timedelta(minutes=105)


def test_what_somebody_locked_since_the_check_is_not_moved(session: Session) -> None:
    item = item_of(session, "D2-04")
    item.locked, start, end = True, item.start, item.end
    assert start
    assert end
    with pytest.raises(Locked):
        fixing.move_items(session, ((item.id, start + timedelta(hours=1), end + timedelta(hours=1)),))
    assert (item.start, item.end) == (start, end)


def test_a_name_is_spelt(session: Session) -> None:
    person = session.scalars(sa.select(Person).where(Person.family_name == "Zheng")).one()
    person.family_name = person.given_name = person.romanisation = ""
    session.flush()
    trip = trip_of(session)
    before = checking(read_trip(session, trip.id, None))
    nameless = next(one for one in before.findings if one.rule == "language.name_without_pinyin")
    (fix,) = fixes(before, nameless)
    fix.verb(session, *fix.args, **fix.kwargs)
    assert (person.family_name, person.given_name) == ("Zheng", "Yuanshan")


def test_a_word_is_replaced_in_one_language_and_stays_a_draft(session: Session) -> None:
    item = item_of(session, "D2-01")
    wrong = item.title.get("zh").replace("自然保护地", "自然保护区")
    item.title = item.title.with_words("zh", wrong, draft=True)
    session.flush()
    trip = trip_of(session)
    before = checking(read_trip(session, trip.id, None))
    found = next(one for one in before.findings if one.rule == "language.forbidden_term")
    (fix, *_) = fixes(before, found)
    fix.verb(session, *fix.args, **fix.kwargs)
    assert "自然保护地" in item.title.get("zh")
    assert "自然保护区" not in item.title.get("zh")
    assert item.title.state("zh") == "draft"


def test_beds_are_given_and_single_rooms_planned_for_the_others(session: Session) -> None:
    lodging = trip_of(session).lodgings[0]
    first, *_ = lodging.rooms
    people = [one.person_id for delegation in trip_of(session).delegations for one in delegation.delegates]
    for room in lodging.rooms:
        room.guests.clear()
    lodging.rooms = [first]
    first.beds = 1
    session.flush()
    before = checking(read_trip(session, lodging.trip_id, None))
    told = next(one for one in before.findings if one.rule == "people.rooming_incomplete")
    (fix,) = fixes(before, told)
    number = lodging.trip_id
    del first, lodging, room
    session.flush()
    session.expunge_all()  # nobody else holds the rooms
    fix.verb(session, *fix.args, **fix.kwargs)
    lodging = session.get_one(Trip, number).lodgings[0]
    assert sorted(guest.person_id for room in lodging.rooms for guest in room.guests) == sorted(people)
    assert {(room.beds, len(room.guests)) for room in lodging.rooms} == {(1, 1)}
    assert "people.rooming_incomplete" not in {
        one.rule for one in checking(read_trip(session, lodging.trip_id, None)).findings
    }


def test_a_group_leaves_a_day_sooner_and_the_others_go_on(session: Session) -> None:
    ride, shared = item_of(session, "D7-04"), item_of(session, "D6-05")
    (officials,) = (link.subgroup_id for link in ride.subgroup_links)
    others = next(link.subgroup_id for link in item_of(session, "D7-05").subgroup_links)
    day = datetime(2027, 6, 18).date()
    assert ride.start
    assert ride.end
    back = timedelta(days=1)
    moves = ((ride.id, ride.start - back, ride.end - back),)
    fixing.leave_sooner(session, moves, ((shared.id, (others,)),), officials, day)
    assert (ride.start.date(), [link.subgroup_id for link in shared.subgroup_links]) == (day, [others])
    leaves = {one.leaves_on for delegation in trip_of(session).delegations for one in delegation.delegates
              if officials in [link.subgroup_id for link in one.subgroup_links]}  # fmt: skip
    assert max(one for one in leaves if one) <= day


def test_the_same_words_are_translated_as_elsewhere(session: Session) -> None:
    """Only where all that the record lacks is known; a draft stays one."""
    item, other = item_of(session, "D2-02"), item_of(session, "D4-01")
    known = item.title
    other.title = Text.of(known.source, **{known.source: known.get(known.source), "fr": known.get("fr")})
    session.flush()
    before = checking(read_trip(session, item.trip_id, None))
    told = next(one for one in before.findings if one.rule == "language.translation_missing")
    (fix,) = fixes(before, told)
    fix.verb(session, *fix.args, **fix.kwargs)
    assert (other.title.get("zh"), other.title.state("zh")) == (known.get("zh"), "draft")


def test_a_contact_of_a_host_receives(session: Session) -> None:
    item = item_of(session, "D2-01")
    session.add(Contact(organisation=item.host_links[1].organisation, person=Person(family_name="Martin")))
    for host in item.host_links:
        host.contact = None
    session.flush()
    before = checking(read_trip(session, item.trip_id, None))
    told = next(one for one in before.findings if one.rule == "people.head_without_counterpart" and
                one.rows[0].code == "D2-01")  # fmt: skip
    fix = fixes(before, told)[-1]
    fix.verb(session, *fix.args, **fix.kwargs)
    assert [host.contact_id for host in item.host_links if host.contact_id] == [fix.args[2]]
    assert str(fix.label.params["name"]) == PersonName.of(session.get_one(Contact, fix.args[2]).person).printed


def test_a_longer_trip_counts_the_staff_of_its_new_day_before_it_is_offered(session: Session) -> None:
    trip, ride = trip_of(session), item_of(session, "D8-03")
    assert ride.start
    assert ride.end
    fixing.move_items(session, ((ride.id, ride.start + timedelta(days=1), ride.end + timedelta(days=1)),))
    coach = ride.vehicle
    assert coach is not None
    ride.subgroup_links.clear()
    for member in trip.members:
        member.to_day = None
    coach.seats = 15  # enough for the fourteen guests, and not for those who are with them
    session.flush()
    session.expire_all()
    before = checking(read_trip(session, trip.id, None))
    told = next(one for one in before.findings if one.rule == "time.outside_trip")
    assert "people.seats_too_few" not in {one.rule for one in before.findings if one.rows[:1] == told.rows[:1]}
    assert fixing.extend_trip not in [fix.verb for fix in fixes(before, told)]
