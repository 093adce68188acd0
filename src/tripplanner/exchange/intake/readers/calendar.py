"""Calendars (.ics): events as programme items, repeated ones once for each time within the days of a trip."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tripplanner.exchange.intake.cards.lines import Property
from tripplanner.exchange.intake.cards.meaning import identifier
from tripplanner.exchange.intake.cards.values import Wording, beside, plain, text_of
from tripplanner.exchange.intake.encodings import guess, narrow
from tripplanner.exchange.intake.events.answers import is_answer
from tripplanner.exchange.intake.events.events import Calendar, Event, Time, read_calendar, replaced_times, times
from tripplanner.exchange.intake.events.moments import Moment, moment, zone_of
from tripplanner.exchange.intake.kinds.kind import even
from tripplanner.exchange.intake.limits import Meter, Unreadable
from tripplanner.exchange.intake.named import NamedTable, Part
from tripplanner.exchange.intake.points.parts import prose
from tripplanner.exchange.intake.readers import Options, Reader
from tripplanner.exchange.intake.sheets import Book, Faulty
from tripplanner.exchange.intake.wording import LANGUAGES
from tripplanner.i18n import Message, languages, msg, msgn, printed, say

_STATUS = {"CONFIRMED": "confirmed", "TENTATIVE": "requested", "CANCELLED": "cancelled"}
_NOTES = ("DESCRIPTION", "URL", "COMMENT", "CONTACT")
_ONCE = frozenset(("DTSTART", "DTEND", "DURATION", "UID", "STATUS"))  # read elsewhere, the first of each
_OURS = frozenset(("DTSTAMP", "SEQUENCE", "TRANSP", "CLASS", "CREATED", "LAST-MODIFIED", "PRIORITY"))
_MOST_SAID = 20
_MARK = re.compile(r"\s\[[a-z]{2}\]$")


def read(data: bytes, options: Options, meter: Meter) -> Book:
    """The events of a file, in their order; each time of a repeated one is a line of its own."""
    data = narrow(data)
    calendar = read_calendar(data, meter)
    if not calendar.events:
        raise Unreadable(meter.name, msg("it holds no event."), msg("Export the calendar again as iCalendar (.ics)."))
    encodings = guess(data)
    wording = Wording(options.encoding or (encodings[0].name if encodings else ""))
    table, replaced, remarks, number = NamedTable(meter), replaced_times(calendar), list[Message](), 0
    whole = 0
    for event in calendar.events:
        meter.tick()
        found = times(event, calendar, options.days, replaced.get(event.words("UID"), set()))
        if found.remark is not None:
            title = " ".join(event.words("SUMMARY").split())[:80] or event.words("UID")[:80]
            remarks.append(
                msg("Event {number}, “{title}”: {what}", number=event.number, title=title, what=found.remark)
            )
        whole += any(one.start is not None and one.start.whole for one in found.times)
        said = list(_parts(event, calendar, wording))
        for one in found.times:
            number += 1
            table.add(number, [*_when(one, event, calendar), _identity(one, event, calendar), *said])
    if whole:
        remarks.append(msgn("{n} event lasts all day: it is read from midnight to midnight.",
                            "{n} events last all day: they are read from midnight to midnight.", whole))  # fmt: skip
    return Book(meter.name, "calendar", (table.sheet(meter.name, "programme"),), remarks=(*_left(calendar), *remarks))


def _left(calendar: Calendar) -> tuple[Message, ...]:
    """What a calendar holds besides events: each part, each line, what is said of it as a whole."""
    parts = [
        msg("Line {line}: {part} is not read, it is no event ({words}).", line=one.line, part=one.name,
            words=_said(one.properties))
        for one in calendar.others
    ]  # fmt: skip
    stray = [
        msg("Line {line} belongs to no event: “{words}”.", line=one.line, words=one.raw.decode("utf-8", "replace"))
        for one in calendar.stray
    ]
    found = [*parts[:_MOST_SAID], *stray[:_MOST_SAID]]
    if more := len(parts) + len(stray) - len(found):
        found.append(msgn("{n} more line or part belongs to no event.", "{n} more lines or parts belong to no event.",
                          more))  # fmt: skip
    if calendar.head and not calendar.ours:
        found.append(msg("Of the calendar as a whole nothing is taken: {words}.", words=_said(calendar.head)))
    return tuple(found)


def _said(properties: list[Property]) -> str:
    """Properties in a sentence: their names and the beginning of their values."""
    said = [f"{one.name}: {_line(one)}" for one in properties[: 2 * _MOST_SAID] if one.raw.strip()]
    return ", ".join([*said, *["…"] * (len(properties) > 2 * _MOST_SAID)]) or "–"


def _line(one: Property) -> str:
    words = " ".join(even(plain(text_of(one, Wording()) or "?")).split())
    return words if len(words) <= 80 else words[:79] + "…"


def _when(one: Time, event: Event, calendar: Calendar) -> Iterator[Part]:
    if one.start is None:
        yield Part("DTSTART", "start", Faulty.because(event.words("DTSTART") or "?", _why(event)))
        yield Part("DTEND (?)", "", event.words("DTEND"))
        yield Part("DURATION (?)", "", event.words("DURATION"))
        return
    yield from _moment("DTSTART", "start", one.start)
    if one.end is not None:
        yield from _moment("DTEND", "end", one.end)
    elif words := event.words("DTEND"):
        yield Part("DTEND (?)", "", words)
    if one.end is None or event.words("DTEND"):
        yield Part("DURATION (?)", "", event.words("DURATION"))


def _why(event: Event) -> Message:
    """Why an event has no start: nothing says it, its zone is unknown, or it is no time at all."""
    zone = next((one.parameters.get("TZID", "") for one in event.all("DTSTART")), "")
    if zone and not zone_of(zone) and moment(event.words("DTSTART"), "", {}) is not None:
        return msg("line {line}: nobody knows the time zone “{zone}”.", line=event.line, zone=zone[:60])
    return msg("line {line}: the event has no start that can be read.", line=event.line)


def _moment(heading: str, key: str, at: Moment) -> Iterator[Part]:
    yield Part(heading, key, f"{at.civil.isoformat(' ', 'minutes')}")
    yield Part(f"{heading} TZID", f"{key}_zone", at.zone)


def _identity(one: Time, event: Event, calendar: Calendar) -> Part:
    uid = event.words("UID")
    if not uid:
        return Part("UID", "uuid", None)
    return Part("UID", "uuid", identifier(f"{uid}#{one.mark}" if one.mark else uid))


def _parts(event: Event, calendar: Calendar, wording: Wording) -> Iterator[Part]:
    """What an event says besides when it is."""
    status = "CANCELLED" if calendar.method == "CANCEL" else event.words("STATUS").upper()
    yield Part("VEVENT", "event", "cancelled" if status == "CANCELLED" else "event")
    if status in _STATUS and (not calendar.ours or status == "CANCELLED"):
        yield Part("STATUS", "status", _STATUS[status])
    elif not calendar.ours:
        yield Part("STATUS (?)", "", event.words("STATUS"))
    for one in event.all("SUMMARY"):
        words = " ".join(plain(text_of(one, wording) or "").split())
        language = one.parameters.get("LANGUAGE", "").lower()[:2]
        key = f"title.{language}" if language in LANGUAGES else "title"
        yield Part("SUMMARY", key, _undecorated(words, status) if calendar.ours else words)
    for one in event.all("LOCATION"):
        words = " ".join(plain(text_of(one, wording) or "").split())
        yield Part("LOCATION", "" if calendar.ours else "location", words)
    yield from _others(event, calendar, wording)
    for broken in event.broken:
        why = msg("line {line} is no line of an event.", line=broken.line)
        yield Part("?", "internal_notes", Faulty.because(broken.raw[:2000].decode("utf-8", "replace"), why))


def _others(event: Event, calendar: Calendar, wording: Wording) -> Iterator[Part]:
    """What has no field of its own: notes, and columns that are named as ignored, with the parameters beside them."""
    seen: set[str] = set()
    for one in event.properties:
        first = one.name not in seen
        seen.add(one.name)
        words, more = text_of(one, wording), "" if calendar.ours else beside(one)
        if one.name in ("SUMMARY", "LOCATION") or (one.name in _ONCE and first):
            yield Part(f"{one.name} (…)", "", more)
        elif words is None:
            why = msg("line {line}: the value of {name} is in no encoding that is known.",
                      line=one.line, name=one.name)  # fmt: skip
            yield Part(one.name, "internal_notes", Faulty.because(repr(one.raw[:60])[2:-1], why))
        elif one.name in _NOTES and not calendar.ours:
            heading = "internal_notes" if one.name == "DESCRIPTION" else one.name
            yield Part(heading, "internal_notes", prose(plain(words)))
            yield Part(f"{one.name} (…)", "", more)
        elif not (calendar.ours and one.name in _OURS):
            yield Part(one.name, "", f"{plain(words)} ({more})" if more else plain(words))


def _undecorated(words: str, status: str) -> str:
    """A title of ours without what a calendar adds: that it is cancelled, that it is not translated."""
    for language in languages():
        if words == say(printed("Programme item"), language):
            return ""
        before, _, after = say(printed("CANCELLED: {title}", title="\0"), language).partition("\0")
        if status == "CANCELLED" and words.startswith(before) and words.endswith(after):
            words = words[len(before) : len(words) - len(after)]
            break
    return _MARK.sub("", words)


def knows(data: bytes) -> bool:
    """Whether the first line is that of a calendar, and it is no answer to an invitation."""
    return narrow(data[:400]).lstrip()[:15].upper() == b"BEGIN:VCALENDAR" and not is_answer(narrow(data))


READER = Reader("calendar", msg("Calendar"), (".ics", ".ical", ".ifb", ".vcs"), read, knows, ("programme",),
                position=21)  # fmt: skip
