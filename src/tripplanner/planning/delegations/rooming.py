"""Who sleeps in which room of a lodging, and who has no bed there yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.programme import Day, Night
from tripplanner.model.trips import Delegate, Delegation, Lodging, Room, RoomGuest, TripMember
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.delegations.rights import open_lodging, open_room

MOST_BEDS, MOST_ROOMS = 20, 200


@dataclass(frozen=True, slots=True)
class Sleeper:
    """Somebody who sleeps at a lodging. ``part``: *delegate* or the role in the team; ``gender``: *f*, *m*, nothing."""

    person_id: int
    uuid: str
    name: str
    part: str
    gender: str = ""


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room. ``beds`` are ``None`` while unknown."""

    id: int
    number: str
    beds: int | None
    guests: tuple[Sleeper, ...]

    @property
    def over(self) -> int:
        """How many guests there are more than beds."""
        return 0 if self.beds is None else max(0, len(self.guests) - self.beds)


@dataclass(frozen=True, slots=True)
class Rooming:
    """A lodging with its rooms by number; ``without`` are those who sleep there and have no room yet.

    ``strangers`` have a room although the programme does not have them sleep there. ``first`` and ``last`` night.
    """

    lodging_id: int
    rooms: tuple[RoomRow, ...]
    without: tuple[Sleeper, ...]
    strangers: tuple[Sleeper, ...]
    nights: int = 0
    first: date | None = None
    last: date | None = None


def rooming(session: Session, lodging_id: int, person_id: int | None = None) -> Rooming:
    """The rooms of a lodging and who needs one; raises :class:`NotFound`.

    :param person_id: of those who need one only this person is told: their card reads nobody else of the trip.
    """
    lodging = finding.get(session, Lodging, lodging_id, msg("lodging"))
    nights = session.execute(
        sa.select(Day.date, Night.subgroup_id).join(Night, Night.day_id == Day.id).where(Night.lodging_id == lodging_id)
    ).all()
    needed = {
        one.person_id: one for one in _sleepers(session, lodging, [(day, group) for day, group in nights], person_id)
    }
    rooms = tuple(_room(room, needed) for room in sorted(lodging.rooms, key=_room_order))
    housed = {guest.person_id for room in rooms for guest in room.guests}
    strangers = tuple(guest for room in rooms for guest in room.guests if guest.person_id not in needed)
    days = sorted({day for day, _ in nights})
    without = tuple(one for one in needed.values() if one.person_id not in housed)
    bounds = (days[0], days[-1]) if days else (None, None)
    return Rooming(lodging_id, rooms, without, strangers, len(days), *bounds)


def room_of(session: Session, trip_id: int, person_id: int) -> tuple[tuple[Lodging, Room, tuple[str, ...]], ...]:
    """The rooms a person has on a trip, each with the names of those who share it."""
    statement = (
        sa.select(Room)
        .join(Lodging, Room.lodging_id == Lodging.id)
        .join(RoomGuest, RoomGuest.room_id == Room.id)
        .where(Lodging.trip_id == trip_id, RoomGuest.person_id == person_id)
        .order_by(Lodging.position, Room.number)
    )
    return tuple(
        (room.lodging, room, tuple(PersonName.of(g.person).printed for g in room.guests if g.person_id != person_id))
        for room in session.scalars(statement)
    )


def add_rooms(session: Session, lodging_id: int, beds: int | None, count: int = 1) -> list[int]:
    """Rooms with so many beds each, numbered on from the highest number there is; their numbers as records."""
    lodging = open_lodging(session, lodging_id)
    _checked(beds)
    if not 1 <= count <= MOST_ROOMS - len(lodging.rooms):
        raise _refused(msg("A lodging holds at most {most} rooms here.", most=MOST_ROOMS))
    highest = max((int(room.number) for room in lodging.rooms if room.number.isdecimal()), default=0)
    made = [Room(number=str(highest + one), beds=beds) for one in range(1, count + 1)]
    lodging.rooms.extend(made)
    session.flush()
    return [room.id for room in made]


def edit_room(session: Session, room_id: int, *, number: str | None = None, beds: int | None = None) -> None:
    """Another number (a word will do) or another count of beds; what is ``None`` stays as it is."""
    room = open_room(session, room_id)
    if number is not None:
        _free_number(room, number.strip())
        room.number = number.strip()
    if beds is not None:
        _checked(beds)
        room.beds = beds
    session.flush()


def remove_room(session: Session, room_id: int) -> None:
    """Take a room away; who slept in it has no room then."""
    room = open_room(session, room_id)
    room.lodging.rooms.remove(room)
    session.flush()


def put_in_room(session: Session, person_ids: Iterable[int], room_id: int) -> None:
    """Let people sleep in a room: they leave the room they had in the same lodging.

    More people than beds are taken, and said by :func:`rooming`: a cot is put up more easily than a list is mended.
    """
    room = open_room(session, room_id)
    for person in dict.fromkeys(person_ids):
        if any(guest.person_id == person for guest in room.guests):
            continue
        _leave(room.lodging, person)
        room.guests.append(RoomGuest(person_id=person))
    session.flush()


