"""The people of a trip: rank, sub-groups, rooms, arrivals and departures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.errors import TripPlannerError
from tripplanner.model.journeys import Journey
from tripplanner.model.places import Place
from tripplanner.model.trips import Delegate, Lodging, SubGroup, Trip, TripMember
from tripplanner.planning.archived import Archived
from tripplanner.planning.delegations.grouping import (
    add_subgroup,
    recode_subgroup,
    remove_subgroup,
    rename_subgroup,
    set_subgroup,
)
from tripplanner.planning.delegations.journeys import (
    Way,
    journeys,
    people_of_subgroup,
    remove_journey,
    set_journey,
    without_journey,
)
from tripplanner.planning.delegations.ranking import move_beside, move_member, move_rank, move_to_rank, reorder
from tripplanner.planning.delegations.rooming import (
    add_rooms,
    copy_rooming,
    edit_room,
    put_in_room,
    remove_room,
    room_of,
    rooming,
    take_out,
)
from tripplanner.text import Text


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


def order(session: Session) -> list[int]:
    """Numbers of the delegates by rank, and the ranks have no gap."""
    rows = session.scalars(sa.select(Delegate).order_by(Delegate.rank)).all()
    assert [one.rank for one in rows] == list(range(1, len(rows) + 1))
    return [one.id for one in rows]


def archive(session: Session) -> None:
    session.scalars(sa.select(Trip)).one().stage = "archived"
    session.flush()


# -- rank


def test_a_delegate_moves_to_a_rank_and_the_others_close_up(session: Session) -> None:
    before = order(session)
    assert move_to_rank(session, before[4], 2) == 2
    assert order(session) == [before[0], before[4], *before[1:4], *before[5:]]
    assert move_to_rank(session, before[0], 999) == len(before)
    assert order(session)[-1] == before[0]


def test_alt_arrows_move_by_one_and_stop_at_the_ends(session: Session) -> None:
    before = order(session)
    assert [move_rank(session, before[0], -1), move_rank(session, before[0], 1)] == [1, 2]
    assert order(session)[:2] == [before[1], before[0]]
    assert move_rank(session, before[-1], 1) == len(before)


def test_a_drag_of_several_keeps_their_order(session: Session) -> None:
    before = order(session)
    move_beside(session, [before[5], before[3]], before[1])
    assert order(session)[:4] == [before[0], before[3], before[5], before[1]]
    move_beside(session, [before[0]], before[1], after=True)
    assert order(session)[:4] == [before[3], before[5], before[1], before[0]]


def test_a_whole_order_is_taken_over(session: Session) -> None:
    before = order(session)
    delegation = session.get_one(Delegate, before[0]).delegation_id
    reorder(session, delegation, [before[7], before[2]])
    assert order(session)[:4] == [before[7], before[2], before[0], before[1]]


def test_the_team_has_an_order_too(session: Session) -> None:
    team = session.scalars(sa.select(TripMember).order_by(TripMember.position, TripMember.id)).all()
    move_member(session, team[1].id, -1)
    now = session.scalars(sa.select(TripMember.id).order_by(TripMember.position)).all()
    assert now == [team[1].id, team[0].id, *(one.id for one in team[2:])]


# -- sub-groups


def test_a_sub_group_is_made_joined_and_left(session: Session) -> None:
    people = order(session)
    delegation = session.get_one(Delegate, people[0]).delegation_id
    made = add_subgroup(session, delegation, Text.of("fr", fr="Presse"), people[:2])
    group = session.get_one(SubGroup, made)
    assert (group.code, {link.delegate_id for link in group.delegate_links}) == ("C", set(people[:2]))
    assert set_subgroup(session, people[1:4], made, True) == 2
    assert set_subgroup(session, people[:1], made, False) == 1
    assert people_of_subgroup(session, made) == [session.get_one(Delegate, id).person_id for id in people[1:4]]
    rename_subgroup(session, made, "zh", "媒体")
    recode_subgroup(session, made, "P")
    assert (group.name.get("zh"), group.name.state("zh"), group.code) == ("媒体", "reviewed", "P")
    remove_subgroup(session, made)
    assert session.get(SubGroup, made) is None
    assert order(session) == people


def test_a_sub_group_the_programme_counts_on_stays(session: Session) -> None:
    group = session.scalars(sa.select(SubGroup).where(SubGroup.code == "B")).one()
    with pytest.raises(TripPlannerError, match="meant for this sub-group"):
        remove_subgroup(session, group.id)
    with pytest.raises(TripPlannerError, match="cannot be the code"):
        recode_subgroup(session, group.id, "a")


# -- rooms


def without_rooms(session: Session) -> list[Lodging]:
    """The lodgings of the sample, emptied."""
    lodgings = list(session.scalars(sa.select(Lodging).order_by(Lodging.position, Lodging.id)))
    for lodging in lodgings:
        lodging.rooms.clear()
    session.flush()
    return lodgings


def test_the_rooms_of_the_sample_hold_its_delegates(session: Session) -> None:
    for lodging in session.scalars(sa.select(Lodging)):
        seen = rooming(session, lodging.id)
        assert [one.name for one in (*seen.without, *seen.strangers) if one.part in ("delegate", "")] == []


def test_rooms_are_filled_and_those_without_a_bed_are_listed(session: Session) -> None:
    lodging = without_rooms(session)[0]
    seen = rooming(session, lodging.id)
    everyone = [one.person_id for one in seen.without]
    assert (seen.rooms, len([one for one in seen.without if one.part == "delegate"]), seen.nights) == ((), 14, 2)
    rooms = add_rooms(session, lodging.id, 2, 3)
    put_in_room(session, everyone[:2], rooms[0])
    put_in_room(session, everyone[1:4], rooms[1])
    seen = rooming(session, lodging.id)
    assert [(room.number, len(room.guests), room.over) for room in seen.rooms] == [
        ("1", 1, 0),
        ("2", 3, 1),
        ("3", 0, 0),
    ]
    assert [one.person_id for one in seen.without] == everyone[4:]
    ((where, room, mates),) = room_of(session, lodging.trip_id, everyone[1])
    assert (where.id, room.number, len(mates)) == (lodging.id, "2", 2)
    take_out(session, lodging.id, everyone[:2])
    edit_room(session, rooms[1], number="204", beds=3)
    remove_room(session, rooms[2])
    seen = rooming(session, lodging.id)
    assert [(room.number, room.beds, len(room.guests)) for room in seen.rooms] == [("1", 2, 0), ("204", 3, 2)]


def test_room_mates_are_carried_to_the_next_lodging(session: Session) -> None:
    first, second, *_ = without_rooms(session)
    people = [one.person_id for one in rooming(session, first.id).without]
    for pair in (people[:2], people[2:3]):
        put_in_room(session, pair, add_rooms(session, first.id, 2)[0])
    free = add_rooms(session, second.id, 2)
    assert copy_rooming(session, first.id, second.id) == 3
    rooms = rooming(session, second.id).rooms
    assert [[guest.person_id for guest in room.guests] for room in rooms] == [people[:2], people[2:3]]
    assert rooms[0].id == free[0]
    assert copy_rooming(session, first.id, second.id) == 0


def test_a_room_refuses_what_cannot_be(session: Session) -> None:
    lodging = without_rooms(session)[0]
    one, other = add_rooms(session, lodging.id, None, 2)
    for wrong in ({"beds": 0}, {"beds": 21}, {"number": " "}, {"number": "2"}, {"number": "x" * 21}):
        with pytest.raises(TripPlannerError):
            edit_room(session, one, **wrong)  # type: ignore[arg-type]
    with pytest.raises(TripPlannerError):
        add_rooms(session, lodging.id, 2, 500)
    assert {one, other} == {room.id for room in rooming(session, lodging.id).rooms}


# -- journeys


def test_a_journey_sets_the_day_and_takes_the_zone_of_its_place(session: Session) -> None:
    delegate = session.scalars(sa.select(Delegate).where(Delegate.rank == 1)).one()
    trip = delegate.delegation.trip
    place = session.scalars(sa.select(Place).where(Place.zone != "")).first()
    assert place is not None
    at = datetime(2027, 6, 14, 6, 45)
    assert set_journey(session, trip.id, [delegate.person_id], "arrival", Way(at, "", place.id, "", " AF 111 ")) == 1
    (row,) = journeys(session, trip.id)
    assert (row.at, row.zone, row.carrier, delegate.arrives_on) == (at, place.zone, "AF 111", date(2027, 6, 14))
    set_journey(session, trip.id, [delegate.person_id], "arrival", Way(datetime(2027, 6, 15, 1, 0), "Asia/Shanghai"))
    assert [(one.zone, one.id == row.id) for one in journeys(session, trip.id)] == [("Asia/Shanghai", True)]
    remove_journey(session, row.id)
    assert (delegate.arrives_on, session.scalars(sa.select(Journey)).all()) == (None, [])


def test_a_sub_group_leaves_together_and_who_lacks_a_journey_is_known(session: Session) -> None:
    group = session.scalars(sa.select(SubGroup).where(SubGroup.code == "B")).one()
    people, trip = people_of_subgroup(session, group.id), group.delegation.trip_id
    way = Way(datetime(2027, 6, 19, 15, 5), where="Genève", carrier="CA 862")
    assert set_journey(session, trip, people, "departure", way) == len(people) == 6
    leaving = session.scalars(sa.select(Delegate).where(Delegate.leaves_on == date(2027, 6, 19)))
    assert {one.person_id for one in leaving} == set(people)
    assert len(without_journey(session, trip, "departure")) == 14 - 6
    member = session.scalars(sa.select(TripMember)).first()
    assert member is not None
    set_journey(session, trip, [member.person_id], "arrival", Way(datetime(2027, 6, 12, 20, 0)))
    assert (member.from_day, journeys(session, trip, member.person_id)[0].zone) == (date(2027, 6, 12), "Europe/Paris")


def test_a_journey_that_cannot_be_is_refused(session: Session) -> None:
    delegate = session.scalars(sa.select(Delegate).where(Delegate.rank == 1)).one()
    trip, person = delegate.delegation.trip_id, delegate.person_id
    set_journey(session, trip, [person], "departure", Way(datetime(2027, 6, 19, 9, 0)))
    wrong = ([person], Way(datetime(2027, 6, 20, 9, 0))), ([person], Way(zone="Mars/Base")), ([99_999], Way())
    for people, way in wrong:
        with pytest.raises(TripPlannerError):
            set_journey(session, trip, people, "arrival", way)
    assert len(journeys(session, trip)) == 1


def test_an_archived_trip_refuses_all_of_it(session: Session) -> None:
    delegate = session.scalars(sa.select(Delegate).where(Delegate.rank == 1)).one()
    group, lodging = delegate.delegation.subgroups[0], delegate.delegation.trip.lodgings[0]
    (room,) = add_rooms(session, lodging.id, 2)
    set_journey(session, delegate.delegation.trip_id, [delegate.person_id], "arrival", Way())
    (journey,) = journeys(session, delegate.delegation.trip_id)
    archive(session)
    trip, person = delegate.delegation.trip_id, delegate.person_id
    for verb, arguments in (
        (move_to_rank, (delegate.id, 2)), (move_rank, (delegate.id, 1)), (move_beside, ([delegate.id], delegate.id)),
        (reorder, (delegate.delegation_id, [])), (add_subgroup, (delegate.delegation_id, Text.of("fr", fr="x"))),
        (rename_subgroup, (group.id, "fr", "x")), (recode_subgroup, (group.id, "X")),
        (set_subgroup, ([delegate.id], group.id, True)), (remove_subgroup, (group.id,)),
        (add_rooms, (lodging.id, 2)), (edit_room, (room,)), (remove_room, (room,)), (put_in_room, ([person], room)),
        (take_out, (lodging.id, [person])), (copy_rooming, (lodging.id, lodging.id)),
        (set_journey, (trip, [person], "arrival", Way())), (remove_journey, (journey.id,)),
    ):  # fmt: skip
        with pytest.raises(Archived):
            verb(session, *arguments)  # type: ignore[operator]
