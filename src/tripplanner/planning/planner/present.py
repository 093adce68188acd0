"""What the present programme is worth by the score of the planner, beside which a proposal can be judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tripplanner.planning.planner.asking import Asked
from tripplanner.planning.planner.company import planned
from tripplanner.planning.planner.plan import DayPlan, Plan, Stop, faults, score
from tripplanner.planning.planner.problem import Candidate, Problem

LEAST_MIN = 1
_LUNCH = "no lunch"  # present meals have lengths of their own


def present_score(asked: Asked) -> tuple[int, int]:
    """The points of the programme as it is, and in how much it breaks what a proposal keeps, lunch aside.

    It counts as it stands: the chosen sites it visits, as long as they are visited now, and all its ways.
    """
    problem, visits = _visits(asked)
    plan = Plan(tuple(_day(asked, problem, number, visits) for number in range(len(asked.dates))))
    return score(plan, problem), sum(not fault.endswith(_LUNCH) for fault in faults(plan, problem))


def _visits(asked: Asked) -> tuple[Problem, dict[date, list[Stop]]]:
    """The visits by day, and the problem with the candidates as long as they are visited now."""
    candidates = list(asked.problem.candidates)
    groups = planned(asked.trip, asked.wishes)
    places = {site.id: index for index, site in enumerate(asked.sites)}
    found: dict[date, list[Stop]] = {day: [] for day in asked.dates}
    for item in asked.trip.placed:
        index = places.get(item.site.id) if item.site and item.groups & groups else None
        if index is None or item.id in asked.fixed or item.start is None or item.start.date() not in found:
            continue
        del places[asked.sites[index].id]  # a second visit brings nothing more
        minutes = max(LEAST_MIN, item.minutes)
        candidates[index] = _as_long(candidates[index], minutes)
        start = item.start.hour * 60 + item.start.minute
        found[item.start.date()].append(Stop("visit", index, start, start + minutes, candidates[index].spot))
    return replace(asked.problem, candidates=tuple(candidates)), found


def _as_long(candidate: Candidate, minutes: int) -> Candidate:
    return replace(candidate, minutes=minutes)


def _day(asked: Asked, problem: Problem, number: int, visits: dict[date, list[Stop]]) -> DayPlan:
    day = problem.days[number]
    blocks = [Stop("fixed", index, block.start, block.end) for index, block in enumerate(day.fixed)]
    stops = sorted((*blocks, *visits[asked.dates[number]]), key=lambda stop: (stop.start, stop.end))
    return DayPlan(tuple(stops), _night(asked, number))


def _night(asked: Asked, number: int) -> int:
    """The spot of the night as it is; where none is known, the first that may be spent there."""
    groups = planned(asked.trip, asked.wishes)
    rows = {spot.id: row for row, spot in enumerate(asked.spots)}
    for group in asked.trip.groups:
        night = asked.trip.night(asked.dates[number], group) if group.id in groups else None
        if night is not None and night.id in rows:
            return rows[night.id]
    return asked.problem.days[number].lodgings[0]
