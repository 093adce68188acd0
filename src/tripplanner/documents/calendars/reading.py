"""Reads a trip once for all its calendars, then narrows it to a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from tripplanner.documents.calendars.content import CalendarContent, Event, Organiser, Spot
from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.model.offices import Office
from tripplanner.model.partners import Organisation
from tripplanner.model.places import Place
from tripplanner.model.programme import Item, ItemHost, ItemSubGroup, Participation
from tripplanner.model.sites import Site
from tripplanner.model.trips import SubGroup
from tripplanner.planning.participants import Participant, list_participants
from tripplanner.planning.programme import ItemRow, list_items, list_subgroups
from tripplanner.planning.receivers import HostOrganisation
from tripplanner.planning.releases import counts
from tripplanner.planning.releases.drives import leads
from tripplanner.planning.releases.leaving import Gone, Left
from tripplanner.planning.releases.sequences import Span
from tripplanner.planning.rows import decoded, execute, stored
from tripplanner.planning.trips import TripRow, trip_row
from tripplanner.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Presence:
    """Where one person's part in an item differs from the group's."""

    mode: str
    start: datetime | None
    end: datetime | None
    note: Text
    changed: datetime


@dataclass(frozen=True, slots=True)
class TripCalendar:
    """All that the calendars of a trip are made of."""

    trip: TripRow
    organiser: Organiser
    items: tuple[tuple[ItemRow, Event], ...]
    readers: tuple[Participant, ...]
    presences: Mapping[tuple[int, int], Presence]
    left: Left = field(default_factory=dict[str, frozenset[str]])
    gone: Gone = field(default_factory=dict[str, datetime])
    given: Mapping[str, int] | None = None  # SEQUENCE in calendars of the draft, by item

    def reader(self, uuid: str) -> Participant:
        """The person with this UUID; raises :class:`NotFound`."""
        for reader in self.readers:
            if reader.uuid == uuid:
                return reader
        raise NotFound(
            msg("This person takes no part in the trip “{trip}”.", trip=self.trip.code or str(self.trip.id)),
            None,
            msg("“list delegates” and “list members” show who does."),
        )

    def whole(self, language: str, flavour: str = "standard", alarm_min: int | None = None) -> CalendarContent:
        """Everybody's calendar; its events say for which sub-groups they are."""
        events = _with_drives([event for _, event in self.items], [item for item, _ in self.items])
        return self._content(language, events, flavour, alarm_min, self.trip.title)

    def of(
        self, reader: Participant, language: str = "", flavour: str = "standard", alarm_min: int | None = None
    ) -> CalendarContent:
        """One person's calendar, in their language unless told otherwise.

        What a release gave them and they take no part in any more stays, as cancelled.
        """
        taken = [item for item, _ in self.items if self._takes_part(reader, item)]
        own = [self._own(reader, item, event) for item, event in self.items if self._takes_part(reader, item)]
        events = self._with_left(reader.uuid, _with_drives(own, taken))
        return self._content(language or reader.language, events, flavour, alarm_min)

    def hosted(
        self, host: HostOrganisation, language: str = "", flavour: str = "standard", alarm_min: int | None = None
    ) -> CalendarContent:
        """The calendar of an organisation: what it hosts and what happens at its sites."""
        code = language or next(iter(self.trip.languages), "en")
        own = tuple(event for item, event in self.items if item.uuid in host.items)
        return self._content(code, self._with_left(host.uuid, own), flavour, alarm_min)

    def former(self, reader: str, language: str, flavour: str = "standard") -> CalendarContent:
        """The calendar of a person or host (a UUID) that was in the trip and is no more: all of theirs, cancelled.

        Nobody else is told of it, so the items keep their SEQUENCE in other calendars; here it is one more.
        """
        events = self._with_left(reader, ())
        told = (replace(one, sequence=one.sequence + 1, changed=self._gone(reader, one)) for one in events)
        return self._content(language, tuple(told), flavour)

    def _content(
        self, language: str, events: tuple[Event, ...], flavour: str, alarm_min: int | None = None, name: Text = EMPTY
    ) -> CalendarContent:
        """A draft never goes before the release that follows it: it bears the numbers of the last one."""
        if self.given is not None:
            events = tuple(replace(event, sequence=self.given.get(event.uid, 0)) for event in events)
        return CalendarContent(language, self.organiser, events, name, flavour, alarm_min)

    def _gone(self, reader: str, event: Event) -> datetime:
        return max(event.changed, self.gone.get(reader, event.changed))

    def _with_left(self, reader: str, own: tuple[Event, ...]) -> tuple[Event, ...]:
        """The events and those that the reader (a UUID) has no longer, in the order of the programme."""
        gone = self.left.get(reader)
        if not gone:
            return own
        mine = {event.uid: event for event in own}
        left = {e.uid: _taken_back(e) for _, e in self.items if e.uid in gone and e.uid not in mine}
        found = left | mine
        return tuple(found[event.uid] for _, event in self.items if event.uid in found)

    def _takes_part(self, reader: Participant, item: ItemRow) -> bool:
        presence = self.presences.get((item.id, reader.person_id))
        if presence is not None:
            return presence.mode != "absent"
        if item.subgroup_ids and reader.subgroups is not None and not reader.subgroups & set(item.subgroup_ids):
            return False
        start, end = _day(item.start), _day(item.end or item.start)
        return not (reader.first and end < reader.first) and not (reader.last and start > reader.last)

    def _own(self, reader: Participant, item: ItemRow, event: Event) -> Event:
        """The event without what concerns others, with this person's own hours and note."""
        presence = self.presences.get((item.id, reader.person_id))
        if presence is None:
            return replace(event, groups=()) if event.groups else event
        changed = max(event.changed, presence.changed)
        return replace(
            event,
            stamp=max(event.stamp, changed),
            changed=changed,
            groups=(),
            start=presence.start or event.start,
            end=presence.end or event.end,
            own_note=presence.note,
            online=presence.mode == "online",
        )


