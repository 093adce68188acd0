"""Looks for damage in an open database, after the window is on screen; keeps what it finds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tripplanner.store import backup
from tripplanner.store.backup import Backup
from tripplanner.store.looking import legible
from tripplanner.store.restoring import keep_aside


@dataclass(frozen=True, slots=True)
class Damage:
    """What a check found. ``kept`` is a copy of the damaged file; ``latest`` the newest backup that is sound."""

    problems: tuple[str, ...]
    kept: Path
    latest: Backup | None


def quick_check(database: Path) -> tuple[str, ...]:
    """The problems SQLite sees without comparing indexes with their tables; none for a sound file. Seconds per GB."""
    return _problems(database, "PRAGMA quick_check(20)")


def full_check(database: Path) -> tuple[str, ...]:
    """Every problem SQLite can see, links that lead to nothing included."""
    problems = _problems(database, "PRAGMA integrity_check(20)")
    return problems or tuple(f"a link of {row} leads to nothing" for row in _loose(database))


def report_damage(database: Path, problems: tuple[str, ...]) -> Damage:
    """Keeps a copy of the damaged file and names the backup to restore."""
    return Damage(problems, keep_aside(database, "damaged", in_use=True), latest_sound(database))


def latest_sound(database: Path, folder: Path | None = None) -> Backup | None:
    """The newest backup that passes its check."""
    return next((b for b in backup.backups_of(database, folder) if not full_check(b.path)), None)


def _problems(database: Path, pragma: str) -> tuple[str, ...]:
    try:
        with legible(database) as file, closing(sqlite3.connect(file)) as connection:
            found = [str(row[0]) for row in connection.execute(pragma)]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the latter from names in a damaged schema
        return (str(error),)
    return () if found == ["ok"] else tuple(found)


def _loose(database: Path) -> list[str]:
    with legible(database) as file, closing(sqlite3.connect(file)) as connection:
        return [str(row[0]) for row in connection.execute("PRAGMA foreign_key_check")]
