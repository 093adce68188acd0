"""The run sheet of the team: every item of a day with who receives, what to watch, what only the team reads, plan B."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tripplanner.dates import distance, duration, full_date, listed
from tripplanner.documents.content import DayContent, HostLine, ItemContent, TripContent
from tripplanner.documents.content.people import PersonLine
from tripplanner.documents.itinerary.items import CANCELLED, INTERPRETING, TO_CONFIRM
from tripplanner.documents.lists.people import everybody
from tripplanner.documents.lists.words import address_of, group_key, hours, joined, lines, phone, quiet
from tripplanner.documents.sheets import Cell, Column, Line, Section, Sheet
from tripplanner.documents.sheets.content import Words
from tripplanner.documents.spelt import printable
from tripplanner.documents.typesetting.marks import Source
from tripplanner.i18n import Message, printed, say

TITLE = printed("Run sheet of the team")
WARNING = printed("For the team alone: notes of the office and private telephone numbers.")
_COLUMNS = (
    Column(printed("Time"), 0.95),
    Column(printed("What and where"), 3.0),
    Column(printed("Who receives"), 2.2),
    Column(printed("To watch"), 1.4),
    Column(printed("For the team"), 2.3),
)
_STATES = {
    "to_contact": printed("not asked yet"),
    "asked": printed("asked, no answer yet"),
    "refused": printed("has refused"),
}
_PERMITS = {"requested": printed("permit asked for"), "granted": printed("permit granted")}


def sheet(trip: TripContent, languages: tuple[str, ...]) -> Sheet:
    """A page for each day that has something on it."""
    days = [day for day in trip.days if day.items]
    people = {person.person: person for person in everybody(trip)}
    sections = tuple(_day(day, people, own_page=n > 0) for n, day in enumerate(days))
    nothing = printed("Nothing is planned yet.")
    sections = sections or (Section(_COLUMNS, ()),)
    return Sheet(TITLE, trip, languages, sections, nothing, group_key(trip), warning=WARNING, wide=True)


def _day(day: DayContent, people: dict[str, PersonLine], *, own_page: bool) -> Section:
    rows = tuple(_row(item, people) for item in day.items)
    heading: tuple[Words, ...] = (partial(_dated, day),)
    notes = tuple(words for words in (day.title, day.bring, day.note, *_nights(day)) if words)
    return Section(_COLUMNS, rows, heading, notes, own_page)


def _dated(day: DayContent, language: str) -> str:
    return f"{day.number} · {full_date(day.date, language)}"


def _nights(day: DayContent) -> Iterator[Words]:
    for night in day.nights:
        if night.lodging is not None:
            facts = (night.lodging.name, night.lodging.address, night.lodging.phone, " · ".join(night.subgroups))
            yield joined((printed("Night"), *facts))


def _row(item: ItemContent, people: dict[str, PersonLine]) -> tuple[Cell, ...]:
    return (
        Cell((Line(hours(item), bold=not item.tentative),)),
        _what(item),
        Cell(tuple(line for host in item.hosts for line in _host(host))),
        lines(*(Line(words) for words in _to_watch(item))),
        lines(*quiet(*_for_the_team(item, people))),
    )


def _what(item: ItemContent) -> Cell:
    source = Source(item.ref.table, item.ref.uuid, "title")
    return lines(
        Line(item.title, bold=item.type != "transfer", source=source),
        *quiet(joined(_where(item)), " · ".join(item.subgroups), item.notes),
        *quiet(joined((printed("Plan B:"), item.fallback or item.fallback_site), " ") if _planned(item) else ""),
    )


def _planned(item: ItemContent) -> bool:
    return bool(item.fallback or item.fallback_site)


def _where(item: ItemContent) -> Iterator[Words]:
    if item.place is not None and item.type != "transfer":
        yield item.place.name
        yield from address_of(item.place)
    if item.vehicle is not None:
        yield item.vehicle.name or item.vehicle.code
    if item.distance_km:
        yield partial(distance, item.distance_km)
    if item.drive_min:
        yield partial(duration, item.drive_min)


def _host(host: HostLine) -> Iterator[Line]:
    """The organisation, the contact with their numbers, and how it stands where it is not confirmed."""
    yield Line(host.organisation.acronym or host.organisation.name, bold=True)
    if host.contact:
        yield Line(host.contact, source=Source(host.ref.table, host.ref.uuid, "contact"))
    yield from quiet(phone(host.contact_phone or host.organisation.phone), _STATES.get(host.state, ""))


def _to_watch(item: ItemContent) -> Iterator[Message]:
    if item.cancelled:
        yield CANCELLED
    elif item.tentative:
        yield TO_CONFIRM
    if item.interpreting in INTERPRETING:
        yield INTERPRETING[item.interpreting]
    if item.permit_status in _PERMITS:
        yield _PERMITS[item.permit_status]
    if item.passport_needed:
        yield printed("passport")


def _for_the_team(item: ItemContent, people: dict[str, PersonLine]) -> Iterator[Words]:
    yield item.team_notes
    yield item.internal_notes
    for mode in ("absent", "online"):
        names = [printable(people[one.person].name) for one in item.presences
                 if one.mode == mode and one.person in people]  # fmt: skip
        if names:
            yield partial(_elsewhere, mode, names)


def _elsewhere(mode: str, names: list[str], language: str) -> str:
    who = listed(names, language)
    return say(printed("Without {name}", name=who) if mode == "absent" else printed("Online: {name}", name=who),
               language)  # fmt: skip
