"""Says in words what a database refuses."""

from __future__ import annotations

import errno
import re
import sqlite3
import traceback
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from tripplanner.errors import Conflict, TripPlannerError
from tripplanner.i18n import msg

_NOTHING_CHANGED = msg("Nothing was changed.")
_DECODERS = {
    ("tripplanner.model.types", "process_result_value"),
    ("tripplanner.store.records", "decode_json"),
    ("tripplanner.store.records", "decode_moment"),
    ("tripplanner.store.records", "decode_date"),
    ("tripplanner.text", "from_json"),
    ("tripplanner.text", "texts_from_json"),
}
# What SQLite and its driver say of damage without giving it a code of its own.
_OF_DAMAGE = re.compile("fts5|vtable constructor failed|could not decode|malformed|unsupported file format", re.I)
# Of all that is there once, what a person chooses, as SQLite and PostgreSQL name it; the rest the program counts.
_CHOSEN = re.compile(r"\b(theme\.code|uq_theme_code|axis_code\.code|uq_axis_code_axis_code)\b")
_OF_LACK = re.compile("no such (table|column)", re.I)
_NO_SPACE = (errno.ENOSPC, getattr(errno, "EDQUOT", -1), errno.EFBIG)
_NO_RIGHT = (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.EISDIR)


@contextmanager
def spoken(name: str) -> Generator[None]:
    """Turns the failures that a person can do something about into sentences; ``name`` is the database.

    :raises Conflict: another edit got there first, or other records stand in the way.
    :raises TripPlannerError: the disk is full, the file locked, read-only or damaged, the server away.
    """
    try:
        yield
    except StaleDataError as error:
        raise stale() from error
    except IntegrityError as error:
        raise _standing_in_the_way(error) or error from error
    except PoolTimeout as error:
        raise _locked(name) from error
    except DBAPIError as error:
        raise _failure(error, name) or error from error
    except sqlite3.Error as error:
        raise _sqlite_failure(error, name) or error from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if _while_reading_a_value(error):
            raise damaged(name) from error
        raise


@contextmanager
def writing(name: str) -> Generator[None]:
    """As :func:`spoken`, also for what the system says of the file or folder ``name`` itself."""
    try:
        with spoken(name):
            yield
    except DiskFull as error:
        raise _no_room(name) from error
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise _no_room(name) from error
        if error.errno in _NO_RIGHT:
            raise read_only_place(name) from error
        raise


