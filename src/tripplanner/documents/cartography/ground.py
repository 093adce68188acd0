"""What lies under a route: borders, coasts, lakes, rivers and massifs from the bundled maps."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from tripplanner.documents.typesetting.geo import KM_PER_DEGREE, Bounds, Point
from tripplanner.documents.typesetting.maps import MapArea, MapLine
from tripplanner.resources import resource

JOIN_KM = 4.5
"""Ends of two drawn stretches of road that are closer than this are one junction."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A line or outline in degrees; ``names`` by language; ``extent``: west, east, south, north."""

    kind: str
    points: tuple[Point, ...]
    extent: tuple[float, float, float, float]
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


def _feature(properties: dict[str, Any], geometry: dict[str, Any]) -> Feature:
    points: Any = geometry["coordinates"]
    line: list[tuple[float, float]] = points[0] if geometry["type"] == "Polygon" else points
    names = {key[5:]: str(value) for key, value in properties.items() if key.startswith("name_") and value}
    between = properties.get("between") or ()
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return Feature(
        str(properties["kind"]),
        tuple((x, y) for x, y in line),
        (min(xs), max(xs), min(ys), max(ys)),
        MappingProxyType(names),
        tuple(between),
    )


def lines(bounds: Bounds) -> tuple[MapLine, ...]:
    """Rivers, coasts and borders near these bounds."""
    kinds = ("river", "coast", "border")
    return tuple(MapLine(f.kind, f.points) for f in features() if f.kind in kinds and _near(f, bounds))  # type: ignore[arg-type]


def areas(bounds: Bounds, languages: tuple[str, ...]) -> tuple[MapArea, ...]:
    """Lakes and massifs near these bounds, with their names."""
    return tuple(
        MapArea(feature.kind, feature.points, named(feature.names, languages))  # type: ignore[arg-type]
        for feature in features()
        if feature.kind in ("lake", "massif") and _near(feature, bounds)
    )


def named(names: Mapping[str, str], languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The names in these languages, each once: most towns have one name in two languages."""
    said = {names[code]: code for code in reversed(languages) if names.get(code)}
    return tuple((words, code) for words, code in reversed(said.items()))


def _near(feature: Feature, bounds: Bounds) -> bool:
    """Whether a feature may show in a frame around these bounds, which is at most three times as large."""
    wide, high = bounds.east - bounds.west, bounds.north - bounds.south
    west, east, south, north = feature.extent
    across = east > bounds.west - wide - 0.5 and west < bounds.east + wide + 0.5
    return across and north > bounds.south - high - 0.5 and south < bounds.north + high + 0.5


def distance_km(a: Point, b: Point) -> float:
    """The distance of two places in degrees, flat: good to a per cent within a region."""
    middle = math.radians((a[1] + b[1]) / 2)
    return math.hypot((b[0] - a[0]) * math.cos(middle), b[1] - a[1]) * KM_PER_DEGREE


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
