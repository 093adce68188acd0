"""Days, nights and items of a programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tripplanner.documents.content.common import OrganisationLine, PlaceLine, Ref
from tripplanner.documents.content.people import LodgingLine, VehicleLine
from tripplanner.names import PersonName
from tripplanner.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class NightLine:
    """Where sub-groups (everyone, when empty) sleep; ``lodging`` ``None`` is a night on the way."""

    ref: Ref
    lodging: LodgingLine | None
    subgroups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HostLine:
    """Who receives the guests. ``state``: to_contact, asked, confirmed, refused."""

    ref: Ref
    organisation: OrganisationLine
    state: str
    contact: PersonName
    contact_post: Text
    contact_phone: str = ""
    contact_email: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """One person's part in an item where it differs from the group's. ``mode``: present, absent, online."""

    person: str
    mode: str
    start: datetime | None
    end: datetime | None
    note: Text


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question prepared for a visit."""

    ref: Ref
    text: Text


@dataclass(frozen=True, slots=True)
class ItemContent:
    """A placed programme item.

    ``start``/``end``: civil times in ``start_zone``/``end_zone``; ``starts_at``/``ends_at``: the same as UTC
    instants. ``end`` may fall on a later civil day. ``subgroups``: the marks of those who take part; empty means
    everyone. ``colour`` names the slot kind (nature, water, …) of the first theme of its site, else of its type.
    """

    ref: Ref
    code: str
    type: str
    status: str
    start: datetime
    start_zone: str
    end: datetime
    end_zone: str
    starts_at: datetime
    ends_at: datetime
    title: Text
    purpose: Text = EMPTY
    notes: Text = EMPTY
    team_notes: Text = EMPTY
    internal_notes: str = ""
    participation_note: Text = EMPTY
    fallback: Text = EMPTY
    fallback_site: Text = EMPTY
    interpreting: str | None = None
    permit_status: str | None = None
    passport_needed: bool = False
    site: Ref | None = None
    place: PlaceLine | None = None
    from_place: PlaceLine | None = None
    to_place: PlaceLine | None = None
    distance_km: float | None = None
    drive_min: int | None = None
    vehicle: VehicleLine | None = None
    subgroups: tuple[str, ...] = ()
    hosts: tuple[HostLine, ...] = ()
    cases: tuple[Ref, ...] = ()
    questions: tuple[QuestionLine, ...] = ()
    breaks: tuple[tuple[datetime, datetime], ...] = ()
    presences: tuple[Presence, ...] = ()
    colour: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def minutes(self) -> int:
        """Its length in minutes, by the clock of the world: a flight over zones has its true length."""
        return round((self.ends_at - self.starts_at).total_seconds() / 60)

    @property
    def days_later(self) -> int:
        """On how many civil days after its start it ends: 1 when it crosses midnight."""
        return (self.end.date() - self.start.date()).days

    @property
    def tentative(self) -> bool:
        """Not confirmed yet: documents mark it *to confirm*."""
        return self.status in ("idea", "requested")

    @property
    def cancelled(self) -> bool:
        return self.status == "cancelled"

    def takes_part(self, mark: str) -> bool:
        """Whether the sub-group with this mark takes part."""
        return not self.subgroups or mark in self.subgroups


@dataclass(frozen=True, slots=True)
class DayContent:
    """A day. ``number`` counts from the trip's first day, 1 upwards; below 1 it lies before the trip."""

    ref: Ref
    number: int
    date: date
    title: Text
    bring: Text
    note: Text
    items: tuple[ItemContent, ...]
    nights: tuple[NightLine, ...]

    @property
    def distance_km(self) -> float:
        """What the whole group's longest chain of transfers covers; 0 without transfers."""
        marks = {mark for item in self.items for mark in item.subgroups} or {""}
        moves = [item for item in self.items if item.distance_km and not item.cancelled]
        return max(sum(i.distance_km or 0 for i in moves if i.takes_part(mark)) for mark in marks)
