"""The people and rooms of a trip as the rules see them.

Of protected values rules see what an open vault gives, and otherwise only that there are some.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from tripplanner.names import PersonName
from tripplanner.planning.privacy.contents import Content
from tripplanner.text import Text

C = TypeVar("C", bound=Content)


@dataclass(frozen=True, slots=True)
class Traveller:
    """A delegate.

    ``protected`` gives the kinds of protected values that are kept, with the last day of each; ``facts`` what they
    say, by kind, and ``None`` while the vault is locked. A value that cannot be read is kept and no fact.
    """

    id: int
    person_id: int
    uuid: str
    name: PersonName
    role: str = "member"
    groups: frozenset[int] = frozenset()
    first: date | None = None
    last: date | None = None
    language: str = "zh"
    protected: Mapping[str, date | None] = field(default_factory=dict[str, "date | None"])
    gender: str = ""
    facts: Mapping[str, Content] | None = field(default=None, repr=False)

    def fact(self, made: type[C]) -> C | None:
        """What is known of this class (:class:`Passport` …); ``None`` where it is not, or the vault is locked."""
        return next((one for one in (self.facts or {}).values() if isinstance(one, made)), None)


@dataclass(frozen=True, slots=True)
class Member:
    """Staff, an interpreter, a driver or an external guest, with the days on which they are there."""

    id: int
    person_id: int
    uuid: str
    name: PersonName
    role: str = "staff"
    first: date | None = None
    last: date | None = None

    def there(self, day: date) -> bool:
        """Are they with the group on this day?"""
        return (self.first or day) <= day <= (self.last or day)


@dataclass(frozen=True, slots=True)
class FreeBeds:
    """A room with beds that nobody has: its number in the database, and the genders (f, m, "") of who sleeps there."""

    room_id: int
    beds: int
    genders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lodging:
    """A lodging: dates and group ids of its nights (0 for everyone), its rooms, and who has a bed (person numbers)."""

    uuid: str
    name: Text
    nights: frozenset[tuple[date, int]] = frozenset()
    rooms: int = 0
    guests: frozenset[int] = frozenset()
    id: int = 0
    free: tuple[FreeBeds, ...] = ()


@dataclass(frozen=True, slots=True)
class Booking:
    """What another trip needs of somebody or something that this trip uses as well, from ``begins`` to ``ends`` (UTC).

    ``key`` is *person:* with the UUID of a person, or that of :func:`vehicle_key`.
    """

    key: str
    trip_uuid: str
    trip_code: str
    trip_title: Text
    code: str
    title: Text
    begins: datetime
    ends: datetime


def person_key(uuid: str) -> str:
    """By what a booking knows a person."""
    return f"person:{uuid}"


def vehicle_key(company: int | None, code: str) -> str:
    """By what a booking knows a vehicle again, which every trip records anew: its company and code; "" if unknown."""
    return f"vehicle:{company}:{code.strip().casefold()}" if company and code.strip() else ""


@dataclass(frozen=True, slots=True)
class Dismissed:
    """Somebody decided that a finding needs nothing done, and said why."""

    reason: str
    by: str = ""
    at: datetime | None = None
