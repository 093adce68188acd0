"""How a workspace hears of commits that other clients make."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any, Protocol
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from tripplanner.log import logger
from tripplanner.store import journal
from tripplanner.store.changes import Changes, recorded_tables

Tell = Callable[[Changes], None]
CHANNEL = "tripplanner"
_PAUSE_SECONDS = 1  # between attempts to reach a server that went away
_START_SECONDS = 10
_log = logger(__name__)


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
        """Ends listening; a second call does nothing."""
        ...


class FileNotices:
    """SQLite: a reader looks, when it is asked to, whether another connection wrote.

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


class ServerNotices:
    """PostgreSQL: each commit is announced by NOTIFY and heard by a thread that LISTENs until :meth:`close`."""

    def __init__(self, url: sa.URL) -> None:
        self._url = url
        self._client = uuid4().hex
        self._wake, self._waker = socket.socketpair()
        self._thread: threading.Thread | None = None

    def start(self, tell: Tell) -> None:
        ready = threading.Event()
        self._thread = threading.Thread(target=self._listen, args=(tell, ready), name="notices", daemon=True)
        self._thread.start()
        ready.wait(_START_SECONDS)

    def announce(self, connection: sa.Connection, change: str) -> None:
        connection.execute(sa.select(sa.func.pg_notify(CHANNEL, f"{self._client}:{change}")))

    def poll(self) -> Changes | None:
        return None

    def close(self) -> None:
        if self._waker.fileno() < 0:
            return
        self._waker.send(b"x")
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
            self._wake.close()
            self._waker.close()

    def _listen(self, tell: Tell, ready: threading.Event) -> None:
        import psycopg

        missed = False
        while True:
            try:
                if self._hear(tell, ready, missed=missed):
                    return
            except (psycopg.OperationalError, OperationalError) as error:
                _log.info("the notices of the server were interrupted: %s", type(error).__name__)
            missed = True
            if self._told_to_end(_PAUSE_SECONDS):
                return

    def _hear(self, tell: Tell, ready: threading.Event, *, missed: bool) -> bool:
        """Listens on one connection; true when told to end. After an interruption anything may have changed."""
        import psycopg

        engine = sa.create_engine(self._url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
        with closing(_Disposing(engine)), engine.connect() as connection:
            connection.exec_driver_sql(f"LISTEN {CHANNEL}")
            ready.set()
            if missed:
                tell(Changes(frozenset(), frozenset(recorded_tables()), local=False))
            try:
                return self._follow(connection, tell)
            except psycopg.OperationalError:
                connection.invalidate()
                raise

    def _follow(self, connection: sa.Connection, tell: Tell) -> bool:
        driver: Any = connection.connection.driver_connection
        while True:
            found, _, _ = select.select([driver.fileno(), self._wake], [], [])
            if self._wake in found:
                return True
            # Asking who changed what may bring in further notices, of which the socket says nothing more.
            while notices := list(driver.notifies(timeout=0)):
                for notice in notices:
                    self._pass_on(connection, notice.payload, tell)

    def _pass_on(self, connection: sa.Connection, payload: str, tell: Tell) -> None:
        client, _, change = payload.partition(":")
        if client != self._client and change:
            tell(journal.changes_of(connection, change, local=False))

    def _told_to_end(self, seconds: float) -> bool:
        return bool(select.select([self._wake], [], [], seconds)[0])


class _Disposing:
    def __init__(self, engine: sa.Engine) -> None:
        self.close = engine.dispose
