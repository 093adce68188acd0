"""What was said and written: a timeline with a line to add to it at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from PySide6.QtWidgets import QLineEdit
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.partners import Contact
from tripplanner.model.trips import Trip
from tripplanner.names import PersonName
from tripplanner.planning import diets, finding
from tripplanner.planning.exchanges import (
    WAYS,
    ExchangeRow,
    add_exchange,
    edit_exchange,
    remove_exchange,
    timeline,
)
from tripplanner.text import Text
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.plain import follow_script
from tripplanner.ui.records.sheet import Asked, choice_field, day_field, long_field
from tripplanner.ui.widgets.basics import narrow_combo, row

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class _Timeline:
    organisation: int
    contact: int | None
    rows: tuple[ExchangeRow, ...]
    contacts: tuple[tuple[int, str], ...]
    trips: tuple[tuple[int, Text], ...]


class ExchangesSection(Section):
    key = "exchanges"
    title = msg("Exchanges")
    kinds = ("organisations", "contacts")
    position = 24
    opened = True

    def read(self, session: Session, about: About) -> _Timeline:
        contact = finding.get(session, Contact, about.id, msg("contact")) if about.table == "contact" else None
        organisation = contact.organisation_id if contact is not None else about.id
        people = session.scalars(sa.select(Contact).where(Contact.organisation_id == organisation))
        trips = session.execute(
            sa.select(Trip.id, Trip.title).where(Trip.stage != "archived").order_by(Trip.first_day.desc())
        )
        return _Timeline(
            organisation, contact.id if contact else None,
            tuple(timeline(session, organisation, contact.id if contact else None)[:_SHOWN]),
            tuple((one.id, PersonName.of(one.person).printed) for one in people),
            tuple((id, title) for id, title in trips),
        )  # fmt: skip

    def build(self, content: _Timeline, about: About) -> None:
        if self.may_write:
            self._quick(content)
        for one in content.rows:
            trip = about.words(one.trip) if one.trip is not None else ""
            parts = (self.day(one.day), self.say(WAYS[one.way]) if one.way in WAYS else one.way, one.contact, trip)
            second = " · ".join(part for part in parts if part)
            edit = lambda one=one: self.edit(one, content, about)  # noqa: E731
            remove = lambda one=one: self.do(msg("take off an exchange"), remove_exchange, one.id)  # noqa: E731
            self.lines.addLayout(self.entry(one.summary, second, edit=edit, remove=remove))
        if not content.rows:
            self.lines.addWidget(self.note(self.say(msg("Nothing was noted yet."))))

    def _quick(self, content: _Timeline) -> None:
        """A few words and Enter: noted today."""
        way = narrow_combo(7)
        for key, word in WAYS.items():
            if key != diets.WAY:  # noted where the trip stands
                way.addItem(self.say(word), key)
        way.setAccessibleName(self.say(msg("By")))
        field = QLineEdit()
        field.setPlaceholderText(self.say(msg("Said today… (Enter)")))
        field.setAccessibleName(self.say(msg("What was said or sent today")))
        follow_script(field)
        field.returnPressed.connect(lambda: self.add(content, str(way.currentData()), field))
        line = row(gap=6)
        line.addWidget(field, 1)
        line.addWidget(way)
        self.lines.addLayout(line)

    def add(self, content: _Timeline, way: str, field: QLineEdit) -> None:
        """Note what was typed, as of today."""
        words = field.text().strip()
        today = date.today()  # noqa: DTZ011 - the person's own day
        label = msg("note an exchange")
        if words and self.do(label, add_exchange, content.organisation, today, way, words, contact_id=content.contact):
            field.clear()

    def edit(self, one: ExchangeRow, content: _Timeline, about: About) -> None:
        """Day, way, words, with whom, about which trip."""
        trips = [(None, "–"), *((id, about.words(title)) for id, title in content.trips)]
        fields: list[Asked] = [
            day_field("day", msg("Day"), one.day, self.context.language.code),
            choice_field("way", msg("By"), [(key, self.say(word)) for key, word in WAYS.items()], one.way),
            long_field("summary", msg("What was said"), one.summary),
            choice_field("contact_id", msg("With"), [(None, "–"), *content.contacts], one.contact_id),
            choice_field("trip_id", msg("About the trip"), trips, one.trip_id),
        ]

        def write(session: Session, values: dict[str, Any]) -> None:
            edit_exchange(session, one.id, **values)

        self.ask_for(msg("Exchange"), fields, msg("change an exchange"), write)


SECTION = ExchangesSection
