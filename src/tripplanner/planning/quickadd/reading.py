"""The names of a trip and of the library, for lines to be read against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.names import PersonName
from tripplanner.planning.listings.contacts import list_contacts
from tripplanner.planning.listings.organisations import list_organisations
from tripplanner.planning.listings.places import list_places
from tripplanner.planning.listings.sites import list_sites
from tripplanner.planning.listings.themes import list_themes
from tripplanner.planning.participants import list_participants
from tripplanner.planning.programme import list_items
from tripplanner.planning.quickadd.known import Known, Name
from tripplanner.planning.trips import trip_row
from tripplanner.text import Text

_LANGUAGES = ("fr", "en", "zh")


def read_known(
    session: Session, trip_id: int, language: str, day: date | None = None, today: date | None = None
) -> Known:
    """The names a line about this trip may hold, labelled in ``language``; ``day`` is the one being looked at.

    Without ``today``, *tomorrow* is no day.
    """
    trip = trip_row(session, trip_id)
    return Known(
        trip.first_day,
        trip.last_day,
        day,
        tuple(_places(session, language)),
        tuple(_people(session, trip_id)),
        tuple(_named("theme", row, language, row.code) for row in list_themes(session)),
        tuple(_items(session, trip_id, language)),
        today,
    )


def _places(session: Session, language: str) -> Iterator[Name]:
    for row in list_sites(session):
        yield _named("site", row, language, row.code, minutes=row.typical_visit_min)
    for row in list_organisations(session):
        yield _named("organisation", row, language, row.code, row.acronym)
    for row in list_places(session):
        yield _named("place", row, language)


def _people(session: Session, trip_id: int) -> Iterator[Name]:
    for row in list_contacts(session):
        yield Name("contact", row.id, row.name, tuple(_names(row.person)))
    for person in list_participants(session, trip_id):
        yield Name("person", person.person_id, person.name.printed, tuple(_names(person.name)))


def _names(name: PersonName) -> Iterable[str]:
    """Every way to call a person; Latin names in both orders, the family name alone."""
    family, given = name.family, name.given
    ways = (name.native, name.latin, name.preferred_latin, f"{family} {given}", f"{given} {family}", family, given)
    return (way.strip() for way in ways if way.strip())


def _items(session: Session, trip_id: int, language: str) -> Iterator[Name]:
    for row in list_items(session, trip_id):
        if row.start is not None:
            words = (*_words(row.title), *_words(row.where), row.code)
            label = row.title.best(language) or row.where.best(language) or row.code
            yield Name("item", row.id, label, words, None, row.start, row.end)


def _named(kind: Any, row: Any, language: str, *others: str, minutes: int | None = None) -> Name:
    name: Text = row.name
    words = tuple(word for word in (*_words(name), *others) if word)
    return Name(kind, row.id, name.best(language) or (others[0] if others else ""), words, minutes)


def _words(text: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for code in _LANGUAGES if (words := text.get(code))))
