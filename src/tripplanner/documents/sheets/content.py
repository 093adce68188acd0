"""What a list says: sections of rows, each cell a few lines of words. Nothing of how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from tripplanner.documents.content import Head, Ref
from tripplanner.documents.content.people import PersonLine
from tripplanner.documents.typesetting.marks import Source
from tripplanner.documents.voices import voices
from tripplanner.i18n import Message, say
from tripplanner.names import PersonName
from tripplanner.text import Text

#: Words of the program or of a record; a person’s name; what a function says in a language (a date); or words that are
#: the same in every language (a number, an hour).
Words = Message | Text | PersonName | Callable[[str], str] | str


@dataclass(frozen=True, slots=True)
class Line:
    """Words of a cell; ``bold`` for what is looked for, ``quiet`` for what explains it.

    ``source`` is the field they come from.
    """

    words: Words
    bold: bool = False
    quiet: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines below each other; ``tick``: a box to tick, ``write``: room to write by hand.

    ``amount``: the number that the words say, for those who reckon on with it in a spreadsheet; ``day`` the date that
    they say, for those who sort by it.
    """

    lines: tuple[Line, ...] = ()
    tick: bool = False
    write: bool = False
    amount: Decimal | None = None
    day: date | None = None


BLANK = Cell(write=True)
TICK = Cell(tick=True)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and the column’s share of the width beside the others."""

    title: Words
    share: float = 1.0
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody’s place: its ``number`` by rank, what their card says; ``guest``: of the delegation."""

    number: str
    cell: Cell
    guest: bool


@dataclass(frozen=True, slots=True)
class LongTable:
    """Pairs who face each other, from one end to the other; ``None`` where nobody sits."""

    pairs: tuple[tuple[Seat | None, Seat | None], ...]


@dataclass(frozen=True, slots=True)
class RoundTable:
    """Seats clockwise as seen from above; the first one faces the door. ``name`` stands in the middle."""

    name: Words
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading; ``notes`` stand below it. ``own_page``: it begins a page.

    ``grouped``: an empty first cell stands for the one above it, which is said again at the top of a page. ``table``:
    the table at which they sit, drawn: a long one in place of the rows, a round one above them.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heading: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()
    own_page: bool = False
    grouped: bool = False
    table: LongTable | RoundTable | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list of a trip, or of the library, in one language or two.

    ``warning`` says who may have it; ``wide`` lays the paper across, ``large``: it is A3. ``intro`` stands under the
    title; an empty section says so in the words of ``nothing``. ``protected``: it says what the vault keeps, so nothing
    may remember its words. ``narrows``: who opens the workbook can filter and sort its rows.
    """

    title: Message
    trip: Head
    languages: tuple[str, ...]
    sections: tuple[Section, ...] = field(repr=False)
    nothing: Message
    intro: tuple[Words, ...] = ()
    warning: Message | None = None
    wide: bool = False
    protected: bool = False
    large: bool = False
    narrows: bool = False


def said(words: Words, *, bold: bool = False, quiet: bool = False, ref: Ref | None = None, field: str = "") -> Cell:
    """A cell of one line; empty words make an empty cell."""
    source = Source(ref.table, ref.uuid, field) if ref else None
    return Cell((Line(words, bold, quiet, source=source),)) if words else Cell()


def named(person: PersonLine, *more: Words) -> Cell:
    """A person as they are written everywhere (``李娜 LI Na``), with quiet lines below."""
    source = Source(person.ref.table, person.ref.uuid, "name")
    return Cell((Line(person.name, bold=True, source=source), *_quiet(more)))


def _quiet(words: Iterable[Words]) -> tuple[Line, ...]:
    return tuple(Line(one, quiet=True) for one in words if one)


def spoken(words: Words, languages: tuple[str, ...]) -> list[tuple[str, str]]:
    """``(words, language)`` of each language, once where they say the same; nothing where nothing is said."""
    if isinstance(words, PersonName):
        return [(words.printed, "en")]
    if isinstance(words, str):
        return [(words, "en")]
    if isinstance(words, Text):
        found = [(voice.words, voice.language) for voice in voices(words, languages) if voice.words]
    else:
        found = [(say(words, code) if isinstance(words, Message) else words(code), code) for code in languages]
    return found[:1] if len({one for one, _ in found}) == 1 else found


def on_one_line(words: Words, languages: tuple[str, ...], between: str = "\n") -> str:
    """The same, joined: for a cell of a spreadsheet."""
    return between.join(one for one, _ in spoken(words, languages))


def trip_line(sheet: Sheet, language: str) -> str:
    """What the list is of, and when that is."""
    return f"{sheet.trip.heading.best(language, *sheet.languages)} · {sheet.trip.when(language)}"
