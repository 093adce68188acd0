"""Lodgings to begin with: near to much that can be visited, with few moves."""

from __future__ import annotations

import random

from tripplanner.planning.planner.plan import CHANGE, worth
from tripplanner.planning.planner.problem import Problem
from tripplanner.planning.planner.routing import known

SHARE = 0.3  # of what lies around a lodging can be visited from it


def first_nights(problem: Problem, chance: random.Random | None = None) -> list[int]:
    """A lodging for each night: the chain that is worth most, by what lies around and by the ways between.

    With ``chance`` what lies around counts for more or less, so that other chains come up.
    """
    chains: dict[int, tuple[float, tuple[int, ...]]] = {problem.start: (0.0, ())}
    for number, day in enumerate(problem.days):
        matrix = problem.matrices[day.matrix]
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for night in day.lodgings:
            options = [
                (points - known(matrix[last][night]) - CHANGE * (bool(chain) and last != night), chain)
                for last, (points, chain) in chains.items()
            ]
            points, chain = max(options, key=lambda option: option[0])
            near = _around(problem, number, night) + _around(problem, number + 1, night)
            near *= 2 * chance.random() if chance else 1
            longer[night] = (points + near, (*chain, night))
        chains = longer
    return list(max(chains.values(), key=lambda chain: chain[0])[1])


def _around(problem: Problem, number: int, night: int) -> float:
    """The points of what can be visited from a lodging on a day, there and back."""
    if number >= len(problem.days):
        return 0.0
    row = problem.matrices[problem.days[number].matrix][night]
    gains = (worth(one, number) - 2 * row[one.spot] for one in problem.candidates if one.openings[number].windows)
    return SHARE * sum(gain for gain in gains if gain > 0) / max(1, len(problem.days) / 2)
