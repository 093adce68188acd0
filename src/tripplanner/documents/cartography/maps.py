"""The three maps of a booklet: the whole route, a day, the surroundings of a site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tripplanner import dates
from tripplanner.documents.cartography.ground import areas, distance_km, lines, named, way
from tripplanner.documents.content import DayContent, ItemContent, PlaceLine, SiteSheet, TripContent
from tripplanner.documents.typesetting.geo import Bounds, Point
from tripplanner.documents.typesetting.maps import MapContent, MapLine, MapStop, MapTown, Names, draw_map
from tripplanner.documents.typesetting.marks import Block
from tripplanner.documents.typesetting.text import Typesetter
from tripplanner.text import Text

NEIGHBOURS_KM = 25.0
SAME_TOWN_KM = 2.0
LONGEST_KM = 500.0
"""No drive is longer: a flight across the world would leave the region a dot."""
GATES = ("airport", "station", "port")


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a map in pt, and its languages."""

    width: float
    height: float
    languages: tuple[str, ...]


def route_map(trip: TripContent, frame: Frame, ts: Typesetter) -> Block | None:
    """The whole way with every numbered stop and the towns of the nights; ``None`` without coordinates."""
    stops = [stop for sheet in trip.sites if (stop := _stop(sheet, trip, frame, named_too=False))]
    nights = [night.lodging.place for day in trip.days for night in day.nights if night.lodging]
    ends = [place for item in _drives(trip.items) for place in (item.from_place, item.to_place)]
    gates = [place for place in ends if place and place.kind in GATES]
    towns = _towns(nights, [], frame, night=True)
    towns += _towns(gates, [town.at for town in towns], frame)
    return _drawn(stops, towns, trip.items, frame, ts, least_km=40.0)


def day_map(trip: TripContent, day: DayContent, frame: Frame, ts: Typesetter) -> Block | None:
    """The day's way, its stops with their names and altitudes, the towns it touches."""
    seen = {item.site for item in day.items if item.site and not item.cancelled}
    sheets = [sheet for sheet in trip.sites if sheet.ref in seen]
    stops = [stop for sheet in sheets if (stop := _stop(sheet, trip, frame, named_too=True))]
    ends = [place for item in _drives(day.items) for place in (item.from_place, item.to_place)]
    others = [item.place for item in day.items if not item.site and not item.cancelled]
    towns = _towns([*ends, *others], [stop.at for stop in stops], frame)
    return _drawn(stops, towns, day.items, frame, ts, least_km=18.0)


def site_map(trip: TripContent, sheet: SiteSheet, frame: Frame, ts: Typesetter) -> Block | None:
    """The site, neighbouring stops as hollow discs, towns and ways nearby."""
    here = _stop(sheet, trip, frame, named_too=True)
    if here is None:
        return None
    others = [
        stop for other in trip.sites if other is not sheet and (stop := _stop(other, trip, frame, named_too=False))
    ]
    near = [replace(stop, hollow=True) for stop in others if distance_km(stop.at, here.at) < NEIGHBOURS_KM]
    places = [p for item in trip.items for p in (item.from_place, item.to_place, item.place)]
    around = [p for p in places if (at := place_at(p)) and distance_km(at, here.at) < NEIGHBOURS_KM]
    towns = _towns(around, [here.at, *(stop.at for stop in near)], frame)
    return _drawn([here, *near], towns, trip.items, frame, ts, least_km=24.0)


def _drawn(
    stops: Sequence[MapStop],
    towns: Sequence[MapTown],
    items: Iterable[ItemContent],
    frame: Frame,
    ts: Typesetter,
    *,
    least_km: float,
) -> Block | None:
    points = [stop.at for stop in stops] + [town.at for town in towns]
    if not points:
        return None
    bounds = _bounds(points, least_km)
    routes = dict.fromkeys(_undirected(way(a, b)) for a, b in legs(items))
    content = MapContent(
        bounds,
        (*lines(bounds), *(MapLine("route", points) for points in routes)),
        areas(bounds, frame.languages),
        tuple(stops),
        tuple(towns),
    )
    unit = tuple({("公里" if code == "zh" else "km"): code for code in frame.languages}.items())
    return draw_map(ts, content, frame.width, frame.height, scale_unit=unit)


def _bounds(points: Sequence[Point], least_km: float) -> Bounds:
    """Around the points with a fourteenth of their extent to spare: names need room."""
    tight = Bounds.around(points, 0.0, 0.1)
    extent = distance_km((tight.west, tight.south), (tight.east, tight.north))
    return Bounds.around(points, 1.5 + extent / 14, least_km)


def _stop(sheet: SiteSheet, trip: TripContent, frame: Frame, *, named_too: bool) -> MapStop | None:
    """A site's disc, where the guests meet: at the place of its visit, else at the site itself."""
    visits = [item for item in trip.items if item.site == sheet.ref and not item.cancelled]
    at = next((at for item in visits if (at := place_at(item.place))), None) or degrees(sheet.longitude, sheet.latitude)
    if at is None:
        return None
    place = next((item.place for item in visits if item.place), None)
    names = _names(place.name if place else sheet.name, frame) if named_too else ()
    return MapStop(str(sheet.number), at, _with_height(names, sheet.altitude_m))


def _with_height(names: Names, altitude_m: int | None) -> Names:
    """The altitude after the last of the names."""
    if altitude_m is None or not names:
        return names
    *before, (words, code) = names
    return (*before, (f"{words} · {dates.metres(altitude_m, code)}", code))


def _towns(
    places: Iterable[PlaceLine | None], taken: Sequence[Point], frame: Frame, *, night: bool = False
) -> list[MapTown]:
    """Each town once, under the name of the town a place lies in, and not where something stands already."""
    towns: list[MapTown] = []
    for place in places:
        at = place_at(place)
        if place is None or at is None:
            continue
        names = _names(place.town or place.name, frame)
        if not any(town.names == names or distance_km(town.at, at) < SAME_TOWN_KM for town in towns) and not any(
            distance_km(other, at) < SAME_TOWN_KM for other in taken
        ):
            towns.append(MapTown(at, names, night))
    return towns


def _names(name: Text, frame: Frame) -> Names:
    found = named(name.words, frame.languages) or ((name.best(), name.source),)
    return tuple((" ".join(words.splitlines()), code) for words, code in found)


def _drives(items: Iterable[ItemContent]) -> Iterable[ItemContent]:
    for item in items:
        start, end = place_at(item.from_place), place_at(item.to_place)
        if start and end and item.type == "transfer" and not item.cancelled and distance_km(start, end) < LONGEST_KM:
            yield item


def legs(items: Iterable[ItemContent]) -> list[tuple[Point, Point]]:
    """From where to where the drives go, each once."""
    pairs = ((place_at(item.from_place), place_at(item.to_place)) for item in _drives(items))
    return list(dict.fromkeys((a, b) for a, b in pairs if a and b and a != b))


def _undirected(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return min(points, points[::-1])


def place_at(place: PlaceLine | None) -> Point | None:
    """Longitude and latitude of a place, where they are known and possible."""
    return degrees(place.longitude, place.latitude) if place else None


def degrees(longitude: float | None, latitude: float | None) -> Point | None:
    """A point, unless a coordinate is missing or impossible."""
    if longitude is None or latitude is None:
        return None
    return (longitude, latitude) if abs(latitude) <= 85 and abs(longitude) <= 180 else None
