"""Looks at a database file before anything opens it: its bytes stay as they are."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.store.faults import damaged, not_a_database
from tripplanner.store.marks import APPLICATION_ID, has_log, needs_copy

_MAGIC = b"SQLite format 3\x00"
_SMALLEST = 512  # bytes: one page


@dataclass(frozen=True)
class Look:
    """``revision`` of the schema; ``""`` when it is in the write-ahead log only or the file is of another program."""

    revision: str
    ours: bool


def look(path: Path, expected: str) -> Look:
    """What kind of database the file is; ``expected`` is the revision that needs no closer look.

    The file is read through SQLite alone: closing a file that this process has opened by other means would
    drop the locks that SQLite holds on it (POSIX).

    :raises TripPlannerError: it is missing, a folder, empty, unreadable or no database at all.
    """
    try:
        there = path.exists()
    except PermissionError as error:
        raise _unreadable(path) from error
    if not there:
        raise missing(path)
    if path.is_dir():
        raise _folder(path)
    size = path.stat().st_size
    if size == 0:
        raise _empty(path)
    if size < _SMALLEST:
        raise _not_read(path)
    try:
        seen = _ask(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise _not_read(path, error) from error
    if has_log(path) and seen != Look(expected, ours=True):
        return _look_at_copy(path)
    return seen


def _ask(database: str, *, uri: bool = False) -> Look:
    with closing(sqlite3.connect(database, uri=uri)) as connection:
        (user_version,) = connection.execute("PRAGMA user_version").fetchone()
        (application,) = connection.execute("PRAGMA application_id").fetchone()
    return Look(f"{user_version:04}" if user_version else "", application == APPLICATION_ID)


def _not_read(path: Path, error: Exception | None = None) -> TripPlannerError:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return _unreadable(path)
    with path.open("rb") as file:  # no connection holds locks on what is no database
        ours_once = file.read(len(_MAGIC)) == _MAGIC
    return damaged(str(path)) if ours_once else not_a_database(str(path))


def _look_at_copy(path: Path) -> Look:
    """A crash left a write-ahead log, or the file is in use: the header may be behind what the log says."""
    with tempfile.TemporaryDirectory(prefix="tripplanner-") as folder:
        copy = copy_with_log(path, Path(folder))
        try:
            return _ask(str(copy))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise damaged(str(path)) from error


def is_ours(path: Path) -> bool:
    """Whether the file is a database of ours, sound enough to say so, or empty."""
    try:
        return path.stat().st_size == 0 or look(path, "").ours
    except TripPlannerError:
        return False


def other_kind(path: Path) -> TripPlannerError:
    """A file of another kind is where a backup would be written."""
    return TripPlannerError(
        msg("{name} is another kind of file: no backup takes its place.", name=path),
        msg("Nothing was changed."),
        msg("Choose another file."),
    )


@contextmanager
def legible(path: Path) -> Generator[Path]:
    """The file, or a copy of it that lives as long as the block, where SQLite cannot read it in its place."""
    if not path.exists() or not needs_copy(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="tripplanner-") as folder:
        copy = copy_with_log(path, Path(folder))
        copy.chmod(0o600)
        yield copy


def copy_with_log(path: Path, folder: Path) -> Path:
    """A copy of the database in ``folder``, with what is still in its write-ahead log."""
    copy = folder / path.name
    shutil.copyfile(path, copy)
    for suffix in ("-wal", "-journal"):
        side = path.with_name(path.name + suffix)
        if side.exists():
            shutil.copyfile(side, copy.with_name(copy.name + suffix))
    return copy


def missing(path: Path) -> NotFound:
    """There is no such file."""
    return NotFound(
        msg("There is no database at {name}.", name=path),
        None,
        msg("Check the path, or create one with “tripplanner init”."),
    )


def _folder(path: Path) -> TripPlannerError:
    return TripPlannerError(
        msg("{name} is a folder, not a database.", name=path), None, msg("Name the file inside it.")
    )


def _unreadable(path: Path) -> TripPlannerError:
    return TripPlannerError(
        msg("You may not read {name}.", name=path), None, msg("Ask for the right to read it, or choose another file.")
    )


def _empty(path: Path) -> TripPlannerError:
    return TripPlannerError(
        msg("The file {name} is empty: it holds no database.", name=path),
        msg("The file was left as it is."),
        msg("Restore the latest backup, or remove the empty file and create a new database."),
    )
