"""Where a document may be written: never over a database or a device."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg


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
