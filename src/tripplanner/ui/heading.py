"""The header of the chosen trip kept as the database has it, its translations counted in a job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from tripplanner.ui.context import Context

if TYPE_CHECKING:
    from tripplanner.store.changes import Changes
    from tripplanner.ui.desk import Desk
    from tripplanner.ui.texts.counter import Counter


class Heading(QObject):
    """Reads what the header says; a trip that is gone is no longer the chosen one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._counter: Counter | None = None
        self._languages: tuple[str, ...] = ()

    def show(self, changes: Changes | None = None) -> None:
        """Read the header's words again, after ``changes`` where nothing else happened since the last time."""
        context, shell = self._desk.context, self._desk.shell
        if context is None or shell.trip is None:
            return
        from tripplanner.ui.trip_head import trip_head

        head = trip_head(context, shell.trip)
        if head is None:
            shell.choose_trip(None)
        else:
            self._desk.header.show_trip(head)
            same, self._languages = head.languages == self._languages, head.languages
            self._count_texts(context, shell.trip, changes if same else None)

    def close(self) -> None:
        """Count no more: the database is about to be closed."""
        if self._counter is not None:
            self._counter.deleteLater()
            self._counter = None

    def _count_texts(self, context: Context, trip: int, changes: Changes | None) -> None:
        """Count the translations of the trip, in a job; the header follows."""
        if self._counter is None:
            from tripplanner.ui.texts.counter import Counter

            self._counter = Counter(context, self)
            self._counter.found.connect(self._counted)
        self._counter.ask(trip, changes)

    def _counted(self, trip: int, counts: Any) -> None:
        if trip == self._desk.shell.trip:
            self._desk.header.show_texts(counts, self._languages)
