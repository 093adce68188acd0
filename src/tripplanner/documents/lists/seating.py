"""The seating plan by rank, table by table: rows are pairs who face each other, from one end of the table to the other.

At a meeting the guests sit on one side and those who receive them on the other; at a meal they alternate. The head of
delegation faces the first host in the middle; the second of each side sits at the right of the first, the third at the
left, and so on outwards. The interpreter sits at the left of the first host, at a meal at that of the head of
delegation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tripplanner.documents.content import HostLine, ItemContent, TripContent
from tripplanner.documents.content.people import PersonLine
from tripplanner.documents.lists.people import guests_at, is_there, role
from tripplanner.documents.lists.words import TO_CHECK, hours, joined, on, quiet
from tripplanner.documents.sheets import Cell, Column, Line, Section, Sheet, named, said
from tripplanner.documents.sheets.content import Words
from tripplanner.documents.typesetting.marks import Source
from tripplanner.i18n import printed

TITLE = printed("Seating plan")
_SEATED = {"meeting": False, "ceremony": True, "meal": True}  # whether guests and hosts alternate
_AT_TABLE = ("staff", "interpreter", "guest")
_COLUMNS = (
    Column(printed("Place"), 0.55, "right"),
    Column(printed("On the side of the head of delegation"), 3.0),
    Column(printed("Place"), 0.55, "right"),
    Column(printed("On the side of the host"), 3.0),
)
_HOW = {
    False: printed("The delegation faces its hosts; the first two sit in the middle, ranks go outwards, right first."),
    True: printed(
        "Guests and hosts alternate; the first two face each other in the middle, ranks go outwards, right first."
    ),
}


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at the table: what their card says. ``guest``: of the delegation."""

    cell: Cell
    guest: bool


def sheet(trip: TripContent, languages: tuple[str, ...]) -> Sheet:
    """A page for each meeting, ceremony and meal to which somebody receives the guests."""
    found = [item for item in trip.items if item.type in _SEATED and item.hosts and not item.cancelled]
    tables = [item for item in found if guests_at(trip, item)]
    sections = tuple(_section(trip, item, own_page=n > 0) for n, item in enumerate(tables))
    nothing = printed("No meeting or meal with hosts is planned yet.")
    return Sheet(TITLE, trip, languages, sections or (Section(_COLUMNS, ()),), nothing)


def _section(trip: TripContent, item: ItemContent, *, own_page: bool) -> Section:
    guests = [Seat(named(one, one.post or role(one)), guest=True) for one in guests_at(trip, item)]
    hosts = list(_receiving(trip, item))
    mixed = _SEATED[item.type]
    sides = alternating(guests, hosts) if mixed else (guests, hosts)
    where: Words = item.place.name if item.place else ""
    notes = (joined((on(item.start.date()), hours(item), where)), _HOW[mixed])
    return Section(_COLUMNS, tuple(_rows(*sides)), (item.title,), notes, own_page)


def _receiving(trip: TripContent, item: ItemContent) -> Iterator[Seat]:
    """Contacts in their order, then the team; the interpreter comes third, at the left of the first."""
    contacts = [_contact(host) for host in item.hosts]
    known = {host.contact.printed for host in item.hosts if host.contact}
    team = [one for one in trip.members
            if one.role in _AT_TABLE and is_there(item, one) and one.name.printed not in known]  # fmt: skip
    interpreters = [_member(one) for one in team if one.role == "interpreter"]
    others = [*contacts, *(_member(one) for one in team if one.role != "interpreter")]
    yield from (*others[:2], *interpreters[:1], *others[2:], *interpreters[1:])


def _contact(host: HostLine) -> Seat:
    house: Words = host.organisation.acronym or host.organisation.name
    source = Source(host.ref.table, host.ref.uuid, "contact")
    if not host.contact:
        return Seat(Cell((Line(house, bold=True, source=source), *quiet(TO_CHECK))), guest=False)
    return Seat(
        Cell((Line(host.contact, bold=True, source=source), *quiet(joined((house, host.contact_post))))), guest=False
    )


def _member(person: PersonLine) -> Seat:
    return Seat(named(person, person.post or role(person)), guest=False)


def alternating(guests: Sequence[Seat], hosts: Sequence[Seat]) -> tuple[list[Seat], list[Seat]]:
    """The two sides of a table by rank from the middle, guests and hosts in turn as long as there are both.

    The first guest begins one side, the first host the other; both sides are as long, or one longer by one.
    """
    left = {True: list(guests), False: list(hosts)}

    def take(guest: bool) -> Seat | None:
        queue = left[guest] or left[not guest]
        return queue.pop(0) if queue else None

    sides: tuple[list[Seat], list[Seat]] = ([], [])
    place = 0
    while left[True] or left[False]:
        of_guests = (place + 1) // 2 % 2 == 0  # the middle, then both seats of every other step outwards
        for side, guest in ((sides[0], of_guests), (sides[1], not of_guests)):
            seat = take(guest)
            if seat is not None:
                side.append(seat)
        place += 1
    return sides


def outwards(place: int) -> int:
    """How far to the right of the middle the seat of a rank is, counted from 0: 0, 1, −1, 2, −2 …"""
    step = (place + 1) // 2
    return step if place % 2 else -step


def _rows(guests: Sequence[Seat], hosts: Sequence[Seat]) -> Iterator[tuple[Cell, ...]]:
    """Who faces whom, seen by the guests from left to right: the right of a host is on the other hand."""
    here = {outwards(place): (place, seat) for place, seat in enumerate(guests)}
    there = {-outwards(place): (place, seat) for place, seat in enumerate(hosts)}
    for offset in sorted(here.keys() | there.keys()):
        yield (*_placed(here.get(offset)), *_placed(there.get(offset)))


def _placed(found: tuple[int, Seat] | None) -> tuple[Cell, Cell]:
    return (said(str(found[0] + 1), bold=found[0] == 0), found[1].cell) if found else (Cell(), Cell())
