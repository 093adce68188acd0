"""The attendance list: delegates by rank, then the team; a box for each day that they take part in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from tripplanner.dates import short_day, short_weekday
from tripplanner.documents.content import DayContent, TripContent
from tripplanner.documents.content.people import PersonLine
from tripplanner.documents.lists.people import everybody, group_marks, role
from tripplanner.documents.lists.words import counted, group_key
from tripplanner.documents.sheets import TICK, Cell, Column, Section, Sheet, named, said
from tripplanner.i18n import printed

TITLE = printed("Attendance list")
_DAYS = 8  # that fit beside the names on a page laid across


def sheet(trip: TripContent, languages: tuple[str, ...]) -> Sheet:
    """The list of a trip; more than eight days take several tables."""
    nothing = printed("Nobody takes part yet.")
    return Sheet(TITLE, trip, languages, tuple(_sections(trip)), nothing, group_key(trip), wide=True)


def _sections(trip: TripContent) -> Iterator[Section]:
    days = [day for day in trip.days if trip.first_day <= day.date <= trip.last_day] or list(trip.days)
    for start in range(0, max(len(days), 1), _DAYS):
        yield _section(trip, days[start : start + _DAYS], start > 0)


def _section(trip: TripContent, days: Sequence[DayContent], later: bool) -> Section:
    columns = (
        Column(printed("No."), 0.35, "right"),
        Column(printed("Name"), 2.6),
        Column(printed("Organisation"), 2.9),
        *(Column(partial(_day, day.date), 0.64) for day in days),
    )
    rows = tuple(_row(trip, number, person, days) for number, person in enumerate(everybody(trip), 1))
    return Section(columns, rows, own_page=later)


def _day(day: date, language: str) -> str:
    """Over a box: the weekday, then the date, each on its line."""
    return f"{short_weekday(day, language)}\n{short_day(day, language)}"


def _row(trip: TripContent, number: int, person: PersonLine, days: Sequence[DayContent]) -> tuple[Cell, ...]:
    marks = [TICK if person.present_on(day.date) else said("–", quiet=True) for day in days]
    return (
        counted(number),
        named(person, person.post or role(person), group_marks(trip, person)),
        said(person.organisation_name),
        *marks,
    )
