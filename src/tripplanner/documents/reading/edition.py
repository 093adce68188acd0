"""Which version a document is: the draft of the next release, or a release."""

from __future__ import annotations

from typing import Any

from tripplanner.documents.content import Edition
from tripplanner.documents.reading.desk import Desk
from tripplanner.store.records import having


def read_edition(desk: Desk, trip: Any) -> Edition:
    """The edition that is being read: a frozen version where the session holds one, the draft everywhere else.

    Call it last: the draft is dated by what was read before.
    """
    versions = having(desk.source, "release", "trip_uuid", [trip.uuid])
    approved = max((row.made_at for row in versions if row.kind == "approved"), default=None)
    frozen = getattr(desk.source, "info", {}).get("release")
    this = next((row for row in versions if row.id == frozen), None)
    if this is not None and this.kind != "release":
        return Edition(this.number, True, desk.latest, approved, this.made_at, this.kind)
    if this is not None:
        return Edition(this.number, False, desk.latest, approved, this.made_at)
    latest = max((row.number for row in versions if row.kind == "release"), default=0)
    return Edition(latest + 1, True, desk.latest, approved)
