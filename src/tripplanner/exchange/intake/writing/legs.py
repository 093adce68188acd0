"""Writing legs of the library."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tripplanner.exchange.intake import linked
from tripplanner.exchange.intake.subjects import Held, Target, Values
from tripplanner.exchange.intake.subjects.legs import COLUMNS
from tripplanner.exchange.intake.writing import new, put
from tripplanner.model.places import Leg


class LegWriter:
    """Writes legs."""

    def __init__(self, session: Session, target: Target) -> None:
        self._session = session
        self._places = linked.places(session)

    def write(self, record: Held | None, changes: Values, values: Values) -> Leg:
        """Gives a leg (a new one: ``None``) these changes."""
        found = self._session.get_one(Leg, record.id) if record is not None else new(Leg)
        put(found, COLUMNS, changes)
        ends = {f"{key}_id": self._places.find(changes[key]) for key in ("from_place", "to_place") if key in changes}
        put(found, ("from_place_id", "to_place_id"), ends)
        if record is None:
            self._session.add(found)
        return found
