"""Who and when a trip is, in one line, for the header and the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.ui.widgets.header import TripHead

if TYPE_CHECKING:
    from tripplanner.ui.context import Context


def trip_uuid(context: Context, trip: int) -> str | None:
    """The UUID of a trip: the scope of its undo steps."""
    from tripplanner.model.trips import Trip

    return context.workspace.get(lambda session: session.get(Trip, trip).uuid)


def trip_head(context: Context, trip: int) -> TripHead | None:
    """The words of the header in the language of the window."""
    return None
