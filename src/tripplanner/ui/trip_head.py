"""What the header says of a trip, read from the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.errors import NotFound
from tripplanner.ui.widgets.header import TripHead

if TYPE_CHECKING:
    from tripplanner.planning.trip_rows import TripRow
    from tripplanner.ui.context import Context


def trip_uuid(context: Context, trip: int) -> str | None:
    """The UUID of a trip: the scope of its undo steps."""
    from tripplanner.planning.trips import trip_identity

    return context.workspace.get(trip_identity, trip)


def trip_head(context: Context, trip: int) -> TripHead | None:
    """The words of the header in the language of the window; None when the trip is gone."""
    from tripplanner.planning.trips import trip_row

    try:
        found = context.workspace.get(trip_row, trip)
    except NotFound:
        return None
    return head_of(found, context.language.code)


def head_of(found: TripRow, code: str) -> TripHead:
    """The words of the header in the language ``code``."""
    from tripplanner.ui.trips import story

    name = found.short_title or found.title
    second = story.second_title(name, code, found.languages)
    return TripHead(name.best(code), second, story.line(found, code), found.stage, found.languages)
