"""Forty calendars of sixty events against plain ``icalendar`` objects that hold the same values."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.large import sample_database
from bench.measure import Figure, ratio, seconds
from tripplanner.documents.calendars import wording
from tripplanner.documents.calendars.content import CalendarContent, Event
from tripplanner.documents.calendars.reading import read_trip
from tripplanner.documents.calendars.writing import calendar
from tripplanner.planning.trips import find_trip
from tripplanner.store.workspace import Workspace

CALENDARS, EVENTS = 40, 60


def figures() -> list[Figure]:
    contents = [_own(_content(), number) for number in range(CALENDARS)]
    name = f"{CALENDARS} calendars × {len(contents[0].events)} events"
    return [ratio(name, lambda: seconds(lambda: _ours(contents)), lambda: seconds(lambda: _peer(contents)), 0.3)]


def _content() -> CalendarContent:
    with tempfile.TemporaryDirectory() as folder, Workspace.open(sample_database(Path(folder, "s.db"))) as workspace:
        trip = workspace.get(read_trip, workspace.get(find_trip, "P01"))
    content = trip.whole("fr")
    times = -(-EVENTS // len(content.events))
    return replace(content, events=(content.events * times)[:EVENTS])


def _own(content: CalendarContent, number: int) -> CalendarContent:
    """The calendar with words of its own, so that nothing made for one serves another."""
    return replace(content, events=tuple(_renamed(event, f"{number}.{n}") for n, event in enumerate(content.events)))


def _renamed(event: Event, mark: str) -> Event:
    title = event.title.with_words("fr", f"{event.title.get('fr')} {mark}")
    return replace(event, uid=f"{event.uid}-{mark}", title=title)


def _ours(contents: list[CalendarContent]) -> int:
    return sum(len(calendar(content)) for content in contents)


def _peer(contents: list[CalendarContent]) -> int:
    return sum(len(_plain(content)) for content in contents)


def _plain(content: CalendarContent) -> bytes:
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//bench//")
    made.add("version", "2.0")
    for event in content.events:
        made.add_component(_plain_event(event, content.language))
    return made.to_ical()


def _plain_event(event: Event, language: str) -> object:
    import icalendar

    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", event.stamp.astimezone(UTC))
    made.add("created", event.created.astimezone(UTC))
    made.add("last-modified", event.changed.astimezone(UTC))
    made.add("dtstart", event.start.replace(tzinfo=ZoneInfo(event.start_zone)))
    made.add("dtend", (event.end or event.start).replace(tzinfo=ZoneInfo(event.end_zone)))
    made.add("summary", wording.summary(event, language))
    made.add("description", wording.description(event, language))
    made.add("location", wording.place(event.spot, language))
    made.add("status", "TENTATIVE")
    made.add("transp", "OPAQUE")
    made.add("organizer", "mailto:office@example.org")
    return made