def _taken_back(event: Event) -> Event:
    return replace(event, status="cancelled", groups=(), left=event.status != "cancelled")


def _day(moment: datetime | None) -> date:
    return moment.date() if moment is not None else date.min


def read_trip(session: Session, trip_id: int) -> TripCalendar:
    """Everything about the calendars of a trip; raises :class:`NotFound`.

    Ideas, unplaced and private items stay out; cancelled ones stay in, because importing a file never deletes
    what is missing from it.
    """
    trip = trip_row(session, trip_id)
    items = [row for row in list_items(session, trip_id) if _is_shown(row)]
    events = _Events(session, trip)
    return TripCalendar(
        trip,
        organiser(session),
        tuple(_dated([(item, events.of(item)) for item in items], events.counts.rose)),
        tuple(list_participants(session, trip_id)),
        _presences(session, trip_id),
        events.counts.left,
        events.counts.gone,
        events.counts.given,
    )


def _is_shown(item: ItemRow) -> bool:
    return item.start is not None and item.status != "idea" and not item.private


def _dated(items: list[tuple[ItemRow, Event]], rose: Mapping[str, Span]) -> Iterable[tuple[ItemRow, Event]]:
    """LAST-MODIFIED where SEQUENCE rose and neither the item nor what it shows of other records was edited.

    Then the drive to it was, or something was taken from it that leaves no row behind: a host, somebody's own part, the
    drive. When that was is known to lie between two releases; the later one stands for it.
    """
    for item, event in items:
        span = rose.get(event.uid)
        if span is None or event.changed > span.after:
            yield item, event
        else:
            moments = (ride.changed for other, ride in items if _leads_to(ride, event, other, item))
            changed = max((moment for moment in moments if moment > span.after), default=span.until)
            yield item, replace(event, changed=changed, stamp=max(event.stamp, changed))


class _Events:
    """Makes events of items, with places, groups and edit times read in one statement each."""

    def __init__(self, session: Session, trip: TripRow) -> None:
        self._zone = trip.zone
        self._groups = {row.id: row.name or Text.of("en", en=row.code) for row in list_subgroups(session, trip.id)}
        self._times = _times(session, trip.id)
        self.counts = counts(session, trip.id)
        self._places = _places(session, trip.id)
        self._sites = _sites(session, trip.id)

    def of(self, item: ItemRow) -> Event:
        created, changed = self._times[item.id]
        assert item.start is not None
        return Event(
            uid=item.uuid,
            sequence=self.counts.sequences.get(item.uuid, 0),
            stamp=self.counts.moment or changed,
            created=created,
            changed=changed,
            type=item.type,
            status=item.status,
            start=item.start,
            start_zone=item.start_zone or self._zone,
            end=_end(item, item.start),
            end_zone=item.end_zone or item.start_zone or self._zone,
            title=item.title,
            purpose=item.purpose,
            notes=item.notes,
            who=item.participation_note,
            hosts=tuple(host.name for host in item.hosts),
            groups=tuple(self._groups[id] for id in item.subgroup_ids if id in self._groups),
            origin=item.from_name,
            destination=item.to_name,
            distance_km=item.distance_km,
            drive_min=item.drive_min,
            interpreting=item.interpreting,
            passport_needed=item.passport_needed,
            spot=self._spot(item),
        )

    def _spot(self, item: ItemRow) -> Spot | None:
        """Where to be when it starts: for a transfer the place it leaves from, for a visit the site."""
        if item.from_place_id is not None:
            return self._places.get(item.from_place_id)
        place = self._places.get(item.place_id or 0)
        site = self._sites.get(item.site_id or 0)
        if site is None:
            return place
        return site if site.latitude is not None or place is None else replace(place, name=site.name)


def _end(item: ItemRow, start: datetime) -> datetime | None:
    if item.end is not None or not item.duration_min:
        return item.end
    return start + timedelta(minutes=item.duration_min)


