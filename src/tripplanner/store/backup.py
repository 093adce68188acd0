"""Backups: copied while work goes on, opened and checked, and only then put among the others.

A backup of an SQLite database is one file that holds everything, photos
included. Scheduled ones are thinned with age: one an hour for a day, one a day
for two weeks, one a week for three months, one a month for two years. Those
made before an upgrade, a restore or an import, or by hand, stay for a month
before they are thinned too.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.settings import data_dir
from tripplanner.store import server
from tripplanner.store.faults import Damaged, damaged, writing
from tripplanner.store.location import Location
from tripplanner.store.locking import InUse, holder_of, is_held
from tripplanner.store.looking import is_ours, legible, other_kind
from tripplanner.store.side.tables import PREFIX
from tripplanner.store.targets import partial, sweep

SCHEDULED, ASKED, UPGRADE, RESTORE, IMPORT = "scheduled", "asked", "upgrade", "restore", "import"
EVERY = timedelta(hours=1)
_PAGES = 2_000  # copied between two looks at the progress: 8 MB
_NAME = re.compile(r"-(?P<stamp>\d{8}T\d{6}Z)(-\d+)?-(?P<reason>[a-z]+)\.db$")
_LEFT = re.compile(r"\.(erasing|restoring)(-wal|-shm|-journal|(\.[0-9a-f]{8})?\.partial)*$")
_ABANDONED = 600  # seconds: a copy that is still being written is younger
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file. ``reason``: *scheduled*, *asked*, *upgrade*, *restore* or *import*; ``size`` in bytes."""

    path: Path
    made_at: datetime
    reason: str
    size: int


def folder_of(database: Path) -> Path:
    """Where the backups of this database lie."""
    return database.parent / "backups"


def backups_of(database: Path, folder: Path | None = None) -> list[Backup]:
    """The backups of this database, the latest first."""
    places = sorted((folder or folder_of(database)).glob(f"{_glob(database.stem)}-*.db"))
    found = [b for b in map(_described, places) if b is not None and _belongs(b.path, database)]
    return sorted(found, key=lambda b: (b.made_at, b.path.name), reverse=True)


def make(
    database: Path,
    reason: str = ASKED,
    *,
    target: Path | None = None,
    folder: Path | None = None,
    progress: Progress = NO_PROGRESS,
    at: datetime | None = None,
) -> Backup:
    """Backs up ``database`` beside running edits, and returns the checked copy.

    :param target: the file to write (replaced as a whole); by default a new one in ``folder``.
    :raises TripPlannerError: the disk is full, the place cannot be written, or the copy fails its check;
        nothing is left behind.
    """
    at = at or datetime.now(UTC)
    _refuse_itself(database, target)
    if target is not None and target.exists() and not target.is_dir():
        _refuse_other(target)
    place = target or _free_name(folder or folder_of(database), database.stem, at, reason)
    aside = partial(place)
    try:
        with writing(str(place)):
            _write(database, aside, place, progress)
    except Damaged as error:  # what is wrong in the copy was wrong in the database: a person must hear of that
        raise damaged(str(database)) from error
    if target is None:
        sweep(place.parent, f"{_glob(database.stem)}-*", EVERY, at)
        for old in superfluous(backups_of(database, folder), at):
            old.path.unlink(missing_ok=True)
    return Backup(place, at.replace(microsecond=0), reason, place.stat().st_size)


def before_upgrade(place: Location) -> Path:
    """Makes the backup without which no schema is upgraded, and returns its file.

    :raises TripPlannerError: it could not be made.
    """
    if place.url is None:
        return make(place.file, UPGRADE).path
    return server.dump(place.url, data_dir() / "backups" / server.dump_name(place.url, UPGRADE))


def before_import(place: Location) -> Path | None:
    """Makes the backup that precedes an import of many records; ``None`` on a server, which has backups of its own.

    :raises TripPlannerError: it could not be made.
    """
    return None if place.path is None else make(place.path, IMPORT).path


def due(database: Path, *, folder: Path | None = None, at: datetime | None = None) -> bool:
    """Whether a scheduled backup should be made now: the last one is an hour old and something was written since."""
    latest = next(iter(backups_of(database, folder)), None)
    if latest is None:
        return database.exists()
    at = at or datetime.now(UTC)
    return at - latest.made_at >= EVERY and _written_at(database) > latest.made_at


def superfluous(backups: Iterable[Backup], at: datetime) -> list[Backup]:
    """Those that thinning removes at the moment ``at``. The oldest of each hour, day, week or month is kept."""
    kept: set[tuple[str, str]] = set()
    gone: list[Backup] = []
    for backup in sorted(backups, key=lambda b: (b.made_at, b.path.name)):
        age = at - backup.made_at
        if backup.reason != SCHEDULED and age < timedelta(days=30):
            continue
        slot = _slot(backup.made_at, age)
        if slot is None or slot in kept:
            gone.append(backup)
        else:
            kept.add(slot)
    return gone


