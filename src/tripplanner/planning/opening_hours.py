"""Whether a site is open: what is known of its seasons, weekdays, hours and closures. Unknown is never open."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal

from sqlalchemy.orm import Session

from tripplanner.model.sites import Site
from tripplanner.planning import finding
from tripplanner.planning.checks.frozen import SiteRules
from tripplanner.planning.checks.public_holidays import is_make_up_day
from tripplanner.planning.checks.reading_items import site_rules
from tripplanner.planning.listings.sites import WHAT

Opening = Literal["open", "closed", "unverified"]
#: What excludes a stay: a dated closure, the season, the day of the week, or the hours.
Bar = Literal["closure", "season", "weekday", "hours"]
DAY = 24 * 60


def read_rules(session: Session, site_id: int) -> SiteRules:
    """The opening rules of a site; raises :class:`NotFound`."""
    return site_rules(finding.get(session, Site, site_id, WHAT))


def opening(site: SiteRules, start: datetime, end: datetime) -> Opening:
    """What is known of a stay from ``start`` to ``end``, civil times at the site."""
    if bar(site, start, end):
        return "closed"
    return "unverified" if site.open_hours is None else closed_day(site, start.date())


def closed_day(site: SiteRules, day: date) -> Opening:
    """What is known of a whole day; *open* leaves the hours aside."""
    if bar_of_day(site, day):
        return "closed"
    return "unverified" if site.open_months is None or site.open_weekdays is None else "open"


def bar(site: SiteRules, start: datetime, end: datetime) -> Bar | None:
    """What is known to exclude a stay from ``start`` to ``end``, civil times at the site."""
    if found := bar_of_day(site, start.date()):
        return found
    if site.open_hours is None:
        return None
    first, last = minutes(start.time()), minutes(end.time()) if end.date() == start.date() else DAY
    return None if any(begins <= first and last <= ends for begins, ends in spans(site)) else "hours"


def bar_of_day(site: SiteRules, day: date) -> Bar | None:
    """What is known to exclude a whole day; the hours are left aside."""
    if any((first is None or first <= day) and (last is None or day <= last) for first, last in site.closures):
        return "closure"
    if site.open_months is not None and day.month not in site.open_months:
        return "season"
    return None if open_on(site, day) else "weekday"


def open_on(site: SiteRules, day: date) -> bool:
    """Is it a weekday on which the site opens? A weekend that China works is as good as a Friday."""
    if site.open_weekdays is None or day.isoweekday() in site.open_weekdays:
        return True
    return site.spot is not None and 5 in site.open_weekdays and is_make_up_day(site.spot.country, day)


def shut(site: SiteRules, day: date) -> tuple[tuple[int, int], ...]:
    """The parts of a day, in minutes after midnight, at which the site is known to be closed."""
    if closed_day(site, day) == "closed":
        return ((0, DAY),)
    if site.open_hours is None:
        return ()
    found: list[tuple[int, int]] = []
    until = 0
    for begins, ends in sorted(spans(site)):
        if begins > until:
            found.append((until, begins))
        until = max(until, ends)
    return (*found, (until, DAY)) if until < DAY else tuple(found)


def spans(site: SiteRules) -> tuple[tuple[int, int], ...]:
    """The opening hours as minutes after midnight; what cannot be read counts for nothing."""
    read = ((_minutes(first), _minutes(last)) for first, last in site.open_hours or ())
    return tuple((first, last) for first, last in read if first is not None and last is not None and first < last)


def _minutes(clock: str) -> int | None:
    hours, _, rest = clock.partition(":")
    if not (hours.isdigit() and rest.isdigit()):
        return None
    found = int(hours) * 60 + int(rest)
    return found if found <= DAY else None


def minutes(moment: time) -> int:
    """Minutes after midnight."""
    return moment.hour * 60 + moment.minute
