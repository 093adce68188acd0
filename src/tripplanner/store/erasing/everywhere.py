"""Backups that still hold an erased person, whichever kind of database it is."""

from __future__ import annotations

from pathlib import Path

from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store.erasing import copies
from tripplanner.store.erasing.copies import Holder
from tripplanner.store.location import Location


def holders(place: Location) -> list[Holder]:
    """The files in which somebody erased can still be found, the latest first."""
    if place.url is None:
        return copies.holders(place.file)
    from tripplanner.store.erasing import dumps

    return dumps.holders(place.url)


def rewrite(place: Location, path: Path, progress: Progress = NO_PROGRESS) -> int:
    """Erases from a backup whoever was erased from its database, and returns how many were found in it.

    :raises TripPlannerError: it cannot be rewritten, and says what to do instead; it is then as it was.
    """
    if place.url is None:
        return copies.rewrite(path, copies.erased_from(place.file), progress)
    from tripplanner.store.erasing import dumps

    return dumps.rewrite(place.url, path, dumps.erased_from(place.url), progress)
