"""A plan while it is being made: which visits on which day, which lodging each night."""

from __future__ import annotations

import random
from collections.abc import Iterable

from tripplanner.planning.planner.nights import first_nights
from tripplanner.planning.planner.plan import CHANGE, CROWDED, THEME, DayPlan, Plan, crowding, worth
from tripplanner.planning.planner.problem import Problem
from tripplanner.planning.planner.routing import Router
from tripplanner.planning.planner.timetable import timetable

MOST_REMEMBERED = 20_000  # days of which the gains are remembered: some dozens of megabytes
NOISE = 0.35  # by how much the gain of a visit is changed at random while building

Visits = frozenset[int]
NONE: Visits = frozenset()


class Ledger:
    """What days are worth, remembered; shared by all drafts of a problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.router = Router(problem)
        self.worth = [[worth(one, day) for day in range(len(problem.days))] for one in problem.candidates]
        self.themes = [one.themes & problem.themes for one in problem.candidates]
        self.possible = [
            frozenset(day for day in range(len(problem.days)) if one.starts(day)) for one in problem.candidates
        ]
        self.open = [
            tuple(visit for visit, days in enumerate(self.possible) if day in days) for day in range(len(problem.days))
        ]
        self._values: dict[tuple[int, int, int, Visits], int | None] = {}
        self._gains: dict[tuple[int, int, int, Visits], tuple[tuple[int, int], ...]] = {}

    def value(self, day: int, origin: int, night: int, visits: Visits) -> int | None:
        """The points of a day without themes and changes of lodging; ``None`` when it cannot be."""
        key = (day, origin, night, visits)
        try:
            return self._values[key]
        except KeyError:
            value = self._values[key] = self._value(*key)
            return value

    def gains(self, day: int, origin: int, night: int, visits: Visits) -> tuple[tuple[int, int], ...]:
        """Every visit that still fits into a day, with the points it adds there."""
        key = (day, origin, night, visits)
        if key not in self._gains:
            self._make_room()
            now = self.value(*key) or 0
            larger = ((visit, self.value(day, origin, night, visits | {visit}))
                      for visit in self.open[day] if visit not in visits)  # fmt: skip
            self._gains[key] = tuple((visit, value - now) for visit, value in larger if value is not None)
        return self._gains[key]

    def _make_room(self) -> None:
        """Forget everything once there is too much of it: a search may go on for hours."""
        if len(self._gains) > MOST_REMEMBERED:
            for memory in (self._gains, self._values):
                memory.clear()
            self.router.forget()

    def _value(self, day: int, origin: int, night: int, visits: Visits) -> int | None:
        route = self.router.route(day, origin, night, visits)
        if route is None:
            return None
        points = sum(self.worth[visit][day] for visit in visits)
        return points - route.drive - CROWDED * crowding(self.problem, day, len(visits))


class Draft:
    """Visits per day and lodgings per night; ``left`` are the visits of no day."""

    __slots__ = ("days", "ledger", "left", "nights")

    def __init__(self, ledger: Ledger, days: list[Visits], nights: list[int], left: set[int]) -> None:
        self.ledger, self.days, self.nights, self.left = ledger, days, nights, left

    @classmethod
    def first(cls, ledger: Ledger, chance: random.Random | None = None) -> Draft:
        """The constructive plan; with ``chance`` another one each time."""
        problem = ledger.problem
        nights = first_nights(problem, chance)
        draft = cls(ledger, [NONE] * len(problem.days), nights, set(range(len(problem.candidates))))
        draft.build(chance)
        return draft

    def copy(self) -> Draft:
        """A draft of its own with the same content."""
        return Draft(self.ledger, self.days[:], self.nights[:], set(self.left))

    def origin(self, day: int) -> int:
        """Where the day begins."""
        return self.nights[day - 1] if day else self.ledger.problem.start

    def value(self, day: int, visits: Visits | None = None) -> int | None:
        """The points of a day, with its visits or with others."""
        return self.ledger.value(day, self.origin(day), self.nights[day], self.days[day] if visits is None else visits)

    def score(self) -> int:
        """The points of the whole."""
        total = sum(self.value(day) or 0 for day in range(len(self.days)))
        total -= CHANGE * sum(one != other for one, other in zip(self.nights, self.nights[1:], strict=False))
        return total + THEME * len(self.shown())

    def shown(self) -> frozenset[int]:
        """The themes to cover that the visits show."""
        themes = self.ledger.themes
        return NONE.union(*(themes[visit] for visits in self.days for visit in visits))

    def take_out(self, visits: Iterable[int]) -> None:
        """Put visits aside."""
        gone = frozenset(visits)
        self.days = [kept - gone if kept & gone else kept for kept in self.days]
        self.left |= gone

    def mend(self, day: int) -> None:
        """After a change of lodging: take out what a day cannot hold any more, the least worth first."""
        while self.value(day) is None:
            poorest = min(self.days[day], key=lambda visit: (self.ledger.worth[visit][day], visit))
            self.take_out([poorest])

    def build(self, chance: random.Random | None) -> None:
        """Put in what brings points, best first; with ``chance`` the gains are blurred."""
        days = range(len(self.days))
        gains = [self._gains(day) for day in days]
        blur = [_blurred(chance) for _ in days]
        odds = {visit: _blurred(chance) for visit in sorted(self.left)}
        more = self._themes_gained(self.shown())
        while True:
            best, most = None, 0.0
            for day in days:
                for visit, gain in gains[day]:
                    if visit in more and gain + more[visit] > 0:
                        points = (gain + more[visit]) * odds[visit] * blur[day]
                        if points > most:
                            best, most = (visit, day), points
            if best is None:
                return
            visit, day = best
            self.days[day] |= {visit}
            self.left.discard(visit)
            gains[day] = self._gains(day)
            more = self._themes_gained(self.shown())

    def _gains(self, day: int) -> tuple[tuple[int, int], ...]:
        return self.ledger.gains(day, self.origin(day), self.nights[day], self.days[day])

    def _themes_gained(self, shown: frozenset[int]) -> dict[int, int]:
        """The points of the themes that each visit of no day would add."""
        themes = self.ledger.themes
        return {visit: THEME * len(themes[visit] - shown) for visit in self.left}

    def plan(self) -> Plan:
        """The draft with its times."""
        found: list[DayPlan] = []
        for day, visits in enumerate(self.days):
            route = self.ledger.router.route(day, self.origin(day), self.nights[day], visits)
            order = route.order if route else ()
            found.append(timetable(self.ledger.problem, day, self.origin(day), self.nights[day], order))
        return Plan(tuple(found))


def _blurred(chance: random.Random | None) -> float:
    return 1 + NOISE * (chance.random() - 0.5) if chance else 1.0
