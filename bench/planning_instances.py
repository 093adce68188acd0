"""Trips for the planner's bench, made from a seed: 25 sites around Alpine towns, eight days."""

from __future__ import annotations

import math
import random

from tripplanner.planning.planner.problem import (
    FAR,
    GRID_MIN,
    LUNCH_FROM,
    PACES,
    Candidate,
    Fixed,
    Opening,
    PlanDay,
    Problem,
)

THEMES = 8
HOURS = (((480, 1140),), ((540, 720), (840, 1080)), ((600, 1020),), ((480, 720),), ((810, 1080),))


def instance(seed: int, sites: int = 25, days: int = 8) -> Problem:
    """A problem whose every part comes from the seed: places, openings, lodgings, what is fixed, pace, themes."""
    chance = random.Random(seed)
    towns = [(chance.uniform(0, 150), chance.uniform(0, 110)) for _ in range(4)]
    spots = [towns[0], *towns, *(_near(chance.choice(towns), chance) for _ in range(sites))]
    matrix = [[_minutes(one, other) for other in spots] for one in spots]
    candidates = tuple(_candidate(chance, 5 + number, days) for number in range(sites))
    lodgings = range(1, 5)
    plan_days = tuple(_day(chance, tuple(sorted(chance.sample(lodgings, chance.randint(1, 3))))) for _ in range(days))
    themes = frozenset(chance.sample(range(THEMES), 5))
    return Problem(plan_days, candidates, (matrix,), PACES[chance.choice(("calm", "normal", "full"))], themes, 0)


def _near(town: tuple[float, float], chance: random.Random) -> tuple[float, float]:
    return town[0] + chance.gauss(0, 22), town[1] + chance.gauss(0, 22)


def _minutes(one: tuple[float, float], other: tuple[float, float]) -> int:
    road = 1.45 * math.dist(one, other)
    minutes = road / 0.85 if road < 40 else 47 + (road - 40) / 1.2
    return min(FAR, math.ceil(1.15 * minutes / GRID_MIN) * GRID_MIN)


def _candidate(chance: random.Random, spot: int, days: int) -> Candidate:
    minutes = chance.choice((45, 60, 75, 90, 90, 120, 120, 150, 180, 240))
    hours = chance.choice(HOURS)
    closed = chance.sample(range(days), chance.choice((0, 0, 1, 2, 4)))
    verified = chance.random() < 0.6
    openings = tuple(
        Opening() if day in closed else Opening(hours if verified else ((480, 1140),), verified) for day in range(days)
    )
    themes = frozenset(chance.sample(range(THEMES), chance.randint(1, 3)))
    return Candidate(spot, spot, minutes, openings, themes, chance.choice((1, 1, 1, 2)))


def _day(chance: random.Random, lodgings: tuple[int, ...]) -> PlanDay:
    pace = PACES["normal"]
    fixed: tuple[Fixed, ...] = ()
    if chance.random() < 0.4:
        start = chance.choice((540, 600, 870, 930))
        spot = chance.choice((1, 2, 3, 4))
        fixed = (Fixed((0,), start, start + chance.choice((60, 90, 120)), spot, spot, chance.choice((0, 1))),)
    lunch = not any(block.start < LUNCH_FROM + 60 < block.end for block in fixed)
    return PlanDay(pace.leave, pace.back, lodgings, fixed, lunch)
