"""Maps: projection, stops kept apart, names that cover nothing."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from documents.measure import SLACK
from examples import many
from tripplanner import glyphs
from tripplanner.documents.typesetting.geo import (
    Bounds,
    Projection,
    centre,
    clipped,
    contains,
    scale_length,
    smooth,
    spread,
    within,
)
from tripplanner.documents.typesetting.labels import LONGEST_LEADER, Labeller, Spot
from tripplanner.documents.typesetting.maps import MapArea, MapContent, MapLine, MapStop, MapTown, draw_map
from tripplanner.documents.typesetting.marks import Page, Placed, boxes
from tripplanner.documents.typesetting.text import Typesetter

ALPS = Bounds(5.5, 44.7, 7.1, 46.4)
PLACES = some.tuples(some.floats(0, 340), some.floats(0, 470))


def test_north_is_up_and_a_kilometre_is_as_long_both_ways() -> None:
    project = Projection.fit(ALPS, 340, 470)
    x, y = project(6.0, 45.5)
    east, _ = project(6.0 + 10 / (111.32 * math.cos(math.radians(45.55))), 45.5)
    _, north = project(6.0, 45.5 + 10 / 111.32)
    assert east - x == pytest.approx(10 * project.pt_per_km)
    assert y - north == pytest.approx(10 * project.pt_per_km)


def test_the_bounds_fit_the_frame() -> None:
    project = Projection.fit(ALPS, 340, 470)
    (left, top), (right, bottom) = project(ALPS.west, ALPS.north), project(ALPS.east, ALPS.south)
    assert min(left, top) >= -0.01
    assert right <= 340.01
    assert bottom <= 470.01
    assert min(left, top) == pytest.approx(0, abs=0.01)


def test_one_place_alone_still_has_a_frame() -> None:
    bounds = Bounds.around([(6.1, 45.9)], margin_km=0, least_km=12)
    assert (bounds.north - bounds.south) * 111.32 == pytest.approx(12)
    with pytest.raises(ValueError, match="no points"):
        Bounds.around([])


@settings(max_examples=many(100), deadline=None)
@given(some.lists(PLACES, max_size=14))
def test_stops_are_moved_apart_inside_the_frame(points: list[tuple[float, float]]) -> None:
    moved = spread(points, 15.0, 340, 470, 9)
    assert all(math.dist(a, b) >= 14.9 for a, b in itertools.combinations(moved, 2))
    assert all(9 <= x <= 331 and 9 <= y <= 461 for x, y in moved)


def test_stops_far_apart_stay_where_they_are() -> None:
    assert spread([(50.0, 50.0), (90.0, 50.0)], 15.0, 340, 470, 9) == [(50.0, 50.0), (90.0, 50.0)]


@settings(max_examples=many(100), deadline=None)
@given(some.lists(some.tuples(PLACES, some.floats(20, 80)), max_size=20))
def test_names_never_cover_each_other_and_stay_inside(wanted: list[tuple[tuple[float, float], float]]) -> None:
    labeller = Labeller(340, 470)
    placed = []
    for (x, y), width in wanted:
        found = labeller.place(Spot(x, y, 7, width, 20))
        if found:
            placed.append((found.x, found.y, width))
            assert found.leader is None or math.dist(found.leader, (x, y)) <= LONGEST_LEADER + 0.01
    for (x, y, w), (x2, y2, w2) in itertools.combinations(placed, 2):
        assert x + w <= x2 or x2 + w2 <= x or y + 20 <= y2 or y2 + 20 <= y
    assert all(x >= 2 and x + w <= 338 and 2 <= y <= 448 for x, y, w in placed)


def test_a_name_is_tried_right_left_above_below() -> None:
    found = []
    labeller = Labeller(340, 470)
    labeller.block(160, 225, 20, 20)
    for _ in range(5):
        spot = labeller.place(Spot(170, 235, 10, 40, 12))
        assert spot
        found.append((spot.align, spot.x > 170, spot.y > 235, spot.leader is not None))
    assert found[:4] == [("left", True, False, False), ("right", False, False, False),
                         ("center", False, False, False), ("center", False, True, False)]  # fmt: skip


def test_a_name_is_moved_into_the_frame_and_off_a_road() -> None:
    road = [(150.0, 100.0), (340.0, 100.0)]
    labeller = Labeller(340, 470, [road])
    labeller.block(328, 93, 14, 14)
    found = labeller.place(Spot(335, 100, 7, 90, 20))
    assert found
    assert (found.x + 90, found.align, found.leader) == (338, "right", None)
    assert labeller.crossings(found.x, found.y, 90, 20) == 0


SQUARE = [(100.0, 100.0), (200.0, 100.0), (200.0, 200.0), (100.0, 200.0)]


def test_the_name_of_an_area_stands_in_its_middle() -> None:
    found = Labeller(340, 470).place_in(SQUARE, 40, 18)
    assert found
    assert (found.x, found.y) == (130, 141)


@settings(max_examples=many(100), deadline=None)
@given(some.floats(60, 240), some.floats(60, 240))
def test_the_name_of_an_area_leaves_roads_free_and_stays_in_it(x: float, top: float) -> None:
    labeller = Labeller(340, 470, [[(x, 0.0), (x, 470.0)], [(0.0, top), (340.0, top)]])
    labeller.block(140, 140, 20, 20)
    found = labeller.place_in(SQUARE, 40, 18)
    if found:
        assert labeller.crossings(found.x, found.y, 40, 18) == 0
        assert contains(SQUARE, found.x + 20, found.y + 9)
        assert found.x + 40 <= 140 or found.x >= 160 or found.y + 18 <= 140 or found.y >= 160


def test_an_area_crowded_with_roads_has_no_name_and_a_lake_may_have_it_beside() -> None:
    roads = [[(x, 0.0), (x, 470.0)] for x in range(90, 220, 20)]
    assert Labeller(340, 470, roads).place_in(SQUARE, 40, 18) is None
    along = [[(150.0, 0.0), (150.0, 470.0)]]
    narrow = [(148.0, 100.0), (152.0, 100.0), (152.0, 200.0), (148.0, 200.0)]
    found = Labeller(340, 470, along).place_in(narrow, 40, 18, beside=True)
    assert found
    assert (found.x >= 152) is not (found.x + 40 <= 148)


def test_what_a_frame_shows_of_an_area() -> None:
    assert clipped(SQUARE, 150, 470) == [(100.0, 100.0), (150.0, 100.0), (150.0, 200.0), (100.0, 200.0)]
    assert clipped(SQUARE, 90, 470) == []
    assert centre(SQUARE) == (150, 150, 10_000)
    assert centre([(1.0, 1.0), (2.0, 2.0)]) == (0, 0, 0)


def test_a_curve_passes_through_its_points() -> None:
    points = [(0.0, 0.0), (10.0, 5.0), (20.0, 0.0), (10.0, -8.0)]
    assert [numbers[-2:] for _, numbers in smooth(points)] == points
    assert [op for op, _ in smooth([*points, points[0]], closed=True)] == ["M", "C", "C", "C", "C", "Z"]


def test_a_line_far_outside_is_left_out() -> None:
    assert within([(-900.0, 0.0), (-800.0, 10.0)], 340, 470) == []
    assert within([(-900.0, 0.0), (10.0, 10.0), (900.0, 900.0), (950.0, 950.0)], 340, 470) == [
        [(-900.0, 0.0), (10.0, 10.0), (900.0, 900.0)]
    ]


@pytest.mark.parametrize(("across", "length"), [(340, 20), (200, 20), (100, 10), (35, 5), (7, 1), (3, 0.2)])
def test_a_scale_bar_has_a_round_length(across: float, length: float) -> None:
    assert scale_length(across) == pytest.approx(length)


def test_a_drawn_map_keeps_to_its_frame() -> None:
    ts = Typesetter(glyphs.face)
    content = MapContent(
        ALPS,
        (MapLine("route", ((6.1, 46.2), (6.12, 45.9), (5.92, 45.57))), MapLine("border", ((5.0, 46.0), (8.0, 46.5)))),
        (MapArea("massif", ((5.9, 45.7), (6.1, 45.8), (6.3, 45.6)), (("Bauges", "fr"), ("博日", "zh"))),),
        (MapStop("1", (6.2, 45.78), (("Bout-du-Lac", "fr"), ("湖南端", "zh"))),),
        (MapTown((6.12, 45.9), (("Annecy", "fr"), ("安纳西", "zh")), night=True),),
    )
    page = Page(1, 420, 595, (Placed(40, 40, draw_map(ts, content, 340, 470)),), (40, 40, 340, 470))
    found = boxes([page])
    words = [box.text for box in found if box.kind == "text"]
    assert {"Annecy", "安纳西", "Bout-du-Lac", "湖南端", "Bauges", "博日", "N", "1"} <= set(words)
    for box in found:
        assert box.x >= 40 - SLACK
        assert box.x + box.w <= 380 + SLACK
        assert box.y >= 40 - SLACK
        assert box.y + box.h <= 510 + SLACK
