"""Power cuts without a power switch: a file system that remembers what was written and what was synced.

The statements that a workspace sends are recorded with the driver's trace, and
replayed by another SQLite (apsw) on a virtual file system that notes each
write, sync, truncation and deletion. A cut at any of these moments is then
made from the notes: what was synced is on the disk; each later write of the
file is there, not there, or torn at a sector, by chance.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import apsw
import sqlalchemy as sa
from sqlalchemy import event

from tripplanner.store.workspace import Workspace

SECTOR = 512


def record(path: Path, work: Callable[[Workspace], None]) -> list[str]:
    """The statements, in order, with which a workspace writes ``work`` to ``path``."""
    statements: list[str] = []
    with Workspace.open(path, actor="anna") as workspace:
        writer = workspace._opened.checked_writer()

        def trace(connection: sqlite3.Connection) -> None:
            connection.set_trace_callback(statements.append)

        driver = writer.raw_connection()
        trace(driver.driver_connection)  # type: ignore[arg-type]
        driver.close()
        event.listen(writer, "connect", lambda connection, _: trace(connection))
        work(workspace)
        driver = writer.raw_connection()
        driver.driver_connection.set_trace_callback(None)  # type: ignore[union-attr]
        driver.close()
    written = (s for s in statements if not s.upper().startswith(("SELECT", "PRAGMA", "--")))
    return [s for s, _ in groupby(written)]  # a statement is traced again for each trigger that it sets off


def pragmas(writer: sa.Engine) -> dict[str, Any]:
    """The settings under which the program writes, as its own connection tells them."""
    names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "wal_autocheckpoint")
    with writer.connect() as connection:
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}


@dataclass
class Notes:
    """What happened to the files, in order, and when each transaction was acknowledged."""

    operations: list[tuple[str, str, int, bytes]] = field(default_factory=list)  # (what, file, offset or size, bytes)
    acknowledged: list[int] = field(default_factory=list)  # number of operations at that moment


class NotingFile(apsw.VFSFile):
    """Passes everything on to the real file and notes what changes it."""

    def __init__(self, notes: Notes, base: str, name: Any, flags: list[int]) -> None:
        self._notes = notes
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._file = Path(path).name
        super().__init__(base, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._notes.operations.append(("write", self._file, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._notes.operations.append(("truncate", self._file, size, b""))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._notes.operations.append(("sync", self._file, 0, b""))
        super().xSync(flags)


class NotingSystem(apsw.VFS):
    """A file system of :class:`NotingFile`."""

    def __init__(self, name: str, notes: Notes) -> None:
        self._notes = notes
        super().__init__(name, base="")

    def xOpen(self, name: Any, flags: list[int]) -> NotingFile:  # noqa: N802
        return NotingFile(self._notes, "", name, flags)

    def xDelete(self, filename: str, sync: bool) -> None:  # noqa: N802
        self._notes.operations.append(("delete", Path(filename).name, 0, b""))
        super().xDelete(filename, sync)


def replay(path: Path, statements: list[str], settings: dict[str, Any]) -> Notes:
    """Runs the statements on ``path`` and notes what reaches its files."""
    notes = Notes()
    system = NotingSystem(f"noting-{id(notes)}", notes)
    connection = apsw.Connection(str(path), vfs=f"noting-{id(notes)}")
    # Without shared memory, which a virtual file system of this kind has not, the order of writes is the same.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    for name, value in settings.items():
        connection.execute(f"PRAGMA {name} = {value}")
    for statement in statements:
        connection.execute(statement).fetchall()
        if statement.upper().startswith("COMMIT"):
            notes.acknowledged.append(len(notes.operations))
    connection.close()
    system.unregister()
    return notes


class Disk:
    """The files as a cut leaves them."""

    def __init__(self, start: dict[str, bytes], notes: Notes) -> None:
        self._start, self._notes = start, notes

    def at(self, moment: int, chance: random.Random) -> dict[str, bytes]:
        """The files after the first ``moment`` operations and a power cut."""
        files = {name: bytearray(content) for name, content in self._start.items()}
        loose: dict[str, list[tuple[str, int, bytes]]] = {}
        for what, name, number, data in self._notes.operations[:moment]:
            if what == "sync":
                for change in loose.pop(name, []):
                    _apply(files, name, *change)
            elif what == "delete":
                files.pop(name, None)
                loose.pop(name, None)
            else:
                loose.setdefault(name, []).append((what, number, data))
        for name, changes in loose.items():
            for change in changes:
                _apply_by_chance(files, name, *change, chance)
        return {name: bytes(content) for name, content in files.items()}


def _apply(files: dict[str, bytearray], name: str, what: str, number: int, data: bytes) -> None:
    content = files.setdefault(name, bytearray())
    if what == "truncate":
        del content[number:]
        return
    content.extend(bytes(max(0, number + len(data) - len(content))))
    content[number : number + len(data)] = data


def _apply_by_chance(
    files: dict[str, bytearray], name: str, what: str, number: int, data: bytes, chance: random.Random
) -> None:
    fate = chance.random()
    if fate < 0.4:
        return
    if fate < 0.55 and what == "write" and len(data) > 1:
        sectors = max(1, len(data) // SECTOR)
        data = data[: chance.randrange(sectors) * SECTOR] or data[: len(data) // 2]
    _apply(files, name, what, number, data)
