"""What the maps of a trip show, whatever is known of its places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy.orm import Session

from documents.factory import empty_database, small_trip
from tripplanner import glyphs
from tripplanner.documents.cartography import Frame, day_map, route_map, site_map
from tripplanner.documents.cartography.ground import distance_km, named, way
from tripplanner.documents.cartography.maps import degrees, legs
from tripplanner.documents.content import PlaceLine, Ref, TripContent
from tripplanner.documents.reading import read_trip
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting.marks import Block, Page, Placed, boxes
from tripplanner.documents.typesetting.text import Typesetter
from tripplanner.text import Text

FRAME = Frame(340.0, 150.0, ("fr", "zh"))
GENEVA_AIRPORT, ANNECY, KUNMING, DALI = (6.109, 46.238), (6.125, 45.9), (102.72, 25.04), (100.23, 25.59)


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_database()
    yield session
    session.close()
    session.get_bind().dispose()


@pytest.fixture
def trip(session: Session) -> TripContent:
    return read_trip(session, small_trip(session).id, Request("fr", "zh"), "delegates")


def words(block: Block | None) -> list[str]:
    assert block is not None
    page = Page(1, 400, 200, (Placed(0, 0, block),), (0, 0, 400, 200))
    return [box.text for box in boxes([page]) if box.kind == "text"]


def test_a_drive_follows_the_drawn_roads_from_end_to_end() -> None:
    path = way(GENEVA_AIRPORT, ANNECY)
    assert (path[0], path[-1]) == (GENEVA_AIRPORT, ANNECY)
    assert len(path) > 3
    assert sum(distance_km(a, b) for a, b in pairwise(path)) < 2.5 * distance_km(GENEVA_AIRPORT, ANNECY) + 10


def test_a_drive_where_no_road_is_drawn_is_straight() -> None:
    assert way(KUNMING, DALI) == (KUNMING, DALI)


def test_the_maps_name_what_they_show(trip: TripContent) -> None:
    ts = Typesetter(glyphs.face)
    assert {"Annecy", "1"} <= set(words(route_map(trip, FRAME, ts)))
    assert "Genève" in words(day_map(trip, trip.days[0], FRAME, ts))
    near = words(site_map(trip, trip.sites[0], FRAME, ts))
    assert "Écopont de Viry" in near
    assert any("480" in text for text in near), "its altitude"


def test_a_name_that_is_the_same_in_both_languages_stands_once() -> None:
    assert named({"fr": "Annecy", "en": "Annecy"}, ("fr", "en")) == (("Annecy", "fr"),)
    assert named({"fr": "Annecy", "zh": "安纳西"}, ("zh", "fr")) == (("安纳西", "zh"), ("Annecy", "fr"))


def test_without_coordinates_there_is_no_map(trip: TripContent) -> None:
    bare = replace(trip, days=(replace(trip.days[1], items=()),), sites=())
    assert route_map(bare, FRAME, Typesetter(glyphs.face)) is None
    lost = replace(trip.sites[0], latitude=None)
    assert site_map(replace(bare, sites=(lost,)), lost, FRAME, Typesetter(glyphs.face)) is None


@pytest.mark.parametrize("point", [(None, 45.0), (6.0, None), (6.0, 91.0), (200.0, 45.0)])
def test_impossible_coordinates_are_none(point: tuple[float | None, float | None]) -> None:
    assert degrees(*point) is None


def test_a_flight_across_the_world_is_not_a_drive(trip: TripContent) -> None:
    coach = trip.days[0].items[1]
    name = Text.of("en", [], en="Beijing")
    far = PlaceLine(Ref("place", "far"), "bj", name, "airport", "CN", 39.9, 116.4, None, "", "", "")
    assert len(legs([coach])) == 1
    assert legs([replace(coach, from_place=far)]) == []
