"""Nobody is in two places at once: each kind of clash, and the sweep against counting every pair."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.checks.trips import COACH, A, B, item, trip
from tripplanner.i18n import say
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group, Host, NameOf, Part, Vehicle
from tripplanner.planning.checks.interpreters import OVERLAP as INTERPRETER
from tripplanner.planning.checks.overlap import HOST, OVERLAP, VEHICLE
from tripplanner.planning.checks.rule import Rule
from tripplanner.planning.checks.stays import Stay, clashes
from tripplanner.text import Text


def codes(rule: Rule, checked: CheckedTrip) -> list[tuple[str, ...]]:
    """The items of each finding."""
    return [tuple(row.code for row in finding.rows) for finding in rule.find(checked)]


def test_items_of_one_group_at_the_same_time_clash() -> None:
    checked = trip(item("1", "9:00", "10:30", groups=(A,)), item("2", "10:00", "11:00", groups=(A, B)))
    (finding,) = OVERLAP.find(checked)
    assert [row.code for row in finding.rows] == ["1", "2"]
    assert (finding.level, finding.groups) == ("blocks", ("A",))
    assert say(finding.what, "en") == "Sub-group A is at 1 “1” and at 2 “2” at the same time."


def test_several_groups_are_listed_as_each_language_does() -> None:
    three = (A, B, Group(3, "C", 2))
    checked = trip(item("1", "9:00", "10:30", groups=(A, B)), item("2", "10:00", "11:00", groups=(A, B)), groups=three)
    (finding,) = OVERLAP.find(checked)
    assert "A, B" in say(finding.what, "fr")
    assert "A、B" in say(finding.what, "zh")


def test_a_clash_of_everyone_is_said_once() -> None:
    (finding,) = OVERLAP.find(trip(item("1", "9:00", "10:30"), item("2", "10:00", "11:00")))
    assert say(finding.what, "en") == "Everyone is at 1 “1” and at 2 “2” at the same time."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (item("1", "9:00", "10:00"), item("2", "10:00", "11:00")),
        (item("1", "9:00", "11:00", groups=(A,)), item("2", "10:00", "11:00", groups=(B,))),
        (item("1", "9:00", "11:00", status="cancelled"), item("2", "10:00", "11:00")),
        (item("1", "20:00", "32:00", "lodging"), item("2", "21:00", "22:00")),
        (item("1", "9:00", "11:00"), item("2")),
        (item("1", "9:00", "11:00"), item("2", "10:00", "10:00")),
        (item("1", "9:00", "11:00"), item("2", "9:00", "11:00", day=2)),
    ],
    ids=["one after the other", "other groups", "cancelled", "the night", "not placed", "no length", "other days"],
)
def test_these_do_not_clash(one: CheckedItem, other: CheckedItem) -> None:
    assert codes(OVERLAP, trip(one, other)) == []


def test_items_across_midnight_clash_with_the_next_morning() -> None:
    assert codes(OVERLAP, trip(item("1", "22:00", "26:00"), item("2", "1:00", "3:00", day=2))) == [("1", "2")]


def test_ideas_clash_too_because_they_are_about_to_be_planned() -> None:
    checked = trip(item("1", "9:00", "11:00", status="idea"), item("2", "10:00", "11:00"))
    assert codes(OVERLAP, checked) == [("1", "2")]


def test_a_person_who_joins_the_other_group_clashes_with_their_own() -> None:
    group = Group(1, "A", 8, people=frozenset({"li"}))
    joined = item("2", "9:30", "11:00", groups=(B,), parts=(Part("li", "李娜 LI Na", "present"),))
    (finding,) = OVERLAP.find(trip(item("1", "9:00", "10:00", groups=(A,)), joined, groups=(group, B)))
    assert say(finding.what, "en") == "李娜 LI Na is at 1 “1” and at 2 “2” at the same time."


def test_a_person_in_two_sub_groups_clashes_where_they_part() -> None:
    both = frozenset({"li"})
    groups = (Group(1, "A", 8, people=both), Group(2, "B", 6, people=both))
    apart = item("1", "9:00", "10:00", groups=(A,)), item("2", "9:30", "11:00", groups=(B,))
    (finding,) = OVERLAP.find(trip(*apart, groups=groups, names=(NameOf("li", "李娜 LI Na"),)))
    assert say(finding.what, "en") == "李娜 LI Na is at 1 “1” and at 2 “2” at the same time."


@pytest.mark.parametrize("mode", ["absent", "online"])
def test_a_person_who_is_not_there_clashes_with_nothing(mode: str) -> None:
    group = Group(1, "A", 8, people=frozenset({"li"}))
    joined = item("2", "9:30", "11:00", groups=(B,), parts=(Part("li", "LI Na", mode),))
    assert codes(OVERLAP, trip(item("1", "9:00", "10:00", groups=(A,)), joined, groups=(group, B))) == []


def test_a_vehicle_serves_one_transfer_at_a_time() -> None:
    one = item("1", "9:00", "10:00", "transfer", groups=(A,), vehicle=COACH)
    other = item("2", "9:30", "10:30", "transfer", groups=(B,), vehicle=COACH)
    assert codes(VEHICLE, trip(one, other)) == [("1", "2")]


def test_one_driver_does_not_drive_two_vehicles() -> None:
    one = item("1", "9:00", "10:00", "transfer", groups=(A,), vehicle=COACH)
    other = item("2", "9:30", "10:30", "transfer", groups=(B,), vehicle=Vehicle(2, "bus", 8, "driver"))
    assert codes(VEHICLE, trip(one, other)) == [("1", "2")]


@pytest.mark.parametrize(("interpreters", "found"), [(0, 1), (1, 1), (2, 0)])
def test_interpreted_items_at_once_need_as_many_interpreters(interpreters: int, found: int) -> None:
    one = item("1", "9:00", "10:00", groups=(A,), interpreting="consecutive")
    other = item("2", "9:30", "10:30", groups=(B,), interpreting="consecutive")
    assert len(codes(INTERPRETER, trip(one, other, interpreters=interpreters))) == found


def test_a_contact_receives_once_at_a_time_but_an_organisation_has_many() -> None:
    named = Host(Text.of(en="Park"), "solene", "Solène")
    anyone = Host(Text.of(en="Park"))
    pair = ((named, named), (named, anyone))
    found = [
        codes(HOST, trip(item("1", "9:00", "10:00", groups=(A,), hosts=(one,)),
                         item("2", "9:30", "10:30", groups=(B,), hosts=(other,))))
        for one, other in pair
    ]  # fmt: skip
    assert found == [[("1", "2")], []]


START = datetime(2027, 6, 13, tzinfo=UTC)
SPANS = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 400)), max_size=30)


@given(SPANS)
def test_the_sweep_finds_what_counting_every_pair_finds(spans: list[tuple[int, int]]) -> None:
    items = [item(f"{number}", id=number) for number in range(len(spans))]
    stays = [
        Stay(START + timedelta(minutes=begin), START + timedelta(minutes=begin + length), one)
        for one, (begin, length) in zip(items, spans, strict=True)
    ]
    shared = {
        frozenset((one.item.id, other.item.id))
        for one, other in combinations(stays, 2)
        if any(one.begins <= moment < one.ends and other.begins <= moment < other.ends
               for moment in (one.begins, other.begins))
    }  # fmt: skip
    found = [frozenset((one.item.id, other.item.id)) for one, other in clashes(stays)]
    assert len(found) == len(set(found))
    assert set(found) == shared
