"""Calendars (.ics): events as programme items, repeated ones once for each time within the days of a trip."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tripplanner.exchange.intake.cards.meaning import identifier
from tripplanner.exchange.intake.cards.values import Wording, plain, text_of
from tripplanner.exchange.intake.encodings import guess
from tripplanner.exchange.intake.events.events import Calendar, Event, Time, read_calendar, replaced_times, times
from tripplanner.exchange.intake.events.moments import Moment
from tripplanner.exchange.intake.limits import Meter, Unreadable
from tripplanner.exchange.intake.named import NamedTable, Part
from tripplanner.exchange.intake.points.parts import prose
from tripplanner.exchange.intake.readers import Options, Reader
from tripplanner.exchange.intake.sheets import Book, Faulty
from tripplanner.exchange.intake.wording import LANGUAGES
from tripplanner.i18n import Message, languages, msg, msgn, printed, say

_STATUS = {"CONFIRMED": "confirmed", "TENTATIVE": "requested", "CANCELLED": "cancelled"}
_NOTES = ("DESCRIPTION", "URL", "COMMENT", "CONTACT")
_SILENT = frozenset(("DTSTAMP", "SEQUENCE", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "TRANSP", "CLASS", "CREATED",
                     "LAST-MODIFIED", "DTSTART", "DTEND", "DURATION", "UID", "SUMMARY", "STATUS", "LOCATION",
                     "PRIORITY"))  # fmt: skip
_MARK = re.compile(r"\s\[[a-z]{2}\]$")


def read(data: bytes, options: Options, meter: Meter) -> Book:
    """The events of a file, in their order; each time of a repeated one is a line of its own."""
    calendar = read_calendar(data, meter)
    if not calendar.events:
        raise Unreadable(meter.name, msg("it holds no event."), msg("Export the calendar again as iCalendar (.ics)."))
    encodings = guess(data)
    wording = Wording(options.encoding or (encodings[0].name if encodings else ""))
    table, replaced, remarks, number = NamedTable(meter), replaced_times(calendar), list[Message](), 0
    for event in calendar.events:
        meter.tick()
        found = times(event, calendar, options.days, replaced.get(event.words("UID"), set()))
        if found.remark is not None:
            remarks.append(msg("Event {number}: {what}", number=event.number, what=found.remark))
        said = list(_parts(event, calendar, wording))
        for one in found.times:
            number += 1
            table.add(number, [*_when(one, event, calendar), _identity(one, event, calendar), *said])
    return Book(meter.name, "calendar", (table.sheet(meter.name, "programme"),), remarks=(*_left(calendar), *remarks))


def _left(calendar: Calendar) -> tuple[Message, ...]:
    """What a calendar may hold besides events."""
    count = sum(calendar.others.values())
    if not count:
        return ()
    return (msgn("{n} task or journal entry is not read: it is no event.",
                 "{n} tasks or journal entries are not read: they are no events.", count),)  # fmt: skip


def _when(one: Time, event: Event, calendar: Calendar) -> Iterator[Part]:
    if one.start is None:
        words = event.words("DTSTART")
        why = msg("line {line}: the event has no start that can be read.", line=event.line)
        yield Part("DTSTART", "start", Faulty.because(words or "?", why))
        yield Part("DTEND (?)", "", event.words("DTEND"))
        return
    yield from _moment("DTSTART", "start", one.start)
    if one.end is not None:
        yield from _moment("DTEND", "end", one.end)
    elif words := event.words("DTEND") or event.words("DURATION"):
        yield Part("DTEND (?)", "", words)


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
    status = event.words("STATUS").upper()
    yield Part("VEVENT", "event", "cancelled" if status == "CANCELLED" else "event")
    if status in _STATUS and (not calendar.ours or status == "CANCELLED"):
        yield Part("STATUS", "status", _STATUS[status])
    for one in event.all("SUMMARY"):
        words = " ".join(plain(text_of(one, wording) or "").split())
        language = one.parameters.get("LANGUAGE", "").lower()[:2]
        key = f"title.{language}" if language in LANGUAGES else "title"
        yield Part("SUMMARY", key, _undecorated(words, status) if calendar.ours else words)
    for one in event.all("LOCATION"):
        words = " ".join(plain(text_of(one, wording) or "").split())
        yield Part("LOCATION", "" if calendar.ours else "location", words)
    for one in event.properties:
        if one.name in _SILENT:
            continue
        words = text_of(one, wording)
        if words is None:
            why = msg("line {line}: the value of {name} is in no encoding that is known.",
                      line=one.line, name=one.name)  # fmt: skip
            yield Part(one.name, "internal_notes", Faulty.because(repr(one.raw[:60])[2:-1], why))
        elif one.name in _NOTES and not calendar.ours:
            heading = "internal_notes" if one.name == "DESCRIPTION" else one.name
            yield Part(heading, "internal_notes", prose(plain(words)))
        else:
            yield Part(one.name, "", plain(words))
    for broken in event.broken:
        why = msg("line {line} is no line of an event.", line=broken.line)
        yield Part("?", "internal_notes", Faulty.because(broken.raw[:2000].decode("utf-8", "replace"), why))


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
    """Whether the first line is that of a calendar."""
    return data[:400].removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper() == b"BEGIN:VCALENDAR"


READER = Reader("calendar", msg("Calendar"), (".ics", ".ical", ".ifb", ".vcs"), read, knows, ("programme",),
                position=21)  # fmt: skip
