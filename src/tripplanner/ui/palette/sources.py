"""What the palette offers: actions that can be done now, pages, and the records of the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.dates import clock, full_date, short_date
from tripplanner.errors import TripPlannerError
from tripplanner.planning.kinds import ListKind, kinds
from tripplanner.planning.programme import list_items
from tripplanner.planning.trips import TripRow, list_trips
from tripplanner.text import Text
from tripplanner.ui.actions import TABLE, Actions, shortcut_text
from tripplanner.ui.language import Language
from tripplanner.ui.page import page_infos
from tripplanner.ui.palette.matching import Entry, entry_words

#: Kinds of records, the page that shows them and the icon they have.
PAGES: dict[str, tuple[str, str]] = {
    "trips": ("programme", "mountain"),
    "sites": ("sites", "map-pin"),
    "organisations": ("partners", "landmark"),
    "contacts": ("partners", "id-card"),
    "delegates": ("delegates", "users"),
    "cases": ("cases", "graduation-cap"),
    "terms": ("terms", "languages"),
    "themes": ("themes", "tag"),
}
_PEOPLE = ("contacts", "delegates")


def action_entries(actions: Actions, language: Language) -> Iterator[Entry]:
    """Everything that can be done now."""
    for row in TABLE:
        if actions[row.key].isEnabled() and row.key != "palette":
            title = actions[row.key].text().replace("&&", "&")
            words = entry_words(title, language.say(row.label))
            run = ("action", row.key, None)
            yield Entry("do", "do", title, "", shortcut_text(row), row.icon or "circle", run, words)


def page_entries(language: Language) -> Iterator[Entry]:
    """Every page."""
    for number, info in enumerate(page_infos(), start=1):
        title = language.say(info.title)
        hint = f"Ctrl+{number}" if not info.foot and number <= 9 else ""
        yield Entry("go", "pages", title, "", hint, info.icon, ("page", info.key, None), entry_words(title))


def record_entries(session: Session, code: str) -> list[Entry]:
    """The records a page shows; ``code`` is the language of the window. Any thread."""
    shown = {info.key for info in page_infos()}
    found: list[Entry] = []
    for key, kind in kinds().items():
        page, icon = PAGES.get(key, ("", ""))
        if page in shown:
            found.extend(_of_kind(session, kind, page, icon, code))
    for trip in list_trips(session):
        found.extend(_of_programme(session, trip, code))
    return found


def _of_programme(session: Session, trip: TripRow, code: str) -> Iterator[Entry]:
    """The days of a trip and the items on them."""
    for number in range(trip.days):
        day = trip.first_day + timedelta(days=number)
        title, name = full_date(day, code), (trip.short_title or trip.title).best(code)
        words = entry_words(title, day.isoformat(), f"{day.day}/{day.month}")
        yield Entry("go", "dates", title, name, "", "calendar-days", ("trip", "programme", (trip.id, day)), words)
    for item in list_items(session, trip.id):
        title, second, words = _names(item, code)
        when = f"{short_date(item.start.date(), code)}, {clock(item.start)}" if item.start else ""
        about = " · ".join(part for part in (second, when) if part)
        yield Entry("go", "items", title, about, "", "clock", ("trip", "programme", (trip.id, item.uuid)), words)


def _of_kind(session: Session, kind: ListKind, page: str, icon: str, code: str) -> Iterator[Entry]:
    from tripplanner.i18n import say

    try:
        rows = kind.rows(session)
    except TripPlannerError:
        return
    about = say(kind.title, code)
    group = "people" if kind.key in _PEOPLE else "themes" if kind.key == "themes" else kind.key
    for row in rows:
        title, second, words = _names(row, code)
        if title:
            run = ("trip", page, (row.id, None)) if kind.key == "trips" else ("page", page, row.uuid)
            yield Entry("go", group, title, " · ".join(p for p in (second, about) if p), "", icon, run, words)


def _names(row: Any, code: str) -> tuple[str, str, tuple[str, ...]]:
    """The name of a row in the window's language, in another one, and all it is found by."""
    name = next((getattr(row, key) for key in ("name", "title", "term") if getattr(row, key, None)), "")
    extra = str(getattr(row, "acronym", "") or getattr(row, "code", "") or "")
    if not isinstance(name, Text):
        return str(name), "", entry_words(str(name), extra)
    title = name.best(code)
    second = next((name.get(c) for c in ("zh", "fr", "en") if c != code and name.get(c) not in ("", title)), "")
    return title, second, entry_words(*name.words.values(), extra)
