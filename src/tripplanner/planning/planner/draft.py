"""A plan while it is being made: which visits on which day, which lodging each night."""

from __future__ import annotations

import random
from collections.abc import Iterable

from tripplanner.planning.planner.nights import first_nights
from tripplanner.planning.planner.plan import CHANGE, CROWDED, THEME, DayPlan, Plan, crowding, worth
from tripplanner.planning.planner.problem import Problem
from tripplanner.planning.planner.routing import Router
from tripplanner.planning.planner.timetable import timetable

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
        self._values: dict[tuple[int, int, int, Visits], int | None] = {}

    def value(self, day: int, origin: int, night: int, visits: Visits) -> int | None:
        """The points of a day without themes and changes of lodging; ``None`` when it cannot be."""
        key = (day, origin, night, visits)
        try:
            return self._values[key]
        except KeyError:
            value = self._values[key] = self._value(*key)
            return value

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
        gains = {(visit, day): self._gain(visit, day) for visit in sorted(self.left)
                 for day in self.ledger.possible[visit]}  # fmt: skip
        blur = {key: 1 + NOISE * (chance.random() - 0.5) for key in gains} if chance else dict.fromkeys(gains, 1.0)
        shown = self.shown()
        while True:
            best, most = None, 0.0
            for key, gain in gains.items():
                if gain is not None:
                    points = gain + THEME * len(self.ledger.themes[key[0]] - shown)
                    if points > 0 and points * blur[key] > most:
                        best, most = key, points * blur[key]
            if best is None:
                return
            visit, day = best
            self.days[day] |= {visit}
            self.left.discard(visit)
            shown |= self.ledger.themes[visit]
            gains = {
                (other, on): self._gain(other, on) if on == day else gain
                for (other, on), gain in gains.items()
                if other != visit
            }

    def _gain(self, visit: int, day: int) -> int | None:
        value = self.value(day, self.days[day] | {visit})
        return None if value is None else value - (self.value(day) or 0)

    def plan(self) -> Plan:
        """The draft with its times."""
        found: list[DayPlan] = []
        for day, visits in enumerate(self.days):
            route = self.ledger.router.route(day, self.origin(day), self.nights[day], visits)
            order = route.order if route else ()
            found.append(timetable(self.ledger.problem, day, self.origin(day), self.nights[day], order))
        return Plan(tuple(found))
