"""The estimate of a leg that nobody has measured yet: the one the grid reckons with, offered and taken over as such."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.places import Leg
from tripplanner.planning.finding import get
from tripplanner.planning.sourcing import add_doubt
from tripplanner.planning.travel.estimate import estimated
from tripplanner.planning.travel.legs import Travel
from tripplanner.planning.travel.reading import place_spot

ESTIMATE = "estimate"


def offered(session: Session, leg_id: int) -> Travel | None:
    """What the formula says of a leg that lacks its time or its length; ``None`` where both are known, or no place is.

    :raises NotFound: there is no such leg.
    """
    leg = get(session, Leg, leg_id, msg("leg"))
    if leg.drive_min is not None and leg.distance_km is not None:
        return None
    origin, target = place_spot(leg.from_place), place_spot(leg.to_place)
    return estimated(origin, target) if origin is not None and target is not None else None


def take_over(session: Session, leg_id: int) -> None:
    """Write the estimate where the leg says nothing yet, and mark it as an estimate that is to be verified."""
    found = offered(session, leg_id)
    if found is None:
        return
    leg = get(session, Leg, leg_id, msg("leg"))
    if leg.distance_km is None:
        leg.distance_km = found.km
    if leg.drive_min is None:
        leg.drive_min, leg.margin_percent = found.minutes, found.margin_percent
    session.flush()
    if all(mark.what != ESTIMATE or mark.settled_at is not None for mark in leg.verify_marks):
        add_doubt(session, "leg", leg_id, ESTIMATE)
