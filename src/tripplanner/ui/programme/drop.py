"""Where something lands that is dragged: time arithmetic and columns, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal

from tripplanner.ui.programme.layout import DAY, Column

#: Minutes: the usual step, with Shift, with Alt; and the least an item lasts.
STEP, FINE, FREE, LEAST = 15, 5, 1, 5
Edge = Literal["", "start", "end"]


@dataclass(frozen=True, slots=True)
class Landing:
    """Where it would begin and end (trip's zone); ``day`` is the column, ``left`` and ``right`` parts of its width.

    ``groups``: sub-groups that would take part, ``None`` leaves them; ``head``: dropped on the head of the day.
    """

    start: datetime
    end: datetime
    day: int
    left: float
    right: float
    groups: tuple[str, ...] | None = None
    head: bool = False


def snapped(moment: datetime, step: int) -> datetime:
    """The nearest time that is a whole number of steps after midnight."""
    midnight = datetime.combine(moment.date(), time())
    minutes = (moment - midnight).total_seconds() / 60
    return midnight + timedelta(minutes=int(minutes / step + 0.5) * step)


def at_minute(day: date, minute: float) -> datetime:
    """A moment of a day; the pointer cannot leave the day."""
    return datetime.combine(day, time()) + timedelta(minutes=max(0.0, min(float(DAY), minute)))


def begun(pointer: datetime, grabbed: timedelta, step: int) -> datetime:
    """When something begins that was grabbed ``grabbed`` after its start and is held at ``pointer``."""
    return snapped(pointer - grabbed, step)


def stretched(start: datetime, end: datetime, edge: Edge, pointer: datetime, step: int) -> tuple[datetime, datetime]:
    """Start and end once one edge is held at ``pointer``; something is always left."""
    at, least = snapped(pointer, step), timedelta(minutes=max(step, LEAST))
    if edge == "end":
        return start, max(at, start + least)
    return min(at, end - least), end


def track_at(column: Column, across: float) -> int:
    """The track of a day under ``across``, a part of its width."""
    tracks = list(pairwise(column.edges))
    return next((i for i, (_left, right) in enumerate(tracks) if across < right), len(tracks) - 1)


def groups_there(column: Column, track: int, present: Sequence[str], new: bool) -> tuple[str, ...] | None:
    """Who takes part in what is dropped in a track.

    ``present`` are the sub-groups it is for, empty for everyone. In a day that is split, something for some of
    them is then for those of the track, and so is something ``new`` in the programme; what is for everyone
    stays for everyone. ``None``: as it was.
    """
    codes = column.tracks[track] if column.split else ()
    if not codes or (not present and not new) or set(codes) == set(present):
        return None
    return codes


def place_in(column: Column, track: int, groups: Sequence[str]) -> tuple[float, float]:
    """The parts of the width that something for ``groups`` (everyone, when empty) takes."""
    if not column.split or not groups:
        return 0.0, 1.0
    tracks = list(zip(column.tracks, pairwise(column.edges), strict=True))
    fitting = [edge for codes, edge in tracks if set(codes) & set(groups)]
    return (fitting[0][0], fitting[-1][1]) if fitting else tracks[track][1]
