"""Puts a backup in the place of a database; the present file is kept aside, damaged or not."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store import backup, schema
from tripplanner.store.erasing import copies
from tripplanner.store.faults import not_a_database, writing
from tripplanner.store.locking import FileLock
from tripplanner.store.looking import look
from tripplanner.store.marks import SIDE_FILES


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows of one table in the present database (``None``: it cannot be read) and in the backup."""

    table: str
    present: int | None
    backup: int


@dataclass(frozen=True, slots=True)
class Restored:
    """``kept`` is the former database, now beside the restored one (``None``: there was none).

    ``erased_again``: how many people that the backup held had been erased since, and were erased from it.
    """

    kept: Path | None
    differences: tuple[Difference, ...]
    erased_again: int = 0


def compare(database: Path, source: Path) -> tuple[Difference, ...]:
    """What a restore would change: the tables whose number of rows differs.

    :raises TripPlannerError: the backup is missing, damaged, newer than this program or not ours.
    """
    then = _judged(source)
    now = _counts(database)
    tables = sorted(then.keys() | (now or {}).keys())
    found = [Difference(t, None if now is None else now.get(t, 0), then.get(t, 0)) for t in tables]
    return tuple(d for d in found if d.present != d.backup and not d.table.startswith("sqlite_"))


def restore(database: Path, source: Path, *, actor: str, station: str, progress: Progress = NO_PROGRESS) -> Restored:
    """Makes ``database`` what ``source`` holds. Nobody may have it open.

    The former database is kept whole under another name beside it; a sound one is also backed up.

    :raises InUse: somebody has the database open for writing.
    :raises TripPlannerError: the backup cannot be used, or the disk is full; the database is then as before.
    """
    if database.exists() and source.exists() and source.samefile(database):
        raise TripPlannerError(
            msg("{name} is the database itself, not a backup of it.", name=source),
            msg("Nothing was changed."),
            msg("Choose a backup."),
        )
    differences = compare(database, source)
    with writing(str(database)):
        database.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock.take(database, actor, station)
        try:
            aside = database.with_name(f".{database.name}.restoring")
            erased = erased_before(database, source)
            backup.make(source, target=aside, progress=progress)
            try:
                again = copies.erase_from_file(aside, erased)
                kept = keep_aside(database, "before-restore") if database.exists() else None
                _forget_log(database)
                aside.replace(database)
            finally:
                aside.unlink(missing_ok=True)
        finally:
            lock.release()
    if erased:
        copies.note(database)
    return Restored(kept, differences, again)


def erased_before(database: Path, source: Path) -> copies.Erased:
    """Everybody who was erased from the present database, or from the one the backup was made of."""
    return {**copies.listed(source.parent / copies.LIST_NAME), **copies.erased_from(database)}


# Files that stay open on purpose: closing one would drop SQLite's locks on it (POSIX), and with them the log.
_held: list[IO[bytes]] = []


def keep_aside(database: Path, why: str, *, in_use: bool = False) -> Path:
    """A copy of the file, byte for byte and with its log, under a name that says why: ``trips-damaged-….db``.

    :param in_use: this process has the database open.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = database.with_name(f"{database.stem}-{why}-{stamp}{database.suffix}")
    number = 2
    while kept.exists():
        kept = database.with_name(f"{database.stem}-{why}-{stamp}-{number}{database.suffix}")
        number += 1
    for suffix in ("", *SIDE_FILES):
        part = database.with_name(database.name + suffix)
        if part.exists() and suffix != "-shm":
            source = part.open("rb")
            if in_use:
                _held.append(source)
            with kept.with_name(kept.name + suffix).open("xb") as target:
                shutil.copyfileobj(source, target)
            if not in_use:
                source.close()
    return kept


def _forget_log(database: Path) -> None:
    """The log belongs to the former file: beside the restored one it would be read as its own."""
    for suffix in SIDE_FILES:
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _judged(source: Path) -> Mapping[str, int]:
    found = look(source, schema.HEAD)
    if not found.ours:
        raise not_a_database(str(source))
    schema.refuse_newer(str(source), found.revision)
    try:
        return backup.verify(source)
    except TripPlannerError as error:
        raise _damaged_backup(source) from error


def _damaged_backup(source: Path) -> TripPlannerError:
    """The backup itself fails its check."""
    return TripPlannerError(
        msg("The backup {name} is damaged.", name=source),
        msg("Nothing was changed."),
        msg("Choose another backup."),
    )


def _counts(database: Path) -> Mapping[str, int] | None:
    """Rows by table; ``None`` when the file cannot be read."""
    if not database.exists():
        return {}
    try:
        with closing(sqlite3.connect(database)) as connection:
            return backup.count_rows(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None
