"""The best order of a day's visits, and their times.

A day goes from lodging to lodging past its fixed blocks. Lunch is taken where one is, before a way or after it.
Everything starts as early as it can: so each order has two figures only, the moment one is ready without having
had lunch and the moment one is ready having had it, and the order with the least driving is found by trying
them all. What was found once is remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tripplanner.planning.planner.plan import ends_of, fixed_visits
from tripplanner.planning.planner.problem import FAR, LUNCH_FROM, LUNCH_MIN, LUNCH_UNTIL, Problem

LUNCH_LATEST = LUNCH_UNTIL - LUNCH_MIN
BLOCK = -1  # in an order: the next fixed block

Order = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """The order of a day's visits (candidates; :data:`BLOCK` for each fixed block) and its driving in minutes."""

    order: Order
    drive: int


class Router:
    """Finds routes of the days of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._known: dict[tuple[int, int, int, frozenset[int]], Route | None] = {}
        self._days = [_Day(problem, number) for number in range(len(problem.days))]

    def route(self, day: int, origin: int, night: int, visits: frozenset[int]) -> Route | None:
        """The route with the least driving, ``None`` when the visits do not fit into the day."""
        key = (day, origin, night, visits)
        if key not in self._known:
            self._known[key] = self._find(day, origin, night, visits)
        return self._known[key]

    def forget(self) -> None:
        """Give the memory back."""
        self._known.clear()

    def _find(self, day: int, origin: int, night: int, visits: frozenset[int]) -> Route | None:
        if len(visits) > self._days[day].room and visits:
            return None
        # A day that is impossible with fewer visits is impossible with more.
        if len(visits) > 2:
            for one in visits:
                fewer = (day, origin, night, visits - {one})
                if fewer in self._known and self._known[fewer] is None:
                    return None
        return self._days[day].best(origin, night, visits)


class _Day:
    """One day, with what the search asks of it laid out flat."""

    def __init__(self, problem: Problem, number: int) -> None:
        day = problem.days[number]
        self.day, self.limit = day, problem.pace.drive
        self.matrix = problem.matrices[day.matrix]
        self.room = problem.pace.most - fixed_visits(day)
        self.spots = [candidate.spot for candidate in problem.candidates]
        self.minutes = [candidate.minutes for candidate in problem.candidates]
        self.starts = [candidate.starts(number) for candidate in problem.candidates]

    def best(self, origin: int, night: int, visits: frozenset[int]) -> Route | None:
        self.night, self.found, self.least = night, None, self.limit + 1
        if not visits:
            return self._idle(origin)
        hungry, fed = (self.day.leave, FAR) if self.day.lunch else (FAR, self.day.leave)
        self._go(origin, hungry, fed, tuple(sorted(visits)), 0, 0, (), True)
        return None if self.found is None else Route(self.found, self.least)

    found: Order | None
    least: int
    night: int

    def _idle(self, origin: int) -> Route:
        """A day without visits is always possible: what is fixed stands."""
        drive, here = 0, origin
        for block in self.day.fixed:
            begin, end = ends_of(block, here)
            drive, here = drive + known(self.matrix[here][begin]), end
        return Route((BLOCK,) * len(self.day.fixed), drive + known(self.matrix[here][self.night]))

    def _go(
        self, here: int, hungry: int, fed: int, left: Order, block: int, drive: int, order: Order, free: bool
    ) -> None:
        """Extends an order by every possible next stop. ``free``: one comes from the lodging or from a fixed block."""
        row = self.matrix[here]
        if not left and block == len(self.day.fixed):
            self._arrive(row[self.night], hungry, fed, drive, order, free)
            return
        for visit in left:
            way = row[self.spots[visit]]
            if drive + way < self.least:
                ready, full = after_way(hungry, fed, way)
                starts, minutes = self.starts[visit], self.minutes[visit]
                ready, full = begin(starts, ready) + minutes, begin(starts, full) + minutes
                if ready < FAR or full < FAR:
                    rest = tuple(other for other in left if other != visit)
                    self._go(self.spots[visit], ready, full, rest, block, drive + way, (*order, visit), False)
        if block < len(self.day.fixed):
            self._pass_block(here, hungry, fed, left, block, drive, order, free)

    def _pass_block(
        self, here: int, hungry: int, fed: int, left: Order, block: int, drive: int, order: Order, free: bool
    ) -> None:
        fixed = self.day.fixed[block]
        begins, ends = ends_of(fixed, here)
        way = self.matrix[here][begins]
        ready, full = after_way(hungry, fed, way)
        # From the lodging or from block to block nobody can be made faster: what is fixed stands.
        ready = fixed.end if ready <= fixed.start or (free and hungry < FAR) else FAR
        full = fixed.end if full <= fixed.start or (free and fed < FAR) else FAR
        way = known(way) if free else way
        if (ready < FAR or full < FAR) and drive + way < self.least:
            self._go(ends, ready, full, left, block + 1, drive + way, (*order, BLOCK), True)

    def _arrive(self, way: int, hungry: int, fed: int, drive: int, order: Order, free: bool) -> None:
        _, full = after_way(hungry, fed, way)
        in_time = full <= self.day.back or (free and fed < FAR)
        drive += known(way) if free else way
        if in_time and drive < self.least:
            self.found, self.least = order, drive


def known(way: int) -> int:
    """The minutes of a way; 0 while nobody knows them."""
    return way if way < FAR else 0


def after_way(hungry: int, fed: int, way: int) -> tuple[int, int]:
    """When one arrives without and with lunch, taken before, before or after this way; FAR and more: never."""
    arrives, full = hungry + way, fed + way
    if hungry <= LUNCH_LATEST:
        full = min(full, max(hungry, LUNCH_FROM) + LUNCH_MIN + way)
        if arrives <= LUNCH_LATEST:
            full = min(full, max(arrives, LUNCH_FROM) + LUNCH_MIN)
    return arrives, full


def begin(starts: Sequence[tuple[int, int]], ready: int) -> int:
    """The earliest start at ``ready`` or later; ``starts`` are spans of possible starts."""
    for first, last in starts:
        if ready <= last:
            return max(ready, first)
    return FAR
