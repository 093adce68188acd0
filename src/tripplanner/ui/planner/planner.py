"""Opens the planner from the programme, and swaps a day for rain."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg, msgn
from tripplanner.planning.archived import refuse_archived
from tripplanner.planning.planner.choices import head_count, read_choices
from tripplanner.planning.planner.rain import swap_for_rain
from tripplanner.planning.planner.taking import take_over
from tripplanner.planning.planner.wishes import Proposal
from tripplanner.ui.dialogs import ask
from tripplanner.ui.planner.dialog import PlannerDialog
from tripplanner.ui.shell import Offer

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen


class Planner:
    """Acts on the trip of a programme screen. ``answer`` may be replaced to answer without a person."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        self._screen, self._board, self._context = screen, screen.board, screen.context
        self.answer: Callable[[PlannerDialog], bool] = ask

    def offers(self) -> dict[str, Callable[[], object]]:
        """Handlers for rows of the action table."""
        return {"propose": self.propose, "rain": self.rain}

    def propose(self) -> None:
        """The sheet of the planner."""
        source, trip = self._board.source, self._board.trip()
        if source is None or trip is None:
            return
        workspace = self._context.workspace
        if not self._open(trip.id):
            return
        choices = workspace.get(read_choices, trip.id)
        sheet = PlannerDialog(
            self._context, choices, source.week, lambda groups: workspace.get(head_count, trip.id, groups),
            self._board.words_of, self._take, self._screen,
        )  # fmt: skip
        self.answer(sheet)

    def _open(self, trip: int) -> bool:
        try:
            self._context.workspace.get(refuse_archived, trip)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
            return False
        return True

    def _take(self, proposal: Proposal, days: Collection[date]) -> bool:
        label = msgn("take over {n} proposed day", "take over {n} proposed days", len(days))
        found = self._screen.hands.do(label, take_over, proposal.trip_id, proposal, frozenset(days))
        if found is None:
            return False
        said = msgn("{n} item of the programme changed.", "{n} items of the programme changed.", len(found))
        self._context.shell.say(said, offer=Offer(msg("Undo"), lambda: self._context.actions.run("undo")))
        return True

    def rain(self) -> None:
        """The outdoor items of the day that is meant make room for their fallbacks."""
        trip, day = self._board.trip(), self._board.day_meant()
        if trip is None or day is None:
            return
        label = msg("rain on {day}", day=self._board.day_words(day))
        found = self._screen.hands.do(label, swap_for_rain, trip.id, day)
        if found is None:
            return
        words = {"day": self._board.day_words(day)}
        if not found.swapped and not found.without:
            self._context.shell.say(msg("Nothing takes place outdoors on {day}.", **words))
            return
        said = msgn(
            "{n} outdoor item of {day} changed places with its fallback.",
            "{n} outdoor items of {day} changed places with their fallbacks.", len(found.swapped), **words,
        )  # fmt: skip
        if found.without:
            lacking = msgn("{n} has no fallback.", "{n} have no fallback.", len(found.without))
            said = msg("{swapped} {lacking}", swapped=said, lacking=lacking)
        undo = Offer(msg("Undo"), lambda: self._context.actions.run("undo")) if found.swapped else None
        self._context.shell.say(said, "warn" if found.without else "info", undo)
