"""Who takes part, what they travel in and where they sleep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tripplanner.documents.content.common import PlaceLine, Ref
from tripplanner.names import PersonName
from tripplanner.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list, ordered by rank. ``role``: head, deputy, member, staff, interpreter, driver, guest …

    ``person`` is the person's UUID. ``phone`` and ``email`` are empty unless the audience may read them;
    ``first_day`` and ``last_day`` bound the person's presence, ``None`` is the whole trip.
    """

    ref: Ref
    person: str
    name: PersonName
    role: str
    rank: int
    post: Text
    organisation: Ref | None
    organisation_name: Text
    language: str
    address: Text = EMPTY
    gender: str = ""
    nationality: str = ""
    subgroups: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    working_languages: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""

    def present_on(self, day: date) -> bool:
        """Whether the person takes part in the trip on that day."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class SubGroup:
    """Part of a delegation. ``mark`` is what stands on its badge: its code, else A, B, C … by position."""

    ref: Ref
    mark: str
    name: Text
    origin: Text
    organisation: Ref | None
    size: int | None
    compliance_profile: str


@dataclass(frozen=True, slots=True)
class DelegationContent:
    """The guests: name, size (of the roster, else as expected), sub-groups, delegates by rank."""

    ref: Ref
    name: Text
    note: Text
    country: str
    organisation: Ref | None
    size: int | None
    subgroups: tuple[SubGroup, ...]
    delegates: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class VehicleLine:
    """A vehicle; ``seats`` without the driver, ``None`` when unknown."""

    ref: Ref
    code: str
    name: Text
    seats: int | None
    company: Text
    driver: PersonName


@dataclass(frozen=True, slots=True)
class LodgingLine:
    """Where the guests sleep; ``place`` may be ``None``."""

    ref: Ref
    name: Text
    address: str
    phone: str
    note: Text
    place: PlaceLine | None

    @property
    def town(self) -> Text:
        """The town's name, else the place's, else the lodging's own."""
        if self.place is None:
            return self.name
        return self.place.town or self.place.name or self.name
