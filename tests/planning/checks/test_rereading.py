"""A trip of which only what changed was read again is the trip as a whole reading gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.programme import Break, Item, ItemHost, Participation
from tripplanner.model.sites import Site
from tripplanner.model.trips import Trip, TripMember, Vehicle
from tripplanner.model.types import CivilTime
from tripplanner.planning.checks import read_trip
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.rereading import read_again, rows_to_read
from tripplanner.store.changes import LIVE, Changes
from tripplanner.store.workspace import Workspace

LABEL, TODAY = msg("Edit"), date(2027, 6, 1)
# Columns of an item that stand in other parts of the trip too; of a record, those that no edit writes.
ELSEWHERE = {"code", "private", "trip_id", "site_id", "place_id", "from_place_id", "to_place_id"}
NEVER = {"id", "uuid", "sample_key", "created_at"} | LIVE

WORDS = {
    "start_zone": "Asia/Shanghai",
    "end_zone": "Asia/Shanghai",
    "type": "meeting",
    "status": "cancelled",
    "permit_status": "requested",
}


class Office:
    """A workspace, and the trip kept as the window keeps it: read again after each notice."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.notices: list[Changes] = []
        workspace.subscribe(self.notices.append)
        self.trip_id = workspace.get(the_trip)
        self.kept = self.whole()

    def whole(self) -> CheckedTrip:
        return self.workspace.get(read_trip, self.trip_id, TODAY)

    def do(self, verb: Callable[[Session], object]) -> Changes:
        self.workspace.do(LABEL, verb)
        return self.notices[-1]

    def follow(self) -> CheckedTrip:
        """The trip after the last notice, which must speak of items alone."""
        rows = rows_to_read(self.notices[-1])
        assert rows is not None
        self.kept = self.workspace.get(read_again, self.kept, rows, TODAY)
        return self.kept


@pytest.fixture
def office(sample_workspace: Workspace) -> Office:
    return Office(sample_workspace)


def the_trip(session: Session) -> int:
    return session.scalars(sa.select(Trip.id)).one()


def items(session: Session) -> Sequence[Item]:
    return session.scalars(sa.select(Item).where(Item.start.is_not(None)).order_by(Item.id)).all()


def own_columns() -> list[str]:
    texts = {name for name, column in Item.__table__.columns.items() if type(column.type).__name__ == "TextColumn"}
    return sorted(set(Item.__table__.columns.keys()) - texts - ELSEWHERE - NEVER)


def another(session: Session, item: Item, name: str) -> Any:
    """A value that the column does not have."""
    value, column = getattr(item, name), Item.__table__.columns[name]
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).column.table
        return session.scalar(sa.select(target.c.id).where(target.c.id != (value or 0)).limit(1))
    if isinstance(column.type, CivilTime):
        return (value or datetime(2027, 6, 14, 9)) + timedelta(minutes=35)
    if column.type.python_type is bool:
        return not value
    if column.type.python_type in (int, float):
        return (value or 0) + 7
    return WORDS.get(name, "other")


def turn_every_column(session: Session) -> None:
    """Each column of its own is another one in several items."""
    names = cycle(own_columns())
    for item in (*items(session), *items(session)[1:]):  # no item gets the same column twice: a flag would turn back
        name = next(names)
        setattr(item, name, another(session, item, name))


def test_whatever_moves_in_items_alone_is_read_as_a_whole_reading_gives_it(office: Office) -> None:
    before = office.kept
    notice = office.do(turn_every_column)
    assert {name for table, name in notice.columns or () if table == "item"} == set(own_columns())
    assert office.follow() == office.whole() != before
    office.workspace.undo()
    assert office.follow() == office.whole() == before


def add_parts(session: Session) -> None:
    item, other = items(session)[3:5]
    assert item.start is not None
    item.breaks.append(Break(start=item.start, end=item.start + timedelta(minutes=5)))
    other.participants.append(Participation(person=session.scalars(sa.select(Vehicle)).first().driver.person))  # type: ignore[union-attr]


def move_parts(session: Session) -> None:
    for pause in session.scalars(sa.select(Break)):
        pause.end = pause.end + timedelta(minutes=1) if pause.end else None
    for part in session.scalars(sa.select(Participation)):
        part.from_time = datetime(2027, 6, 14, 9, 30)


def test_hours_inside_an_item_move_with_it(office: Office) -> None:
    assert rows_to_read(office.do(add_parts)) is None
    office.kept = office.whole()
    assert {table for table, _ in office.do(move_parts).rows} == {"item_break", "participation"}
    before = office.kept
    assert office.follow() == office.whole() != before


def wider_edits() -> Iterator[Callable[[Session], object]]:
    """What shows in more than the items it touches."""

    def of_item(name: str, value: Callable[[Item], Any]) -> Callable[[Session], None]:
        return lambda session: setattr(items(session)[0], name, value(items(session)[0]))

    yield of_item("title", lambda item: item.title.with_words(item.title.source, "Autre"))
    yield of_item("private", lambda item: not item.private)
    yield of_item("code", lambda _item: "X-1")
    yield lambda session: setattr(items(session)[0], "site", session.scalars(sa.select(Site).limit(1)).one())
    yield lambda session: session.delete(session.scalars(sa.select(ItemHost).limit(1)).one())
    yield lambda session: session.add(Item(trip_id=items(session)[0].trip_id))
    yield lambda session: setattr(session.scalars(sa.select(Vehicle).limit(1)).one(), "seats", 3)


def test_what_shows_elsewhere_too_is_read_as_a_whole(office: Office) -> None:
    edits = list(wider_edits())
    assert [rows_to_read(office.do(edit)) for edit in edits] == [None] * len(edits)
    assert len(office.notices) == len(edits)
    assert rows_to_read(Changes.of([("item", "uuid")], local=False)) is None  # another office's: no columns are known


def share_the_team(session: Session) -> Item:
    """Another trip has the same team, and an item on the day after the last one."""
    trip = session.scalars(sa.select(Trip)).one()
    day = trip.last_day + timedelta(days=1)
    other = Trip(code="OTHER", first_day=day, last_day=day)
    session.add(other)
    session.add_all(TripMember(trip=other, person_id=one.person_id, role=one.role) for one in trip.members)
    item = Item(trip=other, code="O1", start=datetime(day.year, day.month, day.day, 9), duration_min=60)
    session.add(item)
    session.flush()
    return item


def test_what_other_trips_need_follows_the_items_of_both(office: Office) -> None:
    assert rows_to_read(office.do(share_the_team)) is None
    office.kept = office.whole()
    assert {one.code for one in office.kept.elsewhere} == {"O1"}
    held = sa.select(Item).where(Item.code == "O1")
    office.do(lambda session: setattr(session.scalars(held).one(), "status", "cancelled"))
    assert office.follow() == office.whole()
    assert office.kept.elsewhere == ()
