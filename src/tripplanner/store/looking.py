"""Looks at a database file before anything opens it: its bytes stay as they are."""

from __future__ import annotations

import shutil
import sqlite3
import struct
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.store.faults import damaged, not_a_database

# In the header of our files, so that they are known without opening them: "TRIP", and the schema's revision.
APPLICATION_ID = 0x54524950
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
SIDE_FILES = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Look:
    """``revision`` of the schema; ``""`` when it is in the write-ahead log only or the file is of another program."""

    revision: str
    ours: bool


def look(path: Path, expected: str) -> Look:
    """What kind of database the file is; ``expected`` is the revision that needs no closer look.

    :raises TripPlannerError: it is missing, a folder, empty, unreadable or no database at all.
    """
    header = _header(path)
    if len(header) == 0:
        raise _empty(path)
    if not header.startswith(_MAGIC):
        raise not_a_database(str(path))
    if len(header) < _HEADER:
        raise damaged(str(path))
    seen = _judge(header)
    if _has_log(path) and seen != Look(expected, ours=True):
        return _look_at_copy(path)
    return seen


def _judge(header: bytes) -> Look:
    (user_version,) = struct.unpack(">I", header[60:64])
    (application,) = struct.unpack(">I", header[68:72])
    return Look(f"{user_version:04}" if user_version else "", application == APPLICATION_ID)


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _look_at_copy(path: Path) -> Look:
    """A crash left a write-ahead log, or the file is in use: the header may be behind what the log says."""
    with tempfile.TemporaryDirectory(prefix="tripplanner-") as folder:
        copy = copy_with_log(path, Path(folder))
        try:
            with closing(sqlite3.connect(copy)) as connection:
                (user_version,) = connection.execute("PRAGMA user_version").fetchone()
                (application,) = connection.execute("PRAGMA application_id").fetchone()
        except sqlite3.DatabaseError as error:
            raise damaged(str(path)) from error
    return Look(f"{user_version:04}" if user_version else "", application == APPLICATION_ID)


def copy_with_log(path: Path, folder: Path) -> Path:
    """A copy of the database in ``folder``, with what is still in its write-ahead log."""
    copy = folder / path.name
    shutil.copyfile(path, copy)
    for suffix in ("-wal", "-journal"):
        side = path.with_name(path.name + suffix)
        if side.exists():
            shutil.copyfile(side, copy.with_name(copy.name + suffix))
    return copy


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER)
    except FileNotFoundError as error:
        raise missing(path) from error
    except (IsADirectoryError, PermissionError) as error:
        if path.is_dir():
            raise _folder(path) from error
        raise _unreadable(path) from error


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
