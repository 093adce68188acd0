"""From frozen content to the bytes of a calendar. Same content, same bytes; no clock, no database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tripplanner.documents.calendars import wording
from tripplanner.documents.calendars.content import REMINDER, Attendee, CalendarContent, Event, Organiser
from tripplanner.documents.calendars.lines import day, escaped, joined, local, minutes, one_line, quoted, utc
from tripplanner.documents.calendars.zones import instant, needs_utc, vtimezone
from tripplanner.mailboxes import mailto

_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tripplanner//tripplanner//EN", "CALSCALE:GREGORIAN")
_REFRESH = "PT1H"
_STATUS = {"requested": "TENTATIVE", "confirmed": "CONFIRMED", "done": "CONFIRMED", "cancelled": "CANCELLED"}
_FREE = ("free_time", "lodging")


def calendar(content: CalendarContent) -> bytes:
    """The whole file."""
    return joined(_file(content, content.events, named=True))


def one_per_event(content: CalendarContent) -> Iterator[tuple[Event, bytes]]:
    """A file for each event, for phones that take only the first event of a file. Nameless: a name would open
    a new calendar for each."""
    for event in content.events:
        yield event, joined(_file(content, (event,), named=False))


def one_per_resource(content: CalendarContent) -> Iterator[tuple[Event, bytes]]:
    """Each event as a CalDAV server keeps it (RFC 4791, 4.1): no METHOD, no ORGANIZER, who would be taken for a host
    that invites."""
    for event in content.events:
        yield event, joined(_resource(content, event))


def _resource(content: CalendarContent, event: Event) -> Iterator[str]:
    yield from _HEAD
    yield from _zones((event,))
    yield from _event(event, content, "")
    yield "END:VCALENDAR"


def _file(content: CalendarContent, events: tuple[Event, ...], *, named: bool) -> Iterator[str]:
    yield from _HEAD
    yield f"METHOD:{content.method}"
    if named:
        yield from _name(content)
    if content.flavour == "feed":
        yield f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}"
        yield f"X-PUBLISHED-TTL:{_REFRESH}"
    if content.flavour != "phone":
        yield from _zones(events)
    organiser = _organiser(content.organiser, content.language)
    for event in events:
        yield from _event(event, content, organiser)
    yield "END:VCALENDAR"


def _name(content: CalendarContent) -> Iterator[str]:
    name = one_line(wording.shown(content.name, content.language))
    if name:
        yield f"NAME:{escaped(name)}"
        if content.flavour != "phone":
            yield f"X-WR-CALNAME:{escaped(name)}"


def _zones(events: tuple[Event, ...]) -> Iterator[str]:
    """A VTIMEZONE for each zone that a time of the file stands in."""
    used: dict[str, list[datetime]] = {}
    for event in events:
        if event.whole_days:
            continue
        for civil, name in ((event.start, event.start_zone), (event.end or event.start, event.end_zone)):
            if not needs_utc(civil, name):
                used.setdefault(name, []).append(instant(civil, name))
    for name in sorted(used):
        yield from vtimezone(name, min(used[name]), max(used[name]))


def _organiser(office: Organiser, language: str) -> str:
    name = one_line(wording.shown(office.name, language) or office.short_name) or "tripplanner"
    address = mailto(one_line(office.email)) if office.email.strip() else f"urn:uuid:{office.uuid or _NOBODY}"
    return f"ORGANIZER;CN={quoted(name)}:{address}"


def _attendee(one: Attendee) -> str:
    """Whom the office asks for an answer (RFC 5545, 3.8.4.1)."""
    state = "ACCEPTED" if one.accepted else "NEEDS-ACTION"
    rights = f"CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={state};RSVP=TRUE"
    return f"ATTENDEE;{rights};CN={quoted(one.name or one.email)}:{mailto(one_line(one.email))}"


_NOBODY = "00000000-0000-0000-0000-000000000000"  # the nil UUID: no office was entered yet


def _event(event: Event, content: CalendarContent, organiser: str) -> Iterator[str]:
    language, phone = content.language, content.flavour == "phone"
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{utc(event.stamp)}"
    yield f"CREATED:{utc(event.created)}"
    yield f"LAST-MODIFIED:{utc(event.changed)}"
    yield from _times(event, phone)
    title = wording.summary(event, language)
    yield f"SUMMARY:{escaped(title)}"
    yield f"DESCRIPTION:{escaped(wording.description(event, language))}"
    yield from _place(event, language, phone)
    yield f"STATUS:{_STATUS.get(event.status, 'TENTATIVE')}"
    yield f"TRANSP:{'TRANSPARENT' if _is_free(event) or event.type == REMINDER else 'OPAQUE'}"
    if organiser:
        yield organiser
    if content.attendee is not None:
        yield _attendee(content.attendee)
    if content.alarm_min is not None and not _is_free(event):
        yield from _alarm(content.alarm_min, title)
    yield "END:VEVENT"


def _is_free(event: Event) -> bool:
    """Nights, free time and what is cancelled leave the hours free."""
    return event.type in _FREE or event.status == "cancelled"


def _times(event: Event, phone: bool) -> Iterator[str]:
    if event.whole_days:
        yield f"DTSTART;VALUE=DATE:{day(event.start)}"
        yield f"DTEND;VALUE=DATE:{day(event.day_after)}"
        return
    yield f"DTSTART{_time(event.start, event.start_zone, phone)}"
    if event.end is not None and _lasts(event, event.end):
        yield f"DTEND{_time(event.end, event.end_zone, phone)}"


def _lasts(event: Event, end: datetime) -> bool:
    """An end that is not after the start is left out: no calendar program takes it."""
    return instant(end, event.end_zone) - instant(event.start, event.start_zone) > timedelta()


def _time(civil: datetime, name: str, phone: bool) -> str:
    if phone or needs_utc(civil, name):
        return f":{utc(instant(civil, name))}"
    return f";TZID={name}:{local(civil)}"


def _place(event: Event, language: str, phone: bool) -> Iterator[str]:
    text = wording.place(event.spot, language)
    if text:
        yield f"LOCATION:{escaped(text)}"
    spot = event.spot
    if spot is not None and spot.latitude is not None and spot.longitude is not None:
        yield f"GEO:{spot.latitude:.6f};{spot.longitude:.6f}"
        if text and not phone:
            point = f"geo:{spot.latitude:.6f},{spot.longitude:.6f}"
            yield f"X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=100;X-TITLE={quoted(text)}:{point}"
    if event.travel_min and not phone and not event.whole_days:
        yield f"X-APPLE-TRAVEL-DURATION;VALUE=DURATION:{minutes(event.travel_min)}"


def _alarm(before: int, title: str) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escaped(title)}"
    yield f"TRIGGER:-{minutes(before)}"
    yield "END:VALARM"
