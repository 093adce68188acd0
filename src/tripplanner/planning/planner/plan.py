"""An answer to a problem, what it is worth, and what would be wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tripplanner.planning.planner.problem import (
    FAR,
    LUNCH_FROM,
    LUNCH_MIN,
    LUNCH_UNTIL,
    Candidate,
    Fixed,
    PlanDay,
    Problem,
)

# The score, in points; one minute of driving costs one.
VISIT = 60  # for each visit, and a point per minute of it, times its weight
THEME = 80  # for each theme to cover that a visit shows
UNVERIFIED = 20  # less for a visit whose opening nobody has verified
CHANGE = 30  # less for each night spent elsewhere than the night before
CROWDED = 30  # less for each visit of a day beyond the comfortable number

Kind = Literal["visit", "fixed", "lunch"]


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit (``index`` into the candidates), a fixed block (into the day's) or lunch, in minutes of the day."""

    kind: Kind
    index: int
    start: int
    end: int
    spot: int | None = None


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What happens on a day, in order, and the spot where the night is spent."""

    stops: tuple[Stop, ...]
    night: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme for every day of a problem."""

    days: tuple[DayPlan, ...]

    def visits(self) -> Iterator[tuple[int, Stop]]:
        """The visits with the number of their day."""
        for number, day in enumerate(self.days):
            yield from ((number, stop) for stop in day.stops if stop.kind == "visit")


def score(plan: Plan, problem: Problem) -> int:
    """What a plan is worth, in points; the formula of ``docs/planner.md``."""
    total = 0
    themes: set[int] = set()
    here = problem.start
    last = None
    for number, day in enumerate(plan.days):
        chosen = [problem.candidates[stop.index] for stop in day.stops if stop.kind == "visit"]
        total += sum(worth(candidate, number) for candidate in chosen)
        total -= CROWDED * crowding(problem, number, len(chosen))
        total -= sum(driven(problem, number, here, day))
        total -= CHANGE * (last is not None and last != day.night)
        themes.update(*(candidate.themes for candidate in chosen))
        here = last = day.night
    return total + THEME * len(themes & problem.themes)


def worth(candidate: Candidate, day: int) -> int:
    """The points of a visit on a day, without its themes."""
    return candidate.weight * (VISIT + candidate.minutes) - UNVERIFIED * (not candidate.openings[day].verified)


def crowding(problem: Problem, day: int, visits: int) -> int:
    """How many visits of a day are beyond the comfortable number; fixed ones count too."""
    return max(0, visits + fixed_visits(problem.days[day]) - problem.pace.comfortable)


def fixed_visits(day: PlanDay) -> int:
    """The visits that are fixed on a day."""
    return sum(block.visits for block in day.fixed)


def driven(problem: Problem, number: int, here: int, day: DayPlan) -> Iterator[int]:
    """The minutes of each way of a day, from the night before to the night after; unknown ones count 0."""
    matrix = problem.matrices[problem.days[number].matrix]
    for origin, target in pairwise(_path(problem.days[number], here, day)):
        minutes = matrix[origin[1]][target[0]]
        yield minutes if minutes < FAR else 0


def _path(day: PlanDay, here: int, plan: DayPlan) -> list[tuple[int, int]]:
    """Where one is when each stop begins and ends."""
    path = [(here, here)]
    for stop in plan.stops:
        if stop.kind == "visit" and stop.spot is not None:
            path.append((stop.spot, stop.spot))
        elif stop.kind == "fixed":
            path.append(ends_of(day.fixed[stop.index], path[-1][1]))
    return [*path, (plan.night, plan.night)]


def ends_of(block: Fixed, here: int) -> tuple[int, int]:
    """Where a fixed block begins and ends for people who come from ``here``."""
    origin = here if block.origin is None else block.origin
    return origin, origin if block.target is None else block.target


def faults(plan: Plan, problem: Problem) -> list[str]:
    """What breaks the rules of the problem, for tests and benches; a plan of the engine has none."""
    found = [f"{len(plan.days)} days"] if len(plan.days) != len(problem.days) else []
    seen = [stop.index for _, stop in plan.visits()]
    found += [f"visit {index} twice" for index in set(seen) if seen.count(index) > 1]
    here = problem.start
    for number, day in enumerate(plan.days):
        found += [f"day {number}: {what}" for what in _faults_of_day(problem, number, here, day)]
        here = day.night
    return found


def _faults_of_day(problem: Problem, number: int, here: int, plan: DayPlan) -> Iterator[str]:
    day, pace = problem.days[number], problem.pace
    if plan.night not in day.lodgings:
        yield "no such lodging"
    blocks = [(stop.index, stop.start, stop.end) for stop in plan.stops if stop.kind == "fixed"]
    if blocks != [(n, block.start, block.end) for n, block in enumerate(day.fixed)]:
        yield "a fixed item moved"
    visits = [stop for stop in plan.stops if stop.kind == "visit"]
    if not visits:
        return
    if len(visits) + fixed_visits(day) > pace.most:
        yield "too many visits"
    if sum(driven(problem, number, here, plan)) > pace.drive:
        yield "too much driving"
    yield from (f"visit {stop.index} closed" for stop in visits if not _open(problem, number, stop))
    if day.lunch and sum(map(_is_lunch, plan.stops)) != 1:
        yield "no lunch"
    yield from _hurries(problem, number, here, plan)


def _open(problem: Problem, number: int, stop: Stop) -> bool:
    candidate = problem.candidates[stop.index]
    lasts = stop.end - stop.start == candidate.minutes and stop.spot == candidate.spot
    return lasts and any(opens <= stop.start and stop.end <= closes for opens, closes in
                         candidate.openings[number].windows)  # fmt: skip


def _is_lunch(stop: Stop) -> bool:
    return (
        stop.kind == "lunch"
        and stop.end - stop.start == LUNCH_MIN
        and (stop.start >= LUNCH_FROM and stop.end <= LUNCH_UNTIL)
    )


def _hurries(problem: Problem, number: int, here: int, plan: DayPlan) -> Iterator[str]:
    """Ways for which there is no time. Between what is fixed and the lodging nobody can do anything about it."""
    day = problem.days[number]
    matrix = problem.matrices[day.matrix]
    spot, ready, free = here, day.leave, True
    for stop, (begin, end) in zip(plan.stops, _spots(day, here, plan.stops), strict=True):
        forced = free and stop.kind == "fixed"
        if not forced and ready + matrix[spot][begin] > stop.start:
            yield f"late for {stop.kind} {stop.index}"
        spot, ready, free = end, stop.end, stop.kind == "fixed"
    if not free and ready + matrix[spot][plan.night] > day.back:
        yield "late at the lodging"


def _spots(day: PlanDay, here: int, stops: Sequence[Stop]) -> Iterator[tuple[int, int]]:
    for stop in stops:
        ends = ends_of(day.fixed[stop.index], here) if stop.kind == "fixed" else ((stop.spot or 0),) * 2
        yield ends[0], ends[1]
        here = ends[1]
