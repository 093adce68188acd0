"""From a change to its item in the programme."""

from __future__ import annotations

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.planning.items import find_item
from tripplanner.ui.context import Context


def show_item(context: Context, trip: int, uuid: str) -> None:
    """Show an item in the programme as it is now, or say that it is no longer in it."""
    try:
        context.workspace.get(find_item, uuid, trip)
    except NotFound:
        context.shell.say(msg("This item is no longer in the programme."), "info", None)
    else:
        context.shell.go("programme", uuid)
