"""An archived trip is read, not changed."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.trips import Trip
from tripplanner.planning import finding
from tripplanner.planning.rows import execute
from tripplanner.planning.trips import WHAT


class Archived(TripPlannerError):
    """The trip is archived: its programme is read, not changed."""


_STAGE = sa.select(Trip.stage).where(Trip.id == sa.bindparam("trip"))


def open_trip(session: Session, trip_id: int) -> Trip:
    """The trip, if its programme may be changed; raises :class:`NotFound` and :class:`Archived`."""
    trip = finding.get(session, Trip, trip_id, WHAT)
    if trip.stage == "archived":
        raise _archived()
    return trip


def refuse_archived(session: Session, trip_id: int) -> None:
    """Raises :class:`Archived` where the programme of the trip may not be changed; the trip itself is not loaded."""
    ((stage,),) = execute(session, _STAGE, {"trip": trip_id})
    if stage == "archived":
        raise _archived()


def _archived() -> Archived:
    return Archived(
        msg("The trip is archived: its programme can be read but not changed."),
        msg("Nothing was changed."),
        msg("Set the trip to another stage to change it again."),
    )
