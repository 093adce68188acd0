"""Trips as odd as they come: planned, taken over and undone without a fault, a loss or a move of what is locked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.places import Place
from tripplanner.model.programme import ITEM_STATUSES, ITEM_TYPES, Item, ItemSubGroup
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegation, Lodging, SubGroup, Trip
from tripplanner.planning.planner.asking import ask
from tripplanner.planning.planner.comparing import compare
from tripplanner.planning.planner.plan import faults
from tripplanner.planning.planner.proposing import improve
from tripplanner.planning.planner.search import Found
from tripplanner.planning.planner.taking import take_over
from tripplanner.planning.planner.wishes import Proposal, Wishes
from tripplanner.planning.programme import week
from tripplanner.store.export import canonical_export
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

LABEL = msg("Test")
ZONES = ("Europe/Paris", "Europe/Paris", "Asia/Kathmandu", "America/Los_Angeles")


@pytest.fixture
def sample(tmp_path: Path, _sqlite_sample: Path) -> Iterator[Workspace]:
    path = tmp_path / "sample.db"
    path.write_bytes(_sqlite_sample.read_bytes())
    with Workspace.open(path, actor="anna", station="desk") as workspace:
        yield workspace


def make(session: Session, chance: Random) -> int:
    days, first = chance.choice((1, 2, 5, 60)), date(2027, chance.choice((1, 6, 10)), 20)
    last = first + timedelta(days=days - 1)
    places = session.scalars(sa.select(Place).order_by(Place.id)).all()
    sites = session.scalars(sa.select(Site).order_by(Site.id)).all()
    groups = [SubGroup(code=code, expected_size=chance.choice((None, 6))) for code in "AB"[: chance.randint(0, 2)]]
    trip = Trip(title=Text.of("fr", fr="Essai"), first_day=first, last_day=last, zone=chance.choice(ZONES))
    trip.delegations = [Delegation(expected_size=9, subgroups=groups)]
    trip.lodgings = [Lodging(place=chance.choice((*places, None))) for _ in range(chance.randint(0, 3))]
    session.add(trip)
    session.flush()
    for _ in range(chance.choice((0, 5, 40))):
        minutes = chance.randint(-1440, 1440 * days + 1440)
        start = datetime.combine(first, datetime.min.time()) + timedelta(minutes=minutes)
        item = Item(
            trip_id=trip.id, type=chance.choice(ITEM_TYPES), status=chance.choice(ITEM_STATUSES), start=start,
            end=chance.choice((None, start + timedelta(minutes=chance.choice((-60, 0, 45, 120, 1500))))),
            start_zone=chance.choice(ZONES), end_zone=chance.choice(ZONES), locked=chance.random() < 0.3,
            site=chance.choice((None, *sites)), place=chance.choice((None, *places)),
        )  # fmt: skip
        item.subgroup_links = [ItemSubGroup(subgroup=group) for group in groups if chance.random() < 0.5]
        session.add(item)
    session.flush()
    return trip.id


def propose(session: Session, trip: int, chance: Random) -> Proposal:
    sites = session.scalars(sa.select(Site.id).order_by(Site.id)).all()
    items = session.scalars(sa.select(Item.id).where(Item.trip_id == trip).order_by(Item.id)).all()
    wishes = Wishes(
        tuple(chance.sample(sites, chance.randint(0, 20))), frozenset(sites[:3]),
        chance.choice((None, frozenset(items[::2]))), themes=frozenset(range(5)),
        pace=chance.choice(("calm", "full", "unheard of")), keep_nights=chance.random() < 0.5,
        minutes={sites[0]: 0, sites[1]: 7, sites[2]: 900},
    )  # fmt: skip
    asked = ask(session, trip, wishes)

    def go_on(found: Found) -> bool:
        assert faults(found.plan, asked.problem) == []
        return found.rounds < 100

    found = improve(asked, go_on)
    placed = {event.site_id for day in found.days for event in day.events}
    assert set(wishes.sites) <= placed | {one.site_id for one in found.left}
    return found


@pytest.mark.parametrize("seed", range(12))
def test_an_odd_trip_is_planned_without_loss(sample: Workspace, seed: int) -> None:
    chance = Random(seed)
    trip = sample.do(LABEL, make, chance)
    before, found = sample.get(canonical_export), sample.get(propose, trip, chance)
    now = sample.get(week, trip)
    assert [side.day for side in compare(now, found)] == [day.day for day in found.days]
    chosen = {day.day for day in found.days if chance.random() < 0.7}
    touched = sample.do(LABEL, take_over, trip, found, chosen)
    taken = sample.get(week, trip)
    after = {item.id: item for item in (*taken.items, *taken.unplaced)}
    for item in (*now.items, *now.unplaced):
        assert item.id in after
        if item.locked or item.id not in touched:
            assert (item.start, item.end) == (after[item.id].start, after[item.id].end)
    if sample.get(canonical_export) != before:
        sample.undo()
        assert sample.get(canonical_export) == before
