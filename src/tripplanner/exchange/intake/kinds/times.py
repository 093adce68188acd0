"""Times of day, lengths of time, and moments: a date with or without a time."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

from tripplanner.dates import clock, duration, long_date
from tripplanner.exchange.intake.kinds.dates import DATE, DateKind, from_serial, without_midnight
from tripplanner.exchange.intake.kinds.han_numbers import arabic
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused, plain
from tripplanner.exchange.intake.sheets import Cell, said
from tripplanner.i18n import Message, msg

_PART = "上午|早上|早晨|清晨|凌晨|下午|午后|傍晚|晚上|晚间|夜里|半夜|深夜|中午|正午|早|晚"
_TIME = re.compile(
    rf"(?P<half>{_PART})?\s*(?P<h>\d{{1,2}})\s*(?:[:h.]|heures?|时|点|點|時)\s*"
    r"(?:(?P<quarter>[13])\s*刻|(?P<m>\d{1,2})|(?P<thirty>半)|整|钟|鐘)?"
    r"\s*(?:分|min)?(?::\d\d(?:\.\d+)?)?\s*(?P<ap>[ap])?\.?(?:m\.?)?"
)
_HOUR_AP = re.compile(r"(?P<half>)(?P<h>\d{1,2})(?P<m>)(?P<thirty>)(?P<quarter>)\s*(?P<ap>[ap])\.?m\.?")
_OF_NO_DAY = re.compile(r"^(?:1899-12-3[01]|1900-01-0[01]|1904-01-01|1970-01-01)[T ]|(?<=\d)(?:\.0+)?(?:Z|[+-]00:?00)$")
_NAMED = {"midi": 12, "noon": 12, "正午": 12, "minuit": 0, "midnight": 0, "午夜": 0}
_PACKED = re.compile(r"(\d{1,2})(\d\d)\s*(?:h|hrs)?")
_LENGTH = re.compile(
    r"(?:(?P<h>\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|heures?|小时|小時|时))?\s*(?:(?P<m>\d+)\s*(?:m|mn|min|mins|minutes?|'|分|分钟|分鐘)?)?"
)
_COLON = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?")
_TIME_TODO = msg("Write it like 09:30.")
_LENGTH_TODO = msg("Write it in minutes, or like 1h30.")
_AT_NOON = re.compile(r"[\s,，]*(?:(?<=\s)(?:à|at|@)\s*)?(?:(?<![-\w])(?:midi|noon)|中午|正午)$", re.I)
_HALF_DAY = re.compile(
    rf"[\s,，]*(?:(?:au|le|in the|dans l[ae’'])\s+)?(?:{_PART}|全天|整天|半天|(?<!\w)(?:matin|matinée|après[- ]midi|"
    r"soir|soirée|nuit|minuit|midnight|morning|afternoon|evening|night)|午夜)$", re.I
)  # fmt: skip
_HOUR_TODO = msg("Write the hour too, like 2027-06-13 09:30, or the day alone.")
_HOUR = r"(?:\d{1,2}|[一二两三四五六七八九十零〇]{1,3})\s*(?:[:：h时点時點]|heures)|\d{1,2}(?:[.:]\d\d)?\s*[ap]\.?m\b"
_SPLIT = re.compile(
    rf"[\sT,，]+(?:à\s+|at\s+|@\s*)?(?=(?:{_PART})?\s*(?:{_HOUR}))|"
    rf"(?<=[日号號)）天\d])(?=(?:{_PART})\s*(?:{_HOUR}))|(?<=[周期拜週][一二三四五六])(?=(?:{_PART})\s*(?:{_HOUR}))|"
    rf"(?<=[日号號)）])(?={_HOUR})",
    re.I,
)  # fmt: skip


class TimeKind(Kind):
    """A time of day."""

    def read(self, cell: Cell, reading: Reading) -> time:
        if isinstance(cell, time):
            return cell.replace(second=0, microsecond=0)
        if isinstance(cell, datetime):
            return cell.time().replace(second=0, microsecond=0)
        if isinstance(cell, timedelta) and timedelta() <= cell < timedelta(days=1):
            return _clock_of(cell.total_seconds() / 86_400)
        if isinstance(cell, float) and 0 <= cell < 1:
            return _clock_of(cell)
        return self.of_words(plain(cell), cell)

    def of_words(self, words: str, cell: Cell) -> time:
        """The time some words tell; raises :class:`Refused` about the whole ``cell``."""
        text = arabic(unicodedata.normalize("NFKC", _OF_NO_DAY.sub("", words))).casefold().strip()
        if text in _NAMED:
            return time(_NAMED[text])
        match = _TIME.fullmatch(text) or _HOUR_AP.fullmatch(text)
        if match is not None:
            return _of_parts(match, cell)
        packed = _PACKED.fullmatch(text)
        if _HALF_DAY.fullmatch(text):
            raise Refused(_half(cell), _TIME_TODO)
        if packed is None:
            raise _no_time(cell)
        return _made(int(packed[1]), int(packed[2]), cell)

    def cell(self, value: Any, language: str) -> Cell:
        return value

    def show(self, value: Any, language: str) -> str:
        return clock(value) if isinstance(value, time) else ""


class LengthKind(Kind):
    """A length of time, in whole minutes."""

    def read(self, cell: Cell, reading: Reading) -> int:
        minutes = self._minutes(cell)
        if minutes is None or not math.isfinite(minutes) or not 0 <= minutes <= 60 * 24 * 60 or minutes != int(minutes):
            raise Refused(msg("“{value}” is not a length of time.", value=said(cell)), _LENGTH_TODO)
        return int(minutes)

    def _minutes(self, cell: Cell) -> float | None:
        if isinstance(cell, timedelta):
            return cell.total_seconds() / 60
        if isinstance(cell, time):
            return cell.hour * 60 + cell.minute
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return round(cell * 24 * 60) if 0 < cell < 1 else cell
        text = unicodedata.normalize("NFKC", plain(cell)).casefold().replace("半", "30分")
        if match := _COLON.fullmatch(text):
            return int(match[1]) * 60 + int(match[2])
        match = _LENGTH.fullmatch(text)
        if match is None or not text:
            return None
        return float((match["h"] or "0").replace(",", ".")) * 60 + int(match["m"] or 0)

    def show(self, value: Any, language: str) -> str:
        return duration(value, language) if isinstance(value, int) else ""


def halves(words: str) -> tuple[str, str]:
    """The words of a day and those of its time of day; no second ones where no time follows a day."""
    head, *tail = _SPLIT.split(words, maxsplit=1)
    return (head, tail[0]) if tail and head.strip() else (words, "")


class MomentKind(Kind):
    """A date, with a time of day where it is said: a :class:`datetime`, else a :class:`date`."""

    def survey(self, cells: Any, reading: Reading) -> Reading:
        days = [_SPLIT.split(cell, maxsplit=1)[0] if isinstance(cell, str) else cell for cell in cells]
        return DATE.survey(days, reading)

    def read(self, cell: Cell, reading: Reading) -> date:
        if isinstance(cell, datetime):
            return cell.replace(second=0, microsecond=0) if cell.time() != time() else cell.date()
        if isinstance(cell, float) and not cell.is_integer() and 3_000 <= cell <= 90_000:
            day = from_serial(int(cell), reading.epoch_1904)
            return datetime.combine(day, _clock_of(cell % 1))
        if not isinstance(cell, str):
            return DATE.read(cell, reading)
        words = without_midnight(plain(cell))
        head, clock = halves(words)
        if not clock:
            return _noon(words, reading, cell) or DATE.of_words(words, reading, cell)
        found = datetime.combine(_DAY.of_words(head, reading, cell), TIME.of_words(clock, cell))
        return found + timedelta(days=1) if _ends_the_day(clock, found.time()) else found

    def cell(self, value: Any, language: str) -> Cell:
        return value

    def show(self, value: Any, language: str) -> str:
        if not isinstance(value, date):
            return ""
        day = long_date(value, language)
        return f"{day} {clock(value)}" if isinstance(value, datetime) else day


class SpanKind(Kind):
    """Two times of day in one cell, ``9h30–11h``, or one: the end is then ``None``."""

    def read(self, cell: Cell, reading: Reading) -> tuple[time, time | None]:
        if not isinstance(cell, str):
            return TIME.read(cell, reading), None
        return self.of_words(plain(cell), cell)

    def of_words(self, words: str, cell: Cell) -> tuple[time, time | None]:
        """The times some words tell; raises :class:`Refused` about the whole ``cell``."""
        ends = [end for end in _BETWEEN.split(words) if end.strip()]
        if len(ends) not in (1, 2):
            raise _no_time(cell)
        found = [TIME.of_words(end, cell) for end in ends]
        return _half_of_both(ends, found[0], found[1]) if len(found) == 2 else (found[0], None)

    def cell(self, value: Any, language: str) -> Cell:
        return "–".join(clock(moment) for moment in value if moment is not None)


def _half_of_both(ends: list[str], first: time, last: time) -> tuple[time, time]:
    """``下午2点—4点`` and ``2–4 pm``: what is said of one end is meant of both, where that puts them in order."""
    if last.hour == 12 and _NIGHT.search(ends[0]) and not _HALF.search(ends[1]):
        return first, last.replace(hour=0)
    later = last.replace(hour=last.hour + 12) if last.hour < 12 else last
    if last < first < later and _HALF.search(ends[0]) and not _HALF.search(ends[1]):
        return first, later
    sooner = first.replace(hour=first.hour + 12) if first.hour < 12 else first
    if _LATE.search(ends[1]) and not _HALF.search(ends[0]) and sooner < last:
        return sooner, last
    return first, last


def _noon(words: str, reading: Reading, cell: Cell) -> datetime | None:
    """Noon of a day, *13 juin à midi*; half a day, *6月13日上午*, is refused as what it is."""
    for pattern in (_AT_NOON, _HALF_DAY):
        match = pattern.search(words)
        if match is None or not match.start():
            continue
        day = DATE.of_words(words[: match.start()], reading, cell)
        if pattern is _AT_NOON:
            return datetime.combine(day, time(12))
        raise Refused(_half(cell), _HOUR_TODO)
    return None


def _half(cell: Cell) -> Message:
    return msg("“{value}” says which part of the day, not the hour.", value=said(cell))


TIME, LENGTH, MOMENT, SPAN = TimeKind(), LengthKind(), MomentKind(), SpanKind()
_BETWEEN = re.compile(r"\s*(?:[-–—~～→]|\bà\b|\bto\b|至|到)\s*")
_DAY = DateKind()
_NIGHT = re.compile(r"晚|夜|半夜|深夜")
_NIGHTS = ("晚上", "晚间", "夜里", "半夜", "深夜", "晚")
_LATE = re.compile(r"下午|午后|傍晚|晚|(?<![a-z])p\.?\s*m\b", re.I)
_HALF = re.compile(rf"{_PART}|(?<![a-z])[ap]\.?\s*m\b", re.I)


def _no_time(cell: Cell) -> Refused:
    return Refused(msg("“{value}” is not a time.", value=said(cell)), _TIME_TODO)


def _clock_of(part: float) -> time:
    """The time of day of a part of the day, to the nearest minute."""
    minutes = round(part * 24 * 60) % (24 * 60)
    return time(minutes // 60, minutes % 60)


def _of_parts(match: re.Match[str], cell: Cell) -> time:
    hour = int(match["h"])
    minute = 30 if match["thirty"] else int(match["m"] or 0)
    if match["quarter"]:
        minute = 15 * int(match["quarter"])
    return _made(_hour(hour, match["half"] or "", match["ap"] or ""), minute, cell)


def _hour(hour: int, part: str, ap: str) -> int:
    """The hour of the day: 中午一点 is 13, 晚上八点 20, 晚上十二点 and 凌晨十二点 0, 晚上一点 is in the small hours."""
    if hour == 12:
        return 0 if ap == "a" or part == "凌晨" or part in _NIGHTS else 12
    small = hour < 5 and part in _NIGHTS
    late = ap == "p" or part in ("下午", "午后", "傍晚", *_NIGHTS) or (part in ("中午", "正午") and hour < 5)
    return hour + 12 if late and hour < 12 and not small else hour


def _ends_the_day(words: str, found: time) -> bool:
    """Whether midnight is meant as the end of the day that stands before it: 13日晚上十二点."""
    return found.hour == 0 and _NIGHT.match(words.strip()) is not None


def _made(hour: int, minute: int, cell: Cell) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise _no_time(cell) from None
