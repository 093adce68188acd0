"""Hours of two places: whose clock the guests know from home, and how far clocks are from UTC around a trip."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources

from tripplanner.dates import zone
from tripplanner.documents.content import TripContent

AROUND = timedelta(days=190)
"""So long before and after a trip its page tells the hour: somebody reads it weeks before, and keeps it."""


def home_zone(trip: TripContent) -> str:
    """The zone in which the guests are at home; empty where nobody knows, or where it is the hour of the trip.

    That of the country of their delegation: of a country with several the one that the programme names (a flight
    leaves from it), else the first of the table of the tz database, where most people live. The team is at home here.
    """
    countries = {delegation.country for delegation in trip.delegations if _is_read_by(trip, delegation.delegates)}
    if len(countries) != 1:
        return ""
    found = zones_of(countries.pop())
    named = {name for item in trip.items for name in (item.start_zone, item.end_zone)}
    home = next((name for name in found if name in named), next(iter(found), ""))
    return home if home and not _same_hours(home, trip) else ""


def _is_read_by(trip: TripContent, delegates: object) -> bool:
    if trip.reader is None:
        return True
    return any(line.person == trip.reader.person for line in delegates)  # type: ignore[attr-defined]


@cache
def _zones_by_country() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _, name, *_ = line.split("\t")
            found[country] = (*found.get(country, ()), name)
    return found


def zones_of(country: str) -> tuple[str, ...]:
    """The IANA zones of a country (ISO 3166, two letters), the most populous first."""
    return _zones_by_country().get(country.upper(), ())


def _same_hours(name: str, trip: TripContent) -> bool:
    days = {trip.first_day, trip.last_day}
    return all(_offset(name, _noon(day)) == _offset(trip.zone, _noon(day)) for day in days)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _offset(name: str, moment: datetime) -> int:
    """Minutes east of UTC."""
    offset = moment.astimezone(zone(name)).utcoffset() or timedelta()
    return round(offset.total_seconds() / 60)


def offsets(name: str, first: date, last: date) -> tuple[tuple[int, int], ...]:
    """From which instants on (Unix seconds) a zone is how many minutes east of UTC, around these days.

    The first entry holds before it too, the last one after it: a telephone needs no zones of its own.
    """
    moment, end = _noon(first) - AROUND, _noon(last) + AROUND
    found = [(int(moment.timestamp()), _offset(name, moment))]
    while moment < end:
        after = moment + timedelta(days=1)
        if _offset(name, after) != found[-1][1]:
            found.append((_change(name, moment, after), _offset(name, after)))
        moment = after
    return tuple(found)


def _change(name: str, before: datetime, after: datetime) -> int:
    """The second at which the clocks of a zone change between two instants a day apart."""
    low, high, old = int(before.timestamp()), int(after.timestamp()), _offset(name, before)
    while high - low > 1:
        middle = (low + high) // 2
        changed = _offset(name, datetime.fromtimestamp(middle, UTC)) != old
        low, high = (low, middle) if changed else (middle, high)
    return high
