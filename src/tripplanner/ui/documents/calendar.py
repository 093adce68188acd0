"""A calendar file as a person reads it: one line an event, in the words of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QFrame

from tripplanner.dates import clock, short_date
from tripplanner.i18n import msg, msgn
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import button, column, frame, row, text_label
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.lists import RowList


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the file. Times are civil, at the place."""

    start: datetime | date
    end: datetime | date | None
    title: str
    place: str


def events(data: bytes) -> list[Event]:
    """The events of an .ics file, read back from its bytes by an independent parser, in order of time."""
    from icalendar import Calendar

    found: list[Event] = []
    parts: list[Any] = Calendar.from_ical(data).walk("VEVENT")
    for part in parts:
        end = part.get("DTEND")
        title, place = str(part.get("SUMMARY", "")), str(part.get("LOCATION", ""))
        found.append(Event(part["DTSTART"].dt, end.dt if end is not None else None, title, place))
    return sorted(found, key=lambda event: _sortable(event.start))


def _sortable(moment: datetime | date) -> str:
    return moment.isoformat()


class CalendarView(QFrame):
    """The events in a list; above it the count, and ``phone``, which asks for the dialog of phones."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._context, self._words = context, words
        columns: tuple[Column[Event], ...] = (
            Column("title", msg("Event"), lambda e: e.title, second=lambda e: e.place, width=170),
            Column("day", msg("Day"), self._day, width=112),
            Column("time", msg("Time"), _times, width=90),
        )
        self.table = RowTable(columns, context.language, self)
        self.list = RowList(context.theme, self.table, words, msg("Events of the calendar"), 44)
        ColumnFit(self.list, self.table, context.theme)
        self.count = text_label(ink="text2")
        self.phone = button(words, msg("Calendar for a phone…"), "", context.theme, "phone")
        card = frame("")
        inner = row(card, (12, 8, 12, 4), 6)
        inner.addWidget(self.count)
        inner.addStretch(1)
        inner.addWidget(self.phone)
        lines = column(self, gap=0)
        lines.addWidget(card)
        lines.addWidget(self.list, 1)

    def show_bytes(self, data: bytes) -> None:
        """Show what the file holds."""
        self.show_events(events(data))

    def show_events(self, found: Sequence[Event]) -> None:
        self.table.set_rows(found)
        self.count.setText(self._words.say(msgn("{n} event", "{n} events", len(found))))

    def _day(self, event: Event) -> str:
        day = event.start.date() if isinstance(event.start, datetime) else event.start
        return short_date(day, self._context.language.code)


def _times(event: Event) -> str:
    if not isinstance(event.start, datetime):
        return ""
    end = f"–{clock(event.end)}" if isinstance(event.end, datetime) else ""
    return f"{clock(event.start)}{end}"
