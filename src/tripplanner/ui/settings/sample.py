"""The sample, added and taken out again: each is one step that can be undone."""

from __future__ import annotations

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.sample_removal import remove_sample
from tripplanner.planning.trips import list_trips
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.sample import add_sample
from tripplanner.ui.settings.section import Section
from tripplanner.ui.shell import Offer
from tripplanner.ui.widgets.basics import button, row

_ABOUT = msg("A library of real places and one trip with fictional people, to learn with. Yours is never touched.")


class SampleSection(Section):
    """One button at a time: add, or remove."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__(words, msg("Sample"), _ABOUT)
        self._context = context
        self.add_sample = button(words, msg("Add the sample"), "", context.theme, "book-open")
        self.remove = button(words, msg("Remove the sample"), "", context.theme, "trash-2")
        self.add_sample.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        line = row(gap=10)
        line.addWidget(self.add_sample)
        line.addWidget(self.remove)
        line.addStretch(1)
        self.lines.addLayout(line)
        self.setEnabled(not context.workspace.read_only)
        self.refresh()

    def refresh(self) -> None:
        """Which of the two there is to do."""
        present = any(trip.sample_key for trip in self._context.workspace.get(list_trips))
        self.add_sample.setVisible(not present)
        self.remove.setVisible(present)

    def _add(self, _checked: bool = False) -> None:
        add_sample(self._context)

    def _remove(self, _checked: bool = False) -> None:
        workspace, shell = self._context.workspace, self._context.shell
        try:
            removed = workspace.do(msg("remove the sample"), remove_sample)
        except TripPlannerError as error:
            shell.trouble(error)
            return
        shell.say(removed.message, "ok", Offer(msg("Undo"), lambda: workspace.undo()))
