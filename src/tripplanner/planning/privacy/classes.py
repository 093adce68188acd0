"""The kinds of protected values, in the order of screens, and how long each is kept after a trip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model.offices import Setting
from tripplanner.model.trips import Delegate, Delegation, Trip, TripMember

#: The office's own numbers of days, by kind: ``{"passport": 30, …}``.
SETTING = "retention"
_MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of protected value: what it is called, why it is asked, how many days after the return it is kept."""

    key: str
    title: Message
    why: Message
    days: int = 30


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("passport", msg("Passport"), msg("Asked for the visa, the mission file and the hotels; shown to nobody "
                                              "else.")),
        Kind("birth_date", msg("Date of birth"), msg("Asked with the passport, for the visa and the insurance.")),
        Kind("diet", msg("Diet and allergies"), msg("Asked so that every meal suits; only caterers are told.")),
        Kind("health", msg("Health"), msg("Asked so that help is right in an emergency; only the accompanying staff "
                                          "know.")),
        Kind("mobility", msg("Mobility"), msg("Asked so that no walk is too long or too steep; used to check the "
                                              "programme.")),
        Kind("emergency_contact", msg("Emergency contact"), msg("Asked to know whom to call; used in an emergency "
                                                                "alone.")),
    )
}  # fmt: skip


def retention_days(session: Session) -> Mapping[str, int]:
    """Days after the return for which each kind is kept: the office's setting, else the default of the kind."""
    stored: Any = session.scalar(sa.select(Setting.value).where(Setting.key == SETTING))
    own: dict[str, Any] = {**stored} if isinstance(stored, dict) else {}
    return {key: _days(own.get(key), kind.days) for key, kind in KINDS.items()}


def _days(value: Any, usual: int) -> int:
    known = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_DAYS
    return value if known else usual


def last_return(session: Session, person_id: int) -> date | None:
    """The last day of the last trip that a person takes part in; ``None`` for who is on no trip."""
    travelling = (
        sa.select(Trip.last_day)
        .join(Delegation, Delegation.trip_id == Trip.id)
        .join(Delegate, Delegate.delegation_id == Delegation.id)
        .where(Delegate.person_id == person_id)
    )
    working = sa.select(Trip.last_day).join(TripMember, TripMember.trip_id == Trip.id)
    days = [*session.scalars(travelling), *session.scalars(working.where(TripMember.person_id == person_id))]
    return max(days, default=None)


def keep_until(kind: str, returned: date | None, days: Mapping[str, int]) -> date | None:
    """The last day on which a value may be kept; ``None`` while no trip is known.

    ``returned`` is the day of the return (:func:`last_return`), ``days`` what :func:`retention_days` gives.
    """
    return None if returned is None else returned + timedelta(days=days[kind])
