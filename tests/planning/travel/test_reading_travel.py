"""The office's legs as they lie in the database, and how near the estimate comes to them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from statistics import mean

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.model import Base
from tripplanner.model.places import Leg, LegClosure, Place
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import Trip
from tripplanner.planning.checks.reading import read_trip
from tripplanner.planning.shelving.making import create_leg
from tripplanner.planning.travel.bands import bands
from tripplanner.planning.travel.estimate import estimated
from tripplanner.planning.travel.offering import offered, take_over
from tripplanner.planning.travel.reading import place_spot, read_spots, read_travel, site_spot
from tripplanner.text import Text


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as found:
        yield found


def test_the_estimate_of_a_new_leg_is_the_one_of_the_grid_and_is_marked_when_it_is_taken_over(session: Session) -> None:
    places = {place.code: place for place in session.scalars(sa.select(Place))}
    ends = [one for one in places.values() if one.latitude is not None][:12]
    table = read_travel(session)
    start, end = next(
        (a, b)
        for a in ends
        for b in ends
        if a is not b and table.leg(place_spot(a), place_spot(b)) is None  # type: ignore[arg-type]
    )
    leg = create_leg(session, start.id, end.id)
    seen = offered(session, leg)
    assert seen == read_travel(session).between(place_spot(start), place_spot(end))  # type: ignore[arg-type]
    take_over(session, leg)
    made = session.get_one(Leg, leg)
    assert (made.distance_km, made.drive_min, made.margin_percent) == (seen.km, seen.minutes, seen.margin_percent)  # type: ignore[union-attr]
    assert [mark.what for mark in made.verify_marks] == ["estimate"]
    assert offered(session, leg) is None


def test_an_empty_database_gives_an_empty_table() -> None:
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    Base.metadata.create_all(engine)
    with Session(engine) as empty:
        table = read_travel(empty)
    engine.dispose()
    assert table.transfer(None, None) is None


def test_every_leg_of_the_sample_is_found_both_ways(session: Session) -> None:
    table = read_travel(session)
    for leg in session.scalars(sa.select(Leg)):
        one, other = place_spot(leg.from_place), place_spot(leg.to_place)
        assert one is not None
        assert other is not None
        for way in ((one, other), (other, one)):
            travel = table.between(*way)
            assert travel is not None
            assert (travel.minutes, travel.km, travel.margin_percent, travel.source) == (
                leg.drive_min, leg.distance_km, leg.margin_percent, "office",
            )  # fmt: skip


def test_estimates_meet_the_measured_legs_within_a_quarter_on_average(session: Session) -> None:
    off = []
    for leg in session.scalars(sa.select(Leg)):
        one, other = place_spot(leg.from_place), place_spot(leg.to_place)
        travel = estimated(one, other) if one and other else None
        assert travel is not None
        off.append(math.log(travel.minutes / (leg.drive_min or 0)))
    assert mean(map(abs, off)) < 0.25
    assert abs(mean(off)) < 0.05


def test_spots_read_as_rows_are_those_of_the_mapped_records(session: Session) -> None:
    places, sites = session.scalars(sa.select(Place)).all(), session.scalars(sa.select(Site)).all()
    found = read_spots(session, (one.id for one in places), (one.id for one in sites))
    mapped = [place_spot(one) for one in places] + [site_spot(one) for one in sites]
    assert found == {one.id: one for one in mapped if one}


def test_a_tunnel_that_closes_lengthens_the_transfers_of_that_day(session: Session) -> None:
    item = session.scalars(sa.select(Item).where(Item.code == "D4-04")).one()
    assert item.leg is not None
    item.leg.closures.append(
        LegClosure(first_day=date(2027, 6, 16), last_day=date(2027, 6, 16), reason=Text.of(en="Rock fall"),
                   detour_min=150, detour_km=170)
    )  # fmt: skip
    session.flush()
    checked = read_trip(session, item.trip_id)
    (band,) = (band for band in bands(checked, checked.travel) if band.item and band.item.code == "D4-04")
    assert (band.planned, band.needed, band.short_by) == (110, 173, 63)
    assert band.travel is not None
    assert band.travel.closed is not None
    assert band.travel.closed.reason.get("en") == "Rock fall"


def test_the_sample_plans_its_ways_but_two_too_short_and_two_missing(session: Session) -> None:
    checked = read_trip(session, session.scalars(sa.select(Trip.id)).one())
    found = bands(checked, checked.travel)
    planned = [band for band in found if band.item]
    assert len(planned) == sum(item.type == "transfer" for item in checked.items)
    assert {band.travel.source for band in planned if band.travel} == {"office"}
    assert [band.item.code for band in planned if band.item and band.short_by] == ["D4-04", "D5-05"]
    gaps = [(band.before and band.before.code, band.after and band.after.code) for band in found if not band.item]
    assert gaps == [(None, "D2-01"), ("D2-01", "D2-02")]
