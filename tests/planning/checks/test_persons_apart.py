"""Who has a part of their own clashes where comparing every pair of items for every person says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from examples import many
from planning.checks.trips import A, B, item, trip
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group, NameOf, Part
from tripplanner.planning.checks.overlap import OVERLAP

NINE = datetime(2027, 6, 13, 9, tzinfo=UTC)
PEOPLE = ("li", "wang", "zhao")
CROWD = (Group(1, "A", 8, people=frozenset({"li", "wang"})), Group(2, "B", 6, people=frozenset({"wang"})))


@st.composite
def parts(draw: st.DrawFn, begins: datetime) -> tuple[Part, ...]:
    """Parts of some people in an item: away, online, there all the time or for a while that may lie beside it."""
    found: list[Part] = []
    for person in draw(st.sets(st.sampled_from(PEOPLE))):
        late, long = (timedelta(minutes=5 * draw(st.integers(-3, 9))) for _ in range(2))
        hours = draw(st.sampled_from([(None, None), (begins + late, None), (begins + late, begins + late + long)]))
        found.append(Part(person, person, draw(st.sampled_from(("present", "absent", "online"))), *hours))
    return tuple(found)


@st.composite
def people_apart(draw: st.DrawFn) -> CheckedTrip:
    """Up to ten items of a morning, each of one sub-group, both or none, with parts of some people."""
    items: list[CheckedItem] = []
    for number in range(draw(st.integers(0, 10))):
        begins = NINE + timedelta(minutes=5 * draw(st.integers(0, 36)))
        one = item(f"{number}", groups=draw(st.sampled_from([(A,), (B,), (A, B), ()])), id=number)
        ends = begins + timedelta(minutes=5 * draw(st.integers(-1, 12)))
        items.append(replace(one, start=begins, end=ends, begins=begins, ends=ends, parts=draw(parts(begins))))
    return trip(*items, groups=CROWD, names=tuple(NameOf(person, person) for person in PEOPLE))


def presence(one: CheckedItem, person: str) -> tuple[datetime, datetime] | None:
    """From when to when a person is at an item."""
    assert one.begins
    assert one.ends
    part = next((part for part in one.parts if part.person == person), None)
    if part is None:
        there = any(person in group.people and group.id in one.groups for group in CROWD)
        return (one.begins, one.ends) if there else None
    if part.mode == "absent" or (part.mode == "online" and part.begins is None):
        return None
    return part.begins or one.begins, part.ends or one.ends


def meet(one: tuple[datetime, datetime] | None, other: tuple[datetime, datetime] | None) -> bool:
    if not one or not other or one[0] >= one[1] or other[0] >= other[1]:
        return False
    return max(one[0], other[0]) < min(one[1], other[1])


@settings(max_examples=many(150), deadline=None)
@given(people_apart())
def test_persons_clash_where_comparing_every_pair_for_everyone_says_so(checked: CheckedTrip) -> None:
    expected: Counter[tuple[str, ...]] = Counter()
    apart = {"wang"} | {part.person for one in checked.items for part in one.parts}
    for one, other in combinations(checked.items, 2):
        codes = sorted((one.code, other.code))
        whole = [(each.begins, each.ends) for each in (one, other) if each.begins and each.ends]
        groups = one.groups & other.groups if meet(*whole) else frozenset[int]()
        expected["groups", *codes] += bool(groups)
        for person in apart:
            own = {group.id for group in CROWD if person in group.people}
            if not groups & own and meet(presence(one, person), presence(other, person)):
                expected[person, *codes] += 1
    found = Counter(
        (str(finding.what.params.get("name", "groups")), *sorted(row.code for row in finding.rows))
        for finding in OVERLAP.find(checked)
    )
    assert found == +expected
