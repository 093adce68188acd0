"""What lies under the stops and is read in a job: the bundled ground, the towns, the recorded tracks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import shiboken6
import sqlalchemy as sa
from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.places import Place
from tripplanner.planning.tracks import TrackRow, list_tracks, track_bytes
from tripplanner.planning.travel.reading import read_spots
from tripplanner.planning.travel.spots import Spot
from tripplanner.ui.context import Context

if TYPE_CHECKING:
    from tripplanner.documents.cartography.ground import Feature
    from tripplanner.exchange.gpx import Track


@dataclass(frozen=True, slots=True)
class DrawnTrack:
    """A track with its lines; without, ``trouble`` says why it cannot be drawn."""

    row: TrackRow
    track: Track | None
    trouble: Message | None = None


@dataclass(frozen=True, slots=True)
class Backdrop:
    """Everything of a trip that does not move when its items do."""

    features: tuple[Feature, ...] = ()
    towns: tuple[Spot, ...] = ()
    tracks: tuple[DrawnTrack, ...] = field(default=())


def read_towns(session: Session) -> tuple[Spot, ...]:
    """The towns of the library."""
    ids = session.scalars(sa.select(Place.id).where(Place.kind == "town").order_by(Place.id)).all()
    return tuple(read_spots(session, ids).values())


class Atlas(QObject):
    """Reads backdrops; ``ready(Backdrop)`` comes for what was asked for last."""

    ready = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = 0
        self._known: dict[str, Track] = {}

    def ask(self, trip: int) -> None:
        """Read the backdrop of ``trip`` as it is now."""
        self._asked += 1
        number, known = self._asked, dict(self._known)
        self._context.jobs.start(
            msg("Drawing the map"),
            lambda _progress: self._read(trip, known),
            done=lambda answer: self._done(number, answer),
            failed=self._failed,
        )

    def _read(self, trip: int, known: Mapping[str, Track]) -> Backdrop:
        from tripplanner.documents.cartography.ground import features

        workspace = self._context.workspace
        rows = workspace.get(list_tracks, trip)
        tracks = tuple(self._drawn(row, known) for row in rows)
        return Backdrop(features(), workspace.get(read_towns), tracks)

    def _drawn(self, row: TrackRow, known: Mapping[str, Track]) -> DrawnTrack:
        """A track is parsed once: its bytes never change under their digest."""
        from tripplanner.exchange.gpx import read_gpx

        try:
            track = known.get(row.sha256) or read_gpx(self._context.workspace.get(track_bytes, row.sha256))
        except TripPlannerError as error:
            return DrawnTrack(row, None, error.what)
        return DrawnTrack(row, track)

    def _done(self, number: int, answer: object) -> None:
        if shiboken6.isValid(self) and number == self._asked and isinstance(answer, Backdrop):
            self._known = {one.row.sha256: one.track for one in answer.tracks if one.track is not None}
            self.ready.emit(answer)

    def _failed(self, error: BaseException) -> None:
        if shiboken6.isValid(self):
            self._context.shell.trouble(error)
