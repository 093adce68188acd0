"""What may not be arranged: an archived trip, and the time of a locked item."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.programme import Item
from tripplanner.planning.archived import Archived, open_trip
from tripplanner.planning.edits import current
from tripplanner.planning.items import WHAT

__all__ = ["Archived", "Locked", "movable_item", "open_item", "open_trip"]


class Locked(TripPlannerError):
    """The time of the item is locked."""


def open_item(session: Session, item_id: int, version: int | None) -> Item:
    """The item, if it still has ``version`` (any, when ``None``) and its trip is not archived."""
    item = current(session, Item, item_id, version, WHAT)
    open_trip(session, item.trip_id)
    return item


def movable_item(session: Session, item_id: int, version: int | None) -> Item:
    """As :func:`open_item`; raises :class:`Locked` when its time is locked."""
    item = open_item(session, item_id, version)
    if item.locked and item.start is not None:
        raise Locked(
            msg("The time of this item is locked."),
            msg("Nothing was changed."),
            msg("Unlock the time first, or leave it where it is."),
        )
    return item
