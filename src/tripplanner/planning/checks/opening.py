"""Findings about when sites are open: season, weekdays, hours and dated closures. Unknown is never open."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.access import site_row, visited
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Host, SiteRules
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import named
from tripplanner.planning.opening_hours import bar

# Words of the prose about a season that mean Monday to Friday.
OFFICE_HOURS = ("office hours", "heures de bureau", "办公时间")


def _closed(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        why = _reason(item, site)
        if why:
            yield CLOSED.found(why, (item,), day=item.day, rows=site_row(site))


def _reason(item: CheckedItem, site: SiteRules) -> Message | None:
    """Why the site is closed during the item, if it is known to be."""
    if item.start is None or item.end is None:
        return None
    found = bar(site, item.start, item.end)
    if found == "closure":
        return msg("{site} is closed on the day of {item}.", site=site.name, item=named(item))
    if found == "season":
        return msg("{site} is out of season on the day of {item}.", site=site.name, item=named(item))
    if found == "weekday":
        return msg("{site} is closed on the weekday of {item}.", site=site.name, item=named(item))
    if found == "hours":
        return msg("{item} lies outside the opening hours of {site}.", site=site.name, item=named(item))
    return None


def _hours(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        if site.open_hours is None or site.open_weekdays is None:
            what = msg("The opening days or hours of {site} are unknown; they must be asked for {item}.",
                       site=site.name, item=named(item))  # fmt: skip
            if host := _asked(item):
                what = msg("The opening days or hours of {site} are unknown; {host} was asked about {item}.",
                           site=site.name, item=named(item), host=host.organisation)  # fmt: skip
            yield _unverified(HOURS, what, item, site, host)


def _season(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        if site.open_months is None:
            what = msg("The open months of {site} are unknown; they must be asked for {item}.",
                       site=site.name, item=named(item))  # fmt: skip
            if host := _asked(item):
                what = msg("The open months of {site} are unknown; {host} was asked about {item}.",
                           site=site.name, item=named(item), host=host.organisation)  # fmt: skip
            yield _unverified(SEASON, what, item, site, host)


def _asked(item: CheckedItem) -> Host | None:
    """A host who was asked for this very visit. What they confirm is an hour, not the opening of the site."""
    return next((host for host in item.hosts if host.state in ("asked", "confirmed")), None)


def _unverified(rule: Rule, what: Message, item: CheckedItem, site: SiteRules, asked: Host | None) -> Finding:
    """Nobody can do more than ask: what was asked still stays unverified, as a reminder."""
    return rule.found(what, (item,), level="informs" if asked else "warns", day=item.day, rows=site_row(site))


def _weekday(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        at_weekend = item.start is not None and item.start.isoweekday() > 5
        if at_weekend and site.open_weekdays is None and _office_hours(site):
            what = msg("{item} falls on a weekend, and {site} is described as open in office hours.",
                       item=named(item), site=site.name)  # fmt: skip
            yield WEEKDAY.found(what, (item,), day=item.day, rows=site_row(site))


def _office_hours(site: SiteRules) -> bool:
    return any(word in words.lower() for words in site.season_note.words.values() for word in OFFICE_HOURS)


CLOSED = Rule("site.closed", "blocks", msg("A site is closed"),
              msg("Its season, weekdays, hours or a dated closure exclude the visit."), _closed,
              scope="item")  # fmt: skip
HOURS = Rule("site.hours_unverified", "warns", msg("Opening hours are unverified"),
             msg("Unknown is never open."), _hours, scope="item")  # fmt: skip
SEASON = Rule("site.season_unverified", "warns", msg("The season is unverified"),
              msg("Unknown is never open."), _season, scope="item")  # fmt: skip
WEEKDAY = Rule("site.weekday_doubtful", "warns", msg("A weekend visit where office hours are kept"),
               msg("Prose that speaks of office hours means Monday to Friday."), _weekday, scope="item")  # fmt: skip
RULES = (CLOSED, HOURS, SEASON, WEEKDAY)
