"""What letters say of a trip: the values of placeholders, who is invited, the programme in short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from tripplanner.dates import date_span, long_date, short_date
from tripplanner.documents.content import DayContent, DelegationContent, ItemContent, PersonLine, TripContent
from tripplanner.documents.letters.composing import Composer, Value, in_language
from tripplanner.documents.letters.content import Cell, Column, Line, Signature, Table
from tripplanner.documents.lists.people import role
from tripplanner.i18n import Message, printed
from tripplanner.names import addressed, greeted
from tripplanner.text import EMPTY, Text

OFFICIAL = frozenset({"visit", "meeting", "ceremony"})
"""Items that a letter names: what the guests came for."""
_TO_CONFIRM = printed("to be confirmed")
_BETWEEN = {"zh": "；"}


def fields_of(trip: TripContent, delegation: DelegationContent | None = None) -> dict[str, Value]:
    """The placeholders of every letter: ``{trip}``, ``{dates}``, ``{delegation}`` …"""
    guests = [one for one in trip.delegations if delegation is None or one == delegation]
    size = sum(one.size or 0 for one in guests)
    return {
        "trip": trip.title or trip.heading,
        "route": trip.route,
        "dates": partial(date_span, trip.first_day, trip.last_day),
        "first_day": partial(long_date, trip.first_day),
        "last_day": partial(long_date, trip.last_day),
        "days": str((trip.last_day - trip.first_day).days + 1),
        "delegation": delegation.name if delegation else joined(one.name for one in guests),
        "size": str(size) if size else "",
        "office": trip.office.name or trip.office.short_name,
        "signatory": trip.office.signatory,
    }


def fields_for(person: PersonLine, trip: TripContent) -> dict[str, Value]:
    """The placeholders of what is written for one person."""
    first, last = stay(person, trip)
    return {
        "person": person.name,
        "addressed": lambda code: addressed(person.name, person.address.get(code), code),
        "greeted": lambda code: greeted(person.name, person.address.get(code), code),
        "post": person.post or role(person),
        "organisation": person.organisation_name,
        "dates": partial(date_span, first, last),
        "first_day": partial(long_date, first),
        "last_day": partial(long_date, last),
        "days": str((last - first).days + 1),
    }


def stay(person: PersonLine, trip: TripContent) -> tuple[date, date]:
    """The days of the trip on which the person is there."""
    return max(person.first_day or trip.first_day, trip.first_day), min(person.last_day or trip.last_day, trip.last_day)


def joined(words: Iterable[Value]) -> Callable[[str], str]:
    """Words after each other, as each language lists them; each once."""
    found = [one for one in words if one]

    def say(language: str) -> str:
        said = dict.fromkeys(in_language(one, language) for one in found)
        return _BETWEEN.get(language, "; ").join(one for one in said if one)

    return say


def dateline(trip: TripContent) -> Callable[[str], str]:
    """The day of the version that the letter is made from."""
    return partial(long_date, trip.edition.moment.date())


def signature(c: Composer, *, dated: bool = False) -> Signature:
    """Who signs for the office, and when."""
    office = c.trip.office
    said = [office.signatory, office.name or office.short_name]
    when = c.say(dateline(c.trip)) if dated else ()
    return Signature(tuple(c.line(one, bold=n == 0) for n, one in enumerate(said) if one), when)


# --- who -------------------------------------------------------------------------------------------------


def roster(c: Composer, delegation: DelegationContent) -> Table:
    """Who is invited, by rank, with the days of each."""
    columns = (
        Column(c.say(printed("No.")), 0.3), Column(c.say(printed("Name")), 1.4),
        Column(c.say(printed("Post and organisation")), 2.2), Column(c.say(printed("Stay")), 1.2),
    )  # fmt: skip
    rows = tuple(
        (
            c.cell(str(n)),
            c.cell(person.name),
            c.cell(person.post or role(person), person.organisation_name),
            c.cell(partial(date_span, *stay(person, c.trip))),
        )
        for n, person in enumerate(delegation.delegates, 1)
    )
    return Table(columns, rows)


# --- the programme in short ------------------------------------------------------------------------------


def official(day: DayContent) -> list[ItemContent]:
    """What of a day a letter names."""
    return [item for item in day.items if item.type in OFFICIAL and not item.cancelled]


def programme(c: Composer, days: Sequence[DayContent]) -> Table:
    """A row per day that has something official: its date, what happens, and with whom."""
    columns = (Column(c.say(printed("Date")), 0.75), Column(c.say(printed("Programme")), 2.6),
               Column(c.say(printed("Hosts")), 1.5))  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for day in days:
        items = official(day)
        if items:
            what = Cell(tuple(c.line(titled(item)) for item in items))
            whom = c.cell(joined(host.organisation.name for item in items for host in item.hosts))
            rows.append((c.cell(partial(short_date, day.date)), what, whom))
    return Table(columns, tuple(rows))


def titled(item: ItemContent) -> Value:
    """The title of an item, with the word that it is not settled yet."""
    if not item.tentative:
        return item.title

    def say(language: str) -> str:
        sign = ("（", "）") if language == "zh" else (" (", ")")
        return f"{in_language(item.title, language)}{sign[0]}{in_language(_TO_CONFIRM, language)}{sign[1]}"

    return say


def fact(c: Composer, label: Message, *words: Value) -> tuple[Cell, ...] | None:
    """A row *label – words*; none where nothing is known."""
    found = [one for one in words if one]
    return (c.cell(label, quiet=True), Cell(tuple(c.line(one) for one in found))) if found else None


def facts(c: Composer, rows: Iterable[tuple[Cell, ...] | None]) -> Table:
    """Labels at the left, what is known at the right."""
    return Table((Column(share=0.9), Column(share=3.2)), tuple(row for row in rows if row))


def lines(*found: Line | None) -> tuple[Line, ...]:
    """Those that say something."""
    return tuple(line for line in found if line is not None and (line.voices or line.name))


def name_of(trip: TripContent, delegation: DelegationContent) -> Text:
    """The delegation’s name; else that of the trip, so that a letter is never to nobody."""
    return delegation.name or trip.heading or EMPTY
