"""What a list shows while there is nothing in it at all; a filter that finds nothing is told in the list itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.i18n import msg
from tripplanner.ui.sample import add_sample
from tripplanner.ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from tripplanner.ui.library.part import Part


class EmptyList(EmptyState):
    """One main button, one other way; a list of a trip needs a trip first."""

    def __init__(self, part: Part) -> None:
        context, shelf = part.page.context, part.shelf
        super().__init__(context.theme, part.page.words, shelf.nothing, shelf.empty)
        self._of_trip, self._writable = shelf.of_trip, not context.workspace.read_only
        self.trips = self.offer(msg("Go to the trips"), lambda: context.shell.go("trips"), "filled", "mountain")
        self.new = self.offer(shelf.new, lambda: part.page.hands.new(), "filled", "plus")
        self.bring = self.offer(msg("Import…"), lambda: part.page.hands.bring(), "", "upload")
        self.sample = self.offer(msg("Add the sample"), lambda: add_sample(context), "", "book-open")
        self._can_bring = part.page.can_import
        self.suit(None)

    def suit(self, trip: int | None) -> None:
        """Offer what is possible now."""
        homeless = self._of_trip and trip is None
        self.trips.setVisible(homeless)
        self.new.setVisible(not homeless and self._writable)
        self.bring.setVisible(not homeless and self._writable and self._can_bring())
        self.sample.setVisible(not self._of_trip and self._writable)
