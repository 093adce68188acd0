"""What a day card says: one day of a trip, and which of its cards is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tripplanner.documents.booklet.site import FORBIDS
from tripplanner.documents.content import DayContent, ItemContent, Ref, SiteSheet, TripContent
from tripplanner.documents.registry import Request
from tripplanner.documents.spoken import SpokenTrip
from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.text import Text, source_hash

_CLAUSE = re.compile(r"[^:：;；.。!！]+")


@dataclass(frozen=True, slots=True)
class CardContent(SpokenTrip):
    """A day in one or two languages; ``part`` 1 is its first card, a long day has more."""

    day: DayContent
    part: int = 1


def card_of(trip: TripContent, request: Request) -> CardContent:
    """The card that is asked for; raises :class:`NotFound` for a day that the trip does not have."""
    number = int(request.option("day", "1"))
    day = next((day for day in trip.days if day.number == number), None)
    if day is None:
        raise NotFound(
            msg("The trip has no day {number}.", number=number),
            None,
            msg("Choose a day from 1 to {last}.", last=max((day.number for day in trip.days), default=1)),
        )
    return CardContent(trip, request.languages, day, int(request.option("part", "1")))


@dataclass(frozen=True, slots=True)
class Warned:
    """What a site forbids, in few words."""

    ref: Ref
    words: Text


def forbidden(trip: TripContent, items: Sequence[ItemContent]) -> list[Warned]:
    """What the sites of these items forbid: of each access note the clause that forbids, in each language."""
    sites = dict.fromkeys(item.site for item in items if item.site and not item.cancelled)
    sheets = [sheet for ref in sites if (sheet := trip.site(ref))]
    return [Warned(sheet.ref, words) for sheet in sheets if (words := _clause(sheet))]


def _clause(sheet: SiteSheet) -> Text | None:
    note = sheet.access.access_note
    if not any(FORBIDS.search(words) for words in note.words.values()):
        return None
    said = {code: _forbidding(words) for code, words in note.words.items()}
    digest = source_hash(said.get(note.source, ""))
    made = {code: "" if note.state(code) == "stale" else digest for code in said}
    return Text(said, note.source, made, note.drafts)


def _forbidding(words: str) -> str:
    """The first clause of a sentence that forbids; all of it where none does by itself."""
    clauses = (found.group().strip(" \u00a0\u202f") for found in _CLAUSE.finditer(words))
    said = next((clause for clause in clauses if FORBIDS.search(clause)), words)
    return said[:1].upper() + said[1:]
