"""The contact list of the team: emergencies, the team itself, those who receive us, hotels, and the guests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from tripplanner.dates import listed
from tripplanner.documents.booklet.emergency import calls, numbers
from tripplanner.documents.content import HostLine, LodgingLine, NightLine, TripContent
from tripplanner.documents.content.people import PersonLine
from tripplanner.documents.lists.people import delegates, role
from tripplanner.documents.lists.words import lines, phone, quiet
from tripplanner.documents.sheets import Cell, Column, Line, Section, Sheet, named, said
from tripplanner.documents.sheets.content import Words
from tripplanner.documents.typesetting.marks import Source
from tripplanner.i18n import printed

TITLE = printed("Contact list")
WARNING = printed("For the team alone: private telephone numbers.")
_PHONE, _MAIL = Column(printed("Telephone"), 1.4), Column(printed("E-mail"), 2.2)
_NAME = Column(printed("Name"), 2.6)
Row = tuple[Cell, ...]


def sheet(trip: TripContent, languages: tuple[str, ...]) -> Sheet:
    """Who can be called on a trip; a section nobody is in is left out."""
    found = (
        _section((Column(printed("Telephone"), 1.4), Column(printed("For what"), 7.0)), printed("Emergencies"),
                 _emergencies(trip, languages)),
        _section((_NAME, _PHONE, _MAIL, Column(printed("Languages"), 2.4)), printed("The team"),
                 map(_member, trip.members)),
        _section((Column(printed("Organisation"), 1.5), _NAME, _PHONE, _MAIL, Column(printed("On days"), 0.9)),
                 printed("Hosts"), _hosts(trip)),
        _section((Column(printed("Hotel"), 2.6), Column(printed("Address"), 2.2), _PHONE,
                  Column(printed("On nights"), 2.4)), printed("Lodging"), _lodgings(trip)),
        _section((_NAME, _PHONE, Column(printed("E-mail"), 4.6)), printed("Delegation"),
                 (_reached(one) for one in delegates(trip) if one.phone or one.email)),
    )  # fmt: skip
    sections = tuple(section for section in found if section.rows)
    return Sheet(TITLE, trip, languages, sections, printed("Nobody can be called yet."), warning=WARNING, wide=True)


def _section(columns: tuple[Column, ...], title: Words, rows: Iterator[Row]) -> Section:
    return Section(columns, tuple(rows), (title,))


def _emergencies(trip: TripContent, languages: tuple[str, ...]) -> Iterator[Row]:
    for number in numbers(trip):
        yield said(phone(number.number), bold=True), said(number.meaning)
    of_members = {member.phone for member in trip.members}
    for call in calls(trip, languages):
        if call.number not in of_members:
            who = {code: words for words, code in call.who}
            yield said(phone(call.number), bold=True), said(partial(_in, who))


def _in(who: Mapping[str, str], language: str) -> str:
    return who.get(language) or next(iter(who.values()), "")


def _member(person: PersonLine) -> Row:
    spoken = " · ".join(code.upper() for code in person.working_languages)
    return named(person, person.post or role(person)), said(phone(person.phone)), said(person.email), said(spoken)


def _reached(person: PersonLine) -> Row:
    return named(person, person.post or role(person)), said(phone(person.phone)), said(person.email)


def _hosts(trip: TripContent) -> Iterator[Row]:
    """Everybody who receives the guests, in the order of the programme, with the numbers of the days."""
    met: dict[tuple[str, str], tuple[HostLine, list[int]]] = {}
    for day in trip.days:
        for item in day.items:
            for host in () if item.cancelled else item.hosts:
                _, days = met.setdefault((host.organisation.ref.uuid, host.contact.printed), (host, []))
                if day.number not in days:
                    days.append(day.number)
    for host, days in met.values():
        yield _host(host, days)


def _host(host: HostLine, days: list[int]) -> Row:
    own = host.organisation
    source = Source(own.ref.table, own.ref.uuid, "name")
    organisation = lines(Line(own.acronym or own.name, bold=True, source=source), *quiet(phone(own.phone), own.email))
    contact = lines(
        Line(host.contact, source=Source(host.ref.table, host.ref.uuid, "contact")), *quiet(host.contact_post)
    )
    when = partial(listed, tuple(map(str, days)))
    return organisation, contact, said(phone(host.contact_phone)), said(host.contact_email), said(when)


def _at(night: NightLine, lodging: LodgingLine) -> bool:
    return night.lodging is not None and night.lodging.ref == lodging.ref


def _lodgings(trip: TripContent) -> Iterator[Row]:
    for lodging in trip.lodgings:
        nights = [day.number for day in trip.days if any(_at(night, lodging) for night in day.nights)]
        address = lodging.address or (lodging.place.address if lodging.place else "")
        name = Line(lodging.name, bold=True, source=Source(lodging.ref.table, lodging.ref.uuid, "name"))
        yield lines(name), said(address), said(phone(lodging.phone)), said(partial(listed, tuple(map(str, nights))))
