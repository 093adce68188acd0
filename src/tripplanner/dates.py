"""Dates, clock times, lengths, distances and lists as each language writes them.

The names are those of CLDR (English as in Great Britain). French, English and Chinese are written from the
tables below, because loading Babel's locale data costs a tenth of a second at every start; any other language
is asked of Babel. A test holds the tables against CLDR.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones


@dataclass(frozen=True, slots=True)
class _Names:
    months: tuple[str, ...]
    weekdays: tuple[str, ...]  # from Monday
    short_weekdays: tuple[str, ...]


def _row(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_LIST_COMMAS = {"zh": "、"}
_CHINESE_MONTHS = tuple(f"{n}月" for n in range(1, 13))
_OWN = {
    "fr": _Names(
        _row("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        _row("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        _row("lun. mar. mer. jeu. ven. sam. dim."),
    ),
    "en": _Names(
        _row("January February March April May June July August September October November December"),
        _row("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        _row("Mon Tue Wed Thu Fri Sat Sun"),
    ),
    "zh": _Names(
        _CHINESE_MONTHS,
        tuple(f"星期{c}" for c in "一二三四五六日"),
        tuple(f"周{c}" for c in "一二三四五六日"),
    ),
}
_SHORT_MONTHS = {
    "fr": _row("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
    "en": _row("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
}
_THOUSANDS = {"fr": "\u202f", "zh": "", "en": ","}
_DECIMAL = {"fr": ","}


def locale_of(language: str) -> str:
    """The CLDR locale of a language: ``en`` is that of Great Britain."""
    return "en_GB" if language == "en" else language.replace("-", "_")


def full_date(day: date, language: str) -> str:
    """``samedi 19 juin``, ``Saturday 19 June``, ``6月19日 星期六``."""
    names = _OWN.get(language)
    if names is None:
        return _babel_skeleton("MMMMEEEEd", day, language)
    return _dated(day, names.weekdays[day.weekday()], names, language)


def titled_date(day: date, language: str) -> str:
    """A full date that begins a line: ``Samedi 19 juin``."""
    said = full_date(day, language)
    return said[:1].upper() + said[1:]


def moment_here(at: datetime, language: str) -> str:
    """An instant as a calendar and a clock of this computer show it: ``mar. 24 nov. 08:00``."""
    here = at.astimezone()
    return f"{short_date(here.date(), language)} {clock(here)}"


def short_date(day: date, language: str) -> str:
    """``sam. 19 juin``, ``Sat 19 June``, ``6月19日 周六``."""
    names = _OWN.get(language)
    if names is None:
        return _babel_skeleton("MMMMEd", day, language)
    return _dated(day, names.short_weekdays[day.weekday()], names, language)


def _dated(day: date, weekday: str, names: _Names, language: str) -> str:
    month = names.months[day.month - 1]
    if language == "zh":
        return f"{month}{day.day}日 {weekday}"
    return f"{weekday} {_ordinal(day.day, language)}\u00a0{month}"


def _ordinal(day: int, language: str) -> str:
    return "1er" if language == "fr" and day == 1 else str(day)


def short_day(day: date, language: str) -> str:
    """``19 juin``, ``19 Jun``, ``6月19日``: for the head of a narrow column."""
    if language == "zh":
        return f"{day.month}月{day.day}日"
    names = _SHORT_MONTHS.get(language)
    if names is None:
        return _babel_skeleton("MMMd", day, language)
    return f"{_ordinal(day.day, language)}\u00a0{names[day.month - 1]}"


def day_and_month(day: date, language: str) -> str:
    """``19.06``, ``19 Jun``, ``6月19日``: where figures are enough."""
    return short_day(day, language) if language in ("en", "zh") else f"{day.day:02}.{day.month:02}"


def day_span(first: date, last: date, language: str) -> str:
    """``13–15.06``, ``13–15 Jun``, ``6月13–15日``; ``30.06–02.07`` over the end of a month."""
    begin, end = day_and_month(first, language), day_and_month(last, language)
    if (first.year, first.month) != (last.year, last.month):
        return f"{begin}–{end}"
    if language == "zh":
        return f"{first.month}月{first.day}–{last.day}日"
    return f"{first.day}–{end}" if language == "en" else f"{first.day:02}–{end}"


def short_weekday(day: date, language: str) -> str:
    """``sam.``, ``Sat``, ``周六``."""
    names = _OWN.get(language)
    return _babel_skeleton("E", day, language) if names is None else names.short_weekdays[day.weekday()]


def long_date(day: date, language: str) -> str:
    """``19 juin 2027``, ``19 June 2027``, ``2027年6月19日``."""
    names = _OWN.get(language)
    if names is None:
        return _babel().format_date(day, "long", locale=_known(language))
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{_ordinal(day.day, language)}\u00a0{names.months[day.month - 1]} {day.year}"


def date_span(first: date, last: date, language: str) -> str:
    """``13–20 juin 2027``, ``28 mai – 2 juin 2027``, ``2027年6月13日至20日``; one date when both are equal."""
    if last <= first:
        return long_date(first, language)
    names = _OWN.get(language)
    if names is None:
        return _babel_interval(first, last, language)
    if language == "zh":
        return f"{long_date(first, language)}至{_chinese_end(first, last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{_ordinal(first.day, language)}–{long_date(last, language)}"
    if first.year == last.year:
        return f"{_ordinal(first.day, language)}\u00a0{names.months[first.month - 1]} – {long_date(last, language)}"
    return f"{long_date(first, language)} – {long_date(last, language)}"


def _chinese_end(first: date, last: date) -> str:
    year = f"{last.year}年" if last.year != first.year else ""
    month = f"{last.month}月" if year or last.month != first.month else ""
    return f"{year}{month}{last.day}日"


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later; the last one of a month that has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return day.replace(year=day.year + year, month=month + 1, day=min(day.day, last))


def dated(day: date, language: str) -> str:
    """A day with its year where there is little room: ``19.06.2027``, ``19 Jun 2027``, ``2027年6月19日``."""
    if language == "zh":
        return long_date(day, language)
    if language == "en":
        return f"{short_day(day, language)}\u00a0{day.year}"
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def typed_date(day: date, language: str) -> str:
    """A day as a person would type it: ``19/06/2027``, ``2027-06-19``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}" if language in ("fr", "en") else day.isoformat()


