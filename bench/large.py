"""A large database made from the sample: its trip and its sites, many times over."""

from __future__ import annotations

import sqlite3
import uuid
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from tripplanner.i18n import msg
from tripplanner.planning.sample import load_sample
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

#: Columns with a civil date or time: each copied trip comes after the one before it.
DATED = ("first_day", "last_day", "date", "start", "end", "arrives_on", "leaves_on")
DAYS_APART = 9
# Column that ties a copied row to its owner, by table: copied from the sample trip outwards.
OWNED = {
    "delegation": ("trip_id", "trip"),
    "subgroup": ("delegation_id", "delegation"),
    "trip_language": ("trip_id", "trip"),
    "day": ("trip_id", "trip"),
    "item": ("trip_id", "trip"),
    "item_subgroup": ("item_id", "item"),
    "item_host": ("item_id", "item"),
    "question": ("item_id", "item"),
}


def sample_database(path: Path) -> Path:
    """The sample in a new database at ``path``."""
    with Workspace.open(path, create=True) as workspace:
        workspace.do(msg("Load the sample"), load_sample)
    return path


def large_database(path: Path, sites: int, trips: int) -> Path:
    """The sample with its sites and its trip repeated until there are as many as asked for."""
    sample_database(path)
    with sqlite3.connect(path) as connection:
        _copy_sites(connection, sites)
        for number in range(1, trips):
            _copy_trip(connection, number * DAYS_APART)
    connection.close()
    return path


def library_database(path: Path, times: float = 1.0) -> Path:
    """20,000 delegates of one trip, 5,000 sites and 15,000 terms: together with their rules about 100,000 texts.

    ``times`` multiplies all of them.
    """
    sample_database(path)
    with sqlite3.connect(path) as connection:
        for table, wanted in (("site", 5_000), ("term", 15_000), ("delegate", 20_000)):
            _multiply(connection, table, int(wanted * times))
        rows = connection.execute("SELECT id FROM site ORDER BY id").fetchall()
        links = connection.execute("SELECT max(id), max(theme_id) FROM site_theme").fetchone()
        new = [
            (links[0] + number, str(uuid.uuid4()), site, 1 + (number * 7) % links[1])
            for number, (site,) in enumerate(rows[42:], start=1)
        ]
        connection.executemany(
            "INSERT INTO site_theme (id, uuid, version, created_at, updated_at, site_id, theme_id, position) "
            "VALUES (?, ?, 1, '2027-01-01T00:00:00.000000Z', '2027-01-01T00:00:00.000000Z', ?, ?, 0)",
            new,
        )
    connection.close()
    with Workspace.open(path) as workspace:
        workspace.mend_side()  # what was written past the workspace
    return path


_NAMED = {"site": ("name",), "term": ("term",), "delegate": ()}


def _multiply(connection: sqlite3.Connection, table: str, wanted: int) -> None:
    """As many rows as wanted, made from those there are; a delegate gets a person of their own."""
    if table == "delegate":
        _multiply(connection, "person", wanted + connection.execute("SELECT count(*) FROM person").fetchone()[0])
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY id')
    names = [column[0] for column in cursor.description]
    present = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    last = present[-1]["id"]
    made: list[tuple[object, ...]] = []
    for number in range(1, wanted - len(present) + 1):
        row = dict(present[number % len(present)], id=last + number, uuid=str(uuid.uuid4()), sample_key=None)
        row |= {name: _renamed(row[name]) for name in _NAMED.get(table, ()) if row[name]}
        if table == "person":
            row["given_name"] = f"{row['given_name']} {number}"
        if table == "delegate":
            row |= {"person_id": _last(connection, "person") - number + 1, "rank": number, "delegation_id": 1}
        made.append(tuple(row.values()))
    marks = ",".join("?" * len(names))
    quoted = ",".join(f'"{name}"' for name in names)
    connection.executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', made)


@cache
def _last(connection: sqlite3.Connection, table: str) -> int:
    return connection.execute(f'SELECT max(id) FROM "{table}"').fetchone()[0]


def _copy_sites(connection: sqlite3.Connection, wanted: int) -> None:
    present = [row[0] for row in connection.execute("SELECT id FROM site ORDER BY id")]
    for number in range(wanted - len(present)):
        copied = _copy(connection, "site", f"id = {present[number % len(present)]}", {})
        _copy(connection, "site_theme", f"site_id = {next(iter(copied))}", {"site_id": copied})


def _copy_trip(connection: sqlite3.Connection, later: int) -> None:
    """The first trip once more, so many days later: the same people cannot be on all of them at once."""
    first = connection.execute("SELECT min(id) FROM trip").fetchone()[0]
    made = {"trip": _copy(connection, "trip", f"id = {first}", {}, later)}
    for table, (column, owner) in OWNED.items():
        owners = ",".join(map(str, made[owner]))
        references = {column: made[owner]}
        if table == "item_subgroup":
            references["subgroup_id"] = made["subgroup"]
        made[table] = _copy(connection, table, f"{column} IN ({owners})", references, later)


def _copy(
    connection: sqlite3.Connection, table: str, condition: str, references: dict[str, dict[int, int]], later: int = 0
) -> dict[int, int]:
    """Copies rows under new identities; gives the new number of each old one."""
    cursor = connection.execute(f'SELECT * FROM "{table}" WHERE {condition}')
    names = [column[0] for column in cursor.description]
    made: dict[int, int] = {}
    for row in cursor.fetchall():
        values = dict(zip(names, row, strict=True))
        old = values.pop("id")
        values |= {"uuid": str(uuid.uuid4())}
        values |= {name: _renamed(values[name]) for name in ("name", "title") if values.get(name)}
        values |= {name: _later(values[name], later) for name in DATED if later and values.get(name)}
        values |= {name: mapping.get(values[name], values[name]) for name, mapping in references.items()}
        marks = ",".join("?" * len(values))
        quoted = ",".join(f'"{name}"' for name in values)
        inserted = connection.execute(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', tuple(values.values()))
        made[old] = inserted.lastrowid or 0
    return made


def _later(stored: str, days: int) -> str:
    """A civil date or time as it is stored, so many days later."""
    return f"{date.fromisoformat(stored[:10]) + timedelta(days=days)}{stored[10:]}"


def _renamed(stored: str) -> str:
    """The text with other words, so that no two copies share one decoded value."""
    text = Text.from_json(stored)
    return text.with_words(text.source, f"{text.get(text.source)} {uuid.uuid4().hex[:8]}").to_json()
