"""Why a site that was chosen is not in a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.words import lasting
from tripplanner.planning.planner.draft import NONE, Ledger
from tripplanner.planning.planner.plan import Plan
from tripplanner.planning.planner.problem import FAR, LUNCH_MIN, Problem


def reasons(problem: Problem, plan: Plan, dates: Sequence[date]) -> dict[int, Message]:
    """One reason for every candidate (by its place) that the plan leaves out."""
    visited = {stop.index for _, stop in plan.visits()}
    judge = _Judge(problem, plan, dates)
    return {index: judge.reason(index) for index in range(len(problem.candidates)) if index not in visited}


class _Judge:
    def __init__(self, problem: Problem, plan: Plan, dates: Sequence[date]) -> None:
        self.problem, self.dates = problem, dates
        self.ledger = Ledger(problem)
        self.visits = [frozenset(stop.index for stop in day.stops if stop.kind == "visit") for day in plan.days]
        self.nights = [day.night for day in plan.days]

    def reason(self, index: int) -> Message:
        return self._closed(index) or self._unreachable(index) or self._unwanted(index) or self._crowded(index)

    def _closed(self, index: int) -> Message | None:
        one = self.problem.candidates[index]
        if self.ledger.possible[index]:
            return None
        if any(opening.windows for opening in one.openings):
            return msg("It is never open for as long as the visit takes, {minutes}.", minutes=lasting(one.minutes))
        return msg("It is closed on every day that is planned.")

    def _alone(self, index: int) -> Iterator[int]:
        """The days on which it could be visited if nothing else were, from the lodgings of the plan."""
        for day in sorted(self.ledger.possible[index]):
            if self._drive(day, frozenset({index})) is not None:
                yield day

    def _drive(self, day: int, visits: frozenset[int]) -> int | None:
        origin = self.nights[day - 1] if day else self.problem.start
        route = self.ledger.router.route(day, origin, self.nights[day], visits)
        return None if route is None else route.drive

    def _unreachable(self, index: int) -> Message | None:
        if next(self._alone(index), None) is not None:
            return None
        ways = [self._way(index, day) for day in self.ledger.possible[index]]
        if min(ways) >= FAR:
            return msg("Nobody knows how long the way to it takes.")
        if self._time_for(index, min(ways)):
            return msg("What is fixed, or the openings, leave no time for it on any day.")
        return msg(
            "On no day is there time for it: the way there and back takes {way} at least, the visit {minutes}.",
            way=lasting(min(ways)), minutes=lasting(self.problem.candidates[index].minutes),
        )  # fmt: skip

    def _time_for(self, index: int, way: int) -> bool:
        """Would an empty day have room for it, with lunch?"""
        pace = self.problem.pace
        hours = pace.back - pace.leave - LUNCH_MIN
        return way <= pace.drive and way + self.problem.candidates[index].minutes <= hours

    def _way(self, index: int, day: int) -> int:
        matrix = self.problem.matrices[self.problem.days[day].matrix]
        spot = self.problem.candidates[index].spot
        origin = self.nights[day - 1] if day else self.problem.start
        return min(FAR, matrix[origin][spot] + matrix[spot][self.nights[day]])

    def _unwanted(self, index: int) -> Message | None:
        """It would fit, and cost more than it brings."""
        costs = [
            (longer - (self._drive(day, self.visits[day]) or 0), day)
            for day in sorted(self.ledger.possible[index])
            if (longer := self._drive(day, self.visits[day] | {index})) is not None
        ]
        if not costs:
            return None
        more, day = min(costs)
        return msg("It would fit on {day}, but with {more} more driving it costs more than it brings.",
                   day=self.dates[day], more=lasting(max(0, more)))  # fmt: skip

    def _crowded(self, index: int) -> Message:
        day = next(iter(self._alone(index)))
        if self.visits[day] == NONE:
            return msg("What is fixed on {day} leaves no time for it.", day=self.dates[day])
        return msg("The days on which it could be visited are full, such as {day}: the others bring more.",
                   day=self.dates[day])  # fmt: skip
