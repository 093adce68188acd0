"""When an event is: civil times and the zone they are in, whichever way a calendar writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from tripplanner.exchange.intake.cards.lines import Property

_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?(Z)?)?")
_SHOWN = re.compile(r"\((?:UTC|GMT)(?:([+-])(\d\d):(\d\d))?\)\s*(.+)")  # as Windows shows a zone to people
_LENGTH = re.compile(
    r"([+-])?P(?=.)(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?=.)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?"
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")
UNIVERSAL = "UTC"


@dataclass(frozen=True, slots=True)
class Moment:
    """A civil time and its zone: an IANA name, ``UTC``, or empty where it floats. ``whole``: a day without a time."""

    civil: datetime
    zone: str = ""
    whole: bool = False

    def within(self, zone: str) -> datetime:
        """The civil time it is then in a zone; a floating time is the same everywhere."""
        return moved(self.civil, self.zone or zone, zone)

    def later(self, length: timedelta) -> Moment:
        """A moment of the same zone; raises :class:`OverflowError`."""
        return Moment(self.civil + length, self.zone, self.whole)


def moved(civil: datetime, zone: str, other: str) -> datetime:
    """A civil time of a zone as that of another."""
    if zone == other or not zone or not other:
        return civil
    return civil.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo(other)).replace(tzinfo=None)


def is_zone(name: str) -> bool:
    """Whether a name is that of an IANA zone; nothing else is looked for on the disk."""
    if len(name) > 40 or _NAME.fullmatch(name) is None:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def moment(words: str, tzid: str, own: Mapping[str, tzinfo]) -> Moment | None:
    """The moment of a value; ``own`` are zones that the file defines. ``None``: it is none, or its zone is unknown."""
    match = _MOMENT.fullmatch(words.strip())
    if match is None:
        return None
    year, month, day, hour, minute, _second, universal = match.groups()
    try:
        if hour is None:
            return Moment(datetime.combine(date(int(year), int(month), int(day)), time()), whole=True)
        civil = datetime(int(year), int(month), int(day), int(hour), int(minute))
        if universal:
            return Moment(civil, UNIVERSAL)
        if not tzid:
            return Moment(civil)
        if zone := zone_of(tzid):
            return Moment(civil, zone)
        there = own.get(tzid)
        if there is None:
            return None
        return Moment(civil.replace(tzinfo=there).astimezone(UTC).replace(tzinfo=None), UNIVERSAL)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=512)
def zone_of(tzid: str) -> str:
    """The IANA name of a zone as programs name it: with a path before it, or as Windows calls it; empty if unknown."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = tzid.strip().strip('"')
    if name.upper() in ("UTC", "GMT", "Z", "ETC/UTC"):
        return UNIVERSAL
    known = WINDOWS_TO_OLSON.get(name)
    if known or (known := _by_its_cities(name)):
        return known
    parts = name.split("/")
    for size in (3, 2, 1):
        if len(parts) >= size and is_zone(found := "/".join(parts[-size:])) and (size > 1 or len(parts) == 1):
            return found
    return ""


def _by_its_cities(name: str) -> str:
    """The zone of ``(UTC+01:00) Brussels, Copenhagen, Madrid, Paris``: that of the first city which keeps that time."""
    match = _SHOWN.fullmatch(name)
    if match is None:
        return ""
    shift = timedelta(hours=int(match[2] or 0), minutes=int(match[3] or 0)) * (-1 if match[1] == "-" else 1)
    for city in match[4].split(","):
        zone = _cities().get(city.strip().replace(" ", "_").casefold(), "")
        winter = datetime(2027, 1, 15, tzinfo=ZoneInfo(zone)) if zone else None
        if winter is not None and (winter.utcoffset() or timedelta()) - (winter.dst() or timedelta()) == shift:
            return zone
    return ""


@cache
def _cities() -> Mapping[str, str]:
    found = {name.rpartition("/")[2].casefold(): name for name in sorted(available_timezones()) if "/" in name}
    return {**found, "beijing": "Asia/Shanghai", "bern": "Europe/Zurich", "new_delhi": "Asia/Kolkata"}


def length(words: str) -> timedelta | None:
    """A duration: ``PT1H30M``, ``P1D``, ``P2W``."""
    match = _LENGTH.fullmatch(words.strip().upper())
    if match is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    found = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -found if match[1] == "-" else found


def own_zone(lines: list[bytes]) -> tzinfo | None:
    """A zone that a file defines (VTIMEZONE); ``None`` when it cannot be made of these lines."""
    from icalendar import Timezone

    try:
        return Timezone.from_ical(b"\r\n".join(lines)).to_tz(lookup_tzid=False)  # type: ignore[union-attr]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, AssertionError):
        return None


def property_moment(found: Property, words: str, own: Mapping[str, tzinfo]) -> Moment | None:
    """The moment of a property."""
    return moment(words, found.parameters.get("TZID", ""), own)
