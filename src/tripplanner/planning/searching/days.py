"""Days of trips by date: ``:15/6``, ``:2027-06-15``, ``:mardi``, ``:6月15日``."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.dates import full_date
from tripplanner.i18n import languages
from tripplanner.model.programme import Day
from tripplanner.model.trips import Trip
from tripplanner.planning.rows import decoded, execute, stored
from tripplanner.planning.searching.hits import Hit
from tripplanner.planning.searching.question import Question, marks

_NUMBERS = re.compile(r"[0-9/.-]+")
_MOST_DAYS = 2000  # looked at, those of the current trip and of the latest ones first


def days(session: Session, question: Question, language: str, trip_id: int | None, limit: int) -> list[Hit]:
    """Days whose date answers the question; those of the trip first, then of the latest trips."""
    columns = (Trip.id, Trip.uuid, Trip.first_day, Trip.last_day, stored(Trip.short_title), stored(Trip.title))
    trips = execute(session, sa.select(*columns).order_by(Trip.first_day.desc(), Trip.id.desc()))
    trips.sort(key=lambda row: row.id != trip_id)
    found: list[Hit] = []
    seen = 0
    for row in trips:
        for number in range(min((row.last_day - row.first_day).days + 1, 366)):
            seen += 1
            day = row.first_day + timedelta(days=number)
            if len(found) >= limit or seen > _MOST_DAYS:
                return found
            if _fits(question, day):
                name = decoded(row[4] or row[5] or "").best(language)
                found.append(_hit(session, row, day, name, question, language, trip_id))
    return found


def _hit(session: Session, row: Any, day: date, name: str, question: Question, language: str,
         trip_id: int | None) -> Hit:  # fmt: skip
    id: int = row.id
    own = execute(session, sa.select(Day.uuid, stored(Day.title)).where(Day.trip_id == id, Day.date == day))
    title, second = full_date(day, language), decoded(own[0][1] or "").best(language) if own else ""
    when = datetime.combine(day, time())
    uuid = own[0][0] if own else row.uuid
    return Hit("days", id, uuid, title, second, "", id, name, when, 2, id == trip_id, "day", "date", "",
               marks(title, question))  # fmt: skip


def _fits(question: Question, day: date) -> bool:
    if not question or question.text in _numbers(day):
        return True
    return not _NUMBERS.fullmatch(question.text) and question.fits(*_said(day))


@lru_cache(maxsize=4096)
def _numbers(day: date) -> frozenset[str]:
    forms = {day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}", str(day.day)}
    for mark in "/.-":
        forms |= {
            f"{day.day}{mark}{day.month}",
            f"{day:%d}{mark}{day:%m}",
            f"{day.day}{mark}{day.month}{mark}{day.year}",
        }
    return frozenset(forms)


@lru_cache(maxsize=4096)
def _said(day: date) -> tuple[str, ...]:
    return tuple(full_date(day, code) for code in languages())