def clock(moment: datetime | time) -> str:
    """``08:45``, in every language."""
    return f"{moment.hour:02}:{moment.minute:02}"


def month_name(month: int, language: str) -> str:
    """``juin``, ``June``, ``6月``; ``month`` from 1 to 12."""
    names = _OWN.get(language)
    if names is None:
        return _babel().get_month_names("wide", "stand-alone", _known(language))[month]
    return names.months[month - 1]


def month_list(months: Sequence[int], language: str) -> str:
    """Months with runs joined, the turn of the year included: ``avril–octobre``, ``11—3月``."""
    runs = _month_runs(sorted({month for month in months if 1 <= month <= 12}))
    if language == "zh":
        return "、".join(f"{a}月" if a == b else f"{a}—{b}月" for a, b in runs)
    named = [(month_name(a, language), month_name(b, language)) for a, b in runs]
    return ", ".join(a if a == b else f"{a}–{b}" for a, b in named)


def short_month_list(months: Sequence[int], language: str) -> str:
    """The same for a narrow column: ``avr.–oct.``, ``Apr–Oct``, ``11—3月``."""
    if language not in _SHORT_MONTHS:
        return month_list(months, language)
    names = _SHORT_MONTHS[language]
    runs = _month_runs(sorted({month for month in months if 1 <= month <= 12}))
    return ", ".join(names[a - 1] if a == b else f"{names[a - 1]}–{names[b - 1]}" for a, b in runs)


