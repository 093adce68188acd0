"""The straight way into a database file, for one reading that has no time to lose.

:class:`~tripplanner.store.workspace.Workspace` is the door for everything; it loads and configures all mapped
classes, which takes longer than a whole booklet. Where nothing is unusual (a file that may be written beside, of
exactly this program's revision) plain SQL can be read from it straight away. Anything else is left to the workspace,
which has the sentences for it: :func:`open_straight` then gives ``None``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tripplanner.store.marks import APPLICATION_ID, HEAD, needs_copy

_PATIENCE = 5.0  # seconds, for a writer to finish
_SETTINGS = ("PRAGMA query_only = ON", "PRAGMA trusted_schema = OFF")


class Straight:
    """A database file open for one transaction that cannot write; see :func:`open_straight`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, statement: str, values: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """The rows of a statement with named parameters."""
        return self._connection.execute(statement, values).fetchall()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()


def open_straight(location: str) -> Straight | None:
    """The file at ``location`` for reading; ``None`` where it is no plain file of ours, or is not as usual."""
    try:
        path = Path(location).expanduser()
        usual = "://" not in location and path.is_file() and not needs_copy(path)
    except (OSError, RuntimeError):  # a name that no file can have
        return None
    if not usual:
        return None
    try:
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    except sqlite3.Error:
        return None
    try:
        if _begun(connection):
            return Straight(connection)
    except sqlite3.Error:
        pass
    connection.close()
    return None


def _begun(connection: sqlite3.Connection) -> bool:
    """Whether the transaction is under way, on a database that is ours and of this program's revision."""
    for setting in _SETTINGS:
        connection.execute(setting)
    with closing(connection.cursor()) as cursor:
        if cursor.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            return False
        cursor.execute("BEGIN")
        return cursor.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
