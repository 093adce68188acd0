"""The programme of a trip straight from the file: what the window shows while the database code is loaded.

Loading that code takes longer than everything else a start does. So the first
screen is read with plain statements and the driver of the standard library;
:func:`~tripplanner.planning.programme.week` reads the same rows a moment later,
and a test proves that they are equal. Whatever looks unusual (another revision,
a log left by a crash, damage) gives ``None``: the opening proper says what is wrong.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from tripplanner.planning.trip_rows import DayRow, HostRow, ItemRow, NightRow, SubGroupRow, TripRow, Week
from tripplanner.resources import data_root
from tripplanner.store.marks import APPLICATION_ID, has_log

R = TypeVar("R")
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Glance:
    """The programme, and the colour of each site's first theme by the site's number."""

    week: Week
    colours: Mapping[int, str]


def glance(path: Path, trip: str) -> Glance | None:
    """The trip with this number or short code; ``None`` where the file should be opened the usual way.

    Nothing is written, locked or left beside the file.
    """
    if not path.is_file() or has_log(path):
        return None
    try:
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)) as connection:
            return _read(connection, trip) if _current(connection) else None
    except (sqlite3.Error, UnicodeDecodeError, ValueError, TypeError):
        return None


def _current(connection: sqlite3.Connection) -> bool:
    """Whether the file is ours, with the newest schema this program knows."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (revision,) = connection.execute("PRAGMA user_version").fetchone()
    known = (data_root() / "db" / "versions").glob("[0-9]*.py")
    return application == APPLICATION_ID and revision == max(int(file.name.split("_")[0]) for file in known)


def _read(connection: sqlite3.Connection, key: str) -> Glance | None:
    ask = _Asking(connection)
    found = list(ask.rows(_BY_NUMBER if key.isdecimal() else _BY_CODE, key))
    if len(found) != 1:
        return None
    trip = _trip(ask, found[0])
    items = _items(ask, trip.id)
    week = Week(
        trip,
        _days(ask, trip),
        tuple(SubGroupRow(**row) for row in ask.rows(_SUBGROUPS, trip.id)),
        tuple(item for item in items if item.start is not None),
        tuple(item for item in items if item.start is None),
    )
    return Glance(week, {row["site_id"]: row["colour"] for row in ask.rows(_COLOURS)})


class _Asking:
    """Rows as values by the names of their fields."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, statement: str, *parameters: object) -> Iterable[Values]:
        cursor = self._connection.execute(statement, parameters)
        names = [(column[0], _READ.get(column[0])) for column in cursor.description]
        for row in cursor:
            yield {name: _value(read, raw) for (name, read), raw in zip(names, row, strict=True)}

    def grouped(self, statement: str, made: Callable[..., R], *parameters: object) -> Mapping[int, tuple[R, ...]]:
        """Rows per ``owner``, each made of its other columns."""
        found: dict[int, list[R]] = defaultdict(list)
        for row in self.rows(statement, *parameters):
            found[row.pop("owner")].append(made(**row))
        return {owner: tuple(rows) for owner, rows in found.items()}


def _value(read: Callable[[Any], Any] | None, raw: Any) -> Any:
    return raw if read is None or raw is None else read(raw)


# How a column's value is read where it is no plain text or number, by the name of the field.
_READ: Mapping[str, Callable[[Any], Any]] = {
    "first_day": date.fromisoformat,
    "last_day": date.fromisoformat,
    "date": date.fromisoformat,
    "start": datetime.fromisoformat,
    "end": datetime.fromisoformat,
    "updated_at": datetime.fromisoformat,
    "locked": bool,
    "private": bool,
    "passport_needed": bool,
}


def _trip(ask: _Asking, values: Values) -> TripRow:
    languages = tuple(row["language"] for row in ask.rows(_LANGUAGES, values["id"]))
    delegations = tuple(row["name"] for row in ask.rows(_DELEGATIONS, values["id"]))
    return TripRow(**values, languages=languages, delegations_json=delegations)


def _items(ask: _Asking, trip: int) -> list[ItemRow]:
    groups = ask.grouped(_GROUPS, _group, trip)
    hosts = ask.grouped(_HOSTS, HostRow, trip)
    made: list[ItemRow] = []
    for row in ask.rows(_ITEMS, trip):
        own = groups.get(row["id"], ())
        ids, codes = tuple(id for id, _code in own), tuple(code for _id, code in own)
        made.append(ItemRow(**row, subgroup_ids=ids, subgroups=codes, hosts=hosts.get(row["id"], ())))
    return made


def _group(id: int, code: str) -> tuple[int, str]:
    return id, code


def _days(ask: _Asking, trip: TripRow) -> tuple[DayRow, ...]:
    nights = ask.grouped(_NIGHTS, NightRow, trip.id)
    rows = ask.rows(_DAYS, trip.id)
    return tuple(
        DayRow(**row, number=(row["date"] - trip.first_day).days + 1, nights=nights.get(row["id"], ())) for row in rows
    )


_TRIP = """
SELECT id, uuid, version, code, title AS title_json, short_title AS short_title_json, route AS route_json, stage,
    first_day, last_day, zone, calendar_url, sample_key, updated_at,
    (SELECT count(*) FROM delegate JOIN delegation ON delegate.delegation_id = delegation.id
        WHERE delegation.trip_id = trip.id) AS delegates,
    (SELECT count(*) FROM item WHERE trip_id = trip.id) AS items,
    (SELECT count(*) FROM item WHERE trip_id = trip.id AND status IN ('confirmed', 'done')) AS confirmed,
    (SELECT count(*) FROM item WHERE trip_id = trip.id AND start IS NULL) AS unplaced
