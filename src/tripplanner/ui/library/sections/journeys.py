"""How a person comes and goes: for one, for their sub-group, for everyone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.dates import clock
from tripplanner.i18n import msg, msgn
from tripplanner.model.trips import Delegate
from tripplanner.planning.delegations.grouping import GroupRow, subgroups_for
from tripplanner.planning.delegations.journeys import (
    DIRECTION,
    JourneyRow,
    journeys,
    people_of_delegation,
    people_of_subgroup,
    remove_journey,
    set_journey,
)
from tripplanner.planning.delegations.ranking import place_in_rank
from tripplanner.planning.owning import owner
from tripplanner.planning.using import trip_of
from tripplanner.text import Text
from tripplanner.ui.library.journey_sheet import journey_fields, stops, way
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import choice_field


@dataclass(frozen=True, slots=True)
class _Journeys:
    """``groups`` are the sub-groups of the delegation; ``size`` counts it, nothing for the team."""

    trip: int
    person: int
    rows: tuple[JourneyRow, ...]
    delegation: int | None
    size: int
    groups: tuple[GroupRow, ...]
    places: tuple[tuple[int, Text], ...]


_EVERYONE = -1


class JourneysSection(Section):
    key = "journeys"
    title = msg("Arrival and departure")
    kinds = ("delegates", "members")
    position = 24
    opened = True

    def read(self, session: Session, about: About) -> _Journeys:
        record = owner(session, about.table, about.id)
        trip = trip_of(record) or 0
        guest = record if isinstance(record, Delegate) else None
        return _Journeys(
            trip, record.person_id, tuple(journeys(session, trip, record.person_id)),
            guest.delegation_id if guest else None, place_in_rank(session, guest)[1] if guest else 0,
            subgroups_for(session, guest) if guest else (), stops(session),
        )  # fmt: skip

    def build(self, content: _Journeys, about: About) -> None:
        for direction, title in DIRECTION.items():
            found = next((one for one in content.rows if one.direction == direction), None)
            if found is None:
                text = msg("Arrival: add…") if direction == "arrival" else msg("Departure: add…")
                self.add_link(text, lambda direction=direction: self.edit(content, about, direction, None))
                continue
            edit = lambda direction=direction, found=found: self.edit(content, about, direction, found)  # noqa: E731
            remove = lambda found=found: self._remove(found)  # noqa: E731
            when = self._when(found)
            second = " · ".join(part for part in (self._where(found, about), found.carrier, found.note) if part)
            self.lines.addLayout(self.entry(f"{self.say(title)} · {when}", second, edit=edit, remove=remove))

    def edit(self, content: _Journeys, about: About, direction: str, now: JourneyRow | None) -> None:
        """When, where and by what; for whom."""
        fields = journey_fields(now, content.places, about.words, self.context.language.code)
        if content.delegation is not None:
            fields.append(choice_field("whom", msg("For whom"), self._whom(content, about), 0))

        def write(session: Session, values: dict[str, Any]) -> object:
            people = _people(session, content, values.get("whom", 0))
            return set_journey(session, content.trip, people, direction, way(values))

        label = msg("note how somebody comes") if direction == "arrival" else msg("note how somebody leaves")
        self.ask_for(DIRECTION[direction], fields, label, write)

    def _whom(self, content: _Journeys, about: About) -> list[tuple[int, str]]:
        """This person (0), a sub-group (its number), or everyone (-1)."""
        said = [(0, self.say(msg("this person")))]
        for group in content.groups:
            count = self.say(msgn("{n} person", "{n} people", group.size))
            said.append((group.id, f"{group.code} · {about.words(group.name)} ({count})"))
        count = self.say(msgn("{n} person", "{n} people", content.size))
        everyone = msg("the whole delegation")
        return [*said, (_EVERYONE, f"{self.say(everyone)} ({count})")]

    def _when(self, row: JourneyRow) -> str:
        if row.at is None:
            return self.say(msg("time not known"))
        return f"{self.day(row.at.date())} {clock(row.at)}"

    def _where(self, row: JourneyRow, about: About) -> str:
        place = about.words(row.place) if row.place is not None else ""
        zone = row.zone.rpartition("/")[2].replace("_", " ")
        words = " · ".join(part for part in (place, row.where) if part)
        return f"{words} ({zone})" if words else zone

    def _remove(self, row: JourneyRow) -> None:
        self.do(msg("forget how somebody comes or leaves"), remove_journey, row.id)


def _people(session: Session, content: _Journeys, whom: int) -> list[int]:
    """The people (numbers) who travel so."""
    if whom == _EVERYONE and content.delegation is not None:
        return people_of_delegation(session, content.delegation)
    return people_of_subgroup(session, whom) if whom > 0 else [content.person]


SECTION = JourneysSection