def _while_reading_a_value(error: Exception) -> bool:
    """Whether a stored value could not be decoded: by the driver, or by the types of our columns."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    ours = any((f.f_globals.get("__name__"), f.f_code.co_name) in _DECODERS for f in frames)
    last = str(frames[-1].f_globals.get("__name__"))
    driver = isinstance(error, UnicodeDecodeError) and last.startswith(("sqlalchemy.", "tripplanner.store."))
    return ours or driver


def stale() -> Conflict:
    """Somebody else wrote the record first."""
    return Conflict(
        msg("Somebody else changed this record in the meantime."),
        msg("Their version was kept; yours was not saved."),
        msg("Look at the record as it is now and make your change again."),
    )


class Damaged(TripPlannerError):
    """The file cannot be read as a database any more; the window offers to restore a backup."""


def damaged(name: str) -> Damaged:
    """The sentence for a damaged file."""
    return Damaged(
        msg("The database {name} is damaged.", name=name),
        msg("The file was left as it is."),
        msg("Restore the latest backup; the damaged file is kept beside it."),
    )


def _incomplete(name: str) -> Damaged:
    """Every revision makes all tables and columns: one that is not there was taken away by other means."""
    return Damaged(
        msg("The database {name} is damaged: a part of it has gone.", name=name),
        msg("It was left as it is."),
        msg("Restore the latest backup."),
    )


def unreadable_value() -> Damaged:
    """A stored value is no longer what was written."""
    return Damaged(
        msg("A text in the database cannot be read: the database is damaged."),
        msg("It was left as it is."),
        msg("Restore the latest backup; the damaged file is kept beside it."),
    )


def _standing_in_the_way(error: IntegrityError) -> Conflict | None:
    text = str(error.orig).lower()
    if "foreign key" in text:
        return Conflict(
            msg("Other records refer to this one, or it refers to one that no longer exists."),
            _NOTHING_CHANGED,
            msg("Remove or change what refers to it first."),
        )
    if "unique" not in text:
        return None
    if _CHOSEN.search(text):
        return Conflict(
            msg("There is a record with the same code or name already."),
            _NOTHING_CHANGED,
            msg("Choose another one."),
        )
    return Conflict(
        msg("Somebody else did the same at the same moment."),
        msg("What they did was kept; nothing was done twice."),
        msg("Look at what is there now, and go on from it."),
    )


def _failure(error: DBAPIError, name: str) -> TripPlannerError | None:
    original = error.orig
    if isinstance(original, sqlite3.Error):
        return _sqlite_failure(original, name)
    state = getattr(original, "sqlstate", None) or ""
    if state in ("40001", "40P01"):
        return stale()
    if state == "25006" or state == "42501":
        return read_only_place(name)
    if state in ("42P01", "42703"):
        return _incomplete(name)
    if state.startswith("53"):
        return _full(name)
    if (
        error.connection_invalidated
        or state.startswith(("08", "57", "28", "3D"))
        or (isinstance(error, OperationalError) and not state)
    ):
        return _away(name)
    return None


def _sqlite_failure(error: sqlite3.Error, name: str) -> TripPlannerError | None:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return _locked(name)
    if code == sqlite3.SQLITE_FULL:
        return _full(name)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return read_only_place(name)
    if code == sqlite3.SQLITE_NOTADB:
        return not_a_database(name)
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged(name)
    if code == sqlite3.SQLITE_IOERR:
        return _disk(name)
    if _OF_LACK.search(str(error)):
        return _incomplete(name)
    return damaged(name) if _OF_DAMAGE.search(str(error)) else None


def not_a_database(name: str) -> TripPlannerError:
    """The file is something else."""
    return TripPlannerError(
        msg("{name} is not a tripplanner database, or its beginning is damaged.", name=name),
        msg("The file was left as it is."),
        msg("Choose another file; if it was one, restore its latest backup."),
    )


def _locked(name: str) -> TripPlannerError:
    return TripPlannerError(
        msg("The database {name} is busy: another program is writing to it.", name=name),
        _NOTHING_CHANGED,
        msg("Wait a moment and try again."),
    )


class DiskFull(TripPlannerError):
    """There is no space left on the disk."""


def _no_room(name: str) -> DiskFull:
    """For a file being made: a backup, a new database."""
    return DiskFull(
        msg("The disk is full: {name} could not be written.", name=name),
        msg("Everything else is as it was."),
        msg("Free some space, or choose another place."),
    )


def _full(name: str) -> DiskFull:
    return DiskFull(
        msg("The disk is full: the change could not be saved in {name}.", name=name),
        msg("Everything saved before is kept; this change is not."),
        msg("Free some space and make the change again."),
    )


def read_only_place(name: str) -> TripPlannerError:
    """Writing is not allowed there."""
    return TripPlannerError(
        msg("{name} cannot be written: the file, its folder or your account is read-only.", name=name),
        _NOTHING_CHANGED,
        msg("Ask for the right to write there, or choose another place."),
    )


def _disk(name: str) -> TripPlannerError:
    return TripPlannerError(
        msg("The disk reported an error while {name} was read or written.", name=name),
        msg("Everything saved before is kept; this change is not."),
        msg("Check the disk and make a backup to another one."),
    )


def _away(name: str) -> TripPlannerError:
    return TripPlannerError(
        msg("The database server {name} cannot be reached or refuses the connection.", name=name),
        _NOTHING_CHANGED,
        msg("Check the network, the address and the password, then try again."),
    )