def _month_runs(months: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for month in months:
        if runs and runs[-1][1] == month - 1:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][1] == 12:
        runs = [*runs[1:-1], (runs[-1][0], runs[0][1])]
    return runs


def weekday_list(weekdays: Sequence[int], language: str) -> str:
    """Weekdays (1 = Monday) in short: ``lun., mar.``, ``周一、周二``."""
    monday = date(2001, 1, 1).toordinal()
    days = [date.fromordinal(monday + number - 1) for number in sorted(set(weekdays)) if 1 <= number <= 7]
    return listed((short_weekday(day, language) for day in days), language)


def listed(words: Iterable[str], language: str) -> str:
    """The words as a list within a line: ``Annecy, Chambéry``, ``安纳西、尚贝里``."""
    return list_comma(language).join(words)


def list_comma(language: str) -> str:
    """What stands between the things of a list."""
    return _LIST_COMMAS.get(language, ", ")


def number(value: float, language: str, decimals: int = 0, *, fixed: bool = False) -> str:
    """``1 913``, ``1,913`` or ``1913``; decimals only where they are not zero, or all of them where ``fixed``."""
    text = f"{value:,.{decimals}f}"
    whole, _, part = text.partition(".")
    part = part if fixed else part.rstrip("0")
    whole = whole.replace(",", _THOUSANDS.get(language, "\u202f"))
    return f"{whole}{_DECIMAL.get(language, '.')}{part}" if part else whole


def distance(kilometres: float, language: str) -> str:
    """``104 km``, ``104公里``; one decimal below ten."""
    amount = number(kilometres, language, 1 if kilometres < 10 else 0)
    return f"{amount}公里" if language == "zh" else f"{amount}\u00a0km"


def metres(value: float, language: str) -> str:
    """``1 913 m``, ``1913米``."""
    amount = number(value, language)
    return f"{amount}米" if language == "zh" else f"{amount}\u00a0m"


def duration(minutes: int, language: str) -> str:
    """``45 min``, ``2 h``, ``1 h 15``; ``45分钟``, ``2小时``, ``1小时15分``."""
    hours, rest = divmod(max(minutes, 0), 60)
    if language == "zh":
        return f"{hours}小时{rest}分" if hours and rest else f"{hours}小时" if hours else f"{rest}分钟"
    if not hours:
        return f"{rest}\u00a0min"
    if not rest:
        return f"{hours}\u00a0h"
    return f"{hours}\u00a0h\u00a0{rest:02}" + ("" if language == "fr" else "\u00a0min")


def _babel_skeleton(skeleton: str, day: date, language: str) -> str:
    return _babel().format_skeleton(skeleton, day, locale=_known(language))


def _babel_interval(first: date, last: date, language: str) -> str:
    return _babel().format_interval(first, last, "yMMMMd", locale=_known(language))


def _babel() -> Any:
    import babel.dates

    return babel.dates


def _known(language: str) -> Any:
    """The locale, or English for a language CLDR does not know."""
    import babel

    try:
        return babel.Locale.parse(locale_of(language))
    except (babel.UnknownLocaleError, ValueError):
        return babel.Locale.parse("en_GB")


@cache
def zones() -> tuple[str, ...]:
    """The names of all IANA zones, in order: a thousand files are looked at, once."""
    return tuple(sorted(available_timezones()))


@cache
def zone(name: str, fallback: str = "UTC") -> ZoneInfo:
    """The IANA zone, else the fallback, else UTC: a misspelt zone must not stop a document."""
    for candidate in (name, fallback):
        try:
            return ZoneInfo(candidate)
        except (ValueError, OSError, KeyError):
            continue
    return ZoneInfo("UTC")


def zone_city(name: str, language: str) -> str:
    """The town after which an IANA zone is called: ``Zurich``, ``苏黎世``; as it is written where CLDR knows none."""
    try:
        found = _babel().get_timezone_location(name, locale=_known(language), return_city=True)
    except LookupError:
        found = name.replace("_", " ")
    return found.rsplit("/", 1)[-1]
