"""VTIMEZONE written by rule, short, for any IANA zone an item may use.

Calendar programs read rules (``RRULE;BYDAY``) well and lists of dates badly. The rule of a zone is derived
from the system's or Python's time zone data around the dates of the file; a zone whose changes follow no
such rule (Morocco around Ramadan) gets one observance per change that matters. Either way the instants of
the file's events are those of the zone data: a test holds them against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg

UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Z", "Etc/Zulu", "Zulu", "UCT", "Etc/UCT"})
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# A rule is trusted when it holds for the years of the events, the one before and some after.
_YEARS_AFTER = 8
_EPOCH = 1970


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo:
    """The zone of this IANA name; raises :class:`TripPlannerError` when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise TripPlannerError(
            msg("The time zone “{name}” is not known.", name=name),
            msg("No calendar was written."),
            msg("Choose a zone such as Europe/Paris for the items that use it."),
        ) from error


def instant(civil: datetime, name: str) -> datetime:
    """The moment of a civil time. A time that the clock skips counts with the offset before the gap, one that
    happens twice means the first, as RFC 5545 has it."""
    return civil.replace(tzinfo=zone(name), fold=0).astimezone(UTC)


def needs_utc(civil: datetime, name: str) -> bool:
    """Whether only UTC says which moment this is: the clock skips the hour or shows it twice, where calendar programs
    do not agree, or the zone is UTC itself."""
    if name in UTC_NAMES:
        return True
    first, second = (civil.replace(tzinfo=zone(name), fold=fold) for fold in (0, 1))
    return first.utcoffset() != second.utcoffset()


@dataclass(frozen=True, slots=True)
class Change:
    """The clock is put from one offset to another, at a moment."""

    moment: datetime
    before: timedelta
    after: timedelta

    @property
    def local(self) -> datetime:
        """The civil time at which it happens, by the clock as it was."""
        return (self.moment + self.before).replace(tzinfo=None)


def vtimezone(name: str, first: datetime, last: datetime) -> list[str]:
    """The lines of a VTIMEZONE that is right from ``first`` to ``last`` (moments)."""
    return list(_vtimezone(name, first.year, last.year))


@lru_cache(maxsize=256)
def _vtimezone(name: str, first_year: int, last_year: int) -> tuple[str, ...]:
    return ("BEGIN:VTIMEZONE", f"TZID:{name}", *_observances(name, first_year, last_year), "END:VTIMEZONE")


def _observances(name: str, first_year: int, last_year: int) -> Iterator[str]:
    known = changes(name, first_year - 1, last_year + 1)
    if not known:
        offset = _offset(name, datetime(first_year, 1, 1, tzinfo=UTC))
        yield from _observance(offset, offset, f"{_EPOCH}0101T000000")
        return
    rules = _rules(name, first_year, last_year)
    if rules is not None:
        for change, rule, start in rules:
            yield from _observance(change.before, change.after, start, rule)
        return
    yield from _observance(known[0].before, known[0].before, f"{_EPOCH}0101T000000")
    for change in known:
        yield from _observance(change.before, change.after, change.local.strftime("%Y%m%dT%H%M%S"))


def _observance(before: timedelta, after: timedelta, start: str, rule: str = "") -> Iterator[str]:
    kind = "DAYLIGHT" if after > before else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"TZOFFSETFROM:{_written(before)}"
    yield f"TZOFFSETTO:{_written(after)}"
    yield f"DTSTART:{start}"
    if rule:
        yield f"RRULE:{rule}"
    yield f"END:{kind}"


def _written(offset: timedelta) -> str:
    """``+0200``, with seconds only where there are some."""
    seconds = int(offset.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    hours, rest = divmod(seconds, 3600)
    text = f"{sign}{hours:02}{rest // 60:02}"
    return text + f"{rest % 60:02}" if rest % 60 else text


def _rules(name: str, first_year: int, last_year: int) -> list[tuple[Change, str, str]] | None:
    """For each change of a year its rule and its first date, or ``None`` where the years differ."""
    years = range(first_year - 1, last_year + _YEARS_AFTER + 1)
    found = changes(name, years[0], years[-1])
    by_year = [[change for change in found if change.local.year == year] for year in years]
    if len({len(of_year) for of_year in by_year}) != 1:
        return None
    fitted = [_fitted(same) for same in zip(*by_year, strict=True)]
    rules = [rule for rule in fitted if rule is not None]
    return rules if len(rules) == len(fitted) else None


def _fitted(same: Sequence[Change]) -> tuple[Change, str, str] | None:
    """The rule that all these changes, one per year, follow."""
    first = same[0]
    marks = {(c.before, c.after, c.local.time(), c.local.month, c.local.weekday()) for c in same}
    if len(marks) != 1:
        return None
    ordinals = {(c.local.day - 1) // 7 + 1 for c in same}
    last = all((c.local + timedelta(days=7)).month != c.local.month for c in same)
    ordinal = -1 if last else ordinals.pop() if len(ordinals) == 1 else 0
    if not ordinal:
        return None
    rule = f"FREQ=YEARLY;BYMONTH={first.local.month};BYDAY={ordinal}{_WEEKDAYS[first.local.weekday()]}"
    day = _nth(_EPOCH, first.local.month, first.local.weekday(), ordinal)
    return first, rule, f"{day:%Y%m%d}T{first.local:%H%M%S}"


def _nth(year: int, month: int, weekday: int, ordinal: int) -> date:
    """The ``ordinal``-th (or last, -1) weekday of a month."""
    if ordinal > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (ordinal - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


@lru_cache(maxsize=256)
def changes(name: str, first_year: int, last_year: int) -> tuple[Change, ...]:
    """Every change of offset whose moment lies in these years, both included (and a day around them)."""
    moment = datetime(first_year, 1, 1, tzinfo=UTC) - timedelta(days=1)
    end = datetime(last_year + 1, 1, 2, tzinfo=UTC)
    found: list[Change] = []
    before = _offset(name, moment)
    while moment < end:
        following = moment + timedelta(days=1)
        after = _offset(name, following)
        if after != before:
            found.append(_exactly(name, moment, following))
        moment, before = following, after
    return tuple(change for change in found if first_year <= change.local.year <= last_year)


def _exactly(name: str, low: datetime, high: datetime) -> Change:
    """The change between two moments, to the second."""
    before, after = _offset(name, low), _offset(name, high)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
        low, high = (middle, high) if _offset(name, middle) == before else (low, middle)
    return Change(high, before, after)


def _offset(name: str, moment: datetime) -> timedelta:
    return moment.astimezone(zone(name)).utcoffset() or timedelta()
