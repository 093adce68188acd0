"""How events repeat (RFC 5545, RRULE): days on which they do, within bounds, whatever the rule says.

A day is looked at by itself, so that a rule from long ago costs nothing and one that never applies ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EVERY = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_KNOWN = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"))
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_MOST_DAYS = 8_000  # twenty years that a rule with a count is followed


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that is understood. ``weekdays``: the number (0: each) and the day from Monday, 0."""

    every: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    week_start: int = 0


def parse(words: str) -> Rule | None:
    """The rule of a value; ``None`` when it repeats within a day, or by parts of the year that are not followed."""
    parts = dict(part.upper().split("=", 1) for part in words.strip().strip(";").split(";") if "=" in part)
    if parts.get("FREQ") not in _EVERY or not parts.keys() <= _KNOWN:
        return None
    try:
        weekdays = tuple(_weekday(part) for part in _list(parts, "BYDAY"))
        rule = Rule(
            parts["FREQ"], int(parts.get("INTERVAL", "1")), int(parts["COUNT"]) if "COUNT" in parts else None,
            parts.get("UNTIL", ""), weekdays, *(tuple(map(int, _list(parts, key)))
                                               for key in ("BYMONTHDAY", "BYMONTH", "BYSETPOS")),
            week_start=_DAYS.index(parts.get("WKST", "MO")),
        )  # fmt: skip
    except ValueError:
        return None
    return rule if _is_followed(rule) else None


def _is_followed(rule: Rule) -> bool:
    """Whether what a rule says is followed here: the usual, not everything one may write."""
    numbered = any(number for number, _ in rule.weekdays)
    if rule.interval < 1 or (numbered and rule.every in ("DAILY", "WEEKLY")):
        return False
    if rule.every == "WEEKLY" and rule.month_days:
        return False
    if rule.every == "YEARLY" and rule.weekdays and not rule.months:
        return False
    return not rule.places or rule.every == "MONTHLY"


def days(rule: Rule, start: datetime, first: date, last: date) -> Iterator[date]:
    """The days from ``first`` to ``last`` on which an event of this start takes place; its own day always is one.

    UNTIL is for whoever knows the zone: it is not looked at.
    """
    day = start.date() if rule.count is not None else max(start.date(), first)
    left = rule.count
    for _ in range(_MOST_DAYS):
        if day > last or left == 0:
            return
        if day == start.date() or _takes_place(rule, start.date(), day):
            left = left - 1 if left is not None else None
            if day >= first:
                yield day
        if day == date.max:
            return
        day += timedelta(days=1)


def _takes_place(rule: Rule, start: date, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.every == "DAILY":
        return (day - start).days % rule.interval == 0 and _fits(rule, day)
    if rule.every == "WEEKLY":
        weeks = (_week(day, rule) - _week(start, rule)).days // 7
        wanted = {weekday for _, weekday in rule.weekdays} or {start.weekday()}
        return weeks % rule.interval == 0 and day.weekday() in wanted
    months = (day.year - start.year) * 12 + day.month - start.month
    if rule.every == "YEARLY":
        in_month = bool(rule.months or rule.month_days) or day.month == start.month
        return (day.year - start.year) % rule.interval == 0 and in_month and _in_month(rule, start, day)
    if months % rule.interval:
        return False
    if not rule.places:
        return _in_month(rule, start, day)
    found = [one for one in _month(day) if _in_month(rule, start, one)]
    return day in [found[at - 1 if at > 0 else at] for at in rule.places if 0 < abs(at) <= len(found)]


def _in_month(rule: Rule, start: date, day: date) -> bool:
    if not rule.weekdays and not rule.month_days:
        return day.day == start.day
    return _fits(rule, day)


def _fits(rule: Rule, day: date) -> bool:
    """Whether the weekday and the day of the month are among those of the rule."""
    size = len(_month(day))
    if rule.month_days and day.day not in rule.month_days and day.day - size - 1 not in rule.month_days:
        return False
    if not rule.weekdays:
        return True
    number, back = (day.day - 1) // 7 + 1, -((size - day.day) // 7 + 1)
    return any(weekday == day.weekday() and wanted in (0, number, back) for wanted, weekday in rule.weekdays)


def _month(day: date) -> list[date]:
    """Every day of the month of a day."""
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1) if (day.year, day.month) != (9999, 12) else None
    size = (after - timedelta(days=1)).day if after is not None else 31
    return [day.replace(day=number) for number in range(1, size + 1)]


def _week(day: date, rule: Rule) -> date:
    """The first day of the week of a day."""
    return date.fromordinal(max(1, day.toordinal() - (day.weekday() - rule.week_start) % 7))


def _list(parts: dict[str, str], key: str) -> list[str]:
    return [part.strip() for part in parts.get(key, "").split(",") if part.strip()]


def _weekday(words: str) -> tuple[int, int]:
    match = _BYDAY.fullmatch(words)
    if match is None:
        raise ValueError(words)
    return int(match[1] or 0), _DAYS.index(match[2])
