"""How a person comes and goes: for one, for their sub-group, for everyone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.dates import clock
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg, msgn
from tripplanner.model.places import Place
from tripplanner.model.trips import Delegate
from tripplanner.planning.delegations.journeys import (
    DIRECTION,
    JourneyRow,
    Way,
    journeys,
    remove_journey,
    set_journey,
)
from tripplanner.planning.owning import owner
from tripplanner.planning.using import trip_of
from tripplanner.text import Text
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import choice_field, day_field, time_field, words_field


@dataclass(frozen=True, slots=True)
class _Journeys:
    """``groups`` are the sub-groups with the people (by number) in them; ``everyone`` all delegates of the trip."""

    trip: int
    person: int
    rows: tuple[JourneyRow, ...]
    groups: tuple[tuple[str, Text, tuple[int, ...]], ...]
    everyone: tuple[int, ...]
    places: tuple[tuple[int, Text], ...]


class JourneysSection(Section):
    key = "journeys"
    title = msg("Arrival and departure")
    kinds = ("delegates", "members")
    position = 24
    opened = True

    def read(self, session: Session, about: About) -> _Journeys:
        record = owner(session, about.table, about.id)
        trip = trip_of(record) or 0
        groups: list[tuple[str, Text, tuple[int, ...]]] = []
        everyone: list[int] = []
        if isinstance(record, Delegate):
            for group in record.delegation.subgroups:
                people = tuple(link.delegate.person_id for link in group.delegate_links)
                groups.append((group.code, group.name, people))
            everyone = [one.person_id for one in record.delegation.delegates]
        places = session.execute(sa.select(Place.id, Place.name).where(Place.zone != "").order_by(Place.code, Place.id))
        return _Journeys(
            trip, record.person_id, tuple(journeys(session, trip, record.person_id)), tuple(groups), tuple(everyone),
            tuple((id, name) for id, name in places),
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
        at = now.at if now else None
        fields = [
            day_field("day", msg("Day"), at.date() if at else None, self.context.language.code),
            time_field("time", msg("Time there"), at.time() if at else None),
            choice_field("place", msg("Place"), self._places(content, about), now.place_id if now else None),
            words_field("where", msg("Where, in words"), now.where if now else ""),
            words_field("zone", msg("Time zone (empty: of the place)"), now.zone if now else ""),
            words_field("carrier", msg("Flight or train"), now.carrier if now else ""),
            words_field("note", msg("Note"), now.note if now else ""),
        ]
        if content.everyone:
            fields.append(choice_field("whom", msg("For whom"), self._whom(content, about), 0))

        def write(session: Session, values: dict[str, Any]) -> object:
            people = self._people(content)[values.get("whom", 0)]
            return set_journey(session, content.trip, people, direction, _way(values))

        label = msg("note how somebody comes") if direction == "arrival" else msg("note how somebody leaves")
        self.ask_for(DIRECTION[direction], fields, label, write)

    def _places(self, content: _Journeys, about: About) -> list[tuple[int | None, str]]:
        return [(None, "–"), *((id, about.words(name)) for id, name in content.places)]

    def _people(self, content: _Journeys) -> list[tuple[int, ...]]:
        return [(content.person,), *(people for *_, people in content.groups), content.everyone]

    def _whom(self, content: _Journeys, about: About) -> list[tuple[int, str]]:
        said = [self.say(msg("this person"))]
        for code, name, people in content.groups:
            count = self.say(msgn("{n} person", "{n} people", len(people)))
            said.append(f"{code} · {about.words(name)} ({count})")
        count = self.say(msgn("{n} person", "{n} people", len(content.everyone)))
        said.append(f"{self.say(msg('the whole delegation'))} ({count})")
        return list(enumerate(said))

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


def _way(values: dict[str, Any]) -> Way:
    """What was typed."""
    if (values["day"] is None) != (values["time"] is None):
        raise TripPlannerError(
            msg("An arrival or a departure has a day and a time."),
            msg("Nothing was changed."),
            msg("If only the day is known, write it under “Arrives on” or “Leaves on”."),
        )
    at = datetime.combine(values["day"], values["time"]) if values["day"] is not None else None
    return Way(at, values["zone"], values["place"], values["where"], values["carrier"], values["note"])


SECTION = JourneysSection
