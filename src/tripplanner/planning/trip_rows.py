"""The frozen rows of a trip and its programme.

This module imports no database: the first screen is read without one (:mod:`tripplanner.planning.glance`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tripplanner.planning.lazytext import LazyText, decoded
from tripplanner.text import Text


@dataclass(frozen=True, slots=True)
class TripRow:
    """A trip in a list or on a card. ``days`` counts from the first to the last day, both included."""

    id: int
    uuid: str
    version: int
    code: str
    title_json: str
    short_title_json: str
    route_json: str
    stage: str
    first_day: date
    last_day: date
    zone: str
    calendar_url: str
    sample_key: str | None
    updated_at: datetime
    languages: tuple[str, ...]
    delegations_json: tuple[str, ...]
    delegates: int
    items: int
    confirmed: int
    unplaced: int

    title = LazyText("title_json")
    short_title = LazyText("short_title_json")
    route = LazyText("route_json")

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    @property
    def delegations(self) -> tuple[Text, ...]:
        return tuple(decoded(name) for name in self.delegations_json)


@dataclass(frozen=True, slots=True)
class HostRow:
    """An organisation that receives at an item. ``state``: to_contact, asked, confirmed, refused."""

    organisation_id: int
    name_json: str
    acronym: str
    state: str

    name = LazyText("name_json")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A programme item with all that a grid, a list or a calendar shows of it.

    ``start`` and ``end`` are civil times in their own zones, ``None`` while the item is not placed.
    ``subgroups`` are codes; empty means everyone. ``distance_km`` and ``drive_min`` are the item's own.
    """

    id: int
    uuid: str
    version: int
    trip_id: int
    code: str
    type: str
    status: str
    start: datetime | None
    start_zone: str
    end: datetime | None
    end_zone: str
    duration_min: int | None
    locked: bool
    private: bool
    position: int
    title_json: str
    purpose_json: str
    notes_json: str
    participation_note_json: str
    fallback_json: str
    interpreting: str | None
    passport_needed: bool
    site_id: int | None
    site_name_json: str | None
    place_id: int | None
    place_name_json: str | None
    from_place_id: int | None
    from_name_json: str | None
    to_place_id: int | None
    to_name_json: str | None
    distance_km: float | None
    drive_min: int | None
    vehicle_id: int | None
    vehicle_code: str | None
    sample_key: str | None
    updated_at: datetime
    subgroup_ids: tuple[int, ...] = ()
    subgroups: tuple[str, ...] = ()
    hosts: tuple[HostRow, ...] = ()
    questions: int = 0

    title = LazyText("title_json")
    purpose = LazyText("purpose_json")
    notes = LazyText("notes_json")
    participation_note = LazyText("participation_note_json")
    fallback = LazyText("fallback_json")
    site_name = LazyText("site_name_json")
    place_name = LazyText("place_name_json")
    from_name = LazyText("from_name_json")
    to_name = LazyText("to_name_json")

    @property
    def where(self) -> Text:
        """The site, else the place: what a grid prints under the title."""
        return self.site_name or self.place_name


@dataclass(frozen=True, slots=True)
class NightRow:
    """A lodging after a day; ``subgroup`` is a code, empty for everyone; no lodging: a night on the way."""

    lodging_id: int | None
    name_json: str | None
    place_json: str | None
    subgroup: str

    name = LazyText("name_json")
    place = LazyText("place_json")


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of a trip. ``number`` 1 is the trip's first day."""

    id: int
    uuid: str
    version: int
    date: date
    title_json: str
    bring_json: str
    note_json: str
    number: int
    nights: tuple[NightRow, ...]

    title = LazyText("title_json")
    bring = LazyText("bring_json")
    note = LazyText("note_json")


@dataclass(frozen=True, slots=True)
class SubGroupRow:
    """A sub-group of the trip's delegations."""

    id: int
    uuid: str
    code: str
    name_json: str
    expected_size: int | None

    name = LazyText("name_json")


@dataclass(frozen=True, slots=True)
class Week:
    """A whole programme: placed items in the order they happen, the others beside them."""

    trip: TripRow
    days: tuple[DayRow, ...]
    subgroups: tuple[SubGroupRow, ...]
    items: tuple[ItemRow, ...]
    unplaced: tuple[ItemRow, ...]

    def on(self, day: date) -> tuple[ItemRow, ...]:
        """The items that start on ``day``."""
        return tuple(item for item in self.items if item.start is not None and item.start.date() == day)
