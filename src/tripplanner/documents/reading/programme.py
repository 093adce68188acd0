"""Days, nights and items. Private items never leave the database, unplaced ones are not on a page yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tripplanner.dates import zone
from tripplanner.documents.content import (
    DayContent,
    HostLine,
    ItemContent,
    LodgingLine,
    NightLine,
    Presence,
    QuestionLine,
    Ref,
    VehicleLine,
)
from tripplanner.documents.reading.desk import Desk
from tripplanner.model.partners import Contact
from tripplanner.model.programme import Day, Item, ItemHost, Participation
from tripplanner.model.trips import Lodging, Trip
from tripplanner.names import PersonName
from tripplanner.text import EMPTY, Text

# A slot kind for every type; a visit takes the kind of its site's first theme instead, where it has one.
TYPE_COLOURS = {
    "arrival": "transfer",
    "departure": "transfer",
    "transfer": "transfer",
    "free_time": "transfer",
    "visit": "nature",
    "meeting": "urban",
    "ceremony": "urban",
    "meal": "meal",
    "lodging": "lodging",
    "debrief": "lodging",
}
# Nobody prints a longer programme; a last day typed in the wrong year must not make a thousand pages.
LONGEST_TRIP_DAYS = 400


def placed_items(desk: Desk, trip: Trip) -> list[Item]:
    """The items that documents may show: with a start, not private, by civil start."""
    hosts = selectinload(Item.host_links)
    query = (
        select(Item)
        .where(Item.trip_id == trip.id, Item.start.is_not(None), Item.private.is_(False))
        .order_by(Item.start, Item.position, Item.id)
        .options(
            selectinload(Item.subgroup_links),
            hosts.joinedload(ItemHost.contact).joinedload(Contact.person),
            selectinload(Item.participants).joinedload(Participation.person),
            selectinload(Item.case_links),
            selectinload(Item.questions),
            selectinload(Item.breaks),
            joinedload(Item.leg),
        )
    )
    items = list(desk.session.scalars(query).unique())
    desk.read_places(id for item in items for id in (item.place_id, item.from_place_id, item.to_place_id))
    desk.read_organisations(link.organisation_id for item in items for link in item.host_links)
    return items


def read_lodgings(desk: Desk, trip: Trip) -> dict[int, LodgingLine]:
    """The lodgings of a trip by their row number."""
    query = select(Lodging).where(Lodging.trip_id == trip.id).order_by(Lodging.position, Lodging.id)
    rows = list(desk.session.scalars(query))
    desk.read_places(row.place_id for row in rows)
    return {
        row.id: LodgingLine(desk.ref(row), row.name, row.address, row.phone, row.note, desk.place(row.place_id))
        for row in rows
    }


def read_days(
    desk: Desk, trip: Trip, items: Iterable[ItemContent], lodgings: dict[int, LodgingLine], marks: dict[int, str]
) -> tuple[DayContent, ...]:
    """Every day from the first to the last, and any other that holds an item or a night."""
    query = select(Day).where(Day.trip_id == trip.id).options(selectinload(Day.nights))
    rows = {row.date: row for row in desk.session.scalars(query)}
    by_day: dict[date, list[ItemContent]] = defaultdict(list)
    for item in items:
        by_day[item.start.date()].append(item)
    dates = _trip_dates(trip) | by_day.keys() | {day for day, row in rows.items() if row.nights}
    return tuple(_day(desk, trip, day, rows.get(day), by_day[day], lodgings, marks) for day in sorted(dates))


def _trip_dates(trip: Trip) -> set[date]:
    count = min((trip.last_day - trip.first_day).days + 1, LONGEST_TRIP_DAYS)
    return {trip.first_day + timedelta(days=n) for n in range(count)}


def _day(
    desk: Desk,
    trip: Trip,
    day: date,
    row: Day | None,
    items: list[ItemContent],
    lodgings: dict[int, LodgingLine],
    marks: dict[int, str],
) -> DayContent:
    ordered = tuple(sorted(items, key=lambda item: (item.starts_at, item.ends_at)))
    number = (day - trip.first_day).days + 1
    if row is None:
        return DayContent(Ref("day", ""), number, day, EMPTY, EMPTY, EMPTY, ordered, ())
    nights = tuple(_nights(desk, row, lodgings, marks))
    return DayContent(desk.ref(row), number, day, row.title, row.bring, row.note, ordered, nights)


def _nights(desk: Desk, day: Day, lodgings: dict[int, LodgingLine], marks: dict[int, str]) -> Iterable[NightLine]:
    for night in day.nights:
        lodging = lodgings.get(night.lodging_id) if night.lodging_id else None
        groups = (marks[night.subgroup_id],) if night.subgroup_id in marks else ()
        yield NightLine(desk.ref(night), lodging, groups)


class ItemReader:
    """Turns item rows into content, with the look-ups that were read before."""

    def __init__(
        self,
        desk: Desk,
        trip: Trip,
        marks: dict[int, str],
        vehicles: dict[int, VehicleLine],
        sites: dict[int, tuple[Ref, str]],
        cases: dict[int, Ref],
        site_names: Mapping[int, Text],
    ) -> None:
        self.desk, self.trip, self.marks = desk, trip, marks
        self.vehicles, self.sites, self.cases, self.site_names = vehicles, sites, cases, site_names

    def __call__(self, item: Item) -> ItemContent:
        desk, policy = self.desk, self.desk.policy
        site = self.sites.get(item.site_id) if item.site_id else None
        return ItemContent(
            desk.ref(item),
            item.code,
            item.type,
            item.status,
            **self._times(item),
            title=item.title,
            purpose=item.purpose,
            notes=item.notes,
            team_notes=item.team_notes if policy.team_notes else EMPTY,
            internal_notes=item.internal_notes if policy.internal_notes else "",
            participation_note=item.participation_note,
            fallback=item.fallback,
            fallback_site=self.site_names.get(item.fallback_site_id or 0, EMPTY),
            interpreting=item.interpreting,
            permit_status=item.permit_status,
            passport_needed=item.passport_needed,
            site=site[0] if site else None,
            **self._way(item),
            subgroups=self._subgroups(item),
            hosts=tuple(self._hosts(item)),
            cases=tuple(self.cases[link.case_id] for link in item.case_links if link.case_id in self.cases),
            questions=tuple(QuestionLine(desk.ref(row), row.text) for row in item.questions if row.text),
            breaks=tuple((row.start, row.end) for row in item.breaks if row.start and row.end),
            presences=tuple(_presence(row) for row in item.participants) if policy.names else (),
            colour=_colour(item, site[1] if site else ""),
            created_at=item.created_at,
            updated_at=item.updated_at,
        )

    def _times(self, item: Item) -> dict[str, Any]:
        assert item.start is not None
        start_zone = item.start_zone or self.trip.zone
        end_zone = item.end_zone or start_zone
        starts_at = instant(item.start, start_zone, self.trip.zone)
        end, ends_at = _end(item, start_zone, end_zone, starts_at, self.trip.zone)
        return {
            "start": item.start,
            "start_zone": start_zone,
            "end": end,
            "end_zone": end_zone,
            "starts_at": starts_at,
            "ends_at": ends_at,
        }

    def _way(self, item: Item) -> dict[str, Any]:
        leg = item.leg
        distance = item.distance_km if item.distance_km is not None or not leg else leg.distance_km
        drive = item.drive_min if item.drive_min is not None or not leg else leg.drive_min
        return {
            "place": self.desk.place(item.place_id),
            "from_place": self.desk.place(item.from_place_id),
            "to_place": self.desk.place(item.to_place_id),
            "distance_km": distance,
            "drive_min": drive,
            "vehicle": self.vehicles.get(item.vehicle_id) if item.vehicle_id else None,
        }

    def _subgroups(self, item: Item) -> tuple[str, ...]:
        """Marks of the sub-groups linked; all of them linked is everyone, like none."""
        linked = {self.marks[link.subgroup_id] for link in item.subgroup_links if link.subgroup_id in self.marks}
        return () if linked == set(self.marks.values()) else tuple(sorted(linked))

    def _hosts(self, item: Item) -> Iterable[HostLine]:
        policy = self.desk.policy
        for link in item.host_links:
            organisation = self.desk.organisation(link.organisation_id)
            if organisation is None:
                continue
            contact = link.contact if policy.names else None
            yield HostLine(
                self.desk.ref(link),
                organisation,
                link.state,
                PersonName.of(contact.person) if contact else PersonName(),
                contact.post if contact else EMPTY,
                contact.phone if contact and policy.private_contacts else "",
                contact.email if contact and policy.private_contacts else "",
            )


def _presence(row: Participation) -> Presence:
    return Presence(row.person.uuid, row.mode, row.from_time, row.to_time, row.note)


def _colour(item: Item, of_site: str) -> str:
    colour = TYPE_COLOURS.get(item.type, "transfer")
    return of_site or colour if item.type == "visit" else colour


def _end(item: Item, start_zone: str, end_zone: str, starts_at: datetime, trip_zone: str) -> tuple[datetime, datetime]:
    """The civil end and its instant: as written, else start and duration; never before the start."""
    assert item.start is not None
    if item.end is not None:
        ends_at = instant(item.end, end_zone, trip_zone)
        if ends_at >= starts_at:
            return item.end, ends_at
    ends_at = starts_at + timedelta(minutes=max(item.duration_min or 0, 0))
    if item.end is not None or not item.duration_min:
        return item.start, starts_at
    return ends_at.astimezone(zone(end_zone, trip_zone)).replace(tzinfo=None), ends_at


def instant(civil: datetime, zone_name: str, fallback: str) -> datetime:
    """The UTC instant of a civil time; a time that daylight saving repeats is its first occurrence."""
    return civil.replace(tzinfo=zone(zone_name, fallback)).astimezone(UTC)
