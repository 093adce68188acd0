"""When sites are open: season, weekdays, hours and dated closures. Unknown is never open."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.access import site_row, visited
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, SiteRules
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import named


def _closed(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        why = _reason(item, site)
        if why:
            yield CLOSED.found(why, (item,), day=item.day, rows=site_row(site))


def _reason(item: CheckedItem, site: SiteRules) -> Message | None:
    """Why the site is closed during the item, if it is known to be."""
    if item.start is None or item.end is None:
        return None
    day = item.start.date()
    if any((first is None or first <= day) and (last is None or day <= last) for first, last in site.closures):
        return msg("{site} is closed on the day of {item}.", site=site.name, item=named(item))
    if site.open_months is not None and day.month not in site.open_months:
        return msg("{site} is out of season on the day of {item}.", site=site.name, item=named(item))
    if site.open_weekdays is not None and day.isoweekday() not in site.open_weekdays:
        return msg("{site} is closed on the weekday of {item}.", site=site.name, item=named(item))
    start, end = item.start.strftime("%H:%M"), item.end.strftime("%H:%M")
    if item.end.date() > day:
        end = "24:00"
    if site.open_hours is not None and not any(begins <= start and end <= ends for begins, ends in site.open_hours):
        return msg("{item} lies outside the opening hours of {site}.", site=site.name, item=named(item))
    return None


def _hours(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        if site.open_hours is None or site.open_weekdays is None:
            what = msg("The opening days or hours of {site} are unknown; they must be asked for {item}.",
                       site=site.name, item=named(item))  # fmt: skip
            yield HOURS.found(what, (item,), day=item.day, rows=site_row(site))


def _season(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        if site.open_months is None:
            what = msg("The open months of {site} are unknown; they must be asked for {item}.",
                       site=site.name, item=named(item))  # fmt: skip
            yield SEASON.found(what, (item,), day=item.day, rows=site_row(site))


CLOSED = Rule("site.closed", "blocks", msg("A site is closed"),
              msg("Its season, weekdays, hours or a dated closure exclude the visit."), _closed)  # fmt: skip
HOURS = Rule("site.hours_unverified", "warns", msg("Opening hours are unverified"),
             msg("Unknown is never open."), _hours)  # fmt: skip
SEASON = Rule("site.season_unverified", "warns", msg("The season is unverified"),
              msg("Unknown is never open."), _season)  # fmt: skip
RULES = (CLOSED, HOURS, SEASON)
