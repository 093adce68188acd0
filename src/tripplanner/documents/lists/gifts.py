"""The gift list: who receives one, with room to write what was given and what came back."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.documents.content import DayContent, HostLine, ItemContent, TripContent
from tripplanner.documents.content.people import PersonLine
from tripplanner.documents.lists.people import delegates, role
from tripplanner.documents.lists.words import lines, on, quiet
from tripplanner.documents.sheets import BLANK, TICK, Cell, Column, Line, Section, Sheet, named
from tripplanner.documents.typesetting.marks import Source
from tripplanner.i18n import printed

TITLE = printed("Gift list")
_GIVEN, _DONE = Column(printed("Gift"), 2.2), Column(printed("Handed over"), 0.8)
Row = tuple[Cell, ...]


def sheet(trip: TripContent, languages: tuple[str, ...]) -> Sheet:
    """Gifts to those who receive the guests, in the order of the programme; then to the guests, by rank."""
    hosts = Section(
        (Column(printed("Organisation"), 1.7), Column(printed("Person"), 2.2), Column(printed("First met"), 1.9),
         _GIVEN, _DONE, Column(printed("Received from them"), 1.8)),
        tuple(_hosts(trip)),
        (printed("To our hosts"),),
    )  # fmt: skip
    guests = Section(
        (Column(printed("Name"), 2.9), Column(printed("Organisation"), 2.9), _GIVEN, _DONE,
         Column(printed("Received from them"), 1.8)),
        tuple(_guest(person) for person in delegates(trip)),
        (printed("To the delegation"),),
    )  # fmt: skip
    return Sheet(TITLE, trip, languages, (hosts, guests), printed("Nobody is met yet."), wide=True)


def _hosts(trip: TripContent) -> Iterator[Row]:
    """Each organisation and person once, where the guests first meet them."""
    seen: set[tuple[str, str]] = set()
    for day in trip.days:
        for item in day.items:
            for host in () if item.cancelled else item.hosts:
                key = (host.organisation.ref.uuid, host.contact.printed)
                if key not in seen:
                    seen.add(key)
                    yield _host(day, item, host)


def _host(day: DayContent, item: ItemContent, host: HostLine) -> Row:
    own = host.organisation
    house = Line(own.acronym or own.name, bold=True, source=Source(own.ref.table, own.ref.uuid, "name"))
    contact = Line(host.contact, source=Source(host.ref.table, host.ref.uuid, "contact"))
    met = Cell((Line(on(day.date)), *quiet(item.place.name if item.place else item.title)))
    return lines(house), lines(contact, *quiet(host.contact_post)), met, BLANK, TICK, BLANK


def _guest(person: PersonLine) -> Row:
    return named(person, person.post or role(person)), lines(Line(person.organisation_name)), BLANK, TICK, BLANK
