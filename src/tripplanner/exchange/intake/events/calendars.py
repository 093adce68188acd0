"""Rows that come from a calendar: their zones and places made those of the trip, what is none of it left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tripplanner.exchange.intake.events.moments import UNIVERSAL, moved
from tripplanner.exchange.intake.kinds.notes import NOTES
from tripplanner.exchange.intake.linked import Lookup
from tripplanner.exchange.intake.subjects import Composed, Held, Told, Values
from tripplanner.exchange.intake.wording import LANGUAGES
from tripplanner.i18n import msg

_BETWEEN = re.compile(r"[,;，；、|(（\n]|\s[-–—]\s")


def place_named(values: dict[str, Any], sites: Lookup, places: Lookup) -> None:
    """A location in words as the site or the place it names; as a note when nobody knows it."""
    words: str = values.pop("location", "")
    if not words:
        return
    parts = (part.strip(" )）") for part in _BETWEEN.split(words))
    names = [words, *filter(None, parts)]
    for key, known in (("site", sites), ("place", places)):
        found = next((name for name in names if known.find(name) is not None), None)
        if found is not None:
            values.setdefault(key, known.canonical(found))
            return
    lines = [line for line in (values.get("internal_notes", ""), f"LOCATION: {words}") if line]
    values["internal_notes"] = NOTES.joined(lines)


def in_trip_zone(values: dict[str, Any], zone: str) -> None:
    """Universal time as the civil time of the trip."""
    for key in ("start", "end"):
        if values.get(f"{key}_zone") == UNIVERSAL and values.get(key) is not None:
            values[key] = moved(values[key], UNIVERSAL, zone)
            values[f"{key}_zone"] = zone


def settle(found: Composed, record: Held) -> None:
    """What a calendar says otherwise and means the same: hours in another zone, an end that is a length, a title."""
    values, now = found.values, record.values
    if not values.get("event"):
        return
    if "end" not in now and (end := _end_of(now)) is not None and values.get("end") == end:
        values.pop("end")
        values.pop("end_zone", None)
    for key in ("start", "end"):
        zone = now.get(f"{key}_zone", "")
        there = values.get(f"{key}_zone") or zone
        if key in values and key in now and moved(values[key], there, zone) == now[key]:
            values.pop(key)
            values.pop(f"{key}_zone", None)
    titles = {_spaced(now.get(f"title.{language}", "")) for language in LANGUAGES}
    for key in [key for key in values if key.startswith("title.") and _spaced(values[key]) in titles]:
        values.pop(key)


def none_of(values: Values, record: Held | None, days: tuple[date, date]) -> Iterator[Told]:
    """Why an event of a calendar is left out: it is cancelled and unknown, or it lies outside the trip."""
    if not values.get("event"):
        return
    start = values.get("start") or (record.values.get("start") if record is not None else None)
    if record is None and values["event"] == "cancelled":
        yield Told("event", msg("it is cancelled, and not in the programme"), skip=True)
    elif start is not None and not days[0] <= start.date() <= days[1]:
        yield Told("start", msg("{day} lies outside the trip ({first} – {last})", day=start.date().isoformat(),
                                first=days[0].isoformat(), last=days[1].isoformat()), skip=True)  # fmt: skip


def _end_of(now: Values) -> Any:
    """When an item ends that has a length alone."""
    start, minutes = now.get("start"), now.get("duration_min")
    return start + timedelta(minutes=minutes) if start is not None and minutes else None


def _spaced(words: str) -> str:
    return " ".join(words.split())
