"""What lies under a route: borders, coasts, lakes, rivers and massifs from the bundled maps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from tripplanner.documents.cartography.projection import Point, Projection, distance_km
from tripplanner.documents.cartography.shapes import area, line, smooth, straight
from tripplanner.documents.typesetting.marks import Shape
from tripplanner.resources import resource

GROUND = "#FAFCFA"
MASSIF = "#E6EEE3"
LAKE = "#D3E6F1"
WATER = "#7FB0CF"
BORDER = "#7A4B63"
BORDER_BAND = "#DACFD5"
"""The border's colour at 35 % on the ground: no transparency is needed."""

JOIN_KM = 4.5
"""Ends of two drawn stretches of road that are closer than this are one junction."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A line or outline in degrees; ``names`` by language."""

    kind: str
    points: tuple[Point, ...]
    names: Mapping[str, str]
    countries: tuple[str, ...] = ()


@cache
def features() -> tuple[Feature, ...]:
    """Every feature of the bundled maps."""
    found: list[Feature] = []
    for name in ("alps_borders.geojson", "alps_schematic.geojson"):
        raw = json.loads(resource("maps", name).read_text(encoding="utf-8"))
        found += [_feature(item["properties"], item["geometry"]) for item in raw["features"]]
    return tuple(found)


def _feature(properties: dict[str, object], geometry: dict[str, list]) -> Feature:  # type: ignore[type-arg]
    line = geometry["coordinates"][0] if geometry["type"] == "Polygon" else geometry["coordinates"]
    names = {key[5:]: str(value) for key, value in properties.items() if key.startswith("name_") and value}
    between = properties.get("between") or ()
    return Feature(
        str(properties["kind"]),
        tuple((x, y) for x, y in line),
        MappingProxyType(names),
        tuple(between),  # type: ignore[arg-type]
    )


def visible(projection: Projection) -> Iterator[tuple[Feature, list[Point]]]:
    """The features that may show in the window, with their points in pt."""
    for feature in features():
        points = [projection(point) for point in feature.points]
        if _touches(points, projection):
            yield feature, points


def _touches(points: Iterable[Point], window: Projection) -> bool:
    xs, ys = zip(*points, strict=True)
    return max(xs) > -20 and min(xs) < window.width + 20 and max(ys) > -20 and min(ys) < window.height + 20


def ground_marks(projection: Projection) -> list[Shape]:
    """Massifs, lakes and rivers, then borders and coasts over them."""
    below: list[Shape] = []
    water: list[Shape] = []
    above: list[Shape] = []
    for feature, points in visible(projection):
        if feature.kind == "massif":
            below.append(area(smooth(points, closed=True), MASSIF))
        elif feature.kind == "lake":
            water.append(area(smooth(points, closed=True), LAKE, WATER, 0.5))
        elif feature.kind == "river":
            below.append(line(smooth(points), WATER, 0.7))
        elif feature.kind == "border":
            ops = straight(_thinned(points))
            above += [line(ops, BORDER_BAND, 3.0), line(ops, BORDER, 0.6, dash=(4.0, 2.0, 0.6, 2.0))]
        elif feature.kind == "coast":
            above.append(line(straight(_thinned(points)), WATER, 0.7))
    return below + water + above


def _thinned(points: list[Point], least: float = 0.6) -> list[Point]:
    """Points closer than ``least`` pt to the last one kept make no difference on paper."""
    kept = points[:1]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    return kept


# --- roads ------------------------------------------------------------------------------------------------


@cache
def _roads() -> tuple[tuple[Point, ...], ...]:
    return tuple(feature.points for feature in features() if feature.kind == "route")


@cache
def _network() -> Mapping[Point, tuple[tuple[Point, float], ...]]:
    """Points of the drawn roads with their neighbours and the kilometres between."""
    edges: dict[Point, list[tuple[Point, float]]] = {}
    everywhere = [point for road in _roads() for point in road]
    for road in _roads():
        for a, b in pairwise(road):
            _tie(edges, a, b)
        for end in (road[0], road[-1]):
            for other in everywhere:
                if other not in road and distance_km(end, other) < JOIN_KM:
                    _tie(edges, end, other)
    return MappingProxyType({point: tuple(near) for point, near in edges.items()})


def _tie(edges: dict[Point, list[tuple[Point, float]]], a: Point, b: Point) -> None:
    length = distance_km(a, b)
    edges.setdefault(a, []).append((b, length))
    edges.setdefault(b, []).append((a, length))


@cache
def way(start: Point, end: Point) -> tuple[Point, ...]:
    """How to draw the way from one place to another: along drawn roads where they lead there, else straight."""
    first, last = _nearest(start), _nearest(end)
    if first and last and first != last:
        path = _shortest(first, last)
        direct = distance_km(start, end)
        if path and sum(map(distance_km, path, path[1:])) < 2.5 * direct + 10:
            return _ended(start, path, end)
    return (start, end)


def _ended(start: Point, path: list[Point], end: Point) -> tuple[Point, ...]:
    """The path led to the very places it joins."""
    inner = path[1:-1] if len(path) > 2 else path
    return (start, *inner, end)


def _nearest(place: Point, within_km: float = 7.0) -> Point | None:
    near = min(_network(), key=lambda point: distance_km(point, place), default=None)
    return near if near and distance_km(near, place) <= within_km else None


def _shortest(start: Point, end: Point) -> list[Point]:
    """The shortest path along the drawn roads; empty when there is none."""
    import heapq

    queue: list[tuple[float, Point]] = [(0.0, start)]
    best: dict[Point, float] = {start: 0.0}
    came: dict[Point, Point] = {}
    while queue:
        done, here = heapq.heappop(queue)
        if here == end:
            break
        for there, length in _network()[here]:
            if done + length < best.get(there, float("inf")):
                best[there], came[there] = done + length, here
                heapq.heappush(queue, (done + length, there))
    if end not in best:
        return []
    path = [end]
    while path[-1] != start:
        path.append(came[path[-1]])
    return path[::-1]
