"""Verbs that settle findings: each is one undo step. None of them deletes, cancels or unschedules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.model import Base
from tripplanner.model.people import Person
from tripplanner.model.programme import Break, Item, ItemHost, Participation, Question
from tripplanner.model.trips import Delegate, DelegateSubGroup, Lodging, Room, RoomGuest, TripMember
from tripplanner.planning import finding
from tripplanner.planning.archived import open_trip
from tripplanner.planning.arranging.rights import movable_item
from tripplanner.planning.checks.reading_items import hosts_of
from tripplanner.planning.edits import edit
from tripplanner.planning.items import WHAT, add_item, edit_item_fields, move_item, set_item_subgroups
from tripplanner.planning.travel.site_places import place_of
from tripplanner.planning.travel.spots import Spot
from tripplanner.planning.trips import edit_trip_fields
from tripplanner.text import Text

Moves = tuple[tuple[int, datetime, datetime], ...]
NAMELESS = "N. N."  # how lists write somebody who is still to be named


def open_item(session: Session, item_id: int) -> Item:
    """The item, if its trip may be changed."""
    item = finding.get(session, Item, item_id, WHAT)
    open_trip(session, item.trip_id)
    return item


def move_items(session: Session, moves: Moves) -> None:
    """Put items (by number) at new civil times, all at once; raises ``Locked`` where somebody locked one since."""
    for item_id, start, end in moves:
        movable_item(session, item_id, None)
        move_item(session, item_id, None, start, end)


def move_and_add(session: Session, trip_id: int, moves: Moves, **fields: Any) -> int:
    """Make room by moving items, and add one; ``fields`` are those of ``add_item``. Returns its number."""
    open_trip(session, trip_id)
    move_items(session, moves)
    return add_item(session, trip_id, **fields)


def move_and_meet(session: Session, trip_id: int, moves: Moves, here: Spot | None, **fields: Any) -> int:
    """Make room by moving items, and add one at a spot; a site that is no place yet becomes one. Returns its number."""
    zone = str(fields.get("start_zone", open_trip(session, trip_id).zone))
    return move_and_add(session, trip_id, moves, place_id=place_of(session, here, zone), **fields)


def move_and_drive(
    session: Session, trip_id: int, moves: Moves, origin: Spot | None, target: Spot | None, **fields: Any
) -> int:
    """Make room by moving items, and add a transfer; a site that is no place yet becomes one. Returns its number."""
    zone = str(fields.get("start_zone", open_trip(session, trip_id).zone))
    ends = {"from_place_id": place_of(session, origin, zone), "to_place_id": place_of(session, target, zone)}
    return move_and_add(session, trip_id, moves, place_id=ends["to_place_id"], **ends, **fields)


def set_item_fields(session: Session, item_id: int, **changes: Any) -> None:
    """Set fields of an item as it is now."""
    edit_item_fields(session, item_id, None, **changes)


def ask_hosts(session: Session, item_id: int) -> None:
    """Note that the hosts of an item, those of its site where it has none, were asked, and the item is requested."""
    item = open_item(session, item_id)
    if not item.host_links and item.site is not None:
        item.host_links = [
            ItemHost(organisation_id=one.organisation_id, position=n, state="to_contact")
            for n, one in enumerate(hosts_of(item.site))
        ]
    for host in item.host_links:
        if host.state == "to_contact":
            host.state = "asked"
    if item.status == "idea":
        item.status = "requested"
    session.flush()


def name_host(session: Session, item_id: int, link_id: int, contact_id: int) -> None:
    """Say who receives for a host (by the number of its link) of an item."""
    item = open_item(session, item_id)
    for host in item.host_links:
        if host.id == link_id:
            host.contact_id = contact_id
    session.flush()


def wait_outside(session: Session, item_id: int, people: tuple[int, ...]) -> None:
    """Note that people (by number) do not take part in an item: they come along and wait."""
    item = open_item(session, item_id)
    item.participants += [Participation(person_id=person, mode="absent") for person in people]
    session.flush()


def leave_to_others(session: Session, items: tuple[int, ...], person_id: int) -> None:
    """Note that somebody of the team (by number) takes no part in items (by number): another trip needs them."""
    for item_id in items:
        item = open_item(session, item_id)
        part = next((one for one in item.participants if one.person_id == person_id), None)
        if part is None:
            item.participants.append(Participation(person_id=person_id, mode="absent"))
        else:
            part.mode, part.from_time, part.to_time = "absent", None, None
        session.flush()


def add_break(session: Session, item_id: int, start: datetime, end: datetime) -> None:
    """Record a pause inside an item."""
    item = open_item(session, item_id)
    item.breaks.append(Break(position=len(item.breaks), start=start, end=end))
    session.flush()


def add_question(session: Session, item_id: int, text: Text) -> None:
    """Prepare a question for a visit."""
    item = open_item(session, item_id)
    item.questions.append(Question(position=len(item.questions), text=text))
    session.flush()


def swap_to_fallback(session: Session, item_id: int) -> None:
    """Visit the site kept for bad weather; the former one becomes the fallback."""
    item = open_item(session, item_id)
    other = item.fallback_site
    if other is None:
        raise NotFound(msg("The item has no other site to go to."))
    item.fallback_site_id, item.site_id = item.site_id, other.id
    if item.place_id is not None:
        item.place_id = other.place_id
    session.flush()


def extend_member(session: Session, member_id: int, day: date) -> None:
    """Let somebody of the team be there on a day as well."""
    member = finding.get(session, TripMember, member_id, msg("member of the team"))
    open_trip(session, member.trip_id)
    if member.from_day is not None:
        member.from_day = min(member.from_day, day)
    if member.to_day is not None:
        member.to_day = max(member.to_day, day)
    session.flush()


def interpret(session: Session, trip_id: int, item_id: int | None = None, mode: str = "consecutive") -> int:
    """Plan an interpreter who is still to be named, and let an item be interpreted. Returns the member's number."""
    trip = open_trip(session, trip_id)
    position = max((member.position for member in trip.members), default=-1) + 1
    member = TripMember(trip_id=trip_id, person=Person(family_name=NAMELESS), role="interpreter", position=position)
    session.add(member)
    session.flush()
    if item_id is not None:
        edit_item_fields(session, item_id, None, interpreting=mode)
    return member.id


