"""The grid's arithmetic: nothing is lost, nothing overlaps, whatever the programme."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tripplanner.ui.programme.layout import DAY, EMPTY_HOURS, LONGEST, Plan, Span, lay_out, local_times

FIRST = date(2027, 6, 13)
LAST = FIRST + timedelta(days=7)
PARIS = "Europe/Paris"


def civil(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def at(day: int, clock: str) -> datetime:
    return civil(f"2027-06-{12 + day} {clock:0>5}")


def item(key: str, day: int, start: str, end: str, *groups: str) -> Span:
    return Span(key, at(day, start), at(day, end), PARIS, PARIS, frozenset(groups))


def plan_of(*spans: Span, groups: tuple[str, ...] = ("A", "B")) -> Plan:
    return lay_out(spans, FIRST, LAST, PARIS, groups)


def overlaps(plan: Plan) -> list[tuple[str, str]]:
    """Pairs of rectangles of one day that share an area."""
    found = []
    for one, other in combinations(plan.pieces, 2):
        apart = one.bottom <= other.top or other.bottom <= one.top
        beside = one.right <= other.left + 1e-9 or other.right <= one.left + 1e-9
        if one.day == other.day and not apart and not beside:
            found.append((one.key, other.key))
    return found


moments = st.datetimes(datetime.fromisoformat("2027-06-10"), datetime.fromisoformat("2027-06-24")).map(
    lambda t: t.replace(second=0, microsecond=0)
)
zones = st.sampled_from(["", PARIS, "Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Nowhere/At_all"])
spans = st.builds(
    Span,
    key=st.uuids().map(str),
    start=st.none() | moments,
    end=st.none() | moments,
    start_zone=zones,
    end_zone=zones,
    groups=st.frozensets(st.sampled_from(["A", "B", "C"])),
    minutes=st.none() | st.integers(0, 600),
)
programmes = st.lists(spans, max_size=40, unique_by=lambda s: s.key)


@given(programmes)
def test_no_two_rectangles_share_an_area(programme: list[Span]) -> None:
    assert overlaps(lay_out(programme, FIRST, LAST, PARIS, ("A", "B", "C"))) == []


@given(programmes)
def test_every_item_is_placed_or_listed_and_named_once(programme: list[Span]) -> None:
    plan = lay_out(programme, FIRST, LAST, PARIS, ("A", "B", "C"))
    named = Counter(p.key for p in plan.pieces if p.first)
    assert named + Counter(plan.unplaced) == Counter(s.key for s in programme)


@given(programmes)
def test_rectangles_lie_inside_their_day_and_the_hours_shown(programme: list[Span]) -> None:
    plan = lay_out(programme, FIRST, LAST, PARIS, ("A", "B", "C"))
    top, bottom = plan.hours
    for piece in plan.pieces:
        assert top <= piece.top < piece.bottom <= bottom
        assert 0 <= piece.left < piece.right <= 1 + 1e-9
        assert piece.day < len(plan.columns)


@given(programmes)
def test_a_rectangle_covers_the_time_of_its_item(programme: list[Span]) -> None:
    plan = lay_out(programme, FIRST, LAST, PARIS, ())
    days = [c.date for c in plan.columns]
    for span in programme:
        times = local_times(span, PARIS)
        first = [p for p in plan.pieces if p.key == span.key and p.first]
        if times is not None:
            assert [days[p.day] for p in first] == [times[0].date()]
            assert [p.top for p in first] == [times[0].hour * 60 + times[0].minute]


def test_a_day_on_which_groups_part_is_wider_and_split() -> None:
    plan = plan_of(
        item("both", 7, "9:00", "10:30"), item("a", 7, "10:30", "11:15", "A"), item("b", 7, "10:30", "13:20", "B")
    )
    day = plan.columns[6]
    assert day.tracks == (("A",), ("B",))
    assert day.width == 1.62
    assert [(p.key, p.left, p.right) for p in plan.pieces] == [("both", 0, 1), ("a", 0, 0.5), ("b", 0.5, 1)]


def test_groups_that_stay_together_share_a_track() -> None:
    plan = plan_of(item("x", 1, "9:00", "10:00", "A", "C"), item("y", 1, "9:00", "10:00", "B"), groups=("A", "B", "C"))
    assert plan.columns[0].tracks == (("A", "C"), ("B",))


def test_a_group_without_items_on_a_day_takes_no_room() -> None:
    plan = plan_of(item("x", 8, "9:00", "10:00", "A"))
    assert plan.columns[7].tracks == (("A",),)
    assert plan.columns[7].width == 1


def test_overlapping_items_share_the_column_and_later_ones_have_it_alone() -> None:
    plan = plan_of(item("x", 1, "9:00", "11:00"), item("y", 1, "10:00", "12:00"), item("z", 1, "12:00", "13:00"))
    assert [(p.key, p.left, p.right, p.lanes) for p in plan.pieces] == [
        ("x", 0, 0.5, 2),
        ("y", 0.5, 1, 2),
        ("z", 0, 1, 1),
    ]


def test_a_conflict_of_one_group_leaves_the_other_group_its_whole_track() -> None:
    plan = plan_of(
        item("all", 1, "9:00", "11:00"), item("a", 1, "10:00", "12:00", "A"), item("b", 1, "11:00", "12:00", "B")
    )
    assert [(p.key, p.left, p.right) for p in plan.pieces] == [
        ("all", 0, 0.25),
        ("all", 0.5, 1),
        ("a", 0.25, 0.5),
        ("b", 0.5, 1),
    ]
    assert [p.first for p in plan.pieces] == [True, False, True, True]


def test_an_item_across_midnight_stands_on_both_days() -> None:
    plan = plan_of(Span("night", at(2, "22:00"), at(3, "1:30"), PARIS, PARIS))
    assert [(p.day, p.top, p.bottom, p.before, p.after, p.first) for p in plan.pieces] == [
        (1, 22 * 60, DAY, False, True, True),
        (2, 0, 90, True, False, False),
    ]


def test_an_item_that_ends_at_midnight_stays_on_its_day() -> None:
    plan = plan_of(Span("late", at(2, "22:00"), at(3, "0:00"), PARIS, PARIS))
    assert [(p.day, p.bottom, p.after) for p in plan.pieces] == [(1, DAY, False)]


def test_a_flight_from_china_stands_where_it_happens_in_the_zone_of_the_trip() -> None:
    flight = Span("flight", at(1, "1:30"), at(1, "6:45"), "Asia/Shanghai", PARIS)
    plan = plan_of(flight)
    assert [c.date for c in plan.columns][:2] == [date(2027, 6, 12), FIRST]
    assert [(p.day, p.top, p.bottom) for p in plan.pieces] == [(0, 19 * 60 + 30, DAY), (1, 0, 6 * 60 + 45)]
    assert [c.outside for c in plan.columns] == [True, *[False] * 8]


def test_days_between_the_trip_and_a_far_item_get_no_column() -> None:
    plan = plan_of(Span("visa", civil("2027-03-01 10:00"), civil("2027-03-01 11:00"), PARIS, PARIS))
    assert len(plan.columns) == 9
    assert plan.columns[0].date == date(2027, 3, 1)


def test_an_end_in_a_wrong_year_does_not_run_away() -> None:
    plan = plan_of(Span("typo", at(1, "9:00"), civil("2972-06-13 10:00"), PARIS, PARIS))
    assert local_times(Span("typo", at(1, "9:00"), civil("2972-06-13 10:00")), PARIS) == (
        at(1, "9:00"),
        at(1, "9:00") + LONGEST,
    )
    assert len(plan.columns) == 9


def test_an_end_before_the_start_and_a_missing_end_are_drawn_for_their_duration() -> None:
    wrong = Span("wrong", at(1, "9:00"), at(1, "8:00"), PARIS, PARIS, minutes=45)
    open_end = Span("open", at(2, "9:00"))
    assert [(p.key, p.bottom - p.top) for p in plan_of(wrong, open_end).pieces] == [("wrong", 45), ("open", 30)]


def test_an_empty_trip_shows_its_days_and_ordinary_hours() -> None:
    plan = plan_of()
    assert len(plan.columns) == 8
    assert plan.hours == EMPTY_HOURS


def test_hours_fit_what_is_there() -> None:
    assert plan_of(item("x", 1, "6:45", "8:00"), item("y", 1, "19:00", "20:30")).hours == (6 * 60 + 30, 20 * 60 + 45)


def test_four_hundred_items_in_a_day_all_get_a_place_of_their_own() -> None:
    crowd = [item(f"{i}", 1, "9:00", "10:00") for i in range(400)]
    plan = plan_of(*crowd)
    assert len({(p.left, p.right) for p in plan.pieces}) == 400
    assert plan.columns[0].width == 120


def test_sixty_days_are_sixty_columns() -> None:
    plan = lay_out([], FIRST, FIRST + timedelta(days=59), PARIS, ())
    assert len(plan.columns) == 60


def test_a_day_view_shows_only_its_day() -> None:
    programme = [item("x", 1, "9:00", "10:00"), item("y", 2, "9:00", "10:00")]
    plan = lay_out(programme, FIRST, LAST, PARIS, (), only=[FIRST + timedelta(days=1)])
    assert [p.key for p in plan.pieces] == ["y"]
    assert plan.pieces[0].day == 0


def test_a_last_day_before_the_first_shows_the_first() -> None:
    assert [c.date for c in lay_out([], FIRST, FIRST - timedelta(days=3)).columns] == [FIRST]
