"""Rain: outdoor items change places with their fallbacks, as one step."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.places import Place
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import Trip
from tripplanner.planning.archived import Archived
from tripplanner.planning.checks import check_trip
from tripplanner.planning.planner.rain import swap_for_rain
from tripplanner.store.export import canonical_export
from tripplanner.store.workspace import Workspace

LABEL = msg("Test")
WEDNESDAY, THURSDAY = date(2027, 6, 16), date(2027, 6, 17)


def trip_of(session: Session) -> int:
    return session.scalars(sa.select(Trip.id)).one()


def item(session: Session, code: str) -> Item:
    return session.scalars(sa.select(Item).where(Item.code == code)).one()


def test_an_outdoor_visit_becomes_its_fallback_and_the_fallback_the_visit(sample: Workspace) -> None:
    before = sample.get(canonical_export)
    trip = sample.get(trip_of)
    planned = sample.get(lambda session: (item(session, "D4-02").title, item(session, "D4-02").start))
    found = sample.do(LABEL, swap_for_rain, trip, WEDNESDAY)
    with_rain = sample.get(lambda session: item(session, "D4-02"))
    assert with_rain.title.get("fr") == "Maison de la réserve, film et cartes"
    assert (with_rain.fallback, with_rain.start) == planned
    assert with_rain.site_id is None
    assert with_rain.fallback_site_id is not None
    assert found.swapped == (with_rain.id,)
    assert found.without == ()
    sample.undo()
    assert sample.get(canonical_export) == before


def test_the_checks_see_the_new_programme(sample: Workspace) -> None:
    def rules(session: Session) -> set[str]:
        found = check_trip(session, trip_of(session), None)
        return {one.rule for one in found for row in one.rows if row.code == "D4-02"}

    assert "site.group_above_cap" in sample.get(rules)
    sample.do(LABEL, swap_for_rain, sample.get(trip_of), WEDNESDAY)
    assert "site.group_above_cap" not in sample.get(rules)


def test_items_without_a_fallback_are_named_and_kept(sample: Workspace) -> None:
    found = sample.do(LABEL, swap_for_rain, sample.get(trip_of), THURSDAY)
    codes = sample.get(lambda session: {one.id: one.code for one in session.scalars(sa.select(Item))})
    assert [codes[id] for id in found.swapped] == ["D5-06"]
    assert [codes[id] for id in found.without] == ["D5-02"]
    assert sample.get(lambda session: item(session, "D5-02").site) is not None


def test_a_fallback_site_brings_its_place_and_the_coaches_follow(sample: Workspace) -> None:
    def prepare(session: Session) -> int:
        museum = Site(code="M1", name=item(session, "D2-01").title, outdoor=False,
                      place=session.scalars(sa.select(Place).where(Place.code == "annecy")).one())  # fmt: skip
        session.add(museum)
        session.flush()
        visit = item(session, "D5-06")
        visit.fallback_site_id = museum.id
        visit.fallback = visit.fallback.__class__()
        return visit.trip_id

    trip = sample.do(LABEL, prepare)
    sample.do(LABEL, swap_for_rain, trip, THURSDAY)

    def places(session: Session) -> list[tuple[str, str]]:
        there = (item(session, code) for code in ("D5-05", "D5-07"))
        return [(one.from_place.code if one.from_place else "", one.to_place.code if one.to_place else "")
                for one in there]  # fmt: skip

    visit = sample.get(lambda session: item(session, "D5-06"))
    assert visit.title == sample.get(lambda session: item(session, "D2-01").title)
    assert sample.get(places) == [("le-bourget-du-lac", "annecy"), ("annecy", "chambery")]
    coach = sample.get(lambda session: item(session, "D5-05"))
    assert (coach.leg_id, coach.drive_min, coach.distance_km) == (None, None, None)


def test_a_dry_or_archived_day_is_left_alone(sample: Workspace) -> None:
    trip = sample.get(trip_of)
    before = sample.get(canonical_export)
    found = sample.do(LABEL, swap_for_rain, trip, date(2030, 1, 1))
    assert (found.swapped, found.without) == ((), ())
    assert sample.get(canonical_export) == before
    sample.do(LABEL, lambda session: setattr(session.get_one(Trip, trip), "stage", "archived"))
    with pytest.raises(Archived):
        sample.do(LABEL, swap_for_rain, trip, WEDNESDAY)
