"""What a page may ask of the window around it, without knowing the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tripplanner.i18n import Message


@dataclass(frozen=True, slots=True)
class Offer:
    """A button in a toast: its words and what it does."""

    label: Message
    run: Callable[[], object]


class Shell(QObject):
    """Going to another page, choosing a trip, saying something in passing."""

    asked = Signal(str, object)
    said = Signal(object, str, object)
    troubled = Signal(object)
    trip_changed = Signal(object)
    saved = Signal()
    titled = Signal()
    reopened = Signal(str)
    restored = Signal(object)
    panel_asked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trip: int | None = None

    def go(self, page: str, target: object = None) -> None:
        """Show a page; ``target`` is what to select there."""
        self.asked.emit(page, target)

    def choose_trip(self, trip: int | None) -> None:
        """Make ``trip`` (its id) the one the trip pages show."""
        if trip != self.trip:
            self.trip = trip
            self.trip_changed.emit(trip)

    def reopen(self, location: str) -> None:
        """Close this database and open another."""
        self.reopened.emit(location)

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the open database."""
        self.restored.emit(backup)

    def say(self, message: Message, tone: str = "info", offer: Offer | None = None) -> None:
        """A toast, gone after 8 s."""
        self.said.emit(message, tone, offer)

    def trouble(self, error: BaseException) -> None:
        """Tell an error: in a toast when a person can act on it, as a bug report otherwise."""
        self.troubled.emit(error)
