"""Adding the sample from wherever there is nothing yet."""

from __future__ import annotations

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.shell import Offer


def add_sample(context: Context) -> None:
    """Load the sample in one step that can be undone, and choose its trip."""
    from tripplanner.planning.sample import load_sample
    from tripplanner.planning.trips import list_trips

    workspace, shell = context.workspace, context.shell
    try:
        workspace.do(msg("load the sample"), load_sample, restore=True)
    except TripPlannerError as error:
        shell.trouble(error)
        return
    trips = [trip.id for trip in workspace.get(list_trips) if trip.sample_key]
    shell.choose_trip(trips[0] if trips else None)
    shell.say(msg("The sample trip is loaded."), "ok", Offer(msg("Open"), lambda: shell.go("programme")))
