"""A trip as the rules see it: plain values, no session, no language of a reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from tripplanner.names import PersonName
from tripplanner.planning.checks.clock import moment, shifted
from tripplanner.planning.checks.roster import Booking, Dismissed, Lodging, Member, Traveller
from tripplanner.planning.checks.terms import Glossary
from tripplanner.planning.travel.legs import Closed
from tripplanner.planning.travel.spots import Spot
from tripplanner.planning.travel.table import TravelTable
from tripplanner.text import EMPTY, Text

ATTENDED = ("visit", "meeting", "debrief", "ceremony")


@dataclass(frozen=True, slots=True)
class SiteRules:
    """A visited site with its access rules; ``None`` is unknown, never open or allowed. ``hosts`` receive there."""

    id: int
    uuid: str
    code: str
    name: Text
    open_months: tuple[int, ...] | None = None
    open_weekdays: tuple[int, ...] | None = None
    open_hours: tuple[tuple[str, str], ...] | None = None
    group_cap: int | None = None
    permit_needed: bool | None = None
    outdoor: bool | None = None
    max_vehicle_seats: int | None = None
    fallback: bool = False
    typical_visit_min: int | None = None
    closures: tuple[tuple[date | None, date | None], ...] = ()
    season_note: Text = EMPTY
    access_note: Text = EMPTY
    walk_min: int | None = None
    ascent_m: int | None = None
    step_free: bool | None = None
    lead_days: int | None = None
    spot: Spot | None = None
    hosts: tuple[Text, ...] = ()
    themes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One person's own part in an item: present, absent or online, perhaps for a while only (UTC)."""

    person: str
    name: str
    mode: str
    begins: datetime | None = None
    ends: datetime | None = None

    def later(self, by: timedelta, zone: str) -> Part:
        """The same part, its hours later by the clocks of ``zone``."""
        return replace(self, begins=shifted(self.begins, by, zone), ends=shifted(self.ends, by, zone))


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody of an organisation who could receive: the number of the contact, the person's UUID and name."""

    contact_id: int
    person: str
    name: str


