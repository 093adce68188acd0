"""What a programme stands on while it is arranged: the trip as the rules see it, and travel times. Read in a job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import shiboken6
from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.reading import read_trip
from tripplanner.planning.travel.bands import Band, bands
from tripplanner.planning.travel.reading import read_travel
from tripplanner.planning.travel.table import TravelTable
from tripplanner.ui.context import Context


@dataclass(frozen=True)
class Ground:
    """A trip and the ways in it, as read together."""

    trip: CheckedTrip
    table: TravelTable

    @cached_property
    def gaps(self) -> tuple[Band, ...]:
        """The ways that no transfer fills."""
        return tuple(band for band in bands(self.trip, self.table) if band.item is None)

    @cached_property
    def items(self) -> dict[str, CheckedItem]:
        """The items by their UUID."""
        return {item.uuid: item for item in self.trip.items}


def read_ground(session: Session, trip_id: int) -> Ground:
    """Reads it; raises :class:`~tripplanner.errors.NotFound`."""
    return Ground(read_trip(session, trip_id), read_travel(session))


class Surveyor(QObject):
    """Emits ``surveyed(trip, ground)``; what is asked while it reads is read after it, once."""

    surveyed = Signal(object, object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._running = False
        self._next: int | None = None

    def ask(self, trip: int) -> None:
        """Read ``trip`` as it is now."""
        if self._running:
            self._next = trip
            return
        self._running = True
        workspace = self._context.workspace
        work: Callable[[object], object] = lambda _progress: (trip, workspace.get(read_ground, trip))  # noqa: E731
        label = msg("Reading travel times")
        gone: Callable[[], None] = lambda: self._failed(None)  # noqa: E731
        self._context.jobs.start(label, work, done=self._done, failed=self._failed, cancelled=gone)

    def _done(self, answer: object) -> None:
        if shiboken6.isValid(self):
            trip, ground = cast("tuple[int, Ground]", answer)
            self._running = False
            if self._next in (None, trip):
                self.surveyed.emit(trip, ground)
            self._again()

    def _failed(self, error: BaseException | None) -> None:
        if shiboken6.isValid(self):
            self._running = False
            if error is not None:
                self._context.shell.trouble(error)
            self._again()

    def _again(self) -> None:
        trip, self._next = self._next, None
        if trip is not None:
            self.ask(trip)
