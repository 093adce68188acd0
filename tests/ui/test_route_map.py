"""The map of a programme without Qt: projection, signs that share a place, lanes side by side, names, contents."""

from __future__ import annotations

import math
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.ui.programme.route_map.camera import FARTHEST, KM_PER_DEGREE, MARGIN, NEAREST, Camera
from tripplanner.ui.programme.route_map.content import Chart, Stop, Way
from tripplanner.ui.programme.route_map.marks import (
    APART,
    LANE,
    Wanted,
    distance_to,
    fan,
    label,
    lanes,
    marks,
    part_way,
    placed,
    runs,
    shifted,
)

DAY = date(2027, 6, 13)
places = st.tuples(st.floats(-179, 179), st.floats(-80, 80))


def stop(key: str, at: tuple[float, float], day: int = 1, number: int = 1) -> Stop:
    return Stop(key, date(2027, 6, 12 + day), day, number, at)


# --- projection ------------------------------------------------------------------------------------------


@given(st.lists(places, min_size=1, max_size=6), st.floats(0, 600), st.floats(0, 400))
def test_a_pixel_is_the_place_that_is_drawn_there(points: list[tuple[float, float]], x: float, y: float) -> None:
    camera = Camera.fit(points, 600, 400)
    assert camera.view(camera.degrees(x, y)) == (pytest.approx(x, abs=1e-6), pytest.approx(y, abs=1e-6))


@given(st.lists(places, min_size=1, max_size=6))
def test_a_fitted_map_shows_every_place_within_its_margin(points: list[tuple[float, float]]) -> None:
    camera = Camera.fit(points, 700, 500)
    if camera.scale > FARTHEST:
        for x, y in camera.line(points):
            assert MARGIN - 1e-6 <= x <= 700 - MARGIN + 1e-6
            assert MARGIN - 1e-6 <= y <= 500 - MARGIN + 1e-6


def test_one_scale_holds_in_both_directions() -> None:
    camera = Camera.fit([(6.0, 45.0), (7.0, 46.0)], 800, 600)
    (x0, y0), (x1, _), (_, y1) = camera.line([(6.0, 45.5), (7.0, 45.5), (6.0, 46.5)])
    assert y0 - y1 == pytest.approx(KM_PER_DEGREE * camera.pixels_per_km)
    assert (x1 - x0) / (y0 - y1) == pytest.approx(math.cos(math.radians(45.5)))


@given(st.floats(0.2, 8), st.floats(0, 700), st.floats(0, 500))
def test_zooming_holds_what_is_under_the_pointer(factor: float, x: float, y: float) -> None:
    camera = Camera.fit([(5.0, 45.0), (7.0, 46.5)], 700, 500)
    nearer = camera.zoomed(factor, x, y)
    assert nearer.degrees(x, y) == pytest.approx(camera.degrees(x, y))
    assert nearer.scale == pytest.approx(camera.scale * factor)


def test_there_is_a_farthest_and_a_nearest_look() -> None:
    camera = Camera.fit([(6.0, 46.0)], 700, 500)
    assert camera.zoomed(1e9).scale == NEAREST
    assert camera.zoomed(1e-9).scale == FARTHEST
    assert camera.moved(1e12, -1e12).degrees(350, 250) == pytest.approx((180, 85))


def test_bringing_a_place_into_view_moves_as_little_as_it_must() -> None:
    camera = Camera.fit([(6.0, 45.0), (7.0, 46.0)], 700, 500)
    inside = camera.sheet((6.5, 45.5))
    assert camera.showing(inside) == camera
    right = camera.x + 350 + 100, camera.y
    assert camera.showing(right).shown(right) == pytest.approx((700 - MARGIN, 250))


# --- signs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([3], "3"), ([3, 4], "3·4"), ([3, 5, 4], "3–5"), ([1, 3, 4, 5], "1·3–5"), ([1, 3, 5, 9], "1…9"), ([2, 2], "2")],
)
def test_numbers_that_share_a_sign_are_told_in_runs(numbers: list[int], words: str) -> None:
    assert runs(numbers) == words


def test_stops_at_one_place_share_a_sign_and_others_do_not() -> None:
    stops = [stop("a", (6.0, 45.0), 1, 1), stop("b", (7.0, 45.0), 1, 2), stop("c", (6.0, 45.0), 1, 3)]
    camera = Camera.fit([one.at for one in stops], 700, 500)
    assert [mark.keys for mark in marks(stops, camera)] == [("a", "c"), ("b",)]


