"""Days: dates with or without a year, weekdays, the third day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tripplanner.planning.quickadd.draft import Chip
from tripplanner.planning.quickadd.known import Known
from tripplanner.planning.quickadd.scan import GONE, Scan, one_of
from tripplanner.planning.quickadd.vocabularies import joined, merged

_HEAD, _TAIL = r"(?<![a-z0-9./-])", r"(?![a-z0-9]|[./-]\d)"
_LE = r"(?:(?:le|the|on the|on|du)\s+)?"
_YEAR = r"(?P<y>\d{4})"
_NUMBER_OF_DAY = (
    r"\s+(?P<d>\d{1,2})(?:er|st|nd|rd|th)?(?![a-z0-9]|[:./]\d|\s?-\s?\d"
    r"|\s?(?:h\b|heure|hour|hrs?\b|min|mn\b|'|[ap]\.?m\b|[点時时到至分小])|\s+(?:to|until|till)\b)"
)
_HAN_NUMBER = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}


def take_day(scan: Scan, known: Known) -> list[Chip]:
    """The day of the line, taken out of it; two that disagree are two readings of one chip."""
    found = [chip for chip in _found(scan, known) if chip]
    if not found:
        return []
    first, *rest = found
    days = {reading.value for reading in first.readings()}
    for other in rest:
        agreed = [reading for reading in other.readings() if reading.value in days]
        if agreed:
            first = _settled(first, agreed[0].value)
        else:
            first = replace(first, others=(*first.others, *other.readings()))
    return [first]


def _found(scan: Scan, known: Known) -> tuple[Chip | None, ...]:
    return _written(scan, known), _weekday(scan, known), _numbered(scan, known), _relative(scan, known)


def _settled(chip: Chip, day: date) -> Chip:
    return replace(chip, value=day, others=())


# -- dates


def _written(scan: Scan, known: Known) -> Chip | None:
    for match in (match for pattern in _patterns() for match in scan.each(pattern)):
        days = list(dict.fromkeys(_readings(match.groupdict(), known)))
        if days:
            scan.take(*match.span())
            return _chip(match, _likeliest(days, known))
    return None


def _patterns() -> Iterator[str]:
    months = one_of(joined("months"))
    yield rf"{_HEAD}{_YEAR}[-/.](?P<mo>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){_TAIL}"
    yield rf"{_HEAD}{_LE}(?P<a>\d{{1,2}})[/.-](?P<b>\d{{1,2}})[/.-](?P<y>\d{{4}}|\d{{2}}){_TAIL}"
    yield rf"(?:{_YEAR}年)?(?<!\d)(?P<mo>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]?"
    yield rf"{_HEAD}{_LE}(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{months})\.?(?:,?\s+{_YEAR})?{_TAIL}"
    yield rf"(?P<month>{months})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?(?![a-z0-9:]|\s?h\b)"
    yield rf"{_HEAD}{_LE}(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}}){_TAIL}"
    yield r"(?<!\d)(?P<d>\d{1,2})[日号]"
    yield rf"{_HEAD}(?:le|the|on the)\s+(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)?(?![a-z0-9:]|\s?(?:h|min))"
    yield rf"{_HEAD}(?P<d>\d{{1,2}})(?:st|nd|rd|th){_TAIL}"


def _readings(groups: dict[str, str | None], known: Known) -> Iterator[date]:
    year = _year(groups.get("y"))
    if groups.get("a"):
        one, other = int(groups["a"] or 0), int(groups["b"] or 0)
        yield from _dates(year, other, one, known)
        yield from _dates(year, one, other, known)
    elif groups.get("month"):
        yield from _dates(year, merged("months")[groups["month"] or ""], int(groups["d"] or 0), known)
    elif groups.get("mo"):
        yield from _dates(year, int(groups["mo"] or 0), int(groups["d"] or 0), known)
    else:
        yield from (day for day in _trip(known) if day.day == int(groups["d"] or 0))


def _year(told: str | None) -> int | None:
    if not told:
        return None
    return int(told) if len(told) == 4 else 2000 + int(told)


def _dates(year: int | None, month: int, day: int, known: Known) -> Iterator[date]:
    """The date of that year; without one, that of the trip's year which is nearest to the trip."""
    first = known.first or known.day
    years = [year] if year else [first.year + step for step in (0, 1, -1)] if first else []
    days = [found for one in years if (found := _date(one, month, day))]
    if days and first:
        yield min(days, key=lambda found: (not _within(found, known), abs((found - first).days)))
    else:
        yield from days[:1]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _trip(known: Known) -> list[date]:
    if not known.first or not known.last:
        return []
    return [known.first + timedelta(days=n) for n in range(min((known.last - known.first).days, 400) + 1)]


def _within(day: date, known: Known) -> bool:
    return bool(known.first and known.last and known.first <= day <= known.last)


def _likeliest(days: list[date], known: Known) -> list[date]:
    return sorted(days, key=lambda day: not _within(day, known))


