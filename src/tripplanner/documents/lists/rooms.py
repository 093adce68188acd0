"""The rooming list for hotels: rooms, who shares them, from which day to which. Of people it says the name alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from tripplanner.documents.content import LodgingLine, RoomLine, TripContent
from tripplanner.documents.content.people import PersonLine
from tripplanner.documents.lists.people import everybody
from tripplanner.documents.lists.words import TO_CHECK, below, counted, dated, joined
from tripplanner.documents.sheets import BLANK, Cell, Column, Line, Section, Sheet, said
from tripplanner.documents.sheets.content import Words
from tripplanner.documents.typesetting.marks import Source
from tripplanner.i18n import printed, printedn

TITLE = printed("Rooming list")
_COLUMNS = (
    Column(printed("Room"), 0.8),
    Column(printed("Beds"), 0.5, "right"),
    Column(printed("Guests"), 2.9),
    Column(printed("Arrive"), 1.2),
    Column(printed("Leave"), 1.2),
    Column(printed("No. of nights"), 0.65, "right"),
    Column(printed("For the hotel"), 1.3),
)


def sheet(trip: TripContent, languages: tuple[str, ...]) -> Sheet:
    """The list of a trip; each lodging begins a page, so that it gets its own alone."""
    used = [lodging for lodging in trip.lodgings if _is_used(trip, lodging)]
    sections = tuple(_section(trip, lodging, own_page=n > 0) for n, lodging in enumerate(used))
    nothing = printed("No room is noted yet.")
    return Sheet(TITLE, trip, languages, sections or (Section(_COLUMNS, ()),), nothing)


def _is_used(trip: TripContent, lodging: LodgingLine) -> bool:
    return any(room.lodging == lodging.ref for room in trip.rooms) or any(
        _nights(trip, lodging, person) for person in everybody(trip)
    )


def _section(trip: TripContent, lodging: LodgingLine, *, own_page: bool) -> Section:
    people = {person.person: person for person in everybody(trip)}
    rooms = [room for room in trip.rooms if room.lodging == lodging.ref]
    housed = {uuid for room in rooms for uuid in room.guests}
    rows = [row for room in rooms for row in _room(trip, lodging, room, people)]
    waiting = [one for one in people.values() if one.person not in housed and _nights(trip, lodging, one)]
    for nights, guests in _by_nights(trip, lodging, waiting):
        rows.append(_row(said(printed("to assign"), quiet=True), Cell(), guests, nights))
    count = len(housed & people.keys()) + len(waiting)
    totals = joined((printedn("{n} room", "{n} rooms", len(rooms)), printedn("{n} guest", "{n} guests", count)))
    where = joined((lodging.address or (lodging.place.address if lodging.place else ""), lodging.phone))
    notes: tuple[Words, ...] = tuple(words for words in (where, totals) if words)
    return Section(_COLUMNS, tuple(rows), (lodging.name,), notes, own_page)


def _room(
    trip: TripContent, lodging: LodgingLine, room: RoomLine, people: dict[str, PersonLine]
) -> Iterator[tuple[Cell, ...]]:
    """A row for the room; several where room-mates come or go on different days."""
    guests = [people[uuid] for uuid in room.guests if uuid in people]
    number, beds = said(room.number, bold=True, ref=room.ref, field="number"), counted(room.beds)
    found = list(_by_nights(trip, lodging, guests)) or [((), [])]
    for nights, together in found:
        yield _row(number, beds, together, nights)


def _by_nights(
    trip: TripContent, lodging: LodgingLine, guests: Iterable[PersonLine]
) -> Iterator[tuple[tuple[date, ...], list[PersonLine]]]:
    """People with their nights, those with the same ones together, in the order of the first of them."""
    found: dict[tuple[date, ...], list[PersonLine]] = {}
    for guest in guests:
        found.setdefault(_nights(trip, lodging, guest), []).append(guest)
    yield from found.items()


def _row(number: Cell, beds: Cell, guests: Sequence[PersonLine], nights: tuple[date, ...]) -> tuple[Cell, ...]:
    names = tuple(Line(one.name, source=Source(one.ref.table, one.ref.uuid, "name")) for one in guests)
    if not guests:
        return (number, beds, said("–", quiet=True), Cell(), Cell(), Cell(), BLANK)
    stays = list(_stays(nights))
    first = below([dated(stay[0]) for stay in stays]) if stays else said(TO_CHECK, quiet=True)
    last = below([dated(stay[-1] + timedelta(days=1)) for stay in stays])
    return (number, beds, Cell(names), first, last, below([counted(len(stay)) for stay in stays]), BLANK)


def _nights(trip: TripContent, lodging: LodgingLine, person: PersonLine) -> tuple[date, ...]:
    """The nights a person sleeps there: not the one of the day they leave."""
    return tuple(
        day.date
        for day in trip.days
        if (person.first_day is None or person.first_day <= day.date)
        and (person.last_day is None or day.date < person.last_day)
        and any(
            night.lodging is not None
            and night.lodging.ref == lodging.ref
            and (not night.subgroups or not person.subgroups or set(night.subgroups) & set(person.subgroups))
            for night in day.nights
        )
    )


def _stays(nights: Sequence[date]) -> Iterator[list[date]]:
    """Nights in a row."""
    for _, run in groupby(enumerate(nights), key=lambda pair: pair[1].toordinal() - pair[0]):
        yield [night for _, night in run]
