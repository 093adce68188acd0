"""Whether a site is open: what is known of its seasons, weekdays, hours and closures. Pure; unknown is never open."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal

from sqlalchemy.orm import Session

from tripplanner.model.sites import Site
from tripplanner.planning import finding
from tripplanner.planning.checks.frozen import SiteRules
from tripplanner.planning.listings.sites import WHAT

Opening = Literal["open", "closed", "unverified"]
DAY = 24 * 60


def read_rules(session: Session, site_id: int) -> SiteRules:
    """The opening rules of a site; raises :class:`NotFound`."""
    site = finding.get(session, Site, site_id, WHAT)
    return SiteRules(
        id=site.id, uuid=site.uuid, code=site.code, name=site.name,
        open_months=_known(site.open_months), open_weekdays=_known(site.open_weekdays),
        open_hours=None if site.open_hours is None else tuple((span[0], span[1]) for span in site.open_hours),
        typical_visit_min=site.typical_visit_min,
        closures=tuple((one.first_day, one.last_day) for one in site.closures), season_note=site.season_note,
    )  # fmt: skip


def _known(values: list[int] | None) -> tuple[int, ...] | None:
    return None if values is None else tuple(values)


def opening(site: SiteRules, start: datetime, end: datetime) -> Opening:
    """What is known of a stay from ``start`` to ``end``, civil times at the site."""
    day = closed_day(site, start.date())
    if day == "closed":
        return "closed"
    if site.open_hours is not None:
        first, last = minutes(start.time()), minutes(end.time()) if end.date() == start.date() else DAY
        if not any(begins <= first and last <= ends for begins, ends in spans(site)):
            return "closed"
        return day
    return "unverified"


def closed_day(site: SiteRules, day: date) -> Opening:
    """What is known of a whole day; *open* leaves the hours aside."""
    if any((first is None or first <= day) and (last is None or day <= last) for first, last in site.closures):
        return "closed"
    if site.open_months is not None and day.month not in site.open_months:
        return "closed"
    if site.open_weekdays is not None and day.isoweekday() not in site.open_weekdays:
        return "closed"
    return "unverified" if site.open_months is None or site.open_weekdays is None else "open"


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
