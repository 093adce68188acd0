"""Whose names are printed, and on which sheet."""

from __future__ import annotations

from dataclasses import dataclass

from tripplanner.documents.badges.sheets import BADGES, TABLE, LabelSheet
from tripplanner.documents.content import PersonLine, TripContent
from tripplanner.documents.lists.people import everybody
from tripplanner.documents.registry import Request
from tripplanner.documents.spoken import SpokenTrip


@dataclass(frozen=True, slots=True)
class BadgeContent(SpokenTrip):
    """Delegates by rank, then the team; ``skipped`` labels of the first sheet are used already.

    ``folded``: each label is a card that stands on a table, with the name on both sides.
    """

    people: tuple[PersonLine, ...]
    sheet: LabelSheet
    skipped: int = 0
    folded: bool = False


def badges_of(trip: TripContent, request: Request) -> BadgeContent:
    """The badges of a trip, or that of one person."""
    sheet = BADGES.get(request.option("sheet"), next(iter(BADGES.values())))
    start = min(int(request.option("start", "1")), sheet.count)
    return BadgeContent(trip, request.languages, _people(trip, request), sheet, start - 1)


def table_cards_of(trip: TripContent, request: Request) -> BadgeContent:
    """The table cards of a trip, or that of one person."""
    sheet = TABLE.get(request.option("sheet"), next(iter(TABLE.values())))
    return BadgeContent(trip, request.languages, _people(trip, request), sheet, folded=True)


def _people(trip: TripContent, request: Request) -> tuple[PersonLine, ...]:
    found = everybody(trip)
    if request.option("who") == "guests":
        members = {person.person for person in trip.members}
        found = [person for person in found if person.person not in members]
    return tuple(person for person in found if request.person in (None, person.person))
