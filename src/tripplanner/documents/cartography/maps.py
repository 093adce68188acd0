"""The three maps of a booklet: the whole route, a day, the surroundings of a site."""

from __future__ import annotations

from collections.abc import Iterable

from tripplanner import dates
from tripplanner.documents.cartography.chart import Chart, ChartContent, Frame, Stop, Town
from tripplanner.documents.cartography.projection import Point, distance_km
from tripplanner.documents.content import DayContent, ItemContent, PlaceLine, SiteSheet, TripContent
from tripplanner.documents.typesetting.marks import Block
from tripplanner.documents.typesetting.text import Typesetter
from tripplanner.text import Text

NEIGHBOURS_KM = 25.0
SAME_TOWN_KM = 4.0
LONGEST_KM = 500.0


def route_map(trip: TripContent, frame: Frame, ts: Typesetter, languages: tuple[str, ...]) -> Block | None:
    """The whole way with every numbered stop and the towns of the nights; ``None`` without coordinates."""
    stops = [stop for sheet in trip.sites if (stop := _stop(sheet, trip, named=False))]
    nights = [night.lodging.place for day in trip.days for night in day.nights if night.lodging]
    ends = [place for item in _moves(trip.items) for place in (item.from_place, item.to_place)]
    gates = [place for place in ends if place and place.kind in ("airport", "station", "port")]
    towns = _towns([*nights, *gates], [])
    return _chart(stops, towns, _legs(trip.items), frame, ts, languages, least_km=40.0)


def day_map(
    trip: TripContent, day: DayContent, frame: Frame, ts: Typesetter, languages: tuple[str, ...]
) -> Block | None:
    """The day's way, its stops with their names and altitudes, the towns it touches."""
    seen = {item.site for item in day.items if item.site and not item.cancelled}
    sheets = [sheet for sheet in trip.sites if sheet.ref in seen]
    stops = [stop for sheet in sheets if (stop := _stop(sheet, trip, named=True, language=languages[0]))]
    ends = [place for item in _moves(day.items) for place in (item.from_place, item.to_place)]
    others = [item.place for item in day.items if not item.site and not item.cancelled]
    towns = _towns([*ends, *others], [stop.at for stop in stops])
    return _chart(stops, towns, _legs(day.items), frame, ts, languages, least_km=18.0)


def site_map(
    trip: TripContent, sheet: SiteSheet, frame: Frame, ts: Typesetter, languages: tuple[str, ...]
) -> Block | None:
    """The site, neighbouring stops as hollow discs, towns and ways nearby."""
    here = _stop(sheet, trip, named=True, language=languages[0])
    if here is None:
        return None
    near = [stop for other in trip.sites if other is not sheet and (stop := _stop(other, trip, named=False))]
    near = [stop for stop in near if distance_km(stop.at, here.at) < NEIGHBOURS_KM]
    places = [p for item in trip.items for p in (item.from_place, item.to_place, item.place)]
    around = [p for p in places if (at := _at(p)) and distance_km(at, here.at) < NEIGHBOURS_KM]
    towns = _towns(around, [here.at, *(stop.at for stop in near)])
    pale = [Stop(stop.number, stop.at, strong=False) for stop in near]
    return _chart([here, *pale], towns, _legs(trip.items), frame, ts, languages, least_km=30.0)


def _chart(
    stops: list[Stop],
    towns: list[Town],
    legs: list[tuple[Point, Point]],
    frame: Frame,
    ts: Typesetter,
    languages: tuple[str, ...],
    *,
    least_km: float,
) -> Block | None:
    if not stops and not towns:
        return None
    content = ChartContent(tuple(stops), tuple(towns), tuple(legs))
    return Chart(content, frame, ts, languages, least_km=least_km).block()


def _stop(sheet: SiteSheet, trip: TripContent, *, named: bool, language: str = "en") -> Stop | None:
    """A site's disc, where the guests meet: at the place of its visit, else at the site itself."""
    visits = [item for item in trip.items if item.site == sheet.ref and not item.cancelled]
    at = next((at for item in visits if (at := _at(item.place))), None) or _degrees(sheet.longitude, sheet.latitude)
    if at is None:
        return None
    place = next((item.place for item in visits if item.place), None)
    name = (place.name if place else sheet.name) if named else None
    height = dates.metres(sheet.altitude_m, language) if named and sheet.altitude_m is not None else ""
    return Stop(sheet.number, at, name, height)


def _towns(places: Iterable[PlaceLine | None], stops: list[Point]) -> list[Town]:
    """Each town once, under the name of the town a place lies in, and not where a stop's disc stands."""
    towns: list[Town] = []
    for place in places:
        at = _at(place)
        if place is None or at is None:
            continue
        name: Text = place.town or place.name
        known = any(town.name == name or distance_km(town.at, at) < SAME_TOWN_KM / 2 for town in towns)
        if not known and not any(distance_km(stop, at) < SAME_TOWN_KM / 2 for stop in stops):
            towns.append(Town(at, name))
    return towns


def _moves(items: Iterable[ItemContent]) -> Iterable[ItemContent]:
    """Drives: a flight across the world would leave the region a dot."""
    for item in items:
        start, end = _at(item.from_place), _at(item.to_place)
        if start and end and item.type == "transfer" and not item.cancelled and distance_km(start, end) < LONGEST_KM:
            yield item


def _legs(items: Iterable[ItemContent]) -> list[tuple[Point, Point]]:
    pairs = ((_at(item.from_place), _at(item.to_place)) for item in _moves(items))
    return list(dict.fromkeys((a, b) for a, b in pairs if a and b and a != b))


def _at(place: PlaceLine | None) -> Point | None:
    return _degrees(place.longitude, place.latitude) if place else None


def _degrees(longitude: float | None, latitude: float | None) -> Point | None:
    if longitude is None or latitude is None:
        return None
    return (longitude, latitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
