"""The planner's problem as a model for CP-SAT: the same rules, the same score, term by term.

One circuit per day, from the lodging past the visits chosen and the fixed blocks to the lodging; a literal for
each lodging of each night; lunch lies on one arc of the circuit, before its way or after it. What the solver
answers is turned into a plan of ours, so that our own ``score`` and ``faults`` judge both alike.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from ortools.sat.python import cp_model

from tripplanner.planning.planner.plan import (
    CHANGE,
    CROWDED,
    THEME,
    DayPlan,
    Plan,
    Stop,
    fixed_visits,
    worth,
)
from tripplanner.planning.planner.problem import FAR, LUNCH_FROM, LUNCH_MIN, LUNCH_UNTIL, Problem
from tripplanner.planning.planner.routing import known

LODGING = 0
LATEST = LUNCH_UNTIL - LUNCH_MIN


def solve(problem: Problem, seconds: float, seed: int = 0) -> tuple[Plan | None, float]:
    """The solver's best plan after so many seconds of wall time, and the bound it proved."""
    model = cp_model.CpModel()
    nights = _nights(model, problem)
    days = [_Day(model, problem, number, nights) for number in range(len(problem.days))]
    for index in range(len(problem.candidates)):
        model.add_at_most_one(day.visit[index] for day in days if index in day.visit)
    points: list[Any] = [day.points for day in days]
    points += [-CHANGE * moved for moved in _moves(model, nights)]
    points += [THEME * shown for shown in _themes(model, problem, days)]
    model.maximize(sum(points))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = max(2, os.cpu_count() or 2)
    solver.parameters.random_seed = seed
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, solver.best_objective_bound
    plan = Plan(tuple(day.plan(solver, nights[day.number]) for day in days))
    return plan, solver.best_objective_bound


def _nights(model: Any, problem: Problem) -> list[dict[int, Any]]:
    found = [{spot: model.new_bool_var(f"night {n} {spot}") for spot in day.lodgings}
             for n, day in enumerate(problem.days)]  # fmt: skip
    for night in found:
        model.add_exactly_one(night.values())
    return found


def _moves(model: Any, nights: list[dict[int, Any]]) -> Iterator[Any]:
    """For each night whether it is spent elsewhere than the one before."""
    for number in range(1, len(nights)):
        moved = model.new_bool_var(f"moved {number}")
        for spot, literal in nights[number].items():
            before = nights[number - 1].get(spot)
            model.add(moved >= literal - (before if before is not None else 0))
        yield moved


def _themes(model: Any, problem: Problem, days: list[_Day]) -> Iterator[Any]:
    for theme in sorted(problem.themes):
        shown = model.new_bool_var(f"theme {theme}")
        model.add(shown <= sum(
            literal for day in days for index, literal in day.visit.items() if theme in problem.candidates[index].themes
        ))  # fmt: skip
        yield shown


