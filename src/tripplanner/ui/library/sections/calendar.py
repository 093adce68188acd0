"""A person's calendar on their card: what they read it on, where they subscribe, and the dialog that makes the file."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tripplanner.documents.calendars.phones import phone
from tripplanner.i18n import msg
from tripplanner.planning import feeds
from tripplanner.planning.owning import owner
from tripplanner.planning.using import trip_of
from tripplanner.ui.library.section import About, Section


@dataclass(frozen=True, slots=True)
class _Calendar:
    trip: int
    person: str
    phone: str
    address: str


class CalendarSection(Section):
    key = "calendar"
    title = msg("Calendar")
    kinds = ("delegates", "members")
    position = 26

    def read(self, session: Session, about: About) -> _Calendar | None:
        record = owner(session, about.table, about.id)
        trip = trip_of(record)
        if trip is None:
            return None
        known = feeds.phone_of(session, trip, record.person_id)
        return _Calendar(trip, record.person.uuid, known, feeds.subscribe_address(session, trip, record.person_id))

    def build(self, content: _Calendar, about: About) -> None:
        if content.phone:
            self.lines.addWidget(self.note(self.say(msg("Read on: {phone}", phone=phone(content.phone).title)), ""))
        address = content.address or self.say(msg("Not published yet: people can subscribe once it is."))
        self.lines.addWidget(self.note(address, "text2" if content.address else "text3"))
        words = self.say(msg("Calendar for a phone…"))
        self.lines.addWidget(self.link(words, lambda: self.open(content), icon="phone"))

    def open(self, content: _Calendar) -> None:
        """Shows the dialog for this person."""
        from tripplanner.ui.calendars.dialog import open_dialog

        open_dialog(self.context, content.trip, content.person, self.window())
        if self.about is not None:
            self.show_about(self.about)


SECTION = CalendarSection