@dataclass(frozen=True, slots=True)
class Host:
    """An organisation that receives; ``contact`` is the UUID of the person who does, "" while nobody is named.

    ``link`` is its number in the item, ``people`` are those who could receive.
    """

    organisation: Text
    contact: str = ""
    contact_name: str = ""
    state: str = "to_contact"
    link: int = 0
    people: tuple[Receiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle; ``seats`` without the driver."""

    id: int
    code: str
    seats: int | None = None
    driver: str = ""  # the number of a person
    company: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A sub-group (or, with the id 0, the guests of a trip that has none) and the people known of it."""

    id: int
    code: str
    size: int
    profile: str = "none"
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """A programme item. ``start`` and ``end`` are civil times, ``begins`` and ``ends`` the same moments in UTC.

    ``groups`` are the sub-groups present (``everyone`` where none is named), ``pauses`` the recorded breaks in
    civil time of the start, ``prose`` what is written about it. ``drive_min`` and ``margin_percent`` are its own or
    the office's, never an estimate; ``estimated_min`` is what an estimate, with its margin, asks for where there is
    nothing better; ``own_drive_min`` and ``own_distance_km`` what was entered with the item
    itself; ``closed`` is what closes its road that day.
    """

    id: int
    uuid: str
    code: str
    type: str
    status: str
    title: Text
    start: datetime | None = None
    end: datetime | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    groups: frozenset[int] = frozenset()
    parts: tuple[Part, ...] = ()
    hosts: tuple[Host, ...] = ()
    interpreting: str | None = None
    site: SiteRules | None = None
    place: Spot | None = None
    origin: Spot | None = None
    target: Spot | None = None
    vehicle: Vehicle | None = None
    drive_min: int | None = None
    margin_percent: int = 0
    permit_status: str | None = None
    passport_needed: bool = False
    fallback: bool = False
    questions: int = 0
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    own_drive_min: int | None = None
    own_distance_km: float | None = None
    leg_id: int | None = None
    zone: str = "Europe/Paris"
    end_zone: str = "Europe/Paris"
    locked: bool = False
    everyone: bool = True
    closed: Closed | None = None
    fallback_site: SiteRules | None = None
    prose: tuple[Text, ...] = ()
    estimated_min: int | None = None
    themes: frozenset[int] = frozenset()  # its own, beside those of its site

    def __hash__(self) -> int:
        """Equal items have the same identity; hashing everything they hold would cost more than most rules."""
        return hash(self.uuid)

    @property
    def placed(self) -> bool:
        """Does it take place at a known time? Cancelled items do not."""
        return self.begins is not None and self.ends is not None and self.status != "cancelled"

    @property
    def minutes(self) -> int:
        """How long it lasts; 0 while it is not placed."""
        if self.begins is None or self.ends is None:
            return 0
        return int((self.ends - self.begins) / timedelta(minutes=1))

    @property
    def day(self) -> date | None:
        """The civil date on which it starts."""
        return self.start.date() if self.start else None

    @property
    def last_day(self) -> date | None:
        """The civil date on which it ends."""
        return self.end.date() if self.end else self.day

    def at(self, start: datetime, end: datetime) -> CheckedItem:
        """The same item at other civil times, in its zones; what happens inside moves along unless one edge stays."""
        begins, ends = moment(start, self.zone), moment(end, self.end_zone)
        moved = replace(self, start=start, end=end, begins=begins, ends=ends)
        if self.start is None or start == self.start or end == self.end:
            return moved
        by = start - self.start
        pauses = tuple((one + by, other + by) for one, other in self.pauses)
        return replace(moved, pauses=pauses, parts=tuple(part.later(by, self.zone) for part in self.parts))

    @property
    def before(self) -> Spot | None:
        """Where one is when it begins; the place of a transfer is where it leads."""
        return self.origin or (None if self.type == "transfer" else self.place)

    @property
    def after(self) -> Spot | None:
        """Where one is when it ends."""
        return self.target or self.place


@dataclass(frozen=True, slots=True)
class TextOf:
    """A text the documents print: of which record, in which field; ``part`` is the UUID of the part that holds it."""

    table: str
    uuid: str
    code: str
    owner: Text
    field: str
    text: Text
    part: str = ""


@dataclass(frozen=True, slots=True)
class ThemeOf:
    """A theme; ``kin`` are the numbers of itself, those above and those below it, ``has_case`` a case study of its
    own."""

    uuid: str
    code: str
    name: Text
    kin: frozenset[int] = frozenset()
    has_case: bool = False


@dataclass(frozen=True, slots=True)
class NameOf:
    """A person's name, put together when it is asked for: of twenty thousand nobody asks twice."""

    uuid: str
    written: PersonName | str

    @property
    def name(self) -> str:
        """As it is printed."""
        return self.written if isinstance(self.written, str) else self.written.printed


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment: ``ended`` once done or given up; from the day ``asked`` on one asks about it, ``heard`` whether one
    did since."""

    uuid: str
    text: Text
    owned: bool
    ended: bool
    due: date | None
    asked: date
    heard: bool


@dataclass(frozen=True)
class CheckedTrip:
    """Everything the rules may ask of a trip. ``items`` are in the order in which they happen, unplaced ones last.

    ``nights`` are the lodgings per date and group id (0 for everyone); ``company`` counts the interpreters and
    staff who are with the guests on a date; ``travel`` knows how long the ways take. ``today`` is ``None`` where
    nobody asks for a day: rules that count the days that are left then keep silent. ``homes`` are the countries
    the guests come from. ``levels`` are the trip's
    own, ``dismissed`` goes by what a finding is about
    (:attr:`~tripplanner.planning.checks.rule.Finding.about`). ``themes`` are those of the library by their numbers,
    ``aims`` those that the trip is about, with the objective that says so (an empty text: the trip itself). ``told``
    are the organisations that know the diets, by their stored names, with the day they were told; ``diets_changed`` is
    the day a diet was last written.
    ``elsewhere`` is when other trips need the people and vehicles of this one. ``promises`` are the commitments.
    """

    id: int
    uuid: str
    code: str
    first_day: date
    last_day: date
    languages: tuple[str, ...]
    groups: tuple[Group, ...]
    items: tuple[CheckedItem, ...]
    interpreters: int = 0
    company: Mapping[date, int] = field(default_factory=dict[date, int])
    nights: Mapping[tuple[date, int], Spot | None] = field(default_factory=dict[tuple[date, int], "Spot | None"])
    texts: tuple[TextOf, ...] = ()
    names: tuple[NameOf, ...] = ()
    travel: TravelTable = field(default_factory=TravelTable, compare=False)
    zone: str = "Europe/Paris"
    today: date | None = None
    travellers: tuple[Traveller, ...] = ()
    members: tuple[Member, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    lodgings: tuple[Lodging, ...] = ()
    glossary: Glossary = field(default_factory=Glossary)
    homes: tuple[str, ...] = ()
    indoor: tuple[SiteRules, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict[str, str])
    dismissed: Mapping[str, Dismissed] = field(default_factory=dict[str, Dismissed])
    themes: Mapping[int, ThemeOf] = field(default_factory=dict[int, ThemeOf])
    aims: tuple[tuple[ThemeOf, Text], ...] = ()
    told: Mapping[str, date] = field(default_factory=dict[str, date])
    diets_changed: date | None = None
    elsewhere: tuple[Booking, ...] = ()
    promises: tuple[Promise, ...] = ()

    @cached_property
    def placed(self) -> tuple[CheckedItem, ...]:
        """The items that take place at a known time, in order."""
        return tuple(item for item in self.items if item.placed)

    @cached_property
    def _by_group(self) -> Mapping[int, tuple[CheckedItem, ...]]:
        found: dict[int, list[CheckedItem]] = defaultdict(list)
        for item in self.placed:
            for group in item.groups:
                found[group].append(item)
        return {group: tuple(items) for group, items in found.items()}

    @cached_property
    def by_uuid(self) -> Mapping[str, CheckedItem]:
        """The items by their identity."""
        return {item.uuid: item for item in self.items}

    @cached_property
    def by_day(self) -> Mapping[date, tuple[CheckedItem, ...]]:
        """The placed items by the date on which they start, in order of the dates."""
        found: dict[date, list[CheckedItem]] = defaultdict(list)
        for item in self.placed:
            if item.day:
                found[item.day].append(item)
        return {day: tuple(found[day]) for day in sorted(found)}

    @cached_property
    def by_state(self) -> Mapping[str, Mapping[tuple[str, str, str], list[TextOf]]]:
        """The texts to translate, *missing* and *stale*, by table, record and language."""
        found: dict[str, dict[tuple[str, str, str], list[TextOf]]] = defaultdict(lambda: defaultdict(list))
        for text in self.texts:
            if text.text:
                for language in self.languages:
                    if (state := text.text.state(language)) in ("missing", "stale"):
                        found[state][text.table, text.uuid, language].append(text)
        return found

    @cached_property
    def drafts(self) -> int:
        """How many translations nobody has reviewed: of a large trip tens of thousands, therefore only their number."""
        return sum(
            language in text.text.drafts and text.text.state(language) == "draft"
            for text in self.texts for language in self.languages
        )  # fmt: skip

    def of(self, group: Group) -> tuple[CheckedItem, ...]:
        """The placed items at which a group is present."""
        return self._by_group.get(group.id, ())

    def days_of(self, group: Group) -> Mapping[date, tuple[CheckedItem, ...]]:
        """What a group does on each date; nights are left out."""
        return self._days.get(group.id, {})

    @cached_property
    def _days(self) -> Mapping[int, Mapping[date, tuple[CheckedItem, ...]]]:
        found: dict[int, dict[date, list[CheckedItem]]] = defaultdict(lambda: defaultdict(list))
        for item in self.placed:
            if item.type != "lodging" and item.day:
                for group in item.groups:
                    found[group][item.day].append(item)
        return {group: {day: tuple(own) for day, own in days.items()} for group, days in found.items()}

    def codes(self, ids: frozenset[int] | set[int]) -> tuple[str, ...]:
        """The codes of groups, in order, without that of guests who form no sub-group."""
        return tuple(group.code for group in self.groups if group.id in ids and group.code)

    def dates(self) -> tuple[date, ...]:
        """The dates on which something is placed, in order."""
        return tuple(self.by_day)

    def night(self, day: date, group: Group) -> Spot | None:
        """Where a group sleeps after a day, as far as it is known."""
        return self.nights.get((day, group.id)) or self.nights.get((day, 0))

    def bed_before(self, day: date, group: Group) -> Spot | None:
        """Where a group slept before a day, as far as it is known."""
        return self.night(day - timedelta(days=1), group) if day > date.min else None

    def only(self, items: Iterable[CheckedItem]) -> CheckedTrip:
        """The trip as if it had these items alone; they must be in order."""
        return replace(self, items=tuple(items))

    def with_items(self, *changed: CheckedItem) -> CheckedTrip:
        """The trip with these items instead of those of the same identity; new ones are added."""
        kept = {**self.by_uuid, **{item.uuid: item for item in changed}}
        return replace(self, items=in_order(kept.values()))

    def head_count(self, item: CheckedItem) -> int:
        """The guests present, with the interpreters and staff of that day, and whoever comes for this item alone."""
        people = sum(group.size for group in self.groups if group.id in item.groups)
        people += self.company.get(item.day, 0) if item.day else 0
        counted = {person for group in self.groups if group.id in item.groups for person in group.people}
        if item.parts and item.day:
            company = (one for one in self.members if one.role != "driver" and one.there(item.day))
            counted |= {one.uuid for one in company}
        away = sum(part.mode != "present" for part in item.parts if part.person in counted)
        return people - away + sum(part.mode == "present" for part in item.parts if part.person not in counted)


def in_order(items: Iterable[CheckedItem]) -> tuple[CheckedItem, ...]:
    """Items as they happen; unplaced ones last."""
    return tuple(sorted(items, key=lambda item: (item.begins is None, item.begins or _NEVER, item.code, item.uuid)))


_NEVER = datetime.max.replace(tzinfo=UTC)
