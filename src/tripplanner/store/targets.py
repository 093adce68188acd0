"""Where a file may be written, and how: aside first, never over a database or a device, refused in words of ours."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg

T = TypeVar("T")


def written_aside(target: Path, suffix: str, make: Callable[[Path], T], *, private: bool = False) -> T:
    """What ``make`` gives, which writes the file; it is renamed onto ``target`` when it is complete.

    A ``private`` file is for nobody else on this computer. Raises :class:`TripPlannerError` where it cannot be
    written, or would take the place of a database.
    """
    refuse_precious(target)
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=suffix, dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise unwritable(target, error) from error
    aside = Path(name)
    try:
        found = make(aside)
        if not private:
            _open_to_readers(aside)
        aside.replace(target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        aside.unlink(missing_ok=True)
    return found


def partial(place: Path) -> Path:
    """A hidden name beside ``place`` that no other program writes to at the same moment, for what is not whole yet."""
    return place.with_name(f".{place.name}.{uuid4().hex[:8]}.partial")


def sweep(folder: Path, names: str, older_than: timedelta, at: datetime) -> None:
    """Removes :func:`partial` files that killed programs left in a folder; a young one may still be being written."""
    for left in folder.glob(f".{names}.partial*"):
        if at.timestamp() - left.stat().st_mtime > older_than.total_seconds():
            left.unlink(missing_ok=True)


def write_bytes(data: bytes, target: Path, *, private: bool = False) -> Path:
    """Write ``data`` aside and rename it onto ``target``, as :func:`written_aside` does."""
    written_aside(target, target.suffix, lambda aside: aside.write_bytes(data), private=private)
    return target


def refuse_precious(target: Path) -> None:
    """Raises :class:`TripPlannerError` where a document would take the place of a database or of a device."""
    if target.is_file():
        if _is_database(target):
            raise _refused(msg("“{path}” is a database: no document takes its place.", path=str(target)))
    elif target.exists() and not target.is_dir():
        raise _refused(msg("“{path}” is a device, not a file.", path=str(target)))


def _is_database(path: Path) -> bool:
    """Asked through SQLite: closing a database that was opened by other means would drop SQLite's locks on it."""
    import sqlite3

    if path.stat().st_size == 0:
        return False
    try:
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.DatabaseError:
        return False
    return True


def _refused(what: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was written."), msg("Choose another file."))


def _open_to_readers(path: Path) -> None:
    """mkstemp makes files private; a document gets the usual rights of a new file."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)


def unwritable(target: Path, error: OSError) -> TripPlannerError:
    """The error of a file or folder that cannot be written."""
    was_there = target.is_file()
    return TripPlannerError(
        msg("“{path}” cannot be written: {reason}.", path=str(target), reason=reason(error)),
        msg("The file that was there before is unchanged.") if was_there else msg("Nothing was written."),
        msg("Choose another folder, free some space, or close the program that has the file open."),
    )


_REASONS = {
    errno.ENOENT: msg("the folder does not exist"),
    errno.ENOTDIR: msg("part of the path is not a folder"),
    errno.EISDIR: msg("it is a folder"),
    errno.EEXIST: msg("a file has this name"),
    errno.EACCES: msg("you may not write there"),
    errno.EPERM: msg("you may not write there"),
    errno.EROFS: msg("the place can only be read"),
    errno.ENOSPC: msg("the disk is full"),
    errno.EDQUOT: msg("your share of the disk is full"),
    errno.ENAMETOOLONG: msg("the name is too long"),
    errno.EFBIG: msg("the file is larger than the place takes"),
}


def reason(error: OSError) -> Message | str:
    """Why the system refused, in words of ours where we have them."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