def take_out(session: Session, lodging_id: int, person_ids: Iterable[int]) -> None:
    """People lose the room they had in a lodging."""
    lodging = open_lodging(session, lodging_id)
    for person in person_ids:
        _leave(lodging, person)
    session.flush()


def copy_rooming(session: Session, from_lodging_id: int, to_lodging_id: int) -> int:
    """The same people share rooms in another lodging of the trip: each gets one of its rooms, or a new one.

    Only those who sleep there and have no room yet are placed; how many that are.
    """
    source = rooming(session, from_lodging_id)
    target = open_lodging(session, to_lodging_id)
    waiting = {one.person_id for one in rooming(session, to_lodging_id).without}
    placed = 0
    for room in source.rooms:
        together = [guest.person_id for guest in room.guests if guest.person_id in waiting]
        if together:
            beds = room.beds or len(together)
            put_in_room(session, together, _empty_room(session, target, beds))
            placed += len(together)
    return placed


def _empty_room(session: Session, lodging: Lodging, beds: int) -> int:
    """The first room without guests that has so many beds, else a new one."""
    free = (room for room in sorted(lodging.rooms, key=_room_order) if not room.guests and room.beds == beds)
    found = next(free, None)
    return found.id if found is not None else add_rooms(session, lodging.id, beds)[0]


def _sleepers(
    session: Session, lodging: Lodging, nights: Sequence[tuple[date, int | None]], person_id: int | None
) -> list[Sleeper]:
    """Who sleeps at the lodging: delegates by rank, then the team, as the nights and their days in the trip say."""
    found: list[Sleeper] = []
    for one in session.scalars(_delegates(lodging.trip_id, person_id)):
        groups = {link.subgroup_id for link in one.subgroup_links}
        if any((group is None or group in groups) and there(one, day) for day, group in nights):
            found.append(_sleeper(one, "delegate"))
    for member in lodging.trip.members:
        mine = person_id is None or member.person_id == person_id
        if mine and member.role != "guest" and any(_with_us(member, day) for day, _ in nights):
            found.append(_sleeper(member, member.role))
    return found


def _delegates(trip_id: int, person_id: int | None) -> sa.Select[Delegate]:
    """The delegates of a trip, or this one of them, by rank, with their names and sub-groups."""
    chosen = (
        sa.select(Delegate)
        .join(Delegation, Delegate.delegation_id == Delegation.id)
        .where(Delegation.trip_id == trip_id)
        .order_by(Delegation.position, Delegation.id, Delegate.rank, Delegate.id)
        .options(selectinload(Delegate.subgroup_links), selectinload(Delegate.person))
    )
    return chosen if person_id is None else chosen.where(Delegate.person_id == person_id)


def there(delegate: Delegate, day: date) -> bool:
    """Whether a delegate sleeps after this day: not before they arrive, not once they have left."""
    arrived = delegate.arrives_on is None or delegate.arrives_on <= day
    return arrived and (delegate.leaves_on is None or day < delegate.leaves_on)


def _with_us(member: TripMember, day: date) -> bool:
    started = member.from_day is None or member.from_day <= day
    return started and (member.to_day is None or day + timedelta(days=1) <= member.to_day)


def _sleeper(one: Delegate | TripMember, part: str) -> Sleeper:
    person = one.person
    return Sleeper(person.id, person.uuid, PersonName.of(person).printed, part, person.gender)


def _room(room: Room, known: dict[int, Sleeper]) -> RoomRow:
    guests = tuple(known.get(guest.person_id) or _guest(guest) for guest in sorted(room.guests, key=lambda g: g.id))
    return RoomRow(room.id, room.number, room.beds, guests)


def _guest(guest: RoomGuest) -> Sleeper:
    return Sleeper(guest.person_id, guest.person.uuid, PersonName.of(guest.person).printed, "", guest.person.gender)


def _room_order(room: Room) -> tuple[int, str, int]:
    """Numbers by value (9 before 10), words behind them."""
    return (int(room.number) if room.number.isdecimal() else 10**9, room.number, room.id)


def _leave(lodging: Lodging, person_id: int) -> None:
    for room in lodging.rooms:
        for guest in [guest for guest in room.guests if guest.person_id == person_id]:
            room.guests.remove(guest)


def _checked(beds: int | None) -> None:
    if beds is not None and not 1 <= beds <= MOST_BEDS:
        raise _refused(msg("A room has from 1 to {most} beds.", most=MOST_BEDS))


def _free_number(room: Room, number: str) -> None:
    taken = {one.number.casefold() for one in room.lodging.rooms if one is not room}
    if not number or len(number) > 20 or number.casefold() in taken:
        raise _refused(
            msg("“{number}” cannot be the number of this room: it is empty, too long or taken.", number=number)
        )


def _refused(what: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), msg("Choose another one."))
