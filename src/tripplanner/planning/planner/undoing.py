"""Ways to undo a part of a draft, so that it can be built up again better."""

from __future__ import annotations

import random
from collections.abc import Callable

from tripplanner.planning.planner.draft import Draft

MOST_VISITS, MOST_DAYS = 4, 2


def some_visits(draft: Draft, chance: random.Random) -> None:
    """Take out a few visits, whichever they are."""
    placed = sorted(visit for visits in draft.days for visit in visits)
    if placed:
        draft.take_out(chance.sample(placed, min(len(placed), chance.randint(1, MOST_VISITS))))


def near_visits(draft: Draft, chance: random.Random) -> None:
    """Take out visits that lie near each other: they could share a day."""
    problem = draft.ledger.problem
    placed = sorted(visit for visits in draft.days for visit in visits)
    if not placed:
        return
    row = problem.matrices[0][problem.candidates[chance.choice(placed)].spot]
    placed.sort(key=lambda visit: row[problem.candidates[visit].spot])
    draft.take_out(placed[: chance.randint(2, MOST_VISITS + 1)])


def some_days(draft: Draft, chance: random.Random) -> None:
    """Empty a day or two."""
    days = range(len(draft.days))
    for day in chance.sample(days, min(len(days), chance.randint(1, MOST_DAYS))):
        draft.take_out(draft.days[day])


def one_in(draft: Draft, chance: random.Random) -> None:
    """Put a visit that was left out on a day, and out what it cannot share the day with."""
    visit = chance.choice(sorted(draft.left)) if draft.left else None
    days = sorted(draft.ledger.possible[visit]) if visit is not None else []
    if visit is None or not days:
        return
    day = chance.choice(days)
    if draft.value(day, frozenset({visit})) is None:
        return
    others, draft.days[day] = sorted(draft.days[day]), frozenset({visit})
    draft.left = (draft.left | set(others)) - {visit}
    chance.shuffle(others)
    for other in others:
        if draft.value(day, draft.days[day] | {other}) is not None:
            draft.days[day] |= {other}
            draft.left.discard(other)


def some_nights(draft: Draft, chance: random.Random) -> None:
    """Spend some nights in a row elsewhere, and free the days around them or keep what they still can hold."""
    days = draft.ledger.problem.days
    free = [number for number, day in enumerate(days) if len(day.lodgings) > 1]
    if not free:
        some_days(draft, chance)
        return
    first = chance.choice(free)
    night = chance.choice(days[first].lodgings)
    last = min(len(days), first + chance.randint(1, max(2, len(days) // 2)))
    for number in range(first, last):
        if night in days[number].lodgings:
            draft.nights[number] = night
    around = range(first, min(len(days), last + 1))
    if chance.random() < 0.7:
        for day in around:
            draft.take_out(draft.days[day])
    for day in around:
        draft.mend(day)


def two_days(draft: Draft, chance: random.Random) -> None:
    """Exchange the visits of two days, as far as the days can hold them."""
    if len(draft.days) < 2:
        return
    one, other = chance.sample(range(len(draft.days)), 2)
    draft.days[one], draft.days[other] = draft.days[other], draft.days[one]
    for day in (one, other):
        draft.mend(day)


Undoing = Callable[[Draft, random.Random], None]
UNDOINGS: tuple[Undoing, ...] = (some_visits, some_visits, near_visits, some_days, one_in, some_nights, two_days)
