"""Reads the people, rooms, terms and decisions of a trip; what protected values say only where the vault is open."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from threading import Lock
from typing import Any, overload

from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.model.glossary import Term
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.programme import Day
from tripplanner.model.trips import Room, RoomGuest, Trip
from tripplanner.names import PersonName
from tripplanner.planning.checks import roster, terms
from tripplanner.planning.checks.reading_guests import Guests
from tripplanner.planning.checks.terms import Glossary
from tripplanner.planning.lazytext import decoded_once, words_once
from tripplanner.planning.privacy.contents import Content
from tripplanner.planning.privacy.values import read_values
from tripplanner.planning.rows import execute, stored, streamed
from tripplanner.planning.texts.packing import Packed
from tripplanner.store.vault.faults import VaultLocked
from tripplanner.store.vault.vault import Vault

#: The kinds of protected values that rules ask.
ASKED = ("passport", "diet", "mobility")
#: What is known of most people: one for all of them.
_NOTHING: Mapping[str, Any] = {}


def travellers(session: Session, guests: Guests, vault: Vault | None = None) -> Iterator[roster.Traveller]:
    """The delegates, by rank; with what is protected about them where ``vault`` is open."""
    people = [guest.person_id for guest in guests.every()]
    kept, facts, groups = _protected(session, set(people)), _facts(session, vault, people), guests.groups()
    alike: dict[frozenset[int], frozenset[int]] = {}  # thousands are in the same groups
    for one in guests.every():
        own = frozenset(groups.get(one.id) or {-one.delegation_id})
        own = alike.setdefault(own, own)
        yield roster.Traveller(
            one.id, one.person_id, one.person_uuid, one.name, one.role, own, one.arrives_on, one.leaves_on,
            one.language, kept.get(one.person_id, _NOTHING), one.gender,
            None if facts is None else facts.get(one.person_id, _NOTHING),
        )  # fmt: skip


def _facts(session: Session, vault: Vault | None, people: list[int]) -> Mapping[int, Mapping[str, Content]] | None:
    """What rules may know of people, or ``None`` while the vault is locked."""
    if vault is None or not vault.is_open:
        return None
    try:
        return read_values(session, vault, people, ASKED, skip_damaged=True)
    except VaultLocked:  # its key was changed at another station
        return None


def _protected(session: Session, people: set[int]) -> dict[int, dict[str, date | None]]:
    """Which protected values are kept of people, and until when; the values stay where they are."""
    columns = (SensitiveValue.person_id, SensitiveValue.kind, SensitiveValue.keep_until)
    found: dict[int, dict[str, date | None]] = defaultdict(dict)
    for person, kind, until in execute(session, select(*columns).where(SensitiveValue.person_id.in_(people))):
        found[person][kind] = until
    return found


def members(trip: Trip) -> Iterator[roster.Member]:
    """Staff, interpreters, drivers and guests."""
    for one in trip.members:
        yield roster.Member(
            one.id, one.person_id, one.person.uuid, PersonName.of(one.person), one.role, one.from_day, one.to_day
        )


def lodgings(session: Session, trip: Trip, days: Iterable[Day]) -> Iterator[roster.Lodging]:
    """The lodgings of the trip with their nights and who has a bed."""
    nights: dict[int, set[tuple[date, int]]] = defaultdict(set)
    for day in days:
        for night in day.nights:
            if night.lodging_id:
                nights[night.lodging_id].add((day.date, night.subgroup_id or 0))
    rooms = _rooms(session, [lodging.id for lodging in trip.lodgings])
    for one in trip.lodgings:
        own = rooms[one.id]
        guests = frozenset(person for room in own for person in room.guests)
        free = tuple(filter(None, map(_free, own)))
        yield roster.Lodging(one.uuid, one.name, frozenset(nights[one.id]), len(own), guests, one.id, free)


@dataclass(slots=True)
class _Room:
    """A room, and who sleeps there: their numbers with their genders."""

    id: int
    beds: int | None
    guests: dict[int, str]


def _rooms(session: Session, ids: list[int]) -> dict[int, list[_Room]]:
    """The rooms of each lodging, in the order of their numbers."""
    found: dict[int, list[_Room]] = defaultdict(list)
    rooms: dict[int, _Room] = {}
    statement = select(Room.lodging_id, Room.id, Room.beds).where(Room.lodging_id.in_(ids))
    for lodging, id, beds in execute(session, statement.order_by(Room.number, Room.id)):
        rooms[id] = _Room(id, beds, {})
        found[lodging].append(rooms[id])
    slept = select(RoomGuest.room_id, RoomGuest.person_id, Person.gender).join(Person, Person.id == RoomGuest.person_id)
    for room, person, gender in execute(session, slept.where(RoomGuest.room_id.in_(rooms))):
        rooms[room].guests[person] = gender
    return found


def _free(room: _Room) -> roster.FreeBeds | None:
    """The beds that are free, where it is known how many there are."""
    beds = (room.beds or 0) - len(room.guests)
    return roster.FreeBeds(room.id, beds, frozenset(room.guests.values())) if beds > 0 else None


def glossary(session: Session) -> Glossary:
    """The glossary; the same one as long as its rows are the same."""
    columns = (Term.uuid, Term.code, stored(Term.term), stored(Term.forbidden), Term.status, stored(Term.note))
    statement = select(*columns).order_by(Term.id)
    key = _digest(streamed(session, statement))
    with _one_at_a_time:
        found = _read.pop(key, None) or _glossary(streamed(session, statement))
        while len(_read) >= _GLOSSARIES:
            del _read[next(iter(_read))]
        _read[key] = found
        return found


#: Glossaries that are kept, by the digest of their rows.
_GLOSSARIES = 2
_read: dict[bytes, Glossary] = {}
_one_at_a_time = Lock()
_TermRow = tuple[str, str, str | None, str | None, str, str | None]


def _digest(rows: Iterable[Any]) -> bytes:
    made = blake2b(digest_size=16)
    for row in rows:
        made.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return made.digest()


class _Terms(Sequence[terms.Term]):
    """The terms as they lie in the database, packed; one that was looked at stays the same. Decoded, fifteen thousand
    took thirty megabytes, and rules look at a few.
    """

    def __init__(self) -> None:
        self._rows = Packed[_TermRow]()
        self._made: dict[int, terms.Term] = {}

    def add(self, row: Any) -> Mapping[str, str]:
        """One more; what it is called, by language."""
        self._rows.add(tuple(row))
        return words_once(row[2] or "")

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> terms.Term: ...
    @overload
    def __getitem__(self, place: slice) -> list[terms.Term]: ...
    def __getitem__(self, place: int | slice) -> terms.Term | list[terms.Term]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if place not in self._made:
            self._made[place] = _term(self._rows[place])
        return self._made[place]

    def __iter__(self) -> Iterator[terms.Term]:
        return (self._made.get(place) or _term(row) for place, row in enumerate(self._rows))


def _glossary(rows: Iterable[Any]) -> Glossary:
    kept = _Terms()
    return Glossary.of(kept, map(kept.add, rows))


def _term(row: _TermRow) -> terms.Term:
    uuid, code, term, words, status, note = row
    return terms.Term(
        uuid, code, decoded_once(term or ""), _forbidden(words), status != "draft", decoded_once(note or "")
    )


def _forbidden(stored_words: str | None) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = json.loads(stored_words) if stored_words else {}
    return {language: tuple(words) for language, words in found.items()} if found else _NOTHING


def dismissals(trip: Trip) -> dict[str, roster.Dismissed]:
    """What nothing is done about, by what the findings are about."""
    return {one.about: roster.Dismissed(one.reason, one.dismissed_by, one.dismissed_at) for one in trip.dismissals}
