"""Months and weekdays as sentences name them in each language. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

_NAMES = {
    "en": (
        "January February March April May June July August September October November December",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    ),
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    ),
    "es": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "lunes martes miércoles jueves viernes sábado domingo",
    ),
    "de": (
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    ),
}
_ZH_MONTH = re.compile(
    r"(?<!\d)(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:\s*[—–~至到-]\s*(1[0-2]|0?[1-9]))?\s*月"
)
_ZH_DAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])(?:(?:至|到|—|–)(?:星期|周)?([一二三四五六日天]))?")
_ZH_DIGITS = {one: value for value, one in enumerate("一二三四五六七八九十", start=1)} | {"十一": 11, "十二": 12}
_WEEK = {one: value for value, one in enumerate("一二三四五六日", start=1)} | {"天": 7}
_NUMERIC = re.compile(r"(?<!\d)(?:\d{4}-(\d\d)-\d\d|\d{1,2}[/.](\d{1,2})[/.]\d{4})(?!\d)")


@lru_cache(maxsize=4096)
def months(words: str, language: str) -> frozenset[int]:
    """The months (1 to 12) that are named, the first and the last of a span."""
    found = {int(part) for match in _NUMERIC.finditer(words) for part in match.groups() if part}
    if language == "zh":
        parts = [part for match in _ZH_MONTH.finditer(words) for part in match.groups() if part]
        return frozenset(found | {_ZH_DIGITS.get(part) or int(part) for part in parts})
    return frozenset(found | _named(words, language, 0))


@lru_cache(maxsize=4096)
def weekdays(words: str, language: str) -> frozenset[int]:
    """The days of the week (1 is Monday) that are named."""
    if language == "zh":
        return frozenset(_WEEK[part] for match in _ZH_DAY.finditer(words) for part in match.groups() if part)
    return frozenset(_named(words, language, 1))


def spoken_numbers(words: str, language: str) -> frozenset[float]:
    """The numbers of the months that are named: 6月 says what June says."""
    return frozenset(float(month) for month in months(words, language))


def _named(words: str, language: str, which: int) -> set[int]:
    pattern, numbers = _pattern(language, which)
    return {numbers[match.group().lower()] for match in pattern.finditer(words)} if numbers else set()


@cache
def _pattern(language: str, which: int) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """English writes them with a capital: it may rain in May."""
    names = _NAMES.get(language, ("", ""))[which].split()
    case = re.NOFLAG if language in ("en", "de") else re.IGNORECASE
    return re.compile(rf"\b(?:{'|'.join(names)})\b", case), {name.lower(): n for n, name in enumerate(names, start=1)}