def give_beds(session: Session, lodging_id: int, beds: tuple[tuple[int, int], ...], alone: tuple[int, ...]) -> None:
    """Give people (by number) beds: ``beds`` as pairs of a room and a person, ``alone`` each a new single room."""
    lodging = finding.get(session, Lodging, lodging_id, msg("lodging"))
    open_trip(session, lodging.trip_id)
    for room_id, person_id in beds:
        room = session.get_one(Room, room_id)  # held while it changes: a session holds its records weakly
        room.guests.append(RoomGuest(person_id=person_id))
    lodging.rooms += [Room(beds=1, guests=[RoomGuest(person_id=person_id)]) for person_id in alone]
    session.flush()


def extend_trip(session: Session, trip_id: int, day: date) -> None:
    """Let the trip begin earlier or end later, so that it has this day."""
    trip = open_trip(session, trip_id)
    edit_trip_fields(session, trip_id, None, first_day=min(trip.first_day, day), last_day=max(trip.last_day, day))


def spell_name(session: Session, person_id: int, family: str, given: str) -> None:
    """Give a person's name in Latin letters."""
    edit(session, Person, person_id, None, msg("person"), family_name=family, given_name=given)


def leave_sooner(
    session: Session, moves: Moves, stay: tuple[tuple[int, tuple[int, ...]], ...], subgroup_id: int, day: date
) -> None:
    """Move a sub-group's way home to an earlier ``day``; ``stay`` are items (by number) with who still takes part."""
    move_items(session, moves)
    for item_id, groups in stay:
        set_item_subgroups(session, item_id, None, groups)
    of_group = sa.select(DelegateSubGroup.delegate_id).where(DelegateSubGroup.subgroup_id == subgroup_id)
    for one in session.scalars(sa.select(Delegate).where(Delegate.id.in_(of_group), Delegate.leaves_on > day)):
        one.leaves_on = day
    session.flush()


def translate(session: Session, table: str, uuid: str, language: str, words: Mapping[str, tuple[str, bool]]) -> None:
    """Write translations into the texts of a record, by field: the words, and whether they are a draft."""
    record = _record(session, table, uuid)
    for field, (said, draft) in words.items():
        setattr(record, field, getattr(record, field).with_words(language, said, draft=draft))
    session.flush()


def _model(table: str) -> Any:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__tablename__ == table)


def _record(session: Session, table: str, uuid: str) -> Any:
    model = _model(table)
    return session.scalars(sa.select(model).where(model.uuid == uuid)).one()


def replace_word(session: Session, table: str, uuid: str, language: str, wrong: str, right: str) -> None:
    """Replace a word in one language in every text of a record."""
    record = _record(session, table, uuid)
    for column in _model(table).__mapper__.column_attrs:
        text = getattr(record, column.key)
        if isinstance(text, Text) and wrong in text.get(language):
            setattr(record, column.key, text.reworded(language, text.get(language).replace(wrong, right)))
    session.flush()