FROM trip WHERE """
_BY_NUMBER = _TRIP + "id = CAST(? AS INTEGER)"
_BY_CODE = _TRIP + "code = ? LIMIT 2"
_LANGUAGES = "SELECT language FROM trip_language WHERE trip_id = ? ORDER BY position, id"
_DELEGATIONS = "SELECT name FROM delegation WHERE trip_id = ? ORDER BY position, id"
_ITEMS = """
SELECT item.id, item.uuid, item.version, item.trip_id, item.code, item.type, item.status,
    item.start, item.start_zone, item."end", item.end_zone, item.duration_min, item.locked, item.private, item.position,
    item.title AS title_json, item.purpose AS purpose_json, item.notes AS notes_json,
    item.participation_note AS participation_note_json, item.fallback AS fallback_json,
    item.interpreting, item.passport_needed,
    item.site_id, site.name AS site_name_json, item.place_id, place.name AS place_name_json,
    item.from_place_id, origin.name AS from_name_json, item.to_place_id, target.name AS to_name_json,
    item.distance_km, item.drive_min, item.vehicle_id, vehicle.code AS vehicle_code, item.sample_key, item.updated_at,
    (SELECT count(*) FROM question WHERE question.item_id = item.id) AS questions
FROM item
    LEFT JOIN site ON site.id = item.site_id
    LEFT JOIN place ON place.id = item.place_id
    LEFT JOIN place AS origin ON origin.id = item.from_place_id
    LEFT JOIN place AS target ON target.id = item.to_place_id
    LEFT JOIN vehicle ON vehicle.id = item.vehicle_id
WHERE item.trip_id = ?
ORDER BY item.start IS NULL, item.start, item.position, item.id"""
_GROUPS = """
SELECT item_subgroup.item_id AS owner, subgroup.id, subgroup.code
FROM item_subgroup JOIN subgroup ON subgroup.id = item_subgroup.subgroup_id JOIN item ON item.id = item_subgroup.item_id
WHERE item.trip_id = ? ORDER BY subgroup.position, subgroup.id"""
_HOSTS = """
SELECT item_host.item_id AS owner, organisation.id AS organisation_id, organisation.name AS name_json,
    organisation.acronym, item_host.state
FROM item_host JOIN organisation ON organisation.id = item_host.organisation_id JOIN item ON item.id = item_host.item_id
WHERE item.trip_id = ? ORDER BY item_host.position, item_host.id"""
_DAYS = """
SELECT id, uuid, version, date, title AS title_json, bring AS bring_json, note AS note_json
FROM day WHERE trip_id = ? ORDER BY date"""
_NIGHTS = """
SELECT night.day_id AS owner, night.lodging_id, lodging.name AS name_json, place.name AS place_json,
    coalesce(subgroup.code, '') AS subgroup
FROM night JOIN day ON day.id = night.day_id
    LEFT JOIN lodging ON lodging.id = night.lodging_id
    LEFT JOIN place ON place.id = lodging.place_id
    LEFT JOIN subgroup ON subgroup.id = night.subgroup_id
WHERE day.trip_id = ? ORDER BY subgroup.position, night.id"""
_SUBGROUPS = """
SELECT subgroup.id, subgroup.uuid, subgroup.code, subgroup.name AS name_json, subgroup.expected_size
FROM subgroup JOIN delegation ON delegation.id = subgroup.delegation_id
WHERE delegation.trip_id = ? ORDER BY delegation.position, subgroup.position, subgroup.id"""
_COLOURS = """
SELECT site_theme.site_id, theme.colour FROM site_theme JOIN theme ON theme.id = site_theme.theme_id
ORDER BY site_theme.site_id, site_theme.position DESC, site_theme.id DESC"""
