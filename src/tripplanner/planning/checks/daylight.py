"""Outdoor items need daylight: sunrise and sunset where and when they take place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from tripplanner.i18n import msg
from tripplanner.planning.checks.clock import zone
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import named
from tripplanner.planning.travel.spots import Spot

Sun = tuple[datetime, datetime] | None


def _dark(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.type != "visit" or not item.site or not item.site.outdoor or not item.day:
            continue
        spot = located(item)
        if spot is None:
            what = msg("Whether {item} lies in daylight is unverified: its place has no coordinates.", item=named(item))
            yield DAYLIGHT.found(what, (item,), level="informs", day=item.day)
        elif outside(item, light(spot, item.day, item.zone)):
            yield _finding(item, spot, item.day)


def _finding(item: CheckedItem, spot: Spot, day: date) -> Finding:
    sun = light(spot, day, item.zone)
    if sun is None:
        what = msg("{item} is outdoors, and the sun does not rise there that day.", item=named(item))
    else:
        rises, sets = (f"{moment.astimezone(zone(item.zone)):%H:%M}" for moment in sun)
        what = msg("{item} is outdoors and goes beyond daylight, from {rises} to {sets} there.",
                   item=named(item), rises=rises, sets=sets)  # fmt: skip
    return DAYLIGHT.found(what, (item,), day=day)


def located(item: CheckedItem) -> Spot | None:
    """Where the item is, if its coordinates are known: the site before the place of meeting."""
    spots = (item.site.spot if item.site else None, item.place)
    return next((spot for spot in spots if spot and spot.located), None)


def outside(item: CheckedItem, sun: Sun) -> bool:
    """Does any of the item lie in the dark?"""
    if item.begins is None or item.ends is None:
        return False
    return sun is None or item.begins < sun[0] or item.ends > sun[1]


def light(spot: Spot, day: date, zone_name: str) -> Sun:
    """Sunrise and sunset of the civil day; the whole day under the midnight sun, ``None`` in the polar night."""
    return _light(round(spot.latitude or 0.0, 2), round(spot.longitude or 0.0, 2), day, zone_name)


@lru_cache(maxsize=4096)
def _light(latitude: float, longitude: float, day: date, zone_name: str) -> Sun:
    from astral import Observer
    from astral.sun import elevation, sunrise, sunset

    observer, here = Observer(latitude, longitude), zone(zone_name)
    try:
        return sunrise(observer, day, tzinfo=here), sunset(observer, day, tzinfo=here)
    except ValueError:  # the sun neither rises nor sets
        midnight = datetime.combine(day, datetime.min.time(), here)
        if elevation(observer, midnight + timedelta(hours=12)) < 0:
            return None
        return midnight - timedelta(days=1), midnight + timedelta(days=2)


DAYLIGHT = Rule("time.daylight", "warns", msg("An outdoor visit in the dark"),
                msg("Sunrise and sunset as astronomy gives them for the place and the day."), _dark,
                scope="item")  # fmt: skip
RULES = (DAYLIGHT,)
