"""The seating plan by rank, table by table: who sits where, and the shape that is assumed.

At a meeting the guests sit on one side and those who receive them on the other; at a meal they alternate. The head of
delegation faces the first host in the middle; the second of each side sits at the right of the first, the third at the
left, and so on outwards. The interpreter sits at the left of the first host, at a meal at that of the head of
delegation. Round tables are in ``rounds.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tripplanner.documents.content import HostLine, ItemContent, TripContent
from tripplanner.documents.content.people import PersonLine
from tripplanner.documents.lists.people import guests_at, is_there, role
from tripplanner.documents.lists.rounds import Company, round_tables
from tripplanner.documents.lists.words import TO_CHECK, hours, joined, on, quiet
from tripplanner.documents.sheets import Cell, Column, Line, LongTable, RoundTable, Seat, Section, Sheet, named, said
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
_AROUND = (Column(printed("Place"), 0.55, "right"), Column(printed("Name"), 3.0)) * 2
_HOW = {
    False: printed("The delegation faces its hosts; the first two sit in the middle, ranks go outwards, right first."),
    True: printed(
        "Guests and hosts alternate; the first two face each other in the middle, ranks go outwards, right first."
    ),
}
_ROUND = printed("The host of each table faces the door, the first guest sits at the right; places go outwards.")
_LONG_ASSUMED = printed("Assumed: one long table, the head of delegation’s side facing the door.")
Pair = tuple[Seat | None, Seat | None]


def sheet(trip: TripContent, languages: tuple[str, ...], round_of: int = 0) -> Sheet:
    """A page for each meeting, ceremony and meal to which somebody receives the guests.

    ``round_of``: how many sit at each round table where guests and hosts alternate; 0 seats them at one long table.
    """
    found = [item for item in trip.items if item.type in _SEATED and item.hosts and not item.cancelled]
    tables = [item for item in found if guests_at(trip, item)]
    sections = [section for n, item in enumerate(tables) for section in _sections(trip, item, round_of, own_page=n > 0)]
    nothing = printed("No meeting or meal with hosts is planned yet.")
    return Sheet(TITLE, trip, languages, tuple(sections) or (Section(_COLUMNS, ()),), nothing)


def _sections(trip: TripContent, item: ItemContent, round_of: int, *, own_page: bool) -> Iterator[Section]:
    guests = [_seat(named(one, one.post or role(one)), guest=True) for one in guests_at(trip, item)]
    where: Words = item.place.name if item.place else ""
    when = joined((on(item.start.date()), hours(item), where))
    mixed = _SEATED[item.type]
    if round_of and mixed:
        yield from _around(item, Company(guests, *_receiving(trip, item)), round_of, when, own_page)
        return
    hosts = _in_line(*_receiving(trip, item))
    sides = alternating(guests, hosts) if mixed else (guests, hosts)
    pairs = tuple(_pairs(*sides))
    rows = tuple((*_placed(here), *_placed(there)) for here, there in pairs)
    yield Section(_COLUMNS, rows, (item.title,), (when, _HOW[mixed], _LONG_ASSUMED), own_page, table=LongTable(pairs))


def _around(item: ItemContent, company: Company, size: int, when: Words, own_page: bool) -> Iterator[Section]:
    """A section for each round table: the drawing, then who they are."""
    tables = round_tables(company, size)
    assumed = printed("Assumed: round tables of up to {size}; tables: {count}.", size=size, count=len(tables))
    for n, seats in enumerate(tables, 1):
        name = printed("Table {number}", number=n)
        half = (len(seats) + 1) // 2
        beside: list[Seat | None] = [*seats[half:], None]
        rows = tuple((*_placed(one), *_placed(other)) for one, other in zip(seats[:half], beside, strict=False))
        heading = (item.title, name) if len(tables) > 1 else (item.title,)
        notes = (when, _ROUND, assumed) if n == 1 else ()
        yield Section(_AROUND, rows, heading, notes, own_page and n == 1, table=RoundTable(name, clockwise(seats)))


def _receiving(trip: TripContent, item: ItemContent) -> tuple[list[Seat], list[Seat]]:
    """Contacts in their order, then the team; and the interpreters."""
    contacts = [_contact(host) for host in item.hosts]
    known = {host.contact.printed for host in item.hosts if host.contact}
    team = [one for one in trip.members
            if one.role in _AT_TABLE and is_there(item, one) and one.name.printed not in known]  # fmt: skip
    interpreters = [_member(one) for one in team if one.role == "interpreter"]
    return [*contacts, *(_member(one) for one in team if one.role != "interpreter")], interpreters


def _in_line(hosts: Sequence[Seat], interpreters: Sequence[Seat]) -> list[Seat]:
    """The interpreter comes third, at the left of the first host."""
    return [*hosts[:2], *interpreters[:1], *hosts[2:], *interpreters[1:]]


def _contact(host: HostLine) -> Seat:
    house: Words = host.organisation.acronym or host.organisation.name
    source = Source(host.ref.table, host.ref.uuid, "contact")
    if not host.contact:
        return _seat(Cell((Line(house, bold=True, source=source), *quiet(TO_CHECK))), guest=False)
    return _seat(
        Cell((Line(host.contact, bold=True, source=source), *quiet(joined((house, host.contact_post))))), guest=False
    )


def _member(person: PersonLine) -> Seat:
    return _seat(named(person, person.post or role(person)), guest=False)


def _seat(cell: Cell, *, guest: bool) -> Seat:
    """Somebody who is not placed yet."""
    return Seat("", cell, guest)


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


def clockwise(seats: Sequence[Seat]) -> tuple[Seat, ...]:
    """Seats by rank as they stand around a table seen from above, the first one facing the door.

    Who looks down from the top of the drawing has their right hand at its left: the second goes against the clock.
    """
    around = {-outwards(place) % len(seats): seat for place, seat in enumerate(seats)}
    return tuple(around[n] for n in range(len(seats)))


def _pairs(guests: Sequence[Seat], hosts: Sequence[Seat]) -> Iterator[Pair]:
    """Who faces whom, seen by the guests from left to right: the right of a host is on the other hand."""
    here = {outwards(place): _numbered(place, seat) for place, seat in enumerate(guests)}
    there = {-outwards(place): _numbered(place, seat) for place, seat in enumerate(hosts)}
    for offset in sorted(here.keys() | there.keys()):
        yield here.get(offset), there.get(offset)


def _numbered(place: int, seat: Seat) -> Seat:
    return Seat(str(place + 1), seat.cell, seat.guest)


def _placed(seat: Seat | None) -> tuple[Cell, Cell]:
    return (said(seat.number, bold=seat.number == "1"), seat.cell) if seat else (Cell(), Cell())
