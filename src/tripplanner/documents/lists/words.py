"""Turns of phrase that lists share: when, where, how many. Each says itself in any language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from tripplanner.dates import clock, short_date
from tripplanner.documents.content import ItemContent, PlaceLine, TripContent
from tripplanner.documents.sheets import Cell, Line
from tripplanner.documents.sheets.content import Words
from tripplanner.i18n import Message, printed, say
from tripplanner.text import Text

Spoken = Callable[[str], str]
TO_CHECK = printed("to check")


def on(day: date) -> Spoken:
    """``sam. 19 juin``."""
    return partial(short_date, day)


def dated(day: date, *, bold: bool = False) -> Cell:
    """A cell that says a day alone: a spreadsheet sorts by it."""
    return Cell((Line(on(day), bold),), day=day)


def counted(number: int | None, *, bold: bool = False) -> Cell:
    """A cell with a number to reckon on with; an empty one where there is none."""
    return Cell((Line(str(number), bold),), amount=Decimal(number)) if number else Cell()


def below(cells: Sequence[Cell]) -> Cell:
    """Several in one: no spreadsheet can sort by that or reckon with it."""
    return cells[0] if len(cells) == 1 else Cell(tuple(line for cell in cells for line in cell.lines))


def hours(item: ItemContent) -> str:
    """``08:00–09:30``, the start alone of an item without length."""
    if item.ends_at <= item.starts_at:
        return clock(item.start)
    later = f" +{item.days_later}" if item.days_later else ""
    return f"{clock(item.start)}–{clock(item.end)}{later}"


def joined(parts: Iterable[Words], between: str = " · ") -> Spoken | str:
    """Several words on one line; nothing where there are none."""
    found = [part for part in parts if part]
    return partial(_joined, found, between) if found else ""


def _joined(parts: list[Words], between: str, language: str) -> str:
    return between.join(word for part in parts if (word := in_language(part, language)))


def in_language(words: Words, language: str) -> str:
    """Words said in one language; a text without it in the best there is."""
    if isinstance(words, Message):
        return say(words, language)
    if isinstance(words, Text):
        return words.get(language) or words.best(language)
    if isinstance(words, str):
        return words
    return words(language) if callable(words) else words.printed


def group_key(trip: TripContent) -> tuple[Words, ...]:
    """What the marks of the sub-groups mean, for a line under the title of a list; none where there are no groups."""
    named = [joined((group.mark, group.name), "\u00a0\u00a0") for group in trip.subgroups if group.name]
    return (joined(named),) if named else ()


def address_of(place: PlaceLine | None) -> tuple[Words, ...]:
    """Where a place is and its telephone, as far as known."""
    return () if place is None else tuple(part for part in (place.address, place.phone) if part)


def phone(number: str) -> str:
    """A telephone number that stays on one line."""
    return number.replace(" ", "\u00a0")


def quiet(*words: Words) -> tuple[Line, ...]:
    """Lines that explain; empty ones are left out."""
    return tuple(Line(one, quiet=True) for one in words if one)


def lines(*found: Line) -> Cell:
    """A cell of these lines without the empty ones."""
    return Cell(tuple(line for line in found if line.words))