class _Day:
    """The variables of a day. Node 0 is the lodging, then the visits, then the fixed blocks."""

    def __init__(self, model: Any, problem: Problem, number: int, nights: list[dict[int, Any]]) -> None:
        self.model, self.problem, self.number = model, problem, number
        self.day = problem.days[number]
        self.matrix = problem.matrices[self.day.matrix]
        self.origins = nights[number - 1] if number else {problem.start: model.new_constant(1)}
        self.nights = nights[number]
        self.indexes = [n for n, one in enumerate(problem.candidates) if one.starts(number)]
        self.visit = {n: model.new_bool_var(f"visit {number} {n}") for n in self.indexes}
        self.fixed = range(1 + len(self.indexes), 1 + len(self.indexes) + len(self.day.fixed))
        self.busy = model.new_bool_var(f"busy {number}")
        model.add_max_equality(self.busy, [*self.visit.values(), model.new_constant(0)])
        self.start = {node: self._start(node) for node in range(1, self.fixed.stop)}
        self.lunch = model.new_int_var(LUNCH_FROM, LATEST, f"lunch {number}")
        self.after = model.new_bool_var(f"lunch after {number}")
        self.arcs: dict[tuple[int, int], Any] = {}
        self.eats: dict[tuple[int, int], Any] = {}
        self._circuit()
        self.drive = self._driving()
        self._limits()
        self.points = self._points()

    def _candidate(self, node: int) -> Any:
        return self.problem.candidates[self.indexes[node - 1]]

    def _block(self, node: int) -> Any:
        return self.day.fixed[node - self.fixed.start]

    def _start(self, node: int) -> Any:
        if node in self.fixed:
            return self.model.new_constant(self._block(node).start)
        one = self._candidate(node)
        spans = [list(span) for span in one.starts(self.number)]
        return self.model.new_int_var_from_domain(cp_model.Domain.from_intervals(spans), f"start {self.number} {node}")

    def _end(self, node: int) -> Any:
        if node in self.fixed:
            return self._block(node).end
        return self.start[node] + self._candidate(node).minutes

    def _ends(self, node: int) -> tuple[int, int]:
        """Where a node begins and ends."""
        if node not in self.fixed:
            return (self._candidate(node).spot,) * 2
        block = self._block(node)
        assert block.origin is not None
        return block.origin, block.origin if block.target is None else block.target

    def _circuit(self) -> None:
        arcs: list[tuple[int, int, Any]] = []
        for node in range(1, self.fixed.start):
            arcs.append((node, node, ~self.visit[self.indexes[node - 1]]))
        nodes = range(self.fixed.stop)
        for one in nodes:
            for other in nodes:
                if one == other and (one or self.day.fixed):
                    continue
                if one in self.fixed and other in self.fixed and other < one:
                    continue
                literal = self.model.new_bool_var(f"arc {self.number} {one} {other}")
                arcs.append((one, other, literal))
                self.arcs[one, other] = literal
        self.model.add_circuit(arcs)
        for way, literal in self.arcs.items():
            self._times(*way, literal)
        if self.day.lunch:
            self.model.add(sum(self.eats.values()) == self.busy)

    def _times(self, one: int, other: int, arc: Any) -> None:
        """When the next stop can begin, with lunch on the way or without."""
        if one == other:
            return
        eats = self.model.new_bool_var(f"eats {self.number} {one} {other}")
        if self.day.lunch:
            self.model.add_implication(eats, arc)
            self.eats[one, other] = eats
        else:
            self.model.add(eats == 0)
        forced = (one == LODGING or one in self.fixed) and (other == LODGING or other in self.fixed)
        for way, conditions in self._ways(one, other):
            if forced:
                if way >= FAR:
                    self.model.add_bool_or([~eats, *(~c for c in conditions)])
                    continue
            elif way >= FAR:
                self.model.add_bool_or([~arc, *(~c for c in conditions)])
                continue
            ready = self.day.leave if one == LODGING else self._end(one)
            due = self.day.back if other == LODGING else self.start[other]
            if not forced:
                self.model.add(ready + way <= due).only_enforce_if(arc, ~eats, *conditions)
            self.model.add(self.lunch >= ready).only_enforce_if(eats, ~self.after, *conditions)
            self.model.add(self.lunch + LUNCH_MIN + way <= due).only_enforce_if(eats, ~self.after, *conditions)
            self.model.add(self.lunch >= ready + way).only_enforce_if(eats, self.after, *conditions)
            self.model.add(self.lunch + LUNCH_MIN <= due).only_enforce_if(eats, self.after, *conditions)

    def _ways(self, one: int, other: int) -> Iterator[tuple[int, list[Any]]]:
        """The minutes from a node to another, for each lodging they may depend on."""
        if one == LODGING:
            for spot, literal in self.origins.items():
                yield self.matrix[spot][self._ends(other)[0]], [literal]
        elif other == LODGING:
            for spot, literal in self.nights.items():
                yield self.matrix[self._ends(one)[1]][spot], [literal]
        else:
            yield self.matrix[self._ends(one)[1]][self._ends(other)[0]], []

    def _driving(self) -> Any:
        terms = [
            known(self.matrix[self._ends(one)[1]][self._ends(other)[0]]) * literal
            for (one, other), literal in self.arcs.items() if LODGING not in (one, other)
        ]  # fmt: skip
        out = {other: literal for (one, other), literal in self.arcs.items() if one == LODGING and other != LODGING}
        home = {one: literal for (one, other), literal in self.arcs.items() if other == LODGING and one != LODGING}
        terms += self._from(out, self.origins, 0)
        terms += self._from(home, self.nights, 1)
        stay = self.arcs.get((LODGING, LODGING))
        for spot, literal in self.origins.items():
            for night, other in self.nights.items():
                if stay is not None and spot != night:
                    all_three = self.model.new_bool_var("")
                    self.model.add_bool_or([all_three, ~stay, ~literal, ~other])
                    terms.append(known(self.matrix[spot][night]) * all_three)
        return sum(terms)

    def _from(self, arcs: dict[int, Any], lodgings: dict[int, Any], end: int) -> Iterator[Any]:
        """The driving between the lodging, whichever it is, and the first or last stop."""
        for spot, literal in lodgings.items():
            products: list[Any] = []
            for node, arc in arcs.items():
                both = self.model.new_bool_var("")
                self.model.add_implication(both, arc)
                self.model.add_implication(both, literal)
                self.model.add_bool_or([both, ~arc, ~literal])
                there = self._ends(node)[end]
                yield known(self.matrix[there][spot] if end else self.matrix[spot][there]) * both
                products.append(both)
            self.model.add(sum(products) <= literal)

    def _limits(self) -> None:
        pace = self.problem.pace
        self.model.add(self.drive <= pace.drive).only_enforce_if(self.busy)
        room = max(0, pace.most - fixed_visits(self.day))
        self.model.add(sum(self.visit.values()) <= room)

    def _points(self) -> Any:
        crowd = self.model.new_int_var(0, 1000, f"crowd {self.number}")
        load = sum(self.visit.values()) + fixed_visits(self.day)
        self.model.add(crowd >= load - self.problem.pace.comfortable)
        gain = sum(worth(self.problem.candidates[n], self.number) * literal for n, literal in self.visit.items())
        return gain - CROWDED * crowd - self.drive

    def plan(self, solver: Any, night: dict[int, Any]) -> DayPlan:
        """What the solver chose for this day."""
        following = {one: other for (one, other), literal in self.arcs.items() if solver.boolean_value(literal)}
        stops: list[Stop] = []
        here = self.origin(solver)
        node, other = LODGING, following.get(LODGING, LODGING)
        while (node, other) != (LODGING, LODGING):
            if (node, other) in self.eats and solver.boolean_value(self.eats[node, other]):
                stops.append(self._meal(solver, here if not solver.boolean_value(self.after) else
                                        (self._ends(other)[0] if other else self.spot(solver, night))))  # fmt: skip
            if other == LODGING:
                break
            stops.append(self._stop(solver, other))
            here = self._ends(other)[1]
            node, other = other, following[other]
        return DayPlan(tuple(stops), self.spot(solver, night))

    def origin(self, solver: Any) -> int:
        return self.spot(solver, self.origins)

    @staticmethod
    def spot(solver: Any, lodgings: dict[int, Any]) -> int:
        return next(spot for spot, literal in lodgings.items() if solver.boolean_value(literal))

    def _meal(self, solver: Any, spot: int) -> Stop:
        start = solver.value(self.lunch)
        return Stop("lunch", 0, start, start + LUNCH_MIN, spot)

    def _stop(self, solver: Any, node: int) -> Stop:
        start = solver.value(self.start[node])
        if node in self.fixed:
            return Stop("fixed", node - self.fixed.start, start, self._block(node).end)
        one = self._candidate(node)
        return Stop("visit", self.indexes[node - 1], start, start + one.minutes, one.spot)