def test_a_sign_says_stop_and_day_and_several_days_by_their_numbers() -> None:
    here = (6.0, 45.0)
    camera = Camera.fit([here], 700, 500)
    alone = marks([stop("a", here, 2, 3)], camera)[0]
    same_day = marks([stop("a", here, 2, 3), stop("b", here, 2, 4), stop("c", here, 2, 5)], camera)[0]
    more_days = marks([stop("a", here, 2, 3), stop("b", here, 3, 1)], camera)[0]
    said = [label(mark, True, "D{}".format) for mark in (alone, same_day, more_days)]
    assert said == ["2.3", "2.3–5", "D2·3"]
    assert [label(mark, False, str) for mark in (alone, same_day)] == ["3", "3–5"]


def test_the_stops_that_share_a_sign_with_the_chosen_one_fan_out_around_their_place() -> None:
    here = (6.0, 45.0)
    stops = [stop(str(n), here, 1, n) for n in range(1, 6)]
    camera = Camera.fit([here], 700, 500)
    fanned = marks(stops, camera, "3")
    assert [mark.keys for mark in fanned] == [(str(n),) for n in range(1, 6)]
    assert {mark.home for mark in fanned} == {camera.sheet(here)}
    assert len(marks(stops, camera, "elsewhere")) == 1


@pytest.mark.parametrize("count", [1, 2, 5, 8, 9, 20, 60])
def test_fanned_signs_never_cover_each_other(count: int) -> None:
    offsets = fan(count)
    assert len(offsets) == count
    assert min((math.dist(a, b) for a, b in combinations(offsets, 2)), default=APART) >= APART - 1e-9


@given(st.lists(places, min_size=1, max_size=40), st.floats(0.01, 200))
def test_every_stop_is_in_exactly_one_sign_at_every_scale(points: list[tuple[float, float]], zoom: float) -> None:
    stops = [stop(str(n), at, 1, n) for n, at in enumerate(points)]
    camera = Camera.fit(points, 700, 500).zoomed(zoom)
    assert sorted(key for mark in marks(stops, camera) for key in mark.keys) == sorted(one.key for one in stops)


# --- ways ------------------------------------------------------------------------------------------------


def test_groups_that_go_the_same_way_have_lanes_side_by_side_whatever_the_direction() -> None:
    a, b = (6.0, 45.0), (6.5, 45.5)
    found = lanes([Way("x", DAY, a, b, ("A",)), Way("y", DAY, b, a, ("B",)), Way("z", DAY, b, a, ("A",))])
    assert [(lane.keys, lane.groups, lane.shift) for lane in found] == [
        (("x", "z"), ("A",), -LANE / 2),
        (("y",), ("B",), LANE / 2),
    ]
    assert {(lane.start, lane.end) for lane in found} == {(a, b)}


def test_an_estimate_is_another_line_than_what_the_office_measured() -> None:
    a, b = (6.0, 45.0), (6.5, 45.5)
    assert [lane.estimate for lane in lanes([Way("x", DAY, a, b), Way("", DAY, a, b, (), True)])] == [False, True]


def test_a_shifted_line_runs_beside_its_line() -> None:
    line = [(0.0, 0.0), (100.0, 0.0), (200.0, 0.0)]
    assert shifted(line, 4) == [(0.0, -4.0), (100.0, -4.0), (200.0, -4.0)]
    assert shifted(line, 0) == line
    assert distance_to((50, 3), line) == 3
    assert part_way(line, 0.75) == (150.0, 0.0)


# --- names -----------------------------------------------------------------------------------------------


def test_names_stand_beside_their_place_over_no_sign_and_no_other_name() -> None:
    first, second = Wanted((0, 0), 50, 16, 10), Wanted((20, 0), 50, 16, 10)
    boxes = placed([first, second], [(-5, -5, 10, 10)])
    assert boxes[0] == (13, -8, 50, 16)
    assert boxes[1] is not None
    assert boxes[1][1] != -8  # above or below: the first stands in the way


def test_a_name_without_room_is_left_out() -> None:
    assert placed([Wanted((0, 0), 50, 16)], [(-100, -100, 200, 200)]) == [None]


# --- content ---------------------------------------------------------------------------------------------


def test_a_flight_does_not_shrink_the_map() -> None:
    here, near, beijing = (6.0, 45.0), (6.5, 45.5), (116.4, 39.9)
    chart = Chart((stop("a", here),), (Way("f", DAY, beijing, here), Way("c", DAY, here, near)))
    assert chart.points() == [here, here, near]
    assert Chart((), (Way("f", DAY, beijing, here),)).points() == [beijing, here]
