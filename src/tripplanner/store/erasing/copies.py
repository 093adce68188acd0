"""Backups and kept files that still hold an erased person: found, rewritten on request, cleaned when restored.

The UUIDs of everybody who was erased also lie in a small file beside the backups, so that a backup restored on another
computer, or after the database was lost, erases them again.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tripplanner.errors import NotFound
from tripplanner.model.vault import Tombstone
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store import backup, schema
from tripplanner.store.engine import sqlite_writer
from tripplanner.store.erasing.compacting import compact
from tripplanner.store.erasing.person import erase
from tripplanner.store.faults import writing
from tripplanner.store.looking import copy_with_log
from tripplanner.store.marks import SIDE_FILES

LIST_NAME = "erased.json"
Erased = Mapping[str, frozenset[str]]  # the UUIDs of everything that went, by the person's


@dataclass(frozen=True, slots=True)
class Holder:
    """A file that still holds erased people; ``persons`` are their UUIDs."""

    path: Path
    persons: tuple[str, ...]


def list_beside(database: Path) -> Path:
    """Where the UUIDs of the erased lie."""
    return backup.folder_of(database) / LIST_NAME


def erased_from(database: Path) -> Erased:
    """Everybody erased from this database, as it says itself and as the list beside its backups says."""
    return _together(_tombstones(database), listed(list_beside(database)))


def note(database: Path) -> None:
    """Brings the list beside the backups up to date. :raises TripPlannerError: it cannot be written."""
    place = list_beside(database)
    known = _together(_tombstones(database), listed(place))
    if not known:
        return
    content = {"erased": [{"person": person, "records": sorted(known[person])} for person in sorted(known)]}
    with writing(str(place)):
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = place.with_name(f".{place.name}.partial")
        aside.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        aside.replace(place)


def holders(database: Path) -> list[Holder]:
    """The backups, and the files kept aside, in which somebody erased can still be found; the latest first."""
    erased = erased_from(database)
    if not erased:
        return []
    found = (Holder(path, tuple(sorted(_held(path, erased)))) for path in _copies(database))
    return [holder for holder in found if holder.persons]


def rewrite(path: Path, erased: Erased, progress: Progress = NO_PROGRESS) -> int:
    """Erases these people from a backup; the file is replaced as a whole, and returns how many were found.

    :raises TripPlannerError: the file is damaged or newer, or the place is full; it is then as it was.
    """
    aside = path.with_name(f".{path.name}.erasing")
    with writing(str(path)):
        try:
            _remove(aside)
            backup.make(path, target=aside, progress=progress)
            count = erase_from_file(aside, erased)
            backup.verify(aside)
            aside.replace(path)
            _remove(path, SIDE_FILES)  # a log that was beside the former file would be read as that of the new one
        finally:
            _remove(aside)
    return count


def _remove(path: Path, suffixes: Sequence[str] = ("", *SIDE_FILES)) -> None:
    for suffix in suffixes:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def erase_from_file(path: Path, erased: Erased) -> int:
    """Erases people from a database that nobody has open; an older schema is brought up to date first."""
    if not _held(path, erased):
        return 0
    engine = sqlite_writer(path)
    try:
        if schema.revision_of(engine) != schema.HEAD:
            schema.upgrade(engine)
        count = erase_all(engine, erased)
        compact(engine)
    finally:
        engine.dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return count


def erase_all(engine: sa.Engine, erased: Erased) -> int:
    """Erases these people in one transaction; how many of them were there."""
    with engine.begin() as connection:
        return sum(_erased(connection, person, records) for person, records in sorted(erased.items()))


def _erased(connection: sa.Connection, person: str, records: frozenset[str]) -> int:
    """The photos that somebody chose then are among the records; those that were kept then stay."""
    try:
        erase(connection, person, pictures=records)
    except NotFound:
        return 0
    return 1


def _copies(database: Path) -> list[Path]:
    """Backups, and files kept aside before a restore or because of damage."""
    beside = sorted(database.parent.glob(f"{database.stem}-*{database.suffix}"), reverse=True)
    return [one.path for one in backup.backups_of(database)] + [path for path in beside if path.is_file()]


def _held(path: Path, erased: Erased) -> set[str]:
    """Those of the erased whose records a file has, in its tables or in what it remembers of edits."""
    try:
        with _readable(path) as where, closing(sqlite3.connect(where, uri=True)) as connection:
            return {person for person in erased if _holds(connection, person)}
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # damaged beyond reading: its bytes tell
        content = path.read_bytes()
        return {person for person in erased if person.encode() in content}


@contextmanager
def _readable(path: Path) -> Generator[str]:
    """The address of a file to look at without changing it; of a copy where part of it lies in a log beside it."""
    if not any(path.with_name(path.name + suffix).exists() for suffix in ("-wal", "-journal")):
        yield f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        return
    with tempfile.TemporaryDirectory(prefix="tripplanner-") as folder:
        yield copy_with_log(path, Path(folder)).as_uri()


def _holds(connection: sqlite3.Connection, person: str) -> bool:
    """A person may be left in the history alone, where their name is; a file that has erased them has a stone."""
    questions = {
        "person": "SELECT 1 FROM person WHERE uuid = ?1",
        "bin_entry": "SELECT 1 FROM bin_entry WHERE instr(images, ?1)",
        "undo_step": "SELECT 1 FROM undo_step WHERE instr(images, ?1)",
        "tombstone": "SELECT 1 FROM history_entry WHERE record = ?1 AND NOT EXISTS "
        "(SELECT 1 FROM tombstone WHERE person = ?1)",
    }
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    asked = [question for table, question in questions.items() if table in there]  # an older file has fewer
    return any(connection.execute(f"{question} LIMIT 1", (person,)).fetchone() for question in asked)


def _tombstones(database: Path) -> Erased:
    if not database.exists():
        return {}
    table: Any = Tombstone.__table__
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute(f"SELECT person, records FROM {table.name}").fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return {}  # an older schema, or damage: the list beside the backups knows
    return {person: frozenset(json.loads(records or "[]")) for person, records in rows}


def listed(place: Path) -> Erased:
    """The erased that a list names; nobody where there is none or it cannot be read."""
    try:
        content = json.loads(place.read_text(encoding="utf-8"))
        return {str(one["person"]): frozenset(map(str, one["records"])) for one in content["erased"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _together(*parts: Erased) -> Erased:
    found: dict[str, frozenset[str]] = {}
    for part in parts:
        for person, records in part.items():
            found[person] = found.get(person, frozenset()) | records
    return found
