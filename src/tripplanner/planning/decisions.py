"""What a trip decides about its checks: levels of its own, and findings that need nothing done."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.checks import CheckLevel, Dismissal
from tripplanner.planning.archived import open_trip
from tripplanner.planning.checks.rule import LEVELS


def set_check_level(session: Session, trip_id: int, rule: str, level: str | None) -> None:
    """Give a rule a level of this trip (*blocks*, *warns*, *informs*); ``None`` returns to the usual one."""
    open_trip(session, trip_id)
    if level is not None and level not in LEVELS:
        raise ValueError(f"no level {level!r}")
    own = session.scalars(
        sa.select(CheckLevel).where(CheckLevel.trip_id == trip_id, CheckLevel.rule == rule)
    ).one_or_none()
    if own is None and level is not None:
        session.add(CheckLevel(trip_id=trip_id, rule=rule, level=level))
    elif own is not None and level is None:
        session.delete(own)
    elif own is not None and level is not None:
        own.level = level
    session.flush()


def dismiss_finding(session: Session, trip_id: int, rule: str, about: str, reason: str, by: str = "") -> None:
    """Nothing is to be done about a finding; ``about`` is that of the finding, ``reason`` stays visible.

    Raises :class:`TripPlannerError` without a reason. Dismissing again replaces the reason.
    """
    open_trip(session, trip_id)
    if not reason.strip():
        raise TripPlannerError(
            msg("A finding is dismissed with a reason."),
            msg("Nothing was changed."),
            msg("Say why nothing is to be done."),
        )
    own = _dismissal(session, trip_id, about)
    if own is None:
        session.add(Dismissal(trip_id=trip_id, rule=rule, about=about, reason=reason.strip(), dismissed_by=by))
    else:
        own.reason, own.dismissed_by = reason.strip(), by
    session.flush()


def restore_finding(session: Session, trip_id: int, about: str) -> None:
    """A dismissed finding counts again; nothing happens where none is dismissed."""
    own = _dismissal(session, trip_id, about)
    if own is not None:
        session.delete(own)
        session.flush()


def _dismissal(session: Session, trip_id: int, about: str) -> Dismissal | None:
    statement = sa.select(Dismissal).where(Dismissal.trip_id == trip_id, Dismissal.about == about)
    return session.scalars(statement.order_by(Dismissal.id)).first()
