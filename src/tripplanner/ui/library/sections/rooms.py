"""Where somebody sleeps and with whom; the rooms of a lodging; the sheet in which people are put into rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.trips import Lodging, Trip
from tripplanner.planning import finding
from tripplanner.planning.delegations.rooming import Rooming, put_in_room, rooming, take_out
from tripplanner.planning.owning import owner
from tripplanner.planning.using import trip_of
from tripplanner.text import Text
from tripplanner.ui.dialogs import ask
from tripplanner.ui.library.rooming_sheet import RoomingSheet
from tripplanner.ui.library.section import About, Section


@dataclass(frozen=True, slots=True)
class _Rooms:
    """The lodgings of the trip (one, on the card of a lodging) with their rooms. ``person``: whose card it is."""

    trip: int
    person: int | None
    lodgings: tuple[tuple[int, Text, Rooming], ...]


class RoomsSection(Section):
    key = "rooms"
    title = msg("Rooms")
    kinds = ("delegates", "members", "lodgings")
    position = 26

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.open_sheet: Callable[[QDialog], bool] = ask

    def read(self, session: Session, about: About) -> _Rooms:
        record = owner(session, about.table, about.id)
        trip = finding.get(session, Trip, trip_of(record) or 0, msg("trip"))
        lodgings = [record] if isinstance(record, Lodging) else trip.lodgings
        person = getattr(record, "person_id", None)
        found = tuple((one.id, one.name, rooming(session, one.id, person)) for one in lodgings)
        return _Rooms(trip.id, person, found)

    def build(self, content: _Rooms, about: About) -> None:
        for id, name, rooms in content.lodgings:
            if content.person is None:
                self._whole(rooms)
            elif self._sleeps(content.person, rooms):
                self._own(content.person, id, about.words(name), rooms)
        if not content.lodgings:
            self.lines.addWidget(self.note(self.say(msg("The trip has no lodging yet."))))
        elif self.may_write:
            self.lines.addWidget(
                self.link(self.say(msg("Put people into rooms…")), lambda: self.arrange(content, about))
            )

    def arrange(self, content: _Rooms, about: About) -> None:
        """The sheet with all rooms of a lodging."""
        choices = [(id, about.words(name)) for id, name, _ in content.lodgings]
        self.open_sheet(RoomingSheet(self.context, choices, about.scope, self.window()))

    def _sleeps(self, person: int, rooms: Rooming) -> bool:
        people = (*rooms.without, *(guest for room in rooms.rooms for guest in room.guests))
        return any(one.person_id == person for one in people)

    def _own(self, person: int, lodging: int, name: str, rooms: Rooming) -> None:
        """Which room, chosen at once; who shares it."""
        own = next((room for room in rooms.rooms if any(one.person_id == person for one in room.guests)), None)
        self.lines.addWidget(self.head(name))
        choices = [(0, self.say(msg("no room yet"))), *((room.id, self._room_words(room)) for room in rooms.rooms)]
        chosen = lambda id: self._put(person, lodging, id)  # noqa: E731
        said = f"{name}, {self.say(msg('Room'))}"
        self.lines.addWidget(self.choice(said, choices, own.id if own else 0, chosen))
        mates = [one.name for one in own.guests if one.person_id != person] if own else []
        if mates:
            self.lines.addWidget(self.note(self.say(msg("with {names}", names=tuple(mates))), "text2"))
        if own is not None and own.over:
            self.lines.addWidget(
                self.note(self.say(msg("More people than beds in room {number}.", number=own.number)), "warn")
            )

    def _room_words(self, room: object) -> str:
        beds, number, guests = room.beds, room.number, room.guests  # type: ignore[attr-defined]
        return f"{number} · {len(guests)}/{beds if beds is not None else '?'}"

    def _whole(self, rooms: Rooming) -> None:
        for room in rooms.rooms:
            people = self.say(msg("{names}", names=tuple(one.name for one in room.guests))) or "–"
            ink = "warn" if room.over else ""
            self.lines.addLayout(self.entry(self._room_words(room), people, ink=ink))
        if rooms.without:
            names = tuple(one.name for one in rooms.without)
            self.lines.addWidget(self.note(self.say(msg("Without a room: {names}", names=names)), "warn"))

    def _put(self, person: int, lodging: int, room: int) -> None:
        if room:
            self.do(msg("choose a room"), put_in_room, [person], room)
        else:
            self.do(msg("choose a room"), take_out, lodging, [person])


SECTION = RoomsSection
