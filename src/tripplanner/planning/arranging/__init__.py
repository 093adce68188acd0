"""Arranging a programme: moving, placing, copying, splitting, shifting items and whole days, and dates of a trip.

Every verb that touches more than one item has a twin ``…_preview`` that reads and changes nothing: what it says
is what the verb does. An archived trip refuses all of them.
"""

from tripplanner.planning.arranging.copying import copy_day, copy_day_preview, copy_item
from tripplanner.planning.arranging.dating import (
    change_dates,
    change_dates_preview,
    shift_dates,
    shift_dates_preview,
)
from tripplanner.planning.arranging.gaps import first_gap, gap_in_day
from tripplanner.planning.arranging.placing import (
    move,
    place,
    place_site,
    rename,
    resize,
    set_groups,
    set_locked,
    unplace,
)
from tripplanner.planning.arranging.preview import Change, Preview
from tripplanner.planning.arranging.pushing import move_pushing, move_pushing_preview, shift_rest, shift_rest_preview
from tripplanner.planning.arranging.splitting import split, split_preview
from tripplanner.planning.arranging.templates import copy_trip, copy_trip_preview
from tripplanner.planning.arranging.travelling import insert_travel

__all__ = [
    "Change", "Preview", "change_dates", "change_dates_preview", "copy_day", "copy_day_preview", "copy_item",
    "copy_trip", "copy_trip_preview", "first_gap", "gap_in_day", "insert_travel", "move", "move_pushing",
    "move_pushing_preview",
    "place", "place_site", "rename", "resize", "set_groups", "set_locked", "shift_dates", "shift_dates_preview",
    "shift_rest", "shift_rest_preview", "split", "split_preview", "unplace",
]  # fmt: skip
