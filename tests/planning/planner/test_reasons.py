"""Each reason for leaving a site out, where it is the true one."""

from __future__ import annotations

from datetime import date

import pytest

from planning.planner.problems import day, line, problem, site
from tripplanner.i18n import say
from tripplanner.planning.planner.problem import FAR, Candidate, Fixed, Opening, Problem
from tripplanner.planning.planner.reasons import reasons
from tripplanner.planning.planner.search import propose

MONDAY = date(2027, 6, 14)


def said(asked: Problem) -> list[str]:
    found = reasons(asked, propose(asked, rounds=200).plan, [MONDAY])
    return [say(why, "en") for why in found.values()]


@pytest.mark.parametrize(
    ("candidate", "why"),
    [
        (site(1, openings=(Opening(),)), "It is closed on every day that is planned."),
        (site(1, openings=(Opening(((600, 630),)),)), "It is never open for as long as the visit takes, 1 h."),
        (site(2), "On no day is there time for it: the way there and back takes 10 h at least, the visit 1 h."),
        (site(3), "Nobody knows how long the way to it takes."),
        (site(4, 45), "It would fit on Mon 14\u00a0June, but with 2 h more driving it costs more than it brings."),
    ],
)
def test_a_site_alone_is_left_out_for_its_own_reason(candidate: Candidate, why: str) -> None:
    matrix = line(0, 10, 300, 0, 60)
    matrix[0][3] = matrix[3][0] = FAR
    assert said(problem([candidate], matrix)) == [why]


def test_a_full_day_leaves_the_lesser_site_out() -> None:
    better = [site(spot, 150, weight=2) for spot in (1, 2)]
    asked = problem([*better, site(3, 150)], line(0, 5, 5, 5))
    assert said(asked) == [
        "The days on which it could be visited are full, such as Mon 14\u00a0June: the others bring more."
    ]


def test_what_is_fixed_may_leave_no_time() -> None:
    whole_day = Fixed((1,), 500, 1030, 0, 0)
    asked = problem([site(1)], line(0, 10), day(whole_day, lunch=False))
    assert said(asked) == ["What is fixed, or the openings, leave no time for it on any day."]


def test_a_plan_that_visits_all_has_no_reasons() -> None:
    assert said(problem([site(1)], line(0, 10))) == []
