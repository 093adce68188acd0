"""What the calendar dialog reads and writes, in jobs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from tripplanner.documents.calendars.content import CalendarContent
from tripplanner.documents.calendars.phones import Phone
from tripplanner.documents.calendars.preview import Shown, home_zone, preview
from tripplanner.documents.calendars.publishing import write_calendars
from tripplanner.documents.calendars.reading import TripCalendar, read_trip
from tripplanner.documents.calendars.writing import calendar
from tripplanner.documents.editions import edition
from tripplanner.model.trips import Delegate, Delegation
from tripplanner.planning import feeds
from tripplanner.planning.participants import Participant
from tripplanner.planning.releases import list_versions
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Ground:
    """What the dialog begins with: the calendars of the latest release, or of the draft before there is one.

    ``phones`` and ``addresses`` are by the number of the person, ``homes`` by that of a delegate's person.
    """

    calendar: TripCalendar
    release: int | None
    phones: dict[int, str]
    addresses: dict[int | None, str]
    homes: dict[int, str]


def read_ground(session: Session, trip_id: int) -> Ground:
    """Raises :class:`~tripplanner.errors.NotFound`."""
    versions = list_versions(session, trip_id, "release")
    release = versions[0].number if versions else None
    with edition(session, trip_id, release, withdrawn=True) as (source, id):
        found = read_trip(source, id)
    people = [reader.person_id for reader in found.readers]
    return Ground(
        found,
        release,
        {person: feeds.phone_of(session, trip_id, person) for person in people},
        {person: feeds.subscribe_address(session, trip_id, person) for person in (None, *people)},
        _homes(session, trip_id),
    )


def _homes(session: Session, trip_id: int) -> dict[int, str]:
    chosen = sa.select(Delegate.person_id, Delegation.country).join(Delegation, Delegate.delegation_id == Delegation.id)
    rows = session.execute(chosen.where(Delegation.trip_id == trip_id))
    return {person: home_zone(country) for person, country in rows}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose calendar (``None``: the whole trip), in which language, read on what."""

    reader: Participant | None
    language: str
    phone: Phone


def content_of(ground: Ground, chosen: Chosen) -> CalendarContent:
    """The calendar that was chosen."""
    if chosen.reader is None:
        return ground.calendar.whole(chosen.language, chosen.phone.flavour)
    return ground.calendar.of(chosen.reader, chosen.language, chosen.phone.flavour)


def shown(ground: Ground, chosen: Chosen, language: str) -> tuple[Shown, ...]:
    """How it will show, read back from the bytes of the file."""
    home = ground.homes.get(chosen.reader.person_id, "") if chosen.reader else ""
    return preview(calendar(content_of(ground, chosen)), ground.calendar.trip.zone, home, language)


def save(ground: Ground, chosen: Chosen, folder: Path, language: str, progress: Progress) -> list[Path]:
    """Writes the file, for simple phones a folder with a file per event as well."""
    named: Any = [(chosen.reader, content_of(ground, chosen))]
    return write_calendars(ground.calendar.trip, named, folder, language, progress, release=ground.release)
