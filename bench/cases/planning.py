"""The planner against CP-SAT: the first plan, and the plan after five seconds against the solver's after twenty.

The instances come from the seeds given with ``--seeds``. The solver gets the problem in two models, one after the
other, and the better answer counts; our ``score`` and ``faults`` judge all plans alike.
"""

from __future__ import annotations

import sys
import time

from bench.measure import Figure, seeds
from bench.planning_instances import instance
from tripplanner.planning.planner.plan import Plan, faults, score
from tripplanner.planning.planner.problem import Problem
from tripplanner.planning.planner.search import Found, search

OURS_SECONDS, SOLVER_SECONDS = 5.0, 20.0
SEEDS = (1, 2, 3)


def figures() -> list[Figure]:
    first: list[float] = []
    gaps: list[tuple[float, int]] = []
    for seed in seeds(SEEDS):
        problem = instance(seed)
        started, found = ours(problem)
        judged(found.plan, problem)
        best = solver(problem, seed)
        first.append(started)
        gaps.append((100 * (best - found.score) / max(1, abs(best)), seed))
        print(f"  seed {seed}: ours {found.score} after {found.rounds} rounds, solver {best}", file=sys.stderr)
    worst, seed = max(gaps)
    return [
        Figure("planner, first plan, slowest", 1000 * max(first), "ms", 100.0, note=f"{len(first)} instances"),
        Figure("planner after 5 s below CP-SAT after 20 s, worst", worst, "%", 1.0, note=f"seed {seed}"),
    ]


def ours(problem: Problem) -> tuple[float, Found]:
    """The seconds to our first plan, and what is found when the time is up."""
    start = time.perf_counter()
    steps = search(problem)
    found = next(steps)
    first = time.perf_counter() - start
    while time.perf_counter() - start < OURS_SECONDS:
        found = next(steps)
    return first, found


def solver(problem: Problem, seed: int) -> int:
    """What the solver's better model finds."""
    from bench.peers import cp_sat, cp_sat_days

    plans = [model.solve(problem, SOLVER_SECONDS, seed)[0] for model in (cp_sat, cp_sat_days)]
    return max(judged(plan, problem) for plan in plans if plan)


def judged(plan: Plan, problem: Problem) -> int:
    """The points of a plan that keeps every rule."""
    wrong = faults(plan, problem)
    if wrong:
        raise RuntimeError(f"a plan breaks the rules: {wrong}")
    return score(plan, problem)
