"""Public holidays of the countries visited and of the guests' own, with China's make-up working days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import ATTENDED, CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import dates, named
from tripplanner.planning.travel.spots import Spot, distance_km
from tripplanner.text import Text

# The languages in which the calendar of a country names its days.
COUNTRIES = {"FR": ("fr", "en_US"), "CH": ("fr", "en_US"), "IT": ("it_IT", "en_US"), "CN": ("zh_CN", "en_US")}
# Where the library has the calendar of a country: its module and class.
_CALENDARS = {"FR": ("france", "France"), "CH": ("switzerland", "Switzerland"), "IT": ("italy", "Italy"),
              "CN": ("china", "China")}  # fmt: skip
LONGEST = 400  # days: beyond that a trip's own dates are wrong
# Where a canton is felt to be: Swiss holidays are those of the canton.
CANTONS = {
    "GE": (46.20, 6.14), "VD": (46.60, 6.60), "VS": (46.20, 7.50), "FR": (46.72, 7.08), "NE": (47.00, 6.78),
    "JU": (47.35, 7.15), "BE": (46.90, 7.60), "TI": (46.30, 8.80), "UR": (46.78, 8.62), "GR": (46.65, 9.60),
    "LU": (47.07, 8.10), "ZH": (47.41, 8.65), "SG": (47.23, 9.30), "BS": (47.56, 7.60), "SO": (47.25, 7.60),
    "AG": (47.41, 8.16), "TG": (47.57, 9.09), "SZ": (47.06, 8.75), "GL": (46.98, 9.07),
}  # fmt: skip


def _closed(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.type not in ATTENDED or not item.day or not (where := country(item)):
            continue
        if name := holiday(where[0], item.day, where[1]):
            what = msg("{item} falls on a public holiday: {holiday} ({country}).",
                       item=named(item), holiday=name, country=where[0])  # fmt: skip
            yield HOLIDAY.found(what, (item,), day=item.day)
        elif is_make_up_day(where[0], item.day):
            what = msg("{item} falls on a weekend that is worked to make up for a holiday ({country}).",
                       item=named(item), country=where[0])  # fmt: skip
            yield HOLIDAY.found(what, (item,), level="informs", day=item.day)


def _home(trip: CheckedTrip) -> Iterator[Finding]:
    """Days of the trip that are holidays, or worked weekends, where the guests come from."""
    span = range(min((trip.last_day - trip.first_day).days + 1, LONGEST))
    days = [trip.first_day + timedelta(days=n) for n in span]
    for home in trip.homes:
        if off := [day for day in days if holiday(home, day)]:
            what = msg("Public holidays at the guests’ home ({country}): {days}.", country=home, days=dates(off))
            yield HOME.found(what)
        if worked := [day for day in days if is_make_up_day(home, day)]:
            what = msg("Weekend days that are worked at the guests’ home ({country}): {days}.",
                       country=home, days=dates(worked))  # fmt: skip
            yield HOME.found(what)


def country(item: CheckedItem) -> tuple[str, str] | None:
    """The country of an item and, in Switzerland, the canton; ``None`` for other countries."""
    spots = (item.site.spot if item.site else None, item.place)
    spot = next((spot for spot in spots if spot and spot.country in COUNTRIES), None)
    return (spot.country, canton(spot)) if spot else None


def canton(spot: Spot) -> str:
    """The canton whose middle is nearest; "" outside Switzerland and where coordinates are unknown."""
    if spot.country != "CH" or not spot.located:
        return ""
    return min(
        CANTONS, key=lambda code: distance_km(spot, Spot(0, latitude=CANTONS[code][0], longitude=CANTONS[code][1]))
    )


@lru_cache(maxsize=8192)
def holiday(code: str, day: date, subdivision: str = "") -> Text | None:
    """The name of the public holiday, if it is one; ``None`` also for countries that are not known."""
    names: dict[str, str] = {}
    for language in COUNTRIES.get(code, ()):
        if name := _calendar(code, day.year, subdivision, language).get(day):
            names[language[:2]] = name
    return Text.of(next(iter(names)), **names) if names else None


@lru_cache(maxsize=8192)
def is_make_up_day(code: str, day: date) -> bool:
    """Is it a Saturday or Sunday that China works to make up for days off?"""
    return code == "CN" and day in _make_up_days(day.year)


@lru_cache(maxsize=256)
def _calendar(code: str, year: int, subdivision: str, language: str) -> dict[date, str]:
    found = _country(code)(subdiv=subdivision or None, years=year, language=language)
    return {day: name for day, name in found.items() if day.year == year}


@lru_cache(maxsize=64)
def _make_up_days(year: int) -> frozenset[date]:
    return frozenset(_country("CN")(years=year).weekend_workdays)


@cache
def _country(code: str) -> Any:
    """The calendar of a country, of its file alone: the library's own way loads those of 270 countries, 8 MB."""
    import holidays

    module, name = _CALENDARS[code]
    file = Path(holidays.__file__).with_name("countries") / f"{module}.py"
    spec = spec_from_file_location(f"holidays.countries.{module}", file)
    if spec is None or spec.loader is None:
        raise ImportError(str(file))
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return getattr(made, name)


HOLIDAY = Rule("site.public_holiday", "warns", msg("A public holiday"),
               msg("On public holidays offices are closed; calendars of France, Switzerland, Italy and China."),
               _closed, scope="item")  # fmt: skip
HOME = Rule("mission.home_holiday", "informs", msg("A public holiday at home"),
            msg("On holidays nobody answers at the guests’ office; on make-up days it works at the weekend."), _home,
            scope="frame")  # fmt: skip
RULES = (HOLIDAY, HOME)
