"""The engine: its plans keep every rule, its score is the documented one, and it repeats itself exactly."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings

from examples import many
from planning.planner.problems import ALL_DAY, HOTEL, SECOND, day, line, problem, problems, site
from tripplanner.planning.planner import draft
from tripplanner.planning.planner.plan import DayPlan, Plan, Stop, faults, score
from tripplanner.planning.planner.problem import CALM, FAR, NORMAL, Fixed, Opening, Problem
from tripplanner.planning.planner.search import propose, search

pytestmark = pytest.mark.usefixtures("nothing_is_counted")


def times(plan: Plan) -> list[list[tuple[str, int, int, int]]]:
    return [[(stop.kind, stop.index, stop.start, stop.end) for stop in day.stops] for day in plan.days]


def visited(plan: Plan) -> set[int]:
    return {stop.index for _, stop in plan.visits()}


@given(problems())
@settings(max_examples=many(150))
def test_a_plan_of_any_problem_breaks_no_rule_and_has_the_score_it_claims(asked: Problem) -> None:
    for found in (propose(asked), propose(asked, seed=3, rounds=100)):
        assert faults(found.plan, asked) == []
        assert score(found.plan, asked) == found.score


@given(problems())
@settings(max_examples=many(50))
def test_nothing_overlaps_and_what_is_fixed_stays(asked: Problem) -> None:
    for planned, given_day in zip(propose(asked, rounds=100).plan.days, asked.days, strict=True):
        moving = [stop for stop in planned.stops if stop.kind != "fixed"]
        for one, other in itertools.pairwise(planned.stops):
            assert one.end <= other.start or "fixed" in (one.kind, other.kind)
        for stop, block in itertools.product(moving, given_day.fixed):
            assert stop.end <= block.start or block.end <= stop.start
        assert [(stop.start, stop.end) for stop in planned.stops if stop.kind == "fixed"] == [
            (block.start, block.end) for block in given_day.fixed
        ]


@given(problems())
@settings(max_examples=many(25))
def test_the_same_problem_and_seed_give_the_same_plan(asked: Problem) -> None:
    assert propose(asked, seed=5, rounds=200) == propose(asked, seed=5, rounds=200)


def test_a_long_search_that_forgets_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    places = line(0, 10, 25, 40, 60, 70, 95, 130, 150)
    asked = problem([site(spot, days=2) for spot in range(1, 9)], places, day(), day())
    found = propose(asked, rounds=300)
    monkeypatch.setattr(draft, "MOST_REMEMBERED", 5)
    assert propose(asked, rounds=300) == found


def test_plans_only_become_better() -> None:
    asked = problem(
        [site(spot, days=2) for spot in range(1, 9)], line(0, 10, 25, 40, 60, 70, 95, 130, 150), day(), day()
    )
    found = list(itertools.islice(search(asked), 12))
    assert [one.rounds for one in found] == [100 * n for n in range(12)]
    assert [one.score for one in found] == sorted(one.score for one in found)


def test_an_empty_problem_has_an_empty_plan() -> None:
    assert propose(Problem((), (), ((),))).plan == Plan(())
    assert propose(problem([], [[0]]), rounds=100).plan == Plan((DayPlan((), HOTEL),))


def test_two_visits_with_lunch_between_and_nobody_waits_in_the_middle_of_the_day() -> None:
    asked = problem([site(1, 120), site(2, 90)], line(0, 30, 40))
    found = propose(asked)
    assert times(found.plan) == [[("visit", 0, 560, 680), ("lunch", 0, 690, 750), ("visit", 1, 750, 840)]]
    assert found.score == (60 + 120) + (60 + 90) - 80


def test_lunch_is_taken_after_a_way_when_it_is_too_early_before_it() -> None:
    early, late = Opening(((480, 630),)), Opening(((750, 900),))
    asked = problem([site(1, 90, openings=(early,), weight=2), site(2, openings=(late,), weight=2)], line(0, 20, 110))
    (planned,) = propose(asked).plan.days
    assert [(stop.kind, stop.spot) for stop in planned.stops] == [("visit", 1), ("lunch", 2), ("visit", 2)]


@pytest.mark.parametrize(
    ("candidate", "reached"),
    [
        (site(1), True),
        (site(1, openings=(Opening(),)), False),
        (site(1, openings=(Opening(((480, 530),)),)), False),
        (site(1, openings=(Opening(((480, 600),)),)), True),
        (site(1, 600), False),
        (site(2), False),
        (site(3), False),
    ],
)
def test_a_site_is_visited_when_it_is_open_near_and_short_enough(candidate: object, reached: bool) -> None:
    matrix = line(0, 30, 300, 0)
    matrix[0][3] = matrix[3][0] = FAR
    asked = problem([candidate], matrix)  # type: ignore[list-item]
    assert bool(visited(propose(asked, rounds=100).plan)) is reached


def test_a_visit_that_costs_more_than_it_brings_is_left_out() -> None:
    asked = problem([site(1, 45)], line(0, 60))
    assert propose(asked).score == 0
    wanted = replace(asked, candidates=(site(1, 45, weight=2),))
    assert propose(wanted).score == 2 * 105 - 120


def test_a_theme_to_cover_pays_for_a_way() -> None:
    asked = problem([site(1, 45, themes=frozenset({7}))], line(0, 60), themes=frozenset({7}))
    assert propose(asked).score == 105 - 120 + 80


def test_unverified_hours_are_allowed_and_cost() -> None:
    asked = problem([site(1, openings=(replace(ALL_DAY, verified=False),))], line(0, 10))
    assert propose(asked).score == 60 + 60 - 20 - 20


def test_a_day_holds_what_the_pace_allows_and_more_than_is_comfortable_costs() -> None:
    asked = problem([site(spot, 45) for spot in range(1, 6)], line(0, 5, 5, 5, 5, 5))
    assert propose(asked, rounds=100).score == 3 * 105 - 10 - 30
    assert len(visited(propose(replace(asked, pace=CALM), rounds=100).plan)) == 2


def test_fixed_visits_count_towards_the_pace() -> None:
    block = Fixed((1,), 540, 600, HOTEL, HOTEL, visits=2)
    asked = problem([site(spot, 45) for spot in range(1, 4)], line(0, 5, 5, 5), day(block))
    assert len(visited(propose(asked, rounds=100).plan)) == NORMAL.most - 2


def test_the_nights_move_to_where_much_is_to_be_seen() -> None:
    days = [day(lodgings=(HOTEL, SECOND)), day(lodgings=(HOTEL, SECOND))]
    sites = [site(spot, 120, 2) for spot in (2, 3, 4)]
    asked = problem(sites, line(0, 100, 100, 105, 110), *days)
    assert [planned.night for planned in propose(asked, rounds=100).plan.days] == [SECOND, SECOND]


def test_visits_fit_around_what_is_fixed_and_its_places() -> None:
    block = Fixed((1,), 600, 690, 1, 2)
    asked = problem([site(3, 45), site(2, 60)], line(0, 20, 90, 15), day(block))
    assert times(propose(asked, rounds=100).plan) == [
        [("visit", 0, 550, 595), ("fixed", 0, 600, 690), ("lunch", 0, 690, 750), ("visit", 1, 750, 810)]
    ]


def test_fixed_items_that_contradict_each_other_stand() -> None:
    blocks = Fixed((1,), 300, 600, 1, 1), Fixed((2,), 605, 1400, 2, 2)
    asked = problem([site(1)], line(0, 300, 600), day(*blocks))
    found = propose(asked, rounds=100)
    assert times(found.plan) == [[("fixed", 0, 300, 600), ("fixed", 1, 605, 1400)]]
    assert faults(found.plan, asked) == []


def test_without_a_lunch_to_find_the_hours_of_lunch_are_free() -> None:
    asked = problem([site(1, 300)], line(0, 10), day(leave=660, back=1020, lunch=False))
    assert visited(propose(asked).plan) == {0}
    assert visited(propose(replace(asked, days=(day(leave=660, back=1020),))).plan) == set()


BLOCK = Fixed((1,), 600, 660, 0, 0)
LUNCH = Stop("lunch", 0, 690, 750, 1)


@pytest.mark.parametrize(
    ("stops", "said"),
    [
        ([Stop("visit", 0, 600, 660, 1), LUNCH], []),
        ([Stop("visit", 0, 600, 660, 1)], ["no lunch"]),
        ([Stop("visit", 0, 600, 660, 1), Stop("lunch", 0, 680, 740, 1)], ["no lunch"]),
        ([Stop("visit", 0, 600, 650, 1), LUNCH], ["visit 0 closed"]),
        ([Stop("visit", 0, 515, 575, 1), LUNCH], ["late for visit 0"]),
        ([Stop("lunch", 0, 690, 750, 0), Stop("visit", 0, 1000, 1060, 1)], ["late at the lodging"]),
        ([Stop("visit", 0, 600, 660, 1), LUNCH, Stop("visit", 0, 760, 820, 1)], ["visit 0 twice"]),
    ],
)  # fmt: skip
def test_faults_are_named(stops: list[Stop], said: list[str]) -> None:
    asked = problem([site(1)], line(0, 10))
    found = faults(Plan((DayPlan(tuple(stops), HOTEL),)), asked)
    assert [what.removeprefix("day 0: ") for what in found] == said


def test_a_fixed_item_that_moved_and_a_lodging_that_is_none_are_faults() -> None:
    asked = problem([], line(0, 10), day(BLOCK))
    moved = Plan((DayPlan((Stop("fixed", 0, 605, 665),), SECOND),))
    assert faults(moved, asked) == ["day 0: no such lodging", "day 0: a fixed item moved"]


def test_three_hundred_sites_and_sixty_days_are_planned() -> None:
    places = [(7 * n) % 240 for n in range(301)]
    asked = problem([site(spot, days=60) for spot in range(1, 301)], line(*places), *[day() for _ in range(60)])
    found = propose(asked)
    assert faults(found.plan, asked) == []
    assert len(visited(found.plan)) > 60
