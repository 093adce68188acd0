"""The people of a trip who get documents of their own: delegates by rank, then the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.model.trips import TripLanguage, TripMember
from tripplanner.names import PersonName
from tripplanner.planning.listings.delegates import DelegateRow, list_delegates
from tripplanner.planning.listings.members import MemberRow, list_members
from tripplanner.planning.rows import execute


@dataclass(frozen=True, slots=True)
class Participant:
    """A person of a trip.

    ``id`` is the number in ``list delegates`` (``list members`` for the team). ``subgroups`` are the numbers of
    a delegate's sub-groups, ``None`` for the team, which goes with everyone. ``language`` is that of their
    documents; ``first`` and ``last`` bound their days in the trip where they are known. ``role`` is that of a member
    of the team: staff, interpreter, driver or guest.
    """

    id: int
    is_delegate: bool
    person_id: int
    uuid: str
    name: PersonName
    language: str
    subgroups: frozenset[int] | None
    first: date | None = None
    last: date | None = None
    role: str = ""


def list_participants(session: Session, trip_id: int) -> list[Participant]:
    """Delegates by rank, then staff, interpreters, drivers and guests; a person in two parts comes once."""
    statement = sa.select(TripLanguage.language).where(TripLanguage.trip_id == trip_id)
    languages = [row[0] for row in execute(session, statement.order_by(TripLanguage.position, TripLanguage.id))]
    first = languages[0] if languages else "en"
    found = [_delegate(row, first) for row in list_delegates(session, trip_id)]
    spoken = _spoken(session, trip_id)
    for row in list_members(session, trip_id):
        found.append(_member(row, next((code for code in spoken.get(row.id, ()) if code in languages), first)))
    return list({participant.person_id: participant for participant in reversed(found)}.values())[::-1]


def find_participant(session: Session, trip_id: int, key: str) -> Participant:
    """The person named by number (of a delegate, else of a member), by UUID or by (part of) their name.

    Raises :class:`NotFound`, and :class:`TripPlannerError` when a name fits several people.
    """
    people = list_participants(session, trip_id)
    found = _matching(people, key.strip())
    if len(found) == 1:
        return found[0]
    names = tuple(person.name.printed for person in found or people)
    if found:
        raise TripPlannerError(
            msg("Several people of the trip fit “{key}”: {names}.", key=key, names=names), None,
            msg("Use the number that “list delegates” shows."),
        )  # fmt: skip
    raise NotFound(
        msg("Nobody in this trip fits “{key}”.", key=key),
        None,
        msg("Known: {keys}.", keys=names) if people else msg("Nobody takes part in this trip yet."),
    )


def _matching(people: Sequence[Participant], key: str) -> list[Participant]:
    if key.isascii() and key.isdigit():
        numbered = [person for person in people if person.id == int(key)]
        return [person for person in numbered if person.is_delegate] or numbered
    wanted = _folded(key)
    exact = [person for person in people if person.uuid == key.lower() or wanted in _names(person)]
    return exact or [person for person in people if wanted and any(wanted in name for name in _names(person))]


def _names(person: Participant) -> tuple[str, ...]:
    return tuple(_folded(form) for form in (person.name.native, person.name.latin, person.name.printed) if form)


def _folded(text: str) -> str:
    """Without case, and with one space for hyphens and underscores: file names and keys join names with them."""
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _spoken(session: Session, trip_id: int) -> dict[int, tuple[str, ...]]:
    """Per member of the team the languages that person speaks."""
    statement = sa.select(TripMember.id, Person.languages).join(Person, TripMember.person_id == Person.id)
    rows = execute(session, statement.where(TripMember.trip_id == trip_id))
    return {id: tuple(codes or ()) for id, codes in rows}


def _delegate(row: DelegateRow, first: str) -> Participant:
    return Participant(
        id=row.id,
        is_delegate=True,
        person_id=row.person_id,
        uuid=row.person_uuid,
        name=row.person,
        language=row.language or first,
        subgroups=frozenset(row.subgroup_ids),
        first=row.arrives_on,
        last=row.leaves_on,
    )


def _member(row: MemberRow, language: str) -> Participant:
    return Participant(
        id=row.id,
        is_delegate=False,
        person_id=row.person_id,
        uuid=row.person_uuid,
        name=row.person,
        language=language,
        subgroups=None,
        first=row.from_day,
        last=row.to_day,
        role=row.role,
    )
