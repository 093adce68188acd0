"""Meals and allergies: a page for each place where the group eats, with how many eat and which diets they need.

Diets come from the vault. Those who cook read numbers and what must not be on a plate, never whose plate it is; names
are printed on the copy for the team alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.dates import listed
from tripplanner.documents.care.document import DIETS, WARNING
from tripplanner.documents.content import ItemContent, TripContent
from tripplanner.documents.content.people import PersonLine
from tripplanner.documents.lists.people import everybody, is_there
from tripplanner.documents.lists.words import address_of, counted, dated, hours, joined, lines, quiet
from tripplanner.documents.reading import read_trip
from tripplanner.documents.registry import Request
from tripplanner.documents.sheets import Cell, Column, Line, Section, Sheet, said
from tripplanner.documents.sheets.content import Words
from tripplanner.documents.typesetting.marks import Source
from tripplanner.i18n import printed, printedn, say
from tripplanner.model.people import Person
from tripplanner.planning.privacy.contents import Diet
from tripplanner.planning.privacy.reveals import note_reveals
from tripplanner.planning.privacy.values import read_values
from tripplanner.store.vault.faults import locked
from tripplanner.store.vault.vault import Vault

TITLE = printed("Meals and allergies")
FOR_COOKS = printed("For those who cook alone. Destroy it after the meal.")
PURPOSE = "document:meals"
_COLUMNS = (
    Column(printed("Day"), 1.2),
    Column(printed("Time"), 1.1),
    Column(printed("Meal"), 2.4),
    Column(printed("At table"), 0.8, "right"),
    Column(printed("Diets and allergies"), 3.0),
)
Diets = Mapping[str, Diet]


def refuse(session: Session, trip_id: int, request: Request) -> Sheet:
    """Whoever reads it as any other document is told that the vault is locked to them."""
    del session, trip_id, request
    raise locked()


def read(session: Session, vault: Vault, trip_id: int, request: Request) -> Sheet:
    """The sheet of a trip; the option ``names`` says whose diets they are. Raises :class:`VaultLocked`."""
    names = request.option("names", "no") == "yes"
    trip = read_trip(session, trip_id, request, "staff" if names else "hosts")
    diets = _diets(session, vault, {person.person for person in everybody(trip)})
    note_reveals(session, vault, sorted(diets), ("diet",), PURPOSE)
    vault.use()
    return sheet(trip, request.languages, diets, names=names)


def _diets(session: Session, vault: Vault, people: Collection[str]) -> Diets:
    """The diets that are noted, by the UUIDs of the persons."""
    ids = {
        row.id: row.uuid for row in session.execute(sa.select(Person.id, Person.uuid).where(Person.uuid.in_(people)))
    }
    found: dict[str, Diet] = {}
    for id, values in read_values(session, vault, list(ids), ("diet",)).items():
        diet = dict(values).get("diet")
        if isinstance(diet, Diet) and diet:
            found[ids[id]] = diet
    return found


def sheet(trip: TripContent, languages: tuple[str, ...], diets: Diets, *, names: bool) -> Sheet:
    """A page for each place; ``names``: with whose diets they are."""
    warning = WARNING if names else FOR_COOKS
    sections = tuple(
        _section(trip, items, diets, names=names, own_page=n > 0, notes=(warning,) if n else ())
        for n, items in enumerate(_by_place(trip))
    )
    return Sheet(
        TITLE, trip, languages, sections or (Section(_COLUMNS, ()),), printed("No meal is planned yet."),
        warning=warning, protected=True,
    )  # fmt: skip


def _by_place(trip: TripContent) -> Iterator[list[ItemContent]]:
    """Meals, and whatever takes place in a restaurant, by where they are, in the order of the programme."""
    found: dict[object, list[ItemContent]] = {}
    for item in trip.items:
        if not item.cancelled and (item.type == "meal" or (item.place is not None and item.place.kind == "restaurant")):
            found.setdefault(item.place and item.place.ref, []).append(item)
    yield from found.values()


def _section(
    trip: TripContent, items: list[ItemContent], diets: Diets, *, names: bool, own_page: bool, notes: tuple[Words, ...]
) -> Section:
    """The meals of a place; its page is handed over alone, so ``notes`` say there again whom it is for."""
    place = items[0].place
    heading: Words = place.name if place else printed("Place to check")
    notes += tuple(words for words in (joined(address_of(place)),) if words)
    rows = tuple(_row(trip, item, diets, names) for item in items)
    return Section(_COLUMNS, rows, (heading,), notes, own_page)


def _row(trip: TripContent, item: ItemContent, diets: Diets, names: bool) -> tuple[Cell, ...]:
    there = [person for person in everybody(trip) if is_there(item, person)]
    source = Source(item.ref.table, item.ref.uuid, "title")
    wanted = [person for person in there if person.person in diets]
    found = _named(wanted, diets) if names else _counted(diets[person.person] for person in wanted)
    return (
        dated(item.start.date(), bold=True),
        said(hours(item)),
        lines(Line(item.title, source=source), *quiet(item.notes)),
        counted(len(there), bold=True),
        Cell((*found, *quiet(_unknown(len(there) - len(wanted))))),
    )


def _counted(diets: Iterator[Diet]) -> Iterator[Line]:
    """``2 × no pork``, with what is written about it; the most frequent first."""
    for diet, count in Counter(diets).most_common():
        yield Line(partial(_times, count, diet), bold="allergy" in diet.codes)


def _times(count: int, diet: Diet, language: str) -> str:
    return say(printed("{count} × {diet}", count=count, diet=_said(diet, language)), language)


def _named(people: list[PersonLine], diets: Diets) -> Iterator[Line]:
    for person in people:
        diet = diets[person.person]
        yield Line(person.name, source=Source(person.ref.table, person.ref.uuid, "name"))
        yield Line(partial(_said, diet), bold="allergy" in diet.codes)


def _said(diet: Diet, language: str) -> str:
    codes = listed((say(DIETS[code], language) for code in diet.codes), language)
    if codes and diet.words:
        return say(printed("{diet}: {words}", diet=codes, words=diet.words), language)
    return codes or diet.words


def _unknown(count: int) -> Words:
    """That nothing is noted of somebody does not mean that they eat everything."""
    return printedn("Nothing is noted of {n} person.", "Nothing is noted of {n} people.", count) if count else ""
