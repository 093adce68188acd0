"""Problems for the planner's tests: by hand on a line of places, or drawn by hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tripplanner.planning.planner.problem import FAR, PACES, Candidate, Fixed, Opening, PlanDay, Problem

ALL_DAY = Opening(((480, 1140),))
HOTEL, SECOND = 0, 1


def line(*minutes: int) -> list[list[int]]:
    """The ways between places along one road, so many minutes from its beginning."""
    return [[abs(one - other) for other in minutes] for one in minutes]


def site(spot: int, minutes: int = 60, days: int = 1, **fields: Any) -> Candidate:
    openings = fields.pop("openings", (ALL_DAY,) * days)
    return Candidate(fields.pop("key", spot), spot, minutes, openings, **fields)


def day(*fixed: Fixed, **fields: Any) -> PlanDay:
    pace = PACES["normal"]
    fields = {"leave": pace.leave, "back": pace.back, "lodgings": (HOTEL,), **fields}
    return PlanDay(fixed=tuple(fixed), **fields)


def problem(candidates: list[Candidate], matrix: list[list[int]], *days: PlanDay, **fields: Any) -> Problem:
    return Problem(days or (day(),), tuple(candidates), (matrix,), **fields)


_quarters = st.integers(0, 96).map(lambda n: 15 * n)


@st.composite
def _windows(draw: Any) -> Opening:
    ends = sorted(draw(st.lists(_quarters, max_size=4, unique=True)))
    return Opening(tuple(zip(ends[::2], ends[1::2], strict=False)), draw(st.booleans()))


@st.composite
def _blocks(draw: Any, spots: int) -> tuple[Fixed, ...]:
    ends = sorted(draw(st.lists(_quarters, max_size=4, unique=True)))
    place = st.none() | st.integers(0, spots - 1)
    return tuple(
        Fixed((number,), start, end, draw(place), draw(place), draw(st.integers(0, 2)))
        for number, (start, end) in enumerate(zip(ends[::2], ends[1::2], strict=False))
    )


@st.composite
def problems(draw: Any) -> Problem:
    """Any problem, contradictions included: no days, no sites, ways nobody knows, closed sites, full days."""
    spots = draw(st.integers(1, 6))
    way = st.sampled_from((0, 5, 20, 45, 120, 400, FAR))
    matrix = [[0 if one == other else draw(way) for other in range(spots)] for one in range(spots)]
    count = draw(st.integers(0, 4))
    place = st.integers(0, spots - 1)
    days = tuple(
        PlanDay(draw(st.sampled_from((0, 480, 540))), draw(st.sampled_from((300, 1020, 1080))),
                tuple(draw(st.lists(place, min_size=1, max_size=3, unique=True))), draw(_blocks(spots)),
                draw(st.booleans()))
        for _ in range(count)
    )  # fmt: skip
    sites = draw(st.integers(0, 7))
    candidates = tuple(
        Candidate(number, draw(place), draw(st.sampled_from((5, 45, 90, 240, 900))),
                  tuple(draw(_windows()) for _ in range(count)), draw(st.frozensets(st.integers(0, 3), max_size=3)),
                  draw(st.integers(1, 3)))
        for number in range(sites)
    )  # fmt: skip
    themes = draw(st.frozensets(st.integers(0, 3)))
    return Problem(days, candidates, (matrix,), PACES[draw(st.sampled_from(sorted(PACES)))], themes, draw(place))
