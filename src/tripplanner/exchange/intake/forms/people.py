"""Who answered: people of the trip by the code on their form, their e-mail address, or any form of their name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake.headings import normalised
from tripplanner.model.people import Person
from tripplanner.model.trips import Delegate, DelegateSubGroup, Delegation, Trip, TripMember
from tripplanner.names import PersonName
from tripplanner.planning.learning.feedback.giving import code_of

_HAN = re.compile(r"[\u3400-\u9fff·]+")


class Voices:
    """The delegates and the team of a trip."""

    def __init__(self, session: Session, trip_id: int) -> None:
        self._trip = session.get_one(Trip, trip_id).uuid
        people = _people(session, trip_id)
        self.ids = {person.uuid: person.id for person in people}
        self.names = {person.uuid: PersonName.of(person).printed for person in people}
        self.subgroups = _subgroups(session, trip_id)
        self._by_key: dict[str, set[str]] = {}
        self._by_family: dict[str, set[str]] = {}
        for person in people:
            for key in filter(None, map(_key, (person.family_name, person.native_family))):
                self._by_family.setdefault(key, set()).add(person.uuid)
            for key in self._keys(person):
                self._by_key.setdefault(key, set()).add(person.uuid)

    def find(self, words: str) -> Sequence[str]:
        """The people (by UUID) that these words may mean: by code, address or whole name, in one script or both."""
        han = "".join(_HAN.findall(words))
        forms = (words, han, _HAN.sub(" ", words)) if han else (words,)
        found = [self._by_key[key] for form in forms if (key := _key(form)) in self._by_key]
        return sorted(found[0].intersection(*found) or found[0]) if found else ()

    def called(self, words: str) -> Sequence[str]:
        """Those whose family name alone these words are."""
        return sorted(self._by_family.get(_key(words), ()))

    def voice(self, words: str) -> str:
        """A sign for somebody who is none of them: equal for equal words, and it leads back to nobody."""
        digest = hashlib.blake2s(f"{self._trip} {_key(words)}".encode(), digest_size=5).hexdigest()
        return f"~{digest}"

    def _keys(self, person: Person) -> Iterable[str]:
        name = PersonName.of(person)
        family, given = person.family_name, person.given_name
        forms = (code_of(self._trip, person.uuid), person.email, name.printed, name.native, name.latin,
                 person.preferred_latin, f"{family} {given}", f"{given} {family}",
                 f"{person.native_family}{person.native_given}")  # fmt: skip
        return filter(None, map(_key, forms))


def _key(words: str) -> str:
    return normalised(words) or "".join(words.split()).casefold()


def _people(session: Session, trip_id: int) -> Sequence[Person]:
    delegates = sa.select(Delegate.person_id).join(Delegation).where(Delegation.trip_id == trip_id)
    members = sa.select(TripMember.person_id).where(TripMember.trip_id == trip_id)
    query = sa.select(Person).where(sa.or_(Person.id.in_(delegates), Person.id.in_(members))).order_by(Person.id)
    return session.scalars(query).all()


def _subgroups(session: Session, trip_id: int) -> dict[int, int]:
    """The sub-group of each person who is in one alone."""
    query = (
        sa.select(Delegate.person_id, DelegateSubGroup.subgroup_id)
        .join(Delegate, DelegateSubGroup.delegate_id == Delegate.id)
        .join(Delegation, Delegate.delegation_id == Delegation.id)
        .where(Delegation.trip_id == trip_id)
    )
    found: dict[int, list[int]] = {}
    for person, subgroup in session.execute(query):
        found.setdefault(person, []).append(subgroup)
    return {person: groups[0] for person, groups in found.items() if len(groups) == 1}
