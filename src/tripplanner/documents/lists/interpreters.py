"""The schedule of the interpreters: what each interprets, how and how long; and what nobody interprets yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from tripplanner.dates import duration
from tripplanner.documents.content import DayContent, HostLine, ItemContent, TripContent
from tripplanner.documents.content.people import PersonLine
from tripplanner.documents.itinerary.items import BRIEF, TO_CONFIRM
from tripplanner.documents.lists.people import is_there
from tripplanner.documents.lists.words import group_key, hours, joined, lines, on, phone, quiet
from tripplanner.documents.sheets import Cell, Column, Line, Section, Sheet, said
from tripplanner.documents.sheets.content import Words
from tripplanner.documents.typesetting.marks import Source
from tripplanner.i18n import printed

TITLE = printed("Interpreters’ schedule")
_COLUMNS = (
    Column(printed("Day"), 1.2),
    Column(printed("Time"), 1.0),
    Column(printed("What and where"), 3.6),
    Column(printed("Speakers"), 2.0),
    Column(printed("Interpreting"), 1.1),
    Column(printed("Length"), 0.8, "right"),
)
Row = tuple[Cell, ...]


def sheet(trip: TripContent, languages: tuple[str, ...]) -> Sheet:
    """A page for each interpreter, then what lacks one."""
    found = [_section(trip, person, n > 0) for n, person in enumerate(_interpreters(trip))]
    lacking = _rows(trip, lambda item: not any(is_there(item, one) for one in _interpreters(trip)))
    if lacking:
        found.append(Section(_COLUMNS, lacking, (printed("Nobody interprets yet"),), grouped=True))
    nothing = printed("Nothing needs an interpreter.")
    sections = tuple(found) or (Section(_COLUMNS, ()),)
    return Sheet(TITLE, trip, languages, sections, nothing, group_key(trip), wide=True)


def _interpreters(trip: TripContent) -> list[PersonLine]:
    return [person for person in trip.members if person.role == "interpreter"]


def _section(trip: TripContent, person: PersonLine, own_page: bool) -> Section:
    def own(item: ItemContent) -> bool:
        return is_there(item, person)

    minutes = sum(item.minutes for day in trip.days for item in _interpreted(day, own))
    facts = joined((person.post, phone(person.phone), partial(duration, minutes)))
    return Section(_COLUMNS, _rows(trip, own), (person.name,), (facts,), own_page, grouped=True)


def _interpreted(day: DayContent, wanted: Callable[[ItemContent], bool]) -> list[ItemContent]:
    return [item for item in day.items if item.interpreting in BRIEF and not item.cancelled and wanted(item)]


def _rows(trip: TripContent, wanted: Callable[[ItemContent], bool]) -> tuple[Row, ...]:
    return tuple(row for day in trip.days for row in _day(day, _interpreted(day, wanted)))


def _day(day: DayContent, items: Sequence[ItemContent]) -> Iterator[Row]:
    whole = sum(item.minutes for item in items)
    for n, item in enumerate(items):
        opening = Cell((Line(on(day.date), bold=True), *quiet(partial(duration, whole)))) if n == 0 else Cell()
        yield opening, *_row(item)


def _row(item: ItemContent) -> Row:
    assert item.interpreting is not None
    title = Line(item.title, bold=True, source=Source(item.ref.table, item.ref.uuid, "title"))
    where = item.place.name if item.place else ""
    return (
        Cell((Line(hours(item), bold=not item.tentative), *quiet(TO_CONFIRM if item.tentative else ""))),
        lines(title, *quiet(where, " · ".join(item.subgroups))),
        Cell(tuple(line for host in item.hosts for line in _speaker(host))),
        said(BRIEF[item.interpreting]),
        said(partial(duration, item.minutes)),
    )


def _speaker(host: HostLine) -> Iterator[Line]:
    house: Words = host.organisation.acronym or host.organisation.name
    if host.contact:
        yield Line(host.contact)
    yield Line(house, quiet=bool(host.contact))
