"""Who goes with the delegates (staff, interpreters, drivers, guests), and where everybody sleeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Session

from tripplanner.dates import short_date
from tripplanner.i18n import msg
from tripplanner.model.trips import TripMember
from tripplanner.planning.browsing.asking import GroupCount
from tripplanner.planning.finding import get
from tripplanner.planning.kinds import Shown
from tripplanner.planning.listings.lodgings import LodgingRow
from tripplanner.planning.listings.members import MemberRow
from tripplanner.planning.words import MEMBER_ROLE, word
from tripplanner.ui.library.people import NAMELESS, NAMES, names_of
from tripplanner.ui.library.shelf import Shelf
from tripplanner.ui.tables import Column


class MemberShelf(Shelf):
    kind = "members"
    title = msg("Team")
    item = msg("Member of the team")
    nothing = msg("Nobody in the team yet")
    empty = msg("Staff, interpreters, drivers and guests who go with the delegates are listed here.")
    search = msg("Filter: name, role, post…")
    leading = ("role", "form_of_address", *NAMES, "post", "organisation", "working_languages", "phone", "email")
    hidden = ("trip", "name")
    of_trip = True
    new = msg("New member of the team")
    cells: ClassVar[Mapping[str, str]] = {"role": "role", "post": "post", "from": "from_day", "to": "to_day"}
    together = ("role", "post", "working_languages", "from_day", "to_day")

    def columns(self) -> Sequence[Column[MemberRow]]:
        words, second = self.tongue.words, self.tongue.second_words
        return (
            Column("name", msg("Full name"), lambda row: row.name or NAMELESS, width=210),
            Column("role", msg("Role"), lambda row: word(MEMBER_ROLE, row.role), width=120),
            Column("post", msg("Post"), lambda row: words(row.post), lambda row: second(row.post), width=220),
            Column("from", msg("From day"), lambda row: self._day(row.from_day), width=96, spare=1),
            Column("to", msg("To day"), lambda row: self._day(row.to_day), width=96, spare=2),
        )

    def headline(self, row: MemberRow) -> tuple[str, str]:
        return row.name or self.tongue.say(NAMELESS), self.tongue.words(row.post)

    def extra(self, session: Session, row: MemberRow) -> Sequence[Shown]:
        return names_of(get(session, TripMember, row.id, self.item).person)

    def label(self, group: GroupCount) -> str:
        found = MEMBER_ROLE.get(group.value)
        return self.tongue.say(found) if found is not None else group.value

    def _day(self, day: date | None) -> str:
        return short_date(day, self.tongue.language) if day else "–"


class LodgingShelf(Shelf):
    kind = "lodgings"
    title = msg("Lodgings")
    item = msg("Lodging")
    nothing = msg("No lodging yet")
    empty = msg("Where the delegates and the team sleep, with the rooms, is kept here.")
    search = msg("Filter the lodgings…")
    leading = ("name", "place", "address", "phone", "note")
    hidden = ("trip",)
    of_trip = True
    new = msg("New lodging")
    cells: ClassVar[Mapping[str, str]] = {"name": "name", "phone": "phone"}

    def columns(self) -> Sequence[Column[LodgingRow]]:
        words, second = self.tongue.words, self.tongue.second_words
        return (
            Column("name", msg("Lodging"), lambda row: words(row.name), lambda row: second(row.name), width=240),
            Column("place", msg("Place"), lambda row: words(row.place), width=140),
            Column("phone", msg("Telephone"), lambda row: row.phone, width=130, spare=1),
        )

    def headline(self, row: LodgingRow) -> tuple[str, str]:
        return self.tongue.words(row.name), self.tongue.second_words(row.name)
