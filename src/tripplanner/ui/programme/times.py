"""Days, times and durations of the programme as people of a language write and say them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tripplanner.dates import clock, distance, duration, full_date, short_weekday
from tripplanner.i18n import Message, msg


@dataclass(frozen=True, slots=True)
class Clock:
    """Writes moments in the words of ``language``; ``zone`` is the IANA zone nobody needs to be told."""

    language: str
    say: Callable[[Message], str]
    zone: str = ""

    @property
    def comma(self) -> str:
        """What stands between the parts of an enumeration."""
        return "，" if self.language == "zh" else ", "

    def day(self, day: date) -> str:
        """``mar. 15``, ``15 周二``: the head of a column."""
        weekday = short_weekday(day, self.language)
        return f"{day.day} {weekday}" if self.language == "zh" else f"{weekday} {day.day}"

    def day_long(self, day: date) -> str:
        """``mercredi 16 septembre``."""
        return full_date(day, self.language)

    def day_title(self, day: date) -> str:
        """``Mercredi 16 septembre``, standing alone."""
        words = self.day_long(day)
        return words[:1].upper() + words[1:]

    def said(self, moment: datetime) -> str:
        """``9 h 30``, as one says it."""
        if self.language == "fr":
            return f"{moment.hour} h {moment.minute:02}" if moment.minute else f"{moment.hour} h"
        return f"{moment.hour}:{moment.minute:02}"

    def span(self, start: datetime, end: datetime | None) -> str:
        """``mercredi 16 septembre, 9 h 30 à 11 h 30``; the day of the end is named when it is another."""
        first = f"{self.day_long(start)}{self.comma}{self.said(start)}"
        if end is None:
            return first
        last = self.said(end) if end.date() == start.date() else f"{self.day_long(end)}{self.comma}{self.said(end)}"
        return self.say(msg("{start} to {end}", start=first, end=last))

    def times(self, start: datetime, end: datetime | None) -> str:
        """``09:30–11:30``."""
        return clock(start) if end is None else f"{clock(start)}–{clock(end)}"

    def zoned(self, start: datetime, start_zone: str, end: datetime, end_zone: str) -> str:
        """``10:00 (Shanghai) → 16:45 (Paris)``."""
        return f"{clock(start)} ({_town(start_zone)}) → {clock(end)} ({_town(end_zone)})"

    def duration(self, minutes: int) -> str:
        """``45 min``, ``1 h 30``."""
        return duration(minutes, self.language)

    def distance(self, kilometres: float) -> str:
        """``104 km``, ``104公里``."""
        return distance(kilometres, self.language)


def _town(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ") or "?"
