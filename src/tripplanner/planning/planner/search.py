"""The engine: a first plan at once, then better ones for as long as one lets it.

First the nights are chosen by what lies near the lodgings, then the visit that brings most is put where it
brings most, until none brings anything. From there a part of the plan is undone (some visits, some days, some
nights) and built up again; a worse plan is taken now and then, less and less often, to get out of dead ends. The
same problem and seed give the same plans in the same order.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from tripplanner.planning.planner.draft import Draft, Ledger
from tripplanner.planning.planner.plan import Plan
from tripplanner.planning.planner.problem import Problem
from tripplanner.planning.planner.undoing import UNDOINGS

ROUNDS = 300  # of a cooling; the next one starts from the best plan and from a new one in turns
HOT, COLD = 60.0, 1.5  # points by which a worse plan is taken one time in three
REPORT = 100  # rounds between two reports


@dataclass(frozen=True, slots=True)
class Found:
    """How far the search is: the best plan so far, what it is worth, and after how many rounds."""

    plan: Plan
    score: int
    rounds: int


def search(problem: Problem, seed: int = 0) -> Iterator[Found]:
    """The first plan, then without end the best one so far, every hundred rounds; stop when you like."""
    chance = random.Random(seed)
    ledger = Ledger(problem)
    here = Draft.first(ledger)
    best, worth = here.copy(), here.score()
    found = Found(best.plan(), worth, 0)
    yield found
    now, rounds = worth, 0
    while True:
        heat = HOT * (COLD / HOT) ** ((rounds % ROUNDS) / ROUNDS)
        if rounds % ROUNDS == 0:
            here = best.copy() if rounds % (2 * ROUNDS) == 0 else Draft.first(ledger, chance)
            now = here.score()
        trial = here.copy()
        chance.choice(UNDOINGS)(trial, chance)
        trial.build(chance)
        points = trial.score()
        if points >= now or chance.random() < math.exp((points - now) / heat):
            here, now = trial, points
        if points > worth:
            best, worth = trial.copy(), points
        rounds += 1
        if rounds % REPORT == 0:
            if worth > found.score:
                found = Found(best.plan(), worth, rounds)
            yield Found(found.plan, found.score, rounds)


def propose(problem: Problem, seed: int = 0, rounds: int = 0) -> Found:
    """The best plan after so many rounds; none gives the first plan."""
    found = None
    for found in search(problem, seed):
        if found.rounds >= rounds:
            break
    assert found is not None
    return found
