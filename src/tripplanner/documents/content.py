"""What documents say: frozen values read once from the database, written without it.

Texts stay :class:`~tripplanner.text.Text`, so the writer of a document chooses the languages and marks what is
missing, stale or a draft. Times are civil, each with its IANA zone. Every piece names the record it came from
(:class:`Ref`), so that a click on a page, or a list of missing translations, leads to the field. Nothing that the
audience must not read is in here: it is left out by :mod:`tripplanner.documents.reading`, not hidden later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from tripplanner.names import PersonName
from tripplanner.text import EMPTY, Text, Texts


@dataclass(frozen=True, slots=True)
class Ref:
    """The record a piece of content came from: its table and its UUID."""

    table: str
    uuid: str


NOWHERE = Ref("", "")


@dataclass(frozen=True, slots=True)
class Edition:
    """Which version this is. ``number`` counts releases; a draft has the number its release will get.

    ``edited_at`` is the last edit of anything the document says (UTC): the document's date, never the clock's.
    ``approved`` is the number of the latest approved version, ``None`` before the first.
    """

    number: int
    draft: bool
    edited_at: datetime
    approved: int | None = None
    released_at: datetime | None = None

    @property
    def moment(self) -> datetime:
        """The instant printed and written into metadata: of the release, else of the last edit."""
        return self.released_at or self.edited_at


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture ready to print: JPEG or PNG bytes, size in pixels."""

    ref: Ref
    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int
    caption: Text = EMPTY
    credit: str = ""


@dataclass(frozen=True, slots=True)
class OfficeIdentity:
    """Who publishes the document. ``accent`` is ``#rrggbb`` or empty."""

    ref: Ref = NOWHERE
    name: Text = EMPTY
    short_name: str = ""
    address: Text = EMPTY
    email: str = ""
    phone: str = ""
    emergency_phone: str = ""
    website: str = ""
    signatory: Text = EMPTY
    accent: str = ""
    logo: Photo | None = None


@dataclass(frozen=True, slots=True)
class StandardText:
    """A text of the office printed in many documents, found by its ``key`` (``practical.water`` …)."""

    ref: Ref
    key: str
    title: Text
    body: Text


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place; ``town`` is the name of the place it lies in. Degrees WGS 84, metres; ``None`` is unknown."""

    ref: Ref
    code: str
    name: Text
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    altitude_m: int | None
    zone: str
    address: str
    phone: str
    town: Text = EMPTY
    town_ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation as documents name it. ``email`` and ``phone`` are the organisation's, not a person's."""

    ref: Ref
    code: str
    acronym: str
    name: Text
    kind: Text
    role: Text
    country: str
    city: str
    address: str
    website: str
    email: str
    phone: str


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


@dataclass(frozen=True, slots=True)
class ThemeTag:
    """A theme and the slot kind that colours it."""

    ref: Ref
    name: Text
    colour: str


@dataclass(frozen=True, slots=True)
class AccessContent:
    """Access rules of a site; ``None`` is unknown, never open or allowed. Weekdays: 1 = Monday."""

    months: tuple[int, ...] | None = None
    weekdays: tuple[int, ...] | None = None
    hours: tuple[tuple[str, str], ...] | None = None
    group_cap: int | None = None
    permit_needed: bool | None = None
    walk_min: int | None = None
    ascent_m: int | None = None
    step_free: bool | None = None
    outdoor: bool | None = None
    max_vehicle_seats: int | None = None
    lead_days: int | None = None
    season_note: Text = EMPTY
    permit_note: Text = EMPTY
    group_note: Text = EMPTY
    access_note: Text = EMPTY
    fallback: Text = EMPTY


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case study to read further."""

    ref: Ref
    code: str
    title: Text
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteSheet:
    """A visited site. ``number`` is its place in the visiting order; ``days`` the numbers of the days it is seen."""

    ref: Ref
    number: int
    code: str
    name: Text
    kind: Text
    country: str
    area: str
    massif: str
    latitude: float | None
    longitude: float | None
    altitude_m: int | None
    managing_body: Text
    summary: Text
    facts: Texts
    typical_visit_min: int | None
    website: str
    access: AccessContent
    themes: tuple[ThemeTag, ...]
    organisations: tuple[OrganisationLine, ...]
    days: tuple[int, ...]
    questions: tuple[QuestionLine, ...]
    cases: tuple[CaseLine, ...]
    source: str = ""
    to_verify: tuple[str, ...] = ()
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class TermLine:
    """A glossary term. ``forbidden``: words per language that must not render it."""

    ref: Ref
    term: Text
    category: str
    note: Text
    status: str
    forbidden: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ReaderOfCopy:
    """Whose own copy this is: their UUID, name and sub-group marks."""

    person: str
    name: PersonName
    subgroups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TripContent:
    """A trip as one audience may read it. Days in order, items of a day by their instant."""

    ref: Ref
    code: str
    title: Text
    short_title: Text
    route: Text
    stage: str
    first_day: date
    last_day: date
    zone: str
    calendar_url: str
    note: Text
    audience: str
    edition: Edition
    office: OfficeIdentity
    languages: tuple[str, ...] = ()
    objectives: Texts = ()
    compliance_notes: Texts = ()
    delegations: tuple[DelegationContent, ...] = ()
    members: tuple[PersonLine, ...] = ()
    vehicles: tuple[VehicleLine, ...] = ()
    lodgings: tuple[LodgingLine, ...] = ()
    days: tuple[DayContent, ...] = ()
    sites: tuple[SiteSheet, ...] = ()
    organisations: tuple[OrganisationLine, ...] = ()
    cases: tuple[CaseLine, ...] = ()
    terms: tuple[TermLine, ...] = ()
    texts: Mapping[str, StandardText] = field(default_factory=lambda: MappingProxyType({}))
    reader: ReaderOfCopy | None = None

    @property
    def items(self) -> tuple[ItemContent, ...]:
        """Every placed item, day by day."""
        return tuple(item for day in self.days for item in day.items)

    @property
    def subgroups(self) -> tuple[SubGroup, ...]:
        """The sub-groups of all delegations."""
        return tuple(group for delegation in self.delegations for group in delegation.subgroups)

    @property
    def heading(self) -> Text:
        """The short title, else the title."""
        return self.short_title or self.title

    def site(self, ref: Ref | None) -> SiteSheet | None:
        """The sheet of the site ``ref``."""
        return next((sheet for sheet in self.sites if sheet.ref == ref), None)
