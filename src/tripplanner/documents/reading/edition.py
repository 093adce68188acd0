"""Which version a document is: the draft of the next release, or a release."""

from __future__ import annotations

from typing import Any

from tripplanner.documents.content import Edition
from tripplanner.documents.reading.desk import Desk
from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.store.records import having


def read_edition(desk: Desk, trip: Any, number: int | None) -> Edition:
    """The draft's edition, or that of release ``number``; raises :class:`NotFound` for a release there is not.

    Call it last: the draft is dated by what was read before.
    """
    releases = sorted(having(desk.source, "release", "trip_uuid", [trip.uuid]), key=lambda row: row.number)
    if number is not None:
        raise _no_release(number, [row.number for row in releases])
    approved = [row.number for row in releases if row.kind == "approved"]
    latest = max((row.number for row in releases), default=0)
    return Edition(latest + 1, True, desk.latest, approved[-1] if approved else None)


def _no_release(number: int, known: list[int]) -> NotFound:
    todo = msg("Ask for the draft: leave the release out.")
    return NotFound(msg("Release {number} of this trip cannot be printed.", number=number), None, todo)
