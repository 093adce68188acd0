"""What is asked again after a change is what a whole check says; odd programmes stop no rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from databases import SampleSession
from examples import many
from planning.checks.trips import ANNECY, COACH, FIRST, GENEVA, PRINGY, A, B, item, site, trip
from tripplanner.i18n import languages, say
from tripplanner.model.trips import Trip
from tripplanner.planning.checks import checking, findings, read_trip, rules
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group, Host, Part
from tripplanner.planning.checks.overlap import OVERLAP
from tripplanner.planning.checks.rule import Finding
from tripplanner.text import Text

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

TYPES = ("arrival", "transfer", "visit", "meeting", "meal", "lodging", "ceremony", "debrief", "free_time", "departure")
SITES = (
    None,
    site(),
    site(outdoor=True, spot=ANNECY, permit_needed=True, open_hours=(("09:00", "12:00"),), group_cap=9),
)
PARTS = ((), (Part("li", "LI Na", "absent"),), (Part("li", "LI Na", "present"),))
HOST = Host(Text.of(en="Park"), "solene", "Solène")


@st.composite
def an_item(draw: st.DrawFn, code: str = "") -> CheckedItem:
    start = draw(st.integers(0, 2 * 24 * 12)) * 5
    length = draw(st.integers(-6, 80)) * 5
    one = item(
        code or draw(st.sampled_from("abcdefghij")), "0:00", "0:00", draw(st.sampled_from(TYPES)),
        groups=draw(st.sampled_from([(A,), (B,), (A, B)])), site=draw(st.sampled_from(SITES)),
        place=draw(st.sampled_from([None, ANNECY, PRINGY, GENEVA])), drive_min=draw(st.sampled_from([None, 30, 300])),
        vehicle=draw(st.sampled_from([None, COACH])), interpreting=draw(st.sampled_from([None, "consecutive", "none"])),
        questions=draw(st.integers(0, 1)), parts=draw(st.sampled_from(PARTS)),
        hosts=draw(st.sampled_from([(), (HOST,)])),
    )  # fmt: skip
    begins = datetime.combine(FIRST, datetime.min.time()) + timedelta(minutes=start)
    return one.at(begins, begins + timedelta(minutes=length))


def a_programme() -> st.SearchStrategy[list[CheckedItem]]:
    return st.lists(an_item(), max_size=12, unique_by=lambda one: one.uuid)


# Wang is in both sub-groups, Li in the first.
GROUPS = (replace(A, people=frozenset({"li", "wang"})), Group(2, "B", 6, "officials", frozenset({"wang"})))
NIGHTS: dict[str, Any] = {"nights": {(FIRST, 0): GENEVA}, "today": FIRST, "groups": GROUPS}


@settings(max_examples=many(150), deadline=None)
@given(a_programme(), a_programme())
def test_after_a_change_the_findings_are_those_of_a_whole_check(
    one: list[CheckedItem], other: list[CheckedItem]
) -> None:
    """Items of the second programme replace, join and, where it lacks them, leave those of the first."""
    before, after = trip(*one, **NIGHTS), trip(*other, **NIGHTS)
    assert checking(before).after(after).findings == findings(after)
    moved = before.with_items(*other)
    known = checking(before)
    assert known.findings == findings(before)
    again = known.after(moved)
    assert again.findings == findings(moved)
    gone, come = map(_counted, again.against(known))
    assert come - gone == _counted(again.findings) - _counted(known.findings)
    assert gone - come == _counted(known.findings) - _counted(again.findings)


def _counted(found: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter((finding.about, finding.level, say(finding.what, "en")) for finding in found)


@settings(max_examples=many(150), deadline=None)
@given(a_programme())
def test_a_rule_says_of_the_whole_what_it_says_of_its_parts(items: list[CheckedItem]) -> None:
    whole = trip(*items, **NIGHTS)
    for rule in rules().values():
        parts: list[list[CheckedItem]] = []
        if rule.scope == "item":
            parts = [[one] for one in whole.items]
        elif rule.scope == "day":
            days = dict.fromkeys(one.day for one in whole.items)
            parts = [[one for one in whole.items if one.day == day] for day in days]
        elif rule.scope == "frame":
            parts = [[]]
        if parts:
            said = [finding for part in parts for finding in rule.find(whole.only(part))]
            key = lambda finding: (finding.about, finding.what.id, str(finding.groups))  # noqa: E731
            assert sorted(said, key=key) == sorted(rule.find(whole), key=key), rule.key


def instant(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment


def sweep(items: list[CheckedItem]) -> set[tuple[str, str]]:
    """The pairs that share a group and a moment: every pair compared, no order assumed."""
    found: set[tuple[str, str]] = set()
    for number, one in enumerate(items):
        for other in items[number + 1 :]:
            shared = max(instant(one.begins), instant(other.begins)) < min(instant(one.ends), instant(other.ends))
            if one.groups & other.groups and shared:
                found.add((min(one.uuid, other.uuid), max(one.uuid, other.uuid)))
    return found


@st.composite
def parallel_tracks(draw: st.DrawFn) -> list[CheckedItem]:
    """Hundreds of items of three groups over four days, some across midnight."""
    groups = (A, B, Group(3, "C", 5))
    seeds = draw(st.lists(st.tuples(st.integers(0, 4 * 288), st.integers(1, 60), st.integers(1, 7)), max_size=300))
    items: list[CheckedItem] = []
    for number, (start, length, who) in enumerate(seeds):
        chosen = tuple(group for bit, group in enumerate(groups) if who >> bit & 1)
        begins = datetime.combine(FIRST, datetime.min.time()) + timedelta(minutes=5 * start)
        one = item(f"i{number}", "0:00", "0:00", "visit", groups=chosen, id=number + 1)
        items.append(one.at(begins, begins + timedelta(minutes=5 * length)))
    return items


@settings(max_examples=many(40), deadline=None)
@given(parallel_tracks())
def test_overlaps_are_exactly_those_of_an_independent_sweep(items: list[CheckedItem]) -> None:
    checked = trip(*items, groups=(A, B, Group(3, "C", 5)))
    found = [tuple(sorted(row.uuid for row in one.rows)) for one in OVERLAP.find(checked)]
    assert len(found) == len(set(found))
    assert set(found) == sweep(items)


@settings(max_examples=many(60), deadline=None)
@given(a_programme(), st.integers(-2, 60))
def test_no_rule_throws_and_every_finding_is_said_in_every_language(items: list[CheckedItem], days: int) -> None:
    odd = trip(*items, **NIGHTS)
    object.__setattr__(odd, "last_day", FIRST + timedelta(days=days))
    for finding in findings(odd):
        assert all(say(finding.what, language) for language in languages())


def test_four_hundred_items_in_a_day_and_three_zones_stop_nothing() -> None:
    zones = ("Europe/Paris", "Asia/Shanghai", "America/New_York", "Nowhere/Land")
    items: list[CheckedItem] = []
    for number in range(400):
        one = item(f"i{number}", "0:00", "1:00", TYPES[number % 10], id=number + 1)
        object.__setattr__(one, "zone", zones[number % 4])
        object.__setattr__(one, "end_zone", zones[number % 3])
        start = datetime.combine(FIRST, datetime.min.time()) + timedelta(minutes=3 * number)
        items.append(one.at(start, start + timedelta(minutes=20)))
    assert findings(trip(*items))


@pytest.mark.parametrize("extreme", [date.min, date.max])
def test_the_first_and_the_last_day_of_the_calendar_stop_nothing(extreme: date) -> None:
    start = datetime.combine(extreme, datetime.min.time()) + timedelta(hours=12)
    one = item("1", "9:00", "10:00", site=site(outdoor=True, spot=ANNECY), place=ANNECY).at(start, start)
    checked = trip(one, **NIGHTS)
    assert any(finding.rule == "time.outside_trip" for finding in findings(checked))


@pytest.fixture(scope="module")
def sample(sample_session: SampleSession) -> Iterator[CheckedTrip]:
    with sample_session() as session:
        yield read_trip(session, session.scalars(sa.select(Trip.id)).one(), date(2027, 6, 10))


def test_each_item_of_the_sample_moved_by_an_hour(sample: CheckedTrip) -> None:
    before, hour = checking(sample), timedelta(hours=1)
    for one in sample.placed:
        assert one.start
        assert one.end
        moved = sample.with_items(one.at(one.start + hour, one.end + hour))
        assert before.after(moved).findings == findings(moved)
