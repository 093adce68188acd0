"""Days, nights and items. Private items never leave the database, unplaced ones are not on a page yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

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
from tripplanner.names import PersonName
from tripplanner.store.records import having
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


@dataclass(frozen=True, slots=True)
class Linked:
    """What is linked to items, by the number of the item; contacts, persons and legs by their own."""

    subgroups: Mapping[int, Sequence[Any]]
    hosts: Mapping[int, Sequence[Any]]
    cases: Mapping[int, Sequence[Any]]
    questions: Mapping[int, Sequence[Any]]
    breaks: Mapping[int, Sequence[Any]]
    presences: Mapping[int, Sequence[Any]]
    contacts: Mapping[int, Any]
    persons: Mapping[int, Any]
    legs: Mapping[int, Any]


def placed_items(desk: Desk, trip_id: int) -> list[Any]:
    """The items that documents may show: with a start, not private, by civil start."""
    rows = having(desk.source, "item", "trip_id", [trip_id])
    items = [row for row in rows if row.start is not None and not row.private]
    desk.read_places(id for item in items for id in (item.place_id, item.from_place_id, item.to_place_id))
    return sorted(items, key=lambda item: (item.start, item.position, item.id))


def linked_to(desk: Desk, items: Sequence[Any]) -> Linked:
    """What is linked to these items, in one question each."""
    ids = [item.id for item in items]
    hosts = desk.by_owner("item_host", "item_id", ids)
    every_host = [link for links in hosts.values() for link in links]
    desk.read_organisations(link.organisation_id for link in every_host)
    contacts = desk.numbered("contact", (link.contact_id for link in every_host))
    presences = desk.by_owner("participation", "item_id", ids, ("id",))
    named = [row.person_id for rows in (contacts.values(), *presences.values()) for row in rows]
    return Linked(
        desk.by_owner("item_subgroup", "item_id", ids, ("id",)),
        hosts,
        desk.by_owner("item_case", "item_id", ids),
        desk.by_owner("question", "item_id", ids),
        desk.by_owner("item_break", "item_id", ids),
        presences,
        contacts,
        desk.numbered("person", named),
        desk.numbered("leg", (item.leg_id for item in items)),
    )


def read_lodgings(desk: Desk, trip_id: int) -> dict[int, LodgingLine]:
    """The lodgings of a trip by their row number."""
    rows = desk.of(trip_id, "lodging", "trip_id")
    desk.read_places(row.place_id for row in rows)
    return {
        row.id: LodgingLine(desk.ref(row), row.name, row.address, row.phone, row.note, desk.place(row.place_id))
        for row in rows
    }


def read_days(
    desk: Desk, trip: Any, items: Iterable[ItemContent], lodgings: dict[int, LodgingLine], marks: dict[int, str]
) -> tuple[DayContent, ...]:
    """Every day from the first to the last, and any other that holds an item or a night."""
    rows = {row.date: row for row in desk.of(trip.id, "day", "trip_id", ("date",))}
    nights = desk.by_owner("night", "day_id", (row.id for row in rows.values()), ("id",))
    by_day: dict[date, list[ItemContent]] = defaultdict(list)
    for item in items:
        by_day[item.start.date()].append(item)
    dates = _trip_dates(trip) | by_day.keys() | {day for day, row in rows.items() if nights[row.id]}
    slept = {day: tuple(_nights(desk, nights[row.id], lodgings, marks)) for day, row in rows.items()}
    return tuple(_day(desk, trip, day, rows.get(day), by_day[day], slept.get(day, ())) for day in sorted(dates))


def _trip_dates(trip: Any) -> set[date]:
    count = min((trip.last_day - trip.first_day).days + 1, LONGEST_TRIP_DAYS)
    return {trip.first_day + timedelta(days=n) for n in range(count)}


def _day(
    desk: Desk, trip: Any, day: date, row: Any, items: list[ItemContent], nights: tuple[NightLine, ...]
) -> DayContent:
    ordered = tuple(sorted(items, key=lambda item: (item.starts_at, item.ends_at)))
    number = (day - trip.first_day).days + 1
    if row is None:
        return DayContent(Ref("day", ""), number, day, EMPTY, EMPTY, EMPTY, ordered, ())
    return DayContent(desk.ref(row), number, day, row.title, row.bring, row.note, ordered, nights)


def _nights(
    desk: Desk, rows: Sequence[Any], lodgings: dict[int, LodgingLine], marks: dict[int, str]
) -> Iterable[NightLine]:
    found: dict[int | None, NightLine] = {}
    for night in rows:
        lodging = lodgings.get(night.lodging_id) if night.lodging_id else None
        groups = (marks[night.subgroup_id],) if night.subgroup_id in marks else ()
        line = NightLine(desk.ref(night), lodging, groups)
        known = found.setdefault(night.lodging_id, line)
        if known is not line:
            # Under one roof: one line for them, and for everyone where one of them is everyone or all are there.
            together = tuple(dict.fromkeys((*known.subgroups, *groups))) if known.subgroups and groups else ()
            everyone = len(together) == len(set(marks.values()))
            found[night.lodging_id] = replace(known, subgroups=() if everyone else together)
    yield from found.values()


class ItemReader:
    """Turns item rows into content, with the look-ups that were read before."""

    def __init__(
        self,
        desk: Desk,
        trip: Any,
        linked: Linked,
        marks: dict[int, str],
        vehicles: dict[int, VehicleLine],
        sites: dict[int, tuple[Ref, str]],
        cases: dict[int, Ref],
        site_names: Mapping[int, Text],
    ) -> None:
        self.desk, self.trip, self.linked, self.marks = desk, trip, linked, marks
        self.vehicles, self.sites, self.cases, self.site_names = vehicles, sites, cases, site_names

    def __call__(self, item: Any) -> ItemContent:
        desk, policy, linked = self.desk, self.desk.policy, self.linked
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
            cases=tuple(self.cases[link.case_id] for link in linked.cases[item.id] if link.case_id in self.cases),
            questions=tuple(QuestionLine(desk.ref(row), row.text) for row in linked.questions[item.id] if row.text),
            breaks=tuple((row.start, row.end) for row in linked.breaks[item.id] if row.start and row.end),
            presences=tuple(map(self._presence, linked.presences[item.id])) if policy.names else (),
            colour=_colour(item, site[1] if site else ""),
            created_at=item.created_at,
            updated_at=item.updated_at,
        )

    def _times(self, item: Any) -> dict[str, Any]:
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

    def _way(self, item: Any) -> dict[str, Any]:
        leg = self.linked.legs.get(item.leg_id)
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

    def _subgroups(self, item: Any) -> tuple[str, ...]:
        """Marks of the sub-groups linked; all of them linked is everyone, like none."""
        links = self.linked.subgroups[item.id]
        found = {self.marks[link.subgroup_id] for link in links if link.subgroup_id in self.marks}
        return () if found == set(self.marks.values()) else tuple(sorted(found))

    def _hosts(self, item: Any) -> Iterable[HostLine]:
        policy = self.desk.policy
        for link in self.linked.hosts[item.id]:
            organisation = self.desk.organisation(link.organisation_id)
            if organisation is None:
                continue
            contact = self.linked.contacts.get(link.contact_id) if policy.names else None
            yield HostLine(
                self.desk.ref(link),
                organisation,
                link.state,
                PersonName.of(self.linked.persons[contact.person_id]) if contact else PersonName(),
                contact.post if contact else EMPTY,
                contact.phone if contact and policy.private_contacts else "",
                contact.email if contact and policy.private_contacts else "",
            )

    def _presence(self, row: Any) -> Presence:
        person = self.linked.persons[row.person_id]
        return Presence(person.uuid, row.mode, row.from_time, row.to_time, row.note)


def _colour(item: Any, of_site: str) -> str:
    colour = TYPE_COLOURS.get(item.type, "transfer")
    return of_site or colour if item.type == "visit" else colour


def _end(item: Any, start_zone: str, end_zone: str, starts_at: datetime, trip_zone: str) -> tuple[datetime, datetime]:
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
