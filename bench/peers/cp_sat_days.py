"""The planner's problem for CP-SAT once more, as a choice among whole days.

Every set of visits that a day can hold between two lodgings is worked out beforehand by our router and becomes
one literal with its points; the solver chooses. It leans on our router, unlike the model of circuits, but it
finds far better plans, and often proves that no plan is better: a referee for the search.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ortools.sat.python import cp_model

from tripplanner.planning.planner.draft import NONE, Draft, Ledger, Visits
from tripplanner.planning.planner.plan import CHANGE, THEME, Plan
from tripplanner.planning.planner.problem import Problem

Column = tuple[int, int, int, Visits]


def solve(problem: Problem, seconds: float, seed: int = 0) -> tuple[Plan | None, float]:
    """The solver's best plan after so many seconds of wall time, and the bound it proved."""
    ledger = Ledger(problem)
    model = cp_model.CpModel()
    columns = {column: model.new_bool_var("") for column in _columns(ledger)}
    _one_a_day(model, problem, columns)
    points: list[Any] = [(ledger.value(*column) or 0) * literal for column, literal in columns.items()]
    points += [-CHANGE * literal for (day, origin, night, _), literal in columns.items() if day and origin != night]
    points += [THEME * shown for shown in _themes(model, ledger, columns)]
    model.maximize(sum(points))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = max(2, os.cpu_count() or 2)
    solver.parameters.random_seed = seed
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, solver.best_objective_bound
    chosen = sorted(column for column, literal in columns.items() if solver.boolean_value(literal))
    draft = Draft(ledger, [column[3] for column in chosen], [column[2] for column in chosen], set())
    return draft.plan(), solver.best_objective_bound


def _columns(ledger: Ledger) -> Iterator[Column]:
    """Every day that can be, set by set; larger sets are tried on those that can be only."""
    problem = ledger.problem
    for day in range(len(problem.days)):
        before = problem.days[day - 1].lodgings if day else (problem.start,)
        for origin in before:
            for night in problem.days[day].lodgings:
                level = {NONE}
                while level:
                    yield from ((day, origin, night, visits) for visits in level)
                    level = {
                        larger
                        for visits in level
                        for visit in range(len(problem.candidates))
                        if visit not in visits
                        and ledger.value(day, origin, night, larger := visits | {visit}) is not None
                    }


def _one_a_day(model: Any, problem: Problem, columns: dict[Column, Any]) -> None:
    days: dict[int, list[Any]] = defaultdict(list)
    visits: dict[int, list[Any]] = defaultdict(list)
    arrive: dict[tuple[int, int], list[Any]] = defaultdict(list)
    leave: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for (day, origin, night, chosen), literal in columns.items():
        days[day].append(literal)
        leave[day - 1, origin].append(literal)
        arrive[day, night].append(literal)
        for visit in chosen:
            visits[visit].append(literal)
    for literals in days.values():
        model.add_exactly_one(literals)
    for literals in visits.values():
        model.add_at_most_one(literals)
    for day, night in list(arrive):
        if day + 1 < len(problem.days):
            model.add(sum(arrive[day, night]) == sum(leave[day, night]))


def _themes(model: Any, ledger: Ledger, columns: dict[Column, Any]) -> Iterator[Any]:
    for theme in sorted(ledger.problem.themes):
        shown = model.new_bool_var("")
        shows = [literal for (_, _, _, visits), literal in columns.items()
                 if any(theme in ledger.themes[visit] for visit in visits)]  # fmt: skip
        model.add(shown <= sum(shows))
        yield shown
