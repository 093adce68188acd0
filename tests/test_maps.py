"""The maps that ship with the program, and the tool that cut them out of the world."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import maps
from tripplanner.resources import resource

WEST, SOUTH, EAST, NORTH = maps.REGION
points = st.tuples(st.floats(-10, 25), st.floats(35, 60))
inside = st.tuples(st.floats(WEST, EAST), st.floats(SOUTH, NORTH))


def features(name: str) -> list[dict]:
    return json.loads(Path(resource("maps", name)).read_text(encoding="utf-8"))["features"]


def within(point: tuple[float, float], margin: float = 1e-9) -> bool:
    x, y = point
    return WEST - margin <= x <= EAST + margin and SOUTH - margin <= y <= NORTH + margin


@given(points, points)
def test_a_clipped_segment_lies_in_the_region(start: tuple[float, float], end: tuple[float, float]) -> None:
    kept = maps.clip_segment(start, end)
    assert kept is None or (within(kept[0]) and within(kept[1]))


@given(inside, inside)
def test_a_segment_inside_the_region_is_kept_whole(start: tuple[float, float], end: tuple[float, float]) -> None:
    assert maps.clip_segment(start, end) == (start, pytest.approx(end))


def test_a_line_that_leaves_and_comes_back_is_two_pieces() -> None:
    line = [(WEST - 1, 46.0), (WEST + 1, 46.0), (WEST - 1, 46.5), (WEST + 1, 47.0)]
    assert [(piece[0][0], piece[-1][0]) for piece in maps.clip(line)] == [(WEST, WEST), (WEST, WEST + 1)]


def test_arcs_are_undone_from_their_steps() -> None:
    topology = {"transform": {"scale": [0.5, 0.25], "translate": [-10, 40]}, "arcs": [[[2, 4], [1, -4]]]}
    assert maps.arcs(topology) == [[(-9.0, 41.0), (-8.5, 40.0)]]


def test_borders_name_the_two_countries_and_lie_in_the_region() -> None:
    borders = [item for item in features("alps_borders.geojson") if item["properties"]["kind"] == "border"]
    assert {"CH", "FR"} in [set(item["properties"]["between"]) for item in borders]
    assert all(within(point, 1e-4) for item in borders for point in item["geometry"]["coordinates"])


def test_schematic_features_have_three_names_and_say_what_they_are_worth() -> None:
    for item in features("alps_schematic.geojson"):
        properties = item["properties"]
        assert properties["quality"].startswith("schematic")
        named = [bool(properties[f"name_{language}"]) for language in ("fr", "en", "zh")]
        assert all(named) or properties["kind"] == "route"
