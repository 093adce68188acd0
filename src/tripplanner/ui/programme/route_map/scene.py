"""The map laid out at one scale, in pixels of the sheet: signs with their numbers, lanes, names. No Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from tripplanner.planning.travel.spots import Spot
from tripplanner.text import Text
from tripplanner.ui.programme.route_map.camera import Camera, Point
from tripplanner.ui.programme.route_map.content import Chart, located
from tripplanner.ui.programme.route_map.marks import (
    LANE,
    Box,
    Lane,
    Mark,
    Wanted,
    label,
    lanes,
    marks,
    part_way,
    placed,
    shifted,
)

if TYPE_CHECKING:
    from tripplanner.documents.cartography.ground import Feature
    from tripplanner.ui.programme.route_map.backdrop import Backdrop

#: Towns that may be named: the nearest ones to the stops.
_TOWNS = 150
#: Shorter lines carry no letters (pixels).
_BADGED = 60.0
#: A sign nearer than this stands on a town.
_COVERED = 15.0
#: A drawn road may be so much longer than the direct way, and some kilometres more: else it is another road.
_ROUND, _MORE_KM = 1.35, 5.0
_INKS = {"lake": "water.ink", "massif": "text3"}


@dataclass(frozen=True, slots=True)
class Voice:
    """How things are said and measured: an item’s place, texts, days, the size of words (bold or not) in pixels."""

    place: Callable[[str], str]
    words: Callable[[Text], str]
    days: Callable[[str], str]
    size: Callable[[str, bool], tuple[float, float]]
    distance: Callable[[float], str]
    languages: tuple[str, ...] = ("fr",)


@dataclass(frozen=True, slots=True)
class Name:
    """Words with their box, on a ground of their own where ``plate``; ``ring`` is where a named town has its ring."""

    text: str
    box: Box
    ink: str
    bold: bool = False
    plate: bool = True
    ring: Point | None = None


@dataclass(frozen=True, slots=True)
class Road:
    """A lane with the places it passes, in degrees, and where the letters of its groups stand, if they do."""

    lane: Lane
    along: Sequence[Point]
    badge: Point | None = None


@dataclass(frozen=True)
class Scene:
    """Everything that moves with the map."""

    signs: Sequence[tuple[Mark, str]] = ()
    roads: Sequence[Road] = ()
    names: Sequence[Name] = ()
    by_key: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A name before it has found its place."""

    text: str
    at: Point
    reach: float
    ink: str
    bold: bool = False
    centred: bool = False
    ring: bool = False


def compose(chart: Chart, camera: Camera, chosen: str, whole: bool, backdrop: Backdrop, voice: Voice) -> Scene:
    """Lay the chart out; ``whole``: of all days, so that numbers carry their day."""
    signs = [(mark, label(mark, whole, voice.days)) for mark in marks(chart.stops, camera, chosen)]
    wishes = [
        *_of_stops(signs, chosen, whole, voice),
        *_of_towns(_towns(chart, backdrop.towns), signs, camera, voice),
        *_of_ground(backdrop.features, camera, voice.languages),
    ]
    roads = [_road(lane, camera) for lane in lanes(chart.ways)]
    badges = [road.badge for road in roads if road.badge is not None]
    taken = [_sign_box(mark, text, voice) for mark, text in signs] + [(x - 11, y - 9, 22, 18) for x, y in badges]
    by_key = {key: mark for mark, _ in signs for key in mark.keys}
    return Scene(signs, roads, list(_named(wishes, taken, voice)), by_key)


def _road(lane: Lane, camera: Camera) -> Road:
    """The letters stand near the middle, those of groups that go side by side one after the other."""
    along = _along(lane)
    line = shifted([camera.sheet(at) for at in along], lane.shift)
    if not lane.groups or math.dist(line[0], line[-1]) < _BADGED:
        return Road(lane, along)
    return Road(lane, along, part_way(line, 0.5 + lane.shift / LANE * 0.12))


def _along(lane: Lane) -> Sequence[Point]:
    """What the office measured follows the drawn roads where they lead there; an estimate is a straight line."""
    if lane.estimate:
        return (lane.start, lane.end)
    from tripplanner.documents.cartography.ground import distance_km, way

    road = way(lane.start, lane.end)
    most = _ROUND * distance_km(lane.start, lane.end) + _MORE_KM
    return road if sum(distance_km(a, b) for a, b in pairwise(road)) <= most else (lane.start, lane.end)


def _named(wishes: Sequence[_Wish], taken: Iterable[Box], voice: Voice) -> Iterator[Name]:
    sizes = [voice.size(wish.text, wish.bold) for wish in wishes]
    wanted = [
        Wanted(wish.at, wide, high, wish.reach, wish.centred)
        for wish, (wide, high) in zip(wishes, sizes, strict=True)
    ]  # fmt: skip
    for wish, box in zip(wishes, placed(wanted, taken), strict=True):
        if box is not None:
            yield Name(wish.text, box, wish.ink, wish.bold, not wish.centred, wish.at if wish.ring else None)


def _of_stops(signs: Sequence[tuple[Mark, str]], chosen: str, whole: bool, voice: Voice) -> Iterator[_Wish]:
    """The chosen stop's place; on the map of one day those of all signs."""
    ordered = sorted(signs, key=lambda sign: chosen not in sign[0].keys)
    said: set[str] = set()
    for mark, text in ordered:
        is_chosen = chosen in mark.keys
        words = voice.place(chosen if is_chosen else mark.keys[0])
        if words and words not in said and (is_chosen or (not whole and mark.home is None)):
            said.add(words)
            yield _Wish(words, (mark.x, mark.y), voice.size(text, True)[0] / 2 + (13 if is_chosen else 8), "text", True)


def _of_towns(
    towns: Sequence[Spot], signs: Sequence[tuple[Mark, str]], camera: Camera, voice: Voice
) -> Iterator[_Wish]:
    """Towns with a ring, or without where a sign stands on them."""
    for spot in towns:
        at = camera.sheet(_at(spot))
        covered = any(math.dist(at, (mark.x, mark.y)) < _COVERED for mark, _ in signs)
        yield _Wish(voice.words(spot.name), at, 16.0 if covered else 5.0, "text", True, ring=not covered)


def _of_ground(features: Sequence[Feature], camera: Camera, languages: tuple[str, ...]) -> Iterator[_Wish]:
    for feature in features:
        words = next((feature.names[code] for code in languages if feature.names.get(code)), "")
        if feature.kind in _INKS and words:
            west, east, south, north = feature.extent
            at = camera.sheet(((west + east) / 2, (south + north) / 2))
            yield _Wish(words, at, 0.0, _INKS[feature.kind], centred=True)


def _towns(chart: Chart, towns: Sequence[Spot]) -> list[Spot]:
    points = [stop.at for stop in chart.stops]
    known = [spot for spot in towns if located(spot) is not None]
    if not points:
        return known[:_TOWNS]
    return sorted(known, key=lambda spot: min(math.dist(_at(spot), at) for at in points))[:_TOWNS]


def _at(spot: Spot) -> Point:
    return located(spot) or (0.0, 0.0)


def _sign_box(mark: Mark, text: str, voice: Voice) -> Box:
    wide, high = max(28.0, voice.size(text, True)[0] + 16), 28.0
    return mark.x - wide / 2, mark.y - high / 2, wide, high
