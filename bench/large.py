"""A large database made from the sample: its trip and its sites, many times over."""

from __future__ import annotations

import sqlite3
import uuid
from pathlib import Path

from tripplanner.i18n import msg
from tripplanner.planning.sample import load_sample
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

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
        for _ in range(trips - 1):
            _copy_trip(connection)
    connection.close()
    return path


def _copy_sites(connection: sqlite3.Connection, wanted: int) -> None:
    present = [row[0] for row in connection.execute("SELECT id FROM site ORDER BY id")]
    for number in range(wanted - len(present)):
        copied = _copy(connection, "site", f"id = {present[number % len(present)]}", {})
        _copy(connection, "site_theme", f"site_id = {next(iter(copied))}", {"site_id": copied})


def _copy_trip(connection: sqlite3.Connection) -> None:
    first = connection.execute("SELECT min(id) FROM trip").fetchone()[0]
    made = {"trip": _copy(connection, "trip", f"id = {first}", {})}
    for table, (column, owner) in OWNED.items():
        owners = ",".join(map(str, made[owner]))
        references = {column: made[owner]}
        if table == "item_subgroup":
            references["subgroup_id"] = made["subgroup"]
        made[table] = _copy(connection, table, f"{column} IN ({owners})", references)


def _copy(
    connection: sqlite3.Connection, table: str, condition: str, references: dict[str, dict[int, int]]
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
        values |= {name: mapping.get(values[name], values[name]) for name, mapping in references.items()}
        marks = ",".join("?" * len(values))
        quoted = ",".join(f'"{name}"' for name in values)
        inserted = connection.execute(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', tuple(values.values()))
        made[old] = inserted.lastrowid or 0
    return made


def _renamed(stored: str) -> str:
    """The text with other words, so that no two copies share one decoded value."""
    text = Text.from_json(stored)
    return text.with_words(text.source, f"{text.get(text.source)} {uuid.uuid4().hex[:8]}").to_json()