def _chip(match: re.Match[str], days: list[date]) -> Chip:
    chips = [Chip("day", day, *match.span()) for day in days]
    return replace(chips[0], others=tuple(chips[1:]))


# -- weekdays and numbered days


def _weekday(scan: Scan, known: Known) -> Chip | None:
    weekdays = merged("weekdays")
    ahead = rf"(?:(?P<coming>{one_of(joined('coming'))})\s+|(?P<later>{one_of(joined('next_week'))}))"
    behind = rf"(?:\s+(?P<behind>{one_of(joined('coming_behind'))}))?"
    usual = rf"(?:{one_of(('le', 'on', 'this', 'ce'))}\s+)"
    for match in scan.each(rf"(?:{ahead}|{usual})?(?P<w>{one_of(joined('weekdays'))})\.?{behind}"):
        word = match.group("w")
        counted = any(match[name] for name in ("coming", "later", "behind"))
        if word in joined("loose_weekdays") and not counted and not _told_apart(scan, match):
            continue
        days = [day for day in _trip(known) if day.weekday() == weekdays[word]]
        if (dated := _dated(scan, match, days)) is not None:
            return dated
        days = days or _after(known, weekdays[word])
        if counted and known.today:
            days = _counted(known.today, weekdays[word], days, known, next_week=bool(match["later"]))
        if days:
            scan.take(*match.span())
            return _chip(match, days[:4])
    return None


def _counted(today: date, weekday: int, days: list[date], known: Known, *, next_week: bool) -> list[date]:
    """``mardi prochain``: after today, in this week or the next, as people differ; ``下周三``: in the next week.

    Long before the trip somebody rather means that day of the trip.
    """
    coming = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    monday = today + timedelta(days=7 - today.weekday())
    meant = [monday + timedelta(days=weekday)] if next_week else [coming, monday + timedelta(days=weekday)]
    first = known.first or known.day or today
    order = [*meant, *days] if first - today <= timedelta(days=14) else [*days, *meant]
    return list(dict.fromkeys(order))


def _dated(scan: Scan, match: re.Match[str], days: list[date]) -> Chip | None:
    """``mardi 15 à 14h30``: the number behind a weekday is its date where the trip has that day, and no hour."""
    number = re.compile(_NUMBER_OF_DAY).match(scan.left, match.end())
    day = next((day for day in days if number and day.day == int(number.group("d"))), None)
    if number is None or day is None:
        return None
    scan.take(match.start(), number.end())
    return Chip("day", day, match.start(), number.end())


def _told_apart(scan: Scan, match: re.Match[str]) -> bool:
    """Whether ``mer`` or ``sun`` is a day here and not the sea or the star."""
    rest = scan.left[match.end() :]
    following = rest.split()
    if match.group().endswith(".") or not following or rest.lstrip().startswith(GONE):
        return True
    if following[0] in joined("not_after_weekday") or following[0].startswith("d'"):
        return False
    before = scan.left[: match.start()].strip(" ")
    return not before or following[0][0].isdigit() or before.endswith(GONE)


def _after(known: Known, weekday: int) -> list[date]:
    """That weekday in the week from the trip's first day, for a trip too short to hold it."""
    first = known.first or known.day
    return [] if first is None else [first + timedelta(days=(weekday - first.weekday()) % 7)]


def _numbered(scan: Scan, known: Known) -> Chip | None:
    latin = rf"(?<![a-z0-9]){one_of_prefix()}\s?(?P<n>\d{{1,2}})(?![a-z0-9:]|\s?h\b)"
    for match in (*scan.each(latin), *scan.each(r"第(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})[天日]")):
        number = match.group("n")
        count = int(number) if number.isascii() else _HAN_NUMBER.get(number, 10 + _HAN_NUMBER.get(number[-1], 0))
        if known.first and count >= 1:
            scan.take(*match.span())
            return Chip("day", known.first + timedelta(days=count - 1), *match.span())
    return None


def one_of_prefix() -> str:
    """``jour``, ``day``, ``j`` or ``d``, straight before the number."""
    return "(?:" + "|".join(re.escape(word) for word in joined("day_number")) + ")"


def _relative(scan: Scan, known: Known) -> Chip | None:
    """``demain``: only where that is a day of the trip; months before it, the word belongs to the title."""
    days = merged("relative")
    for match in scan.each(one_of(joined("relative"))) if known.today else ():
        day = known.today + timedelta(days=days[" ".join(match.group().split())]) if known.today else None
        if day is not None and _within(day, known):
            scan.take(*match.span())
            return Chip("day", day, *match.span())
    return None


def dates_between(one: int, other: int, known: Known) -> list[date]:
    """The days of the trip that two bare numbers can mean: day and month, or month and day."""
    found = (*_dates(None, other, one, known), *_dates(None, one, other, known))
    return [day for day in dict.fromkeys(found) if _within(day, known)]
