"""Reads what was promised on a trip into what the rules see."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tripplanner.planning.checks.frozen import Promise
from tripplanner.planning.learning.commitments import follow_up_day, list_commitments


def promises(session: Session, trip_id: int) -> tuple[Promise, ...]:
    """The commitments of a trip, in their order."""
    return tuple(
        Promise(row.uuid, row.text, row.owned, row.ended, row.due, asked := follow_up_day(row.last_day),
                any(one.day >= asked for one in row.heard))
        for row in list_commitments(session, trip_id)
    )  # fmt: skip
