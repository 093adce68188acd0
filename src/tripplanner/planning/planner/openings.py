"""When a site can be visited on a day, as its rules say."""

from __future__ import annotations

from datetime import date, datetime

from tripplanner.planning.checks.clock import zone
from tripplanner.planning.checks.daylight import light
from tripplanner.planning.checks.frozen import SiteRules
from tripplanner.planning.opening_hours import bar_of_day
from tripplanner.planning.planner.problem import GRID_MIN, Opening, Window

MIDNIGHT = 24 * 60


def opening(site: SiteRules, day: date, hours: Window, zone_name: str) -> Opening:
    """The windows within ``hours`` (minutes of the day); what nobody knows is open but not verified."""
    if closed(site, day):
        return Opening()
    known = site.open_hours is not None and site.open_months is not None and site.open_weekdays is not None
    spans = [(_minutes(first), _minutes(last)) for first, last in site.open_hours or ()]
    first, last = _daylight(site, day, hours, zone_name)
    windows = [_rounded(max(one, first), min(other, last)) for one, other in (spans if site.open_hours else [hours])]
    return Opening(tuple(sorted(window for window in windows if window[0] < window[1])), known)


def closed(site: SiteRules, day: date) -> bool:
    """Is the site known to be closed all day: by season, weekday, a dated closure, or without any hour?"""
    return bar_of_day(site, day) is not None or site.open_hours == ()


def _daylight(site: SiteRules, day: date, hours: Window, zone_name: str) -> Window:
    """The part of the hours in which an outdoor site lies in daylight."""
    if not site.outdoor or site.spot is None or not site.spot.located:
        return hours
    sun = light(site.spot, day, zone_name)
    if sun is None:
        return (0, 0)
    midnight = datetime.combine(day, datetime.min.time(), zone(zone_name))
    rises, sets = (int((moment - midnight).total_seconds() // 60) for moment in sun)
    return max(hours[0], rises + 1), min(hours[1], sets)


def _minutes(clock: str) -> int:
    """``09:30`` as minutes of the day."""
    hours, _, minutes = clock.partition(":")
    return min(MIDNIGHT, 60 * int(hours) + int(minutes or 0))


def _rounded(first: int, last: int) -> Window:
    """Inwards to the grid."""
    return -(-first // GRID_MIN) * GRID_MIN, last // GRID_MIN * GRID_MIN
