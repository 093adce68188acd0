"""Adding and removing recorded tracks: each is one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.tracks import add_track, remove_track
from tripplanner.ui.context import Context
from tripplanner.ui.programme.board import Board


class TrackHands(QObject):
    """Adds tracks to the chosen item, to the trip where none is chosen.

    ``pick`` asks for a file and gives its path, empty when the person changes their mind; it may be replaced to
    answer without a person.
    """

    def __init__(self, context: Context, board: Board, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._board = context, board
        self.pick: Callable[[], str] = self._ask

    def add(self) -> None:
        """Ask for a file and attach it."""
        trip, chosen = self._board.trip(), self._board.chosen()
        path = self.pick() if trip is not None else ""
        if trip is None or not path:
            return
        owner = chosen.uuid if chosen is not None else trip.uuid
        self._context.jobs.start(
            msg("Reading the track"),
            lambda _progress: _read(Path(path)),
            done=lambda data: self._attach(owner, trip.uuid, Path(path).name, data),
            failed=self._failed,
        )

    def remove(self, id: int, name: str) -> None:
        """Take a track away."""
        label = msg("remove the track “{name}”", name=name)
        try:
            self._context.workspace.do(label, remove_track, id, scope=self._board.scope())
        except TripPlannerError as error:
            self._context.shell.trouble(error)

    def _attach(self, owner: str, scope: str, name: str, data: object) -> None:
        if not shiboken6.isValid(self) or not isinstance(data, bytes):
            return
        try:
            label = msg("add the track “{name}”", name=name)
            self._context.workspace.do(label, add_track, owner, name, data, scope=scope)
        except TripPlannerError as error:
            self._context.shell.trouble(error)

    def _failed(self, error: BaseException) -> None:
        if shiboken6.isValid(self):
            self._context.shell.trouble(error)

    def _ask(self) -> str:
        say = self._context.language.say
        kinds = say(msg("GPX tracks")) + " (*.gpx *.GPX);;* (*)"
        chosen, _kind = QFileDialog.getOpenFileName(
            self.parent(),  # type: ignore[arg-type]
            say(msg("Add a GPX track…")),
            "",
            kinds,
        )
        return chosen


def _read(path: Path) -> bytes:
    """The bytes of a file that holds a track; raises an error that says what is wrong with it."""
    from tripplanner.exchange.gpx import MOST_BYTES, read_gpx

    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise TripPlannerError(
            msg("The file “{name}” cannot be read: {reason}.", name=path.name, reason=error.strerror or str(error)),
            msg("Nothing was changed."),
            msg("Check that it is still there and may be read."),
        ) from error
    read_gpx(data)
    return data
