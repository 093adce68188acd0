"""A trip as the pattern of another: its days, visits and journeys, not its people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.model.base import Record
from tripplanner.model.programme import Day, Item, ItemCase, ItemHost, ItemSubGroup, Night, Question
from tripplanner.model.trips import Delegation, Lodging, SubGroup, Trip, TripLanguage, Vehicle
from tripplanner.planning import finding
from tripplanner.planning.arranging.preview import Change, Preview, added, items_of
from tripplanner.planning.arranging.times import end_for
from tripplanner.planning.trips import WHAT as TRIP
from tripplanner.planning.trips import create_trip
from tripplanner.text import Text

M = TypeVar("M", bound=Record)

_OWN = {"id", "uuid", "version", "created_at", "updated_at", "sample_key"}
Numbers = dict[int, int]


def copy_trip_preview(session: Session, trip_id: int, first_day: date) -> Preview:
    """What :func:`copy_trip` would put into the new trip."""
    by = first_day - finding.get(session, Trip, trip_id, TRIP).first_day
    changes: list[Change] = []
    for item in items_of(session, trip_id):
        start = item.start + by if item.start is not None else None
        changes.append(added(item, start, end_for(item, start) if start else None))
    return Preview(tuple(changes))


def copy_trip(
    session: Session,
    trip_id: int,
    first_day: date,
    title: Text,
    code: str = "",
    languages: tuple[str, ...] = (),
) -> int:
    """A new trip with the shape of another, from ``first_day`` on. Returns its number.

    Without ``languages`` its documents are in those of the other.

    It takes the days with their words, items (as ideas, unlocked, with their questions and case studies), hosts (to
    be contacted), lodgings, vehicles and sub-groups. It leaves delegates, staff, drivers, contacts, rooms, costs,
    statuses and notes of the office. An archived trip may be copied.
    """
    trip = finding.get(session, Trip, trip_id, TRIP)
    by = first_day - trip.first_day
    own = select(TripLanguage.language).where(TripLanguage.trip_id == trip_id).order_by(TripLanguage.position)
    made = create_trip(
        session, title=title, code=code, first_day=first_day, last_day=trip.last_day + by, zone=trip.zone,
        languages=languages or tuple(session.scalars(own)), route=trip.route,
    )  # fmt: skip
    return _Copying(session, trip_id, made, by).run()


def _copy(record: M, **values: Any) -> M:
    """A new record with the same columns but for ``values``."""
    mapper: Any = sa.inspect(type(record))
    copied = {c.key: getattr(record, c.key) for c in mapper.column_attrs if c.key not in _OWN}
    return type(record)(**copied | values)


class _Copying:
    """Copies what hangs on a trip, part by part; ``run`` gives the number of the new trip."""

    def __init__(self, session: Session, source: int, target: int, by: timedelta) -> None:
        self._session, self._source, self._target, self._by = session, source, target, by

    def run(self) -> int:
        groups = self._groups()
        lodgings = self._plain(Lodging)
        vehicles = self._plain(Vehicle, driver_id=None, company_id=None)
        self._days(groups, lodgings)
        for item in items_of(self._session, self._source):
            self._item(item, groups, vehicles)
        self._session.flush()
        return self._target

    def _plain(self, model: Any, **values: Any) -> Numbers:
        """Records that belong to the trip; gives the new number of each."""
        found = self._session.scalars(select(model).where(model.trip_id == self._source).order_by(model.id)).all()
        pairs = [(one.id, _copy(one, trip_id=self._target, **values)) for one in found]
        self._session.add_all(made for _id, made in pairs)
        self._session.flush()
        return {id: made.id for id, made in pairs}

    def _groups(self) -> Numbers:
        """Sub-groups shape a programme: they come along, in a delegation that has no name yet."""
        numbers: Numbers = {}
        delegations = select(Delegation).where(Delegation.trip_id == self._source).order_by(Delegation.position)
        for delegation in self._session.scalars(delegations).all():
            if delegation.subgroups:
                made = Delegation(trip_id=self._target, position=delegation.position, country=delegation.country)
                made.subgroups = [_group(one) for one in delegation.subgroups]
                self._session.add(made)
                self._session.flush()
                numbers |= {old.id: new.id for old, new in zip(delegation.subgroups, made.subgroups, strict=True)}
        return numbers

    def _days(self, groups: Numbers, lodgings: Numbers) -> None:
        days = select(Day).where(Day.trip_id == self._target)
        by_date = {day.date: day for day in self._session.scalars(days)}
        for day in self._session.scalars(select(Day).where(Day.trip_id == self._source)).all():
            new = by_date.get(day.date + self._by)
            if new is None:
                continue
            new.title, new.bring, new.note = day.title, day.bring, day.note
            new.nights = [
                Night(
                    lodging_id=lodgings.get(night.lodging_id or 0),
                    subgroup_id=groups.get(night.subgroup_id or 0),
                )
                for night in day.nights
            ]

    def _item(self, item: Item, groups: Numbers, vehicles: Numbers) -> None:
        start = item.start + self._by if item.start is not None else None
        made = _copy(
            item, trip_id=self._target, status="idea", locked=False, start=start,
            end=end_for(item, start) if start else None, vehicle_id=vehicles.get(item.vehicle_id or 0),
            permit_status=None, internal_notes="", code="",
        )  # fmt: skip
        made.subgroup_links = [ItemSubGroup(subgroup_id=groups[link.subgroup_id]) for link in item.subgroup_links]
        made.host_links = [
            ItemHost(organisation_id=host.organisation_id, position=host.position) for host in item.host_links
        ]
        made.questions = [Question(position=one.position, text=one.text) for one in item.questions]
        made.case_links = [ItemCase(case_id=link.case_id, position=link.position) for link in item.case_links]
        self._session.add(made)


def _group(group: SubGroup) -> SubGroup:
    return SubGroup(
        position=group.position, code=group.code, name=group.name, compliance_profile=group.compliance_profile
    )
