"""One writer per SQLite file: a lock of the operating system, freed when its process dies, however it dies."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg

# Windows locks bytes against reading too: a byte far behind the text leaves the holder's name legible.
_FAR = 1 << 30


@dataclass(frozen=True)
class Holder:
    """Who has a database open for writing. ``since`` is an ISO instant in UTC."""

    actor: str
    station: str
    pid: int
    since: str


class InUse(TripPlannerError):
    """Another window or command writes to the database; ``holder`` is ``None`` when its name cannot be read."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        self.holder = holder
        if holder is None:
            what = msg("The database {name} is open in another window.", name=path)
        else:
            what = msg(
                "The database {name} is open for writing: {actor} on {station}, since {since} (process {pid}).",
                name=path,
                actor=holder.actor,
                station=holder.station,
                since=holder.since.replace("T", " ")[:16] + " UTC",
                pid=holder.pid,
            )
        super().__init__(what, msg("Nothing was changed."), msg("Close the other window, or open it for reading only."))


class FileLock:
    """A held lock; :meth:`release` frees it."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path, self._file = path, file

    @classmethod
    def take(cls, database: Path, actor: str, station: str) -> FileLock:
        """Locks ``database`` for writing and leaves a note of who holds it beside it.

        :raises InUse: it is locked already.
        :raises OSError: the folder cannot be written.
        """
        path = lock_path(database)
        while True:
            file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b", buffering=0)
            if not _try_lock(file):
                file.close()
                raise InUse(database, holder_of(database))
            if _is_still(path, file):
                break
            file.close()  # its last holder removed it between our opening and our locking
        holder = Holder(actor, station, os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"))
        with suppress(OSError):  # on a full disk the lock holds without its note
            file.truncate(0)
            file.write(json.dumps(asdict(holder), ensure_ascii=False).encode())
        return cls(path, file)

    def release(self) -> None:
        """Frees the lock and removes the note."""
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        else:
            self._file.truncate(0)
        self._file.close()


def lock_path(database: Path) -> Path:
    """The file that carries the lock of ``database``."""
    return database.with_name(database.name + ".lock")


def holder_of(database: Path) -> Holder | None:
    """Who holds the lock, as far as it can be read."""
    try:
        raw = json.loads(lock_path(database).read_bytes())
        return Holder(str(raw["actor"]), str(raw["station"]), int(raw["pid"]), str(raw["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_held(database: Path) -> bool:
    """Whether somebody has the database open for writing."""
    try:
        with lock_path(database).open("r+b", buffering=0) as file:
            return not _try_lock(file)
    except OSError:
        return False


def _is_still(path: Path, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
