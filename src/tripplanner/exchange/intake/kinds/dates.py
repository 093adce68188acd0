"""Dates as people write them in French, English and Chinese, and as spreadsheets count them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from tripplanner.dates import long_date
from tripplanner.exchange.intake.kinds.han_numbers import arabic
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused, plain
from tripplanner.exchange.intake.sheets import Cell, Faulty, said
from tripplanner.i18n import Message, msg

_MONTHS = (
    ("janvier", "janv", "january", "jan"), ("fevrier", "fevr", "fev", "february", "feb"), ("mars", "march", "mar"),
    ("avril", "avr", "april", "apr"), ("mai", "may"), ("juin", "june", "jun"), ("juillet", "juil", "july", "jul"),
    ("aout", "august", "aug"), ("septembre", "september", "sept", "sep"), ("octobre", "october", "oct"),
    ("novembre", "november", "nov"), ("decembre", "december", "dec"),
)  # fmt: skip
_BY_NAME = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_WEEKDAY = re.compile(
    r"\(?\b(?:(?:lun|mar|mercre|mer|jeu|vendre|ven|same|sam)(?:di|\.)?|dimanche|dim\.?|"
    r"(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day)?\.?)(?=[\s,.)]|$)[\s,.]*\)?|"
    r"[（(]?(?:星期|周|礼拜|週)[一二三四五六日天][）)]?"
)
_WEEKDAYS = (("lun", "mon", "一"), ("mar", "tue", "二"), ("mer", "wed", "三"), ("jeu", "thu", "四"),
             ("ven", "fri", "五"), ("sam", "sat", "六"), ("dim", "sun", "日", "天"))  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./年\s]\s*(\d{1,2})\s*[-./月\s]\s*(\d{1,2})\s*[日号號]?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-./\s]\s*(\d{1,2})\s*[-./\s]\s*(\d{4}|\d{2})")
_PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_DAY_NAME = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?[\s.-]*(?:of\s+|de\s+)?([a-z]{3,9})\.?[\s,.-]*(\d{4}|\d{2})?")
_NAME_DAY = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:[\s,]+(\d{4}))?")
_NO_YEAR = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?")
_DAY_ALONE = re.compile(r"(\d{1,2})\s*[日号號]")
_NO_YEAR_NUMBERS = re.compile(r"(\d{1,2})[./](\d{1,2})")
_COUNTED = re.compile(r"[1-9]\d{4}")  # the day number of a spreadsheet, written out as text
_MIDNIGHT = re.compile(r"[t ]0?0:00(:00(\.0+)?)?(z|[+-]00:?00)?$")
_WRITTEN_OUT = re.compile(r"(?<=\d)[T ]00:00:00(?:\.0+)?(?:Z|[+-]00:?00)?$")
_MONTH_ALONE = re.compile(
    r"(?:19|20)\d\d\s*[-./年\s]\s*(?:0?[1-9]|1[0-2])\s*月?|(?:0?[1-9]|1[0-2])[-./](?:19|20)\d\d|(?:19|20)\d\d\s*年?|"
    r"[a-z]{3,9}\.?\s+(?:19|20)\d\d"
)
_TODO = msg("Write it like 2027-06-13.")
_DAY_TODO = msg("The day is missing: add it, like 2027-06-13, or ignore the column.")


@dataclass(frozen=True, slots=True)
class _Parts:
    """The numbers of a date; ``either``: which of day and month comes first is not said. No month (0): the trip’s."""

    year: int | None
    month: int
    day: int
    either: bool = False


class DateKind(Kind):
    """A civil date. ``past``: dates such as that of a birth, whose short years are of the last century."""

    def __init__(self, *, past: bool = False) -> None:
        self._past = past

    def survey(self, cells: Sequence[Cell], reading: Reading) -> Reading:
        """Whether days or months come first in this column: one date that only fits one way decides for all."""
        found = [parts for cell in cells if (parts := _either(cell)) is not None]
        if not found:
            return reading
        day_first = any(parts.day > 12 for parts in found)
        month_first = any(parts.month > 12 for parts in found)
        if day_first != month_first:
            return replace(reading, day_first=day_first)
        if day_first:
            return replace(reading, doubt=msg("Some dates have the day first, others the month: look at each."))
        near = _near(found, reading.around)
        return replace(reading, day_first=near is not False, doubt=_doubt(found) if near is None else None)

    def read(self, cell: Cell, reading: Reading) -> date:
        if isinstance(cell, datetime):
            return self._without_time(cell)
        if isinstance(cell, date):
            return cell
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return _counted(cell, reading)
        words = plain(cell)
        return _counted(int(words), reading) if _COUNTED.fullmatch(words) else self.of_words(words, reading, cell)

    def of_words(self, words: str, reading: Reading, cell: Cell) -> date:
        """The date some words tell; raises :class:`Refused` about the whole ``cell``."""
        parts, weekday = _read(words)
        if parts is None:
            raise _no_date(cell)
        if parts.either and (parts.month > 12 or (not reading.day_first and parts.day <= 12)):
            parts = replace(parts, month=parts.day, day=parts.month)
        found = _of_the_trip(parts.day, reading) if not parts.month else [
            day for year in self._years(parts, reading) if (day := _day(year, parts)) is not None
        ]  # fmt: skip
        if not found:
            raise _no_date(cell)
        fitting = [day for day in found if weekday is None or day.weekday() == weekday]
        if not fitting:
            what = msg("“{value}” contradicts itself: {iso} is {day}.", value=said(cell), iso=found[0].isoformat(),
                       day=found[0])  # fmt: skip
            raise Refused(what, msg("Correct the day or the weekday."))
        return fitting[0]

    def cell(self, value: Any, language: str) -> Cell:
        return value

    def show(self, value: Any, language: str) -> str:
        return long_date(value, language) if isinstance(value, date) else ""

    def _without_time(self, cell: datetime) -> date:
        if (cell.hour, cell.minute) != (0, 0):
            raise Refused(msg("“{value}” is a date and a time.", value=said(cell)), msg("Keep the date alone."))
        return cell.date()

    def _years(self, parts: _Parts, reading: Reading) -> tuple[int, ...]:
        """The years the date may be of, the likeliest first."""
        if parts.year is None:
            return () if reading.around is None else tuple(dict.fromkeys(day.year for day in reading.around))
        if parts.year >= 100:
            return (parts.year,) if 1880 <= parts.year <= 2200 else ()
        return (1900 + parts.year,) if self._past and parts.year > 25 else (2000 + parts.year,)


DATE = DateKind()
PAST_DATE = DateKind(past=True)


def without_midnight(words: str) -> str:
    """A day as programs write it out, ``2027-06-13T00:00:00Z``, without the midnight that nobody meant."""
    return _WRITTEN_OUT.sub("", words)


def _no_date(cell: Cell) -> Refused:
    month = _MONTH_ALONE.fullmatch(_tidy(_folded(str(cell)))) is not None
    return Refused(msg("“{value}” is not a date.", value=said(cell)), _DAY_TODO if month else _TODO)


def _read(words: str) -> tuple[_Parts | None, int | None]:
    """The numbers of a date and its weekday (0: Monday), where one stands beside it: *mar* may be a month."""
    text = _folded(words)
    match, parts = _WEEKDAY.search(text), _parts(_tidy(text))
    if match is None or parts is not None:
        return parts, None
    name = match[0].strip(" ,.()（）")
    number = next((n for n, names in enumerate(_WEEKDAYS) if name.startswith(names) or name.endswith(names)), None)
    return _parts(_tidy(_WEEKDAY.sub(" ", text))), number


def _of_the_trip(number: int, reading: Reading) -> list[date]:
    """The days of the trip that have this number: 13日 says no month where only one fits."""
    if reading.around is None:
        return []
    first, last = reading.around
    days = (first + timedelta(days=n) for n in range(min((last - first).days, 60) + 1))
    found = [day for day in days if day.day == number]
    return found if len(found) == 1 else []


def _day(year: int, parts: _Parts) -> date | None:
    try:
        return date(year, parts.month, parts.day)
    except ValueError:
        return None


def _folded(words: str) -> str:
    """Without accents and width, in small letters."""
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", words).casefold())
    return "".join(c for c in text if not unicodedata.combining(c))


def _tidy(text: str) -> str:
    """Without midnight and spaces; Chinese numerals as digits."""
    text = _MIDNIGHT.sub("", text.strip()).removeprefix("le ").removeprefix("今年")
    return " ".join(arabic(text).strip(" ,.;").split())


def _parts(text: str) -> _Parts | None:
    """The numbers of a tidy text; ``None`` where it is no date."""
    if match := _YEAR_FIRST.fullmatch(text) or _PACKED.fullmatch(text):
        return _Parts(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        return _Parts(int(match[3]), int(match[2]), int(match[1]), either=True)
    if match := _NO_YEAR.fullmatch(text):
        return _Parts(None, int(match[1]), int(match[2]))
    if match := _DAY_ALONE.fullmatch(text):
        return _Parts(None, 0, int(match[1]))
    if match := _NO_YEAR_NUMBERS.fullmatch(text):
        return _Parts(None, int(match[2]), int(match[1]), either=True)
    return _named(text)


def _named(text: str) -> _Parts | None:
    if (match := _DAY_NAME.fullmatch(text)) and match[2] in _BY_NAME:
        return _Parts(int(match[3]) if match[3] else None, _BY_NAME[match[2]], int(match[1]))
    if (match := _NAME_DAY.fullmatch(text)) and match[1] in _BY_NAME:
        return _Parts(int(match[3]) if match[3] else None, _BY_NAME[match[1]], int(match[2]))
    return None


def _either(cell: Cell) -> _Parts | None:
    """The numbers of a cell whose order is not said."""
    if not isinstance(cell, str) or isinstance(cell, Faulty):
        return None
    parts = _read(cell)[0]
    return parts if parts is not None and parts.either else None


def _near(found: Sequence[_Parts], around: tuple[date, date] | None) -> bool | None:
    """Which order puts the dates near the trip; ``None`` where both or none do."""
    if around is None:
        return None
    fits = [all(_close(parts, around, day_first) for parts in found) for day_first in (True, False)]
    return fits[0] if fits[0] != fits[1] else None


def _close(parts: _Parts, around: tuple[date, date], day_first: bool) -> bool:
    month, day = (parts.month, parts.day) if day_first else (parts.day, parts.month)
    year = around[0].year if parts.year is None else parts.year if parts.year >= 100 else 2000 + parts.year
    try:
        found = date(year, month, day)
    except ValueError:
        return False
    return around[0] - timedelta(days=21) <= found <= around[1] + timedelta(days=21)


def _doubt(found: Sequence[_Parts]) -> Message | None:
    """What is said of a column in which nothing decides; nothing where both ways give the same day."""
    parts = next((one for one in found if one.day != one.month), None)
    if parts is None:
        return None
    written = f"{parts.day:02}/{parts.month:02}"
    day = date(2000, parts.month, parts.day)
    return msg("Nothing in this column says whether the day comes first: {value} is read as day {day}, month {month}.",
               value=written, day=day.day, month=day.month)  # fmt: skip


def _counted(number: float, reading: Reading) -> date:
    """A date by its day number in a spreadsheet, or packed: 46186, 20270613."""
    if not math.isfinite(number):
        raise _no_date(number)
    whole = int(number)
    if whole == number and (match := _PACKED.fullmatch(str(whole))):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            raise _no_date(number) from None
    if not 3_000 <= number <= 90_000 or whole != number:
        raise _no_date(number)
    return from_serial(whole, reading.epoch_1904)


def from_serial(days: int, epoch_1904: bool) -> date:
    """The date of a day number above 60; the two epochs of spreadsheets are 1,462 days apart."""
    return date(1904, 1, 1) + timedelta(days=days) if epoch_1904 else date(1899, 12, 30) + timedelta(days=days)