def _write(database: Path, aside: Path, place: Path, progress: Progress) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with legible(database) as source:
            counts = _copy(source, aside, progress)
        _check_copy(aside, counts)
        _sync(aside)
        aside.replace(place)
        _sync(place.parent)
    finally:
        _remove(aside)


def verify(path: Path) -> Mapping[str, int]:
    """Opens a backup, checks it whole and returns its number of rows by table.

    :raises TripPlannerError: it is damaged.
    """
    with writing(str(path)), closing(_connect(path)) as connection:
        return _verified(connection, path)


def _refuse_itself(database: Path, target: Path | None) -> None:
    if target is not None and target.exists() and target.samefile(database):
        raise TripPlannerError(
            msg("{name} is the database itself: a backup is another file.", name=target),
            msg("Nothing was changed."),
            msg("Choose another file."),
        )


def _refuse_other(target: Path) -> None:
    """An older backup is replaced; a file of another kind, or a database in use, is not."""
    if not is_ours(target):
        raise other_kind(target)
    if is_held(target):
        raise InUse(target, holder_of(target))


def _slot(made_at: datetime, age: timedelta) -> tuple[str, str] | None:
    """What the backup may be the only one of, at its age; ``None`` when it is too old."""
    week = made_at.isocalendar()
    slots = (
        (timedelta(days=1), ("hour", made_at.strftime("%Y%m%d%H"))),
        (timedelta(days=14), ("day", made_at.strftime("%Y%m%d"))),
        (timedelta(days=92), ("week", f"{week.year}-{week.week}")),
        (timedelta(days=731), ("month", made_at.strftime("%Y%m"))),
    )
    return next((slot for limit, slot in slots if age < limit), None)


def _copy(database: Path, target: Path, progress: Progress) -> Mapping[str, int]:
    """Copies one state of the database; returns the rows of that state by table."""
    _remove(target)

    def step(_: int, left: int, total: int) -> None:
        progress.check()
        progress.step(total - left, total, msg("Backing up"))

    with closing(_connect(database)) as source, closing(sqlite3.connect(target, isolation_level=None)) as copy:
        source.execute("BEGIN")  # counting and copying see the same state
        counts = count_rows(source)
        source.backup(copy, pages=_PAGES, progress=step, sleep=0)
        source.execute("ROLLBACK")
        # One file that can be read anywhere, also from a medium that cannot be written.
        copy.execute("PRAGMA journal_mode = DELETE")
    return counts


def _check_copy(copy: Path, counts: Mapping[str, int]) -> None:
    with closing(_connect(copy)) as connection:
        if _verified(connection, copy) != counts:
            raise TripPlannerError(
                msg("The backup {name} does not hold everything.", name=copy.name),
                msg("It was removed; older backups are kept."),
                msg("Check the disk, then make a backup on another one."),
            )


def _verified(connection: sqlite3.Connection, path: Path) -> Mapping[str, int]:
    try:
        problems = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
    except UnicodeDecodeError as error:
        raise damaged(str(path)) from error
    if problems != ["ok"]:
        raise damaged(str(path))
    return count_rows(connection)


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows by table, apart from the side tables, which can be made again from the others."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 5) != ? ORDER BY name"
    names = [row[0] for row in connection.execute(query, (PREFIX,))]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _free_name(folder: Path, stem: str, at: datetime, reason: str) -> Path:
    stamp = at.astimezone(UTC).strftime(_STAMP)
    names = (f"{stem}-{stamp}{again}-{reason}.db" for again in ("", *(f"-{n}" for n in range(2, 10_000))))
    return next(folder / name for name in names if not (folder / name).exists())


def _described(path: Path) -> Backup | None:
    match = _NAME.search(path.name)
    if match is None:
        return None
    made_at = datetime.strptime(match["stamp"], _STAMP).replace(tzinfo=UTC)
    return Backup(path, made_at, match["reason"], path.stat().st_size)


def _belongs(path: Path, database: Path) -> bool:
    """Not a backup of another database whose name begins alike."""
    return _NAME.sub("", path.name) == database.stem


def _glob(stem: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", stem)


def _written_at(database: Path) -> datetime:
    files = [database, database.with_name(database.name + "-wal")]
    return datetime.fromtimestamp(max(f.stat().st_mtime for f in files if f.exists()), UTC)


def _sync(path: Path) -> None:
    """Makes a file, or the names in a folder, outlive a power cut."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    if path.is_dir() and os.name == "nt":
        return
    number = os.open(path, flags if path.is_dir() else os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sweep_copies(database: Path) -> None:
    """Removes what a killed restore, or a killed rewriting of a backup, left: whole copies under hidden names."""
    now = datetime.now(UTC).timestamp()
    for folder in (database.parent, folder_of(database)):
        for left in folder.glob(f".{_glob(database.stem)}*ing*"):
            if _LEFT.search(left.name) and now - left.stat().st_mtime > _ABANDONED:
                left.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
