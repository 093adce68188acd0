"""What has been kept long enough: shown first, taken away on request, class by class."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.trips import Delegate, Delegation, Trip, TripMember
from tripplanner.names import PersonName
from tripplanner.planning.people import NAME_COLUMNS
from tripplanner.planning.privacy.classes import KINDS
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
    query = (
        sa.select(SensitiveValue.kind, SensitiveValue.keep_until, Person.uuid)
        .join(Person, SensitiveValue.person_id == Person.id)
        .where(SensitiveValue.keep_until < today)
        .order_by(SensitiveValue.keep_until, SensitiveValue.id)
    )
    rows = session.execute(query).all()
    found: list[Overdue] = []
    for kind in KINDS:
        own = [(day, uuid) for one, day, uuid in rows if one == kind]
        if own:
            found.append(Overdue(kind, len(own), own[0][0], tuple(uuid for _, uuid in own)))
    return tuple(found)


def undated(session: Session) -> int:
    """How many values have no date, because their people are on no trip."""
    query = sa.select(sa.func.count()).where(SensitiveValue.keep_until.is_(None))
    return session.scalar(query) or 0


def purge(connection: sa.Connection, today: date, kinds: Collection[str] = ()) -> Purged:
    """Takes the overdue values (of these kinds, or of all) away for good; for ``Workspace.forever``.

    What an undo step or the bin holds of them goes as well; such a step is where undoing stops.
    """
    chosen = sorted(kinds or KINDS)
    query = sa.select(_values.c.id).where(_values.c.keep_until < today, _values.c.kind.in_(chosen))
    ids = list(connection.scalars(query))
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
