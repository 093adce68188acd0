"""An archived trip is read, not changed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.trips import Trip
from tripplanner.planning import finding
from tripplanner.planning.trips import WHAT


class Archived(TripPlannerError):
    """The trip is archived: its programme is read, not changed."""


def open_trip(session: Session, trip_id: int) -> Trip:
    """The trip, if its programme may be changed; raises :class:`NotFound` and :class:`Archived`."""
    trip = finding.get(session, Trip, trip_id, WHAT)
    if trip.stage == "archived":
        raise Archived(
            msg("The trip is archived: its programme can be read but not changed."),
            msg("Nothing was changed."),
            msg("Set the trip to another stage to change it again."),
        )
    return trip
