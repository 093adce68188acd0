"""Rooms, journeys and costs of a trip, for the audiences that may read them."""

from __future__ import annotations

from dataclasses import replace

from tripplanner.documents.content import CostLine, JourneyLine, Ref, RoomLine, TripContent
from tripplanner.documents.reading.desk import Desk
from tripplanner.store.records import having


def with_logistics(desk: Desk, trip_id: int, content: TripContent) -> TripContent:
    """The trip with what its audience may read of them."""
    policy = desk.policy
    return replace(
        content,
        rooms=_rooms(desk, trip_id) if policy.rooms else (),
        journeys=_journeys(desk, trip_id) if policy.journeys else (),
        costs=_costs(desk, trip_id) if policy.money else (),
    )


def _rooms(desk: Desk, trip_id: int) -> tuple[RoomLine, ...]:
    lodgings = {row.id: Ref("lodging", row.uuid) for row in desk.of(trip_id, "lodging", "trip_id")}
    rows = sorted(having(desk.source, "room", "lodging_id", lodgings), key=lambda row: _in_order(row.number, row.id))
    links = desk.by_owner("room_guest", "room_id", (row.id for row in rows), ("id",))
    people = desk.numbered("person", (link.person_id for found in links.values() for link in found))
    return tuple(
        RoomLine(
            desk.ref(row),
            lodgings[row.lodging_id],
            row.number,
            row.beds,
            tuple(people[link.person_id].uuid for link in links[row.id]),
        )
        for row in rows
    )


def _in_order(number: str, id: int) -> tuple[int, str, int]:
    """Room 9 before room 10, and rooms with names of their own by these."""
    return (int(number) if number.isdecimal() else 1_000_000, number, id)


def _journeys(desk: Desk, trip_id: int) -> tuple[JourneyLine, ...]:
    rows = desk.of(trip_id, "journey", "trip_id", ("id",))
    desk.read_places(row.place_id for row in rows)
    people = desk.numbered("person", (row.person_id for row in rows))
    return tuple(
        JourneyLine(
            desk.ref(row),
            people[row.person_id].uuid,
            row.direction,
            row.at,
            row.zone,
            desk.place(row.place_id),
            row.where_words,
            row.carrier,
            row.note,
        )
        for row in rows
    )


def _costs(desk: Desk, trip_id: int) -> tuple[CostLine, ...]:
    rows = desk.of(trip_id, "cost", "trip_id", ("id",))
    items = desk.numbered("item", (row.item_id for row in rows))
    return tuple(
        CostLine(
            desk.ref(row),
            Ref("item", items[row.item_id].uuid) if row.item_id in items else None,
            row.label,
            row.category,
            row.amount_minor,
            row.currency,
            row.payer,
            row.actual,
        )
        for row in rows
    )