def _times(session: Session, trip_id: int) -> dict[int, tuple[datetime, datetime]]:
    """Per item when it was made and when anything that its event shows was last edited.

    That is its own row, its links, and the sub-groups, hosts, site and places whose names it says.
    """
    own = sa.select(Item.id, Item.created_at, Item.updated_at).where(Item.trip_id == trip_id)
    times = {id: (created, changed) for id, created, changed in execute(session, own)}
    for id, changed in execute(session, _shown_edits(trip_id)):
        times[id] = (times[id][0], max(times[id][1], changed))
    return times


def _shown_edits(trip_id: int) -> sa.CompoundSelect[int, Any]:
    """``(item, moment)`` for each record that the event of an item of the trip shows beside its own words."""
    place, town = aliased(Place), aliased(Place)
    at_place = place.id.in_((Item.place_id, Item.from_place_id, Item.to_place_id))
    groups, hosts = ItemSubGroup.item_id == Item.id, ItemHost.item_id == Item.id
    edits = [
        sa.select(Item.id, place.updated_at).join(place, at_place),
        sa.select(Item.id, town.updated_at).join(place, at_place).join(town, place.parent_id == town.id),
        sa.select(Item.id, Site.updated_at).join(Site, Item.site_id == Site.id),
        sa.select(Item.id, ItemSubGroup.updated_at).join(ItemSubGroup, groups),
        sa.select(Item.id, SubGroup.updated_at).where(groups, ItemSubGroup.subgroup_id == SubGroup.id),
        sa.select(Item.id, ItemHost.updated_at).join(ItemHost, hosts),
        sa.select(Item.id, Organisation.updated_at).where(hosts, ItemHost.organisation_id == Organisation.id),
    ]
    return sa.union_all(*(edit.where(Item.trip_id == trip_id) for edit in edits))


def _places(session: Session, trip_id: int) -> dict[int, Spot]:
    town = aliased(Place)
    used = sa.union(
        sa.select(Item.place_id).where(Item.trip_id == trip_id),
        sa.select(Item.from_place_id).where(Item.trip_id == trip_id),
    ).subquery()
    statement = (
        sa.select(Place.id, stored(Place.name), stored(town.name), Place.address, Place.latitude, Place.longitude)
        .outerjoin(town, Place.parent_id == town.id)
        .where(Place.id.in_(sa.select(used.c.place_id)))
    )
    return dict(_spots(execute(session, statement)))


def _sites(session: Session, trip_id: int) -> dict[int, Spot]:
    used = sa.select(Item.site_id).where(Item.trip_id == trip_id)
    columns = (Site.id, stored(Site.name), sa.literal(""), sa.literal(""), Site.latitude, Site.longitude)
    return dict(_spots(execute(session, sa.select(*columns).where(Site.id.in_(used)))))


def _spots(rows: Iterable[Any]) -> Iterable[tuple[int, Spot]]:
    for id, name, town, address, latitude, longitude in rows:
        yield id, Spot(decoded(name or ""), decoded(town or ""), address, latitude, longitude)


def organiser(session: Session) -> Organiser:
    """The office that publishes; empty before one is entered."""
    columns = (Office.name, Office.short_name, Office.email, Office.uuid)
    rows = execute(session, sa.select(*columns).order_by(Office.id).limit(1))
    return Organiser(*rows[0]) if rows else Organiser()


def _presences(session: Session, trip_id: int) -> dict[tuple[int, int], Presence]:
    statement = (
        sa.select(
            Participation.item_id,
            Participation.person_id,
            Participation.mode,
            Participation.from_time,
            Participation.to_time,
            Participation.note,
            Participation.updated_at,
        )
        .join(Item, Participation.item_id == Item.id)
        .where(Item.trip_id == trip_id)
    )
    return {(item, person): Presence(*rest) for item, person, *rest in execute(session, statement)}


def _with_drives(events: list[Event], items: list[ItemRow]) -> tuple[Event, ...]:
    """Each event that a transfer leads to learns how long the drive is; the transfer itself is its own event."""
    found: list[Event] = []
    for position, event in enumerate(events):
        drive = _drive_to(position, events, items)
        found.append(replace(event, travel_min=drive) if drive else event)
    return tuple(found)


def _drive_to(position: int, events: list[Event], items: list[ItemRow]) -> int | None:
    event = events[position]
    if event.type == "transfer":
        return None
    if event.drive_min:
        return event.drive_min
    for before in range(position - 1, -1, -1):
        earlier = events[before]
        if _leads_to(earlier, event, items[before], items[position]):
            return earlier.drive_min
        if event.start - earlier.start > timedelta(hours=12):
            return None
    return None


def _leads_to(transfer: Event, event: Event, transfer_item: ItemRow, item: ItemRow) -> bool:
    """The transfer ends shortly before the event starts and shares somebody with it."""
    if transfer.type != "transfer" or not transfer.drive_min or transfer.end is None or transfer.status == "cancelled":
        return False
    return leads(event.start - transfer.end, set(transfer_item.subgroup_ids), set(item.subgroup_ids))
