"""From wishes to a proposal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tripplanner.i18n import msg
from tripplanner.planning.planner.asking import Asked
from tripplanner.planning.planner.company import notes
from tripplanner.planning.planner.events import off, proposed_days
from tripplanner.planning.planner.present import present_score
from tripplanner.planning.planner.reasons import reasons
from tripplanner.planning.planner.search import Found, search
from tripplanner.planning.planner.wishes import LeftOut, Proposal

NO_DAY = msg("No day of the trip was chosen to be planned.")


def proposal_of(asked: Asked, found: Found) -> Proposal:
    """What the engine found, as programme items, with a reason for every site left out."""
    sites = range(len(asked.sites))
    why = reasons(asked.problem, found.plan, asked.dates) if asked.days else dict.fromkeys(sites, NO_DAY)
    left = tuple(LeftOut(asked.sites[index].id, asked.sites[index].name, what) for index, what in why.items())
    days = proposed_days(asked, found.plan)
    seen = {item.id: item.version for item in asked.present.values()}
    return Proposal(
        asked.trip.id, found.score, found.rounds, days, asked.refused + left, seen, off(asked, days),
        asked.wishes.groups, *present_score(asked), tuple(notes(asked.trip, asked.wishes)),
    )  # fmt: skip


def improve(asked: Asked, go_on: Callable[[Found], bool], seed: int = 0) -> Proposal:
    """Let the engine work while ``go_on(found)`` says so, and propose the best it found; asked every hundred rounds."""
    found: Found | None = None
    for found in _steps(asked, seed):
        if not go_on(found):
            break
    assert found is not None
    return proposal_of(asked, found)


def _steps(asked: Asked, seed: int) -> Iterator[Found]:
    """The engine's steps; one alone where there is nothing to choose."""
    steps = search(asked.problem, seed)
    if not asked.problem.candidates or not asked.problem.days:
        yield next(steps)
        return
    yield from steps
