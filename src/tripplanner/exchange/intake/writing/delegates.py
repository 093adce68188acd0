"""Writing delegates: their person, their part in the delegation, how they come and go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake import linked, people, wording
from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.housing import lodging_names
from tripplanner.exchange.intake.subjects import Held, Target, Values
from tripplanner.exchange.intake.subjects.delegates import delegates_of, journeys_of
from tripplanner.exchange.intake.writing import identity, new, put
from tripplanner.model.journeys import Journey
from tripplanner.model.people import Person
from tripplanner.model.trips import Delegate, DelegateSubGroup, Delegation, Room, RoomGuest, SubGroup, TripLanguage
from tripplanner.planning.archived import open_trip
from tripplanner.text import EMPTY

_DAYS = {"arrival": "arrives_on", "departure": "leaves_on"}


class DelegateWriter:
    """Writes delegates of one trip."""

    def __init__(self, session: Session, target: Target) -> None:
        assert target.trip_id is not None, "delegates belong to a trip"
        self._session, self._target = session, target
        self._trip = open_trip(session, target.trip_id)
        self._organisations = linked.organisations(session)
        self._delegations = list(self._trip.delegations)
        self._held = {one.id: one for one in delegates_of(session, target)}
        self._rank = max((one.rank for one in self._held.values()), default=0)
        self._others = people.reachable(session)
        self._journeys = journeys_of(session, target)
        self._lodgings = lodging_names(session, target.trip_id)
        self._spoken = self._language()

    def write(self, record: Held | None, changes: Values, values: Values) -> Delegate:
        """Gives a delegate (a new one: ``None``) these changes."""
        found = self._held[record.id] if record is not None else self._new(values)
        people.put_person(found.person, changes)
        wording.put_words(found, ("post",), changes)
        put(found, ("rank", "role", "language", "arrives_on", "leaves_on"), changes)
        if name := changes.get("organisation"):
            found.organisation_id = linked.make_organisation(
                self._session, self._organisations, name, self._target.language
            )
        if record is not None and "delegation" in changes:
            found.delegation = self._delegation(changes["delegation"])
        if "subgroups" in changes:
            self._join(found, changes["subgroups"])
        if "room" in changes:
            self._house(found, changes["room"], values.get("lodging", ""))
        people.put_photo(self._session, found.person, changes)
        for direction in _DAYS:
            self._travel(found, direction, changes)
        return found

    def _new(self, values: Values) -> Delegate:
        delegation = self._delegation(values.get("delegation", ""))
        self._rank += 1
        found = new(
            Delegate,
            delegation=delegation,
            person=self._person(values, delegation),
            rank=self._rank,
            language=self._spoken,
            **identity(self._session, Delegate, values),
        )
        self._session.add(found)
        return found

    def _person(self, values: Values, delegation: Delegation) -> Person:
        """Who is known by this name and e-mail address and takes no part yet, else somebody new."""
        known = people.same_person(self._others, values)
        if known is not None and known not in {one.person_id for one in self._held.values()}:
            return self._session.get_one(Person, known)
        return new(Person, nationality=delegation.country or "")

    def _delegation(self, name: str) -> Delegation:
        """The delegation of this name, else the first; one without a name gets it, a trip without one gets one."""
        known = linked.Lookup((n, tuple(one.name.words.values())) for n, one in enumerate(self._delegations))
        at = known.find(name) if name else None
        if at is not None:
            return self._delegations[at]
        words = linked.named(name, self._target.language) if name else EMPTY
        nameless = next((one for one in self._delegations if not one.name.words), None)
        if nameless is None and (name or not self._delegations):
            nameless = new(Delegation, trip=self._trip, name=words, position=len(self._delegations))
            self._session.add(nameless)
            self._delegations.append(nameless)
        if nameless is not None and name:
            nameless.name = words
        return self._delegations[0] if nameless is None or not name else nameless

    def _language(self) -> str:
        query = sa.select(TripLanguage.language).where(TripLanguage.trip_id == self._trip.id)
        spoken = list(self._session.scalars(query))
        return "zh" if "zh" in spoken or not spoken else spoken[0]

    def _join(self, delegate: Delegate, codes: Iterable[str]) -> None:
        groups = [self._group(delegate.delegation, code) for code in codes]
        links = {link.subgroup: link for link in delegate.subgroup_links}
        delegate.subgroup_links = [links.get(group) or DelegateSubGroup(subgroup=group) for group in groups]

    def _group(self, delegation: Delegation, code: str) -> SubGroup:
        """The sub-group of this code or name, made if there is none."""
        wanted = normalised(code)
        for group in delegation.subgroups:
            if wanted in {normalised(name) for name in (group.code, *group.name.words.values()) if name}:
                return group
        made = new(SubGroup, code=code[:10], name=linked.named(code, self._target.language))
        made.position = len(delegation.subgroups)
        delegation.subgroups.append(made)
        return made

    def _house(self, delegate: Delegate, number: str, lodging: str) -> None:
        """The person sleeps in the room of this number of a lodging (the only one: ``""``), made if there is none."""
        at = self._lodgings.find(lodging) if lodging else None
        rooms = next((one for one in self._trip.lodgings if one.id == at), self._trip.lodgings[0]).rooms
        for room in rooms:
            for guest in [guest for guest in room.guests if guest.person is delegate.person]:
                room.guests.remove(guest)
        room = next((room for room in rooms if room.number == number), None)
        if room is None:
            room = new(Room, number=number[:20])
            rooms.append(room)
        room.guests.append(new(RoomGuest, person=delegate.person))

    def _travel(self, delegate: Delegate, direction: str, changes: Values) -> None:
        """A time, a flight or a place make a journey; a new day moves the one there is."""
        keys = {name: f"{direction}_{name}" for name in ("time", "carrier", "where")}
        day_key = _DAYS[direction]
        if not any(key in changes for key in (*keys.values(), day_key)):
            return
        journey = self._journeys.get(delegate.person_id, {}).get(direction)
        if journey is None and not any(key in changes for key in keys.values()):
            return
        if journey is None:
            journey = new(Journey, trip=self._trip, person=delegate.person, direction=direction, zone=self._trip.zone)
            self._session.add(journey)
        for name in ("carrier", "where"):
            if keys[name] in changes:
                setattr(journey, name, changes[keys[name]])
        self._time(delegate, journey, changes.get(keys["time"]), day_key)

    def _time(self, delegate: Delegate, journey: Journey, time: Any, day_key: str) -> None:
        day = getattr(delegate, day_key) or (journey.at.date() if journey.at is not None else None)
        if time is None and journey.at is not None:
            time = journey.at.time()
        if day is None and time is not None:
            day = self._trip.first_day if day_key == "arrives_on" else self._trip.last_day
            setattr(delegate, day_key, day)
        if day is not None and time is not None:
            journey.at = datetime.combine(day, time)
