"""What has been kept long enough: shown first, taken away on request, class by class."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.offices import Setting
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.trips import Delegate, Delegation, Trip, TripMember
from tripplanner.names import PersonName
from tripplanner.planning.people import NAME_COLUMNS
from tripplanner.planning.privacy.classes import KINDS, SETTING, keep_until, last_return, retention_days
from tripplanner.planning.rows import execute
from tripplanner.store.changes import RowChange
from tripplanner.store.erasing.following import delete, gone_with
from tripplanner.store.erasing.traces import Traces, scrub
from tripplanner.store.erasing.wording import Needles

#: Years after their last trip when a delegate’s record is proposed for erasing.
PEOPLE_YEARS = 3
_values: Any = SensitiveValue.__table__


@dataclass(frozen=True, slots=True)
class Overdue:
    """Protected values of one kind whose date has passed: how many, since when, whose (UUIDs of the people)."""

    kind: str
    count: int
    since: date
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OldDelegate:
    """Somebody who came as a delegate and in no other part, and whose last trip ended on ``returned``."""

    uuid: str
    person: PersonName
    returned: date

    @property
    def name(self) -> str:
        return self.person.printed


@dataclass(frozen=True, slots=True)
class Purged:
    """How many values went, and the traces of them."""

    count: int
    traces: Traces
    changes: tuple[RowChange, ...] = field(default=(), repr=False)


def overdue(session: Session, today: date) -> tuple[Overdue, ...]:
    """The values that may no longer be kept, by kind, in the order of screens."""
    dated = [(one, day) for one, day in _dated(session) if day is not None and day < today]
    dated.sort(key=lambda pair: (pair[1], pair[0].id))
    found: list[Overdue] = []
    for kind in KINDS:
        own = [(day, one.person) for one, day in dated if one.kind == kind]
        if own:
            found.append(Overdue(kind, len(own), own[0][0], tuple(uuid for _, uuid in own)))
    return tuple(found)


def undated(session: Session) -> int:
    """How many values have no date, because their people are on no trip."""
    return sum(day is None for _, day in _dated(session))


def set_retention_days(session: Session, days: Mapping[str, int]) -> None:
    """Keeps the office's own numbers of days by kind, and dates the values anew."""
    setting = session.scalars(sa.select(Setting).where(Setting.key == SETTING)).one_or_none()
    if setting is None:
        session.add(Setting(key=SETTING, value=dict(days)))
    else:
        setting.value = dict(days)
    session.flush()
    dates = {one.id: day for one, day in _dated(session)}
    for value in session.scalars(sa.select(SensitiveValue)):
        if value.keep_until != dates[value.id]:
            value.keep_until = dates[value.id]


@dataclass(frozen=True, slots=True)
class _Value:
    id: int
    kind: str
    person: str


def _dated(session: Session) -> list[tuple[_Value, date | None]]:
    """Every value with the last day it may be kept: by the dates its person's trips have now."""
    query = sa.select(
        SensitiveValue.id, SensitiveValue.kind, SensitiveValue.keep_until, SensitiveValue.person_id, Person.uuid
    ).join(Person, SensitiveValue.person_id == Person.id)
    rows = session.execute(query).all()
    days, returned = retention_days(session), {row[3]: last_return(session, row[3]) for row in rows}
    return [
        (_Value(id, kind, uuid), keep_until(kind, returned[person], days) or stored if kind in days else stored)
        for id, kind, stored, person, uuid in rows
    ]


def purge(connection: sa.Connection, today: date, kinds: Collection[str] = ()) -> Purged:
    """Takes the overdue values (of these kinds, or of all) away for good; for ``Workspace.forever``.

    What an undo step or the bin holds of them goes as well; such a step is where undoing stops.
    """
    chosen = frozenset(kinds or KINDS)
    with Session(connection, autoflush=False) as session:
        dated = _dated(session)
    ids = [one.id for one, day in dated if one.kind in chosen and day is not None and day < today]
    if not ids:
        return Purged(0, Traces())
    gone = gone_with(connection, {"sensitive_value": ids})
    rows = connection.execute(sa.select(_values.c.id, _values.c.uuid).where(_values.c.id.in_(ids)))
    changes = tuple(RowChange("sensitive_value", row[0], row[1], {}, None) for row in rows)
    traces = scrub(connection, gone, Needles({}))
    delete(connection, gone)
    return Purged(len(ids), traces, changes)


def old_delegates(session: Session, today: date, years: int = PEOPLE_YEARS) -> tuple[OldDelegate, ...]:
    """Delegates of trips long over who are nothing else: neither contact nor staff. The oldest first."""
    from tripplanner.model.partners import Contact

    returned = sa.func.max(Trip.last_day)
    query = (
        sa.select(Person.uuid, returned, *NAME_COLUMNS)
        .join(Delegate, Delegate.person_id == Person.id)
        .join(Delegation, Delegate.delegation_id == Delegation.id)
        .join(Trip, Delegation.trip_id == Trip.id)
        .where(~sa.exists().where(Contact.person_id == Person.id))
        .where(~sa.exists().where(TripMember.person_id == Person.id))
        .group_by(Person.uuid, *NAME_COLUMNS)
        .having(returned < _years_before(today, years))
        .order_by(returned, Person.uuid)
    )
    return tuple(OldDelegate(row[0], PersonName(*row[2:]), _day(row[1])) for row in execute(session, query))


def _years_before(day: date, years: int) -> date:
    """The 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
