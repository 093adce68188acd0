"""Stroke icons read exactly."""

from __future__ import annotations

import math

import pytest

from tripplanner.documents.typesetting.svgpath import icon_paths, path
from tripplanner.resources import resource

ICONS = sorted(resource("icons").glob("*.svg"))


def ends(data: str) -> list[tuple[str, tuple[float, ...]]]:
    """Each operation with where it ends, rounded."""
    return [(op, tuple(round(n, 3) for n in numbers[-2:])) for op, numbers in path(data)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1 2L3 4", [("M", (1, 2)), ("L", (3, 4))]),
        ("m1 2 3 4-1-2z", [("M", (1, 2)), ("L", (4, 6)), ("L", (3, 4)), ("Z", ())]),
        ("M1 1h4v5H0V0", [("M", (1, 1)), ("L", (5, 1)), ("L", (5, 6)), ("L", (0, 6)), ("L", (0, 0))]),
        ("M0 0c1 1 2 1 3 0s2-1 3 0", [("M", (0, 0)), ("C", (3, 0)), ("C", (6, 0))]),
        ("M0 0q2 2 4 0t4 0", [("M", (0, 0)), ("C", (4, 0)), ("C", (8, 0))]),
        ("M.5.5l1e1-.5", [("M", (0.5, 0.5)), ("L", (10.5, 0))]),
        ("M1 1 2 2z m3 3 1 1", [("M", (1, 1)), ("L", (2, 2)), ("Z", ()), ("M", (4, 4)), ("L", (5, 5))]),
        ("M2 2a0 5 0 0 1 3 3", [("M", (2, 2)), ("L", (5, 5))]),
    ],
)
def test_commands(data: str, expected: list[tuple[str, tuple[float, ...]]]) -> None:
    assert ends(data) == expected


def test_a_smooth_curve_mirrors_the_control_before_it() -> None:
    (_, _), (_, _), (_, smooth) = path("M0 0C1 1 2 1 3 0S5-1 6 0")
    assert smooth[:2] == (4.0, -1.0)


@pytest.mark.parametrize("flags", ["0 0 1", "1 0 1", "001", "0,0,0", "1 1"])
def test_arc_flags_may_touch(flags: str) -> None:
    radius = "5 5 0 " if len(flags) < 4 or flags == "001" else "5 5 "
    data = f"M0 0a{radius}{flags if flags != '001' else '01'}6 6"
    assert ends(data)[-1] == ("C", (6, 6))


def test_an_arc_is_round() -> None:
    start = (10.0, 5.0)
    for op, numbers in path("M10 5A5 5 0 1 1 5 0"):
        if op != "C":
            continue
        points = [start, *zip(numbers[::2], numbers[1::2], strict=True)]
        for t in (0.25, 0.5, 0.75):
            weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3]
            x, y = (sum(w * p[axis] for w, p in zip(weights, points, strict=True)) for axis in (0, 1))
            assert math.hypot(x - 5, y - 5) == pytest.approx(5, abs=0.005)
        start = (numbers[-2], numbers[-1])


@pytest.mark.parametrize("data", ["1 2", "M1", "M0 0a1 1 0 2 0 1 1", "M0 0 L"])
def test_a_broken_path_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match="path"):
        path(data)


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_every_icon_stays_in_its_square(file) -> None:  # type: ignore[no-untyped-def]
    ops = icon_paths(file.read_text(encoding="utf-8"))
    assert ops[0][0] == "M"
    for _, numbers in ops:
        assert all(-1.5 <= n <= 25.5 for n in numbers)


def test_shapes_are_read_as_paths() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><rect x="1" y="2" width="4" height="6"/>'
    svg += '<line x1="0" y1="0" x2="3" y2="4"/>'
    svg += '<polyline points="1,1 2,2"/><polygon points="1 1 2 2 3 1"/><circle cx="5" cy="5" r="2"/></svg>'
    assert "".join(op for op, _ in icon_paths(svg)) == "MLLLZ" + "ML" + "ML" + "MLLZ" + "MCCCCZ"
