"""Arrivals and departures: who comes and goes when, where and by what; and of whom that is not known yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from tripplanner.dates import clock, zone_city
from tripplanner.documents.content import ItemContent, JourneyLine, TripContent
from tripplanner.documents.content.people import PersonLine
from tripplanner.documents.lists.people import delegates, everybody, is_there
from tripplanner.documents.lists.words import TO_CHECK, counted, group_key, lines, on, quiet
from tripplanner.documents.sheets import Cell, Column, Line, Section, Sheet, said
from tripplanner.documents.typesetting.marks import Source
from tripplanner.i18n import printed, say

TITLE = printed("Arrivals and departures")
_COLUMNS = (
    Column(printed("When"), 1.5),
    Column(printed("At"), 2.2),
    Column(printed("By"), 1.5),
    Column(printed("Who"), 2.9),
    Column(printed("Persons"), 0.75, "right"),
    Column(printed("Note"), 2.0),
)
_DIRECTIONS = (("arrival", printed("Arrivals")), ("departure", printed("Departures")))
Row = tuple[Cell, ...]


def sheet(trip: TripContent, languages: tuple[str, ...]) -> Sheet:
    """Arrivals, then departures."""
    sections = tuple(
        Section(_COLUMNS, (*_known(trip, direction), *_unknown(trip, direction)), (title,))
        for direction, title in _DIRECTIONS
    )
    nothing = printed("Nobody takes part yet.")
    return Sheet(TITLE, trip, languages, sections, nothing, group_key(trip), wide=True)


def _known(trip: TripContent, direction: str) -> Iterator[Row]:
    """A row for each way that is noted, with everybody who comes by it, by time."""
    people = {person.person: person for person in everybody(trip)}
    order = {uuid: n for n, uuid in enumerate(people)}
    ways: dict[tuple[object, ...], list[JourneyLine]] = {}
    found = [one for one in trip.journeys if one.direction == direction and one.person in people]
    for one in sorted(found, key=lambda one: (str(one.at or "9"), order[one.person])):
        way = (one.at, one.zone, one.place and one.place.ref, one.where, one.carrier, one.note)
        ways.setdefault(way, []).append(one)
    for together in ways.values():
        yield _journey(trip, together[0], [people[one.person] for one in together])


def _journey(trip: TripContent, way: JourneyLine, people: Sequence[PersonLine]) -> Row:
    source = Source(way.ref.table, way.ref.uuid, "at")
    elsewhere = partial(_clock_of, way.zone) if way.zone and way.zone != trip.zone else ""
    when = Cell((Line(on(way.at.date()), bold=True, source=source), Line(clock(way.at)), *quiet(elsewhere))) \
        if way.at else said(TO_CHECK, quiet=True)  # fmt: skip
    where = lines(Line(way.place.name if way.place else way.where), *quiet(way.where if way.place else ""))
    return (when, where, said(way.carrier), _names(people), counted(len(people)), said(way.note, quiet=True))


def _clock_of(zone: str, language: str) -> str:
    """Whose clock shows the time."""
    return say(printed("{city} time", city=zone_city(zone, language)), language)


def _unknown(trip: TripContent, direction: str) -> Iterator[Row]:
    """Guests of whom no journey is noted: by the day they take part from, or until, with what the programme says."""
    noted = {one.person for one in trip.journeys if one.direction == direction}
    found: dict[date, list[PersonLine]] = {}
    for person in delegates(trip):
        if person.person not in noted:
            own = person.first_day if direction == "arrival" else person.last_day
            found.setdefault(own or (trip.first_day if direction == "arrival" else trip.last_day), []).append(person)
    for day, people in sorted(found.items()):
        planned = _planned(trip, direction, day, people)
        where = planned.place.name if planned and planned.place else ""
        moment = clock(planned.start) if planned else ""
        yield (
            Cell((Line(on(day), bold=True), *quiet(moment))),
            lines(Line(where), *quiet(printed("as in the programme") if planned else "")),
            said(TO_CHECK, quiet=True),
            _names(people),
            counted(len(people)),
            said(printed("No journey is noted yet."), quiet=True),
        )


def _planned(trip: TripContent, direction: str, day: date, people: Sequence[PersonLine]) -> ItemContent | None:
    """What the programme plans for all of them that day."""
    for item in trip.items:
        that_day = item.type == direction and item.start.date() == day and not item.cancelled
        if that_day and all(is_there(item, person) for person in people):
            return item
    return None


def _names(people: Sequence[PersonLine]) -> Cell:
    marks = sorted({mark for person in people for mark in person.subgroups})
    names = tuple(Line(one.name, source=Source(one.ref.table, one.ref.uuid, "name")) for one in people)
    return Cell((*names, *quiet(" · ".join(marks))))
