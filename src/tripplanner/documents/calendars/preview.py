"""How a calendar will show: its file read back by an independent parser, with the hours there and at home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tripplanner.dates import clock, short_date

# Where a country has several zones, the one its people live by.
_LIVED_BY = {"CN": "Asia/Shanghai"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An event as a phone shows it: ``local`` the hours at the place (nothing for whole days), ``home`` those in the
    reader's own country, where they are others.
    """

    uid: str
    day: date
    title: str
    place: str
    local: str
    home: str
    cancelled: bool


def preview(data: bytes, zone: str, home: str, language: str) -> tuple[Shown, ...]:
    """The events of an .ics file, in order of time.

    ``zone`` is where the phone will be, for times that the file gives in UTC; ``home`` where it comes from, or nothing.
    """
    from icalendar import Calendar

    calendar: Any = Calendar.from_ical(data)
    events: list[Any] = calendar.walk("VEVENT")
    ordered = sorted(events, key=lambda event: _sortable(event["DTSTART"].dt, zone))
    return tuple(_shown(event, zone, home, language) for event in ordered)


def home_zone(country: str) -> str:
    """The zone that the people of a country (two capitals) live by; nothing where it has several or is unknown."""
    if country in _LIVED_BY:
        return _LIVED_BY[country]
    from babel.core import get_global

    zones = [zone for zone, where in get_global("zone_territories").items() if where == country]
    return zones[0] if len(zones) == 1 else ""


def _shown(event: Any, zone: str, home: str, language: str) -> Shown:
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else start
    day, local, at_home = start, "", ""
    if isinstance(start, datetime):
        there = (_there(start, zone), _there(end, zone))
        day, local = there[0].date(), _hours(*there, there[0].date(), language)
        if home:
            moved = tuple(moment.astimezone(ZoneInfo(home)) for moment in (start, end))
            found = _hours(moved[0], moved[1], there[0].date(), language)
            at_home = found if found != local else ""
    return Shown(
        str(event["UID"]), day, str(event.get("SUMMARY", "")), str(event.get("LOCATION", "")), local, at_home,
        str(event.get("STATUS", "")) == "CANCELLED",
    )  # fmt: skip


def _there(moment: datetime, zone: str) -> datetime:
    """The civil time at the place: that of the file, or, where the file gives UTC, of the zone of the trip."""
    offset = moment.utcoffset()
    named = offset is not None and moment.tzname() not in ("UTC", None)
    return moment if named else moment.astimezone(ZoneInfo(zone))


def _hours(start: datetime, end: datetime, day: date, language: str) -> str:
    """``09:30–11:00``; with the date where it is another one than ``day``."""
    said = [clock(start) if start.date() == day else f"{short_date(start.date(), language)} {clock(start)}"]
    if end != start:
        other = end.date() not in (start.date(), start.date() + timedelta(days=1))
        said.append(f"{short_date(end.date(), language)} {clock(end)}" if other else clock(end))
    return "–".join(said)


def _sortable(moment: date, zone: str) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime(moment.year, moment.month, moment.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
