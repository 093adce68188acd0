"""The events of a calendar: their properties, and each time they take place."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from tripplanner.exchange.intake.cards.lines import Broken, Property, lines, parsed
from tripplanner.exchange.intake.cards.values import Wording, plain, text_of
from tripplanner.exchange.intake.events.moments import UNIVERSAL, Moment, length, moment, own_zone, property_moment
from tripplanner.exchange.intake.events.rules import Rule, days, parse
from tripplanner.exchange.intake.limits import Meter, Unreadable
from tripplanner.i18n import Message, msg

_MOST_EVENTS, _MOST_ZONES, _MOST_ZONE_LINES = 5_000, 50, 600
_MOST_LINES, _MOST_PARTS = 4_000, 200_000  # of one event, of all of them
MOST_TIMES = 400  # of one event
_MOST_SAID, _MOST_OTHER = 200, 40  # bytes of a line that is none; properties of a part that is no event


@dataclass(slots=True)
class Event:
    """An event as its file has it: its number, the line it begins in, its properties, lines that are none."""

    number: int
    line: int
    properties: list[Property] = field(default_factory=list[Property])
    broken: list[Broken] = field(default_factory=list[Broken])

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def words(self, name: str) -> str:
        """The words of the first property of this name."""
        return next((plain(text_of(one, Wording()) or "") for one in self.all(name)), "")


@dataclass(slots=True)
class Other:
    """A part of a calendar that is no event: what it is called, the line it begins in, its properties."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list[Property])


@dataclass(slots=True)
class Calendar:
    """A calendar file; ``stray`` are lines that belong to no part of it."""

    events: list[Event] = field(default_factory=list[Event])
    zones: dict[str, tzinfo] = field(default_factory=dict[str, tzinfo])
    head: list[Property] = field(default_factory=list[Property])
    others: list[Other] = field(default_factory=list[Other])
    stray: list[Broken] = field(default_factory=list[Broken])
    count: int = 0  # of lines in events

    @property
    def method(self) -> str:
        """What the file asks for: ``PUBLISH``, ``CANCEL``; empty when it does not say."""
        said = (one.raw.decode("ascii", "ignore").strip().upper() for one in self.head if one.name == "METHOD")
        return next(said, "")

    @property
    def ours(self) -> bool:
        """Whether this program wrote it."""
        return any(one.name == "PRODID" and b"//tripplanner//" in one.raw for one in self.head)


def read_calendar(data: bytes, meter: Meter) -> Calendar:
    """Whatever a file holds: its events with the parts within them, its zones, the rest by name."""
    found, stack, zone = Calendar(), list[str](), list[bytes]()
    for number, line in lines(data.removeprefix(codecs.BOM_UTF8), meter):
        one = parsed(number, line)
        word = one.raw.decode("ascii", "ignore").strip().upper() if isinstance(one, Property) else ""
        if isinstance(one, Property) and one.name == "BEGIN":
            stack.append(word)
            _begun(found, stack, number, meter)
        elif isinstance(one, Property) and one.name == "END" and word in stack:
            del stack[len(stack) - 1 - stack[::-1].index(word) :]
            if word == "VTIMEZONE":
                _zone_read(found, [*zone, line])
                zone.clear()
                continue
        elif "VTIMEZONE" not in stack:
            _take(found, stack, one, line, meter)
        if "VTIMEZONE" in stack and len(zone) < _MOST_ZONE_LINES:
            zone.append(line)
    return found


def _take(found: Calendar, stack: list[str], one: Property | Broken, line: bytes, meter: Meter) -> None:
    """A line as part of what is open: an event, something within one, another part of the calendar, its head."""
    depth = next((at for at, name in enumerate(stack[:2]) if name == "VEVENT"), None)
    if depth is not None:
        _add(found, one, " ".join(stack[depth + 1 :]), meter)
    elif isinstance(one, Broken) or not stack:
        if len(found.stray) >= _MOST_EVENTS:
            raise Unreadable(meter.name, msg("line {line} and many before it belong to no event.", line=one.line),
                             msg("Export the calendar again as iCalendar (.ics)."))  # fmt: skip
        found.stray.append(Broken(line[:_MOST_SAID], one.line))
    elif stack == ["VCALENDAR"]:
        if len(found.head) < _MOST_OTHER:
            found.head.append(one)
    elif found.others and len(found.others[-1].properties) < _MOST_OTHER:
        found.others[-1].properties.append(one.within(" ".join(stack[2:])))


def _add(found: Calendar, one: Property | Broken, part: str, meter: Meter) -> None:
    """A line of the last event; ``part``: what it belongs to within it."""
    event = found.events[-1]
    found.count += 1
    if len(event.properties) + len(event.broken) >= _MOST_LINES or found.count > _MOST_PARTS:
        what = msg("event {number} has more than {count} lines, or all of them more than {most}.", number=event.number,
                   count=_MOST_LINES, most=_MOST_PARTS)  # fmt: skip
        raise Unreadable(meter.name, what, msg("Export a shorter period."))
    if isinstance(one, Property):
        event.properties.append(one.within(part))
    else:
        event.broken.append(one)


def _begun(found: Calendar, stack: list[str], number: int, meter: Meter) -> None:
    if len(stack) > 20:
        raise Unreadable(meter.name, msg("line {line}: elements are nested too deeply.", line=number))
    if stack[-1] == "VEVENT" and len(stack) <= 2:
        if len(found.events) >= _MOST_EVENTS:
            raise Unreadable(meter.name, msg("it has more than {count} events.", count=_MOST_EVENTS),
                             msg("Export a shorter period."))  # fmt: skip
        found.events.append(Event(len(found.events) + 1, number))
    elif len(stack) <= 2 and stack[-1] not in ("VCALENDAR", "VTIMEZONE") and "VEVENT" not in stack:
        if len(found.others) >= _MOST_EVENTS:
            raise Unreadable(meter.name, msg("it has more than {count} parts that are no events.", count=_MOST_EVENTS),
                             msg("Export the events alone."))  # fmt: skip
        found.others.append(Other(stack[-1][:40], number))


