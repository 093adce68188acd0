"""Trips: finding, listing, making and editing them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.programme import Day, Item
from tripplanner.model.trips import STAGES, Delegate, Delegation, Trip, TripLanguage
from tripplanner.planning import finding
from tripplanner.planning.edits import current, edit
from tripplanner.planning.rows import columns_of, counted, extended, grouped, stored
from tripplanner.planning.trip_rows import TripRow
from tripplanner.text import Text

WHAT = msg("trip")


def list_trips(session: Session) -> list[TripRow]:
    """Every trip, by first day."""
    return _rows(session)


def trip_row(session: Session, trip_id: int) -> TripRow:
    """One trip; raises :class:`NotFound`."""
    finding.get(session, Trip, trip_id, WHAT)
    return _rows(session, Trip.id == trip_id)[0]


def trip_identity(session: Session, trip_id: int) -> str | None:
    """The UUID of a trip, ``None`` when it is gone."""
    return session.scalar(sa.select(Trip.uuid).where(Trip.id == trip_id))


def find_trip(session: Session, key: str) -> int:
    """The number of the trip named by number, short code or UUID; raises :class:`NotFound`."""
    return finding.find(session, Trip, key, WHAT)


def _rows(session: Session, *conditions: Any) -> list[TripRow]:
    columns = columns_of(
        TripRow,
        id=Trip.id,
        uuid=Trip.uuid,
        version=Trip.version,
        code=Trip.code,
        title_json=stored(Trip.title),
        short_title_json=stored(Trip.short_title),
        route_json=stored(Trip.route),
        stage=Trip.stage,
        first_day=Trip.first_day,
        last_day=Trip.last_day,
        zone=Trip.zone,
        calendar_url=Trip.calendar_url,
        sample_key=Trip.sample_key,
        updated_at=Trip.updated_at,
    )
    statement = sa.select(*columns).where(*conditions).order_by(Trip.first_day, Trip.id)
    extras = _Extras(session)
    return extended(session, TripRow, statement, lambda row: extras.of(row[0]))


class _Extras:
    """What is counted per trip, in one statement each rather than one per trip."""

    def __init__(self, session: Session) -> None:
        language = sa.select(TripLanguage.trip_id, TripLanguage.language)
        delegation = sa.select(Delegation.trip_id, stored(Delegation.name))
        self._languages = grouped(session, language.order_by(TripLanguage.position, TripLanguage.id))
        self._delegations = grouped(session, delegation.order_by(Delegation.position, Delegation.id))
        self._delegates = counted(session, Delegation.trip_id, Delegate.delegation_id == Delegation.id)
        self._items = counted(session, Item.trip_id)
        self._confirmed = counted(session, Item.trip_id, Item.status.in_(("confirmed", "done")))
        self._unplaced = counted(session, Item.trip_id, Item.start.is_(None))

    def of(self, trip_id: int) -> tuple[Any, ...]:
        """The values of the fields that follow the columns of :class:`TripRow`."""
        lists = self._languages.get(trip_id, ()), self._delegations.get(trip_id, ())
        counts = (self._delegates, self._items, self._confirmed, self._unplaced)
        return (*lists, *(numbers.get(trip_id, 0) for numbers in counts))


def create_trip(
    session: Session,
    *,
    title: Text,
    first_day: date,
    last_day: date,
    code: str = "",
    zone: str = "Europe/Paris",
    languages: tuple[str, ...] = ("fr", "zh", "en"),
    **fields: Any,
) -> int:
    """A new trip with one day record per day, in the stage *idea*. Returns its number."""
    _check_dates(first_day, last_day)
    trip = Trip(title=title, code=code, first_day=first_day, last_day=last_day, zone=zone, **fields)
    trip.languages = [TripLanguage(language=language, position=n) for n, language in enumerate(languages)]
    session.add(trip)
    session.flush()
    _add_days(session, trip)
    return trip.id


def edit_trip_fields(session: Session, trip_id: int, version: int | None, **changes: Any) -> None:
    """Set fields of a trip that still has ``version``; new dates add the days they need (none is removed)."""
    trip = edit(session, Trip, trip_id, version, WHAT, **changes)
    if changes.keys() & {"first_day", "last_day"}:
        _check_dates(trip.first_day, trip.last_day)
        _add_days(session, trip)


def set_stage(session: Session, trip_id: int, version: int | None, stage: str) -> None:
    """Move a trip to one of ``STAGES``."""
    if stage not in STAGES:
        raise ValueError(f"no stage {stage!r}")
    edit(session, Trip, trip_id, version, WHAT, stage=stage)


def set_languages(session: Session, trip_id: int, version: int | None, languages: tuple[str, ...]) -> None:
    """The languages a trip's documents are made in, in order."""
    trip = current(session, Trip, trip_id, version, WHAT)
    known = {row.language: row for row in trip.languages}
    trip.languages = [known.get(language) or TripLanguage(language=language) for language in languages]
    for position, row in enumerate(trip.languages):
        row.position = position
    session.flush()


def _check_dates(first: date, last: date) -> None:
    if last < first:
        raise TripPlannerError(
            msg("The last day lies before the first."), msg("Nothing was changed."), msg("Check the dates of the trip.")
        )


def _add_days(session: Session, trip: Trip) -> None:
    known = set(session.scalars(sa.select(Day.date).where(Day.trip_id == trip.id)))
    span = (trip.last_day - trip.first_day).days + 1
    dates = (trip.first_day + timedelta(days=n) for n in range(span))
    session.add_all(Day(trip_id=trip.id, date=day) for day in dates if day not in known)
    session.flush()
