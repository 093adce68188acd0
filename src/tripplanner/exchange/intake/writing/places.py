"""Writing places of the library."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tripplanner.exchange.intake import linked, wording
from tripplanner.exchange.intake.subjects import Held, Target, Values
from tripplanner.exchange.intake.subjects.places import COLUMNS
from tripplanner.exchange.intake.writing import identity, new, put
from tripplanner.model.places import Place


class PlaceWriter:
    """Writes places."""

    def __init__(self, session: Session, target: Target) -> None:
        self._session = session
        self._places = linked.places(session)

    def write(self, record: Held | None, changes: Values, values: Values) -> Place:
        """Gives a place (a new one: ``None``) these changes."""
        found = self._session.get_one(Place, record.id) if record is not None else self._new(values)
        put(found, COLUMNS, changes)
        wording.put_words(found, ("name",), changes)
        if "parent" in changes and (parent := self._places.find(changes["parent"])) != found.id:
            found.parent_id = parent
        self._session.flush()
        return found

    def _new(self, values: Values) -> Place:
        found = new(Place, **identity(self._session, Place, values))
        self._session.add(found)
        return found
