"""Several items at once: pushed, shifted, copied; whole trips dated anew and copied. Previews say what is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from days import DAY, LABEL, Days, at
from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.model.journeys import Journey
from tripplanner.model.programme import Day, Item, Night
from tripplanner.model.trips import Delegate, Lodging, Trip, TripMember, Vehicle
from tripplanner.planning import arranging, programme, trips
from tripplanner.store.export import canonical_export
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text


def test_the_rest_of_the_day_shifts_but_not_what_is_locked(days: Days) -> None:
    days.add("Avant", at(8), at(9))
    first = days.add("Un", at(9), at(10))
    days.add("Train", at(11), at(12), locked=True)
    days.add("Fin", at(14), at(15))
    days.add("Demain", at(9, 0, 15), at(10, 0, 15))
    found = days.workspace.get(arranging.shift_rest_preview, first, 15)
    assert [(c.kind, c.title.get("fr"), c.start) for c in found.changes] == [
        ("moved", "Un", at(9, 15)), ("stays", "Train", at(11)), ("moved", "Fin", at(14, 15)),
    ]  # fmt: skip
    days.workspace.do(LABEL, arranging.shift_rest, first, 15)
    assert days.starts() == {
        "Avant": "14 08:00", "Un": "14 09:15", "Train": "14 11:00", "Fin": "14 14:15", "Demain": "15 09:00",
    }  # fmt: skip
    days.workspace.do(LABEL, arranging.shift_rest, first, -30)
    assert days.starts()["Fin"] == "14 13:45"


def test_the_other_sub_group_shifts_only_from_where_it_joins(days: Days) -> None:
    first = days.add("A", at(9), at(10), days.a)
    days.add("B", at(9, 30), at(10), days.b)
    days.add("Ensemble", at(11), at(12))
    days.add("B après", at(13), at(14), days.b)
    days.workspace.do(LABEL, arranging.shift_rest, first, 15)
    assert days.starts() == {"A": "14 09:15", "B": "14 09:30", "Ensemble": "14 11:15", "B après": "14 13:15"}


def test_pushing_moves_later_items_as_far_as_needed(days: Days) -> None:
    first = days.add("Un", at(9), at(10))
    days.add("Deux", at(10), at(11))
    days.add("Trois", at(11, 30), at(12))
    days.add("Quatre", at(15), at(16))
    days.workspace.do(LABEL, arranging.move_pushing, first, None, at(10))
    assert days.starts() == {"Un": "14 10:00", "Deux": "14 11:00", "Trois": "14 12:00", "Quatre": "14 15:00"}


def test_pushing_respects_locks_and_the_other_group(days: Days) -> None:
    first = days.add("Un", at(9), at(10), days.a)
    days.add("B", at(10), at(11), days.b)
    days.add("Train", at(10, 15), at(10, 45), days.a, locked=True)
    days.add("Deux", at(10, 45), at(11, 30), days.a)
    found = days.workspace.do(LABEL, arranging.move_pushing, first, None, at(10))
    assert [(c.kind, c.title.get("fr")) for c in found.changes] == [
        ("moved", "Un"), ("stays", "Train"), ("moved", "Deux"),
    ]  # fmt: skip
    assert days.starts() == {"Un": "14 10:00", "B": "14 10:00", "Train": "14 10:15", "Deux": "14 11:00"}


def test_what_waits_can_be_placed_pushing(days: Days) -> None:
    waiting = days.add("Nouveau", None, None, duration_min=45)
    days.add("Un", at(9), at(10))
    days.workspace.do(LABEL, arranging.move_pushing, waiting, None, at(9))
    assert days.starts() == {"Nouveau": "14 09:00", "Un": "14 09:45"}


def test_a_day_is_copied_as_ideas_beside_what_is_there(days: Days) -> None:
    days.add("Visite", at(9), at(11), days.a, status="confirmed", locked=True)
    days.add("Annulée", at(12), at(13), status="cancelled")
    days.add("Là", at(9, 0, 15), at(10, 0, 15))
    found = days.workspace.do(LABEL, arranging.copy_day, days.trip, DAY, DAY + timedelta(days=1))
    assert [(c.kind, c.start, c.end) for c in found.changes] == [("added", at(9, 0, 15), at(11, 0, 15))]
    on = days.workspace.get(programme.week, days.trip).on(date(2027, 6, 15))
    assert sorted((one.title.get("fr"), one.status, one.locked, one.subgroups) for one in on) == [
        ("Là", "idea", False, ()), ("Visite", "idea", False, ("A",)),
    ]  # fmt: skip


def test_a_whole_trip_moves_with_its_days_and_people(sample_workspace: Workspace) -> None:
    trip = sample_workspace.get(trips.list_trips)[0]
    sample_workspace.do(LABEL, _fly, trip.id)
    before = sample_workspace.get(_dated, trip.id)
    sample_workspace.do(LABEL, arranging.shift_dates, trip.id, 3)
    by = timedelta(days=3)
    assert sample_workspace.get(_dated, trip.id) == tuple(
        {key: [value and value + by for value in values] for key, values in part.items()} for part in before
    )
    sample_workspace.do(LABEL, arranging.shift_dates, trip.id, -3)
    assert sample_workspace.get(_dated, trip.id) == before


def _fly(session: Session, trip: int) -> None:
    person = session.scalars(select(Delegate.person_id)).first()
    session.add(Journey(trip_id=trip, person_id=person, direction="arrival", at=at(7, 30, 13), zone="Europe/Paris"))


def _dated(session: Session, trip: int) -> tuple[dict[str, list[Any]], ...]:
    one = session.get_one(Trip, trip)
    return (
        {one.uuid: [one.first_day, one.last_day]},
        {x.uuid: [x.date] for x in session.scalars(select(Day).where(Day.trip_id == trip))},
        {x.uuid: [x.start, x.end] for x in session.scalars(select(Item).where(Item.trip_id == trip))},
        {x.uuid: [x.arrives_on, x.leaves_on] for x in session.scalars(select(Delegate))},
        {x.uuid: [x.from_day, x.to_day] for x in session.scalars(select(TripMember))},
        {x.uuid: [x.at] for x in session.scalars(select(Journey))},
    )


def test_changing_the_dates_never_loses_an_item(days: Days) -> None:
    days.add("Treize", at(9, 0, 13), at(10, 30, 13), locked=True)
    days.add("Quinze", at(9, 0, 15), at(10, 0, 15))

    def sleep(session: Session) -> None:
        lodging = Lodging(trip_id=days.trip)
        session.add(lodging)
        session.flush()
        first, second, _third = session.scalars(select(Day).order_by(Day.date))
        first.nights, first.title = [Night(lodging_id=lodging.id)], Text.of("fr", fr="Arrivée")
        second.nights = [Night(lodging_id=lodging.id)]

    days.workspace.do(LABEL, sleep)
    found = days.workspace.get(arranging.change_dates_preview, days.trip, date(2027, 6, 14), date(2027, 6, 17))
    assert [(c.kind, c.title.get("fr"), c.locked) for c in found.changes] == [("unplaced", "Treize", True)]
    days.workspace.do(LABEL, arranging.change_dates, days.trip, None, date(2027, 6, 14), date(2027, 6, 17))
    week = days.workspace.get(programme.week, days.trip)
    assert [(one.title.get("fr"), one.duration_min) for one in week.unplaced] == [("Treize", 90)]
    assert [(day.date.day, len(day.nights), day.title.get("fr")) for day in week.days] == [
        (13, 0, "Arrivée"), (14, 1, ""), (15, 0, ""), (16, 0, ""), (17, 0, ""),
    ]  # fmt: skip
    with pytest.raises(TripPlannerError, match="before the first"):
        days.workspace.do(LABEL, arranging.change_dates, days.trip, None, date(2027, 6, 14), date(2027, 6, 13))


def test_a_trip_is_the_pattern_of_another_without_its_people(sample_workspace: Workspace) -> None:
    source = sample_workspace.get(trips.list_trips)[0]
    title = Text.of("fr", fr="Copie")
    preview = sample_workspace.get(arranging.copy_trip_preview, source.id, date(2028, 5, 1))
    made = sample_workspace.do(LABEL, arranging.copy_trip, source.id, date(2028, 5, 1), title)
    old, new = (sample_workspace.get(programme.week, trip) for trip in (source.id, made))
    by = date(2028, 5, 1) - source.first_day
    assert (new.trip.first_day, new.trip.days, new.trip.stage) == (date(2028, 5, 1), old.trip.days, "idea")
    assert [(one.title.get("fr"), one.start, one.subgroups, one.site_id) for one in new.items] == [
        (one.title.get("fr"), one.start and one.start + by, one.subgroups, one.site_id) for one in old.items
    ]
    assert {one.status for one in new.items} == {"idea"}
    assert [change.start for change in preview.changes] == [one.start for one in new.items]
    assert [len(day.nights) for day in new.days] == [len(day.nights) for day in old.days]
    assert {one.code for one in new.subgroups} == {one.code for one in old.subgroups}

    def people(session: Session, trip: int) -> tuple[int, list[int | None]]:
        members = select(TripMember).where(TripMember.trip_id == trip)
        drivers = session.scalars(select(Vehicle.driver_id).where(Vehicle.trip_id == trip)).all()
        return len(session.scalars(members).all()), list(drivers)

    count, drivers = sample_workspace.get(people, made)
    assert (count, set(drivers), new.trip.delegates) == (0, {None}, 0)
    assert len(drivers) == len(sample_workspace.get(people, source.id)[1])


Verb = Callable[[Workspace, int, list[programme.ItemRow]], object]
VERBS: dict[str, Verb] = {
    "move": lambda ws, trip, items: ws.do(LABEL, arranging.move, items[2].id, None, at(7, 10, 18)),
    "resize": lambda ws, trip, items: ws.do(LABEL, arranging.resize, items[3].id, None, end=at(23, 0, 20)),
    "unplace": lambda ws, trip, items: ws.do(LABEL, arranging.unplace, items[3].id, None),
    "place a site": lambda ws, trip, items: ws.do(LABEL, arranging.place_site, trip, 1, at(12)),
    "copy": lambda ws, trip, items: ws.do(LABEL, arranging.copy_item, items[8].id, at(12)),
    "split": lambda ws, trip, items: ws.do(LABEL, arranging.split, items[8].id),
    "shift the rest": lambda ws, trip, items: ws.do(LABEL, arranging.shift_rest, items[4].id, 15),
    "push": lambda ws, trip, items: ws.do(LABEL, arranging.move_pushing, items[2].id, None, at(9, 0, 15)),
    "lock": lambda ws, trip, items: ws.do(LABEL, arranging.set_locked, items[2].id, None, True),
    "rename": lambda ws, trip, items: ws.do(LABEL, arranging.rename, items[2].id, None, "fr", "Autre"),
    "copy a day": lambda ws, trip, items: ws.do(LABEL, arranging.copy_day, trip, date(2027, 6, 13), date(2027, 6, 14)),
    "shift dates": lambda ws, trip, items: ws.do(LABEL, arranging.shift_dates, trip, 1),
    "shift dates back": lambda ws, trip, items: ws.do(LABEL, arranging.shift_dates, trip, -1),
    "change dates": lambda ws, trip, items: ws.do(
        LABEL, arranging.change_dates, trip, None, date(2027, 6, 15), date(2027, 6, 22)
    ),
    "copy a trip": lambda ws, trip, items: ws.do(LABEL, arranging.copy_trip, trip, date(2028, 1, 1), Text()),
}


@pytest.mark.parametrize("name", VERBS)
def test_undo_takes_back_everything_and_redo_brings_it_again(sample_workspace: Workspace, name: str) -> None:
    trip = sample_workspace.get(trips.list_trips)[0].id
    items = list(sample_workspace.get(programme.week, trip).items)
    before = sample_workspace.get(canonical_export)
    VERBS[name](sample_workspace, trip, items)
    after = sample_workspace.get(canonical_export)
    assert after != before
    sample_workspace.undo()
    assert sample_workspace.get(canonical_export) == before
    sample_workspace.redo()
    assert sample_workspace.get(canonical_export) == after


@pytest.mark.parametrize("preview", [
    lambda ws, trip, item: ws.get(arranging.shift_rest_preview, item, 15),
    lambda ws, trip, item: ws.get(arranging.move_pushing_preview, item, None, at(9)),
    lambda ws, trip, item: ws.get(arranging.copy_day_preview, trip, date(2027, 6, 13), date(2027, 6, 14)),
    lambda ws, trip, item: ws.get(arranging.shift_dates_preview, trip, 5),
    lambda ws, trip, item: ws.get(arranging.change_dates_preview, trip, date(2027, 6, 20), date(2027, 6, 21)),
    lambda ws, trip, item: ws.get(arranging.split_preview, item),
])  # fmt: skip
def test_a_preview_changes_nothing(sample_workspace: Workspace, preview: Verb) -> None:
    trip = sample_workspace.get(trips.list_trips)[0].id
    before = sample_workspace.get(canonical_export)
    found: Any = preview(sample_workspace, trip, sample_workspace.get(programme.week, trip).items[8].id)  # type: ignore[arg-type]
    assert found.changed
    assert sample_workspace.get(canonical_export) == before
