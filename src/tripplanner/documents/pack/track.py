"""Where the trip goes, for map programs (GPX 1.1): a waypoint per place, a route per journey between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from tripplanner import dates
from tripplanner.documents.content import ItemContent, PlaceLine, Ref, TripContent
from tripplanner.documents.pack.voice import fit
from tripplanner.text import Text

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx version="1.1" creator="tripplanner" xmlns="http://www.topografix.com/GPX/1/1">\n'
)


def gpx(trip: TripContent, languages: tuple[str, ...]) -> bytes:
    """The file; names in each of the languages that has them."""
    lines = [f"<metadata><name>{_words(trip.heading, languages) or escape(fit(trip.code))}</name></metadata>\n"]
    lines += [_waypoint(place, languages, note) for place, note in _points(trip, languages[0])]
    lines += [_route(item, languages) for item in trip.items if _is_way(item)]
    return f"{_HEAD}{''.join(lines)}</gpx>\n".encode()


def _points(trip: TripContent, code: str) -> Iterator[tuple[PlaceLine, str]]:
    """Every place with coordinates once, with when one is there first; lodgings by the name of their place."""
    seen: set[Ref] = set()
    for day in trip.days:
        lodged = (night.lodging.place for night in day.nights if night.lodging)
        for place, item in (*_visited(day.items), *((place, None) for place in lodged)):
            if place and place.latitude is not None and place.longitude is not None and place.ref not in seen:
                seen.add(place.ref)
                clock = f" {dates.clock(item.start)}" if item else ""
                yield place, dates.short_date(day.date, code) + clock


def _visited(items: tuple[ItemContent, ...]) -> Iterator[tuple[PlaceLine | None, ItemContent]]:
    for item in items:
        if not item.cancelled:
            yield from ((place, item) for place in (item.from_place, item.place, item.to_place))


def _waypoint(place: PlaceLine, languages: tuple[str, ...], note: str) -> str:
    height = f"<ele>{place.altitude_m}</ele>" if place.altitude_m is not None else ""
    name = _name(place, languages)
    said = "\n".join(part for part in (note, fit(place.address)) if part)
    return f"<wpt {_at(place)}>{height}<name>{name}</name><desc>{escape(said)}</desc></wpt>\n"


def _is_way(item: ItemContent) -> bool:
    ends = (item.from_place, item.to_place)
    return not item.cancelled and all(end and end.latitude is not None and end.longitude is not None for end in ends)


def _route(item: ItemContent, languages: tuple[str, ...]) -> str:
    ends = [end for end in (item.from_place, item.to_place) if end]
    points = "".join(f"<rtept {_at(end)}><name>{_name(end, languages)}</name></rtept>" for end in ends)
    when = f"{dates.short_date(item.start.date(), languages[0])} {dates.clock(item.start)}"
    name = _words(item.title, languages) or " → ".join(_name(end, languages) for end in ends)
    return f"<rte><name>{name}</name><desc>{escape(when)}</desc>{points}</rte>\n"


def _at(place: PlaceLine) -> str:
    return f'lat="{place.latitude:.6f}" lon="{place.longitude:.6f}"'


def _name(place: PlaceLine, languages: tuple[str, ...]) -> str:
    """What a place is called; one that nobody named goes by its address, else by where it is."""
    where = f"{place.latitude:.5f}, {place.longitude:.5f}"
    return _words(place.name, languages) or escape(" ".join(fit(place.address).split())) or where


def _words(text: Text, languages: tuple[str, ...]) -> str:
    said = [fit(text.get(code)).strip() for code in languages]
    return escape(" · ".join(dict.fromkeys(filter(None, said))) or fit(text.best()).strip())
