"""The times of a day whose order is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tripplanner.planning.planner.plan import DayPlan, Stop, ends_of
from tripplanner.planning.planner.problem import FAR, LUNCH_FROM, LUNCH_MIN, Problem
from tripplanner.planning.planner.routing import BLOCK, LUNCH_LATEST, Order, begin


@dataclass(frozen=True, slots=True)
class _Step:
    """A stop without its time: where it begins and ends, when it may start, how long it lasts."""

    kind: str
    index: int
    origin: int
    target: int
    starts: tuple[tuple[int, int], ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class _Ready:
    """When one is ready after some steps, and the steps with lunch among them."""

    time: int
    steps: tuple[_Step, ...]


def timetable(problem: Problem, number: int, origin: int, night: int, order: Order) -> DayPlan:
    """The order with its times: everything as early as possible, then what waits moved up to what follows."""
    day = problem.days[number]
    matrix = problem.matrices[day.matrix]
    steps = list(_steps(problem, number, origin, order))
    if day.lunch and any(step.kind == "visit" for step in steps):
        steps = _with_lunch(steps, matrix, day.leave, day.back, origin, night)
    stops = _early(steps, matrix, day.leave, origin)
    return DayPlan(tuple(_late(stops, steps, matrix)), night)


def _steps(problem: Problem, number: int, here: int, order: Order) -> Iterator[_Step]:
    day = problem.days[number]
    block = 0
    for index in order:
        if index == BLOCK:
            fixed = day.fixed[block]
            origin, here = ends_of(fixed, here)
            yield _Step("fixed", block, origin, here, ((fixed.start, fixed.start),), fixed.end - fixed.start)
            block += 1
        else:
            one = problem.candidates[index]
            here = one.spot
            yield _Step("visit", index, here, here, one.starts(number), one.minutes)


def _lunch(spot: int) -> _Step:
    return _Step("lunch", 0, spot, spot, ((LUNCH_FROM, LUNCH_LATEST),), LUNCH_MIN)


def _with_lunch(
    steps: Sequence[_Step], matrix: Sequence[Sequence[int]], leave: int, back: int, origin: int, night: int
) -> list[_Step]:
    """The steps with lunch where it lets one be ready first; as the router weighs it."""
    hungry, fed = _Ready(leave, ()), _Ready(FAR, ())
    here, free = origin, True
    end = _Step("end", 0, night, night, ((0, back),), 0)
    for step in (*steps, end):
        way = matrix[here][step.origin]
        after = _after(hungry, step, way, free)
        had = [_after(fed, step, way, free)]
        if hungry.time < FAR:
            had += [_fed(hungry, step, here, 0, way), _fed(hungry, step, step.origin, way, 0)]
        hungry, fed = after, min(had, key=lambda ready: ready.time)
        here, free = step.target, step.kind == "fixed"
    return list(fed.steps[:-1])


def _after(ready: _Ready, step: _Step, way: int, free: bool) -> _Ready:
    """Ready after a step; what is fixed stands whatever lies before it."""
    if ready.time >= FAR:
        return _Ready(FAR, ())
    start = begin(step.starts, ready.time + way)
    if free and step.kind == "fixed":
        start = step.starts[0][0]
    elif free and step.kind == "end":
        start = ready.time
    return _Ready(min(FAR, start + step.minutes), (*ready.steps, step))


def _fed(hungry: _Ready, step: _Step, spot: int, before: int, after: int) -> _Ready:
    """Ready after lunch at ``spot``, which is ``before`` minutes from where one is and ``after`` from the step."""
    eaten = begin(((LUNCH_FROM, LUNCH_LATEST),), hungry.time + before) + LUNCH_MIN
    start = begin(step.starts, eaten + after)
    return _Ready(min(FAR, start + step.minutes), (*hungry.steps, _lunch(spot), step))


def _early(steps: Sequence[_Step], matrix: Sequence[Sequence[int]], leave: int, here: int) -> list[Stop]:
    stops: list[Stop] = []
    time = leave
    for step in steps:
        start = begin(step.starts, time + matrix[here][step.origin])
        if step.kind == "fixed":
            start = step.starts[0][0]
        spot = None if step.kind == "fixed" else step.origin
        stops.append(Stop(step.kind, step.index, start, start + step.minutes, spot))  # type: ignore[arg-type]
        time, here = start + step.minutes, step.target
    return stops


def _late(stops: Sequence[Stop], steps: Sequence[_Step], matrix: Sequence[Sequence[int]]) -> list[Stop]:
    """Nobody waits in the middle of the day: each stop moves up to what follows it, as far as it may."""
    moved = list(stops)
    for place in range(len(stops) - 2, -1, -1):
        stop, step = moved[place], steps[place]
        if stop.kind == "fixed":
            continue
        latest = moved[place + 1].start - matrix[step.target][steps[place + 1].origin] - step.minutes
        start = max((min(last, latest) for first, last in step.starts if first <= min(last, latest)), default=0)
        if start > stop.start:
            moved[place] = replace(stop, start=start, end=start + step.minutes)
    return moved
