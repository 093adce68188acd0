"""The itinerary for Word: who comes, and a table for each day, with the languages beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from tripplanner.dates import clock, date_span, distance, full_date, listed
from tripplanner.documents.content import DayContent, ItemContent, TripContent
from tripplanner.documents.itinerary.content import ItineraryContent
from tripplanner.documents.itinerary.items import BARRED, CANCELLED, INTERPRETING, ON_THE_WAY, TO_CONFIRM
from tripplanner.documents.letters.composing import Composer, Value, in_language
from tripplanner.documents.letters.content import (
    Block,
    Cell,
    Column,
    Heading,
    Letter,
    Line,
    Paragraph,
    Signature,
    Table,
    Title,
    Voices,
)
from tripplanner.documents.letters.facts import fact, facts
from tripplanner.documents.lists.people import group_marks, role
from tripplanner.i18n import Message, printed, say
from tripplanner.text import Text

TITLE = printed("Itinerary")
_FALLBACK = printed("Plan B:")
_BRING = printed("To bring:")


def letter(content: ItineraryContent) -> Letter:
    """The same programme as the pages give, without its map, signs and overview."""
    c = Composer(content.trip, content.languages)
    return Letter(TITLE, content.trip, content.languages, tuple(_blocks(c, content)))


def _blocks(c: Composer, content: ItineraryContent) -> Iterator[Block]:
    trip = content.trip
    yield Title(c.say(trip.title or trip.heading))
    yield Paragraph(c.say(partial(date_span, trip.first_day, trip.last_day)), "bold")
    if trip.route:
        yield Paragraph(c.say(trip.route))
    whose: Value = trip.reader.name if trip.reader else trip.host.name if trip.host else ""
    if whose:
        yield facts(c, [fact(c, printed("Copy for"), whose)])
    yield from (Paragraph(c.say(text), bullet=True) for text in trip.objectives)
    for day in trip.days:
        yield from _day(c, day)
    yield from _people(c, trip)
    if content.approval:
        yield from _approval(c, trip)


# --- days ------------------------------------------------------------------------------------------------


def _day(c: Composer, day: DayContent) -> Iterator[Block]:
    yield Heading(c.say(partial(_dated, day)))
    if day.title:
        yield Paragraph(c.say(day.title), "bold")
    if day.bring:
        yield Paragraph(_led(c, _BRING, day.bring), "quiet")
    if day.note:
        yield Paragraph(c.say(day.note), "quiet")
    rows = [*(_row(c, item) for item in day.items), *_nights(c, day)]
    if rows:
        yield Table((Column(share=0.8), *(Column(share=2.2) for _ in c.languages)), tuple(rows))


def _dated(day: DayContent, language: str) -> str:
    number = say(printed("Day {number}", number=day.number), language)
    return f"{number} · {full_date(day.date, language)}"


def _row(c: Composer, item: ItemContent) -> tuple[Cell, ...]:
    """Its hours and sub-groups, then what it is in each language."""
    ends = "" if item.type == "transfer" and item.end <= item.start else f"–{clock(item.end)}"
    when = c.cell(f"{clock(item.start)}{ends}", " · ".join(item.subgroups), bold=item.type in BARRED)
    return (when, *_columns(c, list(_lines(item))))


def _lines(item: ItemContent) -> Iterator[tuple[Value, bool, bool, Message | None]]:
    """``(words, bold, quiet, lead)`` of each line of an item."""
    yield item.title, item.type in BARRED and not item.cancelled, item.type == "transfer", None
    if item.cancelled or item.tentative:
        yield CANCELLED if item.cancelled else TO_CONFIRM, False, True, None
    if not item.cancelled:
        yield partial(_facts, item), False, True, None
        for text in (item.purpose, item.notes, item.participation_note):
            yield text, False, True, None
        yield item.fallback, False, True, _FALLBACK


def _facts(item: ItemContent, language: str) -> str:
    """Where, with whom, how far, how interpreted."""
    hosts = [host.organisation.acronym or host.organisation.name.best(language) for host in item.hosts]
    mode = INTERPRETING.get(item.interpreting or "")
    parts = [
        item.place.name.best(language) if item.place else "",
        listed(hosts, language),
        distance(item.distance_km, language) if item.distance_km else "",
        in_language(mode, language) if mode else "",
    ]
    return " · ".join(part for part in parts if part)


def _columns(c: Composer, lines: list[tuple[Value, bool, bool, Message | None]]) -> list[Cell]:
    """The lines as a cell per language, each with the mark of an unfinished translation."""
    cells: list[list[Line]] = [[] for _ in c.languages]
    for words, bold, quiet, lead in lines:
        said = _led(c, lead, words) if lead and isinstance(words, Text) else c.say(words)
        for voice in said:
            cells[c.languages.index(voice.column)].append(Line((voice,), bold=bold, quiet=quiet))
    return [Cell(tuple(found)) for found in cells]


def _led(c: Composer, lead: Message, text: Text) -> Voices:
    """A text after its label, where it has words."""
    return tuple(
        replace(voice, words=_after(say(lead, voice.language), voice.words, voice.language)) if voice.words else voice
        for voice in c.say(text)
    )


def _after(lead: str, words: str, language: str) -> str:
    return f"{lead}{words}" if language == "zh" else f"{lead} {words}"


def _nights(c: Composer, day: DayContent) -> Iterator[tuple[Cell, ...]]:
    for night in day.nights:
        where: Value = night.lodging.name if night.lodging else ON_THE_WAY
        cells = _columns(c, [(_night(where), False, True, None)])
        yield (c.cell("", " · ".join(night.subgroups)), *cells)


def _night(where: Value) -> Callable[[str], str]:
    label = printed("Night")

    def words(language: str) -> str:
        return f"{say(label, language)} · {in_language(where, language)}"

    return words


# --- people ----------------------------------------------------------------------------------------------


def _people(c: Composer, trip: TripContent) -> Iterator[Block]:
    delegates = [line for delegation in trip.delegations for line in delegation.delegates]
    for title, people in ((printed("Delegation"), delegates), (printed("Team"), list(trip.members))):
        if people:
            yield Heading(c.say(title))
            rows = tuple(
                (
                    c.cell(person.name, person.phone),
                    c.cell(person.post or role(person), person.organisation_name),
                    c.cell(group_marks(trip, person)),
                )
                for person in people
            )
            yield Table((Column(share=1.5), Column(share=2.8), Column(share=0.4)), rows)


def _approval(c: Composer, trip: TripContent) -> Iterator[Block]:
    if trip.compliance_notes:
        yield Heading(c.say(printed("Notes for approval")))
        yield from (Paragraph(c.say(note), bullet=True) for note in trip.compliance_notes)
    for name in (printed("For the organiser"), printed("For the delegation"), printed("Date and stamp")):
        yield Signature((c.line(name),))
