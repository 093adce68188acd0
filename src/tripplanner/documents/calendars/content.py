"""What a calendar says, frozen: read once for a trip, narrowed to a person, written in a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tripplanner.text import EMPTY, Text

FLAVOURS = ("standard", "phone", "feed")
REMINDER = "reminder"  # the type of an event that takes no time of its day and rings all the same


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event is: what a map looks for. Degrees in WGS 84, ``None`` when unknown."""

    name: Text
    town: Text = EMPTY
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A programme item as a calendar shows it.

    ``start`` and ``end`` are civil times in their own IANA zones. ``created``, ``changed`` and ``stamp`` are
    moments in UTC. ``groups`` are names of sub-groups, for the calendar of the whole trip only; ``travel_min``
    is the drive that leads to the event. ``left``: its reader had it once and does not take part any more.
    """

    uid: str
    sequence: int
    stamp: datetime
    created: datetime
    changed: datetime
    type: str
    status: str
    start: datetime
    start_zone: str
    end: datetime | None
    end_zone: str
    title: Text
    purpose: Text = EMPTY
    notes: Text = EMPTY
    who: Text = EMPTY
    own_note: Text = EMPTY
    hosts: tuple[Text, ...] = ()
    groups: tuple[Text, ...] = ()
    origin: Text = EMPTY
    destination: Text = EMPTY
    distance_km: float | None = None
    drive_min: int | None = None
    interpreting: str | None = None
    passport_needed: bool = False
    online: bool = False
    spot: Spot | None = None
    travel_min: int | None = None
    left: bool = False

    @property
    def whole_days(self) -> bool:
        """From midnight to midnight (or the minute before) in one zone."""
        if self.end is None or self.start_zone != self.end_zone or self.start.time() != time():
            return False
        return self.end > self.start and self.end.time() in (time(), time(23, 59))

    @property
    def day_after(self) -> datetime:
        """The first midnight after whole days."""
        end = self.end or self.start
        return end if end.time() == time() else datetime.combine(end.date(), time()) + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Organiser:
    """The office that publishes; without an e-mail address its UUID stands for it."""

    name: Text = EMPTY
    short_name: str = ""
    email: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Whom an invitation asks. ``accepted``: they agreed already, and what changed since needs no new answer."""

    name: str
    email: str
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class CalendarContent:
    """One calendar file: the events of one person (or of the whole trip) in one language.

    ``name`` is empty except for the whole trip. ``alarm_min``: minutes before each event, ``None`` for no alarm.
    ``method`` is PUBLISH, or REQUEST and CANCEL in mails to an ``attendee`` (RFC 5546).
    """

    language: str
    organiser: Organiser
    events: tuple[Event, ...]
    name: Text = EMPTY
    flavour: str = "standard"
    alarm_min: int | None = None
    method: str = "PUBLISH"
    attendee: Attendee | None = None

    def untranslated(self) -> tuple[Text, ...]:
        """The texts that this language lacks and that are shown in their source language."""
        texts = (text for event in self.events for text in printed_texts(event))
        return tuple(dict.fromkeys(text for text in texts if text and text.state(self.language) == "missing"))


def printed_texts(event: Event) -> tuple[Text, ...]:
    """Every text of an event that its reader sees."""
    spot = (event.spot.name, event.spot.town) if event.spot else ()
    own = (event.title, event.purpose, event.notes, event.who, event.own_note, event.origin, event.destination)
    return (*own, *event.hosts, *event.groups, *spot)