def _zone_read(found: Calendar, lines: list[bytes]) -> None:
    name = next((line.partition(b":")[2] for line in lines if line.upper().startswith(b"TZID")), b"")
    if len(found.zones) < _MOST_ZONES and len(lines) < _MOST_ZONE_LINES and (made := own_zone(lines)) is not None:
        found.zones[name.decode("utf-8", "replace").strip()] = made


@dataclass(frozen=True, slots=True)
class Time:
    """One time an event takes place. ``mark`` tells the times of an event apart; empty where there is one."""

    start: Moment | None
    end: Moment | None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """The times of an event, and what is to be said of how it repeats."""

    times: tuple[Time, ...]
    remark: Message | None = None


def times(event: Event, calendar: Calendar, period: tuple[date, date] | None, replaced: set[str]) -> Times:
    """When an event takes place: once, or each time within the days of a trip (else its first 400 times).

    ``replaced``: the marks of times that the file gives again as events of their own.
    """
    start, end = _bounds(event, calendar)
    mark = _mark_of(event, calendar, start)
    rule_words = event.words("RRULE")
    if start is None or mark or not (rule_words or event.all("RDATE")):
        return Times((Time(start, end, mark),))
    rule = parse(rule_words) if rule_words else None
    if rule_words and rule is None:
        said = msg("It repeats in a way that is not followed here ({rule}): only its first time is taken.",
                   rule=rule_words[:80])  # fmt: skip
        return Times((Time(start, end),), said)
    lasting = end.civil - start.civil if end is not None else None
    found = _repeated(event, calendar, start, rule, period)
    marked = [(f"{one.civil:%Y%m%dT%H%M}", one) for one in found]
    kept = [Time(one, _ended(one, end, lasting), name) for name, one in marked if name not in replaced]
    return Times(tuple(kept), _repeats(len(kept), period))


def _repeats(count: int, period: tuple[date, date] | None) -> Message:
    if period is not None:
        return msg("It repeats: {count} times within the days of the trip.", count=count)
    return msg("It repeats: {count} times are looked at.", count=count)


def _ended(start: Moment, end: Moment | None, lasting: timedelta | None) -> Moment | None:
    if end is None or lasting is None:
        return None
    try:
        return Moment(start.civil + lasting, end.zone, end.whole)
    except OverflowError:
        return None


def _bounds(event: Event, calendar: Calendar) -> tuple[Moment | None, Moment | None]:
    start, end = (_moment(event, calendar, name) for name in ("DTSTART", "DTEND"))
    if start is None or end is not None:
        return start, end
    lasting = length(event.words("DURATION"))
    if lasting is None and start.whole:
        lasting = timedelta(days=1)
    try:
        return start, start.later(lasting) if lasting is not None else None
    except OverflowError:
        return start, None


def _moment(event: Event, calendar: Calendar, name: str) -> Moment | None:
    return next((property_moment(one, event.words(name), calendar.zones) for one in event.all(name)), None)


def _mark_of(event: Event, calendar: Calendar, start: Moment | None) -> str:
    """Of which time of a repeated event this one takes the place."""
    instead = _moment(event, calendar, "RECURRENCE-ID")
    if instead is None:
        return ""
    civil = instead.within(start.zone) if start is not None and start.zone else instead.civil
    return f"{civil:%Y%m%dT%H%M}"


def replaced_times(calendar: Calendar) -> dict[str, set[str]]:
    """For each UID the marks of times that events of their own take the place of."""
    found: dict[str, set[str]] = {}
    for event in calendar.events:
        if event.all("RECURRENCE-ID"):
            start = _bounds(event, calendar)[0]
            found.setdefault(event.words("UID"), set()).add(_mark_of(event, calendar, start))
    return found


def _repeated(
    event: Event, calendar: Calendar, start: Moment, rule: Rule | None, period: tuple[date, date] | None
) -> list[Moment]:
    """The times of a repeated event, in order, without those that are left out."""
    first, last = period or (date.min, date.max)
    if period and start.zone == UNIVERSAL:  # it may be another day there
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    found = {start.civil} if first <= start.civil.date() <= last else set[datetime]()
    until = _until(rule, start, calendar) if rule is not None else None
    if rule is not None:
        for day in days(rule, start.civil, first, last):
            at = datetime.combine(day, start.civil.time())
            if (until is not None and at > until) or len(found) >= MOST_TIMES:
                break
            found.add(at)
    found |= {at for at in _listed(event, calendar, "RDATE", start) if first <= at.date() <= last}
    found -= set(_listed(event, calendar, "EXDATE", start))
    return [Moment(at, start.zone, start.whole) for at in sorted(found)[:MOST_TIMES]]


def _until(rule: Rule, start: Moment, calendar: Calendar) -> datetime | None:
    last = moment(rule.until, "", calendar.zones) if rule.until else None
    if last is None:
        return None
    return last.civil.replace(hour=23, minute=59) if last.whole else last.within(start.zone)


def _listed(event: Event, calendar: Calendar, name: str, start: Moment) -> Iterator[datetime]:
    """The times of a list, as civil times of the zone of the start; a day alone stands for the start on it."""
    for one in event.all(name):
        for words in (text_of(one, Wording()) or "").split(","):
            at = property_moment(one, words.partition("/")[0], calendar.zones)
            if at is not None:
                yield datetime.combine(at.civil, start.civil.time()) if at.whole else at.within(start.zone)
