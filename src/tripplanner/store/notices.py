"""How a workspace hears of commits that other clients make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import sqlalchemy as sa

from tripplanner.store import journal
from tripplanner.store.changes import Changes

Tell = Callable[[Changes], None]


class Notices(Protocol):
    """What a workspace needs: to announce its own commits and to hear of others'."""

    def start(self, tell: Tell) -> None:
        """Begins to listen; ``tell`` is called with each notice."""
        ...

    def announce(self, connection: sa.Connection, change: str) -> None:
        """Tells other clients, when this transaction commits, of the history entries ``change``."""
        ...

    def poll(self) -> Changes | None:
        """What others committed since the last call, where nobody announces it."""
        ...

    def close(self) -> None:
        """Ends listening."""
        ...


class FileNotices:
    """SQLite: a reader looks, when it is asked to, whether the file was written by another connection.

    Only a workspace that does not write itself can hear anything: a file has one writer.
    """

    def __init__(self, reader: sa.Engine, *, sole_writer: bool) -> None:
        self._reader, self._sole_writer = reader, sole_writer
        self._last = 0

    def start(self, tell: Tell) -> None:
        if not self._sole_writer:
            with self._reader.connect() as connection:
                self._last = journal.last_entry(connection)

    def announce(self, connection: sa.Connection, change: str) -> None:
        pass

    def poll(self) -> Changes | None:
        if self._sole_writer:
            return None
        with self._reader.connect() as connection:
            self._last, changes = journal.changes_since(connection, self._last)
        return changes if changes.tables else None

    def close(self) -> None:
        pass
