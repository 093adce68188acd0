"""A programme file as rows: what belongs together is checked together, what a file may leave out is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from tripplanner.i18n import Message, msg
from tripplanner.planning.records import parse
from tripplanner.planning.records.kinds import KINDS
from tripplanner.planning.records.library_kinds import LEG, ORGANISATION, PLACE, SITE, THEME
from tripplanner.planning.records.parse import Found
from tripplanner.planning.records.rows import Kind, Row
from tripplanner.planning.records.trip_kinds import DAY, PROGRAMME, TRIP

FORMAT = "tripplanner programme"
BROUGHT_ALONG: tuple[Kind, ...] = (THEME, PLACE, LEG, ORGANISATION, SITE)  # library records a programme may bring
LONGEST_DAYS = 400
_ORDER = {kind.name: number for number, kind in enumerate(KINDS.values())}


def programme(raw: Mapping[str, Any], name: str) -> tuple[str, Found]:
    """The key of the trip and all rows of the file, those that others need first.

    :param name: of the file, for errors about the whole of it.
    """
    manner = parse.header(raw, name, FORMAT)
    found = Found()
    scope = _scope(raw)
    for kind, given in parse.sections(raw, (*BROUGHT_ALONG, *PROGRAMME), found):
        parse.rows(kind, given, manner, found, scope)
    trip = next((row for row in found.rows if row.kind is TRIP), None)
    if trip is None:
        if not found.problems:
            found.wrong("trip", "", None, msg("it is missing"))
        return scope, found
    found.rows[:] = sorted(_filled(found.rows, trip), key=lambda row: _ORDER[row.kind.name])
    _check(found, trip)
    return scope, found


def _scope(raw: Mapping[str, Any]) -> str:
    trip = raw.get("trip")
    key = cast("dict[str, Any]", trip).get("key") if isinstance(trip, dict) else None
    return key if isinstance(key, str) else ""


def _filled(rows: Sequence[Row], trip: Row) -> Iterator[Row]:
    """Zones, languages and days that the file leaves out."""
    zone = trip.values["zone"]
    for row in rows:
        if row.kind.name == "item":
            start = row.values["start_zone"] or zone
            yield replace(row, values={**row.values, "start_zone": start, "end_zone": row.values["end_zone"] or start})
        elif row is trip and not row.parts["languages"]:
            yield replace(row, parts={**row.parts, "languages": tuple(_languages(row))})
        else:
            yield row
    given = {row.values["date"] for row in rows if row.kind is DAY}
    yield from (_day(day, trip) for day in _days(trip) if day not in given)


def _languages(trip: Row) -> Iterator[Row]:
    kind = next(part.kind for part in TRIP.parts if part.name == "languages")
    for number, language in enumerate(sorted(trip.values["title"].words)):
        yield Row(kind, f"{trip.key}/languages/{number}", {"language": language, "position": number})


def _days(trip: Row) -> list[date]:
    first, last = trip.values["first_day"], trip.values["last_day"]
    length = min((last - first).days, LONGEST_DAYS) if first and last else -1
    return [first + timedelta(days=number) for number in range(length + 1)]


def _day(day: date, trip: Row) -> Row:
    values = {field.target: field.value.empty for field in DAY.fields}
    parts = {part.target: () for part in DAY.parts}
    links = {"trip": trip.token}
    return Row(DAY, f"{trip.key}/{day.isoformat()}", {**values, "date": day}, links, parts, f"day {day.isoformat()}")


def _check(found: Found, trip: Row) -> None:
    """What only several values together can get wrong."""
    first, last = trip.values["first_day"], trip.values["last_day"]
    if last < first:
        found.wrong(trip.where, "last_day", str(last), msg("it is before the first day"))
    elif (last - first).days > LONGEST_DAYS:
        found.wrong(trip.where, "last_day", str(last), msg("the trip is longer than {limit} days", limit=LONGEST_DAYS))
    for row in found.rows:
        _check_dates(found, row, first, last)
        _check_twice(found, row)
    _check_links(found)
    _check_people(found)


def _check_dates(found: Found, row: Row, first: date, last: date) -> None:
    values = row.values
    if row.kind is DAY and not first <= values["date"] <= last:
        found.wrong(row.where, "date", str(values["date"]), msg("it lies outside the dates of the trip"))
    if row.kind.name == "item":
        start: datetime | None = values["start"]
        if start and not first <= start.date() <= last:
            found.wrong(row.where, "start", start.isoformat(), msg("it lies outside the dates of the trip"))
        if values["end"] and not start:
            found.wrong(row.where, "start", None, msg("an item with an end needs a start"))
        if start and values["end"] and _moment(values, "end") < _moment(values, "start"):
            found.wrong(row.where, "end", values["end"].isoformat(), msg("it is before the start"))
    for before, after in (("first_day", "last_day"), ("arrives_on", "leaves_on"), ("from_day", "to_day")):
        if row.kind is not TRIP and values.get(before) and values.get(after) and values[after] < values[before]:
            found.wrong(row.where, after, str(values[after]), msg("it is before “{other}”", other=before))
    for part in (one for group in row.parts.values() for one in group):
        begins, ends = ("start", "end") if part.kind.name == "break" else ("from_time", "to_time")
        if part.values.get(begins) and part.values.get(ends) and part.values[ends] < part.values[begins]:
            found.wrong(part.where, ends, part.values[ends].isoformat(), msg("it is before the start"))


def _moment(values: Mapping[str, Any], name: str) -> datetime:
    return values[name].replace(tzinfo=ZoneInfo(values[f"{name}_zone"])).astimezone(UTC)


def _check_twice(found: Found, row: Row) -> None:
    """The same record linked twice where it can be linked once."""
    for parts in row.parts.values():
        seen: set[tuple[str | None, ...]] = set()
        for part in parts:
            links = tuple(part.links.values())
            if links and not part.kind.ordered and part.kind.name != "night":
                if links in seen:
                    found.wrong(part.where, "", None, msg("it stands twice in its list"))
                seen.add(links)


def _check_people(found: Found) -> None:
    """A person is once in a delegation."""
    seen: set[tuple[str | None, str | None]] = set()
    for row in found.rows:
        if row.kind.name == "delegate":
            place = row.links["delegation"], row.links["person"]
            if place in seen:
                found.wrong(row.where, "person", _key(row.links["person"]), msg("this person is a delegate already"))
            seen.add(place)


def _check_links(found: Found) -> None:
    """Links to records of the trip lead into the file."""
    there = {row.token for row in found.rows}
    there |= {part.token for row in found.rows if row.kind is TRIP for parts in row.parts.values() for part in parts}
    for row, name, token in links(found.rows):
        if of_trip(token) and token not in there:
            found.wrong(row.where, name, _key(token), missing(token))


def of_trip(token: str) -> bool:
    """Whether it names a record of the trip, one that stands in a list of it without a key too."""
    kind = KINDS.get(token.partition(":")[0])
    return kind is None or bool(kind.owner)


def links(rows: Sequence[Row]) -> Iterator[tuple[Row, str, str]]:
    """Every link of the rows and their parts: the row, the field in the file, the token."""
    for row in rows:
        for link in row.kind.links:
            token = row.links[link.target]
            if token is not None and not link.implied:
                yield row, link.name, token
        for part in row.parts.values():
            yield from links(part)


def missing(token: str) -> Message:
    """That a record which a link names is nowhere."""
    return msg("there is no {kind} with this key", kind=NAMES.get(token.partition(":")[0], msg("record")))


def _key(token: str | None) -> str:
    return (token or "").partition(":")[2].rpartition("/")[2]


NAMES: dict[str, Message] = {
    "theme": msg("theme"), "axis": msg("axis code"), "place": msg("place"), "leg": msg("leg"),
    "organisation": msg("organisation"), "site": msg("site"), "case": msg("case study"), "person": msg("person"),
    "contact": msg("contact"), "delegation": msg("delegation"), "subgroup": msg("sub-group"),
    "member": msg("member of the team"), "vehicle": msg("vehicle"), "lodging": msg("lodging"), "trip": msg("trip"),
    "objective": msg("objective"), "delegate": msg("delegate"), "day": msg("day"), "item": msg("programme item"),
}  # fmt: skip
