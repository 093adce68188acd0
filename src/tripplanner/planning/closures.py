"""Days on which a site or a leg is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.places import Leg, LegClosure
from tripplanner.model.sites import Site, SiteClosure
from tripplanner.planning import finding
from tripplanner.text import Text

WHAT = msg("closure")
_CLASSES: dict[str, tuple[Any, Any]] = {"site": (Site, SiteClosure), "leg": (Leg, LegClosure)}


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """A closure, both days included; a leg has a detour (minutes, kilometres) where it is known."""

    id: int
    first: date | None
    last: date | None
    reason: Text
    detour_min: int | None = None
    detour_km: float | None = None


def closures(session: Session, table: str, id: int) -> tuple[ClosureRow, ...]:
    """The closures of a *site* or a *leg*, by day."""
    found = _owner(session, table, id).closures
    rows = (
        ClosureRow(one.id, one.first_day, one.last_day, one.reason, getattr(one, "detour_min", None),
                   getattr(one, "detour_km", None))
        for one in found
    )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (str(row.first or ""), row.id)))


def set_closure(
    session: Session,
    table: str,
    id: int,
    closure_id: int | None,
    first: date | None,
    last: date | None,
    language: str,
    reason: str,
    detour_min: int | None = None,
) -> int:
    """A new closure (``closure_id`` is ``None``) or another one's days and reason; a single day may be given alone.

    Raises :class:`TripPlannerError` where no day is given, or the last is before the first.
    """
    owner = _owner(session, table, id)
    first, last = first or last, last or first
    if first is None or last is None or last < first:
        raise TripPlannerError(
            msg("A closure lasts from one day to the same or a later one."),
            msg("Nothing was changed."),
            msg("Write the first and the last day."),
        )
    row = _row(owner, closure_id) if closure_id is not None else _CLASSES[table][1]()
    row.first_day, row.last_day = first, last
    if (row.reason or Text()).get(language) != reason.strip():
        row.reason = (row.reason or Text()).with_words(language, reason.strip())
    if table == "leg":
        row.detour_min = detour_min
    if closure_id is None:
        owner.closures.append(row)
    session.flush()
    return row.id


def remove_closure(session: Session, table: str, id: int, closure_id: int) -> None:
    """The site or leg is open on those days after all."""
    owner = _owner(session, table, id)
    owner.closures.remove(_row(owner, closure_id))
    session.flush()


def _owner(session: Session, table: str, id: int) -> Any:
    return finding.get(session, _CLASSES[table][0], id, msg("record"))


def _row(owner: Any, closure_id: int) -> Any:
    found = next((one for one in owner.closures if one.id == closure_id), None)
    if found is None:
        raise TripPlannerError(
            msg("This is no longer part of the record."), msg("Nothing was changed."), msg("Read the record again.")
        )
    return found
