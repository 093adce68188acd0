"""How each trip stands with the organisation: state, contact, thanks; where its items stand otherwise, it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.partners import Organisation
from tripplanner.model.trips import Trip
from tripplanner.names import PersonName
from tripplanner.planning import diets, finding
from tripplanner.planning.diets import Told
from tripplanner.planning.hosting import (
    HostRow,
    host_of_trip,
    remove_trip_host,
    set_host_contact,
    set_host_note,
    set_thanked,
    set_trip_host_state,
    trips_of_host,
)
from tripplanner.planning.words import HOST_STATE
from tripplanner.text import Text
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import choice_field, day_field, long_field


@dataclass(frozen=True, slots=True)
class _Hosting:
    """``here`` is the trip of the window, where it does not count on the organisation yet. ``told``: of trips with
    diets, the day a diet was last written and when the organisation was told.
    """

    rows: tuple[HostRow, ...]
    told: Mapping[int, tuple[date | None, Told | None]]
    contacts: tuple[tuple[int, str], ...]
    here: tuple[int, Text] | None


class HostingSection(Section):
    key = "hosting"
    title = msg("State on each trip")
    kinds = ("organisations",)
    position = 22
    opened = True

    def read(self, session: Session, about: About) -> _Hosting:
        organisation = finding.get(session, Organisation, about.id, msg("organisation"))
        rows = tuple(trips_of_host(session, about.id, date.today()))  # noqa: DTZ011 - the person's own day
        contacts = tuple((one.id, PersonName.of(one.person).printed) for one in organisation.contacts)
        trip = session.get(Trip, about.trip) if about.trip is not None else None
        new = trip is not None and all(row.trip_id != trip.id for row in rows)
        told = {
            row.trip_id: (changed, diets.told(session, row.trip_id, about.id))
            for row in rows
            if (changed := diets.changed_on(session, row.trip_id)) is not None
        }
        return _Hosting(rows, told, contacts, (trip.id, trip.title) if trip is not None and new else None)

    def build(self, content: _Hosting, about: About) -> None:
        for row in content.rows:
            self._trip(row, content, about)
        if content.here is not None:
            id, title = content.here
            words = self.say(msg("Count on it for “{trip}”", trip=about.words(title)))
            if self.may_write:
                label = msg("count on a host")
                self.lines.addWidget(self.link(words, lambda: self.do(label, host_of_trip, id, about.id), icon="plus"))
        elif not content.rows:
            self.lines.addWidget(self.note(self.say(msg("No trip counts on it yet."))))

    def _trip(self, row: HostRow, content: _Hosting, about: About) -> None:
        title = about.words(row.trip)
        self.lines.addWidget(self.head(title))
        states = [(key, self.say(word)) for key, word in HOST_STATE.items()]
        said = f"{title}, {self.say(msg('State'))}"
        self.lines.addWidget(self.choice(said, states, row.state, lambda state: self.set_state(row, state)))
        if row.since is not None:
            self.lines.addWidget(self.note(self.say(msg("since {day}", day=self.day(row.since)))))
        if row.sentence is not None:
            self._differs(row)
        people = [(None, self.say(msg("no contact chosen"))), *content.contacts]
        said = f"{title}, {self.say(msg('Contact'))}"
        if content.contacts:
            chosen = lambda id: self._set_contact(row, id)  # noqa: E731
            self.lines.addWidget(self.choice(said, people, row.contact_id, chosen))
        if row.trip_id in content.told:
            self._diets(row, *content.told[row.trip_id], content)
        self._thanks(row)
        words = row.note or self.say(msg("Note…"))
        if self.may_write:
            self.lines.addWidget(self.link(words, lambda: self.write_note(row), icon="message-square"))
        elif row.note:
            self.lines.addWidget(self.note(row.note))
        if self.may_write and row.id is not None and not row.items:
            self.lines.addWidget(self.link(self.say(msg("No longer count on it")), lambda: self._remove(row), icon="x"))

    def _differs(self, row: HostRow) -> None:
        assert row.sentence is not None
        self.lines.addWidget(self.note(self.say(row.sentence), "warn"))
        if self.may_write:
            words = self.say(msg("Set all of them to “{state}”", state=HOST_STATE[row.state]))
            self.lines.addWidget(self.link(words, lambda: self.set_state(row, row.state, items=True)))

    def _thanks(self, row: HostRow) -> None:
        if row.thanked_on is not None:
            words, ink = msg("thanked on {day}", day=self.day(row.thanked_on)), "text2"
        elif row.thanks_due:
            words, ink = msg("still to be thanked"), "warn"
        else:
            words, ink = msg("not thanked yet"), "text3"
        edit = lambda: self.note_thanks(row)  # noqa: E731
        self.lines.addLayout(self.entry(self.say(words), edit=edit, ink=ink))

    def _diets(self, row: HostRow, changed: date | None, told: Told | None, content: _Hosting) -> None:
        """Whether those who cook know: who was told, when, and whether a diet has changed since."""
        edit = lambda: self.tell_diets(row, told, content)  # noqa: E731
        if told is None:
            self.lines.addLayout(self.entry(self.say(msg("diets not passed on yet")), edit=edit, ink="warn"))
            return
        words = msg("diets passed on, {day}", day=self.day(told.day))
        if told.contact:
            words = msg("diets passed on to {name}, {day}", name=told.contact, day=self.day(told.day))
        late = changed is not None and told.day < changed
        second = self.say(msg("a diet has changed since")) if late else ""
        self.lines.addLayout(self.entry(self.say(words), second, edit=edit, ink="warn" if late else "text2"))

    # -- edits

    def tell_diets(self, row: HostRow, told: Told | None, content: _Hosting) -> None:
        """Who was told the diets, and when; it becomes a line of the timeline."""
        today = date.today()  # noqa: DTZ011 - the person's own day
        people = [(None, "–"), *content.contacts]
        fields = [
            day_field("day", msg("Day"), today, self.context.language.code),
            choice_field("who", msg("To whom"), people, told.contact_id if told is not None else row.contact_id),
        ]
        words = self.say(msg("The diets of the group were passed on."))

        def write(session: Session, values: dict[str, Any]) -> object:
            return diets.tell(session, row.trip_id, row.organisation_id, values["day"] or today, words, values["who"])

        self.ask_for(msg("Diets passed on"), fields, msg("note that diets were passed on"), write)

    def set_state(self, row: HostRow, state: str, *, items: bool = False) -> None:
        """A new state from today on; with ``items`` whatever it hosts follows."""
        if state != row.state or items or row.id is None:
            today = date.today()  # noqa: DTZ011 - the person's own day
            label = msg("host: {state}", state=HOST_STATE[state])
            self.do(label, set_trip_host_state, row.trip_id, row.organisation_id, state, today, items=items)

    def note_thanks(self, row: HostRow) -> None:
        """The day on which they were thanked."""
        today = date.today()  # noqa: DTZ011 - the person's own day
        fields = [day_field("day", msg("Thanked on"), row.thanked_on or today, self.context.language.code)]
        write = lambda session, values: set_thanked(session, row.trip_id, row.organisation_id, values["day"])  # noqa: E731
        self.ask_for(msg("Thanks"), fields, msg("note the thanks"), write)

    def write_note(self, row: HostRow) -> None:
        """What the office wants to remember."""
        write = lambda session, values: set_host_note(session, row.trip_id, row.organisation_id, values["note"])  # noqa: E731
        self.ask_for(msg("Note"), [long_field("note", msg("Note"), row.note)], msg("write a note"), write)

    def _set_contact(self, row: HostRow, id: int | None) -> None:
        if id != row.contact_id:
            self.do(msg("choose a contact"), set_host_contact, row.trip_id, row.organisation_id, id)

    def _remove(self, row: HostRow) -> None:
        self.do(msg("no longer count on a host"), remove_trip_host, row.id)


SECTION = HostingSection
